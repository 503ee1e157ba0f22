// SPDX-License-Identifier: MPL-2.0
#include "frame_copy.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string>

#include "error.h"
#include "rect.h"

namespace pixelflux {
namespace {

// No picture has a longer side; whoever says so has lost his way.
constexpr std::uint32_t kLongestSide = 65535;

[[noreturn]] void refuse(const std::string& told) {
    throw Error(ErrorCode::kCapture, "the stream of the screen cannot be read: " + told);
}

std::string text_of(const StreamFormat& format) {
    return std::to_string(format.width) + "x" + std::to_string(format.height) + " in " +
           format.name;
}

// The part of `told` within `within`.
Rect part_of(const ToldRect& told, const Rect& within) {
    const auto edge = [](std::int64_t at, int low, int high) {
        return static_cast<int>(std::clamp<std::int64_t>(at, low, high));
    };
    const int left = edge(told.x, within.x, right_of(within));
    const int top = edge(told.y, within.y, bottom_of(within));
    const int right = edge(std::int64_t{told.x} + told.width, within.x, right_of(within));
    const int bottom = edge(std::int64_t{told.y} + told.height, within.y, bottom_of(within));
    return {left, top, right - left, bottom - top};
}

Rect area_of(const StreamFrame& frame, const Rect& whole) {
    if (!frame.crop) return whole;
    const ToldRect& crop = *frame.crop;
    // Whoever crops nothing may say so by nothing.
    if (crop.width == 0 && crop.height == 0) return whole;
    const Rect area = part_of(crop, whole);
    const bool fits = std::int64_t{area.x} == crop.x && std::int64_t{area.y} == crop.y &&
                      static_cast<std::uint32_t>(area.width) == crop.width &&
                      static_cast<std::uint32_t>(area.height) == crop.height;
    if (!fits || is_empty(area)) {
        refuse("its part " + std::to_string(crop.width) + "x" + std::to_string(crop.height) +
               " at " + std::to_string(crop.x) + "," + std::to_string(crop.y) +
               " does not lie within the buffer of " + std::to_string(whole.width) + "x" +
               std::to_string(whole.height));
    }
    return area;
}

// Reads what lies at `from` of the frame's buffer.
void read(const StreamFrame& frame, std::uint64_t from, std::uint8_t* to, std::size_t bytes) {
    if (frame.file < 0) {
        std::memcpy(to, frame.memory + from, bytes);
        return;
    }
    // A mapping of a file that is cut would end the process.
    while (bytes > 0) {
        const ssize_t got =
            pread(frame.file, to, bytes, static_cast<off_t>(frame.file_offset + from));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            refuse(got == 0 ? "the memory of its buffer is shorter than was told"
                            : std::string("its buffer: ") + std::strerror(errno));
        }
        to += got;
        from += static_cast<std::uint64_t>(got);
        bytes -= static_cast<std::size_t>(got);
    }
}

}  // namespace

FrameLayout layout_of(const StreamFrame& frame, const StreamFormat& format) {
    if (!format.order) {
        refuse("it is " + text_of(format) +
               ", allowed are BGRx, BGRA, RGBx and RGBA in shared memory");
    }
    if (format.width == 0 || format.height == 0 || format.width > kLongestSide ||
        format.height > kLongestSide) {
        refuse("it is " + text_of(format) + ", allowed are 1.." + std::to_string(kLongestSide) +
               " pixels a side");
    }
    if (frame.file < 0 && frame.memory == nullptr) {
        refuse("its buffer is of the kind " + frame.kind +
               ", allowed is shared memory (MemFd, MemPtr)");
    }
    const std::uint64_t row = std::uint64_t{format.width} * kBytesPerPixel;
    const std::uint64_t stride = frame.stride == 0 ? row : static_cast<std::uint64_t>(frame.stride);
    const std::uint64_t needed = stride * (format.height - 1) + row;
    const std::uint64_t most = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
    const bool there = frame.stride >= 0 && stride >= row && stride <= most / kLongestSide &&
                       frame.offset <= frame.room && needed <= frame.room - frame.offset &&
                       needed <= frame.size && frame.file_offset <= most - frame.room;
    if (!there) {
        refuse("a picture of " + text_of(format) + " needs " + std::to_string(needed) +
               " bytes, and the buffer of " + std::to_string(frame.room) + " has " +
               std::to_string(frame.size) + " at " + std::to_string(frame.offset) + ", " +
               std::to_string(frame.stride) + " a row");
    }
    const Rect area =
        area_of(frame, {0, 0, static_cast<int>(format.width), static_cast<int>(format.height)});
    return {frame.offset + static_cast<std::uint64_t>(area.y) * stride + row_bytes(area.x), stride,
            area, *format.order};
}

std::vector<Rect> changes_of(const StreamFrame& frame, const FrameLayout& layout) {
    const Rect& area = layout.area;
    if (!frame.damage) return {{0, 0, area.width, area.height}};
    std::vector<Rect> changes;
    for (const ToldRect& told : *frame.damage) {
        const Rect part = part_of(told, area);
        if (!is_empty(part))
            changes.push_back({part.x - area.x, part.y - area.y, part.width, part.height});
    }
    return changes;
}

void copy_frame(const StreamFrame& frame, const FrameLayout& layout, const std::vector<Rect>& parts,
                const MutablePixelView& picture) {
    for (const Rect& part : parts) {
        std::uint64_t from =
            layout.offset + static_cast<std::uint64_t>(part.y) * layout.stride + row_bytes(part.x);
        std::uint8_t* to = picture.row(part.y) + row_bytes(part.x);
        // Rows without a gap between them are one piece.
        const bool whole = part.width == picture.width && layout.stride == row_bytes(part.width) &&
                           picture.stride == row_bytes(part.width);
        const int pieces = whole ? 1 : part.height;
        const std::size_t bytes =
            whole ? picture_bytes({part.width, part.height}) : row_bytes(part.width);
        for (int i = 0; i < pieces; ++i, from += layout.stride, to += picture.stride)
            read(frame, from, to, bytes);
    }
}

}  // namespace pixelflux
