// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace pixelflux {

// Whether all that an X server's answer to a hello announces is in it: libxcb's iterators take its
// word for it, and would read on behind it. Pure.
bool is_sound(const std::vector<std::uint8_t>& answer);

}  // namespace pixelflux
