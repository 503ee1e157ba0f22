// SPDX-License-Identifier: MPL-2.0
// What happens when memory or threads run out: each allocation of a capture, ours and those of the
// codecs, is made to fail in its turn. The process must live, and so must the session.
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <system_error>
#include <vector>

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include "choose_encoder.h"
#include "error.h"
#include "frame_input.h"
#include "live_sessions.h"
#include "mixed_frame.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "shown_picture.h"
#include "start_thread.h"
#include "viewer.h"

namespace {

constexpr long kUnlimited = -1;

// How many more allocations succeed; then one fails, or all.
std::atomic<long> granted{kUnlimited};
std::atomic<bool> lasting{false};
std::atomic<long> threads_granted{kUnlimited};

// Whether something is to fail: once there are no more.
bool used_up(std::atomic<long>& grants) {
    long left = grants.load();
    while (left > 0 && !grants.compare_exchange_weak(left, left - 1)) {
    }
    return left == 0;
}

bool refused() {
    if (!used_up(granted)) return false;
    if (!lasting) granted = kUnlimited;
    errno = ENOMEM;  // glibc itself relies on it
    return true;
}

}  // namespace

// The whole process allocates through these, shared libraries too.
#pragma GCC visibility push(default)
extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size) { return refused() ? nullptr : __libc_malloc(size); }

void* calloc(std::size_t count, std::size_t size) {
    return refused() ? nullptr : __libc_calloc(count, size);
}

void* realloc(void* block, std::size_t size) {
    return refused() ? nullptr : __libc_realloc(block, size);
}

void* memalign(std::size_t alignment, std::size_t size) {
    return refused() ? nullptr : __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) { return memalign(alignment, size); }

int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
    *block = memalign(alignment, size);
    return *block == nullptr ? ENOMEM : 0;
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) {
    if (used_up(threads_granted)) return EAGAIN;
    using Create = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
    static const auto create = reinterpret_cast<Create>(dlsym(RTLD_NEXT, "pthread_create"));
    return create(thread, attributes, start, argument);
}

}  // extern "C"
#pragma GCC visibility pop

namespace pixelflux {
namespace {

constexpr long kMostAllocations = 100'000;
constexpr std::size_t kPacketHeaderSize = 56;  // packet.h

class Shortage {
public:
    Shortage(long successes, bool lasts) {
        lasting = lasts;
        granted = successes;
    }
    ~Shortage() { granted = kUnlimited; }
    Shortage(const Shortage&) = delete;
    Shortage& operator=(const Shortage&) = delete;
};

class OutOfMemory : public testing::TestWithParam<std::tuple<std::string, bool>> {
protected:
    std::string settings() const {
        return std::get<0>(GetParam()) +
               "\nsource=synthetic\nfps=240\nwidth=160\nheight=144\nsyntheticChange=100";
    }
    bool lasts() const { return std::get<1>(GetParam()); }

    void expect_whole_picture(Viewer& viewer) {
        if (viewer.session.settings().mode == CaptureMode::kMixed) {
            const auto next = viewer.session.next(buffer_, sizeof buffer_, kForever);
            EXPECT_TRUE(read_mixed_frame(buffer_ + kPacketHeaderSize, next.size - kPacketHeaderSize)
                            .complete);
            return;
        }
        const Received after = viewer.next();
        EXPECT_EQ(after.rows(), 144);
        EXPECT_TRUE(after.all_key_frames());
    }

    // Runs the task with ever more memory, until there is enough; returns how often there was too
    // little.
    template <typename Task>
    long until_it_succeeds(const Task& task) {
        for (long successes = 0; successes < kMostAllocations; ++successes) {
            try {
                const Shortage shortage(successes, lasts());
                task();
                // Where one fails alone, a fallback may have done without.
                if (granted > 0) return successes;
            } catch (const std::bad_alloc&) {
            } catch (const Error& error) {
                EXPECT_TRUE(error.code() == ErrorCode::kEncoder ||
                            error.code() == ErrorCode::kInternal)
                    << error.what();
            }
        }
        ADD_FAILURE() << "does not succeed with any number of allocations";
        return 0;
    }

