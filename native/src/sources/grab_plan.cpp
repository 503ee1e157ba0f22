// SPDX-License-Identifier: MPL-2.0
#include "grab_plan.h"

namespace pixelflux {
namespace {

constexpr std::size_t kMostRuns = 10;
constexpr int kMostPercentOfRows = 60;

}  // namespace

std::vector<RowRun> plan_grabs(const BandSet& bands, int height) {
    const std::vector<BandRun> runs = bands.runs();
    if (runs.empty()) return {};
    if (runs.size() > kMostRuns || bands.size() * kBandHeight * 100 > height * kMostPercentOfRows) {
        return {{0, height}};
    }
    std::vector<RowRun> rows;
    for (const BandRun& run : runs) {
        const int y = run.first * kBandHeight;
        rows.push_back({y, std::min(run.last * kBandHeight, height) - y});
    }
    return rows;
}

}  // namespace pixelflux
