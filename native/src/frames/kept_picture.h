// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <vector>

#include "band_columns.h"
#include "band_set.h"
#include "change_detector.h"
#include "damage.h"
#include "frame_source.h"
#include "geometry.h"
#include "grab_plan.h"

namespace pixelflux {

// What a captured region shows, as far as it was grabbed. Its source outlives it. One thread at a
// time.
class KeptPicture {
public:
    // Of the region of `size` that `source` delivers; undefined until all of it was grabbed. It
    // stays of use when the source delivers another region of that size.
    // `narrow`: see plan_grabs.
    KeptPicture(FrameSource& source, Size size, double narrow = kNarrowForRows);

    // The same, and lets `source` deliver `region` from now on. If this throws, the source goes on
    // with the region it had.
    KeptPicture(FrameSource& source, const Rect& region);

    // Grabs what may have changed, or more, and takes over what the source lends. Returns the whole
    // picture, which is valid as long as this object. A caller that draws on it takes that off
    // again before the next grab. Throws what FrameSource::grab throws; the damaged rows are
    // undefined then.
    MutablePixelView grab(const Damage& damage);

    // The bands in which the last grab changed a colour.
    const BandSet& changed() const { return changed_; }

    // The columns of each band that the last grab may have written.
    const BandColumns& written() const { return written_; }

private:
    MutablePixelView picture() const;
    BandSet bands_in_place(const std::vector<GrabPlace>& places) const;

    FrameSource* source_;
    Size size_;
    double narrow_;
    std::unique_ptr<PictureMemory> memory_;
    ChangeDetector detector_;    // for what is overwritten in place
    bool source_writes_ = true;  // as far as is known
    BandSet changed_;
    BandColumns written_;
};

}  // namespace pixelflux
