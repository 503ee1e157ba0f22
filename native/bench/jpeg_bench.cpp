// SPDX-License-Identifier: MPL-2.0
// What full colour costs JPEG and what it brings: the first picture of the synthetic source's
// patterns as stripes of 64 rows, 1920x1080, at some qualities, in 4:2:0 and 4:4:4.
//
//   jpeg_bench [WIDTH HEIGHT PATH]
//
// PATH: a picture to take instead, of WIDTH * HEIGHT pixels, 4 bytes each: blue, green, red,
// unused. Prints PSNR over the three colours as libjpeg-turbo decodes them, bytes, and CPU time of
// a picture (median).
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <turbojpeg.h>

#include "cpu_time.h"
#include "jpeg_encoder.h"
#include "moving_stripe.h"

namespace {

using namespace pixelflux;

constexpr int kRounds = 21;
constexpr int kStripe = 64;

double squared_error(const PixelView& drawn, const EncodedStripe& encoded) {
    const std::unique_ptr<void, int (*)(void*)> decoder(tjInitDecompress(), tjDestroy);
    const std::size_t stride = row_bytes(drawn.width);
    std::vector<std::uint8_t> shown(picture_bytes({drawn.width, drawn.height}));
    if (tjDecompress2(decoder.get(), encoded.data, encoded.size, shown.data(), drawn.width, 0,
                      drawn.height, TJPF_BGRX, TJFLAG_ACCURATEDCT) != 0)
        throw std::runtime_error("a stripe cannot be decoded");
    double sum = 0;
    for (int y = 0; y < drawn.height; ++y) {
        const std::uint8_t* const row = shown.data() + static_cast<std::size_t>(y) * stride;
        for (int x = 0; x < drawn.width * kBytesPerPixel; ++x) {
            if (x % kBytesPerPixel == 3) continue;
            const double apart = drawn.row(y)[x] - row[x];
            sum += apart * apart;
        }
    }
    return sum;
}

void measure(const std::string& name, const PixelView& picture, int quality, bool full_color) {
    JpegEncoder encoder({picture.width, kStripe}, full_color);
    EncodeRequest request;
    request.quality = quality;
    const auto encode = [&](int y) {
        const int rows = std::min(kStripe, picture.height - y);
        return encoder.encode(picture.rows(y, rows), BandSet(), request);
    };
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        const double start = cpu_millis();
        for (int y = 0; y < picture.height; y += kStripe) encode(y);
        times.push_back(cpu_millis() - start);
    }
    std::nth_element(times.begin(), times.begin() + kRounds / 2, times.end());
    double error = 0;
    std::size_t bytes = 0;
    for (int y = 0; y < picture.height; y += kStripe) {
        const EncodedStripe encoded = encode(y);
        bytes += encoded.size;
        error += squared_error(picture.rows(y, std::min(kStripe, picture.height - y)), encoded);
    }
    const double values = 3.0 * picture.width * picture.height;
    std::printf("%-8s %3d %s %6.2f dB %8zu bytes %7.3f ms\n", name.c_str(), quality,
                full_color ? "4:4:4" : "4:2:0", 10 * std::log10(255 * 255 * values / error), bytes,
                times[kRounds / 2]);
}

void measure(const std::string& name, const PixelView& picture) {
    for (const int quality : {75, 85, 95}) {
        for (const bool full_color : {false, true}) measure(name, picture, quality, full_color);
    }
}

void measure_pattern(const char* name, SyntheticPattern pattern) {
    const MovingStripe stripe(1080, 100, pattern);
    measure(name, stripe.picture());
}

void measure_file(int width, int height, const char* path) {
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes(std::istreambuf_iterator<char>(file), {});
    if (width <= 0 || height <= 0 || bytes.size() != picture_bytes({width, height}))
        throw std::runtime_error(std::string(path) + " does not hold one picture");
    measure("file", {reinterpret_cast<const std::uint8_t*>(bytes.data()), width, height,
                     row_bytes(width), kBgrx});
}

}  // namespace

int main(int count, char** arguments) {
    try {
        if (count == 4) {
            measure_file(std::atoi(arguments[1]), std::atoi(arguments[2]), arguments[3]);
        } else {
            measure_pattern("chart", SyntheticPattern::kChart);
            measure_pattern("text", SyntheticPattern::kScroll);
            measure_pattern("window", SyntheticPattern::kDrag);
            measure_pattern("film", SyntheticPattern::kFilm);
        }
        return EXIT_SUCCESS;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "jpeg_bench: %s\n", failure.what());
        return EXIT_FAILURE;
    }
}
