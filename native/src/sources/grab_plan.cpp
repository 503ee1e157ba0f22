// SPDX-License-Identifier: MPL-2.0
#include "grab_plan.h"

#include "rect.h"

namespace pixelflux {
namespace {

std::int64_t pixels_of(const std::vector<Rect>& areas) {
    std::int64_t pixels = 0;
    for (const Rect& area : areas) pixels += area_of(area);
    return pixels;
}

std::int64_t price_of_requests(const std::vector<Rect>& areas) {
    return static_cast<std::int64_t>(areas.size()) * Damage::kAreaPrice;
}

}  // namespace

std::vector<GrabPlace> plan_grabs(const Damage& damage, double narrow) {
    const Size size = damage.picture();
    Damage rows(size);
    for (const Rect& area : damage.areas()) rows.add({0, area.y, size.width, area.height});
    std::vector<GrabPlace> places;
    // An encoder that reads whole rows soon makes reading them here no loss, but for few pixels
    // (docs/decisions/damage-keeps-columns.md). There are no fewer areas than runs, so that they
    // fit the spare part.
    const auto pixels = static_cast<double>(pixels_of(damage.areas()));
    const auto requests_more =
        static_cast<double>(price_of_requests(damage.areas()) - price_of_requests(rows.areas()));
    if (pixels / narrow + requests_more <= static_cast<double>(pixels_of(rows.areas()))) {
        std::size_t offset = picture_bytes(size);
        for (const Rect& area : damage.areas()) {
            places.push_back({area, offset});
            offset += picture_bytes({area.width, area.height});
        }
    } else {
        for (const Rect& area : rows.areas())
            places.push_back({area, static_cast<std::size_t>(area.y) * row_bytes(size.width)});
    }
    return places;
}

}  // namespace pixelflux
