// SPDX-License-Identifier: MPL-2.0
#include "x11_text.h"

#include <algorithm>
#include <cstring>

namespace pixelflux {
namespace {

// Of a property, in units of 4 bytes: longer than any title, and than any list of windows.
constexpr std::uint32_t kMostUnits = 1 << 16;

XcbReply<xcb_get_property_reply_t> property_of(xcb_connection_t* connection, xcb_window_t window,
                                               xcb_atom_t property) {
    if (property == XCB_NONE) return nullptr;
    return XcbReply<xcb_get_property_reply_t>(xcb_get_property_reply(
        connection,
        xcb_get_property(connection, 0, window, property, XCB_GET_PROPERTY_TYPE_ANY, 0, kMostUnits),
        nullptr));
}

// What the answer really has of what it announces; libxcb does not check that.
std::size_t units_in(const xcb_get_property_reply_t& reply, std::size_t bytes_per_unit) {
    return std::min<std::size_t>(reply.value_len, std::size_t{reply.length} * 4 / bytes_per_unit);
}

}  // namespace

xcb_atom_t atom_named(xcb_connection_t* connection, const char* name) {
    const XcbReply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(
        connection,
        xcb_intern_atom(connection, 1, static_cast<std::uint16_t>(std::strlen(name)), name),
        nullptr));
    return reply == nullptr ? xcb_atom_t{XCB_NONE} : reply->atom;
}

std::string name_of(xcb_connection_t* connection, xcb_atom_t atom) {
    const XcbReply<xcb_get_atom_name_reply_t> reply(
        xcb_get_atom_name_reply(connection, xcb_get_atom_name(connection, atom), nullptr));
    if (reply == nullptr) return "";
    return {xcb_get_atom_name_name(reply.get()),
            std::min<std::size_t>(reply->name_len, std::size_t{reply->length} * 4)};
}

std::string bytes_property(xcb_connection_t* connection, xcb_window_t window, xcb_atom_t property,
                           xcb_atom_t* type) {
    const auto reply = property_of(connection, window, property);
    if (reply == nullptr || reply->format != 8) return "";
    if (type != nullptr) *type = reply->type;
    return {static_cast<const char*>(xcb_get_property_value(reply.get())), units_in(*reply, 1)};
}

std::string text_property(xcb_connection_t* connection, xcb_window_t window, xcb_atom_t property) {
    xcb_atom_t type = XCB_NONE;
    std::string text = bytes_property(connection, window, property, &type);
    text.erase(std::find(text.begin(), text.end(), '\0'), text.end());
    return type == XCB_ATOM_STRING ? utf8_of_latin1(text) : text;
}

std::vector<std::uint32_t> numbers_property(xcb_connection_t* connection, xcb_window_t window,
                                            xcb_atom_t property) {
    const auto reply = property_of(connection, window, property);
    if (reply == nullptr || reply->format != 32) return {};
    const auto* const first =
        static_cast<const std::uint32_t*>(xcb_get_property_value(reply.get()));
    return {first, first + units_in(*reply, 4)};
}

std::string utf8_of_latin1(const std::string& text) {
    std::string utf8;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (code < 0x80) {
            utf8 += letter;
        } else {
            utf8 += static_cast<char>(0xc0 | code >> 6);
            utf8 += static_cast<char>(0x80 | (code & 0x3f));
        }
    }
    return utf8;
}

}  // namespace pixelflux
