// SPDX-License-Identifier: MPL-2.0
#include "coarse_first.h"

#include "few_colors.h"
#include "frame_costs.h"

namespace pixelflux {
namespace {

// Steps below the usual quality: it is there for a moment, and JPEG of text is dear.
constexpr double kCoarser = 6;

}  // namespace

bool make_coarse_first(std::vector<RegionEncoder::Request>& requests, CoarseText& text,
                       RegionFinder& finder, const PixelView& picture, TimePoint now) {
    std::vector<CoarseText::Part> parts;
    std::vector<RegionEncoder::Request*> sent;
    for (RegionEncoder::Request& request : requests) {
        const Region::Kind kind = request.region.kind;
        if (kind != Region::Kind::kCopy && kind != Region::Kind::kExact) continue;
        parts.push_back({request.region.area, kind == Region::Kind::kCopy});
        sent.push_back(&request);
    }
    text.decide(parts, now);
    bool any = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Rect& area = parts[i].area;
        if (!parts[i].coarse || area_of(area) <= kCheaperExactly ||
            fits_palette(picture.part(area)))
            continue;
        sent[i]->region.kind = Region::Kind::kPicture;
        sent[i]->cost.kind = FrameBudget::Kind::kText;
        sent[i]->cost.coarser = kCoarser;
        finder.sent_as_picture(area);
        any = true;
    }
    return any;
}

}  // namespace pixelflux
