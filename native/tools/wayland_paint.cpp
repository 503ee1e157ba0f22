// SPDX-License-Identifier: MPL-2.0
// Shows on an output of a Wayland compositor what standard input says, as x11_paint does on an X
// display.
//
//   wayland_paint SOCKET [OUTPUT]   a window that covers the output; prints "ready WIDTH HEIGHT"
//   fill X Y WIDTH HEIGHT RRGGBB    a rectangle of one colour
//   image X Y WIDTH HEIGHT PATH     a file of WIDTH * HEIGHT pixels, 4 bytes each: blue, green,
//                                   red, unused
//   keep NUMBER WIDTH HEIGHT PATH   such a file becomes a picture that is kept here
//   copy FROM X Y WIDTH HEIGHT TO_X TO_Y
//                                   a part of a kept picture, or of the "screen", to the screen
//   pointer X Y                     moves the pointer there, as a hand would
//   cursor WIDTH HEIGHT X Y PATH    gives the pointer a look: a file of WIDTH * HEIGHT pixels, 4
//                                   bytes each: blue, green, red, alpha, premultiplied; X, Y is
//                                   the hotspot
//   size                            follows the size that the compositor wants; black at first
//
// A line may hold several, with ";" between them: what they paint is shown together. Each line is
// answered by "ok BEFORE AFTER", CLOCK_MONOTONIC in nanoseconds when the request left and when the
// compositor had it, "size" by "ok WIDTH HEIGHT", or by "error TEXT". It ends with its input.
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "line_program.h"
#include "paint_requests.h"
#include "rect.h"
#include "wayland_window.h"

namespace {

using pixelflux::MutablePixelView;
using pixelflux::Rect;
using pixelflux::row_bytes;
using pixelflux::Size;
using pixelflux::WaylandWindow;

struct Kept {
    MutablePixelView view() {
        return {pixels.data(), size.width, size.height, row_bytes(size.width)};
    }

    Size size;
    std::vector<std::uint8_t> pixels;
};

void require_within(const Rect& rect, const MutablePixelView& picture) {
    if (pixelflux::is_empty(rect) ||
        !pixelflux::contains({0, 0, picture.width, picture.height}, rect))
        throw std::runtime_error("lies outside");
}

void copy(const MutablePixelView& from, const Rect& rect, const MutablePixelView& to, int x,
          int y) {
    // Within one picture a row is read before it is overwritten.
    const bool down = y > rect.y;
    for (int i = 0; i < rect.height; ++i) {
        const int row = down ? rect.height - 1 - i : i;
        std::memmove(to.row(y + row) + row_bytes(x), from.row(rect.y + row) + row_bytes(rect.x),
                     row_bytes(rect.width));
    }
}

Kept read_kept(Size size, const std::string& path) {
    if (size.width <= 0 || size.height <= 0) throw std::runtime_error("has no pixels");
    Kept kept{size, std::vector<std::uint8_t>(pixelflux::picture_bytes(size))};
    pixelflux::read_image(kept.view(), {0, 0, size.width, size.height}, path);
    return kept;
}

class Painter {
public:
    Painter(const std::string& display, const std::string& output) : window_(display, output) {}

    Size size() const { return window_.size(); }

    Size follow() {
        window_.catch_up();
        return size();
    }

    // Carries out all of a line. Returns when the request for what it paints left, or its end.
    pixelflux::TimePoint carry_out(const std::string& line) {
        std::vector<Rect> changed;
        std::istringstream parts(line);
        for (std::string part; std::getline(parts, part, ';');) {
            try {
                carry_out_part(part, changed);
            } catch (const std::exception& failure) {
                throw std::runtime_error("cannot carry out: " + part + ": " + failure.what());
            }
        }
        return changed.empty() ? pixelflux::Clock::now() : window_.show(changed);
    }

private:
    template <typename... Values>
    static void read(std::istringstream& words, Values&... values) {
        (words >> ... >> values);
        if (!words) throw std::runtime_error("cannot be read");
    }

    void carry_out_part(const std::string& part, std::vector<Rect>& changed) {
        std::istringstream words(part);
        std::string command;
        read(words, command);
        if (command == "fill" || command == "image") {
            changed.push_back(pixelflux::draw_request(window_.picture(), part));
        } else if (command == "keep") {
            int number = 0;
            Size size;
            std::string path;
            read(words, number, size.width, size.height, path);
            kept_[number] = read_kept(size, path);
        } else if (command == "copy") {
            changed.push_back(copy_from(words));
        } else if (command == "pointer") {
            int x = 0, y = 0;
            read(words, x, y);
            window_.pointer().move(size(), x, y);
        } else if (command == "cursor") {
            show_cursor(words);
        } else {
            throw std::runtime_error("nothing is known of that");
        }
    }

    Rect copy_from(std::istringstream& words) {
        std::string from;
        Rect rect;
        int x = 0, y = 0;
        read(words, from, rect.x, rect.y, rect.width, rect.height, x, y);
        const MutablePixelView source =
            from == "screen" ? window_.picture() : kept_.at(std::stoi(from)).view();
        const Rect target = {x, y, rect.width, rect.height};
        require_within(rect, source);
        require_within(target, window_.picture());
        copy(source, rect, window_.picture(), x, y);
        return target;
    }

    void show_cursor(std::istringstream& words) {
        Size size;
        int x = 0, y = 0;
        std::string path;
        read(words, size.width, size.height, x, y, path);
        const Kept look = read_kept(size, path);
        std::vector<std::uint32_t> argb(look.pixels.size() / sizeof(std::uint32_t));
        std::memcpy(argb.data(), look.pixels.data(), look.pixels.size());
        window_.pointer().show(size, argb, x, y);
    }

    WaylandWindow window_;
    std::map<int, Kept> kept_;
};

void carry_out(Painter& painter, const std::string& line) {
    if (line == "size") {
        const Size size = painter.follow();
        std::cout << "ok " << size.width << ' ' << size.height << std::endl;
        return;
    }
    const pixelflux::TimePoint left = painter.carry_out(line);
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
        Painter painter(arguments[1], count == 3 ? arguments[2] : "");
        std::cout << "ready " << painter.size().width << ' ' << painter.size().height << std::endl;
        pixelflux::carry_out_lines([&](const std::string& line) { carry_out(painter, line); });
    });
}
