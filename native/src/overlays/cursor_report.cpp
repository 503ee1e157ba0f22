// SPDX-License-Identifier: MPL-2.0
#include "cursor_report.h"

#include "overlay.h"

namespace pixelflux {

std::optional<CursorReport> CursorReporter::news(const Cursor& cursor, const Rect& region) {
    if (told_ && cursor == last_ && region == last_region_) return std::nullopt;
    CursorReport report;
    report.x = cursor.x - region.x;
    report.y = cursor.y - region.y;
    report.visible = covered_by(placed(cursor, region), {region.width, region.height}).width > 0;
    if (cursor.shape != nullptr) {
        const bool other_shape = cursor.shape != last_.shape;
        if (other_shape) ++shape_id_;
        report.shape_id = shape_id_;
        if (other_shape || !told_) report.new_shape = cursor.shape;
    }
    told_ = true;
    last_ = cursor;
    last_region_ = region;
    return report;
}

}  // namespace pixelflux
