// SPDX-License-Identifier: MPL-2.0
// What copying, comparing and encoding whole pictures costs one thread alone, so that figures of
// one machine can be set beside those of another:
//
//   picture_bench WIDTH HEIGHT PATH
//
// PATH holds pictures of WIDTH * HEIGHT pixels, 4 bytes each: blue, green, red, unused. Each is
// encoded as one JPEG and as one picture of an H.264 stream, both with default settings. Prints
// "MILLISECONDS NAME", the median CPU time of a picture.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "band_set.h"
#include "choose_encoder.h"
#include "cpu_time.h"
#include "geometry.h"
#include "settings.h"
#include "stripe_quality.h"

namespace {

using namespace pixelflux;

constexpr int kRounds = 60;

class Film {
public:
    Film(int width, int height, const char* path)
        : width_(width),
          height_(height),
          stride_(static_cast<std::size_t>(width) * kBytesPerPixel),
          size_(stride_ * static_cast<std::size_t>(height)) {
        std::ifstream file(path, std::ios::binary);
        bytes_.assign(std::istreambuf_iterator<char>(file), {});
        if (bytes_.empty() || bytes_.size() % size_ != 0)
            throw std::runtime_error(std::string(path) + " does not hold whole pictures");
    }
    std::size_t picture_size() const { return size_; }
    // Forth and back, as the pictures move.
    PixelView picture(int round) const {
        const int last = static_cast<int>(bytes_.size() / size_) - 1;
        const int place = last == 0 ? 0 : round % (2 * last);
        const int index = place <= last ? place : 2 * last - place;
        const char* start = bytes_.data() + static_cast<std::size_t>(index) * size_;
        return {reinterpret_cast<const std::uint8_t*>(start), width_, height_, stride_};
    }

private:
    int width_;
    int height_;
    std::size_t stride_;
    std::size_t size_;
    std::vector<char> bytes_;
};

void measure(const char* name, const std::function<void(int)>& run) {
    run(0);
    std::vector<double> times;
    for (int round = 1; round <= kRounds; ++round) {
        const double start = cpu_millis();
        run(round);
        times.push_back(cpu_millis() - start);
    }
    std::nth_element(times.begin(), times.begin() + kRounds / 2, times.end());
    std::printf("%.3f %s\n", times[kRounds / 2], name);
}

void measure_encoding(const char* name, CaptureMode mode, const Film& film, int width, int height) {
    Settings settings;
    settings.mode = mode;
    const EncoderKind& kind = encoder_for(settings);
    const auto encoder = kind.open(settings, {width, height});
    EncodeRequest request;
    request.quality = quality_of(settings, {}, kind.traits.quality, false);
    BandSet all(bands_in(height));
    all.set_all();
    measure(name, [&](int round) { encoder->encode(film.picture(round), all, request); });
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) {
        std::fprintf(stderr, "usage: picture_bench WIDTH HEIGHT PATH\n");
        return EXIT_FAILURE;
    }
    try {
        const int width = std::atoi(arguments[1]);
        const int height = std::atoi(arguments[2]);
        const Film film(width, height, arguments[3]);
        std::vector<std::uint8_t> copy(film.picture_size());
        measure("memcpy", [&](int round) {
            std::memcpy(copy.data(), film.picture(round).data, copy.size());
        });
        // Of a picture and its copy, which takes the longest: all of both is read.
        std::memcpy(copy.data(), film.picture(0).data, copy.size());
        volatile int difference = 0;
        measure("memcmp", [&](int) {
            difference = std::memcmp(copy.data(), film.picture(0).data, copy.size());
        });
        measure_encoding("JPEG", CaptureMode::kJpeg, film, width, height);
        if (has_codec(CaptureMode::kH264))
            measure_encoding("H.264", CaptureMode::kH264, film, width, height);
        return EXIT_SUCCESS;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return EXIT_FAILURE;
    }
}
