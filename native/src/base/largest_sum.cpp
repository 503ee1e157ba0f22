// SPDX-License-Identifier: MPL-2.0
#include "largest_sum.h"

#include <algorithm>

namespace pixelflux {

// For each pair of rows, the largest run of the sums of the columns between them (Kadane).
LargestSum::Found LargestSum::find() const {
    Found best;
    std::vector<float> sums;
    for (int top = first_row_with_gain(); top < rows_; ++top) {
        sums.assign(static_cast<std::size_t>(columns_), 0);
        for (int row = top; row < rows_; ++row) {
            float run = 0;
            int from = 0;
            for (int column = 0; column < columns_; ++column) {
                float& sum = sums[static_cast<std::size_t>(column)];
                sum += at(column, row);
                if (run <= 0) {
                    run = 0;
                    from = column;
                }
                run += sum;
                if (run <= best.sum) continue;
                best = {run, {from, top, column + 1 - from, row + 1 - top}};
            }
        }
    }
    return best;
}

int LargestSum::first_row_with_gain() const {
    const auto gain =
        std::find_if(cells_.begin(), cells_.end(), [](float cell) { return cell > 0; });
    return static_cast<int>(gain - cells_.begin()) / std::max(columns_, 1);
}

}  // namespace pixelflux
