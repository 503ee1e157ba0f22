// SPDX-License-Identifier: MPL-2.0
#include "ext_image_copy.h"

#include <new>

namespace pixelflux {
namespace {

using Phase = ScreenCopy::Phase;

constexpr std::size_t kMostFormats = 64;

}  // namespace

const ext_image_copy_capture_session_v1_listener ExtImageCopy::kSessionListener = {
    /* buffer_size */
    [](void* self, ext_image_copy_capture_session_v1*, std::uint32_t width, std::uint32_t height) {
        auto& copier = *static_cast<ExtImageCopy*>(self);
        copier.begin_telling();
        copier.width_ = width;
        copier.height_ = height;
    },
    /* shm_format */
    [](void* self, ext_image_copy_capture_session_v1*, std::uint32_t format) {
        auto& copier = *static_cast<ExtImageCopy*>(self);
        copier.begin_telling();
        if (copier.formats_.size() >= kMostFormats) return;
        try {
            copier.formats_.push_back(format);
        } catch (const std::bad_alloc&) {
            copier.copy_.phase = Phase::kFailed;
        }
    },
    /* dmabuf_device */ [](void*, ext_image_copy_capture_session_v1*, wl_array*) {},
    /* dmabuf_format */
    [](void*, ext_image_copy_capture_session_v1*, std::uint32_t, wl_array*) {},
    /* done */
    [](void* self, ext_image_copy_capture_session_v1*) {
        static_cast<ExtImageCopy*>(self)->take_constraints();
    },
    /* stopped */
    [](void* self, ext_image_copy_capture_session_v1*) {
        auto& copier = *static_cast<ExtImageCopy*>(self);
        copier.stopped_ = true;
        if (copier.copy_.phase != Phase::kNone) copier.copy_.phase = Phase::kStopped;
    },
};

// An answer out of turn, which only a broken compositor gives, changes nothing.
const ext_image_copy_capture_frame_v1_listener ExtImageCopy::kFrameListener = {
    /* transform */
    [](void* self, ext_image_copy_capture_frame_v1*, std::uint32_t transform) {
        static_cast<ExtImageCopy*>(self)->copy_.transform = static_cast<int>(transform);
    },
    /* damage */
    [](void* self, ext_image_copy_capture_frame_v1*, std::int32_t x, std::int32_t y,
       std::int32_t width, std::int32_t height) {
        static_cast<ExtImageCopy*>(self)->add_damage({x, y, width, height});
    },
    /* presentation_time */
    [](void*, ext_image_copy_capture_frame_v1*, std::uint32_t, std::uint32_t, std::uint32_t) {},
    /* ready */
    [](void* self, ext_image_copy_capture_frame_v1*) {
        auto& copier = *static_cast<ExtImageCopy*>(self);
        if (copier.copy_.phase == Phase::kCopying) copier.copy_.phase = Phase::kReady;
    },
    /* failed */
    [](void* self, ext_image_copy_capture_frame_v1*, std::uint32_t reason) {
        auto& copier = *static_cast<ExtImageCopy*>(self);
        if (copier.copy_.phase == Phase::kReady) return;
        copier.copy_.phase = reason == EXT_IMAGE_COPY_CAPTURE_FRAME_V1_FAILURE_REASON_STOPPED
                                 ? Phase::kStopped
                                 : Phase::kFailed;
    },
};

void ExtImageCopy::begin_telling() {
    if (telling_) return;
    telling_ = true;
    formats_.clear();
}

void ExtImageCopy::take_constraints() {
    telling_ = false;
    told_ = true;
    copy_.needs.clear();
    for (const std::uint32_t format : formats_) add_need({format, width_, height_, 0});
    if (copy_.phase == Phase::kAsked) copy_.phase = Phase::kWants;
}

void ExtImageCopy::ask(const OutputProxy& output, bool paint_cursor, bool at_once) {
    frame_.reset();
    begin(Phase::kAsked);
    copy_.transform = 0;
    const bool usable = session_ != nullptr && !stopped_ && paints_cursor_ == paint_cursor;
    if (!usable || (at_once && !unused_)) open_session(output, paint_cursor);
    if (told_) copy_.phase = Phase::kWants;
}

void ExtImageCopy::open_session(const OutputProxy& output, bool paint_cursor) {
    session_.reset();
    source_.reset(
        ext_output_image_capture_source_manager_v1_create_source(sources_.get(), output.get()));
    if (source_ == nullptr) throw std::bad_alloc();
    session_.reset(ext_image_copy_capture_manager_v1_create_session(
        copies_.get(), source_.get(),
        paint_cursor ? EXT_IMAGE_COPY_CAPTURE_MANAGER_V1_OPTIONS_PAINT_CURSORS : 0));
    if (session_ == nullptr) throw std::bad_alloc();
    ext_image_copy_capture_session_v1_add_listener(session_.get(), &kSessionListener, this);
    paints_cursor_ = paint_cursor;
    unused_ = true;
    stopped_ = false;
    told_ = false;
    telling_ = false;
}

void ExtImageCopy::fill(wl_buffer* buffer, const std::vector<Rect>& stale) {
    frame_.reset(ext_image_copy_capture_session_v1_create_frame(session_.get()));
    if (frame_ == nullptr) throw std::bad_alloc();
    ext_image_copy_capture_frame_v1_add_listener(frame_.get(), &kFrameListener, this);
    ext_image_copy_capture_frame_v1_attach_buffer(frame_.get(), buffer);
    for (const Rect& part : stale)
        ext_image_copy_capture_frame_v1_damage_buffer(frame_.get(), part.x, part.y, part.width,
                                                      part.height);
    ext_image_copy_capture_frame_v1_capture(frame_.get());
    copy_.phase = Phase::kCopying;
    unused_ = false;
}

void ExtImageCopy::watch_cursor(const OutputProxy* output, wl_pointer* pointer, wl_shm* memory) {
    if (cursor_ != nullptr) {
        last_cursor_.changes += cursor_->told().changes + 1;
        cursor_.reset();
    }
    if (output == nullptr || pointer == nullptr) return;
    cursor_source_.reset(
        ext_output_image_capture_source_manager_v1_create_source(sources_.get(), output->get()));
    if (cursor_source_ == nullptr) throw std::bad_alloc();
    cursor_ = std::make_unique<ExtCursor>(copies_.get(), cursor_source_.get(), pointer, memory);
}

const ToldCursor& ExtImageCopy::cursor() const noexcept {
    return cursor_ == nullptr ? last_cursor_ : cursor_->told();
}

void ExtImageCopy::forget() {
    frame_.reset();
    begin(Phase::kNone);
}

}  // namespace pixelflux
