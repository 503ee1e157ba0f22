// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace pixelflux {

// Whether an X server's answer to a hello contains all that it announces: libxcb's iterators do not
// check that, and would read beyond its end. Pure.
bool is_sound(const std::vector<std::uint8_t>& answer);

}  // namespace pixelflux
