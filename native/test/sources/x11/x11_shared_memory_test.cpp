// SPDX-License-Identifier: MPL-2.0
// Whether an X server and this process share memory, and what follows if not. Against real X
// servers that each test starts for itself; without Xvfb these tests fail.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/shm.h>
#include <unistd.h>

#include "capture_session.h"
#include "namespaces.h"
#include "settings_text.h"
#include "small_files.h"
#include "x11_watcher.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

// The permissions, with the mark for removal, of this process's segments: proc(5),
// /proc/sysvipc/shm.
std::vector<int> permissions_of_own_segments() {
    std::ifstream list("/proc/sysvipc/shm");
    std::vector<int> permissions;
    std::string line;
    for (std::getline(list, line); std::getline(list, line);) {
        std::istringstream columns(line);
        long key = 0, id = 0, size = 0, creator = 0;
        int mode = 0;
        columns >> key >> id >> std::oct >> mode >> std::dec >> size >> creator;
        if (creator == getpid()) permissions.push_back(mode);
    }
    return permissions;
}

// Memory files that this process has mapped or holds open.
int own_memory_files() {
    int count = 0;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);)
        count += line.find("/memfd:pixelflux") != std::string::npos ? 1 : 0;
    return count;
}

int own_descriptors() {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        static_cast<void>(entry);
        ++count;
    }
    return count;
}

TEST(X11SharedMemory, ItIsSharedByADescriptorOfWhichNothingStays) {
    const Xvfb server(kScreen);
    const int descriptors = own_descriptors();
    for (int round = 0; round < 20; ++round) {
        X11Source source(server.display());
        source.opened();
        const int opened = own_descriptors();
        {
            const KeptPicture picture(source, kWhole);
            EXPECT_EQ(own_memory_files(), 1);
            EXPECT_EQ(own_descriptors(), opened);
            EXPECT_TRUE(permissions_of_own_segments().empty());
        }
        EXPECT_EQ(own_memory_files(), 0);
        EXPECT_TRUE(source.take_notices().empty());
    }
    EXPECT_EQ(own_descriptors(), descriptors);
}

TEST(X11SharedMemory, WhereNoDescriptorCanBeSharedItIsASegmentAndTheReasonIsSaid) {
    const Xvfb server(kScreen);
    const SmallFiles limit;
    X11Source source(server.display());
    source.opened();
    expect_right_pixels(source, server.display());
    const std::vector<std::string> notices = source.take_notices();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0],
              "MIT-SHM by file descriptor is not available: no file may be larger than 4096 bytes "
              "(ulimit -f), and a picture needs 302368; reading pixels with MIT-SHM instead");
}

TEST(X11SharedMemory, ItsSegmentIsPrivateAndMarkedForRemovalWhileItIsInUse) {
    constexpr int kMarkedForRemoval = 01000;
    const Xvfb server(kScreen);
    const SmallFiles limit;
    X11Source source(server.display());
    source.opened();
    const KeptPicture picture(source, kWhole);
    EXPECT_EQ(permissions_of_own_segments(), (std::vector<int>{kMarkedForRemoval | 0600}));
}

TEST(X11SharedMemory, ASegmentThatFailsLaterOnIsReplacedByAnotherWayOfReading) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    painter.fill(kWhole, 0x102030);
    Watcher watcher(server.display(), kWhole);
    EXPECT_TRUE(watcher.source.take_notices().empty());
    painter.detach_segments_of_others();
    painter.fill({17, 40, 12, 20}, 0xfedcba);
    const Damage damage = watcher.changes();
    EXPECT_EQ(damage.areas(), (std::vector<Rect>{{17, 40, 12, 20}}));
    const PixelView picture = watcher.picture.grab(damage);
    EXPECT_EQ(rgb_at(picture, 17, 40), 0xfedcbau);
    EXPECT_EQ(rgb_at(picture, 0, 0), 0x102030u);  // read before
    const std::vector<std::string> notices = watcher.source.take_notices();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].find("MIT-SHM by file descriptor is no longer available: "), 0u)
        << notices[0];
    EXPECT_NE(notices[0].find("reading pixels with GetImage instead, which costs more CPU"),
              std::string::npos)
        << notices[0];
    painter.fill(kWhole, 0x00ff00);
    EXPECT_EQ(rgb_at(watcher.grab_all(), 330, 202), 0x00ff00u);
    expect_right_pixels(watcher.source, server.display());
    // To give back what the server has lost raises no error either.
    watcher.grab_all();
    EXPECT_TRUE(watcher.source.take_notices().empty());
}

