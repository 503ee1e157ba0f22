// SPDX-License-Identifier: MPL-2.0
#include "told_changes.h"

#include "rect.h"

namespace pixelflux {

void add_changes(std::vector<Rect>& pieces, const std::vector<Rect>& more) {
    pieces.insert(pieces.end(), more.begin(), more.end());
    if (pieces.size() <= kMostToldPieces) return;
    Rect all{};
    for (const Rect& piece : pieces) all = hull(all, piece);
    pieces = {all};
}

}  // namespace pixelflux
