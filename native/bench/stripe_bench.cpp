// SPDX-License-Identifier: MPL-2.0
// What the kernels cost alone, on one thread: hash, convert, encode, for one 1920-pixel-wide stripe
// of each codec's usual height, and for the whole picture as one stripe. Prints CPU time a call
// (median of many) and, where there are any, bytes. Beside them memcpy of the same pixels, the
// least that touching them can cost.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "change_detector.h"
#include "choose_encoder.h"
#include "color_convert.h"
#include "color_convert_444.h"
#include "cpu_time.h"
#include "moving_stripe.h"
#include "stripe_quality.h"

namespace {

using namespace pixelflux;

constexpr int kRounds = 200;

// `prepare` is not timed; `run` returns bytes.
void measure(const char* name, int rows, const std::function<void()>& prepare,
             const std::function<std::size_t()>& run) {
    std::vector<double> times;
    std::size_t bytes = 0;
    for (int round = 0; round < kRounds; ++round) {
        prepare();
        const double start = cpu_millis();
        bytes += run();
        times.push_back(cpu_millis() - start);
    }
    std::nth_element(times.begin(), times.begin() + kRounds / 2, times.end());
    std::printf("%-44s %4d rows %8.3f ms %8zu bytes\n", name, rows, times[kRounds / 2],
                bytes / kRounds);
}

void measure_touching(int rows) {
    MovingStripe stripe(rows, 100);
    const std::size_t size = stripe.picture().stride * static_cast<std::size_t>(rows);
    std::vector<std::uint8_t> copy(size);
    ChangeDetector detector;
    detector.reset(rows);
    std::vector<std::uint8_t> nv12(size);
    const Nv12Planes planes = {nv12.data(), kWidth,
                               nv12.data() + static_cast<std::size_t>(kWidth * rows), kWidth};
    const auto plane = static_cast<std::size_t>(kWidth * rows);
    std::vector<std::uint8_t> i444(3 * plane);
    const I444Planes full_planes = {i444.data(), i444.data() + plane, i444.data() + 2 * plane,
                                    kWidth};
    const auto move = [&] { stripe.step(); };
    measure("memcpy", rows, move, [&] {
        std::memcpy(copy.data(), stripe.picture().data, size);
        return std::size_t{0};
    });
    measure("hash", rows, move, [&] {
        detector.changed(stripe.picture(), stripe.all());
        return std::size_t{0};
    });
    measure("convert to NV12", rows, move, [&] {
        convert_to_nv12(stripe.picture(), 0, rows, planes);
        return std::size_t{0};
    });
    measure("convert to I444", rows, move, [&] {
        convert_to_i444(stripe.picture(), 0, rows, full_planes);
        return std::size_t{0};
    });
}

void measure_encoding(const char* name, CaptureMode mode, int rows, int percent, bool told,
                      bool key_frame) {
    Settings settings;
    settings.mode = mode;
    MovingStripe stripe(rows, percent);
    const EncoderKind& kind = encoder_for(settings);
    const auto encoder = kind.open(settings, {kWidth, rows});
    EncodeRequest request;
    request.quality = quality_of(settings, {}, kind.traits.quality, key_frame);
    request.key_frame = key_frame;
    encoder->encode(stripe.picture(), stripe.all(), request);
    BandSet moved;
    measure(
        name, rows, [&] { moved = stripe.step(); },
        [&] {
            return encoder->encode(stripe.picture(), told ? moved : stripe.all(), request).size;
        });
}

}  // namespace

int main() {
    measure_touching(64);
    measure_touching(128);
    measure_encoding("JPEG", CaptureMode::kJpeg, 64, 100, true, false);
    if (!has_codec(CaptureMode::kH264)) return 0;
    measure_encoding("H.264 key frame", CaptureMode::kH264, 128, 100, true, true);
    measure_encoding("H.264 all rows move", CaptureMode::kH264, 128, 100, true, false);
    measure_encoding("H.264 a tenth of the rows moves", CaptureMode::kH264, 128, 10, true, false);
    measure_encoding("H.264 a tenth moves, told that all may have", CaptureMode::kH264, 128, 10,
                     false, false);
    for (const int percent : {0, 1, 10, 100}) {
        const std::string name = "H.264 full frame, " + std::to_string(percent) + " % moves";
        measure_encoding((name + ", told").c_str(), CaptureMode::kH264, 1080, percent, true, false);
        measure_encoding((name + ", not told").c_str(), CaptureMode::kH264, 1080, percent, false,
                         false);
    }
    return 0;
}