TEST(X11SharedMemory, ASessionWhoseSegmentFailsGoesOnAndSaysSo) {
    const Xvfb server(kScreen);
    CaptureSession session(parse_settings("display=" + server.display()));
    std::vector<std::uint8_t> buffer(1 << 20);
    const auto next = [&] {
        return session.next(buffer.data(), buffer.size(), std::chrono::minutes(1)).outcome;
    };
    ASSERT_EQ(next(), CaptureSession::Outcome::kFrame);
    EXPECT_TRUE(session.take_notices().empty());
    RootPainter painter(server.display());
    painter.detach_segments_of_others();
    painter.fill({0, 0, 50, 50}, 0x123456);
    EXPECT_EQ(next(), CaptureSession::Outcome::kFrame);
    EXPECT_EQ(session.take_notices().size(), 1u);
}

TEST(X11SharedMemory, WithoutMitShmItSaysSoOnceAndReadsTheSamePixels) {
    const Xvfb server(kScreen, {"-extension", "MIT-SHM"});
    X11Source source(server.display());
    source.opened();
    expect_right_pixels(source, server.display());
    const KeptPicture another(source, kWhole);
    const std::vector<std::string> notices = source.take_notices();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_NE(notices[0].find("MIT-SHM is not available: the X server has no MIT-SHM extension"),
              std::string::npos);
    EXPECT_TRUE(source.take_notices().empty());
}

// Takes the first number of its namespace, so that the next segment has another one.
class AnySegment {
public:
    AnySegment() : id_(shmget(IPC_PRIVATE, 1, IPC_CREAT | 0600)) {}
    ~AnySegment() { shmctl(id_, IPC_RMID, nullptr); }
    AnySegment(const AnySegment&) = delete;
    AnySegment& operator=(const AnySegment&) = delete;

private:
    int id_;
};

// Limits segments in this process's namespace, which must be one of its own.
class SegmentLimit {
public:
    explicit SegmentLimit(std::uint64_t bytes) {
        std::ifstream(kFile) >> before_;
        std::ofstream(kFile) << bytes;
        std::uint64_t now = 0;
        std::ifstream(kFile) >> now;
        set_ = now == bytes;
    }
    ~SegmentLimit() { std::ofstream(kFile) << before_; }
    SegmentLimit(const SegmentLimit&) = delete;
    SegmentLimit& operator=(const SegmentLimit&) = delete;

    bool set() const { return set_; }

private:
    static constexpr const char* kFile = "/proc/sys/kernel/shmmax";
    std::uint64_t before_ = 0;
    bool set_ = false;
};

void expect_read_with_shared_memory(const std::string& display) {
    X11Source source(display);
    source.opened();
    expect_right_pixels(source, display);
    EXPECT_TRUE(source.take_notices().empty());
}

void expect_read_without_shared_memory(const std::string& display, const std::string& reason) {
    const SmallFiles limit;
    X11Source source(display);
    source.opened();
    expect_right_pixels(source, display);
    const std::vector<std::string> notices = source.take_notices();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_NE(notices[0].find("MIT-SHM is not available: " + reason), std::string::npos)
        << notices[0];
}

TEST(X11SharedMemory, ADescriptorWorksWithAServerInAnotherIpcNamespace) {
    if (!enter_ipc_namespace()) GTEST_SKIP() << kNoIpc;
    const XvfbInAnotherNamespace server(kScreen);
    expect_read_with_shared_memory(server.display());
}

TEST(X11SharedMemory, ADescriptorWorksWithAServerOfAnotherUser) {
    if (!may_be_another_user())
        GTEST_SKIP() << "NOT TESTED: only root can start a server as another user";
    const XvfbOfAnotherUser server(kScreen);
    expect_read_with_shared_memory(server.display());
    expect_read_without_shared_memory(server.display(),
                                      "the X server refused to attach shared memory: BadAccess");
}

TEST(X11SharedMemory, AServerInAnotherIpcNamespaceIsReadWithoutSegments) {
    if (!enter_ipc_namespace()) GTEST_SKIP() << kNoIpc;
    const XvfbInAnotherNamespace server(kScreen);
    const AnySegment first;
    expect_read_without_shared_memory(server.display(),
                                      "the X server refused to attach shared memory");
}

// The server attaches its own segment of that number and writes to it, without an error.
TEST(X11SharedMemory, AServerInAnotherIpcNamespaceWithASegmentOfOurNumberIsFoundOut) {
    // Segments are numbered from 0 in a new namespace, so our next one is 0 too.
    if (!enter_ipc_namespace()) GTEST_SKIP() << kNoIpc;
    const XvfbInAnotherNamespace server(kScreen);
    expect_read_without_shared_memory(server.display(),
                                      "the X server writes to other memory than ours");
}

// The limit may come from `kernel.shmmax` or from a container.
TEST(X11SharedMemory, WhereSharedMemoryIsLimitedItReadsWithout) {
    if (!enter_ipc_namespace()) GTEST_SKIP() << kNoIpc;
    const Xvfb server(kScreen);
    const SegmentLimit limit(4096);
    if (!limit.set()) GTEST_SKIP() << "NOT TESTED: this user may not limit shared memory";
    expect_read_without_shared_memory(server.display(), "shmget of 302368 bytes failed");
}

}  // namespace
}  // namespace pixelflux
