// SPDX-License-Identifier: MPL-2.0
// Shows on a display what standard input says, on its root window and in others, for tests and
// measurements that must know what is on the screen and when it got there.
//
//   x11_paint DISPLAY               prints "ready WIDTH HEIGHT"
//   fill X Y WIDTH HEIGHT RRGGBB    a rectangle of one colour
//   image X Y WIDTH HEIGHT PATH     a file of WIDTH * HEIGHT pixels, 4 bytes each: blue, green,
//                                   red, unused
//   keep NUMBER WIDTH HEIGHT PATH   such a file becomes a picture that the server keeps
//   copy FROM X Y WIDTH HEIGHT TO_X TO_Y
//                                   a part of a kept picture, or of the "screen", to the screen
//   window NUMBER X Y               a kept picture in a window of its own, its top left corner at
//   X,
//                                   Y: the first line opens the window, later ones move it
//   background NUMBER               a kept picture, as large as the screen, becomes what the root
//                                   window shows by itself; it and all windows are drawn afresh
//   pointer X Y                     moves the pointer there, as a hand would
//   cursor WIDTH HEIGHT X Y PATH    gives the pointer a look: a file of WIDTH * HEIGHT pixels, 4
//                                   bytes each: blue, green, red, alpha, premultiplied; X, Y is
//                                   the hotspot
//
// A line may hold several, with ";" between them: they reach the server together. Each line is
// answered by "ok BEFORE AFTER", CLOCK_MONOTONIC in nanoseconds when the requests left and when the
// server had carried them out, or by "error TEXT". It ends with its input.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "geometry.h"
#include "line_program.h"
#include "monotonic_time.h"
#include "x11_handles.h"
#include "x11_pointer.h"

namespace {

using pixelflux::kBytesPerPixel;
using pixelflux::Rect;
using pixelflux::X11Pointer;

class Painter {
public:
    explicit Painter(const std::string& display) {
        int number = 0;
        connection_.reset(xcb_connect(display.c_str(), &number));
        if (xcb_connection_has_error(connection_.get()) != 0)
            throw std::runtime_error("cannot open " + display);
        screen_ = xcb_setup_roots_iterator(xcb_get_setup(connection_.get())).data;
        context_ = xcb_generate_id(connection_.get());
        // Windows on the root do not shield it: what is painted is what the screen shows.
        const std::uint32_t values[] = {XCB_SUBWINDOW_MODE_INCLUDE_INFERIORS, 0};
        xcb_create_gc(connection_.get(), context_, screen_->root,
                      XCB_GC_SUBWINDOW_MODE | XCB_GC_GRAPHICS_EXPOSURES, values);
    }

    int width() const { return screen_->width_in_pixels; }
    int height() const { return screen_->height_in_pixels; }

    void fill(const Rect& rect, std::uint32_t color) {
        xcb_change_gc(connection_.get(), context_, XCB_GC_FOREGROUND, &color);
        const xcb_rectangle_t area = rectangle(rect);
        xcb_poly_fill_rectangle(connection_.get(), screen_->root, context_, 1, &area);
    }

    void image(const Rect& rect, const std::vector<std::uint8_t>& pixels) {
        put(screen_->root, rect, pixels);
    }

    // The server frees it when this connection ends.
    void keep(int number, int width, int height, const std::vector<std::uint8_t>& pixels) {
        const xcb_pixmap_t pixmap = xcb_generate_id(connection_.get());
        xcb_create_pixmap(connection_.get(), screen_->root_depth, pixmap, screen_->root,
                          static_cast<std::uint16_t>(width), static_cast<std::uint16_t>(height));
        put(pixmap, {0, 0, width, height}, pixels);
        kept_[number] = {pixmap, width, height};
    }

    void window(int number, int x, int y) {
        const auto found = windows_.find(number);
        if (found == windows_.end()) {
            open_window(number, x, y);
            return;
        }
        const std::int32_t place[] = {x, y};
        xcb_configure_window(connection_.get(), found->second,
                             XCB_CONFIG_WINDOW_X | XCB_CONFIG_WINDOW_Y, place);
    }

