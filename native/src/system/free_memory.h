// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace pixelflux {

// Returns freed memory to the system. An encoder holds megabytes in blocks of many sizes. glibc
// keeps freed blocks that lie between others for the thread that may want them next; in a process
// that opens and closes captures for weeks they add up to more than what is in use
// (docs/decisions/trim-after-encoders.md). Takes milliseconds, so at most one call a second does
// anything. Any thread.
void return_free_memory() noexcept;

}  // namespace pixelflux
