// SPDX-License-Identifier: MPL-2.0
#include "wayland_monitors.h"

#include "orientation.h"

namespace pixelflux {
namespace {

constexpr double kMillihertz = 1000;

Monitor monitor_of(const WaylandOutput& output) {
    const Size picture = Orientation(output.mode, output.transform, false).picture();
    return {output.name,
            {output.x, output.y, picture.width, picture.height},
            static_cast<double>(output.scale),
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
