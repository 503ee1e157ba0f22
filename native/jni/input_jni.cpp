// SPDX-License-Identifier: MPL-2.0
// The native methods of org.pixelflux.NativeInput, whose Javadoc is their contract. A handle is the
// address of a shared_ptr to a FrameInput. Java sees to it that no call uses a handle during or
// after close0.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "error.h"
#include "frame_input.h"
#include "input_names.h"
#include "jni_guard.h"
#include "org_pixelflux_NativeInput.h"
#include "pushed_pixels.h"

using pixelflux::guarded;

namespace {

using Handle = std::shared_ptr<pixelflux::FrameInput>;

pixelflux::FrameInput& input(jlong handle) { return **reinterpret_cast<Handle*>(handle); }

// The constants of org.pixelflux.PixelLayout, in their order.
const pixelflux::PushedFormat& format_numbered(jint number) {
    static const pixelflux::PushedFormat formats[] = {
        {4, {0, 1, 2}}, {4, {2, 1, 0}}, {3, {0, 1, 2}}, {3, {2, 1, 0}}};
    return formats[number];
}

void require_copied(JNIEnv* env) {
    if (env->ExceptionCheck())
        throw pixelflux::Error(pixelflux::ErrorCode::kInternal, "the array is too small");
}

// Copies by regions: an array that is held as a critical one would hold up the collector. A row of
// bytes that are no kBgrx lies in `row_` on its way.
class ByteArrayRows final : public pixelflux::PushedRows {
public:
    ByteArrayRows(JNIEnv* env, jbyteArray array, jint offset, jint stride,
                  const pixelflux::PushedFormat& format)
        : env_(env), array_(array), offset_(offset), stride_(stride), format_(format) {}

    void read(int x, int y, int count, std::uint8_t* bgrx) const override {
        const jint at = offset_ + y * stride_ + x * format_.bytes;
        if (format_.bytes == pixelflux::kBytesPerPixel && format_.order == pixelflux::kBgrx) {
            copy(at, count, bgrx);
            return;
        }
        row_.resize(pixelflux::row_bytes(count));
        copy(at, count, row_.data());
        to_bgrx(format_, row_.data(), bgrx, count);
    }

private:
    void copy(jint at, int count, std::uint8_t* to) const {
        env_->GetByteArrayRegion(array_, at, count * format_.bytes, reinterpret_cast<jbyte*>(to));
        require_copied(env_);
    }

    JNIEnv* env_;
    jbyteArray array_;
    jint offset_;
    jint stride_;
    pixelflux::PushedFormat format_;
    mutable std::vector<std::uint8_t> row_;
};

// The machine is little-endian, so the int 0x00RRGGBB is blue, green, red and 0.
class IntArrayRows final : public pixelflux::PushedRows {
public:
    IntArrayRows(JNIEnv* env, jintArray array, jint offset, jint stride)
        : env_(env), array_(array), offset_(offset), stride_(stride) {}

    void read(int x, int y, int count, std::uint8_t* bgrx) const override {
        env_->GetIntArrayRegion(array_, offset_ + y * stride_ + x, count,
                                reinterpret_cast<jint*>(bgrx));
        require_copied(env_);
    }

private:
    JNIEnv* env_;
    jintArray array_;
    jint offset_;
    jint stride_;
};

// Four numbers a rectangle; null: nobody knows.
std::optional<std::vector<pixelflux::Rect>> rectangles(JNIEnv* env, jintArray numbers) {
    if (numbers == nullptr) return {};
    std::vector<jint> read(static_cast<std::size_t>(env->GetArrayLength(numbers)));
    env->GetIntArrayRegion(numbers, 0, static_cast<jsize>(read.size()), read.data());
    std::vector<pixelflux::Rect> rectangles;
    for (std::size_t at = 0; at + 3 < read.size(); at += 4)
        rectangles.push_back({read[at], read[at + 1], read[at + 2], read[at + 3]});
    return rectangles;
}

}  // namespace

jlong Java_org_pixelflux_NativeInput_open0(JNIEnv* env, jclass, jstring name) {
    return guarded(env, jlong{0}, [&] {
        auto opened =
            std::make_unique<Handle>(pixelflux::input_named(pixelflux::to_string(env, name)));
        return reinterpret_cast<jlong>(opened.release());
    });
}

void Java_org_pixelflux_NativeInput_pushArray0(JNIEnv* env, jclass, jlong handle, jbyteArray pixels,
                                               jint offset, jint length, jint layout, jint width,
                                               jint height, jint stride, jintArray changed) {
    guarded(env, [&] {
        const pixelflux::PushedFormat& format = format_numbered(layout);
        pixelflux::require_pixels({width, height}, format, stride, length);
        input(handle).push({width, height}, rectangles(env, changed),
                           ByteArrayRows(env, pixels, offset, stride, format));
    });
}

void Java_org_pixelflux_NativeInput_pushDirect0(JNIEnv* env, jclass, jlong handle, jobject pixels,
                                                jint offset, jint length, jint layout, jint width,
                                                jint height, jint stride, jintArray changed) {
    guarded(env, [&] {
        const pixelflux::PushedFormat& format = format_numbered(layout);
        pixelflux::require_pixels({width, height}, format, stride, length);
        const auto* const address =
            static_cast<const std::uint8_t*>(env->GetDirectBufferAddress(pixels));
        if (address == nullptr) {
            throw pixelflux::Error(pixelflux::ErrorCode::kInternal,
                                   "this JVM does not tell where a direct buffer lies");
        }
        input(handle).push(
            {width, height}, rectangles(env, changed),
            pixelflux::MemoryRows(address + offset, static_cast<std::size_t>(stride), format));
    });
}

void Java_org_pixelflux_NativeInput_pushInts0(JNIEnv* env, jclass, jlong handle, jintArray pixels,
                                              jint offset, jint width, jint height, jint stride,
                                              jintArray changed) {
    guarded(env, [&] {
        pixelflux::require_pixels(
            {width, height}, {}, std::int64_t{stride} * pixelflux::kBytesPerPixel,
            (std::int64_t{env->GetArrayLength(pixels)} - offset) * pixelflux::kBytesPerPixel);
        input(handle).push({width, height}, rectangles(env, changed),
                           IntArrayRows(env, pixels, offset, stride));
    });
}

void Java_org_pixelflux_NativeInput_close0(JNIEnv* env, jclass, jlong handle) {
    guarded(env, [&] { const std::unique_ptr<Handle> closed(reinterpret_cast<Handle*>(handle)); });
}
