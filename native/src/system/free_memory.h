// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace pixelflux {

// Returns memory that was freed to the system. An encoder holds megabytes in blocks of many sizes;
// glibc keeps what lies between others for the thread that may want it next, and in a process that
// opens and closes captures for weeks that adds up to more than what is in use
// (docs/results/soak). Takes milliseconds, so at most one call a second does anything. Any thread.
void return_free_memory() noexcept;

}  // namespace pixelflux
