// SPDX-License-Identifier: MPL-2.0
#include "synthetic_window.h"

#include <algorithm>
#include <cstdlib>

#include "rect.h"
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

Rect WindowPicture::changed(std::int64_t step) const {
    const Rect before = place(step - 1);
    const Rect now = place(step);
    // A small window jumps over too little to fill a band.
    return before == now || is_empty(now) ? Rect{} : hull(before, now);
}

void WindowPicture::draw_row(const Columns& columns, int y, std::int64_t step,
                             std::uint8_t* out) const {
    draw_ground(columns, y, out);
    const Rect window = place(step);
    const Rect seen = intersection(window, {columns.x, y, columns.width, 1});
    if (is_empty(seen)) return;
    draw_window_row({seen.x - window.x, seen.width}, y - window.y,
                    out + (seen.x - columns.x) * kBytesPerPixel);
}

Rect WindowPicture::place(std::int64_t step) const {
    const Size speed = scene_ == Scene::kTextOverBlocks ? Size{8, 4} : Size{13, 7};
    return {bounce(step, speed.width, region_.width - window_.width),
            bounce(step, speed.height, region_.height - window_.height), window_.width,
            window_.height};
}

void WindowPicture::draw_ground(const Columns& columns, int y, std::uint8_t* out) const {
    const int x = region_.x + columns.x;
    if (scene_ == Scene::kPhotoOverPage) {
        draw_page(seed_, x, region_.y + y, columns.width, out);
    } else {
        draw_blocks(seed_, static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(region_.y + y),
                    columns.width, out);
    }
}

// `columns` and `row` of what the frame holds.
void WindowPicture::draw_contents(const Columns& columns, int row, std::uint8_t* out) const {
    if (scene_ == Scene::kTextOverBlocks) {
        draw_page(seed_, columns.x, row, columns.width, out);
        return;
    }
    const int text = (window_.width - 2 * kFrame) / 2;
    const int left = std::clamp(text - columns.x, 0, columns.width);
    draw_page(seed_ ^ kTextSeed, columns.x, row, left, out);
    draw_film(seed_, columns.x + left - text, row, 0, columns.width - left,
              out + left * kBytesPerPixel);
}

// `columns` and `row` of the window.
void WindowPicture::draw_window_row(const Columns& columns, int row, std::uint8_t* out) const {
    const Pixel frame = frame_color(row);
    for (int x = 0; x < columns.width; ++x) put(out + x * kBytesPerPixel, frame);
    const Rect inside = intersection({kFrame, row, window_.width - 2 * kFrame, 1},
                                     {columns.x, row, columns.width, 1});
    if (is_empty(inside)) return;
    out += (inside.x - columns.x) * kBytesPerPixel;
    if (row >= kTitleBar && row < window_.height - kFrame) {
        draw_contents({inside.x - kFrame, inside.width}, row - kTitleBar, out);
    } else if (row >= kTitleGap && row < kTitleBar - kTitleGap) {
        const PageLine title(seed_ ^ kTitleSeed, 0);
        draw_text(
            inside.x - kFrame, row - kTitleGap, inside.width,
            [&](std::int64_t column) {
                return TextCell{title.at(column).glyph, kTitleInk, frame};
            },
            out);
    }
}

}  // namespace pixelflux
