// SPDX-License-Identifier: MPL-2.0
#include "jni_guard.h"

#include <memory>
#include <new>

#include "error.h"

namespace pixelflux {
namespace {

const char* code_name(ErrorCode code) {
    switch (code) {
        case ErrorCode::kArgument:
            return "ARGUMENT";
        case ErrorCode::kDisplay:
            return "DISPLAY";
        case ErrorCode::kCapture:
            return "CAPTURE";
        case ErrorCode::kEncoder:
            return "ENCODER";
        case ErrorCode::kInternal:
            return "INTERNAL";
    }
    return "INTERNAL";
}

void raise(JNIEnv* env, const char* class_name, const char* text) noexcept {
    const jclass type = env->FindClass(class_name);
    if (type != nullptr) env->ThrowNew(type, text);
}

// Each step leaves its own Java exception pending when it fails, which is then what the caller
// sees.
void raise_pixelflux(JNIEnv* env, const char* code, const char* text) noexcept {
    const jclass type = env->FindClass("org/pixelflux/PixelfluxException");
    if (type == nullptr) return;
    const jmethodID make =
        env->GetMethodID(type, "<init>", "(Ljava/lang/String;Ljava/lang/String;)V");
    if (make == nullptr) return;
    const jstring code_text = env->NewStringUTF(code);
    if (code_text == nullptr) return;
    const jstring message = env->NewStringUTF(text);
    if (message == nullptr) return;
    const jobject exception = env->NewObject(type, make, code_text, message);
    if (exception != nullptr) env->Throw(static_cast<jthrowable>(exception));
}

}  // namespace

void raise_current_exception(JNIEnv* env) noexcept {
    if (env->ExceptionCheck()) return;  // a JNI call failed and said why
    try {
        throw;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::kArgument) {
            raise(env, "java/lang/IllegalArgumentException", error.what());
        } else {
            raise_pixelflux(env, code_name(error.code()), error.what());
        }
    } catch (const std::bad_alloc&) {
        raise_pixelflux(env, "MEMORY", "the system has no more memory for native code");
    } catch (const std::exception& exception) {
        raise_pixelflux(env, "INTERNAL", exception.what());
    } catch (...) {
        raise_pixelflux(env, "INTERNAL", "an exception of unknown type");
    }
}

std::string to_string(JNIEnv* env, jstring text) {
    if (text == nullptr) throw Error(ErrorCode::kInternal, "null instead of a text");
    const auto release = [&](const char* characters) {
        env->ReleaseStringUTFChars(text, characters);
    };
    const std::unique_ptr<const char, decltype(release)> characters(
        env->GetStringUTFChars(text, nullptr), release);
    if (characters == nullptr) throw std::bad_alloc();
    return characters.get();
}

jstring to_jstring(JNIEnv* env, const std::string& text) { return env->NewStringUTF(text.c_str()); }

}  // namespace pixelflux
