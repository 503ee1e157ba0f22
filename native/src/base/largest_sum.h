// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// The rectangle of the largest sum in a table, whose cells are 0 at first. Pure. The search grows
// with the columns and the square of the rows.
class LargestSum {
public:
    LargestSum(int columns, int rows)
        : columns_(columns),
          rows_(rows),
          cells_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows)) {}

    float& at(int column, int row) { return cells_[index(column, row)]; }
    float at(int column, int row) const { return cells_[index(column, row)]; }

    struct Found {
        float sum = 0;
        Rect cells;  // empty where no sum is above 0
    };
    Found find() const;

private:
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(column);
    }
    int first_row_with_gain() const;

    int columns_;
    int rows_;
    std::vector<float> cells_;
};

}  // namespace pixelflux
