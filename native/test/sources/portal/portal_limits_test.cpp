// SPDX-License-Identifier: MPL-2.0
// Memory, descriptors or watches of them run out: that ends the capture, and not the process.
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <new>
#include <optional>
#include <thread>
#include <vector>

#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "damage.h"
#include "error.h"
#include "open_desktop.h"
#include "pipewire_screen.h"
#include "portal_source.h"
#include "private_desktop.h"
#include "scripted_portal.h"

namespace {

// From this size on there is no memory; 0: there is.
std::atomic<std::size_t> too_large{0};

// Counted while that is wanted: what other threads allocate than that of the test.
std::atomic<bool> counts_allocations{false};
std::atomic<int> allocations{0};
thread_local bool is_test_thread = false;

// How many more descriptors this thread may have watched; below 0: as many as there are.
thread_local int watches_left = -1;

}  // namespace

// PipeWire watches by it.
extern "C" __attribute__((visibility("default"))) int epoll_ctl(int set, int operation, int file,
                                                                epoll_event* event) noexcept {
    if (operation == EPOLL_CTL_ADD && watches_left == 0) {
        errno = ENOSPC;
        return -1;
    }
    if (operation == EPOLL_CTL_ADD && watches_left > 0) --watches_left;
    return static_cast<int>(syscall(SYS_epoll_ctl, set, operation, file, event));
}

void* operator new(std::size_t size) {
    if (counts_allocations && !is_test_thread) ++allocations;
    const std::size_t limit = too_large;
    void* const memory = limit != 0 && size >= limit ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

void operator delete(void* memory) noexcept { std::free(memory); }

void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace pixelflux {
namespace {

constexpr int kCursorSide = 60;
constexpr std::size_t kCursorBytes = kCursorSide * kCursorSide * 4;

// Sets how many descriptors may still be opened, for one test.
class FewDescriptors {
public:
    FewDescriptors() { getrlimit(RLIMIT_NOFILE, &before_); }
    ~FewDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
    FewDescriptors(const FewDescriptors&) = delete;
    FewDescriptors& operator=(const FewDescriptors&) = delete;

    // Counts from the lowest one that is free.
    void leave(int count) {
        const int lowest = dup(0);
        close(lowest);
        rlimit few = before_;
        few.rlim_cur = static_cast<rlim_t>(lowest + count);
        setrlimit(RLIMIT_NOFILE, &few);
    }

private:
    rlimit before_{};
};

// A screen that is captured with its pointer, of which a frame has come.
class Stage {
public:
    Stage()
        : screen_(desktop_.pipewire(), {64, 48}, {}),
          portal_(desktop_.bus_address(), granting()),
          source_(open_desktop, desktop_.bus_address(), false, "") {
        source_.watch_cursor(true);
        // Until the stream is linked, nobody takes a frame.
        std::thread shows([&] {
            screen_.wait_for_viewers(1);
            screen_.show({});
        });
        source_.wait_for_size();
        shows.join();
    }

    PipeWireScreen& screen() { return screen_; }
    PortalSource& source() { return source_; }

private:
    PortalScript granting() const {
        PortalScript script;
        script.node = screen_.node();
        script.pipewire = desktop_.pipewire();
        return script;
    }

    PrivateDesktop desktop_;
    PipeWireScreen screen_;
    ScriptedPortal portal_;
    PortalSource source_;
};

TEST(PortalLimits, PipeWiresRealTimeThreadAllocatesNothing) {
    Stage stage;
    PipeWireScreen& screen = stage.screen();
    PortalSource& source = stage.source();
    const WakeEvent wake;
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    // Portal and screen have nothing to do meanwhile that allocates.
    is_test_thread = true;
    counts_allocations = true;
    for (int i = 1; i <= 20; ++i) {
        std::vector<std::uint8_t> image(kCursorBytes, static_cast<std::uint8_t>(i));
        screen.set_cursor({kCursorSide, kCursorSide}, 0, 0, image);
        screen.move_cursor(i, i);
        screen.show(std::vector<Rect>(static_cast<std::size_t>(i), {i, i, 2, 2}));
        const auto seen = [&] {
            const Cursor cursor = source.cursor();
            return cursor.x == i && cursor.shape != nullptr && cursor.shape->image->pixels == image;
        };
        while (!seen()) {
            ASSERT_NE(source.wait_for_change(wake, deadline), FrameSource::Change::kNone);
            Damage damage(source.full_size());
            source.take_changes(damage);
        }
    }
    counts_allocations = false;
    EXPECT_EQ(allocations, 0);
}

TEST(PortalLimits, ACursorForWhichThereIsNoneEndsTheCapture) {
    Stage stage;
    PipeWireScreen& screen = stage.screen();
    PortalSource& source = stage.source();
    WakeEvent wake;
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    const auto await_news = [&] {
        while (source.wait_for_change(wake, deadline) != FrameSource::Change::kNone) {
            Damage damage(source.full_size());
            source.take_changes(damage);
            source.cursor();
        }
    };
    screen.set_cursor({kCursorSide, kCursorSide}, 0, 0,
                      std::vector<std::uint8_t>(kCursorBytes, 0x80));
    screen.move_cursor(5, 6);
    too_large = kCursorBytes;
    screen.show_nothing();
    EXPECT_THROW(await_news(), std::bad_alloc);
    EXPECT_THROW(await_news(), std::bad_alloc);
    too_large = 0;
    EXPECT_LT(Clock::now(), deadline);
}

TEST(PortalLimits, WithTooFewDescriptorsNoLibraryIsMissing) {
    const PrivateDesktop desktop;
    // Loads what PipeWire needs.
    const PipeWireScreen screen(desktop.pipewire(), {64, 48}, {});
    FewDescriptors descriptors;
    int refused = 0;
    for (int left = 0; left <= 40; ++left) {
        descriptors.leave(left);
        try {
            const PortalSource source(open_desktop, desktop.bus_address(), false, "");
        } catch (const Error& error) {
            ++refused;
            EXPECT_TRUE(error.code() == ErrorCode::kResources ||
                        error.code() == ErrorCode::kDisplay)
                << left << " left: " << error.what();
        }
    }
    EXPECT_GT(refused, 2);
    EXPECT_LT(refused, 41);
}

// Whoever went on would wait for ever for what he is not told of.
TEST(PortalLimits, WithoutAWatchOfBusAndStreamThereIsNoCapture) {
    const PrivateDesktop desktop;
    const auto refusal = [&](int watches) -> std::optional<ErrorCode> {
        watches_left = watches;
        try {
            const PortalSource source(open_desktop, desktop.bus_address(), false, "");
        } catch (const Error& error) {
            return error.code();
        }
        return std::nullopt;
    };
    int needed = 0;
    while (needed < 10 && refusal(needed) == ErrorCode::kLibrary) ++needed;  // the loop's own
    EXPECT_EQ(refusal(needed), ErrorCode::kResources);
    EXPECT_EQ(refusal(needed + 1), ErrorCode::kResources);
    EXPECT_EQ(refusal(needed + 2), std::nullopt);
    watches_left = -1;
}

}  // namespace
}  // namespace pixelflux
