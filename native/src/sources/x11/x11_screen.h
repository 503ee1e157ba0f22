// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "error.h"
#include "geometry.h"
#include "pixel_order.h"
#include "x11_link.h"

namespace pixelflux {

// The screen that a display names, which is captured by its root window.
struct X11Screen {
    xcb_window_t root;
    PixelOrder order;
    Size size;
};

// The root window of the screen that a display names.
xcb_window_t root_of(const X11Link& link);

// Says that a root window has no picture, as that of a rootless Xwayland.
class NoPicture : public Error {
public:
    explicit NoPicture(const std::string& text) : Error(ErrorCode::kCapture, text) {}
};

// Looks at the screen, and lets the server tell when it is resized, by a ConfigureNotify of the
// root window; `notices` gets a sentence when it refuses. Throws Error(kCapture) when the pixels
// are of a kind that cannot be captured, NoPicture, and Error(kDisplay) when the connection was
// lost.
X11Screen watch_screen(const X11Link& link, std::vector<std::string>& notices);

// The order of the pixels of a window of that depth. Throws Error(kCapture) when they are of a kind
// that cannot be captured, Error(kDisplay) when the connection was lost.
PixelOrder order_of_window(const X11Link& link, xcb_window_t window, int depth);

// The size of the root window now; none if the server does not say. Throws Error(kDisplay).
std::optional<Size> size_of(const X11Link& link, xcb_window_t root);

}  // namespace pixelflux
