// SPDX-License-Identifier: MPL-2.0
#include "coarse_refresh.h"

#include <algorithm>

#include "few_colors.h"
#include "joined_boxes.h"
#include "rect.h"
#include "region_cut.h"
#include "tile_grid.h"

namespace pixelflux {
namespace {

constexpr double kBitsPerByte = 8;

// Whether there is anything to save. Text of few colours, as of a terminal, is smaller exactly.
bool can_be_coarse(const Region& region, const PixelView& picture) {
    switch (region.kind) {
        case Region::Kind::kExact:
            return !has_few_colors(picture.part(region.area));
        case Region::Kind::kPicture:
            return true;
        case Region::Kind::kCopy:
        case Region::Kind::kVideo:
            break;
    }
    return false;
}

// Whether some of what the region shows lossy was sent exactly before.
bool loses_something(const Region& region, const RegionFinder& finder) {
    if (region.kind != Region::Kind::kPicture) return false;
    std::int64_t lossy = 0;
    for (const Rect& part : finder.lossy(region.area)) lossy += area_of(part);
    return lossy < area_of(region.area);
}

}  // namespace

bool make_coarse(std::vector<RegionEncoder::Request>& requests, std::size_t begin, std::size_t end,
                 const CoarseRefresh& refresh, FrameBudget& budget, const RegionFinder& finder,
                 const PixelView& picture) {
    std::vector<RegionEncoder::Request*> repeated;
    std::vector<FrameBudget::Item> costs;
    for (std::size_t at = begin; at < end; ++at) {
        if (!can_be_coarse(requests[at].region, picture)) continue;
        repeated.push_back(&requests[at]);
        costs.push_back(requests[at].cost);
    }
    budget.fit_link(costs, static_cast<double>(refresh.most_bytes) * kBitsPerByte,
                    refresh.coarsest);
    bool any = false;
    for (std::size_t i = 0; i < repeated.size(); ++i) {
        RegionEncoder::Request& request = *repeated[i];
        any |= costs[i].kind != request.cost.kind || costs[i].coarser > request.cost.coarser;
        request.cost = costs[i];
        if (request.cost.kind == FrameBudget::Kind::kText)
            request.region.kind = Region::Kind::kPicture;
    }
    return any || std::any_of(requests.begin() + static_cast<std::ptrdiff_t>(begin), requests.end(),
                              [&](const RegionEncoder::Request& request) {
                                  return loses_something(request.region, finder);
                              });
}

std::vector<Region> regions_again(RegionFinder& finder, const PixelView& picture,
                                  const std::vector<Rect>& areas) {
    const TileGrid grid({picture.width, picture.height});
    std::vector<Rect> exact;
    std::vector<Rect> lossy;
    for (const Rect& area : areas) {
        const Rect tiles = tiles_of(area);
        for (int row = tiles.y; row < bottom_of(tiles); ++row) {
            for (int column = tiles.x; column < right_of(tiles); ++column) {
                const bool is_lossy = !is_empty(finder.lossy(column, row));
                (is_lossy ? lossy : exact).push_back(intersection(area, grid.area(column, row)));
            }
        }
    }
    std::vector<Region> regions;
    if (!lossy.empty()) regions = finder.classify(picture, joined(std::move(lossy)));
    for (const Rect& area : joined(std::move(exact)))
        append_cut(area, Region::Kind::kExact, regions);
    return regions;
}

}  // namespace pixelflux
