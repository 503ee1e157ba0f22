// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <utility>

namespace pixelflux {

// The epochs of one capture. Each is larger than the one before, and than those of captures that
// ended before it began: those of this process even if the clock was set back meanwhile, or both
// began within a millisecond. A program that must rule that out for other processes, or that named
// a minimum for an earlier capture, names a minimum.
class Epochs {
public:
    using WallClock = std::function<std::uint64_t()>;  // milliseconds since 1970

    explicit Epochs(WallClock clock = growing_milliseconds) : clock_(std::move(clock)) {}

    // The next epoch, which is `minimum` at least.
    std::uint64_t next(std::uint64_t minimum) {
        last_ = std::max({clock_(), last_ + 1, minimum});
        return last_;
    }

private:
    // Since 1970, or one more than the call before gave, if that is later. Any thread.
    static std::uint64_t growing_milliseconds() {
        static std::atomic<std::uint64_t> last{0};
        const auto now =
            static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                           std::chrono::system_clock::now().time_since_epoch())
                                           .count());
        std::uint64_t before = last.load();
        std::uint64_t grown = 0;
        do {
            grown = std::max(now, before + 1);
        } while (!last.compare_exchange_weak(before, grown));
        return grown;
    }

    WallClock clock_;
    std::uint64_t last_ = 0;
};

}  // namespace pixelflux
