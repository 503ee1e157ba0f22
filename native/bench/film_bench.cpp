// SPDX-License-Identifier: MPL-2.0
// What a film that fills the screen costs in mode mixed beside mode h264, from grabbed pixels to
// encoded ones, one thread alone:
//
//   film_bench WIDTH HEIGHT PATH SECONDS
//
// PATH holds pictures of WIDTH * HEIGHT pixels, 4 bytes each: blue, green, red, unused; they run
// forth and back, 30 times a second. Both modes take turns, ten frames at a time, after three
// seconds of each that are not counted. Prints for each mode the processor time and the bytes of a
// frame, without the grab, and then the ratios.
#include <chrono>
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

#include "choose_encoder.h"
#include "choose_frames.h"
#include "colours.h"
#include "cpu_time.h"
#include "epochs.h"
#include "frame_source.h"
#include "packet.h"
#include "rect.h"
#include "worker_pool.h"

namespace {

using namespace pixelflux;

constexpr int kRate = 30;
constexpr int kTurn = 10;  // frames
constexpr int kWarmUpSeconds = 3;

// Shows the pictures of a file, one after the other, and writes them where it is told, as an X
// server does.
class Film final : public FrameSource {
public:
    Film(Size size, const char* path) : size_(size) {
        std::ifstream file(path, std::ios::binary | std::ios::ate);
        const std::streamoff length = file.tellg();
        bytes_.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
        file.seekg(0);
        file.read(bytes_.data(), length);
        if (bytes_.size() < 2 * picture_bytes(size) || bytes_.size() % picture_bytes(size) != 0)
            throw std::runtime_error(std::string(path) +
                                     " does not hold whole pictures, two or more");
    }

    void go_on() { ++shown_; }
    double grab_millis() const { return grab_millis_; }

    Size full_size() const override { return size_; }
    void set_region(const Rect&) override {}
    Change wait_for_change(const WakeEvent&, TimePoint) override { return Change::kPending; }
    void settle(const WakeEvent&, Duration) override {}
    void take_changes(Damage& damage) override { damage.add_all(); }
    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override {
        const double start = cpu_millis();
        const PixelView picture = view();
        std::vector<LentPixels> written;
        for (const GrabPlace& place : places) {
            const Rect& area = place.area;
            std::uint8_t* const to = room.data() + place.offset;
            for (int y = 0; y < area.height; ++y)
                std::memcpy(to + static_cast<std::size_t>(y) * row_bytes(area.width),
                            pixel_at(picture, area.x, area.y + y), row_bytes(area.width));
            written.push_back({area, to, row_bytes(area.width), kBgrx});
        }
        grab_millis_ += cpu_millis() - start;
        return written;
    }

private:
    PixelView view() const {
        const auto last = bytes_.size() / picture_bytes(size_) - 1;
        const std::size_t place = shown_ % (2 * last);
        const std::size_t index = place <= last ? place : 2 * last - place;
        return {reinterpret_cast<const std::uint8_t*>(bytes_.data()) + index * picture_bytes(size_),
                size_.width, size_.height, row_bytes(size_.width)};
    }

    Size size_;
    std::vector<char> bytes_;
    std::size_t shown_ = 0;
    double grab_millis_ = 0;
};

struct Cost {
    double millis = 0;
    double bytes = 0;
    int frames = 0;
};

// A capture of the film in one mode.
class Run {
public:
    Run(CaptureMode mode, Size size, const char* path) : size_(size), film_(size, path) {
        settings_.mode = mode;
        settings_.video_rectangles = true;
        frames_ = make_frame_maker(FrameContent::kEncoded, settings_, film_, epochs_);
        frames_->apply(settings_);
        frames_->start_over(size);
        all_.add_all();
    }

    Cost turn() {
        Cost cost;
        for (; cost.frames < kTurn; ++cost.frames) {
            film_.go_on();
            now_ += std::chrono::milliseconds(1000) / kRate;
            Packet packet;
            packet.frame_id = next_;
            packet.width = size_.width;
            packet.height = size_.height;
            const double start = cpu_millis() - film_.grab_millis();
            if (!frames_->make({static_cast<std::int64_t>(++next_) * 2, now_, all_, none_,
                                overlays_, pool_, 1},
                               packet))
                throw std::runtime_error("a film without a frame");
            cost.millis += cpu_millis() - film_.grab_millis() - start;
            cost.bytes += static_cast<double>(packet_size(packet));
        }
        return cost;
    }

private:
    Size size_;
    Film film_;
    Settings settings_;
    Epochs epochs_{[] { return std::uint64_t{1}; }};
    std::unique_ptr<FrameMaker> frames_;
    Damage all_{size_};
    Damage none_{size_};
    OverlayStack overlays_;
    WorkerPool pool_;
    TimePoint now_ = TimePoint{} + std::chrono::hours(1);
    std::uint64_t next_ = 0;
};

void add(Cost& all, const Cost& one) {
    all.millis += one.millis;
    all.bytes += one.bytes;
    all.frames += one.frames;
}

void print(const char* name, const Cost& cost) {
    std::printf("%.3f ms %.0f bytes a frame, %s\n", cost.millis / cost.frames,
                cost.bytes / cost.frames, name);
}

void measure(Size size, const char* path, int seconds) {
    Run h264(CaptureMode::kH264, size, path);
    Run mixed(CaptureMode::kMixed, size, path);
    Cost costs[2];
    for (int turn = -kWarmUpSeconds * kRate / kTurn; turn < seconds * kRate / kTurn; ++turn) {
        const Cost one = h264.turn();
        const Cost other = mixed.turn();
        if (turn < 0) continue;
        add(costs[0], one);
        add(costs[1], other);
    }
    print("h264", costs[0]);
    print("mixed", costs[1]);
    std::printf("%.3f of the time, %.3f of the bytes\n", costs[1].millis / costs[0].millis,
                costs[1].bytes / costs[0].bytes);
}

}  // namespace

int main(int count, char** arguments) {
    const int seconds = count == 5 ? std::atoi(arguments[4]) : 0;
    if (seconds < 1) {
        std::fprintf(stderr, "usage: film_bench WIDTH HEIGHT PATH SECONDS\n");
        return EXIT_FAILURE;
    }
    try {
        measure({std::atoi(arguments[1]), std::atoi(arguments[2])}, arguments[3], seconds);
        return EXIT_SUCCESS;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return EXIT_FAILURE;
    }
}