    std::uint8_t buffer_[1 << 18];
};

TEST_P(OutOfMemory, IsAnErrorOfWhateverIsDoneAndLeavesNoSession) {
    const Settings wanted = parse_settings(settings());
    Settings finer = wanted;
    finer.jpeg_quality = 90;
    finer.h264_crf = 20;
    const long failures = until_it_succeeds([&] {
        CaptureSession session(wanted);
        session.next(buffer_, sizeof buffer_, kForever);
        session.update(finer);
        session.request_key_frame();
        session.next(buffer_, sizeof buffer_, kForever);
    });
    EXPECT_GT(failures, 20);
    EXPECT_EQ(LiveSession::count(), 0);
}

TEST_P(OutOfMemory, InMidCaptureLeavesASessionThatGoesOnWithAWholePicture) {
    Viewer viewer(settings());
    viewer.next();
    const long failures = until_it_succeeds([&] {
        try {
            for (int frame = 0; frame < 3; ++frame) {
                viewer.session.next(buffer_, sizeof buffer_, kForever);
                viewer.session.request_key_frame();
            }
        } catch (...) {
            granted = kUnlimited;
            expect_whole_picture(viewer);
            throw;
        }
    });
    EXPECT_GT(failures, 0);
}

TEST(ShownPictureOutOfMemory, IsOfTheOtherSizeOnceThereIsRoom) {
    const std::vector<std::uint8_t> pixels(64 * 40 * 4);
    const OverlayStack no_overlays;
    const auto hash_of = [&](ShownPicture& picture) {
        picture.reset({64, 40});
        picture.show({{pixels.data(), 64, 40, 64 * 4}, false, {}}, no_overlays, 0, 0);
        return picture.content_hash();
    };
    ShownPicture never_short;
    const std::optional<std::uint64_t> expected = hash_of(never_short);
    long successes = 0;
    for (bool failed = true; failed; ++successes) {
        ShownPicture picture;
        picture.reset({32, 16});
        try {
            const Shortage shortage(successes, false);
            picture.reset({64, 40});
            failed = false;
        } catch (const std::bad_alloc&) {
        }
        EXPECT_EQ(hash_of(picture), expected) << "after " << successes << " allocations";
    }
    EXPECT_GT(successes, 2);
}

// Who pushes must find none where one was about to be.
TEST(ReaderOutOfMemory, IsNotToldOfFrames) {
    const auto input = std::make_shared<FrameInput>();
    const std::vector<std::uint8_t> pixels(picture_bytes({64, 48}));
    const auto push = [&] {
        input->push({64, 48}, {}, MemoryRows(pixels.data(), row_bytes(64), {}));
    };
    push();
    alignas(FrameInput::Reader) std::array<unsigned char, sizeof(FrameInput::Reader)> room;
    long successes = 0;
    for (bool failed = true; failed; ++successes) {
        try {
            const Shortage shortage(successes, false);
            const auto destroy = [](FrameInput::Reader* reader) { reader->~Reader(); };
            const std::unique_ptr<FrameInput::Reader, decltype(destroy)> reader(
                new (room.data()) FrameInput::Reader(input), destroy);
            failed = false;
        } catch (const std::bad_alloc&) {
        }
        room.fill(0xff);
        push();
        EXPECT_TRUE(std::all_of(room.begin(), room.end(), [](auto byte) { return byte == 0xff; }))
            << "after " << successes << " allocations";
    }
    EXPECT_GT(successes, 1);
}

class ResizedOutOfMemory : public testing::TestWithParam<std::tuple<const char*, FrameContent>> {};

TEST_P(ResizedOutOfMemory, IsOfTheOtherSizeOnceThereIsRoom) {
    std::vector<std::uint8_t> buffer(1 << 20);
    bool failed = true;
    long successes = 0;
    for (; failed && successes < kMostAllocations; ++successes) {
        auto owned = std::make_unique<ScriptedSource>(Size{96, 64});
        ScriptedSource& source = *owned;
        CaptureSession session(parse_settings(std::get<0>(GetParam())), std::move(owned),
                               source.time(), 1, std::get<1>(GetParam()));
        const auto next = [&] { return session.next(buffer.data(), buffer.size(), kForever); };
        source.noise(1);
        next();
        source.resize({320, 200});
        source.noise(2);
        try {
            const Shortage shortage(successes, false);
            next();
            failed = granted <= 0;  // where one fails alone, a fallback may have done without
        } catch (const std::bad_alloc&) {
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kEncoder) << error.what();
        }
        source.fill({300, 190, 8, 8}, 0x99, 0x66, 0x33);
        EXPECT_EQ(next().outcome, Outcome::kFrame) << "after " << successes << " allocations";
        std::uint32_t width = 0;
        std::memcpy(&width, buffer.data() + 32, sizeof width);  // packet.h
        EXPECT_EQ(width, 320u);
    }
    EXPECT_FALSE(failed);
    EXPECT_GT(successes, 10);
}

INSTANTIATE_TEST_SUITE_P(
    All, ResizedOutOfMemory,
    testing::Values(std::tuple("autoAdjustSize=true\nmode=jpeg", FrameContent::kEncoded),
                    std::tuple("autoAdjustSize=true\nmode=mixed", FrameContent::kEncoded),
                    std::tuple("autoAdjustSize=true", FrameContent::kChanges)));

TEST(OutOfThreads, IsALackOfResources) {
    threads_granted = 0;
    try {
        start_thread("pf-test", [] {}).join();
        ADD_FAILURE() << "went on without a thread";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kResources);
        EXPECT_NE(std::string(error.what()).find("pf-test"), std::string::npos) << error.what();
    }
    threads_granted = kUnlimited;
}

