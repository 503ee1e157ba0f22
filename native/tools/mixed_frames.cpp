// SPDX-License-Identifier: MPL-2.0
// Encodes one moving desktop twice as H.264, as one full-frame stream each: once telling libx264
// which bands and columns did not change, once as if all had. For tests that decode both and
// compare them with the source.
//
//   mixed_frames WIDTH HEIGHT FRAMES 420|444
//
// Writes for each frame, numbers as u32 in the machine's order: the size of the first stream's
// picture and its bytes, those of the second, and the source's WIDTH * HEIGHT pixels, 4 bytes each:
// blue, green, red, unused.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "change_detector.h"
#include "choose_encoder.h"

namespace {

using namespace pixelflux;

// A picture on which something else happens in every frame: nothing, a glyph, text that scrolls, a
// window that moves, noise, a flash of the whole picture. The same each time.
class MixedDesktop {
public:
    MixedDesktop(int width, int height)
        : size_{width, height}, pixels_(static_cast<std::size_t>(width * height), 0x406080) {}

    PixelView view() const {
        return {reinterpret_cast<const std::uint8_t*>(pixels_.data()), size_.width, size_.height,
                static_cast<std::size_t>(size_.width) * kBytesPerPixel};
    }

    void step() {
        switch (pick(0, 9)) {
            case 0:
            case 1:
                return;
            case 2:
            case 3:
            case 4:
                return glyph();
            case 5:
                return scroll();
            case 6:
            case 7:
                return fill(pick(0, size_.width), pick(0, size_.height), 60, 40);
            case 8:
                return noise();
            default:
                if (pick(0, 4) == 0) fill(0, 0, size_.width, size_.height);
        }
    }

    int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

private:
    void set(int x, int y, std::uint32_t color) {
        if (x < size_.width && y < size_.height)
            pixels_[static_cast<std::size_t>(y * size_.width + x)] = color;
    }
    std::uint32_t color() { return random_() & 0xffffff; }
    void fill(int left, int top, int width, int height) {
        const std::uint32_t one = color();
        for (int y = top; y < top + height; ++y) {
            for (int x = left; x < left + width; ++x) set(x, y, one);
        }
    }
    void glyph() {
        const int left = pick(0, size_.width);
        const int top = pick(0, size_.height);
        const std::uint32_t ink = color();
        for (int y = top; y < top + 14; ++y) {
            for (int x = left; x < left + 9; ++x) set(x, y, random_() % 2 == 0 ? ink : 0xffffff);
        }
    }
    void scroll() {
        const int first = pick(0, size_.height / 2);
        const int last = pick(first + 1, size_.height);
        const int by = std::min(pick(1, 16), last - first);
        const auto row = [&](int y) {
            return pixels_.begin() + static_cast<std::ptrdiff_t>(y) * size_.width;
        };
        std::copy(row(first + by), row(last), row(first));
        for (int y = last - by; y < last; ++y) std::fill(row(y), row(y + 1), color());
    }
    void noise() {
        const int left = pick(0, size_.width);
        const int top = pick(0, size_.height);
        for (int y = top; y < top + 30; ++y) {
            for (int x = left; x < left + 30; ++x) set(x, y, color());
        }
    }

    Size size_;
    std::vector<std::uint32_t> pixels_;
    std::mt19937 random_{42};
};

void write(const void* bytes, std::size_t size) {
    if (std::fwrite(bytes, 1, size, stdout) != size) throw std::runtime_error("cannot write");
}

void write(const EncodedStripe& picture) {
    const auto size = static_cast<std::uint32_t>(picture.size);
    write(&size, sizeof size);
    write(picture.data, picture.size);
}

// Those in which two pictures of a size differ.
ColumnRun changed_columns(const std::vector<std::uint8_t>& before, const PixelView& picture) {
    ColumnRun columns = {picture.width, 0};
    for (int y = 0; y < picture.height; ++y) {
        const std::uint8_t* const old =
            before.data() + static_cast<std::size_t>(y) * picture.stride;
        for (int x = 0; x < picture.width; ++x) {
            const std::size_t at = row_bytes(x);
            if (std::memcmp(old + at, picture.row(y) + at, kBytesPerPixel) == 0) continue;
            columns = {std::min(columns.first, x), std::max(columns.last, x + 1)};
        }
    }
    return columns.last == 0 ? ColumnRun{} : columns;
}

void encode(int width, int height, int frames, bool full_color) {
    Settings settings;
    settings.mode = CaptureMode::kH264;
    settings.h264_full_color = full_color;
    const auto told = encoder_for(settings).open(settings, {width, height});
    const auto untold = encoder_for(settings).open(settings, {width, height});
    BandSet all(bands_in(height));
    all.set_all();
    ChangeDetector detector;
    detector.reset(height);
    MixedDesktop desktop(width, height);
    std::vector<std::uint8_t> before;
    for (int frame = 0; frame < frames; ++frame) {
        desktop.step();
        EncodeRequest request;
        request.key_frame = desktop.pick(0, 60) == 0;
        // Now and then a paint-over: what did not change is coded anew, finer, and then left.
        request.quality = frame % 50 >= 40 ? 14 : 22;
        const PixelView picture = desktop.view();
        EncodeRequest narrow = request;
        if (!before.empty()) narrow.columns = changed_columns(before, picture);
        before.assign(picture.data,
                      picture.data + picture.stride * static_cast<std::size_t>(height));
        write(told->encode(picture, detector.changed(picture, all), narrow));
        write(untold->encode(picture, all, request));
        write(picture.data, picture.stride * static_cast<std::size_t>(height));
    }
}

}  // namespace

int main(int count, char** arguments) {
    try {
        if (count != 5) throw std::runtime_error("usage: mixed_frames WIDTH HEIGHT FRAMES 420|444");
        encode(std::stoi(arguments[1]), std::stoi(arguments[2]), std::stoi(arguments[3]),
               arguments[4] == std::string("444"));
        return EXIT_SUCCESS;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "mixed_frames: %s\n", failure.what());
        return EXIT_FAILURE;
    }
}
