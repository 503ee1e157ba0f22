// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace pixelflux {

// Starts a thread that takes no signals. Throws Error(kResources), naming the thread and the limits
// to look at, if the system has none for it. `name` has at most 15 letters.
std::thread start_thread(const std::string& name, std::function<void()> body);

}  // namespace pixelflux
