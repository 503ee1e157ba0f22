// SPDX-License-Identifier: MPL-2.0
#include "ext_cursor.h"

#include <cstring>
#include <new>
#include <utility>

#include "shm_buffer.h"

namespace pixelflux {
namespace {

// No pointer is larger; a compositor that says so gets none shown.
constexpr std::uint32_t kLongestSide = 1024;

// A copy that failed is not asked for again sooner than this.
constexpr Duration kPatience = std::chrono::seconds(1);

}  // namespace

const ext_image_copy_capture_cursor_session_v1_listener ExtCursor::kCursorListener = {
    /* enter */
    [](void* self, ext_image_copy_capture_cursor_session_v1*) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        cursor.inside_ = true;
        cursor.ask_again();
        cursor.tell();
    },
    /* leave */
    [](void* self, ext_image_copy_capture_cursor_session_v1*) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        cursor.inside_ = false;
        cursor.tell();
    },
    /* position */
    [](void* self, ext_image_copy_capture_cursor_session_v1*, std::int32_t x, std::int32_t y) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        cursor.x_ = within_reach(x);
        cursor.y_ = within_reach(y);
        cursor.ask_again();
        cursor.tell();
    },
    /* hotspot */
    [](void* self, ext_image_copy_capture_cursor_session_v1*, std::int32_t x, std::int32_t y) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        cursor.next_hotspot_x_ = within_reach(x);
        cursor.next_hotspot_y_ = within_reach(y);
    },
};

const ext_image_copy_capture_session_v1_listener ExtCursor::kSessionListener = {
    /* buffer_size */
    [](void* self, ext_image_copy_capture_session_v1*, std::uint32_t width, std::uint32_t height) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        cursor.width_ = width;
        cursor.height_ = height;
    },
    /* shm_format */
    [](void* self, ext_image_copy_capture_session_v1*, std::uint32_t format) {
        if (format == WL_SHM_FORMAT_ARGB8888) static_cast<ExtCursor*>(self)->has_alpha_ = true;
    },
    /* dmabuf_device */ [](void*, ext_image_copy_capture_session_v1*, wl_array*) {},
    /* dmabuf_format */
    [](void*, ext_image_copy_capture_session_v1*, std::uint32_t, wl_array*) {},
    /* done */
    [](void* self, ext_image_copy_capture_session_v1*) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        // A copy that is under way fails if the size is another one, and is asked for anew then.
        if (cursor.frame_ == nullptr) cursor.carefully([&] { cursor.ask(); });
    },
    /* stopped */
    [](void* self, ext_image_copy_capture_session_v1*) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        cursor.frame_.reset();
        cursor.lacks_look_ = false;
        cursor.inside_ = false;
        cursor.tell();
    },
};

const ext_image_copy_capture_frame_v1_listener ExtCursor::kFrameListener = {
    /* transform */ [](void*, ext_image_copy_capture_frame_v1*, std::uint32_t) {},
    /* damage */
    [](void*, ext_image_copy_capture_frame_v1*, std::int32_t, std::int32_t, std::int32_t,
       std::int32_t) {},
    /* presentation_time */
    [](void*, ext_image_copy_capture_frame_v1*, std::uint32_t, std::uint32_t, std::uint32_t) {},
    /* ready */
    [](void* self, ext_image_copy_capture_frame_v1*) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        cursor.carefully([&] {
            cursor.take();
            cursor.ask();
        });
    },
    /* failed */
    [](void* self, ext_image_copy_capture_frame_v1*, std::uint32_t reason) {
        auto& cursor = *static_cast<ExtCursor*>(self);
        cursor.frame_.reset();
        // Of an unknown failure nobody knows when it ends: the look stays as it is for a while.
        if (reason == EXT_IMAGE_COPY_CAPTURE_FRAME_V1_FAILURE_REASON_BUFFER_CONSTRAINTS) {
            cursor.carefully([&] { cursor.ask(); });
        } else {
            cursor.lacks_look_ = reason == EXT_IMAGE_COPY_CAPTURE_FRAME_V1_FAILURE_REASON_UNKNOWN;
        }
    },
};

ExtCursor::ExtCursor(ext_image_copy_capture_manager_v1* copies, ext_image_capture_source_v1* source,
                     wl_pointer* pointer, wl_shm* memory)
    : shm_(memory),
      cursor_(ext_image_copy_capture_manager_v1_create_pointer_cursor_session(copies, source,
                                                                              pointer)) {
    if (cursor_ == nullptr) throw std::bad_alloc();
    ext_image_copy_capture_cursor_session_v1_add_listener(cursor_.get(), &kCursorListener, this);
    session_.reset(ext_image_copy_capture_cursor_session_v1_get_capture_session(cursor_.get()));
    if (session_ == nullptr) throw std::bad_alloc();
    ext_image_copy_capture_session_v1_add_listener(session_.get(), &kSessionListener, this);
}

// A place without a look, and a look outside of the output, are no cursor.
void ExtCursor::tell() {
    const Cursor now = inside_ ? Cursor{shape_, x_, y_} : Cursor{};
    if (now == told_.cursor) return;
    told_.cursor = now;
    ++told_.changes;
}

void ExtCursor::make_buffer() {
    const Size wanted = {static_cast<int>(width_), static_cast<int>(height_)};
    if (buffer_ != nullptr && size_ == wanted) return;
    buffer_.reset();
    memory_.reset();
    memory_.emplace(picture_bytes(wanted));
    size_ = wanted;
    buffer_ = make_buffer_of(
        shm_, memory_->descriptor(),
        {WL_SHM_FORMAT_ARGB8888, width_, height_, width_ * std::uint32_t{kBytesPerPixel}});
}

// When the pointer moves: while it lies still, nobody needs to know its look anew.
void ExtCursor::ask_again() {
    if (!lacks_look_ || frame_ != nullptr || Clock::now() - asked_again_ < kPatience) return;
    asked_again_ = Clock::now();
    carefully([&] { ask(); });
}

void ExtCursor::ask() {
    frame_.reset();
    lacks_look_ = false;
    const bool shown = has_alpha_ && width_ > 0 && height_ > 0 && width_ <= kLongestSide &&
                       height_ <= kLongestSide;
    if (!shown) {
        shape_.reset();
        tell();
        return;
    }
    make_buffer();
    frame_.reset(ext_image_copy_capture_session_v1_create_frame(session_.get()));
    if (frame_ == nullptr) throw std::bad_alloc();
    ext_image_copy_capture_frame_v1_add_listener(frame_.get(), &kFrameListener, this);
    ext_image_copy_capture_frame_v1_attach_buffer(frame_.get(), buffer_.get());
    ext_image_copy_capture_frame_v1_damage_buffer(frame_.get(), 0, 0, size_.width, size_.height);
    ext_image_copy_capture_frame_v1_capture(frame_.get());
}

void ExtCursor::take() {
    auto image = std::make_shared<OverlayImage>();
    image->size = size_;
    image->pixels.assign(memory_->data(), memory_->data() + picture_bytes(size_));
    auto shape = std::make_shared<CursorShape>();
    shape->image = std::move(image);
    shape->hotspot_x = next_hotspot_x_;
    shape->hotspot_y = next_hotspot_y_;
    if (shape_ == nullptr || !same_look(*shape_, *shape)) shape_ = std::move(shape);
    tell();
}

// Without memory, or a descriptor, the look stays as it is for a while.
template <typename Body>
void ExtCursor::carefully(Body&& body) noexcept {
    try {
        std::forward<Body>(body)();
    } catch (...) {
        frame_.reset();
        lacks_look_ = true;
    }
}

}  // namespace pixelflux
