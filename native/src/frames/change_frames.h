// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "change_map.h"
#include "epochs.h"
#include "frame_maker.h"
#include "mixed_picture.h"

namespace pixelflux {

// Frames that say where the picture changed, and encode nothing. The kept picture is what is shown,
// overlays included. A request for a refresh makes everything count as changed, whatever the reader
// has; so does a start_over.
class ChangeFrames final : public FrameMaker {
public:
    // Source and epochs must outlive it.
    ChangeFrames(FrameSource& source, Epochs& epochs) : source_(source), epochs_(epochs) {}

    bool apply(const Settings& settings) override {
        minimum_epoch_ = static_cast<std::uint64_t>(settings.minimum_epoch);
        return true;
    }
    void start_over(Size size) override;
    void request_refresh(const RefreshRequest&) override { everything_ = true; }
    bool requested() const override { return everything_; }
    TimePoint due_time(const FrameClock&) const override { return kNever; }
    TimePoint ready() const override { return {}; }
    bool make(const Occasion& occasion, Packet& packet) override;
    Shown shown() const override { return {picture_->kept(), false, changed_, epoch_}; }

private:
    void take_all(const Occasion& occasion);
    void take_changes(const Damage& damage, const Occasion& occasion);
    std::vector<Rect> changed_areas() const;

    FrameSource& source_;
    Epochs& epochs_;
    std::uint64_t minimum_epoch_ = 0;
    std::uint64_t epoch_ = 0;
    bool epoch_begins_ = true;
    Size size_;
    std::optional<MixedPicture> picture_;
    ChangeMap changes_;
    std::vector<Rect> changed_;  // in the last frame
    bool afresh_ = true;         // the kept picture is undefined
    bool everything_ = false;    // counts as changed in the next frame
};

}  // namespace pixelflux
