// SPDX-License-Identifier: MPL-2.0
// What the libraries that encode H.264 make of the same pictures at the same quantizers, each row
// of stripes by itself, one thread alone:
//
//   h264_bench LIBRARY PATTERN QUANTIZER FRAMES OUT [film]
//
// LIBRARY is a word of the option h264Encoder, PATTERN one of syntheticPattern, 1920x1080 with
// syntheticChange=60. `film` encodes as the films of mode mixed are. Prints the median processor
// time and the mean bytes of a picture that is no key frame. Writes OUT.h264, and to OUT.y what was
// encoded: OUT.y has 4:2:0 planes, as ffmpeg's yuv420p. bench/h264_quality compares them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "choose_encoder.h"
#include "cpu_time.h"
#include "settings_text.h"
#include "synthetic_picture.h"
#include "yuv_picture.h"

namespace {

using namespace pixelflux;

constexpr Size kSize = {1920, 1080};

class Pictures {
public:
    explicit Pictures(const Settings& settings)
        : drawn_(make_synthetic_picture(settings, {0, 0, kSize.width, kSize.height})),
          bytes_(picture_bytes(kSize)) {}

    // The rows that changed since the step before.
    BandSet go_to(std::int64_t step) {
        const Rect changed =
            step == 0 ? Rect{0, 0, kSize.width, kSize.height} : drawn_->changed(step);
        for (int y = changed.y; y < changed.y + changed.height; ++y)
            drawn_->draw_row({0, kSize.width}, y, step,
                             bytes_.data() + row_bytes(kSize.width) * static_cast<std::size_t>(y));
        BandSet bands(bands_in(kSize.height));
        if (changed.height > 0) bands.set_rows(changed.y, changed.height);
        return bands;
    }
    PixelView view() const {
        return {bytes_.data(), kSize.width, kSize.height, row_bytes(kSize.width)};
    }

private:
    std::unique_ptr<SyntheticPicture> drawn_;
    std::vector<std::uint8_t> bytes_;
};

void write_planes(YuvPicture& planes, std::ofstream& file) {
    for (int plane = 0; plane < planes.planes(); ++plane) {
        const int rows = plane == 0 ? kSize.height : kSize.height / 2;
        file.write(reinterpret_cast<const char*>(planes.plane(plane)),
                   static_cast<std::streamsize>(planes.stride(plane)) * rows);
    }
}

void measure(char** arguments, bool film) {
    const Settings settings =
        parse_settings("source=synthetic\nmode=h264\nsyntheticChange=60\nh264Encoder=" +
                       std::string(arguments[1]) + "\nsyntheticPattern=" + arguments[2] + "\n");
    const int frames = std::atoi(arguments[4]);
    const EncoderKind& kind = film ? *film_encoder(settings) : encoder_for(settings);
    const auto encoder = kind.open(settings, kSize);
    Pictures pictures(settings);
    YuvPicture planes(kSize, YuvLayout::kI420);
    const std::string out = arguments[5];
    std::ofstream stream(out + ".h264", std::ios::binary);
    std::ofstream raw(out + ".y", std::ios::binary);
    EncodeRequest request;
    request.quality = std::atof(arguments[3]);
    std::vector<double> times;
    double bytes = 0;
    int key_frames = 0;
    for (int step = 0; step < frames; ++step) {
        const BandSet changed = pictures.go_to(step);
        planes.convert(pictures.view(), changed);
        write_planes(planes, raw);
        request.key_frame = step == 0;
        const double start = cpu_millis();
        const EncodedStripe encoded = encoder->encode(pictures.view(), changed, request);
        const double time = cpu_millis() - start;
        stream.write(reinterpret_cast<const char*>(encoded.data),
                     static_cast<std::streamsize>(encoded.size));
        if (encoded.kind == PictureKind::kKeyFrame) ++key_frames;
        if (step == 0) continue;
        times.push_back(time);
        bytes += static_cast<double>(encoded.size);
    }
    std::nth_element(times.begin(), times.begin() + static_cast<long>(times.size() / 2),
                     times.end());
    std::printf("%.2f ms %.0f bytes %d key frames %s\n", times[times.size() / 2],
                bytes / static_cast<double>(times.size()), key_frames,
                std::string(kind.traits.library).c_str());
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 6 || std::atoi(arguments[4]) < 2) {
        std::fprintf(stderr, "usage: h264_bench LIBRARY PATTERN QUANTIZER FRAMES OUT [film]\n");
        return EXIT_FAILURE;
    }
    try {
        measure(arguments, count > 6);
        return EXIT_SUCCESS;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return EXIT_FAILURE;
    }
}
