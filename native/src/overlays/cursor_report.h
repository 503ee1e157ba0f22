// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "cursor.h"

namespace pixelflux {

// What a reader learns about the cursor beside the picture.
struct CursorReport {
    int x = 0;  // the hotspot's place on the captured picture, pixels; also outside of it
    int y = 0;
    bool visible = false;                          // whether any of its image lies on the picture
    std::uint32_t shape_id = 0;                    // 0: there is no cursor
    std::shared_ptr<const CursorShape> new_shape;  // null: the reader knows the shape of that id
};

// Reports what is new about the cursor since the last report. Pure.
class CursorReporter {
public:
    // Nothing when the reader knows it all.
    std::optional<CursorReport> news(const Cursor& cursor, const Rect& region);

    // The next report holds everything: the reader has a new viewer, or lost the last report.
    void start_over() { told_ = false; }

private:
    bool told_ = false;
    Cursor last_;
    Rect last_region_;
    std::uint32_t shape_id_ = 0;
};

}  // namespace pixelflux
