// SPDX-License-Identifier: MPL-2.0
#include "scripted_source.h"

#include <cstring>
#include <new>

#include "region.h"

namespace pixelflux {

void ScriptedSource::fill(const Rect& rect, std::uint8_t blue, std::uint8_t green,
                          std::uint8_t red) {
    picture_.fill(rect, blue, green, red);
    drawn_.push_back(rect);
}

void ScriptedSource::touch(int y, int height) { drawn_.push_back({0, y, size_.width, height}); }

void ScriptedSource::noise(std::uint32_t seed) {
    picture_.fill_with_noise(seed);
    touch(0, size_.height);
}

void ScriptedSource::move_cursor(const Cursor& cursor) {
    cursor_ = cursor;
    cursor_moved_ = true;
}

void ScriptedSource::resize(Size size) {
    size_ = size;
    picture_ = Picture(size.width, size.height);
    resized_ = true;
    touch(0, size.height);
}

void ScriptedSource::set_region(const Rect& region) {
    if (std::exchange(region_fails_, false)) throw std::bad_alloc();
    region_ = region;
    kept_ = Picture(region.width, region.height);
}

FrameSource::Change ScriptedSource::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    if (std::exchange(wait_fails_, false)) {
        drawn_.clear();
        throw std::bad_alloc();
    }
    if (!drawn_.empty() || resized_ || (cursor_watched_ && cursor_moved_)) return Change::kPending;
    time_->wait(wake, deadline);
    return Change::kNone;
}

void ScriptedSource::take_changes(BandSet& bands) {
    for (const Rect& drawn : drawn_) {
        const int top = std::max(drawn.y - region_.y, 0);
        bands.set_rows(top, drawn.y + drawn.height - region_.y - top);
    }
    drawn_.clear();
    resized_ = false;
}

MutablePixelView ScriptedSource::grab(const BandSet& bands) {
    if (failure_) {
        const Error failure = *std::exchange(failure_, std::nullopt);
        throw failure;
    }
    require_fitting(region_, size_);
    ++grabs;
    grabbed_bands += bands.size();
    for (const BandRun& run : bands.runs()) {
        for (int y = run.first * kBandHeight; y < std::min(run.last * kBandHeight, region_.height);
             ++y) {
            std::memcpy(kept_.pixel(0, y), picture_.pixel(region_.x, region_.y + y),
                        static_cast<std::size_t>(region_.width * kBytesPerPixel));
        }
    }
    return kept_.mutable_view();
}

Cursor ScriptedSource::cursor() {
    cursor_moved_ = false;
    return cursor_watched_ ? cursor_ : Cursor{};
}

}  // namespace pixelflux
