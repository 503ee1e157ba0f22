// SPDX-License-Identifier: MPL-2.0
#include "x11_screen.h"

#include <sstream>

namespace pixelflux {
namespace {

constexpr std::uint32_t kAllPlanes = ~0u;

const xcb_screen_t* screen_numbered(xcb_connection_t* connection, int number) {
    xcb_screen_iterator_t screens = xcb_setup_roots_iterator(xcb_get_setup(connection));
    for (; number > 0 && screens.rem > 1; --number) xcb_screen_next(&screens);
    return screens.data;
}

const xcb_visualtype_t* visual_numbered(const xcb_screen_t& screen, xcb_visualid_t number) {
    for (xcb_depth_iterator_t depths = xcb_screen_allowed_depths_iterator(&screen); depths.rem > 0;
         xcb_depth_next(&depths)) {
        for (xcb_visualtype_iterator_t visuals = xcb_depth_visuals_iterator(depths.data);
             visuals.rem > 0; xcb_visualtype_next(&visuals)) {
            if (visuals.data->visual_id == number) return visuals.data;
        }
    }
    return nullptr;
}

int bits_per_pixel(xcb_connection_t* connection, int depth) {
    for (xcb_format_iterator_t formats =
             xcb_setup_pixmap_formats_iterator(xcb_get_setup(connection));
         formats.rem > 0; xcb_format_next(&formats)) {
        if (formats.data->depth == depth) return formats.data->bits_per_pixel;
    }
    return 0;
}

PixelOrder usable_order_of(const X11Link& link, const char* whose, int depth,
                           const xcb_visualtype_t* visual) {
    const int bits = bits_per_pixel(link.get(), depth);
    const bool lowest_first =
        xcb_get_setup(link.get())->image_byte_order == XCB_IMAGE_ORDER_LSB_FIRST;
    if (visual != nullptr && bits == 8 * kBytesPerPixel) {
        const std::optional<PixelOrder> order =
            pixel_order_of(visual->red_mask, visual->green_mask, visual->blue_mask, lowest_first);
        if (order) return *order;
    }
    std::ostringstream pixels;
    pixels << "depth " << depth << " in " << bits << " bits";
    if (visual != nullptr) {
        pixels << std::hex << std::showbase << ", the masks of red, green and blue being "
               << visual->red_mask << ", " << visual->green_mask << " and " << visual->blue_mask;
    }
    throw Error(ErrorCode::kCapture,
                whose + link.name() + " has pixels of " + pixels.str() +
                    "; only a byte each of red, green and blue in 32 bits (depth 24) can be "
                    "captured: start the X server with that depth");
}

// The windows of a rootless Xwayland are pictures of the compositor, and its root window has a size
// but not a single pixel. MIT-SHM reads that as black without complaint; GetImage refuses it.
void require_picture(const X11Link& link, xcb_window_t root) {
    xcb_generic_error_t* raw_error = nullptr;
    const XcbReply<xcb_get_image_reply_t> pixel(xcb_get_image_reply(
        link.get(),
        xcb_get_image(link.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, root, 0, 0, 1, 1, kAllPlanes),
        &raw_error));
    const XcbError error(raw_error);
    link.require_connection();
    if (pixel != nullptr) return;
    throw NoPicture(
        "the root window of display " + link.name() + " holds no picture (" + x_error_name(*error) +
        "), as that of a rootless Xwayland, which hands each window to the Wayland "
        "compositor; capture the compositor by the source wayland, or an X server that "
        "has a screen of its own: Xvfb, Xorg or a rootful Xwayland (one started without "
        "-rootless)");
}

// RandR resizes the root window, and the core protocol tells its new size.
void watch_size(const X11Link& link, xcb_window_t root, std::vector<std::string>& notices) {
    const std::uint32_t events = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    const XcbError refused(xcb_request_check(
        link.get(),
        xcb_change_window_attributes_checked(link.get(), root, XCB_CW_EVENT_MASK, &events)));
    if (refused == nullptr) return;
    notices.push_back("the X server refuses to tell when the screen is resized: " +
                      x_error_name(*refused));
}

}  // namespace

xcb_window_t root_of(const X11Link& link) {
    return screen_numbered(link.get(), link.screen())->root;
}

X11Screen watch_screen(const X11Link& link, std::vector<std::string>& notices) {
    const xcb_screen_t& screen = *screen_numbered(link.get(), link.screen());
    const PixelOrder order = usable_order_of(link, "display ", screen.root_depth,
                                             visual_numbered(screen, screen.root_visual));
    require_picture(link, screen.root);
    watch_size(link, screen.root, notices);
    const Size said = {screen.width_in_pixels, screen.height_in_pixels};
    return {screen.root, order, size_of(link, screen.root).value_or(said)};
}

PixelOrder order_of_window(const X11Link& link, xcb_window_t window, int depth) {
    const XcbReply<xcb_get_window_attributes_reply_t> attributes(xcb_get_window_attributes_reply(
        link.get(), xcb_get_window_attributes(link.get(), window), nullptr));
    link.require_connection();
    const xcb_screen_t& screen = *screen_numbered(link.get(), link.screen());
    return usable_order_of(
        link, "a window of display ", depth,
        attributes == nullptr ? nullptr : visual_numbered(screen, attributes->visual));
}

std::optional<Size> size_of(const X11Link& link, xcb_window_t root) {
    const XcbReply<xcb_get_geometry_reply_t> geometry(
        xcb_get_geometry_reply(link.get(), xcb_get_geometry(link.get(), root), nullptr));
    link.require_connection();
    if (geometry == nullptr) return std::nullopt;
    return Size{geometry->width, geometry->height};
}

}  // namespace pixelflux
