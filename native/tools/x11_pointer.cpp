// SPDX-License-Identifier: MPL-2.0
#include "x11_pointer.h"

#include <stdexcept>

#include <xcb/render.h>
#include <xcb/xtest.h>

#include "x11_handles.h"

namespace pixelflux {
namespace {

xcb_render_pictformat_t argb_format(xcb_connection_t* connection) {
    const XcbReply<xcb_render_query_pict_formats_reply_t> reply(xcb_render_query_pict_formats_reply(
        connection, xcb_render_query_pict_formats(connection), nullptr));
    if (reply == nullptr) throw std::runtime_error("the X server has no RENDER");
    for (auto formats = xcb_render_query_pict_formats_formats_iterator(reply.get());
         formats.rem > 0; xcb_render_pictforminfo_next(&formats)) {
        const xcb_render_directformat_t& direct = formats.data->direct;
        if (formats.data->depth == 32 && direct.alpha_mask == 0xff && direct.alpha_shift == 24 &&
            direct.red_shift == 16 && direct.blue_shift == 0)
            return formats.data->id;
    }
    throw std::runtime_error("the X server has no ARGB pictures");
}

}  // namespace

void X11Pointer::move(int x, int y) {
    xcb_test_fake_input(connection_, XCB_MOTION_NOTIFY, 0, XCB_CURRENT_TIME, root_,
                        static_cast<std::int16_t>(x), static_cast<std::int16_t>(y), 0);
    xcb_flush(connection_);
}

void X11Pointer::warp(int x, int y) {
    xcb_warp_pointer(connection_, XCB_NONE, root_, 0, 0, 0, 0, static_cast<std::int16_t>(x),
                     static_cast<std::int16_t>(y));
    xcb_flush(connection_);
}

void X11Pointer::show(Size size, const std::vector<std::uint32_t>& argb, int hotspot_x,
                      int hotspot_y) {
    constexpr std::uint8_t kDepth = 32;
    const auto width = static_cast<std::uint16_t>(size.width);
    const auto height = static_cast<std::uint16_t>(size.height);
    const xcb_render_pictformat_t format = argb_format(connection_);
    const xcb_pixmap_t pixmap = xcb_generate_id(connection_);
    const xcb_gcontext_t context = xcb_generate_id(connection_);
    const xcb_render_picture_t picture = xcb_generate_id(connection_);
    const xcb_cursor_t cursor = xcb_generate_id(connection_);
    xcb_create_pixmap(connection_, kDepth, pixmap, root_, width, height);
    xcb_create_gc(connection_, context, pixmap, 0, nullptr);
    xcb_put_image(connection_, XCB_IMAGE_FORMAT_Z_PIXMAP, pixmap, context, width, height, 0, 0, 0,
                  kDepth, static_cast<std::uint32_t>(argb.size() * sizeof argb[0]),
                  reinterpret_cast<const std::uint8_t*>(argb.data()));
    xcb_render_create_picture(connection_, picture, pixmap, format, 0, nullptr);
    xcb_render_create_cursor(connection_, cursor, picture, static_cast<std::uint16_t>(hotspot_x),
                             static_cast<std::uint16_t>(hotspot_y));
    xcb_change_window_attributes(connection_, root_, XCB_CW_CURSOR, &cursor);
    xcb_free_cursor(connection_, cursor);
    xcb_render_free_picture(connection_, picture);
    xcb_free_gc(connection_, context);
    xcb_free_pixmap(connection_, pixmap);
    xcb_flush(connection_);
}

}  // namespace pixelflux
