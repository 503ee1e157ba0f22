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

namespace {

// If the system lets a user make a namespace, the user is root in it.
bool become_root() {
    const std::string user = std::to_string(geteuid());
    const std::string group = std::to_string(getegid());
    if (unshare(CLONE_NEWUSER) != 0) return false;
    std::ofstream("/proc/self/setgroups") << "deny";
    std::ofstream("/proc/self/uid_map") << "0 " + user + " 1";
    std::ofstream("/proc/self/gid_map") << "0 " + group + " 1";
    return geteuid() == 0;
}

bool enter(int kind) { return unshare(kind) == 0 || (become_root() && unshare(kind) == 0); }

}  // namespace

bool enter_network_namespace() {
    return enter(CLONE_NEWNET) && std::system("ip link set lo up") == 0;
}

bool enter_ipc_namespace() { return enter(CLONE_NEWIPC); }

bool may_be_another_user() {
    return std::system("setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null") == 0;
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
