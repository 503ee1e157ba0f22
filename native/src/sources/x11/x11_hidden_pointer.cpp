// SPDX-License-Identifier: MPL-2.0
#include "x11_hidden_pointer.h"

#include <algorithm>
#include <utility>

#include "error.h"
#include "x11_handles.h"

namespace pixelflux {
namespace {

// As the X.Org server names the type (xfixes/cursor.c). A server with another name says no.
constexpr char kHiding[] = "XFixesCursorHideCount";

// How many of the things that a reply announces are in its `words`: libxcb takes the server's word.
template <typename Thing>
std::uint32_t within(std::uint32_t announced, std::uint32_t words) {
    return std::min(announced, words / static_cast<std::uint32_t>(sizeof(Thing) / 4));
}

}  // namespace

X11HiddenPointer::X11HiddenPointer(xcb_connection_t* connection) : connection_(connection) {
    require_extension(connection, &xcb_res_id, "X-Resource");
    const XcbReply<xcb_intern_atom_reply_t> atom(xcb_intern_atom_reply(
        connection, xcb_intern_atom(connection, 0, sizeof kHiding - 1, kHiding), nullptr));
    if (atom == nullptr)
        throw Error(ErrorCode::kCapture, "the X server refused to report a name's number");
    hiding_ = atom->atom;
}

void X11HiddenPointer::ask() {
    listed_ = xcb_res_query_clients(connection_);
    for (const std::uint32_t client : clients_) ask_about(client);
}

void X11HiddenPointer::ask_about(std::uint32_t client) {
    asked_.push_back(xcb_res_query_client_resources(connection_, client));
}

bool X11HiddenPointer::answer() {
    const XcbReply<xcb_res_query_clients_reply_t> list(
        xcb_res_query_clients_reply(connection_, listed_, nullptr));
    const std::vector<std::uint32_t> known = std::exchange(clients_, {});
    if (list != nullptr) {
        const xcb_res_client_t* const first = xcb_res_query_clients_clients(list.get());
        const std::uint32_t count = within<xcb_res_client_t>(list->num_clients, list->length);
        for (std::uint32_t i = 0; i < count; ++i) {
            clients_.push_back(first[i].resource_base);
            if (std::find(known.begin(), known.end(), clients_.back()) == known.end())
                ask_about(clients_.back());
        }
    }
    bool hidden = false;
    for (const Question& question : std::exchange(asked_, {}))
        hidden = hides(question) || hidden;  // every answer is to be read
    return hidden;
}

bool X11HiddenPointer::hides(const Question& question) {
    // None if the client has gone.
    const XcbReply<xcb_res_query_client_resources_reply_t> held(
        xcb_res_query_client_resources_reply(connection_, question, nullptr));
    if (held == nullptr) return false;
    const xcb_res_type_t* const first = xcb_res_query_client_resources_types(held.get());
    const xcb_res_type_t* const end = first + within<xcb_res_type_t>(held->num_types, held->length);
    return std::any_of(
        first, end, [this](const xcb_res_type_t& type) { return type.resource_type == hiding_; });
}

}  // namespace pixelflux
