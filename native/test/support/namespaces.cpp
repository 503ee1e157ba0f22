// SPDX-License-Identifier: MPL-2.0
#include "namespaces.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace pixelflux {

bool enter_network_namespace() {
    return unshare(CLONE_NEWNET) == 0 && std::system("ip link set lo up") == 0;
}

bool replace_file(const std::string& path, const std::string& text) {
    const std::string other = testing::TempDir() + "replacement_" + std::to_string(getpid());
    std::ofstream(other) << text;
    const bool done = unshare(CLONE_NEWNS) == 0 &&
                      mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                      mount(other.c_str(), path.c_str(), nullptr, MS_BIND, nullptr) == 0;
    std::remove(other.c_str());
    return done;
}

}  // namespace pixelflux
