// SPDX-License-Identifier: MPL-2.0
#include "x11_monitors.h"

#include <cstring>
#include <map>
#include <string>

#include <xcb/randr.h>

#include "error.h"
#include "x11_text.h"

namespace pixelflux {
namespace {

void require_version(const X11Link& link) {
    require_extension(link.get(), &xcb_randr_id, "RandR");
    const XcbReply<xcb_randr_query_version_reply_t> version(xcb_randr_query_version_reply(
        link.get(), xcb_randr_query_version(link.get(), 1, 5), nullptr));
    link.require_connection();
    if (version != nullptr && (version->major_version > 1 || version->minor_version >= 5)) return;
    throw Error(ErrorCode::kCapture,
                "display " + link.name() + " has no RandR 1.5, which tells of monitors");
}

// Pictures a second, as xrandr counts them: an interlaced one is half of the lines, and a double
// scan shows each line twice.
double rate_of(const xcb_randr_mode_info_t& mode) {
    double pixels = static_cast<double>(mode.htotal) * mode.vtotal;
    if ((mode.mode_flags & XCB_RANDR_MODE_FLAG_INTERLACE) != 0) pixels /= 2;
    if ((mode.mode_flags & XCB_RANDR_MODE_FLAG_DOUBLE_SCAN) != 0) pixels *= 2;
    return pixels > 0 ? mode.dot_clock / pixels : 0;
}

// Those of each mode of a screen, by its number.
std::map<std::uint32_t, double> rates_of(
    const xcb_randr_get_screen_resources_current_reply_t& all) {
    const std::size_t room = std::size_t{all.length} * 4;
    const std::size_t before = (std::size_t{all.num_crtcs} + all.num_outputs) * 4;
    if (before + std::size_t{all.num_modes} * sizeof(xcb_randr_mode_info_t) > room) return {};
    std::map<std::uint32_t, double> rates;
    const xcb_randr_mode_info_t* const modes = xcb_randr_get_screen_resources_current_modes(&all);
    for (int i = 0; i < all.num_modes; ++i) rates[modes[i].id] = rate_of(modes[i]);
    return rates;
}

// What of the outputs is told, by their numbers.
class Rates {
public:
    Rates(const X11Link& link, xcb_window_t root)
        : link_(link),
          resources_(xcb_randr_get_screen_resources_current_reply(
              link.get(), xcb_randr_get_screen_resources_current(link.get(), root), nullptr)) {
        if (resources_ != nullptr) modes_ = rates_of(*resources_);
    }

    double of(xcb_randr_output_t output) const {
        if (resources_ == nullptr) return 0;
        const XcbReply<xcb_randr_get_output_info_reply_t> shown(xcb_randr_get_output_info_reply(
            link_.get(),
            xcb_randr_get_output_info(link_.get(), output, resources_->config_timestamp), nullptr));
        if (shown == nullptr || shown->crtc == XCB_NONE) return 0;
        const XcbReply<xcb_randr_get_crtc_info_reply_t> crtc(xcb_randr_get_crtc_info_reply(
            link_.get(),
            xcb_randr_get_crtc_info(link_.get(), shown->crtc, resources_->config_timestamp),
            nullptr));
        if (crtc == nullptr) return 0;
        const auto mode = modes_.find(crtc->mode);
        return mode == modes_.end() ? 0 : mode->second;
    }

private:
    const X11Link& link_;
    XcbReply<xcb_randr_get_screen_resources_current_reply_t> resources_;
    std::map<std::uint32_t, double> modes_;
};

}  // namespace

// libxcb's iterators believe every number in the answer, so this goes through it by itself.
std::vector<Monitor> monitors_of(const X11Link& link, xcb_window_t root) {
    require_version(link);
    const XcbReply<xcb_randr_get_monitors_reply_t> reply(xcb_randr_get_monitors_reply(
        link.get(), xcb_randr_get_monitors(link.get(), root, /*get_active=*/1), nullptr));
    link.require_connection();
    if (reply == nullptr)
        throw Error(ErrorCode::kCapture,
                    "display " + link.name() + " refuses to tell of its monitors");
    const Rates rates(link, root);
    std::vector<Monitor> monitors;
    const auto* at = reinterpret_cast<const std::uint8_t*>(reply.get() + 1);
    const std::uint8_t* const end = at + std::size_t{reply->length} * 4;
    while (static_cast<std::size_t>(end - at) >= sizeof(xcb_randr_monitor_info_t)) {
        xcb_randr_monitor_info_t told;
        std::memcpy(&told, at, sizeof told);
        at += sizeof told;
        const std::size_t outputs = std::size_t{told.nOutput} * 4;
        if (static_cast<std::size_t>(end - at) < outputs) break;
        Monitor monitor;
        monitor.name = name_of(link.get(), told.name);
        monitor.place = {told.x, told.y, told.width, told.height};
        monitor.primary = told.primary != 0;
        if (told.nOutput > 0) {
            xcb_randr_output_t first;
            std::memcpy(&first, at, sizeof first);
            monitor.refresh_hz = rates.of(first);
        }
        monitors.push_back(std::move(monitor));
        at += outputs;
    }
    link.require_connection();
    return monitors;
}

Monitor monitor_named(const X11Link& link, xcb_window_t root, const std::string& name) {
    std::string known;
    for (const Monitor& monitor : monitors_of(link, root)) {
        if (monitor.name == name) return monitor;
        known += (known.empty() ? "" : ", ") + monitor.name;
    }
    throw Error(ErrorCode::kDisplay, "monitor: display " + link.name() + " has none named '" +
                                         name + "'; it has " + (known.empty() ? "none" : known));
}

}  // namespace pixelflux
