// SPDX-License-Identifier: MPL-2.0
#include "change_detector.h"

#include <algorithm>

#include "colour_hash.h"

namespace pixelflux {
namespace {

PixelView rows_of(const PixelView& picture, int band) {
    const int y = band * kBandHeight;
    return picture.rows(y, std::min(kBandHeight, picture.height - y));
}

}  // namespace

void ChangeDetector::reset(int height) {
    hashes_.assign(static_cast<std::size_t>(bands_in(height)), 0);
    seen_ = BandSet(bands_in(height));
}

BandSet ChangeDetector::changed(const PixelView& picture, const BandSet& candidates) {
    BandSet changed(seen_.count());
    for (int band = 0; band < seen_.count(); ++band) {
        if (!candidates.test(band)) continue;
        const std::uint64_t now = hash_colours(rows_of(picture, band));
        std::uint64_t& before = hashes_[static_cast<std::size_t>(band)];
        if (seen_.test(band) && now == before) continue;
        before = now;
        seen_.set(band);
        changed.set(band);
    }
    return changed;
}

void ChangeDetector::remember(const PixelView& picture, const BandSet& bands) {
    BandSet unknown(seen_.count());
    for (int band = 0; band < seen_.count(); ++band) {
        if (bands.test(band) && !seen_.test(band)) unknown.set(band);
    }
    changed(picture, unknown);
}

void ChangeDetector::forget(const BandSet& bands) {
    for (const BandRun& run : bands.runs()) seen_.clear_run(run);
}

}  // namespace pixelflux
