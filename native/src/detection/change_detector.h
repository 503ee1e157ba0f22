// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "band_set.h"
#include "geometry.h"

namespace pixelflux {

// Tells which bands of a picture really changed, by a 64-bit XXH3 hash of each band's colours; the
// unused byte of a pixel does not count. One thread at a time.
class ChangeDetector {
public:
    // Starts over with a picture of `height` rows. The first look at each band finds it changed.
    void reset(int height);

    // Hashes the `candidates` of `picture` and returns those that differ from their last look.
    BandSet changed(const PixelView& picture, const BandSet& candidates);

    // Takes these bands of `picture` as their last look, where none is known.
    void remember(const PixelView& picture, const BandSet& bands);

    // From now on no last look of these bands is known.
    void forget(const BandSet& bands);

private:
    std::vector<std::uint64_t> hashes_;
    BandSet seen_;
};

}  // namespace pixelflux
