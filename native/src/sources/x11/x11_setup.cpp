// SPDX-License-Identifier: MPL-2.0
#include "x11_setup.h"

#include <cstddef>
#include <cstdint>

#include <xcb/xcb.h>

namespace pixelflux {

bool is_sound(const std::vector<std::uint8_t>& answer) {
    const auto padded = [](std::size_t bytes) { return (bytes + 3) / 4 * 4; };
    if (answer.size() < sizeof(xcb_setup_t)) return false;
    const auto& setup = reinterpret_cast<const xcb_setup_t&>(*answer.data());
    // After the first 8 bytes, `length` words (X protocol, section 8, connection setup).
    std::size_t left = 8 + std::size_t{setup.length} * 4;
    if (left != answer.size()) return false;
    const std::uint8_t* at = answer.data();
    const auto passes = [&](std::size_t bytes) {
        if (bytes > left) return false;
        at += bytes;
        left -= bytes;
        return true;
    };
    if (!passes(sizeof setup + padded(setup.vendor_len) +
                setup.pixmap_formats_len * sizeof(xcb_format_t)))
        return false;
    for (int roots = setup.roots_len; roots > 0; --roots) {
        const auto& screen = reinterpret_cast<const xcb_screen_t&>(*at);
        if (!passes(sizeof screen)) return false;
        for (int depths = screen.allowed_depths_len; depths > 0; --depths) {
            const auto& depth = reinterpret_cast<const xcb_depth_t&>(*at);
            if (!passes(sizeof depth) || !passes(depth.visuals_len * sizeof(xcb_visualtype_t)))
                return false;
        }
    }
    return true;
}

}  // namespace pixelflux
