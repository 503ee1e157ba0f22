// SPDX-License-Identifier: MPL-2.0
// That memory runs out on a thread of PipeWire ends the capture, and not the process.
#include <atomic>
#include <cstdlib>
#include <new>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "damage.h"
#include "open_desktop.h"
#include "pipewire_screen.h"
#include "portal_source.h"
#include "private_desktop.h"
#include "scripted_portal.h"

namespace {

// From this size on there is no memory; 0: there is.
std::atomic<std::size_t> too_large{0};

}  // namespace

void* operator new(std::size_t size) {
    const std::size_t limit = too_large;
    void* const memory = limit != 0 && size >= limit ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

// The others of its kind, so that each is freed by who has made it.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(size == 0 ? 1 : size);
}

void operator delete(void* memory) noexcept { std::free(memory); }

void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace pixelflux {
namespace {

constexpr int kCursorSide = 60;
constexpr std::size_t kCursorBytes = kCursorSide * kCursorSide * 4;

TEST(PortalMemory, ACursorForWhichThereIsNoneEndsTheCapture) {
    PrivateDesktop desktop;
    PipeWireScreen screen(desktop.pipewire(), {64, 48}, {});
    PortalScript script;
    script.node = screen.node();
    script.pipewire = desktop.pipewire();
    ScriptedPortal portal(desktop.bus_address(), script);
    PortalSource source(open_desktop, desktop.bus_address(), false, "");
    source.watch_cursor(true);
    WakeEvent wake;
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    // Until the stream is linked, nobody takes a frame.
    std::thread shows([&] {
        screen.wait_for_viewers(1);
        screen.show({});
    });
    source.wait_for_size();
    shows.join();
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

}  // namespace
}  // namespace pixelflux
