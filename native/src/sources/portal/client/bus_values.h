// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include <dbus/dbus.h>

#include "bus_message.h"

namespace pixelflux {

// Whether D-Bus allows this value in a call: text that is UTF-8 and has no NUL, paths that are
// ones.
bool is_allowed(const BusValue& value);

// What of a call D-Bus does not allow, such as a path that is none; empty: nothing.
std::string wrong_in(const BusCall& call);

// Appends values of a call in which nothing is wrong. Throws std::bad_alloc.
void write_values(const std::vector<BusValue>& values, DBusMessage* message);

// The values of a message, and the descriptors that came with it.
void read_values(DBusMessage* message, std::vector<BusValue>& values, std::vector<Socket>& files);

}  // namespace pixelflux
