// SPDX-License-Identifier: MPL-2.0
// Against real X servers that each test starts for itself; without Xvfb these tests fail.
#include "x11_source.h"

#include <csignal>
#include <fstream>
#include <future>
#include <sstream>

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/shm.h>
#include <unistd.h>

#include "capture_session.h"
#include "change_detector.h"
#include "damages.h"
#include "error.h"
#include "kept_picture.h"
#include "settings_text.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {331, 203};
constexpr Rect kWhole = {0, 0, kScreen.width, kScreen.height};

std::uint32_t rgb_at(const PixelView& picture, int x, int y) {
    const std::uint8_t* const bgrx = picture.row(y) + x * kBytesPerPixel;
    return static_cast<std::uint32_t>(bgrx[2] << 16 | bgrx[1] << 8 | bgrx[0]);
}

class Watcher {
public:
    Watcher(const std::string& display, const Rect& region)
        : source(display), picture(source, region), region_(region) {
        grab_all();
    }
    PixelView grab_all() {
        Damage damage(size());
        source.take_changes(damage);
        damage.add_all();
        return picture.grab(damage);
    }
    Damage changes() {
        Damage damage(size());
        EXPECT_NE(source.wait_for_change(wake, Clock::now() + std::chrono::minutes(1)),
                  FrameSource::Change::kNone);
        source.take_changes(damage);
        return damage;
    }
    bool quiet() {
        return source.wait_for_change(wake, Clock::now() + std::chrono::milliseconds(50)) ==
               FrameSource::Change::kNone;
    }

    Size size() const { return {region_.width, region_.height}; }

    X11Source source;
    KeptPicture picture;
    WakeEvent wake;

private:
    Rect region_;
};

// Returns the picture that the pixels were read into.
KeptPicture expect_right_pixels(X11Source& source, const std::string& display) {
    RootPainter painter(display);
    painter.fill(kWhole, painter.pixel_of(0x102030));
    painter.fill({17, 40, 12, 20}, painter.pixel_of(0xfedcba));
    painter.fill({330, 202, 1, 1}, painter.pixel_of(0x00ff00));
    KeptPicture kept(source, kWhole);
    const PixelView picture = kept.grab(all_of(kScreen));
    EXPECT_EQ(rgb_at(picture, 0, 0), 0x102030u);
    EXPECT_EQ(rgb_at(picture, 17, 40), 0xfedcbau);
    EXPECT_EQ(rgb_at(picture, 28, 59), 0xfedcbau);
    EXPECT_EQ(rgb_at(picture, 29, 59), 0x102030u);
    EXPECT_EQ(rgb_at(picture, 330, 202), 0x00ff00u);
    return kept;
}

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

TEST(X11Source, ReadsThePixelsThatWereDrawn) {
    const Xvfb server(kScreen);
    X11Source source(server.display());
    EXPECT_EQ(source.full_size(), kScreen);
    EXPECT_TRUE(source.take_notices().empty());
    expect_right_pixels(source, server.display());
    EXPECT_TRUE(source.take_notices().empty());
}

TEST(X11Source, ReportsTheBandsThatWereDrawnToAndSleepsOtherwise) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    Watcher watcher(server.display(), kWhole);
    EXPECT_TRUE(watcher.quiet());
    painter.fill({100, 50, 12, 20}, 0xffffff);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{100, 50, 12, 20}}));
    EXPECT_TRUE(watcher.quiet());
    painter.fill({100, 202, 1, 1}, 0xffffff);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{100, 202, 1, 1}}));
}

TEST(X11Source, APartialGrabRefreshesItsRowsAlone) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    painter.fill(kWhole, 0x000000);
    Watcher watcher(server.display(), kWhole);
    painter.fill(kWhole, 0xffffff);
    const PixelView picture = watcher.picture.grab(rows_of(kScreen, 32, 16));
    EXPECT_EQ(rgb_at(picture, 5, 31), 0x000000u);
    EXPECT_EQ(rgb_at(picture, 5, 32), 0xffffffu);
    EXPECT_EQ(rgb_at(picture, 330, 47), 0xffffffu);
    EXPECT_EQ(rgb_at(picture, 5, 48), 0x000000u);
}

TEST(X11Source, ARegionCountsFromItsOwnOriginAndIgnoresWhatLiesBeside) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    painter.fill(kWhole, 0x000000);
    const Rect region = {51, 33, 99, 70};
    Watcher watcher(server.display(), region);
    painter.fill({51, 33, 1, 1}, 0xff0000);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{0, 0, 1, 1}}));
    const PixelView picture = watcher.grab_all();
    EXPECT_EQ(picture.width, 99);
    EXPECT_EQ(picture.height, 70);
    EXPECT_EQ(rgb_at(picture, 0, 0), 0xff0000u);
    painter.fill({150, 33, 50, 70}, 0x00ff00);
    EXPECT_FALSE(watcher.changes().any());
    painter.fill({51, 0, 99, 33}, 0x00ff00);
    EXPECT_FALSE(watcher.changes().any());
    painter.fill({0, 102, 331, 1}, 0x0000ff);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{0, 69, 99, 1}}));
    EXPECT_EQ(rgb_at(watcher.grab_all(), 98, 69), 0x0000ffu);
}

