// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "bitrate_controller.h"
#include "monotonic_time.h"

namespace pixelflux {

// Fits the stripes of a frame to a constant bit rate. All that moves gets one quality; what is left
// makes still stripes finer, the coarsest first. Pure: BitrateController says what there is to
// spend, and time is told to it.
//
// A frame is `fit`, then, if anything was sent, `spent`.
class BitratePlan {
public:
    // What a frame could send of one stripe, and what becomes of it. Qualities are quantizers, so
    // lower is finer.
    struct Item {
        enum class Kind {
            kMoved,  // the changed macroblocks of the stripe
            kWhole,  // all of them, as a key frame
            kStill,  // all of them, which did not change: only to look better
        };
        Kind kind = Kind::kMoved;
        std::int64_t macroblocks = 0;
        double wanted = 0;  // as fine as the settings ask for

        // Its coarsest macroblock as the viewer sees it: before this frame and, after `fit`, with
        // it.
        double shown = 0;

        // Set by `fit`.
        double quantizer = 0;  // to be encoded with
        bool sent = true;      // a still stripe may have to wait for a later frame
        bool coarse = false;   // the viewer sees it coarser than it is to be
    };

    // From the next frame on. `fps` is the ceiling, not what really comes.
    void set_rate(int kbps, double fps, double vbv_multiplier) {
        controller_.set_rate(kbps, fps, vbv_multiplier);
    }

    // When the next frame may be taken.
    TimePoint ready() const { return controller_.ready(); }

    // A frame is taken at `now`. `streaming`: every stripe is sent in every frame; then a still one
    // that nothing is left for is sent as fine as it is, which costs next to nothing.
    void fit(std::vector<Item>& items, TimePoint now, bool streaming);

    // What was sent, in bits.
    void spent(const BitrateController::Spent& bits) { controller_.spent(bits); }

private:
    void refine(std::vector<Item*> still, bool streaming);

    BitrateController controller_;
};

}  // namespace pixelflux
