// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>

#include "overlay.h"
#include "settings.h"

namespace pixelflux {

// Reads a PNG file of any kind, at most 4096 pixels a side, with libpng; a file that says nothing
// about its colours is sRGB. Throws Error(kArgument), naming the option, the path and the reason,
// when it cannot read the file or the file is not a PNG.
std::shared_ptr<const OverlayImage> read_watermark(const std::string& path);

// The image that `settings` name, read as above, whatever its place; null if they name none.
std::shared_ptr<const OverlayImage> watermark_of(const Settings& settings);

// Where a watermark lies on a picture: flush with the corner that `location` names, in the middle,
// or moving. A watermark larger than the picture extends beyond it on the sides away from its
// corner. Pure.
class WatermarkPath {
public:
    // The top left corner now.
    struct Corner {
        int x = 0;
        int y = 0;
        friend bool operator==(const Corner& a, const Corner& b) {
            return a.x == b.x && a.y == b.y;
        }
    };
    Corner corner(WatermarkLocation location, Size picture, Size image) const;

    // Moves an animated watermark on by one frame: 2 pixels in x and in y, turning round where the
    // image would leave the picture. If it does not fit in a direction, it stays at 0 there.
    void advance(Size picture, Size image);
    static bool has_room(Size picture, Size image);

private:
    static constexpr int kStep = 2;
    struct Axis {
        int at = 0;
        int step = kStep;
        void advance(int room);
    };
    Axis x_;
    Axis y_;
};

}  // namespace pixelflux
