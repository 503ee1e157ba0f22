// SPDX-License-Identifier: MPL-2.0
#include "text_page.h"

#include "rect.h"

namespace pixelflux {

Picture text_page(Size size, Greys greys, std::uint32_t seed) {
    Picture page(size.width, size.height);
    page.fill(whole_of(size), 250, 252, 252);
    std::uint32_t random = seed;
    const auto below = [&](std::uint32_t end) {
        random = random * 1664525 + 1013904223;
        return static_cast<int>((random >> 16) % end);
    };
    for (int y = 0; y + 16 <= size.height; y += 16) {
        for (int x = 8; x + 8 < size.width; x += 8) {
            if (below(6) == 0) continue;
            for (int stroke = 0; stroke < 2; ++stroke) {
                const Rect line = below(2) == 0 ? Rect{x + below(5), y + 3, 1, 10}
                                                : Rect{x + 1, y + 3 + below(10), 6, 1};
                page.fill(line, 46, 40, 36);
                for (int y_of = line.y; y_of < bottom_of(line); ++y_of) {
                    const auto level = [&](int most) {
                        return static_cast<std::uint8_t>(
                            greys == Greys::kOne ? 140
                                                 : 90 + below(static_cast<std::uint32_t>(most)));
                    };
                    page.fill({right_of(line), y_of, 1, 1}, level(120), level(110), level(100));
                }
            }
        }
    }
    return page;
}

}  // namespace pixelflux
