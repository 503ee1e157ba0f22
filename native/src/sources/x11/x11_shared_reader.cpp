// SPDX-License-Identifier: MPL-2.0
#include "x11_shared_reader.h"

#include <cstring>

#include <sys/socket.h>
#include <xcb/shm.h>

namespace pixelflux {
namespace {

constexpr std::uint32_t kAllPlanes = ~0u;

// A server in another IPC namespace may know another segment by this one's number, attach that and
// write to it without complaint.
void require_shared(const X11Link& link, xcb_drawable_t drawable, const PictureMemory& segment) {
    // The pixel that arrives cannot be equal to both.
    for (const std::uint8_t before : {std::uint8_t{0x55}, std::uint8_t{0xaa}}) {
        std::memset(segment.data(), before, kBytesPerPixel);
        xcb_generic_error_t* raw_error = nullptr;
        const XcbReply<xcb_shm_get_image_reply_t> reply(xcb_shm_get_image_reply(
            link.get(),
            xcb_shm_get_image(link.get(), drawable, 0, 0, 1, 1, kAllPlanes,
                              XCB_IMAGE_FORMAT_Z_PIXMAP, segment.shared_as(), 0),
            &raw_error));
        const XcbError error(raw_error);
        if (reply == nullptr) {
            throw Error(ErrorCode::kCapture,
                        "the X server does not write to shared memory" +
                            (error == nullptr ? "" : ": " + x_error_name(*error)));
        }
        std::uint8_t after[kBytesPerPixel];
        std::memcpy(after, segment.data(), kBytesPerPixel);
        if (after[0] != before || after[1] != before || after[2] != before) return;
    }
    throw Error(ErrorCode::kCapture,
                "the X server writes to other memory than ours, as one does in another IPC "
                "namespace; let both containers share one (docker run --ipc)");
}

// Before 1.2 the server knows no request with a descriptor, and over a network none can be sent.
void require_descriptors(const X11Link& link) {
    const XcbReply<xcb_shm_query_version_reply_t> version(
        xcb_shm_query_version_reply(link.get(), xcb_shm_query_version(link.get()), nullptr));
    link.require_connection();
    if (version == nullptr || version->major_version < 1 ||
        (version->major_version == 1 && version->minor_version < 2)) {
        throw Error(ErrorCode::kCapture, "the X server has no MIT-SHM 1.2");
    }
    sockaddr_storage here{};
    socklen_t length = sizeof here;
    if (getsockname(link.descriptor(), reinterpret_cast<sockaddr*>(&here), &length) != 0 ||
        here.ss_family != AF_UNIX) {
        throw Error(ErrorCode::kCapture, "the X server is reached over a network");
    }
}

}  // namespace

const char* X11SharedReader::name() const {
    return way_ == SharedBy::kDescriptor ? "MIT-SHM by file descriptor" : "MIT-SHM";
}

std::unique_ptr<PictureMemory> X11SharedReader::make_memory(std::size_t bytes) {
    try {
        require_extension(link_.get(), &xcb_shm_id, "MIT-SHM");
        if (way_ == SharedBy::kDescriptor) require_descriptors(link_);
        std::unique_ptr<PictureMemory> segment = share_memory(link_.get(), way_, bytes);
        require_shared(link_, view_.drawable, *segment);
        return segment;
    } catch (const Error&) {
        link_.require_connection();
        throw;
    }
}

std::vector<LentPixels> X11SharedReader::read(const Rect& region,
                                              const std::vector<GrabPlace>& places,
                                              PictureMemory& room) {
    std::vector<xcb_shm_get_image_cookie_t> requests;
    std::vector<LentPixels> written;
    for (const GrabPlace& place : places) {
        const Rect& area = place.area;
        requests.push_back(xcb_shm_get_image(
            link_.get(), view_.drawable, static_cast<std::int16_t>(region.x + area.x),
            static_cast<std::int16_t>(region.y + area.y), static_cast<std::uint16_t>(area.width),
            static_cast<std::uint16_t>(area.height), kAllPlanes, XCB_IMAGE_FORMAT_Z_PIXMAP,
            room.shared_as(), static_cast<std::uint32_t>(place.offset)));
        written.push_back({area, room.data() + place.offset, row_bytes(area.width), view_.order});
    }
    XcbError failure;
    for (const xcb_shm_get_image_cookie_t request : requests) {
        xcb_generic_error_t* error = nullptr;
        const XcbReply<xcb_shm_get_image_reply_t> reply(
            xcb_shm_get_image_reply(link_.get(), request, &error));
        if (reply == nullptr && failure == nullptr)
            failure.reset(error);
        else
            std::free(error);
        if (reply == nullptr) link_.require_connection();
    }
    if (failure == nullptr) return written;
    throw X11ReadError(failure->error_code == XCB_MATCH ? X11ReadError::Refuses::kPixels
                                                        : X11ReadError::Refuses::kReader,
                       "the X server answers " + x_error_name(*failure));
}

}  // namespace pixelflux
