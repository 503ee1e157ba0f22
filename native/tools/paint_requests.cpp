// SPDX-License-Identifier: MPL-2.0
#include "paint_requests.h"

#include <cstring>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <stdexcept>

#include "rect.h"

namespace pixelflux {
namespace {

void fill(const MutablePixelView& picture, const Rect& rect, std::uint32_t color) {
    for (int y = rect.y; y < bottom_of(rect); ++y) {
        for (int x = rect.x; x < right_of(rect); ++x)
            std::memcpy(picture.row(y) + row_bytes(x), &color, sizeof color);
    }
}

}  // namespace

void read_image(const MutablePixelView& picture, const Rect& part, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    for (int y = part.y; y < bottom_of(part); ++y)
        file.read(reinterpret_cast<char*>(picture.row(y) + row_bytes(part.x)),
                  static_cast<std::streamsize>(row_bytes(part.width)));
    if (!file) throw std::runtime_error("cannot read enough from " + path);
}

Rect draw_request(const MutablePixelView& picture, const std::string& request) {
    std::istringstream words(request);
    std::string command;
    Rect rect;
    words >> command >> rect.x >> rect.y >> rect.width >> rect.height;
    const bool within = contains({0, 0, picture.width, picture.height}, rect) && !is_empty(rect);
    if (!words || !within) throw std::runtime_error("cannot read: " + request);
    if (command == "fill") {
        std::uint32_t color = 0;
        words >> std::hex >> color;
        fill(picture, rect, color);
    } else if (command == "image") {
        std::string path;
        words >> path;
        read_image(picture, rect, path);
    } else {
        throw std::runtime_error("cannot read: " + request);
    }
    if (!words) throw std::runtime_error("cannot read: " + request);
    return rect;
}

}  // namespace pixelflux
