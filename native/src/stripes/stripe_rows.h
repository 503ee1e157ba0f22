// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "band_set.h"
#include "bitrate_plan.h"
#include "encoder_kind.h"
#include "frame_clock.h"
#include "row_merger.h"
#include "stripe.h"
#include "stripe_encoder.h"
#include "stripe_policy.h"
#include "worker_pool.h"

namespace pixelflux {

// The stripes of a picture, row by row: what becomes of each in a frame, how good, and its encoder.
// It knows no source and does not wait. One thread at a time.
//
// Where the layout adapts, a frame may cut the picture in another way; what changes its shape
// begins with a key frame, the other rows go on.
//
// A frame is `decide`, then, if anything is to be sent, `encode`. Who leaves a frame between or in
// one of them by an exception calls lay_out.
class StripeRows {
public:
    // These settings, and rows encoded by `encoder`, which outlives this object, hold from the next
    // frame on. Rows whose encoder does not serve them get a new one, and begin with a key frame.
    // True if the picture is cut as before; else lay_out must follow before the next frame.
    bool apply(const Settings& settings, const EncoderKind& encoder);

    // Cuts a picture of `size` anew; all rows begin with a key frame. Throws Error(kArgument) where
    // a stripe would be larger than the encoder goes.
    void lay_out(Size size);

    // When something is to be sent though nothing changes, in frames of `clock` or by the interval
    // of key frames; kNever if nothing is.
    TimePoint due_time(const FrameClock& clock) const;

    // Before this the bit rate allows no frame; long past without a constant one.
    TimePoint ready() const;

    // Decides on frame `number`, captured at `now`, in which these bands changed. Returns the bands
    // of all stripes that are to be encoded.
    BandSet decide(std::int64_t number, TimePoint now, const BandSet& changed,
                   bool key_frame_requested);

    // Encodes what was decided on, shared out over `pool`, by at most `threads` at a time. The
    // bytes belong to the encoders and are valid until the next call. Throws Error(kEncoder).
    std::vector<SentStripe> encode(const PixelView& picture, WorkerPool& pool, int threads);

private:
    struct Row {
        Stripe place;
        StripePolicy policy;
        std::unique_ptr<StripeEncoder> encoder;  // opened when the row is first encoded
        double quality;                          // of its coarsest part as it was sent last
        TimePoint key_frame;                     // when its last key frame was captured
        StripeDecision decision;                 // in the present frame
    };
    struct Job {
        Row* row;
        Stripe part;  // of the row, that is encoded; all of it where parts are not asked for
        EncodeRequest request;
        bool still;  // sent though it did not change, and not as a key frame
        EncodedStripe encoded;
        Duration time;  // of the processor, that encoding took
    };

    const EncoderTraits& encoder() const { return kind_->traits; }
    bool constant_bitrate() const;
    double coarser(double a, double b) const;
    void close_encoders();
    void start_over();
    void cut_anew();
    void fit_to_bitrate(TimePoint now);
    BitratePlan::Item item_of(const Job& job) const;
    void encode(Job& job, const PixelView& picture);
    BandSet stale_bands_of(const Stripe& place) const;
    Stripe part_to_encode(const Row& row, const EncodeRequest& request) const;

    const EncoderKind* kind_ = nullptr;
    Settings settings_;
    StripeRules rules_;
    Duration key_frame_interval_{};  // zero: none but those asked for
    Duration period_{};              // the shortest between two frames
    BitratePlan bitrate_;
    Size size_;
    std::optional<RowMerger> merger_;  // where rows are joined and cut while they are sent
    std::vector<Row> rows_;
    std::vector<Job> jobs_;  // of the present frame
    BandSet stale_;          // changed since their row was encoded
};

}  // namespace pixelflux
