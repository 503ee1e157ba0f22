// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

#include "leaky_bucket.h"
#include "monotonic_time.h"

namespace pixelflux {

// Keeps what is sent to a constant bit rate: it finds, frame by frame, the one quality (quantizer)
// for all stripes at which what moves just uses the rate up, and gives what is left to still
// stripes that came out coarse, step by step. How much may be sent at once a LeakyBucket says:
// after a frame that costs more than foreseen the next one has to wait. Pure: the caller tells it
// the time.
//
// What a frame will cost follows from what a macroblock of each kind cost lately, in the measure in
// which libx264's quantiser works: 6 steps of the quantizer double or halve the bits.
//
// A frame is `begin`, `quantizer_for`, any number of `grant_refinement`, and, if anything was sent,
// `spent`.
class BitrateController {
public:
    // The finest and the coarsest quality of what moves. A viewer could not see a finer one, and it
    // would make a film after a minute of plain windows too expensive; a viewer could not read a
    // coarser one.
    static constexpr double kFinest = 4;
    static constexpr double kCoarsest = 48;

    // Applies from the next frame on. `fps` is the ceiling, not the rate of real frames.
    void set_rate(int kbps, double fps, double vbv_multiplier) {
        bucket_.set_rate(kbps, fps, vbv_multiplier);
    }

    // When the next frame may be taken.
    TimePoint ready() const { return bucket_.ready(); }

    // A frame is taken at `now`. `refining`: still stripes wait to be refined.
    void begin(TimePoint now, bool refining);

    // The quantizer of the frame's macroblocks that moved, and of those of key frames.
    double quantizer_for(std::int64_t moved, std::int64_t whole);

    // Whether there are bits to make so many still macroblocks finer in this frame, from a
    // quantizer to a lower one. If there are not enough now there will be later: they are saved up.
    bool grant_refinement(std::int64_t macroblocks, double from, double to);

    // What was sent, in bits.
    struct Spent {
        std::int64_t moved_or_whole = 0;
        std::int64_t refined = 0;
    };
    void spent(const Spent& bits);

private:
    LeakyBucket bucket_;
    double saved_ = 0;  // bits put aside for refinement

    // log2 of the bits of a macroblock at quantizer 0; to begin with, those of a desktop.
    double moved_cost_ = 8;
    double whole_cost_ = 9.5;
    double refined_cost_ = 8;

    // The present frame.
    bool refining_ = false;
    double goal_ = 0;  // bits
    std::int64_t moved_ = 0;
    std::int64_t whole_ = 0;
    double foreseen_ = 0;
    double foreseen_refined_ = 0;
};

}  // namespace pixelflux
