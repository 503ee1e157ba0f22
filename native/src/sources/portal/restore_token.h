// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "error.h"

namespace pixelflux {

// A token with which the portal grants again what the user has granted once. Who has it can see the
// screen: it is kept in a file that nobody else can read, and said nowhere.

// What the file has; empty: there is no such file, or nothing in it. Throws Error(kArgument),
// naming the option restoreTokenFile, when it cannot be read or is longer than any token.
std::string read_restore_token(const std::string& path);

// The error to throw when the bus does not allow what the file has.
Error wrong_restore_token(const std::string& path);

// Writes it, and nothing less, to a file that its owner alone can read. Throws Error(kCapture),
// naming the option.
void write_restore_token(const std::string& path, const std::string& token);

}  // namespace pixelflux
