// SPDX-License-Identifier: MPL-2.0
// What tests say where a form of the code with vector instructions cannot be run.
#pragma once

#include "processor.h"

namespace pixelflux {

constexpr const char* kNoAvx2 = "NOT TESTED: this processor has no AVX2, so its form cannot run";
constexpr const char* kNoVectors = "NOT TESTED: this processor has neither AVX2 nor NEON";

inline bool has_vectors() {
#if defined(__aarch64__)
    return true;
#else
    return has_avx2();
#endif
}

}  // namespace pixelflux
