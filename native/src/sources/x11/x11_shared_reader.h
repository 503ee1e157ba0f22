// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "x11_link.h"
#include "x11_pixel_reader.h"

namespace pixelflux {

// Has the server write pixels into a System V segment that it shares with this process (MIT-SHM),
// where it is told. It reads into no other memory than its own.
class X11SharedReader final : public X11PixelReader {
public:
    X11SharedReader(const X11Link& link, xcb_window_t root, const PixelOrder& order)
        : link_(link), root_(root), order_(order) {}

    const char* name() const override { return "MIT-SHM"; }
    std::unique_ptr<PictureMemory> make_memory(std::size_t bytes) override;
    std::vector<LentPixels> read(const Rect& region, const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;

private:
    const X11Link& link_;
    xcb_window_t root_;
    PixelOrder order_;
};

}  // namespace pixelflux
