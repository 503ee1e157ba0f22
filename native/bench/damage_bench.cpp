// SPDX-License-Identifier: MPL-2.0
// What it costs to find out what changed, by how much was drawn: the damage is taken, grabbed and
// compared with the kept picture, beside memcpy and memcmp of as many pixels.
//
//   damage_bench ROUNDS [PROCESS]
//
// Draws on the screen of $DISPLAY, of at least 1920x1080, in its middle. Prints a line of fields
// between tabs for each share of the pixels: per cent, pixels, and milliseconds of processor time
// (medians): what was drawn is grabbed alone, every pixel changes: of this thread, of the X server;
// the same pixels are drawn again: of this thread; the three again where stripes follow, as
// KeptPicture grabs; memcpy; memcmp of equal pixels. The X server's are 0 unless PROCESS, its
// number, is given.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <xcb/xcb.h>

#include "cpu_time.h"
#include "kept_picture.h"
#include "rect.h"
#include "x11_handles.h"
#include "x11_source.h"

namespace {

using namespace pixelflux;

constexpr Size kScreen = {1920, 1080};

// As it is scheduled, in nanoseconds; clocks of other processes tick too seldom.
double server_millis(const std::string& process) {
    double nanos = 0;
    if (!process.empty()) std::ifstream("/proc/" + process + "/schedstat") >> nanos;
    return nanos / 1e6;
}

class Painter {
public:
    Painter()
        : connection_(xcb_connect(nullptr, nullptr)),
          root_(xcb_setup_roots_iterator(xcb_get_setup(connection_.get())).data->root),
          context_(xcb_generate_id(connection_.get())) {
        xcb_create_gc(connection_.get(), context_, root_, 0, nullptr);
    }
    // Returns when it is done.
    void fill(const Rect& rect, std::uint32_t pixel) {
        xcb_change_gc(connection_.get(), context_, XCB_GC_FOREGROUND, &pixel);
        const xcb_rectangle_t drawn = {
            static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
            static_cast<std::uint16_t>(rect.width), static_cast<std::uint16_t>(rect.height)};
        xcb_poly_fill_rectangle(connection_.get(), root_, context_, 1, &drawn);
        const XcbReply<xcb_get_input_focus_reply_t> done(xcb_get_input_focus_reply(
            connection_.get(), xcb_get_input_focus(connection_.get()), nullptr));
        if (done == nullptr) throw std::runtime_error("the X server has gone");
    }

private:
    XcbConnection connection_;
    xcb_window_t root_;
    xcb_gcontext_t context_;
};

double median(std::vector<double>& times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

class Bench {
public:
    Bench(int rounds, std::string process) : rounds_(rounds), process_(std::move(process)) {
        source_.opened();
    }

    // Of the screen's shape, so that each share has more rows and more columns than the one before.
    void measure(int percent) {
        const double side = std::sqrt(percent / 100.0);
        const int width = static_cast<int>(std::lround(kScreen.width * side));
        const int height = static_cast<int>(std::lround(kScreen.height * side));
        const Rect area = {(kScreen.width - width) / 2, (kScreen.height - height) / 2, width,
                           height};
        std::vector<double> times[8];
        const std::size_t bytes = picture_bytes({width, height});
        for (int round = 0; round < rounds_; ++round) {
            for (const bool alone : {true, false}) {
                const std::uint32_t color = ++color_ * 0x010203u;
                std::vector<double>* const to = times + (alone ? 0 : 3);
                const Times changed = look(area, color, alone);
                to[0].push_back(changed.ours);
                to[1].push_back(changed.server);
                to[2].push_back(look(area, color, alone).ours);
            }
            double start = cpu_millis();
            std::memcpy(copy_.data(), original_.data(), bytes);
            times[6].push_back(cpu_millis() - start);
            start = cpu_millis();
            if (std::memcmp(copy_.data(), original_.data(), bytes) != 0)
                throw std::runtime_error("a copy differs");
            times[7].push_back(cpu_millis() - start);
        }
        std::printf("%d\t%lld", percent, static_cast<long long>(area_of(area)));
        for (std::vector<double>& one : times) std::printf("\t%.4f", median(one));
        std::printf("\n");
        std::fflush(stdout);
    }

private:
    struct Times {
        double ours;
        double server;
    };

    // Draws; what it then took to find out.
    Times look(const Rect& area, std::uint32_t color, bool alone) {
        painter_.fill(area, color);
        if (source_.wait_for_change(wake_, kNever) == FrameSource::Change::kNone)
            throw std::runtime_error("no damage was told");
        const double server = server_millis(process_);
        const double start = cpu_millis();
        Damage damage(kScreen);
        source_.take_changes(damage);
        if (alone)
            grab_alone(damage);
        else
            kept_.grab(damage);
        return {cpu_millis() - start, server_millis(process_) - server};
    }

    void grab_alone(const Damage& damage) {
        std::vector<GrabPlace> places;
        std::size_t offset = picture_bytes(kScreen);
        for (const Rect& area : damage.areas()) {
            places.push_back({area, offset});
            offset += picture_bytes({area.width, area.height});
        }
        BandSet changed(bands_in(kScreen.height));
        const MutablePixelView picture = {memory_->data(), kScreen.width, kScreen.height,
                                          row_bytes(kScreen.width)};
        for (const LentPixels& lent : source_.grab(places, *memory_))
            take_over(lent, picture, changed);
    }

    int rounds_;
    std::string process_;
    std::uint32_t color_ = 0;
    Painter painter_;
    X11Source source_{""};
    KeptPicture kept_{source_, whole_of(kScreen)};
    std::unique_ptr<PictureMemory> memory_ = source_.make_memory(2 * picture_bytes(kScreen));
    WakeEvent wake_;
    std::vector<std::uint8_t> original_ = std::vector<std::uint8_t>(picture_bytes(kScreen), 1);
    std::vector<std::uint8_t> copy_ = std::vector<std::uint8_t>(picture_bytes(kScreen), 2);
};

}  // namespace

int main(int count, char** arguments) {
    if (count < 2 || count > 3) {
        std::fprintf(stderr, "usage: damage_bench ROUNDS [PROCESS]\n");
        return EXIT_FAILURE;
    }
    try {
        Bench bench(std::atoi(arguments[1]), count == 3 ? arguments[2] : "");
        for (const int percent : {1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100})
            bench.measure(percent);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "damage_bench: %s\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
