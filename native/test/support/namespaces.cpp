// SPDX-License-Identifier: MPL-2.0
#include "namespaces.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>

namespace pixelflux {

bool enter_network_namespace() {
    return unshare(CLONE_NEWNET) == 0 && std::system("ip link set lo up") == 0;
}

bool replace_file(const std::string& path, const std::string& text) {
    const std::string other = testing::TempDir() + "replaced_file";
    std::ofstream(other) << text;
    return unshare(CLONE_NEWNS) == 0 &&
           mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           mount(other.c_str(), path.c_str(), nullptr, MS_BIND, nullptr) == 0;
}

}  // namespace pixelflux
