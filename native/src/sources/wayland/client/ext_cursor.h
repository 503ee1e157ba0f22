// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "compositor.h"
#include "monotonic_time.h"
#include "proxies.h"
#include "shared_buffer.h"

namespace pixelflux {

// The pointer on an output, by a cursor session of ext_image_copy_capture_manager_v1: where it is
// comes as it moves, its look is copied whenever it changes. What is given to it must outlive it.
class ExtCursor {
public:
    // Throws std::bad_alloc.
    ExtCursor(ext_image_copy_capture_manager_v1* copies, ext_image_capture_source_v1* source,
              wl_pointer* pointer, wl_shm* memory);
    ExtCursor(const ExtCursor&) = delete;
    ExtCursor& operator=(const ExtCursor&) = delete;

    const ToldCursor& told() const { return told_; }

private:
    static const ext_image_copy_capture_cursor_session_v1_listener kCursorListener;
    static const ext_image_copy_capture_session_v1_listener kSessionListener;
    static const ext_image_copy_capture_frame_v1_listener kFrameListener;

    void tell();
    void ask();
    void ask_again();
    void take();
    void make_buffer();
    template <typename Body>
    void carefully(Body&& body) noexcept;

    wl_shm* shm_;
    Owned<ext_image_copy_capture_cursor_session_v1> cursor_;
    Owned<ext_image_copy_capture_session_v1> session_;
    Owned<ext_image_copy_capture_frame_v1> frame_;
    std::optional<SharedBuffer> memory_;
    Owned<wl_buffer> buffer_;
    std::uint32_t width_ = 0;  // as the session wants it next
    std::uint32_t height_ = 0;
    bool has_alpha_ = false;  // it takes the one format that is asked for
    Size size_;               // of the buffer
    bool inside_ = false;
    int x_ = 0;
    int y_ = 0;
    int next_hotspot_x_ = 0;  // counts with the next copy
    int next_hotspot_y_ = 0;
    bool lacks_look_ = false;  // a copy failed, and no other one was asked for
    TimePoint asked_again_{};
    std::shared_ptr<const CursorShape> shape_;
    ToldCursor told_;
};

}  // namespace pixelflux