TEST(X11Source, SettleGathersABurst) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    Watcher watcher(server.display(), kWhole);
    painter.fill({0, 0, 10, 10}, 0xffffff);
    ASSERT_NE(watcher.source.wait_for_change(watcher.wake, Clock::now() + std::chrono::minutes(1)),
              FrameSource::Change::kNone);
    painter.fill({0, 100, 10, 10}, 0xffffff);
    watcher.source.settle(watcher.wake, std::chrono::milliseconds(2));
    Damage damage(kScreen);
    watcher.source.take_changes(damage);
    EXPECT_EQ(damage.bands().runs(), (std::vector<BandRun>{{0, 1}, {6, 7}}));
    EXPECT_TRUE(watcher.quiet());
}

TEST(X11Source, APainterThatChangesTheUnusedByteAloneChangesNothing) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    painter.fill(kWhole, 0x00336699);
    Watcher watcher(server.display(), kWhole);
    BandSet all(bands_in(kScreen.height));
    all.set_all();
    ChangeDetector detector;
    detector.reset(kScreen.height);
    EXPECT_EQ(watcher.grab_all().data[3], 0x00);
    detector.changed(watcher.grab_all(), all);
    painter.fill(kWhole, 0xff336699);
    EXPECT_EQ(watcher.grab_all().data[3], 0xff);  // it does reach us
    EXPECT_FALSE(detector.changed(watcher.grab_all(), all).any());
    painter.fill({330, 202, 1, 1}, 0xff336698);
    EXPECT_EQ(detector.changed(watcher.grab_all(), all).runs(), (std::vector<BandRun>{{12, 13}}));
}

TEST(X11Source, ServersWithAnotherOrderOfColoursAreReadRight) {
    for (const std::vector<std::string>& more :
         {std::vector<std::string>{}, std::vector<std::string>{"-extension", "MIT-SHM"}}) {
        std::vector<std::string> arguments = {"-pixelformat", "bgr888"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Xtigervnc server(kScreen, arguments);
        ASSERT_EQ(RootPainter(server.display()).pixel_of(0x0000ff), 0xff0000u);
        X11Source source(server.display());
        KeptPicture kept = expect_right_pixels(source, server.display());
        // What is not read anew stays right.
        const PixelView picture = kept.grab(rows_of(kScreen, 0, 16));
        EXPECT_EQ(rgb_at(picture, 0, 0), 0x102030u);
        EXPECT_EQ(rgb_at(picture, 17, 40), 0xfedcbau);
    }
}

TEST(X11Source, ASegmentThatFailsLaterOnIsReplacedByAnotherWayOfReading) {
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
    EXPECT_EQ(notices[0].find("MIT-SHM is no longer available: "), 0u) << notices[0];
    painter.fill(kWhole, 0x00ff00);
    EXPECT_EQ(rgb_at(watcher.grab_all(), 330, 202), 0x00ff00u);
    expect_right_pixels(watcher.source, server.display());
    // Nor does giving back what the server has lost raise an error.
    watcher.grab_all();
    EXPECT_TRUE(watcher.source.take_notices().empty());
}

TEST(X11Source, ASessionWhoseSegmentFailsGoesOnAndSaysSo) {
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

TEST(X11Source, DamageThatCannotBeCollectedIsEverythingAndIsWatchedAnew) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    Watcher watcher(server.display(), kWhole);
    EXPECT_TRUE(watcher.quiet());
    painter.destroy_regions_of_others();
    painter.fill({100, 50, 12, 20}, 0xffffff);
    const std::vector<Rect> everything = {kWhole};
    EXPECT_EQ(watcher.changes().areas(), everything);
    // The new one tells of everything at first.
    EXPECT_EQ(watcher.changes().areas(), everything);
    EXPECT_TRUE(watcher.quiet());
    painter.fill({100, 50, 12, 20}, 0x000000);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{100, 50, 12, 20}}));
    EXPECT_TRUE(watcher.quiet());
    EXPECT_TRUE(watcher.source.take_notices().empty());
}

