// SPDX-License-Identifier: MPL-2.0
#include "choose_source.h"

#include "choose_display.h"
#include "error.h"
#include "input_source.h"
#include "portal_library.h"
#include "portal_source.h"
#include "synthetic_source.h"
#include "wayland_library.h"
#include "wayland_source.h"
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

}  // namespace

std::unique_ptr<FrameSource> open_frame_source(const Settings& settings) {
    switch (settings.source) {
        case SourceKind::kSynthetic:
            return std::make_unique<SyntheticSource>(settings);
        case SourceKind::kFrames:
            return std::make_unique<InputSource>(settings.input);
        case SourceKind::kPortal:
            return std::make_unique<PortalSource>(portal_library(), settings.display,
                                                  settings.capture_cursor,
                                                  settings.restore_token_file);
        case SourceKind::kScreen:
        case SourceKind::kX11:
        case SourceKind::kWayland:
            break;
    }
    return by_display(
        settings, [&] { return open_x11(settings); }, [&] { return open_wayland(settings); });
}

}  // namespace pixelflux
