// SPDX-License-Identifier: MPL-2.0
// The native methods of org.pixelflux.NativeCapture, whose Javadoc is their contract. A handle is
// the address of a CaptureSession. Java sees to it that no call uses a handle during or after
// close0.
#include <chrono>
#include <limits>
#include <new>

#include "capture_session.h"
#include "choose_encoder.h"
#include "error.h"
#include "jni_guard.h"
#include "org_pixelflux_NativeCapture.h"
#include "settings_text.h"
#include "snapshot.h"

using pixelflux::CaptureSession;
using pixelflux::guarded;

namespace {

CaptureSession& session(jlong handle) { return *reinterpret_cast<CaptureSession*>(handle); }

pixelflux::Duration timeout_of(jlong nanos) {
    return nanos < 0 ? pixelflux::Duration::max()
                     : pixelflux::Duration(std::chrono::nanoseconds(nanos));
}

// Copies by regions: an array that is held as a critical one would hold up the collector.
class ArraySink final : public pixelflux::PacketSink {
public:
    ArraySink(JNIEnv* env, jbyteArray array) : env_(env), array_(array) {}

    void write(const std::uint8_t* bytes, std::size_t size) override {
        env_->SetByteArrayRegion(array_, at_, static_cast<jsize>(size),
                                 reinterpret_cast<const jbyte*>(bytes));
        if (env_->ExceptionCheck())
            throw pixelflux::Error(pixelflux::ErrorCode::kInternal, "the array is too small");
        at_ += static_cast<jsize>(size);
    }

private:
    JNIEnv* env_;
    jbyteArray array_;
    jsize at_ = 0;
};

}  // namespace

jlong Java_org_pixelflux_NativeCapture_open0(JNIEnv* env, jclass, jstring settings,
                                             jint processors) {
    return guarded(env, jlong{0}, [&] {
        auto opened = std::make_unique<CaptureSession>(
            pixelflux::parse_settings(pixelflux::to_string(env, settings)), processors);
        return reinterpret_cast<jlong>(opened.release());
    });
}

jint Java_org_pixelflux_NativeCapture_await0(JNIEnv* env, jclass, jlong handle,
                                             jlong timeout_nanos) {
    return guarded(env, jint{0}, [&] {
        const CaptureSession::Result result =
            session(handle).next(nullptr, 0, timeout_of(timeout_nanos));
        if (result.size > static_cast<std::size_t>(std::numeric_limits<jint>::max()))
            throw std::bad_alloc();  // no array holds it
        return static_cast<jint>(result.size);
    });
}

void Java_org_pixelflux_NativeCapture_take0(JNIEnv* env, jclass, jlong handle, jbyteArray packet) {
    guarded(env, [&] {
        ArraySink sink(env, packet);
        session(handle).take(sink);
    });
}

void Java_org_pixelflux_NativeCapture_update0(JNIEnv* env, jclass, jlong handle, jstring settings) {
    guarded(env, [&] {
        session(handle).update(pixelflux::parse_settings(pixelflux::to_string(env, settings)));
    });
}

void Java_org_pixelflux_NativeCapture_requestKeyFrame0(JNIEnv* env, jclass, jlong handle) {
    guarded(env, [&] { session(handle).request_key_frame(); });
}

void Java_org_pixelflux_NativeCapture_requestRefresh0(JNIEnv* env, jclass, jlong handle,
                                                      jlong epoch, jlong since_frame) {
    guarded(env, [&] {
        session(handle).request_refresh(
            {static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(since_frame)});
    });
}

void Java_org_pixelflux_NativeCapture_stop0(JNIEnv* env, jclass, jlong handle) {
    guarded(env, [&] { session(handle).stop(); });
}

void Java_org_pixelflux_NativeCapture_close0(JNIEnv* env, jclass, jlong handle) {
    guarded(env, [&] { const std::unique_ptr<CaptureSession> closed(&session(handle)); });
}

jstring Java_org_pixelflux_NativeCapture_describe0(JNIEnv* env, jclass, jlong handle) {
    return guarded(env, jstring{nullptr}, [&] {
        return pixelflux::to_jstring(env, pixelflux::describe_settings(session(handle).settings()));
    });
}

jstring Java_org_pixelflux_NativeCapture_takeNotices0(JNIEnv* env, jclass, jlong handle) {
    return guarded(env, jstring{nullptr}, [&] {
        std::string lines;
        for (const std::string& notice : session(handle).take_notices()) lines += notice + "\n";
        return pixelflux::to_jstring(env, lines);
    });
}

jintArray Java_org_pixelflux_NativeCapture_snapshot0(JNIEnv* env, jclass, jstring settings) {
    return guarded(env, jintArray{nullptr}, [&] {
        const pixelflux::Snapshot taken = pixelflux::take_snapshot(
            pixelflux::parse_settings(pixelflux::to_string(env, settings)));
        const jint size[] = {taken.size.width, taken.size.height};
        const auto pixels = static_cast<jsize>(taken.rgb.size());
        const jintArray result = env->NewIntArray(2 + pixels);
        if (result == nullptr) throw std::bad_alloc();
        env->SetIntArrayRegion(result, 0, 2, size);
        env->SetIntArrayRegion(result, 2, pixels, taken.rgb.data());
        return result;
    });
}

jlong Java_org_pixelflux_NativeCapture_liveSessions0(JNIEnv* env, jclass) {
    return guarded(env, jlong{0}, [&] { return jlong{pixelflux::LiveSession::count()}; });
}

jstring Java_org_pixelflux_NativeCapture_features0(JNIEnv* env, jclass) {
    return guarded(env, jstring{nullptr}, [&] {
        const bool h264 = pixelflux::has_codec(pixelflux::CaptureMode::kH264);
        return pixelflux::to_jstring(env, std::string("version=" PIXELFLUX_VERSION "\nh264=") +
                                              (h264 ? "true" : "false") + "\n");
    });
}
