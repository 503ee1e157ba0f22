// SPDX-License-Identifier: MPL-2.0
#include "change_detector.h"

#include <xxhash.h>

#if defined(__x86_64__)
#include <xxh_x86dispatch.h>  // from here on XXH3_64bits picks SSE2, AVX2 or AVX-512 at run time
#endif

namespace pixelflux {
namespace {

std::uint64_t hash(const PixelView& rows) {
    const std::size_t row_bytes = static_cast<std::size_t>(rows.width) * kBytesPerPixel;
    if (rows.stride == row_bytes)
        return XXH3_64bits(rows.data, row_bytes * static_cast<std::size_t>(rows.height));
    std::uint64_t chain = 0;
    for (int y = 0; y < rows.height; ++y)
        chain = XXH3_64bits_withSeed(rows.row(y), row_bytes, chain);
    return chain;
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
        const int y = band * kBandHeight;
        const std::uint64_t now = hash(picture.rows(y, std::min(kBandHeight, picture.height - y)));
        std::uint64_t& before = hashes_[static_cast<std::size_t>(band)];
        if (seen_.test(band) && now == before) continue;
        before = now;
        seen_.set(band);
        changed.set(band);
    }
    return changed;
}

}  // namespace pixelflux
