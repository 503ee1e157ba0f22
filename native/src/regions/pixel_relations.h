// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

#include "rect.h"

namespace pixelflux {

// How pixels stand to the ones left of and above them: what tells text from photos.
struct PixelRelations {
    int count = 0;  // pixels that were looked at
    int equal = 0;  // to the left or the upper one
    int soft = 0;   // not equal, but no channel differs by more than kSoftStep from one of them
    int sharp() const { return count - equal - soft; }
};
constexpr int kSoftStep = 16;

// Of each row_step-th row of `part` of the picture, but for its first row and its first column.
// Part is no larger than a tile; what lies outside is not looked at. AVX2 is used where the
// processor has it. Pure.
PixelRelations relations_in(const PixelView& picture, const Rect& part, int row_step);

// About how many different colours the pixels have that relations_in looks at.
int colours_in(const PixelView& picture, const Rect& part, int row_step);

namespace detail {

// Of pixels `first` up to `width` of a row and the row above it; pixel 0 has no left neighbour.
PixelRelations relations_portable(const std::uint8_t* row, const std::uint8_t* above, int first,
                                  int width);
#if defined(__x86_64__)
// Of pixels 1 up to `width`, or of none if they are too few for it.
PixelRelations relations_avx2(const std::uint8_t* row, const std::uint8_t* above, int width);
#endif

}  // namespace detail
}  // namespace pixelflux
