// SPDX-License-Identifier: MPL-2.0
#include "jni_guard.h"

#include <cstring>
#include <new>

#include "error.h"

namespace pixelflux {
namespace {

// JNI's own "UTF" differs from UTF-8 beyond the basic plane and for NUL.
constexpr const char* kCharset = "UTF-8";

const char* code_name(ErrorCode code) {
    switch (code) {
        case ErrorCode::kArgument:
            return "ARGUMENT";
        case ErrorCode::kDisplay:
            return "DISPLAY";
        case ErrorCode::kConsent:
            return "CONSENT";
        case ErrorCode::kWindow:
            return "WINDOW";
        case ErrorCode::kCapture:
            return "CAPTURE";
        case ErrorCode::kLibrary:
            return "NATIVE_LIBRARY";
        case ErrorCode::kEncoder:
            return "ENCODER";
        case ErrorCode::kResources:
            return "RESOURCES";
        case ErrorCode::kInternal:
            return "INTERNAL";
    }
    return "INTERNAL";
}

// A copy for Java; null with the Java exception pending. Java's own decoder turns what is not
// UTF-8, such as words of an X server, into U+FFFD.
jstring decoded(JNIEnv* env, const char* text, std::size_t bytes) noexcept {
    const jclass type = env->FindClass("java/lang/String");
    if (type == nullptr) return nullptr;
    const jmethodID make = env->GetMethodID(type, "<init>", "([BLjava/lang/String;)V");
    if (make == nullptr) return nullptr;
    const jstring charset = env->NewStringUTF(kCharset);
    if (charset == nullptr) return nullptr;
    const auto length = static_cast<jsize>(bytes);
    const jbyteArray utf8 = env->NewByteArray(length);
    if (utf8 == nullptr) return nullptr;
    env->SetByteArrayRegion(utf8, 0, length, reinterpret_cast<const jbyte*>(text));
    const jobject string = env->NewObject(type, make, utf8, charset);
    return env->ExceptionCheck() ? nullptr : static_cast<jstring>(string);
}

// Each step leaves its own Java exception pending when it fails, which is then what the caller
// sees. `code` null: the class has a constructor of the message alone.
void raise(JNIEnv* env, const char* class_name, const char* code, const char* text) noexcept {
    const jclass type = env->FindClass(class_name);
    if (type == nullptr) return;
    const jmethodID make = env->GetMethodID(
        type, "<init>",
        code == nullptr ? "(Ljava/lang/String;)V" : "(Ljava/lang/String;Ljava/lang/String;)V");
    if (make == nullptr) return;
    const jstring message = decoded(env, text, std::strlen(text));
    if (message == nullptr) return;
    const jstring code_text = code == nullptr ? nullptr : env->NewStringUTF(code);
    if (env->ExceptionCheck()) return;
    const jobject exception = code == nullptr ? env->NewObject(type, make, message)
                                              : env->NewObject(type, make, code_text, message);
    if (exception != nullptr) env->Throw(static_cast<jthrowable>(exception));
}

void raise_pixelflux(JNIEnv* env, const char* code, const char* text) noexcept {
    raise(env, "org/pixelflux/PixelfluxException", code, text);
}

}  // namespace

void raise_current_exception(JNIEnv* env) noexcept {
    if (env->ExceptionCheck()) return;  // a JNI call failed and said why
    try {
        throw;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::kArgument) {
            raise(env, "java/lang/IllegalArgumentException", nullptr, error.what());
        } else {
            raise_pixelflux(env, code_name(error.code()), error.what());
        }
    } catch (const std::bad_alloc&) {
        raise_pixelflux(env, "RESOURCES", "the system has no more memory for native code");
    } catch (const std::exception& exception) {
        raise_pixelflux(env, "INTERNAL", exception.what());
    } catch (...) {
        raise_pixelflux(env, "INTERNAL", "an exception of unknown type");
    }
}

std::string to_string(JNIEnv* env, jstring text) {
    if (text == nullptr) throw Error(ErrorCode::kInternal, "null instead of a text");
    const jclass type = env->GetObjectClass(text);
    const jmethodID encode = env->GetMethodID(type, "getBytes", "(Ljava/lang/String;)[B");
    const jstring charset = encode == nullptr ? nullptr : env->NewStringUTF(kCharset);
    if (charset == nullptr) throw std::bad_alloc();
    const auto utf8 = static_cast<jbyteArray>(env->CallObjectMethod(text, encode, charset));
    if (env->ExceptionCheck()) throw std::bad_alloc();
    std::string copied(static_cast<std::size_t>(env->GetArrayLength(utf8)), '\0');
    env->GetByteArrayRegion(utf8, 0, static_cast<jsize>(copied.size()),
                            reinterpret_cast<jbyte*>(copied.data()));
    return copied;
}

jstring to_jstring(JNIEnv* env, const std::string& text) {
    return decoded(env, text.data(), text.size());
}

}  // namespace pixelflux