std::vector<std::string> modes() {
    std::vector<std::string> available = {"mode=jpeg", "mode=mixed"};
    for (const H264Library& library : h264_libraries()) {
        // OpenH264 2.3.1 ends the process when it opens and an allocation fails
        // (WelsUninitEncoderExt): docs/reliability.md says so.
        if (library.name == H264Encoder::kOpenh264) continue;
        const std::string mode = "mode=h264\nh264Encoder=" + std::string(library.word);
        available.push_back(mode);
        const bool full_color = library.stripes().traits.full_color;
        available.push_back(mode + "\nh264FullFrame=true" +
                            (full_color ? "\nh264FullColor=true" : ""));
    }
    return available;
}

INSTANTIATE_TEST_SUITE_P(All, OutOfMemory,
                         testing::Combine(testing::ValuesIn(modes()), testing::Bool()));

TEST(OutOfThreads, GoesOnWithFewerAndSaysSoOnce) {
    Settings settings = parse_settings("source=synthetic\nwidth=160\nheight=144\nfps=240");
    std::vector<std::uint8_t> buffer(1 << 18);
    for (const long granted_threads : {0, 1}) {
        threads_granted = granted_threads;
        settings.encoder_threads = 4;
        CaptureSession session(settings);
        settings.encoder_threads = 3;
        session.update(settings);
        session.next(buffer.data(), buffer.size(), kForever);
        settings.encoder_threads = 4;
        session.update(settings);
        EXPECT_EQ(session.next(buffer.data(), buffer.size(), kForever).outcome, Outcome::kFrame);
        threads_granted = kUnlimited;
        const std::string thread = "pf-enc-" + std::to_string(granted_threads);
        const std::vector<std::string> notices = session.take_notices();
        ASSERT_EQ(notices.size(), 1u);
        EXPECT_EQ(notices[0].rfind("cannot start the thread " + thread + ": ", 0), 0u)
            << notices[0];
        EXPECT_NE(notices[0].find("encoded by " + std::to_string(granted_threads + 1) +
                                  " threads at most; raise the limit of threads"),
                  std::string::npos)
            << notices[0];
    }
    EXPECT_EQ(LiveSession::count(), 0);
}

}  // namespace
}  // namespace pixelflux
