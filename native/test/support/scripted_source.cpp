// SPDX-License-Identifier: MPL-2.0
#include "scripted_source.h"

#include <cstring>
#include <new>

#include "rect.h"
#include "region.h"

namespace pixelflux {
namespace {

constexpr std::size_t kPadding = 12;

}  // namespace

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

void ScriptedSource::show(const Picture& picture, const std::vector<Rect>& changed) {
    picture_ = picture;
    drawn_.insert(drawn_.end(), changed.begin(), changed.end());
}

std::vector<MovedArea> ScriptedSource::take_moves() {
    std::vector<MovedArea> moves = std::exchange(moves_, {});
    if (!moves_watched_) moves.clear();
    for (MovedArea& move : moves) {
        move.from.x -= region_.x;
        move.from.y -= region_.y;
        move.x -= region_.x;
        move.y -= region_.y;
    }
    return moves;
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

void ScriptedSource::overwrite() {
    const MutablePixelView lent = lent_.mutable_view();
    std::memset(lent.data, 0xe5, lent.stride * static_cast<std::size_t>(lent.height));
}

void ScriptedSource::set_region(const Rect& region) {
    overwrite();
    if (std::exchange(region_fails_, false)) throw std::bad_alloc();
    region_ = region;
    lent_ = Picture(region.width, region.height, row_bytes(region.width) + kPadding);
}

FrameSource::Change ScriptedSource::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    overwrite();
    rests_ = false;
    ++waits;
    if (std::exchange(wait_fails_, false)) {
        drawn_.clear();
        throw std::bad_alloc();
    }
    if (!drawn_.empty() || resized_ || (cursor_watched_ && cursor_moved_)) return Change::kPending;
    time_->wait(wake, deadline);
    return Change::kNone;
}

void ScriptedSource::take_changes(Damage& damage) {
    overwrite();
    for (const Rect& drawn : drawn_)
        damage.add({drawn.x - region_.x, drawn.y - region_.y, drawn.width, drawn.height});
    drawn_.clear();
    resized_ = false;
}

std::vector<LentPixels> ScriptedSource::grab(const std::vector<GrabPlace>& places, PictureMemory&) {
    overwrite();
    rests_ = false;
    if (failure_) {
        const Error failure = *std::exchange(failure_, std::nullopt);
        throw failure;
    }
    require_fitting(region_, size_);
    ++grabs;
    std::vector<LentPixels> lent;
    for (const GrabPlace& place : places) {
        const Rect& area = place.area;
        grabbed_pixels += area_of(area);
        for (int y = area.y; y < bottom_of(area); ++y) {
            for (int x = area.x; x < right_of(area); ++x) {
                const std::uint8_t* const drawn = picture_.pixel(region_.x + x, region_.y + y);
                std::uint8_t* const pixel = lent_.pixel(x, y);
                pixel[order_.blue] = drawn[0];
                pixel[order_.green] = drawn[1];
                pixel[order_.red] = drawn[2];
            }
        }
        lent.push_back({area, lent_.pixel(area.x, area.y), lent_.view().stride, order_});
    }
    return lent;
}

void ScriptedSource::watch_cursor(bool wanted) {
    overwrite();
    cursor_watched_ = wanted;
}

std::vector<std::string> ScriptedSource::take_notices() {
    overwrite();
    return std::exchange(notices_, {});
}

Cursor ScriptedSource::cursor() {
    overwrite();
    cursor_moved_ = false;
    return cursor_watched_ ? cursor_ : Cursor{};
}

}  // namespace pixelflux
