// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <mutex>
#include <stdexcept>
#include <string>

#include "socket.h"

namespace pixelflux {

// A library of ours that is loaded when it is first needed, since it needs libraries that not every
// system has. Any thread.
class OfferedLibrary {
public:
    // `entry`: the function that it shows.
    explicit OfferedLibrary(const char* entry) : entry_(entry) {}

    // Says where it is. The file may be deleted afterwards: a descriptor is kept.
    void offer(const std::string& path);

    // It cannot be loaded; what() has the linker's own words, which name what is missing.
    struct Missing : std::runtime_error {
        using std::runtime_error::runtime_error;
    };

    // Loads it, the first time, and returns the address of the function. It stays for the process's
    // life, and so does its descriptor: the linker knows a library by its path, and takes another
    // one that has the same number for this one. Throws Missing.
    void* entry();

    // Closes the file, if the library was not loaded. Nobody needs it any more.
    void withdraw();

private:
    const char* entry_;
    std::mutex mutex_;
    Socket file_;  // any descriptor
    std::string trouble_ = "nobody said where it is";
    void* loaded_ = nullptr;
};

}  // namespace pixelflux
