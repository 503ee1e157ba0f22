// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "coarser_jpeg.h"
#include "frame_budget.h"
#include "geometry.h"
#include "rect.h"
#include "region_finder.h"
#include "settings.h"

namespace pixelflux {

// What settings and regions mean to a frame's budget. Pure.

inline std::optional<FrameBudget::Limit> limit_of(const Settings& settings, Size size) {
    if (settings.rate_control != RateControl::kCbr) return {};
    FrameBudget::Limit limit;
    limit.kbps = settings.bitrate_kbps;
    limit.fps = settings.fps;
    limit.vbv_multiplier = settings.vbv_multiplier;
    limit.coarsest = steps_below_jpeg(settings.jpeg_quality);
    limit.picture_pixels = area_of(whole_of(size));
    return limit;
}

inline FrameBudget::Kind kind_of(Region::Kind kind) {
    switch (kind) {
        case Region::Kind::kCopy:
            return FrameBudget::Kind::kOther;
        case Region::Kind::kPicture:
            return FrameBudget::Kind::kImage;
        case Region::Kind::kVideo:
            return FrameBudget::Kind::kVideo;
        case Region::Kind::kExact:
            break;
    }
    return FrameBudget::Kind::kExact;
}

inline FrameBudget::Item cost_of(const Region& region, bool refresh) {
    FrameBudget::Item item;
    item.kind = kind_of(region.kind);
    item.pixels = area_of(region.area);
    item.refresh = refresh;
    return item;
}

}  // namespace pixelflux
