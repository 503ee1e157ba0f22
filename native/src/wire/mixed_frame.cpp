// SPDX-License-Identifier: MPL-2.0
#include "mixed_frame.h"

#include <limits>
#include <string>

#include "error.h"
#include "rect.h"
#include "sink_writer.h"

namespace pixelflux {
namespace {

constexpr std::uint32_t kMagic = 0x5046584d;
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeaderSize = 80;
constexpr std::size_t kEntrySize = 28;
constexpr std::size_t kFillSize = 3;

enum Flag : unsigned {
    kFirst = 0x01,
    kComplete = 0x02,
    kRefresh = 0x04,
    kFromNothing = 0x08,
    kLastPart = 0x10,
    kCoarse = 0x20,
    kAllFlags = 0x3f,
};

unsigned flags_of(const MixedFrame& frame) {
    unsigned flags = 0;
    if (!frame.previous) flags |= kFirst;
    if (frame.complete) flags |= kComplete;
    if (frame.refresh) {
        flags |= kRefresh;
        if (!frame.refresh->base) flags |= kFromNothing;
        if (frame.refresh->last_part) flags |= kLastPart;
        if (frame.refresh->coarse) flags |= kCoarse;
    }
    return flags;
}

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::kArgument, "mixed frame: " + what);
}

void require(bool holds, const char* what) {
    if (!holds) refuse(what);
}

std::string text_of(const Rect& rect) {
    return std::to_string(rect.width) + "x" + std::to_string(rect.height) + " at " +
           std::to_string(rect.x) + "," + std::to_string(rect.y);
}

// Takes big-endian numbers from memory that somebody has checked to be long enough.
class BigEndian {
public:
    explicit BigEndian(const std::uint8_t* at) : at_(at) {}

    unsigned u8() { return *at_++; }
    unsigned u16() {
        const unsigned high = u8();
        return high << 8 | u8();
    }
    std::uint32_t u32() {
        const std::uint32_t high = u16();
        return high << 16 | u16();
    }
    std::uint64_t u64() {
        const std::uint64_t high = u32();
        return high << 32 | u32();
    }
    // A number that must fit Java's long.
    std::uint64_t u63(const char* name) {
        const std::uint64_t value = u64();
        if (value > std::numeric_limits<std::int64_t>::max()) {
            refuse(std::string(name) + " " + std::to_string(value) + " is not below 2^63");
        }
        return value;
    }

private:
    const std::uint8_t* at_;
};

std::size_t payload_size_of(const MixedRectangle& rectangle) {
    switch (rectangle.kind) {
        case RectangleKind::kCopy:
            return 0;
        case RectangleKind::kFill:
            return kFillSize;
        case RectangleKind::kPicture:
        case RectangleKind::kVideo:
        case RectangleKind::kExact:
            break;
    }
    return rectangle.size;
}

// What is wrong with it; empty if nothing is.
std::string fault_of(const MixedRectangle& rectangle, const MixedFrame& frame) {
    const Rect whole = whole_of(frame.size);
    const RectangleKind kind = rectangle.kind;
    const RectangleRole role = rectangle.role;
    const auto known = [](auto value, auto last) {
        return static_cast<int>(value) >= 1 && static_cast<int>(value) <= static_cast<int>(last);
    };
    if (!known(kind, RectangleKind::kFill)) return "its kind is not one of 1 to 5";
    if (!known(role, RectangleRole::kBoth)) return "its role is not one of 1 to 3";
    if (is_empty(rectangle.area) || !contains(whole, rectangle.area))
        return text_of(rectangle.area) + " is empty or outside the picture of " + text_of(whole);
    if (role == RectangleRole::kRefresh && !frame.refresh)
        return "it belongs to a refresh, and the frame has none";
    if (kind == RectangleKind::kCopy) {
        const Rect source = {rectangle.source_x, rectangle.source_y, rectangle.area.width,
                             rectangle.area.height};
        if (!contains(whole, source))
            return "a copy from " + text_of(source) + ", outside the picture of " + text_of(whole);
        if (role != RectangleRole::kOwn) return "a copy that is not the frame's own";
        if (frame.complete) return "a copy in a frame that is complete";
    } else if (rectangle.source_x != 0 || rectangle.source_y != 0) {
        return "it has a source and is no copy";
    }
    if (kind == RectangleKind::kVideo) {
        if (role == RectangleRole::kRefresh) return "video that is refresh only";
    } else if (rectangle.stream != 0 || rectangle.generation != 0) {
        return "it has a stream or a generation and is no video";
    }
    if (rectangle.size != payload_size_of(rectangle) ||
        (rectangle.size == 0 && kind != RectangleKind::kCopy))
        return "a payload of " + std::to_string(rectangle.size) + " bytes does not suit its kind";
    return {};
}

