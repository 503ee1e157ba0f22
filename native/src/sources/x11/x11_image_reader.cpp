// SPDX-License-Identifier: MPL-2.0
#include "x11_image_reader.h"

#include <utility>

namespace pixelflux {
namespace {

constexpr std::uint32_t kAllPlanes = ~0u;

}  // namespace

std::unique_ptr<PictureMemory> X11ImageReader::make_memory(std::size_t bytes) {
    return std::make_unique<PrivateMemory>(bytes);
}

std::vector<LentPixels> X11ImageReader::read(const Rect& region,
                                             const std::vector<GrabPlace>& places, PictureMemory&) {
    std::vector<LentPixels> lent;
    for (const GrabPlace& place : places) {
        const Rect& area = place.area;
        xcb_generic_error_t* raw_error = nullptr;
        XcbReply<xcb_get_image_reply_t> answer(xcb_get_image_reply(
            link_.get(),
            xcb_get_image(link_.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, view_.drawable,
                          static_cast<std::int16_t>(region.x + area.x),
                          static_cast<std::int16_t>(region.y + area.y),
                          static_cast<std::uint16_t>(area.width),
                          static_cast<std::uint16_t>(area.height), kAllPlanes),
            &raw_error));
        const XcbError error(raw_error);
        if (answer == nullptr || static_cast<std::size_t>(xcb_get_image_data_length(answer.get())) <
                                     picture_bytes({area.width, area.height})) {
            link_.require_connection();
            throw X11ReadError(X11ReadError::Refuses::kPixels, error != nullptr
                                                                   ? x_error_name(*error)
                                                                   : "the answer was too short");
        }
        lent.push_back(
            {area, xcb_get_image_data(answer.get()), row_bytes(area.width), view_.order});
        answers_.push_back(std::move(answer));
    }
    return lent;
}

}  // namespace pixelflux
