// SPDX-License-Identifier: MPL-2.0
// What each step of a frame costs alone, on one thread, beside the least that it could cost: memcpy
// of the bytes it reads, or the library (XXH3, the encoder's) called without us.
//
//   kernel_bench ROUNDS
//
// Grabbing reads the screen of $DISPLAY, of at least 1920x1080, and is measured in real time, since
// the X server does a part of it; without $DISPLAY it is left out. All else is processor time.
// Prints a line of fields between tabs for each step: what is done, its limit, rows of 1920 pixels,
// milliseconds a call of both (medians), and the bytes that came out, 0 where there are none.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <turbojpeg.h>
#include <xxhash.h>

#if defined(__x86_64__)
#include <xxh_x86dispatch.h>  // XXH3_64bits with the SIMD that the detector has
#endif

#include "change_detector.h"
#include "choose_encoder.h"
#include "choose_source.h"
#include "color_convert.h"
#include "color_convert_444.h"
#include "cpu_time.h"
#include "moving_stripe.h"
#include "packet.h"
#include "rect.h"
#include "stripe_quality.h"
#if PIXELFLUX_HAS_X264
#include "x264_picture.h"
#endif

namespace {

using namespace pixelflux;

using Bytes = std::vector<std::uint8_t>;

double real_millis() {
    using Millis = std::chrono::duration<double, std::milli>;
    return Millis(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// A call, or the limit of one; returns the bytes that came out.
struct Subject {
    std::string name;
    std::function<std::size_t()> call;
};

class Bench {
public:
    explicit Bench(int rounds) : rounds_(static_cast<std::size_t>(rounds)) {}

    // Both in turns, and each as often the first, so that caches and the machine treat them alike.
    // `prepare` is not timed. What takes less than the clock needs `calls` in a row.
    void compare(int rows, const std::function<void()>& prepare, const Subject& step,
                 const Subject& limit, double (*clock)() = cpu_millis, int calls = 1) const {
        std::vector<double> step_times;
        std::vector<double> limit_times;
        std::size_t all_bytes = 0;
        const auto time = [&](const Subject& subject, std::vector<double>& times) {
            const double start = clock();
            std::size_t bytes = 0;
            for (int call = 0; call < calls; ++call) bytes = subject.call();
            times.push_back((clock() - start) / calls);
            return bytes;
        };
        for (std::size_t round = 0; round < rounds_; ++round) {
            prepare();
            if (round % 2 == 1) time(limit, limit_times);
            all_bytes += time(step, step_times);
            if (round % 2 == 0) time(limit, limit_times);
        }
        std::printf("%s\t%s\t%d\t%.4f\t%.4f\t%zu\n", step.name.c_str(), limit.name.c_str(), rows,
                    median(step_times), median(limit_times), all_bytes / rounds_);
        std::fflush(stdout);
    }

private:
    static double median(std::vector<double>& times) {
        const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
        std::nth_element(times.begin(), middle, times.end());
        return *middle;
    }

    std::size_t rounds_;
};

std::size_t bytes_of(const PixelView& picture, int rows) {
    return picture.stride * static_cast<std::size_t>(rows);
}

Subject memcpy_of(const PixelView& picture, int rows, Bytes& to) {
    to.resize(bytes_of(picture, rows));
    return {"memcpy", [&picture, &to] {
                std::memcpy(to.data(), picture.data, to.size());
                return std::size_t{0};
            }};
}

void compare_grab(const Bench& bench, FrameSource& screen, int rows) {
    const Size size = {kWidth, rows};
    const auto memory = screen.make_memory(picture_bytes(size));
    screen.set_region(whole_of(size));
    const std::vector<GrabPlace> all = {{whole_of(size), 0}};
    const PixelView picture = {memory->data(), kWidth, rows, row_bytes(kWidth)};
    Bytes copy;
    bench.compare(
        rows, [] {},
        {"grab from X",
         [&] {
             screen.grab(all, *memory);
             return std::size_t{0};
         }},
        memcpy_of(picture, rows, copy), real_millis);
}

// What it costs to leave the unused byte of each pixel out.
void compare_hash(const Bench& bench, int rows) {
    MovingStripe stripe(rows, 100);
    ChangeDetector detector;
    detector.reset(rows);
    std::uint64_t kept = 0;  // so that no call is left out
    bench.compare(rows, [&] { stripe.step(); },
                  {"hash (XXH3) of colours",
                   [&] {
                       detector.changed(stripe.picture(), stripe.all());
                       return std::size_t{0};
                   }},
                  {"XXH3 of all bytes", [&] {
                       const PixelView& picture = stripe.picture();
                       for (int y = 0; y < rows; y += kBandHeight)
                           kept ^= XXH3_64bits(picture.row(y),
                                               bytes_of(picture, std::min(kBandHeight, rows - y)));
                       return std::size_t{0};
                   }});
    if (kept == 0) std::fprintf(stderr, "an unlikely hash\n");
}

void compare_touching(const Bench& bench, int rows) {
    MovingStripe stripe(rows, 100);
    const auto move = [&] { stripe.step(); };
    Bytes copy;
    const Subject limit = memcpy_of(stripe.picture(), rows, copy);
    ChangeDetector detector;
    detector.reset(rows);
    bench.compare(rows, move,
                  {"hash (XXH3)",
                   [&] {
                       detector.changed(stripe.picture(), stripe.all());
                       return std::size_t{0};
                   }},
                  limit);
    const auto plane = static_cast<std::size_t>(kWidth * rows);
    Bytes planes(3 * plane);
    const Nv12Planes nv12{planes.data(), kWidth, planes.data() + plane, kWidth};
    bench.compare(rows, move,
                  {"convert to 4:2:0",
                   [&] {
                       convert_to_nv12(stripe.picture(), 0, rows, nv12);
                       return std::size_t{0};
                   }},
                  limit);
    const I444Planes i444{planes.data(), planes.data() + plane, planes.data() + 2 * plane, kWidth};
    bench.compare(rows, move,
                  {"convert to 4:4:4",
                   [&] {
                       convert_to_i444(stripe.picture(), 0, rows, i444);
                       return std::size_t{0};
                   }},
                  limit);
}

struct Content {
    const char* name;
    SyntheticPattern pattern;
};

// From what is easy for a codec to what is hardest.
constexpr Content kContents[] = {{"waves", SyntheticPattern::kShift},
                                 {"scrolled text", SyntheticPattern::kScroll},
                                 {"noise", SyntheticPattern::kNoise}};

EncodeRequest usual_request(const Settings& settings) {
    EncodeRequest request;
    request.quality = quality_of(settings, {}, encoder_for(settings).traits.quality, false);
    return request;
}

void compare_jpeg(const Bench& bench, int rows, const Content& content) {
    MovingStripe stripe(rows, 100, content.pattern);
    const Settings settings;
    const auto encoder = encoder_for(settings).open(settings, {kWidth, rows});
    const EncodeRequest request = usual_request(settings);
    const std::unique_ptr<void, int (*)(tjhandle)> compressor(tjInitCompress(), tjDestroy);
    Bytes output(tjBufSize(kWidth, rows, TJSAMP_420));
    bench.compare(rows, [&] { stripe.step(); },
                  {std::string("JPEG of ") + content.name,
                   [&] { return encoder->encode(stripe.picture(), stripe.all(), request).size; }},
                  {"libjpeg-turbo alone", [&] {
                       unsigned char* to = output.data();
                       unsigned long size = output.size();
                       const PixelView& picture = stripe.picture();
                       tjCompress2(compressor.get(), picture.data, kWidth,
                                   static_cast<int>(picture.stride), rows, TJPF_BGRX, &to, &size,
                                   TJSAMP_420, settings.jpeg_quality, TJFLAG_NOREALLOC);
                       return static_cast<std::size_t>(size);
                   }});
}

#if PIXELFLUX_HAS_X264

// libx264 with the same preset, tune and quality, on planes that were converted before, and told
// nothing of what changed.
class X264Alone {
public:
    explicit X264Alone(int rows) : picture_({kWidth, rows}, YuvLayout::kNv12) {
        x264_param_t parameters;
        x264_param_default_preset(&parameters, "ultrafast", "zerolatency");
        parameters.i_log_level = X264_LOG_NONE;
        parameters.i_threads = 1;
        parameters.b_sliced_threads = 0;
        parameters.i_keyint_max = X264_KEYINT_MAX_INFINITE;
        parameters.rc.i_rc_method = X264_RC_CQP;
        parameters.rc.i_qp_constant =
            static_cast<int>(std::lround(moving_quantizer(Settings{}.h264_crf, Settings{}.fps)));
        describe(picture_, parameters);
        x264_param_apply_profile(&parameters, "baseline");
        encoder_.reset(x264_encoder_open(&parameters));
        if (encoder_ == nullptr) throw std::runtime_error("libx264 refused to open an encoder");
    }
    void take(const PixelView& stripe, const BandSet& moved) { picture_.convert(stripe, moved); }
    std::size_t encode() {
        x264_picture_t input;
        x264_picture_init(&input);
        input.i_pts = pictures_++;
        lend(picture_, input.img);
        x264_nal_t* units = nullptr;
        int count = 0;
        x264_picture_t output;
        return static_cast<std::size_t>(
            std::max(0, x264_encoder_encode(encoder_.get(), &units, &count, &input, &output)));
    }

private:
    struct Close {
        void operator()(x264_t* encoder) const { x264_encoder_close(encoder); }
    };
    YuvPicture picture_;
    std::unique_ptr<x264_t, Close> encoder_;
    std::int64_t pictures_ = 0;
};

void compare_x264(const Bench& bench, int rows, int percent, const Content& content) {
    Settings settings;
    settings.mode = CaptureMode::kH264;
    MovingStripe stripe(rows, percent, content.pattern);
    const auto encoder = encoder_for(settings).open(settings, {kWidth, rows});
    const EncodeRequest request = usual_request(settings);
    X264Alone alone(rows);
    alone.take(stripe.picture(), stripe.all());
    encoder->encode(stripe.picture(), stripe.all(), request);
    alone.encode();
    BandSet moved;
    bench.compare(rows,
                  [&] {
                      moved = stripe.step();
                      alone.take(stripe.picture(), moved);
                  },
                  {std::string("H.264 of ") + content.name + ", " + std::to_string(percent) +
                       " % of the rows move",
                   [&] { return encoder->encode(stripe.picture(), moved, request).size; }},
                  {"x264 alone", [&] { return alone.encode(); }});
}

// What it saves to tell the encoder which rows moved.
void compare_telling(const Bench& bench, int rows, int percent) {
    Settings settings;
    settings.mode = CaptureMode::kH264;
    MovingStripe stripe(rows, percent);
    const auto told = encoder_for(settings).open(settings, {kWidth, rows});
    const auto not_told = encoder_for(settings).open(settings, {kWidth, rows});
    const EncodeRequest request = usual_request(settings);
    told->encode(stripe.picture(), stripe.all(), request);
    not_told->encode(stripe.picture(), stripe.all(), request);
    BandSet moved;
    bench.compare(rows, [&] { moved = stripe.step(); },
                  {"H.264, " + std::to_string(percent) + " % of the rows move, told which",
                   [&] { return told->encode(stripe.picture(), moved, request).size; }},
                  {"not told",
                   [&] { return not_told->encode(stripe.picture(), stripe.all(), request).size; }});
}

#endif

void compare_packet(const Bench& bench, int stripes, std::size_t stripe_bytes) {
    const Bytes encoded(static_cast<std::size_t>(stripes) * stripe_bytes, 1);
    Packet packet;
    for (int index = 0; index < stripes; ++index) {
        const std::uint8_t* const start =
            encoded.data() + static_cast<std::size_t>(index) * stripe_bytes;
        packet.stripes.push_back(
            {{index * 64, 64}, {start, stripe_bytes, PictureKind::kKeyFrame}, kJpegFormat});
    }
    Bytes to(packet_size(packet));
    Bytes from(to.size(), 1);
    Bytes copy(to.size());
    bench.compare(stripes * 64, [] {},
                  {"write a packet, stripes: " + std::to_string(stripes),
                   [&] {
                       write_packet(packet, to.data());
                       return to.size();
                   }},
                  {"memcpy", [&] {
                       std::memcpy(copy.data(), from.data(), copy.size());
                       return copy.size();
                   }});
}

void compare_all(const Bench& bench) {
    if (std::getenv("DISPLAY") != nullptr) {
        const auto screen = open_frame_source(Settings{});
        for (const int rows : {16, 64, 1080}) compare_grab(bench, *screen, rows);
    }
    for (const int rows : {64, 128}) compare_touching(bench, rows);
    for (const int rows : {64, 128, 1088}) compare_hash(bench, rows);
    for (const Content& content : kContents) {
        for (const int rows : {64, 128, 1088}) compare_jpeg(bench, rows, content);
#if PIXELFLUX_HAS_X264
        for (const int rows : {64, 128, 1088}) compare_x264(bench, rows, 100, content);
#endif
    }
#if PIXELFLUX_HAS_X264
    compare_x264(bench, 128, 10, kContents[0]);
    compare_telling(bench, 128, 10);
    for (const int percent : {0, 1, 10, 100}) compare_telling(bench, 1080, percent);
#endif
    compare_packet(bench, 1, 10'000);
    compare_packet(bench, 17, 10'000);
}

}  // namespace

int main(int count, char** arguments) {
    const int rounds = count == 2 ? std::atoi(arguments[1]) : 0;
    if (rounds < 1) {
        std::fprintf(stderr, "usage: kernel_bench ROUNDS\n");
        return EXIT_FAILURE;
    }
    try {
        compare_all(Bench(rounds));
        return EXIT_SUCCESS;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return EXIT_FAILURE;
    }
}
