// SPDX-License-Identifier: MPL-2.0
#include "x11_windows.h"

#include <algorithm>
#include <utility>

#include "rect.h"

namespace pixelflux {
namespace {

// Events of the root window alone are always wanted (x11_screen.h).
constexpr std::uint32_t kOfRoot = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
constexpr std::uint32_t kOfChildrenToo = kOfRoot | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;

// With its border; works for replies and events.
template <typename Told>
Rect place_of(const Told& told) {
    return {told.x, told.y, told.width + 2 * told.border_width,
            told.height + 2 * told.border_width};
}

template <typename Event>
const Event& as(const xcb_generic_event_t& event) {
    return reinterpret_cast<const Event&>(event);
}

}  // namespace

X11Windows::X11Windows(const X11Link& link, xcb_window_t root) : link_(link), root_(root) {
    select(kOfChildrenToo);
    look_around();
}

X11Windows::~X11Windows() { select(kOfRoot); }

void X11Windows::select(std::uint32_t events) {
    forget_error(link_.get(), xcb_change_window_attributes_checked(link_.get(), root_,
                                                                   XCB_CW_EVENT_MASK, &events));
}

void X11Windows::look_around() {
    const XcbReply<xcb_query_tree_reply_t> tree(
        xcb_query_tree_reply(link_.get(), xcb_query_tree(link_.get(), root_), nullptr));
    link_.require_connection();
    if (tree == nullptr) return;
    const xcb_window_t* const first = xcb_query_tree_children(tree.get());
    const auto count = std::min<std::uint32_t>(tree->children_len, tree->length);
    std::vector<xcb_get_geometry_cookie_t> questions;
    for (std::uint32_t i = 0; i < count; ++i)
        questions.push_back(xcb_get_geometry(link_.get(), first[i]));
    for (std::uint32_t i = 0; i < count; ++i) {
        const XcbReply<xcb_get_geometry_reply_t> geometry(
            xcb_get_geometry_reply(link_.get(), questions[i], nullptr));
        if (geometry != nullptr) places_[first[i]] = place_of(*geometry);
    }
    link_.require_connection();
}

std::optional<X11Windows::Change> X11Windows::change_of(const xcb_generic_event_t& event) const {
    switch (event.response_type) {
        case XCB_CREATE_NOTIFY: {
            const auto& created = as<xcb_create_notify_event_t>(event);
            if (created.parent != root_) break;
            return Change{created.window, place_of(created), true};
        }
        case XCB_CONFIGURE_NOTIFY: {
            const auto& configured = as<xcb_configure_notify_event_t>(event);
            if (configured.event != root_ || configured.window == root_) break;
            return Change{configured.window, place_of(configured)};
        }
        case XCB_REPARENT_NOTIFY: {
            const auto& moved = as<xcb_reparent_notify_event_t>(event);
            if (moved.event != root_) break;
            // Its size is not told: of one that comes back, the next event tells it.
            return Change{moved.window, std::nullopt};
        }
        case XCB_DESTROY_NOTIFY: {
            const auto& destroyed = as<xcb_destroy_notify_event_t>(event);
            if (destroyed.event != root_) break;
            return Change{destroyed.window, std::nullopt};
        }
        default:
            break;
    }
    return std::nullopt;
}

bool X11Windows::notice(const xcb_generic_event_t& event) {
    const std::optional<Change> change = change_of(event);
    if (!change) return false;
    // Numbers of requests begin again after 2^32.
    if (grab_ && static_cast<std::int32_t>(event.full_sequence - *grab_) > 0)
        later_.push_back(*change);
    else
        apply(*change);
    return true;
}

void X11Windows::apply(const Change& change) {
    const auto known = places_.find(change.window);
    if (!change.place || change.is_new || known == places_.end()) {
        before_.erase(change.window);
        places_.erase(change.window);
        if (change.place) places_[change.window] = *change.place;
        return;
    }
    before_.emplace(change.window, known->second);
    known->second = *change.place;
}

void X11Windows::apply_later() {
    for (const Change& change : std::exchange(later_, {})) apply(change);
}

void X11Windows::begin_grab() {
    apply_later();
    // The server does nothing for it, but events tell whether they came before it.
    grab_ = xcb_no_operation(link_.get()).sequence;
}

void X11Windows::end_grab() {
    moved_.clear();
    for (const auto& [window, from] : std::exchange(before_, {})) {
        const Rect to = places_.at(window);
        const bool moved = to.x != from.x || to.y != from.y;
        if (moved && to.width == from.width && to.height == from.height)
            moved_.push_back({from, to});
    }
    grab_.reset();
    apply_later();
}

std::vector<MovedArea> X11Windows::take_moves(const Rect& region) {
    std::vector<MovedArea> moves;
    for (const auto& [from, to] : std::exchange(moved_, {})) {
        if (is_empty(intersection(from, region)) || is_empty(intersection(to, region))) continue;
        moves.push_back({{from.x - region.x, from.y - region.y, from.width, from.height},
                         to.x - region.x,
                         to.y - region.y});
    }
    return moves;
}

}  // namespace pixelflux
