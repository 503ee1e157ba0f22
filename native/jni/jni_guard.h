// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <exception>
#include <string>
#include <utility>

#include <jni.h>

namespace pixelflux {

// Raises the Java exception that stands for the C++ one being handled: Error becomes
// org.pixelflux.PixelfluxException or, for kArgument, IllegalArgumentException; std::bad_alloc
// becomes a PixelfluxException RESOURCES; all else one that is INTERNAL. Call it only within a
// catch block.
void raise_current_exception(JNIEnv* env) noexcept;

// Runs the body of a native function so that no C++ exception leaves it. Every function of the glue
// goes through here, and nothing else in the glue catches. On failure the Java exception is pending
// and `fallback` is returned.
template <typename Value, typename Body>
Value guarded(JNIEnv* env, Value fallback, Body&& body) noexcept {
    try {
        return std::forward<Body>(body)();
    } catch (...) {
        raise_current_exception(env);
        return fallback;
    }
}

template <typename Body>
void guarded(JNIEnv* env, Body&& body) noexcept {
    guarded(env, 0, [&] {
        std::forward<Body>(body)();
        return 0;
    });
}

// Text crosses as UTF-8, which is what files and X servers are named in, whatever the JVM's locale.
// Each throws, or returns null, with a Java exception pending when memory runs out.
std::string to_string(JNIEnv* env, jstring text);
jstring to_jstring(JNIEnv* env, const std::string& text);

}  // namespace pixelflux
