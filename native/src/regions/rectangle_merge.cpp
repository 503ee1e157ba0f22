// SPDX-License-Identifier: MPL-2.0
#include "rectangle_merge.h"

#include <algorithm>

namespace pixelflux {
namespace {

// A rectangle costs about as much as some unchanged tiles within another one: 100 bytes of PNG and
// 600 of JPEG, which needs less for a pixel, and a viewer's time to begin an image.
struct Price {
    int gap_columns;
    int gap_rows;
    std::int64_t waste_pixels;
    std::int64_t waste_share;  // one part of so many
};
constexpr Price kExactPrice = {3, 2, 4 * kTileWidth* kTileHeight, 6};
constexpr Price kPicturePrice = {4, 2, 6 * kTileWidth* kTileHeight, 6};

constexpr const Price& price_of(Content content) {
    return content == Content::kPicture ? kPicturePrice : kExactPrice;
}

constexpr std::int64_t kHarmlessPixels = 64;  // of a photo, to be sent exactly

}  // namespace

RectangleMerge::RectangleMerge(Content content, const ChangeMap& changes,
                               const ContentMap& contents, const LossyMap& lossy)
    : content_(content), changes_(changes), contents_(contents), lossy_(lossy) {}

bool RectangleMerge::is_member(int column, int row) const {
    return changes_.has_changed(column, row) && contents_.changed(column, row) == content_ &&
           !contents_.is_in_video(column, row);
}

// Whether a rectangle may hold `area`, as far as it lies in `tiles`.
bool RectangleMerge::may_cover(const Rect& area, const Rect& tiles) const {
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            const Rect part = intersection(area, changes_.grid().area(column, row));
            if (is_empty(part)) continue;
            if (content_ == Content::kExact && area_of(part) <= kHarmlessPixels) continue;
            const Rect changed = changes_.changed(column, row);
            if (content_ == Content::kPicture) {
                if (!contains(changed, part) && !contains(lossy_.lossy(column, row), part))
                    return false;
            } else {
                const Content shown = is_empty(changed) ? contents_.known(column, row)
                                                        : contents_.changed(column, row);
                if (shown != Content::kExact) return false;
            }
        }
    }
    return true;
}

// Makes `run`, what changed of a tile, as long as possible, and returns the column after it.
int RectangleMerge::end_of_run(int column, int row, Rect& run) const {
    int end = column + 1;
    const int last = changes_.changed_in(row).last;
    const int gap = price_of(content_).gap_columns;
    for (int next = end; next < last && next - end <= gap; ++next) {
        if (!is_member(next, row)) continue;
        const Rect joined = hull(run, changes_.changed(next, row));
        const bool higher = joined.y != run.y || joined.height != run.height;
        const int first = higher ? column : end;
        if (!may_cover(joined, {first, row, next + 1 - first, 1})) break;
        run = joined;
        end = next + 1;
    }
    return end;
}

bool RectangleMerge::is_worth_it(const Rect& joined, const Rect& above, const Rect& run) const {
    const std::int64_t area = area_of(joined);
    const std::int64_t waste = area - area_of(above) - area_of(run);
    const Price& price = price_of(content_);
    return waste <= std::max(price.waste_pixels, area / price.waste_share);
}

// Takes over what `run` can be joined with.
Rect RectangleMerge::join_above(Rect run) {
    for (Rect& above : open_) {
        if (is_empty(above) || right_of(above) < run.x || above.x > right_of(run)) continue;
        const Rect joined = hull(above, run);
        if (!is_worth_it(joined, above, run)) continue;
        Rect tiles = tiles_of(joined);
        if (joined.x == above.x && joined.width == above.width) {
            // All but its last row of tiles hold nothing new.
            const int first = (bottom_of(above) - 1) / kTileHeight;
            tiles.height = bottom_of(tiles) - first;
            tiles.y = first;
        }
        if (!may_cover(joined, tiles)) continue;
        run = joined;
        above = {};
    }
    return run;
}

std::vector<Rect> RectangleMerge::rectangles() {
    std::vector<Rect> all;
    std::vector<Rect> still_open;
    open_.clear();
    const int rows = changes_.grid().rows();
    const int gap = price_of(content_).gap_rows;
    for (int row = 0; row <= rows + gap; ++row) {
        still_open.clear();
        const ChangeMap::Span span = row < rows ? changes_.changed_in(row) : ChangeMap::Span{};
        for (int column = span.first; column < span.last;) {
            if (!is_member(column, row)) {
                ++column;
                continue;
            }
            Rect run = changes_.changed(column, row);
            column = end_of_run(column, row, run);
            still_open.push_back(join_above(run));
        }
        for (const Rect& rect : open_) {
            if (is_empty(rect)) continue;
            const bool is_near = (bottom_of(rect) - 1) / kTileHeight + gap >= row;
            (is_near ? still_open : all).push_back(rect);
        }
        open_.swap(still_open);
    }
    return all;
}

}  // namespace pixelflux
