// SPDX-License-Identifier: MPL-2.0
#include "frame_source.h"

#include "error.h"
#include "synthetic_source.h"
#include "x11_source.h"

namespace pixelflux {
namespace {

int fitted_side(const char* offset_name, int offset, const char* side_name, int side, int full) {
    if (offset >= full) {
        throw Error(ErrorCode::kArgument, std::string(offset_name) + ": " + std::to_string(offset) +
                                              " is out of range, allowed 0.." +
                                              std::to_string(full - 1) + " on a source of " +
                                              std::to_string(full) + " pixels");
    }
    const int room = full - offset;
    if (side > room) {
        throw Error(ErrorCode::kArgument, std::string(side_name) + ": " + std::to_string(side) +
                                              " is out of range, allowed 1.." +
                                              std::to_string(room) + " at " + offset_name + "=" +
                                              std::to_string(offset) + " on a source of " +
                                              std::to_string(full) + " pixels");
    }
    return side == 0 ? room : side;
}

}  // namespace

std::unique_ptr<FrameSource> open_frame_source(const Settings& settings) {
    if (settings.source == SourceKind::kSynthetic)
        return std::make_unique<SyntheticSource>(settings);
    return std::make_unique<X11Source>(settings.display);
}

Rect region_of(const Settings& settings, Size full) {
    return {settings.x, settings.y,
            fitted_side("x", settings.x, "width", settings.width, full.width),
            fitted_side("y", settings.y, "height", settings.height, full.height)};
}

}  // namespace pixelflux