TEST(X11Source, WithoutMitShmItSaysSoOnceAndReadsTheSamePixels) {
    const Xvfb server(kScreen, {"-extension", "MIT-SHM"});
    X11Source source(server.display());
    expect_right_pixels(source, server.display());
    const KeptPicture another(source, kWhole);
    const std::vector<std::string> notices = source.take_notices();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_NE(notices[0].find("MIT-SHM is not available: the X server has no MIT-SHM extension"),
              std::string::npos);
    EXPECT_TRUE(source.take_notices().empty());
}

// For good, and for the servers that are started from then on. Only root may, and not in every
// container.
bool enter_ipc_namespace() { return unshare(CLONE_NEWIPC) == 0; }

constexpr const char* kNoNamespace = "NOT TESTED: this user may make no IPC namespace";

// Where it is the first of its namespace, the next one is not.
class AnySegment {
public:
    AnySegment() : id_(shmget(IPC_PRIVATE, 1, IPC_CREAT | 0600)) {}
    ~AnySegment() { shmctl(id_, IPC_RMID, nullptr); }
    AnySegment(const AnySegment&) = delete;
    AnySegment& operator=(const AnySegment&) = delete;

private:
    int id_;
};

// Of this process's namespace, which has to be one of its own.
class SegmentLimit {
public:
    explicit SegmentLimit(std::uint64_t bytes) {
        std::ifstream(kFile) >> before_;
        std::ofstream(kFile) << bytes;
    }
    ~SegmentLimit() { std::ofstream(kFile) << before_; }
    SegmentLimit(const SegmentLimit&) = delete;
    SegmentLimit& operator=(const SegmentLimit&) = delete;

private:
    static constexpr const char* kFile = "/proc/sys/kernel/shmmax";
    std::uint64_t before_ = 0;
};

void expect_read_without_shared_memory(const std::string& display, const std::string& reason) {
    X11Source source(display);
    expect_right_pixels(source, display);
    const std::vector<std::string> notices = source.take_notices();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_NE(notices[0].find("MIT-SHM is not available: " + reason), std::string::npos)
        << notices[0];
}

TEST(X11Source, AServerInAnotherIpcNamespaceIsReadWithoutSharedMemory) {
    if (!enter_ipc_namespace()) GTEST_SKIP() << kNoNamespace;
    const XvfbInAnotherNamespace server(kScreen);
    const AnySegment first;
    expect_read_without_shared_memory(server.display(),
                                      "the X server refused to attach shared memory");
}

// It attaches that one and writes to it, without an error.
TEST(X11Source, AServerInAnotherIpcNamespaceWithASegmentOfOurNumberIsFoundOut) {
    // Segments are numbered from 0 in a new namespace, so our next one is 0 too.
    if (!enter_ipc_namespace()) GTEST_SKIP() << kNoNamespace;
    const XvfbInAnotherNamespace server(kScreen);
    expect_read_without_shared_memory(server.display(),
                                      "the X server writes to other memory than ours");
}

// As `kernel.shmmax`, or a container, may have it.
TEST(X11Source, WhereSharedMemoryIsLimitedItReadsWithout) {
    if (!enter_ipc_namespace()) GTEST_SKIP() << kNoNamespace;
    const Xvfb server(kScreen);
    const SegmentLimit limit(4096);
    expect_read_without_shared_memory(server.display(), "shmget of 470351 bytes failed");
}

TEST(X11Source, WithoutDamageItSaysSoOnceAndPolls) {
    for (const char* missing : {"DAMAGE", "XFIXES"}) {
        const Xvfb server(kScreen, {"-extension", missing});
        X11Source source(server.display());
        const std::vector<std::string> notices = source.take_notices();
        ASSERT_EQ(notices.size(), 1u);
        EXPECT_NE(
            notices[0].find("DAMAGE is not available: the X server has no " + std::string(missing)),
            std::string::npos)
            << notices[0];
        expect_right_pixels(source, server.display());
        WakeEvent wake;
        EXPECT_EQ(source.wait_for_change(wake, kNever), FrameSource::Change::kPending);
        Damage damage(kScreen);
        source.take_changes(damage);
        EXPECT_EQ(damage.areas(), (std::vector<Rect>{kWhole}));
    }
}

TEST(X11Source, ItsSegmentIsPrivateAndMarkedForRemovalWhileItIsInUse) {
    constexpr int kMarkedForRemoval = 01000;
    const Xvfb server(kScreen);
    X11Source source(server.display());
    const KeptPicture picture(source, kWhole);
    EXPECT_EQ(permissions_of_own_segments(), (std::vector<int>{kMarkedForRemoval | 0600}));
}

TEST(X11Source, ADisplayThatIsNotThereIsADisplayError) {
    for (const char* display : {":59999", "no such name", "unix:nothing"}) {
        try {
            X11Source source(display);
            FAIL() << display;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kDisplay);
            EXPECT_NE(
                std::string(error.what()).find("cannot open display '" + std::string(display)),
                std::string::npos);
        }
    }
}

