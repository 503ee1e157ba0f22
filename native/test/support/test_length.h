// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdlib>

namespace pixelflux {

// How much of something a test does: `whole`, or `under_a_sanitizer` where one watches. It makes
// each step ten to fifty times slower, and sees in a few what it would see in many.
// PIXELFLUX_WHOLE_TESTS=1, as the nightly run sets it, means whole everywhere, and
// PIXELFLUX_SHORT_TESTS=1 short.
template <typename Amount>
Amount test_length(Amount whole, Amount under_a_sanitizer) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return std::getenv("PIXELFLUX_WHOLE_TESTS") == nullptr ? under_a_sanitizer : whole;
#else
    return std::getenv("PIXELFLUX_SHORT_TESTS") == nullptr ? whole : under_a_sanitizer;
#endif
}

}  // namespace pixelflux
