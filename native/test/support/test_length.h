// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
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

// How many frames of each pattern a test compares that looks whether a viewer has the screen
// whatever happens: as many as PIXELFLUX_TRUTH_FRAMES says, as the nightly run sets it, else
// test_length.
inline int truth_frames(int whole, int under_a_sanitizer) {
    const char* const wanted = std::getenv("PIXELFLUX_TRUTH_FRAMES");
    return wanted == nullptr ? test_length(whole, under_a_sanitizer) : std::atoi(wanted);
}

// The same in plays of at most `longest` frames, each with a seed of its own: who decodes films
// keeps all their pictures until the end of one.
struct TruthPlays {
    int frames;  // of each
    unsigned count;
};
inline TruthPlays truth_plays(int longest, int under_a_sanitizer) {
    const int all = truth_frames(longest, under_a_sanitizer);
    return {std::min(all, longest), static_cast<unsigned>((all + longest - 1) / longest)};
}

}  // namespace pixelflux