TEST(X11Source, AServerThatDiesIsADisplayErrorInEveryCall) {
    Xvfb server(kScreen);
    Watcher watcher(server.display(), kWhole);
    server.kill();
    for (int call = 0; call < 2; ++call) {
        try {
            watcher.source.wait_for_change(watcher.wake, kNever);
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        }
        EXPECT_THROW(watcher.grab_all(), Error);
    }
}

TEST(X11Source, PixelsOfAnotherDepthAreRefusedByNameAndMasks) {
    const std::vector<std::pair<int, std::string>> others = {{16, "0xf800, 0x7e0 and 0x1f"},
                                                             {30, "0x3ff00000, 0xffc00 and 0x3ff"}};
    for (const auto& [depth, masks] : others) {
        const Xvfb server(kScreen, {}, depth);
        try {
            X11Source source(server.display());
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kCapture);
            EXPECT_NE(std::string(error.what()).find("depth " + std::to_string(depth)),
                      std::string::npos)
                << error.what();
            EXPECT_NE(std::string(error.what()).find(masks), std::string::npos) << error.what();
        }
    }
}

// Stops a server from doing anything, as one that swaps or hangs.
class Frozen {
public:
    explicit Frozen(const XServer& server) : process_(server.process()) {
        ::kill(process_, SIGSTOP);
    }
    ~Frozen() { ::kill(process_, SIGCONT); }
    Frozen(const Frozen&) = delete;
    Frozen& operator=(const Frozen&) = delete;

private:
    pid_t process_;
};

TEST(X11Source, AServerThatHangsCanBeAbandoned) {
    const Xvfb server(kScreen);
    Watcher watcher(server.display(), kWhole);
    std::future<void> grab;
    const Frozen frozen(server);
    grab = std::async(std::launch::async, [&] { watcher.grab_all(); });

    watcher.source.abandon();

    ASSERT_EQ(grab.wait_for(std::chrono::minutes(1)), std::future_status::ready);
    EXPECT_THROW(grab.get(), Error);
}

// Opens with as little patience as this machine, with what else it does now, has need of.
template <typename Open>
auto with_little_patience(Open open) {
    for (Duration patience = std::chrono::milliseconds(100);; patience *= 2) {
        try {
            return std::make_pair(open(patience), patience);
        } catch (const Error&) {
            if (patience > std::chrono::minutes(1)) throw;
        }
    }
}

TEST(X11Source, AServerThatHangsWhileACaptureIsOpenedIsGivenUp) {
    const Xvfb server(kScreen);
    const auto [source, patience] = with_little_patience(
        [&](Duration given) { return std::make_unique<X11Source>(server.display(), given); });
    const Frozen frozen(server);
    try {
        const KeptPicture picture(*source, kWhole);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        EXPECT_NE(std::string(error.what()).find("did not answer in time"), std::string::npos)
            << error.what();
    }
}

TEST(X11Source, OnceOpenedItWaitsForAServerThatHangs) {
    const Xvfb server(kScreen);
    struct Opened {
        Opened(const std::string& display, Duration given)
            : source(display, given), picture(source, kWhole) {
            source.opened();
        }
        X11Source source;
        KeptPicture picture;
    };
    const auto [opened, patience] = with_little_patience(
        [&](Duration given) { return std::make_unique<Opened>(server.display(), given); });
    const Frozen frozen(server);
    auto grab = std::async(std::launch::async, [&open = *opened] {
        EXPECT_THROW(open.picture.grab(all_of(kScreen)), Error);
    });
    EXPECT_EQ(grab.wait_for(patience + std::chrono::milliseconds(100)),
              std::future_status::timeout);
    opened->source.abandon();
    grab.get();
}

TEST(X11Source, AServerThatHangsDoesNotKeepASessionFromStopping) {
    const Xvfb server(kScreen);
    CaptureSession session(parse_settings("display=" + server.display()));
    std::vector<std::uint8_t> buffer(1 << 20);
    const auto next = [&] {
        return session.next(buffer.data(), buffer.size(), std::chrono::hours(1)).outcome;
    };
    ASSERT_EQ(next(), CaptureSession::Outcome::kFrame);
    RootPainter(server.display()).fill({0, 0, 50, 50}, 0x123456);
    std::future<CaptureSession::Outcome> grab;
    const Frozen frozen(server);
    grab = std::async(std::launch::async, next);

    session.stop();

    ASSERT_EQ(grab.wait_for(std::chrono::minutes(1)), std::future_status::ready);
    // Frozen before or after the pixels were read.
    EXPECT_NE(grab.get(), CaptureSession::Outcome::kTooSmall);
}

}  // namespace
}  // namespace pixelflux
