// SPDX-License-Identifier: MPL-2.0
#include "buffer_need.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "error.h"

namespace pixelflux {
namespace {

// A pool of wl_shm has its size as an int32.
constexpr std::uint64_t kMostBytes = 0x7fffffff;
// No picture has a longer side; a compositor that says so has lost its way.
constexpr std::uint32_t kLongestSide = 65535;

constexpr std::uint32_t fourcc(const char (&code)[5]) {
    std::uint32_t number = 0;
    for (int i = 3; i >= 0; --i) number = number << 8 | static_cast<unsigned char>(code[i]);
    return number;
}

struct Format {
    std::uint32_t number;
    const char* name;
    PixelOrder order;
    bool ten_bits = false;
};

// The formats of wl_shm name the bits of a little-endian number, from the highest down.
constexpr std::array<Format, 12> kFormats = {{
    {1, "xrgb8888", {0, 1, 2}},
    {0, "argb8888", {0, 1, 2}},
    {fourcc("XB24"), "xbgr8888", {2, 1, 0}},
    {fourcc("AB24"), "abgr8888", {2, 1, 0}},
    {fourcc("RX24"), "rgbx8888", {1, 2, 3}},
    {fourcc("RA24"), "rgba8888", {1, 2, 3}},
    {fourcc("BX24"), "bgrx8888", {3, 2, 1}},
    {fourcc("BA24"), "bgra8888", {3, 2, 1}},
    {fourcc("XR30"), "xrgb2101010", {0, 1, 2}, true},
    {fourcc("AR30"), "argb2101010", {0, 1, 2}, true},
    {fourcc("XB30"), "xbgr2101010", {2, 1, 0}, true},
    {fourcc("AB30"), "abgr2101010", {2, 1, 0}, true},
}};

const Format* find_format(std::uint32_t number) {
    const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                    [&](const Format& format) { return format.number == number; });
    return found == kFormats.end() ? nullptr : &*found;
}

std::string text_of(const BufferNeed& need) {
    std::string text = std::to_string(need.width) + "x" + std::to_string(need.height) + " in " +
                       format_name(need.format);
    if (need.stride != 0) text += ", " + std::to_string(need.stride) + " bytes a row";
    return text;
}

std::optional<BufferShape> shape_of(const BufferNeed& need) {
    const Format* const format = find_format(need.format);
    if (format == nullptr) return std::nullopt;
    if (need.width == 0 || need.height == 0) return std::nullopt;
    if (need.width > kLongestSide || need.height > kLongestSide) return std::nullopt;
    const std::uint32_t row = need.width * std::uint32_t{kBytesPerPixel};
    BufferShape shape{need,
                      {static_cast<int>(need.width), static_cast<int>(need.height)},
                      format->order,
                      format->ten_bits};
    if (need.stride == 0) shape.need.stride = row;
    if (shape.need.stride < row) return std::nullopt;
    if (std::uint64_t{shape.need.stride} * need.height > kMostBytes) return std::nullopt;
    return shape;
}

// How far down the list a format stands: those that need no other order of colours come first, and
// those whose pixels have to be converted last.
std::size_t rank(const BufferShape& shape) {
    return static_cast<std::size_t>(find_format(shape.need.format) - kFormats.data());
}

}  // namespace

BufferShape choose_buffer(const std::vector<BufferNeed>& needs) {
    std::optional<BufferShape> best;
    for (const BufferNeed& need : needs) {
        const std::optional<BufferShape> shape = shape_of(need);
        if (shape && (!best || rank(*shape) < rank(*best))) best = shape;
    }
    if (best) return *best;
    std::string wanted;
    for (const BufferNeed& need : needs) wanted += (wanted.empty() ? "" : "; ") + text_of(need);
    throw Error(ErrorCode::kCapture,
                "the compositor offers its picture as " +
                    (wanted.empty() ? "no buffer in shared memory" : wanted) +
                    ", which cannot be captured: it takes 1.." + std::to_string(kLongestSide) +
                    " pixels a side, 2 GiB at most, and a byte or 10 bits each of red, green and "
                    "blue in 32 bits (xrgb8888, xrgb2101010 and their kin)");
}

std::optional<PixelOrder> order_of_format(std::uint32_t format) {
    const Format* const found = find_format(format);
    if (found == nullptr || found->ten_bits) return std::nullopt;
    return found->order;
}

std::string format_name(std::uint32_t format) {
    if (const Format* const found = find_format(format)) return found->name;
    std::string code;
    for (int i = 0; i < 4; ++i) {
        const auto letter = static_cast<unsigned char>(format >> (8 * i));
        if (std::isprint(letter) == 0) return "format " + std::to_string(format);
        code += static_cast<char>(letter);
    }
    return "format '" + code + "'";
}

}  // namespace pixelflux
