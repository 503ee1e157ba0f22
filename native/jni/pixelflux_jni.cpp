// SPDX-License-Identifier: MPL-2.0
// The native methods of org.pixelflux.NativeCapture, whose Javadoc is their contract. A handle is
// the address of a CaptureSession. Java sees to it that no call uses a handle during or after
// close0.
#include <algorithm>
#include <chrono>
#include <limits>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "capture_session.h"
#include "choose_encoder.h"
#include "error.h"
#include "image_file.h"
#include "jni_guard.h"
#include "org_pixelflux_NativeCapture.h"
#include "picture_copy.h"
#include "portal_library.h"
#include "refresh_request.h"
#include "settings_text.h"
#include "snapshot.h"
#include "wayland_library.h"

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

// Copies by regions, as above: many rows make a picture, and a call for each costs little.
class PixelArray final : public pixelflux::PixelSink {
public:
    struct Place {
        jint offset, stride, width, height;
    };

    PixelArray(JNIEnv* env, jintArray pixels, const Place& place)
        : env_(env), pixels_(pixels), place_(place) {}

    bool takes(pixelflux::Size size) override {
        return pixels_ != nullptr && size.width == place_.width && size.height == place_.height;
    }

    // The machine is little-endian, so blue, green, red and 0 are the int 0x00RRGGBB.
    void row(int x, int y, const std::uint8_t* pixels, int count) override {
        env_->SetIntArrayRegion(pixels_, place_.offset + y * place_.stride + x, count,
                                reinterpret_cast<const jint*>(pixels));
        if (env_->ExceptionCheck())
            throw pixelflux::Error(pixelflux::ErrorCode::kInternal, "the array is too small");
    }

private:
    JNIEnv* env_;
    jintArray pixels_;
    Place place_;
};

// Adds areas of four numbers each, which may be any. An area that is cut short is none.
void add_areas(JNIEnv* env, jintArray areas, pixelflux::RefreshRequest& request) {
    constexpr std::size_t kNumbers = 4;
    const std::size_t count =
        std::min(static_cast<std::size_t>(env->GetArrayLength(areas)) / kNumbers,
                 pixelflux::RefreshRequest::kMostAgain);
    std::vector<jint> numbers(count * kNumbers);
    env->GetIntArrayRegion(areas, 0, static_cast<jsize>(numbers.size()), numbers.data());
    for (std::size_t at = 0; at < numbers.size(); at += kNumbers)
        request.add_again(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
}

jlongArray to_java(JNIEnv* env, const std::vector<jlong>& numbers) {
    const auto size = static_cast<jsize>(numbers.size());
    const jlongArray array = env->NewLongArray(size);
    if (array == nullptr) throw std::bad_alloc();
    env->SetLongArrayRegion(array, 0, size, numbers.data());
    return array;
}

jbyteArray file_of(JNIEnv* env, const pixelflux::OwnPicture& picture,
                   const pixelflux::ImageWish& wish) {
    jbyteArray file = nullptr;
    pixelflux::encode_image(picture, wish, [&](const std::uint8_t* bytes, std::size_t size) {
        if (size > static_cast<std::size_t>(std::numeric_limits<jsize>::max()))
            throw std::bad_alloc();  // no array holds it
        file = env->NewByteArray(static_cast<jsize>(size));
        if (file == nullptr) throw std::bad_alloc();
        env->SetByteArrayRegion(file, 0, static_cast<jsize>(size),
                                reinterpret_cast<const jbyte*>(bytes));
    });
    return file;
}

// A program's image may have any size, but encoders count on one that a capture can have.
void require_picture_size(pixelflux::Size size) {
    if (size.width <= pixelflux::kLargestSide && size.height <= pixelflux::kLargestSide) return;
    throw pixelflux::Error(pixelflux::ErrorCode::kArgument,
                           "image: its size is " + std::to_string(size.width) + "x" +
                               std::to_string(size.height) + ", allowed up to " +
                               std::to_string(pixelflux::kLargestSide) + " pixels a side");
}

}  // namespace

