// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "moved_area.h"
#include "pictures.h"
#include "rect.h"

namespace pixelflux {

// A picture with windows over a background, which show text or photos, and what happens on it by
// chance. Everything follows from the seed.
class Desktop {
public:
    enum class Pattern {
        kType,            // glyphs here and there
        kScroll,          // up and down
        kScrollSideways,  // left and right
        kMove,            // windows that overlap
        kResize,
        kOverlay,  // something small over a scrolled window
        kFilm,     // noise that changes in one window
        kAll,
    };

    Desktop(Size size, Pattern pattern, std::uint32_t seed);

    const Picture& picture() const { return picture_; }
    Picture& picture() { return picture_; }

    // One frame. Returns what may have changed: rectangles that do not overlap.
    std::vector<Rect> step();

    // The windows that the last step moved.
    const std::vector<MovedArea>& moved() const { return moved_; }

private:
    struct Window {
        Rect area;
        Picture content;  // larger than the window, which shows a part of it
        int scroll_x = 0;
        int scroll_y = 0;
    };
    int below(int limit) {
        return limit <= 0 ? 0 : static_cast<int>(random_() % static_cast<std::uint32_t>(limit));
    }
    Picture make_content(int width, int height, bool photo);
    void happen(Pattern what);
    void move(Window& window);
    void draw();

    Size size_;
    Pattern pattern_;
    std::mt19937 random_;
    Picture background_;
    Picture picture_;
    std::vector<Window> windows_;
    Rect overlay_;
    bool has_overlay_;
    std::vector<Rect> damage_;
    std::vector<MovedArea> moved_;
};

}  // namespace pixelflux
