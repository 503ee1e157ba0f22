// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>

namespace pixelflux {

// Before a file, also one in memory, is made so large: throws Error(kCapture), which names the
// limit, where this process may have none of that size. The kernel would send a signal that ends
// it.
void require_file_of(std::size_t bytes);

}  // namespace pixelflux
