// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "band_columns.h"
#include "band_set.h"
#include "bitrate_plan.h"
#include "encoder_kind.h"
#include "frame_clock.h"
#include "motion_cost.h"
#include "row_merger.h"
#include "stripe.h"
#include "stripe_encoder.h"
#include "stripe_policy.h"
#include "worker_pool.h"

namespace pixelflux {

// The rows of a picture with their encoders. Decides in each frame what becomes of each row's
// stripe, and how good it is. It knows no source and does not wait. One thread at a time.
//
// If the layout adapts, a frame may cut the picture in another way. A row that changes its shape
// begins with a key frame; the other rows go on.
//
// A frame is `decide`, then, if anything is to be sent, `encode`. If an exception ends a frame
// between the two or inside one of them, the caller calls lay_out.
class StripeRows {
public:
    // Says how much processor time the calling thread has had, since the cost of a stripe must not
    // depend on what else the machine does. Any worker calls it.
    using ProcessorTime = Duration (*)();
    static Duration thread_time();

    // `processor_time` says what encoding costs, which decides what is joined.
    explicit StripeRows(ProcessorTime processor_time = thread_time)
        : processor_time_(processor_time) {}

    // These settings, and rows encoded by `encoder`, which outlives this object, hold from the next
    // frame on. Rows whose encoder does not serve them get a new one, and begin with a key frame.
    // True if the picture is cut as before; otherwise the caller calls lay_out before the next
    // frame.
    bool apply(const Settings& settings, const EncoderKind& encoder);

    // Cuts a picture of `size` anew; all rows begin with a key frame. Throws Error(kArgument) if a
    // stripe would be larger than the encoder can encode.
    void lay_out(Size size);

    // When something will be sent although nothing changes, counted in frames of `clock` or by the
    // interval of key frames; kNever if nothing will.
    TimePoint due_time(const FrameClock& clock) const;

    // The bit rate allows no frame before this time, which is long past without a constant bit
    // rate.
    TimePoint ready() const;

    // Decides on frame `number`, captured at `now`, in which these bands changed. Returns the bands
    // of all stripes that are to be encoded.
    // `columns`: where in these bands, if that is known.
    BandSet decide(std::int64_t number, TimePoint now, const BandSet& changed,
                   bool key_frame_requested, const BandColumns* columns = nullptr);

    // Encodes what was decided on, on at most `threads` threads of `pool` at a time, its own
    // included. The bytes belong to the encoders and are valid until the next call. Throws
    // Error(kEncoder).
    std::vector<SentStripe> encode(const PixelView& picture, WorkerPool& pool, int threads);

private:
    struct Row {
        Stripe place;
        StripePolicy policy;
        std::unique_ptr<StripeEncoder> encoder;  // opened when the row is first encoded
        double quality;                          // of its coarsest part as it was sent last
        TimePoint key_frame;                     // when its last key frame was captured
        StripeDecision decision;                 // in the present frame
        MotionCost motion = {};
    };
    struct Job {
        Row* row;
        Stripe part;  // what is encoded of the row; the whole row unless parts are asked for
        EncodeRequest request;
        bool still;  // sent though it did not change, and not as a key frame
        EncodedStripe encoded;
        bool moving;    // it changes, and has the quality of what moves
        Duration time;  // the processor time that encoding took
    };

    const EncoderTraits& encoder() const { return kind_->traits; }
    bool constant_bitrate() const;
    double coarser(double a, double b) const;
    void note_changes(const BandSet& changed, const BandColumns* columns);
    double macroblocks_of(const Stripe& place) const;
    void close_encoders();
    void start_over();
    void cut_anew();
    void fit_to_bitrate(TimePoint now);
    BitratePlan::Item item_of(const Job& job) const;
    void encode(Job& job, const PixelView& picture);
    BandSet stale_bands_of(const Stripe& place) const;
    Stripe part_to_encode(const Row& row, const EncodeRequest& request) const;

    ProcessorTime processor_time_;
    const EncoderKind* kind_ = nullptr;
    Settings settings_;
    StripeRules rules_;
    Duration key_frame_interval_{};  // zero: key frames only on demand
    Duration period_{};              // the shortest between two frames
    BitratePlan bitrate_;
    Size size_;
    std::optional<RowMerger> merger_;  // where rows are joined and cut while they are sent
    std::vector<Row> rows_;
    std::vector<Job> jobs_;      // of the present frame
    BandColumns stale_columns_;  // of the stale bands
    BandSet stale_;              // changed since their row was encoded
    bool afresh_ = true;         // no row of this layout was sent
};

}  // namespace pixelflux
