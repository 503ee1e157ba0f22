// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "x11_handles.h"

namespace pixelflux {

// The atom of that name; XCB_NONE if the server knows none, and so nobody uses it. One round trip.
xcb_atom_t atom_named(xcb_connection_t* connection, const char* name);

// The name of an atom; empty if there is none. One round trip.
std::string name_of(xcb_connection_t* connection, xcb_atom_t atom);

// A property that is text, as UTF-8 up to its first NUL: one of type STRING is Latin-1. Empty if
// the window has none. One round trip.
std::string text_property(xcb_connection_t* connection, xcb_window_t window, xcb_atom_t property);

// The bytes of a property of format 8; empty if the window has none.
std::string bytes_property(xcb_connection_t* connection, xcb_window_t window, xcb_atom_t property,
                           xcb_atom_t* type = nullptr);

// A property that is a list of windows or other numbers of 32 bits; empty if there is none.
std::vector<std::uint32_t> numbers_property(xcb_connection_t* connection, xcb_window_t window,
                                            xcb_atom_t property);

// Latin-1 as UTF-8. Pure.
std::string utf8_of_latin1(const std::string& text);

}  // namespace pixelflux
