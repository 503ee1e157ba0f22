// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "coarse_text.h"
#include "epochs.h"
#include "film_streams.h"
#include "frame_budget.h"
#include "frame_maker.h"
#include "mixed_picture.h"
#include "refinement_plan.h"
#include "refresh_log.h"
#include "region_encoder.h"
#include "region_finder.h"

namespace pixelflux {

// Frames in mode mixed: copies of what moved, exact pixels of text, video of what goes on moving,
// pictures of the rest. The kept
// picture is what was sent, overlays included, so no copy smears an overlay.
class MixedFrames final : public FrameMaker {
public:
    // Source and epochs must outlive it. `film_encoder` says what encodes films, if anything.
    MixedFrames(FrameSource& source, Epochs& epochs,
                FilmStreams::ChooseEncoder film_encoder = FilmStreams::none)
        : source_(source), epochs_(epochs), films_(film_encoder) {}
    ~MixedFrames() override;

    bool apply(const Settings& settings) override;
    void start_over(Size size) override;
    void request_refresh(const RefreshRequest& request) override;
    bool requested() const override;
    TimePoint due_time(const FrameClock&) const override;
    TimePoint refinement_due() const override;
    TimePoint ready() const override { return budget_.ready(); }
    bool make(const Occasion& occasion, Packet& packet) override;
    bool refine(const Occasion& occasion, Packet& packet) override;
    Shown shown() const override { return {picture_->kept(), false, changed_, epoch_}; }

private:
    TimePoint everything_is_due() const;
    MixedFrame begin(const Packet& packet);
    void append_own(const Occasion& occasion, std::uint64_t frame);
    void fit(std::size_t begin, bool refresh);
    void tell_text(std::size_t begin);
    void append_refresh(const Occasion& occasion, MixedFrame& frame);
    std::size_t append_films(std::vector<Rect>& areas, TimePoint now, std::uint64_t frame);
    bool carries_piece(TimePoint now) const;
    void append_piece(TimePoint now, std::uint64_t frame);
    bool encode(const Occasion& occasion, MixedFrame&& frame, Packet& packet);
    void tell_costs(const MixedFrame& frame, TimePoint now);
    std::vector<Region> take_all(const Occasion& occasion);
    std::vector<Region> take_changes(const Occasion& occasion);
    std::vector<MixedPicture::Grabbed> grab(const std::vector<Rect>& areas,
                                            const Occasion& occasion);

    FrameSource& source_;
    Epochs& epochs_;
    Settings settings_;
    Size size_;
    std::optional<MixedPicture> picture_;
    RegionFinder finder_;
    FilmStreams films_;
    RegionEncoder encoder_;
    RefreshLog log_;
    RefinementPlan plan_;
    CoarseText coarse_text_;
    FrameBudget budget_;
    std::vector<RegionEncoder::Request> requests_;  // of the present frame
    bool has_piece_ = false;                        // it
    std::vector<Rect> changed_;                     // by it
    bool owes_text_ = false;  // some was made coarse, which is not made good yet
    std::uint64_t epoch_ = 0;
    std::uint64_t first_of_epoch_ = 0;  // a frame
    bool epoch_begins_ = true;
    bool complete_ = true;         // the next frame is
    Duration whole_interval_{};    // zero: everything is sent only on demand
    TimePoint sent_everything_{};  // when that last began
};

}  // namespace pixelflux
