// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "frame_source.h"
#include "synthetic_cursor.h"
#include "synthetic_picture.h"

namespace pixelflux {

// A picture that depends on nothing but its settings, so that tests and benchmarks need no display
// and know every pixel. What it shows is the contract of the pattern's class (synthetic_shift.h,
// synthetic_scroll.h, ...). The first grab shows step 0, every later one the next; a change of the
// region does not begin again. It is as large as its first settings ask for, 1920x1080 from the
// region's offset on when they do not. While its cursor is watched, that moves on at every look.
class SyntheticSource : public FrameSource {
public:
    explicit SyntheticSource(const Settings& settings);

    Size full_size() const override { return full_size_; }
    void set_region(const Rect& region) override;
    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    void settle(const WakeEvent&, Duration) override {}
    void take_changes(Damage& damage) override;
    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;
    void watch_cursor(bool wanted) override { cursor_watched_ = wanted; }
    Cursor cursor() override;
    SourceDescription describe() const override {
        return {"synthetic picture", "drawn in place", "known"};
    }

private:
    Settings settings_;
    Size full_size_;
    Rect region_;
    std::unique_ptr<SyntheticPicture> picture_;
    std::int64_t step_ = -1;
    SyntheticCursor cursor_;
    bool cursor_watched_ = false;
    std::int64_t looks_ = 0;
};

}  // namespace pixelflux
