// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace pixelflux {

// Whether this processor has the instructions, and the system keeps their registers; false on one
// that is no x86-64. Asked once, then known: cheap enough for every row. Any thread.
bool has_avx2();
bool has_ssse3();

}  // namespace pixelflux
