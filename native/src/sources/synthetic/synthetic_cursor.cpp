// SPDX-License-Identifier: MPL-2.0
#include "synthetic_cursor.h"

#include <string_view>

namespace pixelflux {
namespace {

constexpr int kWidth = 12;
constexpr std::string_view kArrow[] = {
    "#           ", "##          ", "#o#         ", "#oo#        ", "#ooo#       ", "#oooo#      ",
    "#ooooo#     ", "#oooooo#    ", "#ooooooo#   ", "#oooooooo#  ", "#ooooo####  ", "#oo#oo#::   ",
    "#o#:#oo#    ", "##: #oo#:   ", "#:   #oo#   ", ":    #oo#:  ", "      ##::  ", "       ::   "};

OverlayImage draw_arrow() {
    OverlayImage image;
    image.size = {kWidth, static_cast<int>(std::size(kArrow))};
    for (const std::string_view row : kArrow) {
        for (const char mark : row) {
            const std::uint8_t light = mark == 'o' ? 255 : 0;
            const std::uint8_t alpha = mark == ' ' ? 0 : mark == ':' ? 128 : 255;
            image.pixels.insert(image.pixels.end(), {light, light, light, alpha});
        }
    }
    return image;
}

int reflected(std::int64_t way, int size) {
    const std::int64_t last = size - 1;
    if (last <= 0) return 0;
    const std::int64_t folded = way % (2 * last);
    return static_cast<int>(folded <= last ? folded : 2 * last - folded);
}

}  // namespace

SyntheticCursor::SyntheticCursor()
    : shape_(std::make_shared<const CursorShape>(
          CursorShape{std::make_shared<const OverlayImage>(draw_arrow()), 1, 1})) {}

Cursor SyntheticCursor::at(std::int64_t step, Size source) const {
    return {shape_, reflected(7 * step, source.width), reflected(5 * step, source.height)};
}

}  // namespace pixelflux
