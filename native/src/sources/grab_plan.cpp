// SPDX-License-Identifier: MPL-2.0
#include "grab_plan.h"

#include "rect.h"

namespace pixelflux {
namespace {

std::int64_t price_of(const std::vector<Rect>& areas) {
    std::int64_t price = 0;
    for (const Rect& area : areas) price += area_of(area) + Damage::kAreaPrice;
    return price;
}

}  // namespace

std::vector<GrabPlace> plan_grabs(const Damage& damage) {
    const Size size = damage.picture();
    Damage rows(size);
    for (const Rect& area : damage.areas()) rows.add({0, area.y, size.width, area.height});
    std::vector<GrabPlace> places;
    // A pixel beside the picture costs more, since it is copied (docs/decisions/
    // damage-keeps-columns.md). There are no fewer areas than runs, so they fit the spare part.
    if (4 * price_of(damage.areas()) <= 3 * price_of(rows.areas())) {
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
