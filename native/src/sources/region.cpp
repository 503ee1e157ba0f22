// SPDX-License-Identifier: MPL-2.0
#include "region.h"

#include <algorithm>
#include <string>

#include "error.h"

namespace pixelflux {
namespace {

int fitted_side(const char* offset_name, int offset, const char* side_name, int side, int full,
                bool may_cut) {
    if (offset >= full) {
        throw Error(ErrorCode::kArgument, std::string(offset_name) + ": " + std::to_string(offset) +
                                              " is out of range, allowed 0.." +
                                              std::to_string(full - 1) + " on a source of " +
                                              std::to_string(full) + " pixels");
    }
    const int room = full - offset;
    if (side == 0 && room > kLargestSide) {
        throw Error(ErrorCode::kArgument, std::string(side_name) + ": the source has " +
                                              std::to_string(full) + " pixels, choose 1.." +
                                              std::to_string(kLargestSide) + " of them");
    }
    if (side > room && !may_cut) {
        throw Error(ErrorCode::kArgument, std::string(side_name) + ": " + std::to_string(side) +
                                              " is out of range, allowed 1.." +
                                              std::to_string(room) + " at " + offset_name + "=" +
                                              std::to_string(offset) + " on a source of " +
                                              std::to_string(full) + " pixels");
    }
    return side == 0 ? room : std::min(side, room);
}

}  // namespace

Rect region_of(const Settings& settings, Size full) {
    return {settings.x, settings.y,
            fitted_side("x", settings.x, "width", settings.width, full.width,
                        settings.auto_adjust_size),
            fitted_side("y", settings.y, "height", settings.height, full.height,
                        settings.auto_adjust_size)};
}

void require_fitting(const Rect& region, Size full) {
    if (region.x + region.width <= full.width && region.y + region.height <= full.height) return;
    throw Error(ErrorCode::kDisplay,
                "the source was resized to " + std::to_string(full.width) + "x" +
                    std::to_string(full.height) + ", so the region " +
                    std::to_string(region.width) + "x" + std::to_string(region.height) + " at " +
                    std::to_string(region.x) + "," + std::to_string(region.y) +
                    " no longer fits; open the capture again, or set autoAdjustSize to follow the "
                    "source");
}

bool same_region(const Settings& a, const Settings& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height &&
           a.auto_adjust_size == b.auto_adjust_size;
}

}  // namespace pixelflux