MixedRectangle read_entry(BigEndian& from) {
    MixedRectangle rectangle;
    rectangle.area.x = static_cast<int>(from.u16());
    rectangle.area.y = static_cast<int>(from.u16());
    rectangle.area.width = static_cast<int>(from.u16());
    rectangle.area.height = static_cast<int>(from.u16());
    rectangle.kind = static_cast<RectangleKind>(from.u8());
    rectangle.role = static_cast<RectangleRole>(from.u8());
    require(from.u16() == 0, "a reserved field of a rectangle is not 0");
    rectangle.source_x = static_cast<int>(from.u16());
    rectangle.source_y = static_cast<int>(from.u16());
    rectangle.stream = from.u32();
    rectangle.generation = from.u32();
    rectangle.size = from.u32();
    return rectangle;
}

void read_rectangles(const std::uint8_t* bytes, std::size_t size, std::size_t count,
                     MixedFrame& frame) {
    require(count <= (size - kHeaderSize) / kEntrySize,
            "it is shorter than its rectangles' descriptions");
    std::size_t at = kHeaderSize + count * kEntrySize;
    BigEndian from(bytes + kHeaderSize);
    bool refresh = false;
    frame.rectangles.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        MixedRectangle rectangle = read_entry(from);
        const auto refuse_it = [&](const std::string& fault) {
            refuse("rectangle " + std::to_string(i) + ": " + fault);
        };
        const std::string fault = fault_of(rectangle, frame);
        if (!fault.empty()) refuse_it(fault);
        const bool is_refresh = rectangle.role == RectangleRole::kRefresh;
        if (refresh && !is_refresh) refuse_it("one of the frame's own after the refresh");
        refresh = is_refresh;
        if (rectangle.size > size - at) refuse_it("its payload goes beyond the end");
        rectangle.data = bytes + at;
        at += rectangle.size;
        frame.rectangles.push_back(rectangle);
    }
    require(at == size, "bytes follow the last payload");
}

void read_refresh(unsigned flags, std::uint64_t base, std::uint64_t start, MixedFrame& frame) {
    if ((flags & kRefresh) == 0) {
        require((flags & (kFromNothing | kLastPart | kCoarse)) == 0 && base == 0 && start == 0,
                "it has no refresh, but what belongs to one");
        return;
    }
    frame.refresh =
        MixedFrame::Refresh{{}, start, (flags & kLastPart) != 0, (flags & kCoarse) != 0};
    if ((flags & kFromNothing) != 0) {
        require(base == 0, "its refresh writes everything and has a base");
    } else {
        require(frame.previous.has_value(), "the first frame of an epoch refreshes an older one");
        require(base < start, "its refresh does not start after its base");
        frame.refresh->base = base;
    }
    // Parts come in consecutive frames.
    require(start == frame.frame || (frame.previous && start <= *frame.previous),
            "its refresh starts in a frame that is not this or one before it");
}

}  // namespace

std::size_t mixed_frame_size(const MixedFrame& frame) {
    std::size_t size = kHeaderSize + kEntrySize * frame.rectangles.size();
    for (const MixedRectangle& rectangle : frame.rectangles) size += rectangle.size;
    return size;
}

