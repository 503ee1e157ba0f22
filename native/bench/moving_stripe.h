// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "band_set.h"
#include "kept_picture.h"
#include "settings.h"
#include "synthetic_source.h"

namespace pixelflux {

constexpr int kWidth = 1920;

// A stripe of kWidth columns in which some percent of the rows move at each step.
class MovingStripe {
public:
    MovingStripe(int rows, int percent, SyntheticPattern pattern = SyntheticPattern::kShift)
        : bands_(bands_in(rows)),
          source_(settings(rows, percent, pattern)),
          kept_(source_, {0, 0, kWidth, rows}) {
        bands_.set_all();
        Damage all({kWidth, rows});
        all.add_all();
        picture_ = kept_.grab(all);
    }
    // Returns which bands moved.
    BandSet step() {
        Damage moved({kWidth, picture_.height});
        source_.take_changes(moved);
        picture_ = kept_.grab(moved);
        return moved.bands();
    }
    const PixelView& picture() const { return picture_; }
    const BandSet& all() const { return bands_; }

private:
    static Settings settings(int rows, int percent, SyntheticPattern pattern) {
        Settings chosen;
        chosen.source = SourceKind::kSynthetic;
        chosen.width = kWidth;
        chosen.height = rows;
        chosen.synthetic_change = percent;
        chosen.synthetic_pattern = pattern;
        return chosen;
    }

    BandSet bands_;
    SyntheticSource source_;
    KeptPicture kept_;
    PixelView picture_;
};

}  // namespace pixelflux
