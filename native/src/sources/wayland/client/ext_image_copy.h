// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "ext_cursor.h"
#include "output_copier.h"
#include "proxies.h"

namespace pixelflux {

// ext_image_copy_capture_manager_v1: a session for an output, which says what buffers it wants and
// again when that changes, and an object for each copy. A session's first copy comes at once, each
// further one when something has changed.
class ExtImageCopy final : public OutputCopier {
public:
    static constexpr std::uint32_t kVersion = 1;

    ExtImageCopy(Owned<ext_image_copy_capture_manager_v1> copies,
                 Owned<ext_output_image_capture_source_manager_v1> sources)
        : copies_(std::move(copies)), sources_(std::move(sources)) {}

    const char* protocol() const noexcept override { return "ext_image_copy_capture_manager_v1"; }
    void ask(const OutputProxy& output, bool paint_cursor, bool at_once) override;
    void fill(wl_buffer* buffer, const std::vector<Rect>& stale) override;
    void forget() override;
    bool tells_cursor() const noexcept override { return true; }
    // Null output or pointer: no longer.
    void watch_cursor(const OutputProxy* output, wl_pointer* pointer, wl_shm* memory) override;
    const ToldCursor& cursor() const noexcept override;

private:
    static const ext_image_copy_capture_session_v1_listener kSessionListener;
    static const ext_image_copy_capture_frame_v1_listener kFrameListener;

    void open_session(const OutputProxy& output, bool paint_cursor);
    void begin_telling();
    void take_constraints();

    Owned<ext_image_copy_capture_manager_v1> copies_;
    Owned<ext_output_image_capture_source_manager_v1> sources_;
    Owned<ext_image_capture_source_v1> source_;
    Owned<ext_image_copy_capture_session_v1> session_;
    Owned<ext_image_copy_capture_frame_v1> frame_;
    bool paints_cursor_ = false;
    bool unused_ = false;   // the session: its next copy comes at once
    bool stopped_ = false;  // the session
    bool told_ = false;     // what buffers it wants
    // What it wants, as far as it has told.
    std::uint32_t width_ = 0;
    std::uint32_t height_ = 0;
    std::vector<std::uint32_t> formats_;
    bool telling_ = false;
    Owned<ext_image_capture_source_v1> cursor_source_;
    std::unique_ptr<ExtCursor> cursor_;
    ToldCursor last_cursor_;  // of none, counting on from the one before
};

}  // namespace pixelflux
