// SPDX-License-Identifier: MPL-2.0
#include "synthetic_window.h"

#include <algorithm>
#include <cstdlib>

#include "synthetic_film.h"
#include "synthetic_page.h"
#include "synthetic_shift.h"

namespace pixelflux {
namespace {

constexpr int kFrame = 1;
constexpr int kTitleBar = 20;
constexpr int kTitleGap = 2;  // above and below the title's glyphs
constexpr std::uint64_t kTitleSeed = 0x7469746C65u;
constexpr std::uint64_t kTextSeed = 0x74657874u;
constexpr Pixel kTitleInk = {255, 255, 255};

// Far more red than green, which no ground is, and different a few rows away: wherever the window
// goes, its frame changes every row that it had or gets.
Pixel frame_color(int row) { return {32, static_cast<std::uint8_t>(32 + row % 64), 208}; }

// The place after `step` steps of `speed` pixels between 0 and `room`. Turning at a stop on the
// edge rather than reflecting the way beyond it leaves no two steps in a row at the same place.
int bounce(std::int64_t step, int speed, int room) {
    if (room <= 0) return 0;
    const std::int64_t stops = (room + speed - 1) / speed;
    const std::int64_t phase = std::abs(step) % (2 * stops);
    return static_cast<int>(
        std::min<std::int64_t>(std::min(phase, 2 * stops - phase) * speed, room));
}

}  // namespace

WindowPicture::WindowPicture(const Settings& settings, const Rect& region, Scene scene)
    : scene_(scene),
      seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      region_(region),
      window_{std::max(region.width / 3, 1), moving_rows(settings, region).height} {}

RowRun WindowPicture::changed_rows(std::int64_t step) const {
    const Rect before = place(step - 1);
    const Rect now = place(step);
    if (before == now) return {};
    // The rows that a low window jumps over are too few to fill a band.
    const int top = std::min(before.y, now.y);
    const int bottom = std::max(before.y, now.y) + window_.height;
    return window_.height == 0 ? RowRun{} : RowRun{top, bottom - top};
}

void WindowPicture::draw_row(int y, std::int64_t step, std::uint8_t* out) const {
    draw_ground(y, out);
    const Rect window = place(step);
    if (contains({window.y, window.height}, y))
        draw_window_row(y - window.y, out + window.x * kBytesPerPixel);
}

Rect WindowPicture::place(std::int64_t step) const {
    const Size speed = scene_ == Scene::kTextOverBlocks ? Size{8, 4} : Size{13, 7};
    return {bounce(step, speed.width, region_.width - window_.width),
            bounce(step, speed.height, region_.height - window_.height), window_.width,
            window_.height};
}

void WindowPicture::draw_ground(int y, std::uint8_t* out) const {
    if (scene_ == Scene::kPhotoOverPage) {
        draw_page(seed_, region_.x, region_.y + y, region_.width, out);
    } else {
        draw_blocks(seed_, static_cast<std::uint64_t>(region_.x),
                    static_cast<std::uint64_t>(region_.y + y), region_.width, out);
    }
}

void WindowPicture::draw_contents(int row, int width, std::uint8_t* out) const {
    if (scene_ == Scene::kTextOverBlocks) {
        draw_page(seed_, 0, row, width, out);
        return;
    }
    const int text = width / 2;
    draw_page(seed_ ^ kTextSeed, 0, row, text, out);
    draw_film(seed_, 0, row, 0, width - text, out + text * kBytesPerPixel);
}

void WindowPicture::draw_window_row(int row, std::uint8_t* out) const {
    const Pixel frame = frame_color(row);
    const int inside = window_.width - 2 * kFrame;
    const bool is_text = row >= kTitleBar && row < window_.height - kFrame;
    const bool is_title = row >= kTitleGap && row < kTitleBar - kTitleGap;
    if (inside <= 0 || !(is_text || is_title)) {
        for (int x = 0; x < window_.width; ++x) out = put(out, frame);
        return;
    }
    out = put(out, frame);
    if (is_text) {
        draw_contents(row - kTitleBar, inside, out);
    } else {
        const PageLine title(seed_ ^ kTitleSeed, 0);
        draw_text(
            0, row - kTitleGap, inside,
            [&](std::int64_t column) {
                return TextCell{title.at(column).glyph, kTitleInk, frame};
            },
            out);
    }
    put(out + inside * kBytesPerPixel, frame);
}

}  // namespace pixelflux
