// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <sys/resource.h>

namespace pixelflux {

// While one lives, no file of this process may be so large that a picture fits, and so no memory
// can be shared by a descriptor.
class SmallFiles {
public:
    SmallFiles() {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit low = {4096, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &low);
    }
    ~SmallFiles() { setrlimit(RLIMIT_FSIZE, &before_); }
    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;

private:
    rlimit before_{};
};

}  // namespace pixelflux
