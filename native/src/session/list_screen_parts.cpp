// SPDX-License-Identifier: MPL-2.0
#include "list_screen_parts.h"

#include "error.h"
#include "x11_monitors.h"
#include "x11_screen.h"
#include "x11_source.h"
#include "x11_window_list.h"

namespace pixelflux {
namespace {

void require_display(const Settings& settings) {
    if (settings.source == SourceKind::kScreen || settings.source == SourceKind::kX11) return;
    throw Error(ErrorCode::kCapture,
                "source: only that of an X11 display lists monitors and windows, choose x11");
}

}  // namespace

std::vector<Monitor> list_monitors(const Settings& settings) {
    require_display(settings);
    const X11Link link(settings.display, X11Source::kOpeningPatience);
    return monitors_of(link, root_of(link));
}

std::vector<Window> list_windows(const Settings& settings) {
    require_display(settings);
    const X11Link link(settings.display, X11Source::kOpeningPatience);
    return windows_of(link, root_of(link));
}

}  // namespace pixelflux
