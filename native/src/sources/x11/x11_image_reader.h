// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "x11_link.h"
#include "x11_pixel_reader.h"
#include "x11_view.h"

namespace pixelflux {

// Has the server send pixels over the connection (GetImage), which every server can, and lends the
// answers.
class X11ImageReader final : public X11PixelReader {
public:
    X11ImageReader(const X11Link& link, const X11View& view) : link_(link), view_(view) {}

    const char* name() const override { return "GetImage"; }
    const char* price() const override { return ", which costs more CPU"; }
    std::unique_ptr<PictureMemory> make_memory(std::size_t bytes) override;
    std::vector<LentPixels> read(const Rect& region, const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;
    void take_back() override { answers_.clear(); }

private:
    const X11Link& link_;
    const X11View& view_;
    std::vector<XcbReply<xcb_get_image_reply_t>> answers_;
};

}  // namespace pixelflux