    void background(int number) {
        const xcb_pixmap_t pixmap = kept_.at(number).pixmap;
        xcb_change_window_attributes(connection_.get(), screen_->root, XCB_CW_BACK_PIXMAP, &pixmap);
        draw_afresh(screen_->root);
        for (const auto& [picture, window] : windows_) draw_afresh(window);
    }

    void copy(const std::string& from, const Rect& rect, int x, int y) {
        const xcb_drawable_t source =
            from == "screen" ? screen_->root : kept_.at(std::stoi(from)).pixmap;
        xcb_copy_area(connection_.get(), source, screen_->root, context_,
                      static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
                      static_cast<std::int16_t>(x), static_cast<std::int16_t>(y),
                      static_cast<std::uint16_t>(rect.width),
                      static_cast<std::uint16_t>(rect.height));
    }

    X11Pointer pointer() { return {connection_.get(), screen_->root}; }

    // The server answers in order, so an answer to this means that all before it is done.
    void wait_until_done() {
        const pixelflux::XcbReply<xcb_get_input_focus_reply_t> reply(xcb_get_input_focus_reply(
            connection_.get(), xcb_get_input_focus(connection_.get()), nullptr));
        if (reply == nullptr) throw std::runtime_error("the X server is gone");
    }

private:
    struct Kept {
        xcb_pixmap_t pixmap;
        int width;
        int height;
    };

    // The server draws the window's picture whenever it has to, so that nobody here must listen.
    void open_window(int number, int x, int y) {
        const Kept& kept = kept_.at(number);
        const xcb_window_t window = xcb_generate_id(connection_.get());
        const std::uint32_t values[] = {kept.pixmap, 1};
        xcb_create_window(connection_.get(), XCB_COPY_FROM_PARENT, window, screen_->root,
                          static_cast<std::int16_t>(x), static_cast<std::int16_t>(y),
                          static_cast<std::uint16_t>(kept.width),
                          static_cast<std::uint16_t>(kept.height), 0, XCB_WINDOW_CLASS_INPUT_OUTPUT,
                          XCB_COPY_FROM_PARENT, XCB_CW_BACK_PIXMAP | XCB_CW_OVERRIDE_REDIRECT,
                          values);
        xcb_map_window(connection_.get(), window);
        windows_[number] = window;
    }

    void draw_afresh(xcb_window_t window) {
        xcb_clear_area(connection_.get(), 0, window, 0, 0, 0, 0);
    }

    void put(xcb_drawable_t target, const Rect& rect, const std::vector<std::uint8_t>& pixels) {
        // A request may hold 256 KiB at least (the core protocol's limit of 65535 units of 4
        // bytes).
        constexpr int kRequest = 240 * 1024;
        const int stride = rect.width * kBytesPerPixel;
        const int step = std::max(1, kRequest / stride);
        for (int y = 0; y < rect.height; y += step) {
            const int rows = std::min(step, rect.height - y);
            xcb_put_image(
                connection_.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, target, context_,
                static_cast<std::uint16_t>(rect.width), static_cast<std::uint16_t>(rows),
                static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y + y), 0,
                screen_->root_depth, static_cast<std::uint32_t>(rows * stride),
                pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(stride));
        }
    }

    static xcb_rectangle_t rectangle(const Rect& rect) {
        return {static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
                static_cast<std::uint16_t>(rect.width), static_cast<std::uint16_t>(rect.height)};
    }

    pixelflux::XcbConnection connection_;
    xcb_screen_t* screen_ = nullptr;
    xcb_gcontext_t context_ = 0;
    std::map<int, Kept> kept_;
    std::map<int, xcb_window_t> windows_;  // by the numbers of their pictures
};

std::vector<std::uint8_t> read_pixels(const std::string& path, int width, int height) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) *
                                     static_cast<std::size_t>(height) * kBytesPerPixel);
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(pixels.data()), static_cast<std::streamsize>(pixels.size()));
    if (!file)
        throw std::runtime_error("cannot read " + std::to_string(pixels.size()) + " bytes from " +
                                 path);
    return pixels;
}

