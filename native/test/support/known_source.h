// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "held_time.h"
#include "pictures.h"
#include "rect.h"
#include "region.h"
#include "synthetic_source.h"

namespace pixelflux {

// The synthetic source, of which a test knows what it shows, and which stands still when the test
// says so. The time is held.
class KnownSource : public SyntheticSource {
public:
    explicit KnownSource(const Settings& settings)
        : SyntheticSource(settings),
          region_(region_of(settings, full_size())),
          pattern_(make_synthetic_picture(settings, region_)) {}

    // The time that a session on this source has to use, too.
    std::shared_ptr<SessionTime> time() const { return time_; }

    // From 0 on: which step it shows; -1 before the first grab.
    std::int64_t step() const { return step_; }
    void stand_still(bool still) { still_ = still; }

    // What it shows in its region, drawn afresh and whole.
    Picture shown() const {
        Picture picture(region_.width, region_.height);
        for (int y = 0; y < region_.height; ++y)
            pattern_->draw_row({0, region_.width}, y, step_, picture.pixel(0, y));
        return picture;
    }

    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override {
        if (!still_ && !is_empty(pattern_->changed(step_ + 1)))
            return SyntheticSource::wait_for_change(wake, deadline);
        time_->wait(wake, deadline);
        return Change::kNone;
    }
    void take_changes(Damage& damage) override {
        if (!still_) SyntheticSource::take_changes(damage);
    }
    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override {
        ++step_;
        return SyntheticSource::grab(places, room);
    }

private:
    Rect region_;
    std::unique_ptr<SyntheticPicture> pattern_;
    std::shared_ptr<SessionTime> time_ = std::make_shared<HeldTime>();
    std::int64_t step_ = -1;
    bool still_ = false;
};

}  // namespace pixelflux