void write_mixed_frame(const MixedFrame& frame, PacketSink& sink) {
    const MixedFrame::Refresh refresh = frame.refresh.value_or(MixedFrame::Refresh{});
    SinkWriter writer(sink);
    const auto u8 = [&](unsigned value) { writer.byte(static_cast<std::uint8_t>(value)); };
    const auto u16 = [&](int value) {
        writer.big_endian<std::uint16_t>(static_cast<std::uint64_t>(value));
    };
    const auto u32 = [&](std::size_t value) { writer.big_endian<std::uint32_t>(value); };
    const auto u64 = [&](std::uint64_t value) { writer.big_endian<std::uint64_t>(value); };

    u32(kMagic);
    u8(kVersion);
    u8(flags_of(frame));
    u16(0);
    u64(frame.epoch);
    u64(frame.frame);
    u64(frame.previous.value_or(0));
    u64(refresh.base.value_or(0));
    u64(refresh.start);
    u64(static_cast<std::uint64_t>(frame.capture_nanos));
    u64(static_cast<std::uint64_t>(frame.encoded_nanos));
    u16(frame.size.width);
    u16(frame.size.height);
    u32(frame.rectangles.size());
    u32(mixed_frame_size(frame));
    u32(0);
    for (const MixedRectangle& rectangle : frame.rectangles) {
        u16(rectangle.area.x);
        u16(rectangle.area.y);
        u16(rectangle.area.width);
        u16(rectangle.area.height);
        u8(static_cast<unsigned>(rectangle.kind));
        u8(static_cast<unsigned>(rectangle.role));
        u16(0);
        u16(rectangle.source_x);
        u16(rectangle.source_y);
        u32(rectangle.stream);
        u32(rectangle.generation);
        u32(rectangle.size);
    }
    for (const MixedRectangle& rectangle : frame.rectangles) {
        writer.bytes(rectangle.data, rectangle.size);
    }
    writer.flush();
}

MixedFrame read_mixed_frame(const std::uint8_t* bytes, std::size_t size) {
    require(size >= kHeaderSize, "it is shorter than its header");
    BigEndian from(bytes);
    require(from.u32() == kMagic, "it does not begin with PFXM");
    require(from.u8() == kVersion, "its version is not 1");
    const unsigned flags = from.u8();
    require((flags & ~kAllFlags) == 0, "it has flags that are not known");
    require(from.u16() == 0, "a reserved field is not 0");
    MixedFrame frame;
    frame.epoch = from.u63("epoch");
    frame.frame = from.u63("frame");
    const std::uint64_t previous = from.u63("previous frame");
    const std::uint64_t base = from.u63("refresh base");
    const std::uint64_t start = from.u63("refresh start");
    frame.capture_nanos = static_cast<std::int64_t>(from.u64());
    frame.encoded_nanos = static_cast<std::int64_t>(from.u64());
    frame.size.width = static_cast<int>(from.u16());
    frame.size.height = static_cast<int>(from.u16());
    const std::size_t count = from.u32();
    require(from.u32() == size, "its length is not that of the message");
    require(from.u32() == 0, "a reserved field is not 0");
    require(frame.size.width >= 1 && frame.size.width <= kLargestSide && frame.size.height >= 1 &&
                frame.size.height <= kLargestSide,
            "the picture's size is not 1x1 to 16384x16384");
    frame.complete = (flags & kComplete) != 0;
    if ((flags & kFirst) != 0) {
        require(frame.complete, "the first frame of an epoch is not complete");
        require(previous == 0, "the first frame of an epoch has one before it");
    } else {
        require(previous < frame.frame, "it does not come after the frame before it");
        frame.previous = previous;
    }
    read_refresh(flags, base, start, frame);
    read_rectangles(bytes, size, count, frame);
    return frame;
}

}  // namespace pixelflux
