// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include "band_set.h"
#include "geometry.h"

namespace pixelflux {

// Columns first, ... last - 1 of a picture, which may reach beyond its right edge.
struct ColumnRun {
    int first = 0;
    int last = 0;
    friend bool operator==(const ColumnRun& a, const ColumnRun& b) {
        return a.first == b.first && a.last == b.last;
    }
};

constexpr ColumnRun kAllColumns = {0, std::numeric_limits<int>::max()};

// For each band of a picture, a run of columns that holds all that changed in it. Pure.
class BandColumns {
public:
    BandColumns() = default;
    explicit BandColumns(int count) : runs_(static_cast<std::size_t>(count)) {}

    void add(const Rect& rect) {
        if (rect.width <= 0 || rect.height <= 0) return;
        add({std::max(rect.y, 0) / kBandHeight, bands_in(std::max(rect.y + rect.height, 0))},
            {rect.x, rect.x + rect.width});
    }
    void add(BandRun bands, ColumnRun columns) {
        for (int band = std::max(bands.first, 0); band < std::min(bands.last, count()); ++band)
            at(band) = joined(at(band), columns);
    }
    void clear(BandRun bands) {
        for (int band = std::max(bands.first, 0); band < std::min(bands.last, count()); ++band)
            at(band) = {};
    }

    // Of one band; of no column if nothing was added.
    ColumnRun of(int band) const { return runs_[static_cast<std::size_t>(band)]; }

    // All that was added to any of these bands, and what lies between.
    ColumnRun hull(BandRun bands) const {
        ColumnRun hull;
        for (int band = std::max(bands.first, 0); band < std::min(bands.last, count()); ++band)
            hull = joined(hull, of(band));
        return hull;
    }

private:
    int count() const { return static_cast<int>(runs_.size()); }
    ColumnRun& at(int band) { return runs_[static_cast<std::size_t>(band)]; }
    static ColumnRun joined(ColumnRun a, ColumnRun b) {
        if (a.first >= a.last) return b;
        if (b.first >= b.last) return a;
        return {std::min(a.first, b.first), std::max(a.last, b.last)};
    }

    std::vector<ColumnRun> runs_;
};

}  // namespace pixelflux