// What a line asks for, once all of it is read.
using Request = std::function<void(Painter&)>;

Request read_pointer(std::istringstream& words) {
    int x = 0, y = 0;
    words >> x >> y;
    return [=](Painter& painter) { painter.pointer().move(x, y); };
}

Request read_cursor(std::istringstream& words) {
    int width = 0, height = 0, x = 0, y = 0;
    std::string path;
    words >> width >> height >> x >> y >> path;
    const std::vector<std::uint8_t> pixels = read_pixels(path, width, height);
    std::vector<std::uint32_t> argb(pixels.size() / sizeof(std::uint32_t));
    std::memcpy(argb.data(), pixels.data(), pixels.size());
    return [=](Painter& painter) { painter.pointer().show({width, height}, argb, x, y); };
}

Request read_keep(std::istringstream& words) {
    int number = 0, width = 0, height = 0;
    std::string path;
    words >> number >> width >> height >> path;
    if (!words || width <= 0 || height <= 0) return nullptr;
    return [=, pixels = read_pixels(path, width, height)](Painter& painter) {
        painter.keep(number, width, height, pixels);
    };
}

Request read_window(std::istringstream& words) {
    int number = 0, x = 0, y = 0;
    words >> number >> x >> y;
    return [=](Painter& painter) { painter.window(number, x, y); };
}

Request read_background(std::istringstream& words) {
    int number = 0;
    words >> number;
    return [=](Painter& painter) { painter.background(number); };
}

Request read_copy(std::istringstream& words) {
    std::string from;
    Rect rect;
    int x = 0, y = 0;
    words >> from >> rect.x >> rect.y >> rect.width >> rect.height >> x >> y;
    if (rect.width <= 0 || rect.height <= 0) return nullptr;
    return [=](Painter& painter) { painter.copy(from, rect, x, y); };
}

Request read_drawing(const std::string& command, std::istringstream& words) {
    Rect rect;
    words >> rect.x >> rect.y >> rect.width >> rect.height;
    if (!words || rect.width <= 0 || rect.height <= 0) return nullptr;
    if (command == "fill") {
        std::uint32_t color = 0;
        words >> std::hex >> color;
        return [=](Painter& painter) { painter.fill(rect, color); };
    }
    std::string path;
    words >> path;
    return [rect, pixels = read_pixels(path, rect.width, rect.height)](Painter& painter) {
        painter.image(rect, pixels);
    };
}

Request read_request(const std::string& line) {
    std::istringstream words(line);
    std::string command;
    words >> command;
    const Request request = command == "pointer"                      ? read_pointer(words)
                            : command == "cursor"                     ? read_cursor(words)
                            : command == "keep"                       ? read_keep(words)
                            : command == "copy"                       ? read_copy(words)
                            : command == "window"                     ? read_window(words)
                            : command == "background"                 ? read_background(words)
                            : command == "fill" || command == "image" ? read_drawing(command, words)
                                                                      : nullptr;
    if (!words || !request) throw std::runtime_error("cannot read: " + line);
    return request;
}

void carry_out(Painter& painter, const std::string& line) {
    std::vector<Request> requests;
    std::istringstream parts(line);
    for (std::string part; std::getline(parts, part, ';');) requests.push_back(read_request(part));
    const auto before = pixelflux::to_nanos(pixelflux::Clock::now());
    for (const Request& request : requests) request(painter);
    painter.wait_until_done();
    std::cout << "ok " << before << ' ' << pixelflux::to_nanos(pixelflux::Clock::now())
              << std::endl;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: x11_paint DISPLAY\n";
        return EXIT_FAILURE;
    }
    return pixelflux::run_program([&] {
        Painter painter(arguments[1]);
        painter.wait_until_done();
        std::cout << "ready " << painter.width() << ' ' << painter.height() << std::endl;
        pixelflux::carry_out_lines([&](const std::string& line) { carry_out(painter, line); });
    });
}