jlong Java_org_pixelflux_NativeCapture_open0(JNIEnv* env, jclass, jstring settings,
                                             jint processors) {
    return guarded(env, jlong{0}, [&] {
        auto opened = std::make_unique<CaptureSession>(
            pixelflux::parse_settings(pixelflux::to_string(env, settings)), processors);
        return reinterpret_cast<jlong>(opened.release());
    });
}

jlong Java_org_pixelflux_NativeCapture_openChanges0(JNIEnv* env, jclass, jstring settings) {
    return guarded(env, jlong{0}, [&] {
        auto opened = std::make_unique<CaptureSession>(
            pixelflux::parse_settings(pixelflux::to_string(env, settings)), 1,
            pixelflux::FrameContent::kChanges);
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
                                                      jlong epoch, jlong since_frame,
                                                      jlong most_bytes, jintArray again) {
    guarded(env, [&] {
        pixelflux::RefreshRequest request;
        if (epoch >= 0)
            request.reader = pixelflux::WholeAsOf{static_cast<std::uint64_t>(epoch),
                                                  static_cast<std::uint64_t>(since_frame)};
        request.most_bytes = most_bytes;
        add_areas(env, again, request);
        session(handle).request_refresh(request);
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

jstring Java_org_pixelflux_NativeCapture_describeSource0(JNIEnv* env, jclass, jlong handle) {
    return guarded(env, jstring{nullptr}, [&] {
        const pixelflux::SessionDescription now = session(handle).describe();
        // A window's title, as part of the place, may have an end of line, so the place stands
        // last.
        return pixelflux::to_jstring(env, std::to_string(now.threads) + "\n" + now.source.reading +
                                              "\n" + now.source.changes + "\n" + now.source.place);
    });
}

jstring Java_org_pixelflux_NativeCapture_takeNotices0(JNIEnv* env, jclass, jlong handle) {
    return guarded(env, jstring{nullptr}, [&] {
        std::string lines;
        for (const std::string& notice : session(handle).take_notices()) lines += notice + "\n";
        return pixelflux::to_jstring(env, lines);
    });
}

jintArray Java_org_pixelflux_NativeCapture_snapshot0(JNIEnv* env, jclass, jstring settings,
                                                     jlongArray seen) {
    return guarded(env, jintArray{nullptr}, [&] {
        const pixelflux::Snapshot taken = pixelflux::take_snapshot(
            pixelflux::parse_settings(pixelflux::to_string(env, settings)));
        const jlong numbers[] = {taken.size.width, taken.size.height,
                                 static_cast<jlong>(taken.epoch), taken.capture_nanos};
        env->SetLongArrayRegion(seen, 0, 4, numbers);
        const auto pixels = static_cast<jsize>(taken.rgb.size());
        const jintArray result = env->NewIntArray(pixels);
        if (result == nullptr) throw std::bad_alloc();
        env->SetIntArrayRegion(result, 0, pixels, taken.rgb.data());
        return result;
    });
}

jlongArray Java_org_pixelflux_NativeCapture_picture0(JNIEnv* env, jclass, jlong handle, jlong since,
                                                     jboolean all, jintArray pixels, jint offset,
                                                     jint stride, jint width, jint height) {
    return guarded(env, jlongArray{nullptr}, [&] {
        PixelArray sink(env, pixels, {offset, stride, width, height});
        const std::optional<pixelflux::ReadPicture> read =
            session(handle).picture().read(static_cast<std::uint64_t>(since), all != 0, sink);
        if (!read) return jlongArray{nullptr};
        std::vector<jlong> numbers = {static_cast<jlong>(read->version),
                                      static_cast<jlong>(read->frame_id),
                                      read->capture_nanos,
                                      read->size.width,
                                      read->size.height,
                                      read->copied ? 1 : 0,
                                      static_cast<jlong>(read->epoch)};
        for (const pixelflux::Rect& area : read->changed)
            numbers.insert(numbers.end(), {area.x, area.y, area.width, area.height});
        return to_java(env, numbers);
    });
}

jlongArray Java_org_pixelflux_NativeCapture_contentHash0(JNIEnv* env, jclass, jlong handle) {
    return guarded(env, jlongArray{nullptr}, [&] {
        const std::optional<std::uint64_t> hash = session(handle).picture().content_hash();
        return hash ? to_java(env, {static_cast<jlong>(*hash)}) : jlongArray{nullptr};
    });
}

jbyteArray Java_org_pixelflux_NativeCapture_encodeImage0(JNIEnv* env, jclass, jintArray pixels,
                                                         jint offset, jint stride, jint width,
                                                         jint height, jint format,
                                                         jint jpeg_quality,
                                                         jboolean jpeg_full_color) {
    return guarded(env, jbyteArray{nullptr}, [&] {
        require_picture_size({width, height});
        pixelflux::OwnPicture picture({width, height});
        std::vector<jint> row(static_cast<std::size_t>(width));
        for (jint y = 0; y < height; ++y) {
            env->GetIntArrayRegion(pixels, offset + y * stride, width, row.data());
            if (env->ExceptionCheck())
                throw pixelflux::Error(pixelflux::ErrorCode::kInternal, "the array is too small");
            picture.set_row(0, y, reinterpret_cast<const std::uint8_t*>(row.data()), width);
        }
        return file_of(
            env, picture,
            {static_cast<pixelflux::ImageFormat>(format), jpeg_quality, jpeg_full_color != 0});
    });
}

jbyteArray Java_org_pixelflux_NativeCapture_encodePicture0(JNIEnv* env, jclass, jlong handle,
                                                           jint format, jint jpeg_quality,
                                                           jboolean jpeg_full_color,
                                                           jdouble scale) {
    return guarded(env, jbyteArray{nullptr}, [&] {
        const std::optional<pixelflux::OwnPicture> picture =
            pixelflux::copy_of(session(handle).picture(), scale);
        if (!picture) return jbyteArray{nullptr};
        return file_of(
            env, *picture,
            {static_cast<pixelflux::ImageFormat>(format), jpeg_quality, jpeg_full_color != 0});
    });
}

jintArray Java_org_pixelflux_NativeCapture_scaledPicture0(JNIEnv* env, jclass, jlong handle,
                                                          jdouble scale, jintArray size) {
    return guarded(env, jintArray{nullptr}, [&] {
        const std::optional<pixelflux::OwnPicture> picture =
            pixelflux::copy_of(session(handle).picture(), scale);
        if (!picture) return jintArray{nullptr};
        const jint sides[] = {picture->size().width, picture->size().height};
        env->SetIntArrayRegion(size, 0, 2, sides);
        const jsize pixels = sides[0] * sides[1];
        const jintArray array = env->NewIntArray(pixels);
        if (array == nullptr) throw std::bad_alloc();
        env->SetIntArrayRegion(array, 0, pixels,
                               reinterpret_cast<const jint*>(picture->pixels().data));
        return array;
    });
}

void Java_org_pixelflux_NativeCapture_offerWayland0(JNIEnv* env, jclass, jstring path) {
    guarded(env, [&] { pixelflux::offer_wayland_library(pixelflux::to_string(env, path)); });
}

void Java_org_pixelflux_NativeCapture_offerPortal0(JNIEnv* env, jclass, jstring path) {
    guarded(env, [&] { pixelflux::offer_portal_library(pixelflux::to_string(env, path)); });
}

// The class loader that had this library is gone.
JNIEXPORT void JNI_OnUnload(JavaVM*, void*) {
    pixelflux::withdraw_wayland_library();
    pixelflux::withdraw_portal_library();
}

jlong Java_org_pixelflux_NativeCapture_liveSessions0(JNIEnv* env, jclass) {
    return guarded(env, jlong{0}, [&] { return jlong{pixelflux::LiveSession::count()}; });
}

jstring Java_org_pixelflux_NativeCapture_features0(JNIEnv* env, jclass) {
    return guarded(env, jstring{nullptr}, [&] {
        std::string lines =
            "version=" PIXELFLUX_VERSION "\njpegLibrary=libjpeg-turbo " PIXELFLUX_TURBOJPEG_VERSION
            "\npngLibrary=libdeflate " PIXELFLUX_DEFLATE_VERSION "\n";
        for (const pixelflux::H264Library& library : pixelflux::h264_libraries()) {
            lines += "h264Encoder." + std::string(library.word) + "=" +
                     std::string(library.stripes().traits.library) + "\n";
        }
        return pixelflux::to_jstring(env, lines);
    });
}
