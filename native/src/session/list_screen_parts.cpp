// SPDX-License-Identifier: MPL-2.0
#include "list_screen_parts.h"

#include "choose_display.h"
#include "error.h"
#include "wayland_library.h"
#include "wayland_link.h"
#include "wayland_monitors.h"
#include "wayland_source.h"
#include "x11_monitors.h"
#include "x11_source.h"
#include "x11_window_list.h"

namespace pixelflux {
namespace {

std::vector<Monitor> x11_monitors(const Settings& settings) {
    const X11Link link(settings.display, X11Source::kOpeningPatience);
    std::vector<std::string> notices;
    // One without a picture is not what would be captured.
    if (settings.source == SourceKind::kScreen) watch_screen(link, notices);
    return monitors_of(link, root_of(link));
}

std::vector<Monitor> wayland_monitors(const Settings& settings) {
    const WaylandLink link(wayland_library(), settings.display, WaylandSource::kOpeningPatience);
    return monitors_of(link.compositor());
}

}  // namespace

std::vector<Monitor> list_monitors(const Settings& settings) {
    switch (settings.source) {
        case SourceKind::kScreen:
        case SourceKind::kX11:
        case SourceKind::kWayland:
            break;
        default:
            throw Error(ErrorCode::kCapture,
                        "source: only those of a display list monitors, choose x11 or wayland");
    }
    return by_display(
        settings, [&] { return x11_monitors(settings); },
        [&] { return wayland_monitors(settings); });
}

std::vector<Window> list_windows(const Settings& settings) {
    if (settings.source != SourceKind::kScreen && settings.source != SourceKind::kX11) {
        throw Error(ErrorCode::kCapture,
                    "source: only that of an X11 display lists windows, choose x11");
    }
    const X11Link link(settings.display, X11Source::kOpeningPatience);
    return windows_of(link, root_of(link));
}

}  // namespace pixelflux
