// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstring>
#include <string>

#include "error.h"

namespace pixelflux {

// The error to throw when the system makes no descriptor for `thing`, for this reason (an errno).
inline Error no_descriptor(const std::string& thing, int reason) {
    return Error(ErrorCode::kResources, "cannot make " + thing + ": " + std::strerror(reason) +
                                            "; close files or raise their limit (ulimit -n)");
}

}  // namespace pixelflux
