// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "frame_source.h"
#include "synthetic_picture.h"

namespace pixelflux {

// A picture that depends on nothing but its settings, so that tests and benchmarks need no display
// and know every pixel. What it shows is the contract of the pattern's class (synthetic_shift.h,
// synthetic_scroll.h, ...). The first grab shows step 0, every later one the next; a change of the
// region does not begin again. It is as large as its first settings ask for, 1920x1080 from the
// region's offset on when they do not.
class SyntheticSource : public FrameSource {
public:
    explicit SyntheticSource(const Settings& settings);

    Size full_size() const override { return full_size_; }
    void set_region(const Rect& region) override;
    bool wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    void settle(const WakeEvent&, Duration) override {}
    void take_changes(BandSet& bands) override;
    MutablePixelView grab(const BandSet& bands) override;

private:
    Settings settings_;
    Size full_size_;
    Rect region_;
    std::unique_ptr<SyntheticPicture> picture_;
    std::vector<std::uint8_t> pixels_;
    std::int64_t step_ = -1;
};

}  // namespace pixelflux
