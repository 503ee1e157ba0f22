// SPDX-License-Identifier: MPL-2.0
#include "desktop.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace pixelflux {
namespace {

// The part of `from` whose corner is (x, y) fills `area` of `to`, as far as both reach. The unused
// bytes of what is drawn differ from pixel to pixel.
void draw_part(Picture& from, int x, int y, const Rect& area, Picture& to) {
    const Rect seen = intersection(area, {0, 0, to.view().width, to.view().height});
    for (int row = seen.y; row < bottom_of(seen); ++row)
        std::memcpy(to.pixel(seen.x, row), from.pixel(x + seen.x - area.x, y + row - area.y),
                    row_bytes(seen.width));
}

std::vector<Rect> apart(std::vector<Rect> rects) {
    for (bool again = true; again;) {
        again = false;
        for (std::size_t i = 0; i < rects.size() && !again; ++i) {
            for (std::size_t k = i + 1; k < rects.size() && !again; ++k) {
                if (is_empty(intersection(rects[i], rects[k]))) continue;
                rects[i] = hull(rects[i], rects[k]);
                rects.erase(rects.begin() + static_cast<std::ptrdiff_t>(k));
                again = true;
            }
        }
    }
    return rects;
}

constexpr int kMargin = 120;  // how far a window can be scrolled

}  // namespace

Desktop::Desktop(Size size, Pattern pattern, std::uint32_t seed)
    : size_(size),
      pattern_(pattern),
      random_(seed),
      background_(make_content(size.width, size.height, seed % 2 == 0)),
      picture_(size.width, size.height),
      has_overlay_(pattern == Pattern::kOverlay || pattern == Pattern::kAll) {
    overlay_ = {0, 0, std::min(24, size.width), std::min(20, size.height)};
    const int count = pattern == Pattern::kMove || pattern == Pattern::kAll ? 4 : 2;
    for (int index = 0; index < count; ++index) {
        const int width = std::max(size.width * (40 + below(40)) / 100, 1);
        const int height = std::max(size.height * (40 + below(50)) / 100, 1);
        windows_.push_back(
            {{below(size.width - width), below(size.height - height), width, height},
             make_content(size.width + kMargin, size.height + kMargin, index % 2 == 1)});
    }
    draw();
}

Picture Desktop::make_content(int width, int height, bool photo) {
    Picture content(width, height);
    const double wave = 9.0 + below(20);
    for (int y = 0; y < height; ++y) {
        // Lines of text with gaps between words, some of them alike.
        const auto line = static_cast<std::uint32_t>(y / 12 % 9 * 7919 + 1);
        for (int x = 0; x < width; ++x) {
            std::uint8_t* const pixel = content.pixel(x, y);
            if (photo) {
                const double level = 120 + 60 * std::sin(x / wave) + 50 * std::cos(y / (wave + 3));
                for (int channel = 0; channel < 3; ++channel)
                    pixel[channel] = static_cast<std::uint8_t>(level + 10 * channel + below(6));
            } else {
                const std::uint32_t word = (static_cast<std::uint32_t>(x / 5) * 2654435761U) ^ line;
                const bool ink =
                    y % 12 < 9 && word % 4 != 0 && ((word >> (x % 5 + y % 12)) & 1U) != 0;
                std::memset(pixel, ink ? 30 : 240, 3);
            }
            pixel[3] = static_cast<std::uint8_t>(random_());
        }
    }
    return content;
}

void Desktop::move(Window& window) {
    const Rect before = window.area;
    Rect& area = window.area;
    area.x = std::clamp(area.x + below(61) - 30, 0, std::max(size_.width - area.width, 0));
    area.y = std::clamp(area.y + below(61) - 30, 0, std::max(size_.height - area.height, 0));
    damage_.push_back(hull(before, area));
    moved_.push_back({before, area.x, area.y});
}

void Desktop::happen(Pattern what) {
    Window& window = windows_[static_cast<std::size_t>(below(static_cast<int>(windows_.size())))];
    Rect& area = window.area;
    switch (what) {
        case Pattern::kType: {
            const Rect glyph = {area.x + below(area.width - 8), area.y + below(area.height - 11),
                                std::min(8, area.width), std::min(11, area.height)};
            window.content.fill({window.scroll_x + glyph.x - area.x,
                                 window.scroll_y + glyph.y - area.y, glyph.width, glyph.height},
                                static_cast<std::uint8_t>(random_()), 9,
                                static_cast<std::uint8_t>(below(2) * 200));
            damage_.push_back(glyph);
            break;
        }
        case Pattern::kScroll:
            window.scroll_y = std::clamp(window.scroll_y + below(121) - 60, 0, kMargin);
            damage_.push_back(area);
            break;
        case Pattern::kScrollSideways:
            window.scroll_x = std::clamp(window.scroll_x + below(121) - 60, 0, kMargin);
            damage_.push_back(area);
            break;
        case Pattern::kMove:
            move(window);
            if (below(3) == 0) std::swap(window, windows_.back());
            damage_.push_back(windows_.back().area);
            damage_.push_back(window.area);
            break;
        case Pattern::kResize: {
            const Rect before = area;
            area.width = std::clamp(area.width + below(41) - 20, 1, size_.width - area.x);
            area.height = std::clamp(area.height + below(41) - 20, 1, size_.height - area.y);
            damage_.push_back(hull(before, area));
            break;
        }
        case Pattern::kOverlay: {
            const Rect before = overlay_;
            overlay_.x = below(size_.width - overlay_.width + 1);
            overlay_.y = below(size_.height - overlay_.height + 1);
            damage_.push_back(before);
            damage_.push_back(overlay_);
            if (below(2) == 0) happen(Pattern::kScroll);
            break;
        }
        case Pattern::kFilm: {
            Window& film = windows_.back();
            for (int y = 0; y < film.area.height; ++y) {
                std::uint8_t* const row = film.content.pixel(film.scroll_x, film.scroll_y + y);
                const auto noise = static_cast<std::uint32_t>(random_());
                for (int byte = 0; byte < film.area.width * kBytesPerPixel; ++byte)
                    row[byte] ^= static_cast<std::uint8_t>(noise >> (byte * 5 % 29) & 3U);
            }
            damage_.push_back(film.area);
            break;
        }
        case Pattern::kAll:
            for (int count = 1 + below(3); count > 0; --count)
                happen(static_cast<Pattern>(below(static_cast<int>(Pattern::kFilm) + 1)));
            break;
    }
}

std::vector<Rect> Desktop::step() {
    damage_.clear();
    moved_.clear();
    happen(pattern_);
    draw();
    std::vector<Rect> seen;
    for (const Rect& rect : damage_) {
        const Rect part = intersection(rect, whole_of(size_));
        if (!is_empty(part)) seen.push_back(part);
    }
    return apart(seen);
}

void Desktop::draw() {
    draw_part(background_, 0, 0, whole_of(size_), picture_);
    for (Window& window : windows_)
        draw_part(window.content, window.scroll_x, window.scroll_y, window.area, picture_);
    if (has_overlay_) picture_.fill(overlay_, 20, 200, 250);
}

}  // namespace pixelflux
