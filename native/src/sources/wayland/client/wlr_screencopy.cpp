// SPDX-License-Identifier: MPL-2.0
#include "wlr_screencopy.h"

#include <new>

namespace pixelflux {

using Phase = ScreenCopy::Phase;

// An answer out of turn, which only a broken compositor gives, changes nothing.
const zwlr_screencopy_frame_v1_listener WlrScreencopy::kListener = {
    /* buffer */
    [](void* self, zwlr_screencopy_frame_v1*, std::uint32_t format, std::uint32_t width,
       std::uint32_t height, std::uint32_t stride) {
        auto& copier = *static_cast<WlrScreencopy*>(self);
        if (copier.copy_.phase == Phase::kAsked)
            copier.add_need({format, width, height, stride == 0 ? 1 : stride});
    },
    /* flags */
    [](void* self, zwlr_screencopy_frame_v1*, std::uint32_t flags) {
        static_cast<WlrScreencopy*>(self)->copy_.y_inverted =
            (flags & ZWLR_SCREENCOPY_FRAME_V1_FLAGS_Y_INVERT) != 0;
    },
    /* ready */
    [](void* self, zwlr_screencopy_frame_v1*, std::uint32_t, std::uint32_t, std::uint32_t) {
        auto& copier = *static_cast<WlrScreencopy*>(self);
        if (copier.copy_.phase != Phase::kCopying) return;
        copier.copy_.transform = copier.output_->told().transform;
        copier.copy_.phase = Phase::kReady;
    },
    /* failed */
    [](void* self, zwlr_screencopy_frame_v1*) {
        auto& copier = *static_cast<WlrScreencopy*>(self);
        if (copier.copy_.phase != Phase::kReady) copier.copy_.phase = Phase::kFailed;
    },
    /* damage */
    [](void* self, zwlr_screencopy_frame_v1*, std::uint32_t x, std::uint32_t y, std::uint32_t width,
       std::uint32_t height) {
        static_cast<WlrScreencopy*>(self)->add_damage({static_cast<int>(x), static_cast<int>(y),
                                                       static_cast<int>(width),
                                                       static_cast<int>(height)});
    },
    /* linux_dmabuf */
    [](void*, zwlr_screencopy_frame_v1*, std::uint32_t, std::uint32_t, std::uint32_t) {},
    /* buffer_done */
    [](void* self, zwlr_screencopy_frame_v1*) {
        auto& copier = *static_cast<WlrScreencopy*>(self);
        if (copier.copy_.phase == Phase::kAsked) copier.copy_.phase = Phase::kWants;
    },
};

void WlrScreencopy::ask(const OutputProxy& output, bool paint_cursor, bool at_once) {
    frame_.reset();
    begin(Phase::kAsked);
    copy_.needs.clear();
    output_ = &output;
    at_once_ = at_once;
    frame_.reset(zwlr_screencopy_manager_v1_capture_output(manager_.get(), paint_cursor ? 1 : 0,
                                                           output.get()));
    if (frame_ == nullptr) throw std::bad_alloc();
    zwlr_screencopy_frame_v1_add_listener(frame_.get(), &kListener, this);
}

// It writes all of the buffer.
void WlrScreencopy::fill(wl_buffer* buffer, const std::vector<Rect>&) {
    copy_.phase = Phase::kCopying;
    if (at_once_)
        zwlr_screencopy_frame_v1_copy(frame_.get(), buffer);
    else
        zwlr_screencopy_frame_v1_copy_with_damage(frame_.get(), buffer);
}

void WlrScreencopy::forget() {
    frame_.reset();
    begin(Phase::kNone);
}

}  // namespace pixelflux
