// SPDX-License-Identifier: MPL-2.0
// Shows on an output of a Wayland compositor what standard input says, as x11_paint does on an X
// display.
//
//   wayland_paint SOCKET [OUTPUT]   a window that covers the output; prints "ready WIDTH HEIGHT"
//   fill X Y WIDTH HEIGHT RRGGBB    a rectangle of one colour
//   image X Y WIDTH HEIGHT PATH     a file of WIDTH * HEIGHT pixels, 4 bytes each: blue, green,
//                                   red, unused
//   size                            follows the size that the compositor wants; black at first
//
// A line may hold several, with ";" between them: they are shown together. Each line is answered by
// "ok BEFORE AFTER", CLOCK_MONOTONIC in nanoseconds when the request left and when the compositor
// had it, "size" by "ok WIDTH HEIGHT", or by "error TEXT". It ends with its input.
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "line_program.h"
#include "rect.h"
#include "wayland_window.h"

namespace {

using pixelflux::MutablePixelView;
using pixelflux::Rect;
using pixelflux::WaylandWindow;

void fill(const MutablePixelView& picture, const Rect& rect, std::uint32_t color) {
    for (int y = rect.y; y < pixelflux::bottom_of(rect); ++y) {
        for (int x = rect.x; x < pixelflux::right_of(rect); ++x)
            std::memcpy(picture.row(y) + pixelflux::row_bytes(x), &color, sizeof color);
    }
}

void read_image(const MutablePixelView& picture, const Rect& rect, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    for (int y = rect.y; y < pixelflux::bottom_of(rect); ++y)
        file.read(reinterpret_cast<char*>(picture.row(y) + pixelflux::row_bytes(rect.x)),
                  static_cast<std::streamsize>(pixelflux::row_bytes(rect.width)));
    if (!file) throw std::runtime_error("cannot read enough from " + path);
}

// Draws what a part of a line asks for. Returns where.
Rect draw(const MutablePixelView& picture, const std::string& request) {
    std::istringstream words(request);
    std::string command;
    Rect rect;
    words >> command >> rect.x >> rect.y >> rect.width >> rect.height;
    const bool within =
        pixelflux::contains({0, 0, picture.width, picture.height}, rect) && !is_empty(rect);
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

void carry_out(WaylandWindow& window, const std::string& line) {
    if (line == "size") {
        window.catch_up();
        std::cout << "ok " << window.size().width << ' ' << window.size().height << std::endl;
        return;
    }
    std::vector<Rect> changed;
    std::istringstream parts(line);
    for (std::string part; std::getline(parts, part, ';');)
        changed.push_back(draw(window.picture(), part));
    const pixelflux::TimePoint left = window.show(changed);
    std::cout << "ok " << pixelflux::to_nanos(left) << ' '
              << pixelflux::to_nanos(pixelflux::Clock::now()) << std::endl;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2 && count != 3) {
        std::cerr << "usage: wayland_paint SOCKET [OUTPUT]\n";
        return EXIT_FAILURE;
    }
    return pixelflux::run_program([&] {
        WaylandWindow window(arguments[1], count == 3 ? arguments[2] : "");
        std::cout << "ready " << window.size().width << ' ' << window.size().height << std::endl;
        pixelflux::carry_out_lines([&](const std::string& line) { carry_out(window, line); });
    });
}
