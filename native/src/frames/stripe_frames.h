// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "epochs.h"
#include "frame_maker.h"
#include "kept_picture.h"
#include "stripe_rows.h"

namespace pixelflux {

// Frames in modes jpeg and h264: stripes of what changed. The kept picture is the source's, and
// overlays are drawn on it only while a stripe is encoded. A request for a refresh makes every
// stripe a key frame, whatever the reader has.
class StripeFrames final : public FrameMaker {
public:
    using ChooseEncoder = const EncoderKind& (*)(const Settings&);

    // Source and epochs must outlive it; `encoder_for` says how stripes are encoded, or throws.
    StripeFrames(FrameSource& source, Epochs& epochs, ChooseEncoder encoder_for)
        : source_(source), epochs_(epochs), encoder_for_(encoder_for) {}

    bool apply(const Settings& settings) override {
        const EncoderKind& encoder = encoder_for_(settings);
        minimum_epoch_ = static_cast<std::uint64_t>(settings.minimum_epoch);
        wanted_narrow_ = encoder.traits.columns ? kNarrowForColumns : kNarrowForRows;
        return rows_.apply(settings, encoder);
    }
    void start_over(Size size) override;
    void request_refresh(const RefreshRequest&) override { key_frame_requested_ = true; }
    bool requested() const override { return key_frame_requested_; }
    TimePoint due_time(const FrameClock& clock) const override { return rows_.due_time(clock); }
    TimePoint ready() const override { return rows_.ready(); }
    bool make(const Occasion& occasion, Packet& packet) override;
    Shown shown() const override { return {shown_, true, changed_, epoch_}; }

private:
    void note_predictions(Packet& packet);

    FrameSource& source_;
    Epochs& epochs_;
    ChooseEncoder encoder_for_;
    std::uint64_t minimum_epoch_ = 0;
    std::uint64_t epoch_ = 0;
    bool epoch_begins_ = true;
    Size size_;
    double narrow_ = kNarrowForRows;  // of the kept picture
    double wanted_narrow_ = kNarrowForRows;
    std::optional<KeptPicture> picture_;
    StripeRows rows_;
    PixelView shown_;
    std::vector<Rect> changed_;                 // by the last frame
    std::map<int, std::uint64_t> last_frames_;  // of the streams, by their y
    bool afresh_ = true;                        // nothing of the picture was sent in this layout
    bool key_frame_requested_ = false;
};

}  // namespace pixelflux
