// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include <xcb/xcb.h>

// Owners of what X11 hands out. Each frees what it holds in its destructor.

namespace pixelflux {

struct FreeMalloced {
    void operator()(void* memory) const { std::free(memory); }
};
template <typename Reply>
using XcbReply = std::unique_ptr<Reply, FreeMalloced>;
using XcbError = XcbReply<xcb_generic_error_t>;

struct DisconnectXcb {
    void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
};
using XcbConnection = std::unique_ptr<xcb_connection_t, DisconnectXcb>;

// A name for an X protocol error, such as "BadAccess", or its number.
std::string x_error_name(const xcb_generic_error_t& error);

// Ignores the answer to a checked request. For requests that give something back, which the server
// may have lost already.
void forget_error(xcb_connection_t* connection, xcb_void_cookie_t request);

// What the X server says about an extension; valid as long as the connection. After the connection
// has failed, another call may give nothing. Throws Error(kCapture) if the server lacks the
// extension; `name` is the one that people know.
const xcb_query_extension_reply_t& require_extension(xcb_connection_t* connection,
                                                     xcb_extension_t* extension, const char* name);

}  // namespace pixelflux
