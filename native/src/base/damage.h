// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "band_set.h"
#include "geometry.h"

namespace pixelflux {

// The parts of a picture that may have changed: every rectangle that was added, and some pixels
// between them where that makes few rectangles out of many. Takes bounded memory. Pure.
class Damage {
public:
    static constexpr std::size_t kMostAreas = 8;

    // A further rectangle, which is a request to the source, costs as much as so many further
    // pixels (docs/decisions/damage-keeps-columns.md).
    static constexpr std::int64_t kAreaPrice = 8192;

    Damage() = default;  // of a picture without pixels
    explicit Damage(Size picture, std::int64_t area_price = kAreaPrice,
                    std::size_t most_areas = kMostAreas)
        : size_(picture),
          bands_(bands_in(picture.height)),
          area_price_(area_price),
          most_areas_(most_areas) {}

    Size picture() const { return size_; }

    // Ignores what lies outside of the picture.
    void add(const Rect& rect);
    void add_all();

    bool any() const { return !areas_.empty(); }
    void clear();

    // The bands that hold a pixel of what was added.
    const BandSet& bands() const { return bands_; }

    // At most so many rectangles as it was told within the picture that do not overlap and hold
    // everything that was added. One stands for several where another rectangle would cost more
    // than the pixels between them.
    const std::vector<Rect>& areas() const { return areas_; }

private:
    struct Union {
        Rect rect;
        std::int64_t waste;  // its pixels that nothing of what it unites has
        int areas;           // of those in the list that it holds
    };

    void insert(const Rect& rect);
    Union united(const Rect& area, const Rect& piece) const;
    Rect take_out(const Rect& rect);
    void unite_cheapest();

    Size size_;
    BandSet bands_;
    std::int64_t area_price_ = kAreaPrice;
    std::size_t most_areas_ = kMostAreas;
    std::vector<Rect> areas_;
};

}  // namespace pixelflux
