// SPDX-License-Identifier: MPL-2.0
#include "x11_handles.h"

#include "error.h"

namespace pixelflux {

std::string x_error_name(const xcb_generic_error_t& error) {
    switch (error.error_code) {
        case XCB_REQUEST:
            return "BadRequest";
        case XCB_VALUE:
            return "BadValue";
        case XCB_WINDOW:
            return "BadWindow";
        case XCB_MATCH:
            return "BadMatch";
        case XCB_DRAWABLE:
            return "BadDrawable";
        case XCB_ACCESS:
            return "BadAccess";
        case XCB_ALLOC:
            return "BadAlloc";
        case XCB_IMPLEMENTATION:
            return "BadImplementation";
        default:
            return "X error " + std::to_string(error.error_code);
    }
}

void forget_error(xcb_connection_t* connection, xcb_void_cookie_t request) {
    xcb_discard_reply(connection, request.sequence);
}

const xcb_query_extension_reply_t& require_extension(xcb_connection_t* connection,
                                                     xcb_extension_t* extension, const char* name) {
    const xcb_query_extension_reply_t* const reply = xcb_get_extension_data(connection, extension);
    if (reply == nullptr || reply->present == 0) {
        throw Error(ErrorCode::kCapture, std::string("the X server has no ") + name + " extension");
    }
    return *reply;
}

}  // namespace pixelflux
