// SPDX-License-Identifier: MPL-2.0
#include "x11_windows.h"

#include <algorithm>
#include <set>
#include <utility>

#include "rect.h"

namespace pixelflux {
namespace {

// Events of the root window alone are always wanted (x11_screen.h).
constexpr std::uint32_t kOfRoot = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
constexpr std::uint32_t kOfChildrenToo = kOfRoot | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;

constexpr Duration kLately = std::chrono::seconds(1);

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

// Of numbers of requests, which begin again after 2^32.
bool is_after(std::uint32_t one, std::uint32_t other) {
    return static_cast<std::int32_t>(one - other) > 0;
}

}  // namespace

X11Windows::X11Windows(const X11Link& link, xcb_window_t root) : link_(link), root_(root) {
    listen();
}

void X11Windows::listen() {
    if (listening_) return;
    apply_later();  // of a grab that failed
    answered_.clear();
    // Before the questions, so that no move falls in between.
    select(kOfChildrenToo);
    listening_ = true;
    const TimePoint now = Clock::now();
    if (!looked_around_ || now - *looked_around_ >= kLately) {
        look_around();
        return;
    }
    std::vector<xcb_window_t> windows;
    for (auto moved = lately_.begin(); moved != lately_.end();) {
        if (now - moved->second >= kLately) {
            moved = lately_.erase(moved);
        } else {
            windows.push_back(moved->first);
            ++moved;
        }
    }
    look_after(windows);
    xcb_flush(link_.get());  // without a question nothing else does
}

void X11Windows::rest() noexcept {
    if (!listening_) return;
    select(kOfRoot);
    xcb_flush(link_.get());
    listening_ = false;
}

void X11Windows::select(std::uint32_t events) noexcept {
    forget_error(link_.get(), xcb_change_window_attributes_checked(link_.get(), root_,
                                                                   XCB_CW_EVENT_MASK, &events));
}

void X11Windows::look_around() {
    const xcb_query_tree_cookie_t question = xcb_query_tree(link_.get(), root_);
    const XcbReply<xcb_query_tree_reply_t> tree(
        xcb_query_tree_reply(link_.get(), question, nullptr));
    link_.require_connection();
    if (tree == nullptr) return;
    const xcb_window_t* const first = xcb_query_tree_children(tree.get());
    const auto count = std::min<std::uint32_t>(tree->children_len, tree->length);
    const std::set<xcb_window_t> children(first, first + count);
    std::vector<xcb_window_t> gone;
    for (const auto& [window, place] : places_) {
        if (children.count(window) == 0) gone.push_back(window);
    }
    for (const xcb_window_t window : gone) {
        answered_[window] = question.sequence;
        apply({window, std::nullopt});
    }
    look_after({children.begin(), children.end()});
    looked_around_ = Clock::now();
}

// Takes note of where these are now.
void X11Windows::look_after(const std::vector<xcb_window_t>& windows) {
    std::vector<xcb_get_geometry_cookie_t> questions;
    questions.reserve(windows.size());
    for (const xcb_window_t window : windows)
        questions.push_back(xcb_get_geometry(link_.get(), window));
    for (std::size_t i = 0; i < windows.size(); ++i) {
        answered_[windows[i]] = questions[i].sequence;
        const XcbReply<xcb_get_geometry_reply_t> geometry(
            xcb_get_geometry_reply(link_.get(), questions[i], nullptr));
        std::optional<Rect> place;
        if (geometry != nullptr) place = place_of(*geometry);
        const auto known = places_.find(windows[i]);
        if (known == places_.end() || !place || *place != known->second) apply({windows[i], place});
    }
    if (!windows.empty()) link_.require_connection();
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
    // The answer tells the place within a new parent, too, so that a window went is always news.
    const auto answer = answered_.find(change->window);
    const bool is_older =
        answer != answered_.end() && is_after(answer->second, event.full_sequence);
    if (is_older && change->place) return true;
    if (grab_ && is_after(event.full_sequence, *grab_)) {
        later_.push_back(*change);
        return true;
    }
    if (!grab_) apply_later();  // of a grab that failed
    apply(*change);
    return true;
}

void X11Windows::apply(const Change& change) {
    const auto known = places_.find(change.window);
    if (!change.place || change.is_new || known == places_.end()) {
        before_.erase(change.window);
        places_.erase(change.window);
        if (change.place)
            places_[change.window] = *change.place;
        else
            lately_.erase(change.window);
        return;
    }
    before_.emplace(change.window, known->second);
    known->second = *change.place;
    lately_[change.window] = Clock::now();
}

void X11Windows::apply_later() {
    for (const Change& change : std::exchange(later_, {})) apply(change);
}

X11Windows::Grab::Grab(X11Windows& windows) : windows_(windows) {
    windows.apply_later();
    // The server does nothing for it, but events tell whether they came before it.
    windows.grab_ = xcb_no_operation(windows.link_.get()).sequence;
}

void X11Windows::Grab::succeeded() {
    windows_.answered_.clear();
    windows_.moved_.clear();
    for (const auto& [window, from] : std::exchange(windows_.before_, {})) {
        const Rect to = windows_.places_.at(window);
        const bool moved = to.x != from.x || to.y != from.y;
        if (moved && to.width == from.width && to.height == from.height)
            windows_.moved_.push_back({from, to});
    }
    windows_.apply_later();
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
