// SPDX-License-Identifier: MPL-2.0
#include "file_limit.h"

#include <string>

#include <sys/resource.h>

#include "error.h"

namespace pixelflux {

void require_file_of(std::size_t bytes) {
    rlimit limit{};
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur >= bytes) return;
    throw Error(ErrorCode::kCapture,
                "no file may be larger than " + std::to_string(limit.rlim_cur) +
                    " bytes (ulimit -f), and a picture needs " + std::to_string(bytes));
}

}  // namespace pixelflux
