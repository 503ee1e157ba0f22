// SPDX-License-Identifier: MPL-2.0
#include "x11_changes.h"

#include "error.h"

namespace pixelflux {

void add_drawn(const std::vector<xcb_rectangle_t>& drawn, const Rect& region, Damage& damage) {
    for (const xcb_rectangle_t& one : drawn)
        damage.add({one.x - region.x, one.y - region.y, one.width, one.height});
}

X11Changes::X11Changes(const X11Link& link, xcb_window_t root, std::vector<std::string>& notices)
    : link_(link), root_(root), notices_(notices) {
    watch();
}

void X11Changes::watch() {
    try {
        damage_.emplace(link_.get(), root_);
    } catch (const Error& refused) {
        link_.require_connection();
        notices_.push_back(
            "DAMAGE is not available: " + std::string(refused.what()) +
            "; polling the whole region at every frame instead, which uses CPU even when nothing "
            "changes");
    }
}

bool X11Changes::notice(const xcb_generic_event_t& event) {
    const bool is_report = damage_ && damage_->is_report(event);
    reported_ = reported_ || is_report;
    return is_report;
}

void X11Changes::collect() {
    if (!reported_) return;
    reported_ = false;
    const std::optional<std::vector<xcb_rectangle_t>> more = damage_->collect();
    link_.require_connection();
    if (more) {
        drawn_.insert(drawn_.end(), more->begin(), more->end());
        return;
    }
    // Damage that could not be subtracted is never reported again.
    set_all();
    damage_.reset();
    watch();
}

void X11Changes::take(const Rect& region, Damage& damage) {
    collect();
    if (everything_ || !damage_) damage.add_all();
    everything_ = false;
    add_drawn(drawn_, region, damage);
    drawn_.clear();
}

}  // namespace pixelflux
