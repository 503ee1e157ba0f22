// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "band_set.h"

namespace pixelflux {

// Rows y ... y + height - 1, read with one request.
struct RowRun {
    int y = 0;
    int height = 0;
    friend bool operator==(const RowRun& a, const RowRun& b) {
        return a.y == b.y && a.height == b.height;
    }
};

// Which rows of a picture `height` rows high to read so that all of `bands` are fresh: runs of
// bands, or, where that would cost more, the whole picture. Each request has a fixed price, so past
// ten runs or 640 of 1080 rows one request for everything is cheaper (docs/design.md). Pure.
std::vector<RowRun> plan_grabs(const BandSet& bands, int height);

}  // namespace pixelflux
