// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace pixelflux {

// What kind of failure an Error reports. Java's exception has a code of the same name, except for
// kArgument, which becomes an IllegalArgumentException.
enum class ErrorCode {
    kArgument,  // the caller's mistake: an unknown option, a value out of range, a region outside
                // the source
    kDisplay,   // the display is missing, refused, lost or changed its shape; trying again may help
    kConsent,   // whoever decides it does not let the screen be captured, does not answer, or has
                // done so in vain and would be asked again
    kWindow,    // the window that was to be captured is not there, or not shown; it may come
    kCapture,   // the display is there but its pixels cannot be read
    kLibrary,   // a library that the source needs is missing on this system
    kEncoder,   // an encoder refused its settings or failed
    kResources,  // the system has no more threads or descriptors; std::bad_alloc: no more memory
    kInternal,   // a mistake of this library
};

// Besides std::bad_alloc the only exception that this library throws on purpose. The text says what
// was tried, with which value, what the system answered and, if somebody can do something, what to
// do.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& text) : std::runtime_error(text), code_(code) {}
    ErrorCode code() const { return code_; }

private:
    ErrorCode code_;
};

}  // namespace pixelflux
