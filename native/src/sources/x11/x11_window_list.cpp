// SPDX-License-Identifier: MPL-2.0
#include "x11_window_list.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include "error.h"
#include "x11_text.h"

namespace pixelflux {
namespace {

// A window manager puts a window into a frame, and that into another one at most.
constexpr int kDeepestFrame = 3;

struct Atoms {
    explicit Atoms(xcb_connection_t* connection)
        : client_list(atom_named(connection, "_NET_CLIENT_LIST")),
          manager(atom_named(connection, "_NET_SUPPORTING_WM_CHECK")),
          state(atom_named(connection, "WM_STATE")) {}

    xcb_atom_t client_list;
    xcb_atom_t manager;
    xcb_atom_t state;
};

// A window of the window manager has to name itself; one that is not there has no properties.
bool manager_lives(xcb_connection_t* connection, xcb_window_t root, const Atoms& atoms) {
    const std::vector<std::uint32_t> named = numbers_property(connection, root, atoms.manager);
    return !named.empty() && numbers_property(connection, named[0], atoms.manager) == named;
}

std::vector<xcb_window_t> children_of(xcb_connection_t* connection, xcb_window_t window) {
    const XcbReply<xcb_query_tree_reply_t> tree(
        xcb_query_tree_reply(connection, xcb_query_tree(connection, window), nullptr));
    if (tree == nullptr) return {};
    const xcb_window_t* const first = xcb_query_tree_children(tree.get());
    return {first, first + std::min<std::uint32_t>(tree->children_len, tree->length)};
}

XcbReply<xcb_get_window_attributes_reply_t> attributes_of(xcb_connection_t* connection,
                                                          xcb_window_t window) {
    return XcbReply<xcb_get_window_attributes_reply_t>(xcb_get_window_attributes_reply(
        connection, xcb_get_window_attributes(connection, window), nullptr));
}

std::optional<xcb_window_t> client_in(xcb_connection_t* connection, xcb_window_t window,
                                      xcb_atom_t state, int depth) {
    if (!numbers_property(connection, window, state).empty()) return window;
    if (depth == 0) return {};
    for (const xcb_window_t child : children_of(connection, window)) {
        if (const auto client = client_in(connection, child, state, depth - 1)) return client;
    }
    return {};
}

std::vector<xcb_window_t> listed(xcb_connection_t* connection, xcb_window_t root) {
    const Atoms atoms(connection);
    if (atoms.client_list != XCB_NONE && manager_lives(connection, root, atoms))
        return numbers_property(connection, root, atoms.client_list);
    std::vector<xcb_window_t> windows;
    for (const xcb_window_t child : children_of(connection, root)) {
        const auto attributes = attributes_of(connection, child);
        // What a window manager does not frame either is a menu or a tooltip.
        if (attributes == nullptr || attributes->map_state != XCB_MAP_STATE_VIEWABLE ||
            attributes->override_redirect != 0 ||
            attributes->_class != XCB_WINDOW_CLASS_INPUT_OUTPUT)
            continue;
        windows.push_back(client_in(connection, child, atoms.state, kDeepestFrame).value_or(child));
    }
    return windows;
}

std::string title_of(xcb_connection_t* connection, xcb_window_t window) {
    const std::string modern =
        text_property(connection, window, atom_named(connection, "_NET_WM_NAME"));
    return !modern.empty() ? modern : text_property(connection, window, XCB_ATOM_WM_NAME);
}

// WM_CLASS is the name of the instance, a NUL, and the class.
std::string class_of(xcb_connection_t* connection, xcb_window_t window) {
    const std::string both = bytes_property(connection, window, XCB_ATOM_WM_CLASS);
    const std::size_t end = both.find('\0');
    if (end == std::string::npos) return "";
    return utf8_of_latin1(both.substr(end + 1, both.find('\0', end + 1) - end - 1));
}

std::optional<Rect> place_of(xcb_connection_t* connection, xcb_window_t root, xcb_window_t window) {
    const XcbReply<xcb_get_geometry_reply_t> geometry(
        xcb_get_geometry_reply(connection, xcb_get_geometry(connection, window), nullptr));
    const XcbReply<xcb_translate_coordinates_reply_t> corner(xcb_translate_coordinates_reply(
        connection, xcb_translate_coordinates(connection, window, root, 0, 0), nullptr));
    if (geometry == nullptr || corner == nullptr) return {};
    return Rect{corner->dst_x, corner->dst_y, geometry->width, geometry->height};
}

std::string all_of(const std::vector<Window>& windows) {
    std::string text;
    for (const Window& window : windows) text += (text.empty() ? "" : ", ") + quoted(window);
    return text.empty() ? "none" : text;
}

}  // namespace

Window described(const X11Link& link, xcb_window_t root, xcb_window_t window) {
    xcb_connection_t* const connection = link.get();
    return {window, title_of(connection, window), class_of(connection, window),
            place_of(connection, root, window).value_or(Rect{})};
}

std::vector<Window> windows_of(const X11Link& link, xcb_window_t root) {
    std::vector<Window> windows;
    for (const xcb_window_t id : listed(link.get(), root)) {
        Window window = described(link, root, id);
        if (window.place.width > 0) windows.push_back(std::move(window));
    }
    link.require_connection();
    return windows;
}

Window window_titled(const X11Link& link, xcb_window_t root, const std::string& title) {
    const std::vector<Window> all = windows_of(link, root);
    std::vector<Window> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                 [&](const Window& window) { return window.title == title; });
    if (found.size() == 1) return found.front();
    if (found.empty()) {
        throw Error(ErrorCode::kWindow, "windowTitle: display " + link.name() +
                                            " shows no window titled '" + title + "'; it shows " +
                                            all_of(all));
    }
    throw Error(ErrorCode::kArgument, "windowTitle: '" + title + "' is the title of " +
                                          all_of(found) + "; choose one by windowId");
}

std::string quoted(const Window& window) {
    std::ostringstream text;
    text << window.id << " (" << std::hex << std::showbase << window.id << ", '" << window.title
         << "')";
    return text.str();
}

}  // namespace pixelflux
