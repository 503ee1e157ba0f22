// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <utility>

namespace pixelflux {

// The epochs of one capture. Each is larger than the one before, and than those of captures that
// ended before it began, unless the clock of the machine was set back meanwhile: whoever must rule
// that out names a minimum.
class Epochs {
public:
    using WallClock = std::function<std::uint64_t()>;  // milliseconds since 1970

    explicit Epochs(WallClock clock = milliseconds_since_1970) : clock_(std::move(clock)) {}

    // The next epoch, which is `minimum` at least.
    std::uint64_t next(std::uint64_t minimum) {
        last_ = std::max({clock_(), last_ + 1, minimum});
        return last_;
    }

private:
    static std::uint64_t milliseconds_since_1970() {
        return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                              std::chrono::system_clock::now().time_since_epoch())
                                              .count());
    }

    WallClock clock_;
    std::uint64_t last_ = 0;
};

}  // namespace pixelflux
