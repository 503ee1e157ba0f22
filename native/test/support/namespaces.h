// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

// Namespaces for the calling thread, and for everything that it starts from then on; it cannot
// leave them. Root may make them, and other users if the system lets them be root of a namespace of
// their own; in a container often nobody may.

namespace pixelflux {

// A network with nothing in it but this machine itself.
bool enter_network_namespace();

// One in which numbers of System V's shared memory begin anew, and mean nothing elsewhere.
bool enter_ipc_namespace();

// `text` in place of what the file has; nobody else sees it.
bool replace_file(const std::string& path, const std::string& text);

// Whether processes can be started as another user: by root, not by the root of a namespace.
bool may_be_another_user();

constexpr const char* kNoNetwork = "NOT TESTED: this user may make no network of its own";
constexpr const char* kNoIpc = "NOT TESTED: this user may make no IPC namespace";

}  // namespace pixelflux
