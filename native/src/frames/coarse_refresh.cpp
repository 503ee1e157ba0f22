// SPDX-License-Identifier: MPL-2.0
#include "coarse_refresh.h"

#include "few_colors.h"
#include "frame_costs.h"

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

// Cuts them so that each moves or is still, and puts those that move at the end of `moving`.
void cut(std::vector<RegionEncoder::Request>& requests, std::size_t begin, TimePoint now,
         const RefinementPlan& plan, const PixelView& picture, std::vector<std::size_t>& moving) {
    const std::vector<RegionEncoder::Request> whole(
        requests.begin() + static_cast<std::ptrdiff_t>(begin), requests.end());
    requests.resize(begin);
    const auto append = [&](const RegionEncoder::Request& request, const Rect& area) {
        requests.push_back(request);
        requests.back().region.area = area;
        requests.back().cost.pixels = area_of(area);
        requests.back().cost.foreseen = 0;  // was that of the whole
    };
    for (const RegionEncoder::Request& request : whole) {
        if (!can_be_coarse(request.region, picture)) {
            requests.push_back(request);
            continue;
        }
        const RefinementPlan::Parts parts = plan.parts_of(request.region.area, now);
        for (const Rect& area : parts.still) append(request, area);
        for (const Rect& area : parts.moving) {
            moving.push_back(requests.size());
            append(request, area);
        }
    }
}

}  // namespace

bool make_coarse(std::vector<RegionEncoder::Request>& requests, std::size_t begin,
                 const CoarseRefresh& refresh, FrameBudget& budget, RegionFinder& finder,
                 RefinementPlan& plan, const PixelView& picture) {
    std::vector<std::size_t> moving;
    cut(requests, begin, refresh.now, plan, picture, moving);
    std::vector<FrameBudget::Item> costs;
    for (const std::size_t at : moving) costs.push_back(requests[at].cost);
    budget.fit_link(costs, static_cast<double>(refresh.most_bytes) * kBitsPerByte,
                    refresh.coarsest);
    bool any_text = false;
    for (std::size_t i = 0; i < moving.size(); ++i) {
        RegionEncoder::Request& request = requests[moving[i]];
        request.cost = costs[i];
        if (request.cost.kind == FrameBudget::Kind::kExact) continue;
        any_text |= request.cost.kind == FrameBudget::Kind::kText;
        request.region.kind = Region::Kind::kPicture;
        finder.sent_as_picture(request.region.area);
        plan.repeated_coarse(request.region.area);
    }
    return any_text;
}

}  // namespace pixelflux
