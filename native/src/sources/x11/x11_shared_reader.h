// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "x11_link.h"
#include "x11_pixel_reader.h"
#include "x11_segment.h"
#include "x11_view.h"

namespace pixelflux {

// Has the server write pixels into memory that it shares with this process (MIT-SHM), where it is
// told. It reads into no other memory than its own.
class X11SharedReader final : public X11PixelReader {
public:
    X11SharedReader(const X11Link& link, const X11View& view, SharedBy way)
        : link_(link), view_(view), way_(way) {}

    const char* name() const override;
    std::unique_ptr<PictureMemory> make_memory(std::size_t bytes) override;
    std::vector<LentPixels> read(const Rect& region, const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;

private:
    const X11Link& link_;
    const X11View& view_;
    SharedBy way_;
};

}  // namespace pixelflux
