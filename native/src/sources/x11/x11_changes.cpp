// SPDX-License-Identifier: MPL-2.0
#include "x11_changes.h"

#include <algorithm>

#include "error.h"

namespace pixelflux {

void add_bands(const std::vector<xcb_rectangle_t>& drawn, const Rect& region, BandSet& bands) {
    for (const xcb_rectangle_t& one : drawn) {
        const bool beside = one.x >= region.x + region.width || one.x + one.width <= region.x;
        const int top = std::max(one.y - region.y, 0);
        const int bottom = std::min(one.y + one.height - region.y, region.height);
        if (!beside) bands.set_rows(top, bottom - top);
    }
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
    // What could not be subtracted is never reported again.
    set_all();
    damage_.reset();
    watch();
}

void X11Changes::take(const Rect& region, BandSet& bands) {
    collect();
    if (everything_ || !damage_) bands.set_all();
    everything_ = false;
    add_bands(drawn_, region, bands);
    drawn_.clear();
}

}  // namespace pixelflux
