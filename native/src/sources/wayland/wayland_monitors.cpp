// SPDX-License-Identifier: MPL-2.0
#include "wayland_monitors.h"

#include <cmath>

#include "orientation.h"

namespace pixelflux {
namespace {

constexpr double kMillihertz = 1000;

// Compositors know scales in these steps, as wp_fractional_scale_v1 has them, and round the logical
// size to whole pixels.
constexpr double kScaleSteps = 120;

double scale_of(const WaylandOutput& output, Size picture) {
    const bool wide = picture.width > picture.height;
    const double pixels = wide ? picture.width : picture.height;
    const double logical = wide ? output.logical.width : output.logical.height;
    if (logical <= 0) return output.scale;
    const double steps = std::round(pixels / logical * kScaleSteps);
    return steps > 0 ? steps / kScaleSteps : output.scale;
}

Monitor monitor_of(const WaylandOutput& output) {
    const Size picture = Orientation(output.mode, output.transform, false).picture();
    return {output.name,
            {output.x, output.y, picture.width, picture.height},
            scale_of(output, picture),
            output.refresh_millihertz / kMillihertz,
            false};
}

}  // namespace

std::vector<Monitor> monitors_of(const Compositor& compositor) {
    std::vector<Monitor> monitors;
    for (const WaylandOutput& output : compositor.outputs()) monitors.push_back(monitor_of(output));
    return monitors;
}

}  // namespace pixelflux
