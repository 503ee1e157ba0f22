// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "band_columns.h"
#include "band_set.h"
#include "geometry.h"

namespace pixelflux {

// The planes in which a picture is kept.
enum class YuvLayout {
    kNv12,  // 4:2:0, BT.601 limited range: luma; blue and red difference in turn, half as high
    kI420,  // the same: luma; blue difference; red difference, both half as wide and high
    kI444,  // 4:4:4, BT.601 full range: luma, blue difference, red difference
};

// The planes that a video encoder reads, kept from picture to picture so that only changed bands
// are converted again.
class YuvPicture {
public:
    // `size` in pixels.
    YuvPicture(Size size, YuvLayout layout);

    YuvLayout layout() const { return layout_; }

    // The size of the luma plane: even for 4:2:0, where the last column or row is repeated.
    Size coded() const { return coded_; }

    int planes() const { return layout_ == YuvLayout::kNv12 ? 2 : 3; }

    // One of the planes. Its rows have no gaps. What is written to it stays until that part of the
    // picture changes.
    std::uint8_t* plane(int index);

    // The bytes of a row of that plane.
    int stride(int index) const {
        return layout_ == YuvLayout::kI420 && index > 0 ? coded_.width / 2 : coded_.width;
    }

    // Takes over these columns, or some more, of the `changed` bands of `picture`, which is as
    // large as this one, in any order of colours.
    void convert(const PixelView& picture, const BandSet& changed, ColumnRun columns = kAllColumns);

private:
    std::size_t plane_size() const;
    void convert_part(const PixelView& picture, const Rect& part);
    void convert_to_i420(const PixelView& pixels, int x, int y);

    Size size_;
    YuvLayout layout_;
    Size coded_;
    std::vector<std::uint8_t> bytes_;
    std::vector<std::uint8_t> reordered_;  // rows whose colours came in another order
    std::vector<std::uint8_t> chroma_;     // of a band, both differences in turn
};

}  // namespace pixelflux
