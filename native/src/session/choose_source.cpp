// SPDX-License-Identifier: MPL-2.0
#include "choose_source.h"

#include <cstdlib>

#include "error.h"
#include "input_source.h"
#include "synthetic_source.h"
#include "wayland_library.h"
#include "wayland_source.h"
#include "x11_screen.h"
#include "x11_source.h"

namespace pixelflux {
namespace {

ScreenPart part_of(const Settings& settings) {
    const int said = (settings.monitor.empty() ? 0 : 1) + (settings.window_id == 0 ? 0 : 1) +
                     (settings.window_title.empty() ? 0 : 1);
    if (said > 1) {
        throw Error(ErrorCode::kArgument,
                    "monitor, windowId, windowTitle: only one of them can say what is captured");
    }
    return {settings.monitor, static_cast<std::uint32_t>(settings.window_id),
            settings.window_title};
}

bool is_set(const char* variable) {
    const char* const value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

std::unique_ptr<FrameSource> open_x11(const Settings& settings) {
    return std::make_unique<X11Source>(settings.display, part_of(settings));
}

std::unique_ptr<FrameSource> open_wayland(const Settings& settings) {
    if (settings.window_id != 0 || !settings.window_title.empty()) {
        throw Error(ErrorCode::kArgument,
                    "windowId, windowTitle: windows can be captured on X11 alone; choose an output "
                    "by monitor");
    }
    return std::make_unique<WaylandSource>(wayland_library(), settings.display, settings.monitor);
}

// A display that is named is X11's, and so is that of $DISPLAY: `xvfb-run` leaves $WAYLAND_DISPLAY
// set, and nobody who captures a display of his own may get the desktop in its place. The Xwayland
// that compositors start is the exception, as it has no picture.
std::unique_ptr<FrameSource> open_screen(const Settings& settings) {
    const bool may_be_wayland = settings.display.empty() && is_set("WAYLAND_DISPLAY");
    if (!may_be_wayland) return open_x11(settings);
    if (!is_set("DISPLAY")) return open_wayland(settings);
    try {
        return open_x11(settings);
    } catch (const NoPicture&) {
        return open_wayland(settings);
    }
}

}  // namespace

std::unique_ptr<FrameSource> open_frame_source(const Settings& settings) {
    switch (settings.source) {
        case SourceKind::kSynthetic:
            return std::make_unique<SyntheticSource>(settings);
        case SourceKind::kFrames:
            return std::make_unique<InputSource>(settings.input);
        case SourceKind::kX11:
            return open_x11(settings);
        case SourceKind::kWayland:
            return open_wayland(settings);
        case SourceKind::kPortal:
            throw Error(ErrorCode::kCapture,
                        "source: portal is not there yet: GNOME and KDE can only be captured "
                        "where they show an X11 display; sway, labwc, wayfire and Hyprland by the "
                        "source wayland");
        case SourceKind::kScreen:
            break;
    }
    return open_screen(settings);
}

}  // namespace pixelflux
