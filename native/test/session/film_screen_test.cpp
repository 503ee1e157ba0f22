// SPDX-License-Identifier: MPL-2.0
// A film that a program draws on an X server becomes video that shows it. Starts its own Xvfb;
// without it, it fails.
#include "capture_session.h"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "film_decoder.h"
#include "mixed_packet.h"
#include "mixed_viewer.h"
#include "rect.h"
#include "settings_text.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {512, 384};
constexpr Rect kFilm = {201, 101, 258, 161};
constexpr auto kLong = std::chrono::minutes(1);

// The film shows so many pictures again and again. They are made before: with a pause of a quarter
// of a second from one to the next it would be none, however busy the machine is.
constexpr int kPictures = 16;

// What JPEG of quality 97 and H.264 of factor 4, with a colour for every pixel, may get wrong.
constexpr int kLargestError = 40;

// A page of lines, on which a film is at its so manieth picture.
Picture screen_at(int number) {
    Picture screen(kScreen.width, kScreen.height);
    for (int y = 0; y < kScreen.height; ++y) {
        for (int x = 0; x < kScreen.width; ++x) {
            const bool in_film = !is_empty(intersection({x, y, 1, 1}, kFilm));
            const double phase = 0.3 * number;
            const auto grain = static_cast<std::uint32_t>((x * 31 + y) * 71 + number * 131);
            const double level = 120 + 50 * std::sin((x + 3 * phase) / 11) +
                                 45 * std::cos(y / 9.0 - phase) + (grain * 2654435761U >> 29);
            const std::uint8_t ink = y % 12 < 9 && (x / 3 * 7 + y / 12 * 5) % 4 == 0 ? 30 : 240;
            for (int channel = 0; channel < 3; ++channel)
                screen.pixel(x, y)[channel] =
                    in_film ? static_cast<std::uint8_t>(level + 8 * channel) : ink;
        }
    }
    return screen;
}

class Capture {
public:
    explicit Capture(const std::string& display)
        : session_(parse_settings("display=" + display +
                                  "\nmode=mixed\nvideoRectangles=true\nh264Crf=4\n"
                                  "h264FullColor=true\njpegQuality=97\njpegFullColor=true\n"),
                   1) {}

    // The next frame, in wire form.
    std::vector<std::uint8_t> next() {
        const CaptureSession::Result result =
            session_.next(packet_.data(), packet_.size(), std::chrono::seconds(60));
        if (result.outcome != CaptureSession::Outcome::kFrame)
            throw std::runtime_error("no frame for a minute");
        return frame_in(packet_, result.size);
    }

private:
    CaptureSession session_;
    std::vector<std::uint8_t> packet_ = std::vector<std::uint8_t>(std::size_t{1} << 22);
};

int films_of(const MixedFrame& frame) {
    int films = 0;
    for (const MixedRectangle& rectangle : frame.rectangles)
        films += rectangle.kind == RectangleKind::kVideo ? 1 : 0;
    return films;
}

bool draws_the_film(const MixedFrame& frame) {
    for (const MixedRectangle& rectangle : frame.rectangles) {
        const bool lossy =
            rectangle.kind == RectangleKind::kVideo || rectangle.kind == RectangleKind::kPicture;
        if (lossy && !is_empty(intersection(rectangle.area, kFilm))) return true;
    }
    return false;
}

TEST(FilmOnAScreen, BecomesVideoThatShowsWhatIsPaintedAndThenExact) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    std::vector<Picture> pictures;
    for (int number = 0; number < kPictures; ++number) pictures.push_back(screen_at(number));
    const auto screen = [&](int number) { return pictures[number % kPictures].view(); };
    painter.image(0, 0, screen(0));

    // Which picture was on the screen when a frame that shows it came.
    struct Taken {
        std::vector<std::uint8_t> bytes;
        int shows;
    };
    std::vector<Taken> taken;
    const auto end = std::chrono::steady_clock::now() + kLong;
    Capture capture(server.display());
    const auto take = [&] {
        taken.push_back({capture.next(), -1});
        return read_mixed_frame(taken.back().bytes.data(), taken.back().bytes.size());
    };
    take();
    int number = 0;
    for (int films = 0; films < 30;) {
        ASSERT_LT(std::chrono::steady_clock::now(), end) << "no film after " << number;
        ++number;
        painter.image(kFilm.x, kFilm.y, screen(number).part(kFilm));
        for (bool shown = false; !shown;) {
            const MixedFrame frame = take();
            films += films_of(frame);
            shown = draws_the_film(frame);
        }
        taken.back().shows = number;
    }
    FilmDecoder decoder;
    MixedViewer viewer;
    viewer.decode_video_by(
        [&](const MixedRectangle& rectangle) { return decoder.decode(rectangle); });
    for (const Taken& one : taken) viewer.read(one.bytes.data(), one.bytes.size());
    const auto calm = std::chrono::steady_clock::now() + kLong;
    const auto lossy = [&] { return viewer.compare(screen(number)).lossy; };
    while (lossy() > 0) {
        ASSERT_LT(std::chrono::steady_clock::now(), calm) << lossy() << " pixels are lossy";
        take();
        viewer.read(taken.back().bytes.data(), taken.back().bytes.size());
    }

    decoder.run_again();
    MixedViewer again;
    again.decode_video_by(
        [&](const MixedRectangle& rectangle) { return decoder.decode(rectangle); });
    for (const Taken& one : taken) {
        again.read(one.bytes.data(), one.bytes.size());
        if (one.shows < 0) continue;
        const MixedViewer::Difference difference = again.compare(screen(one.shows));
        ASSERT_EQ(difference.wrong, 0) << "picture " << one.shows;
        ASSERT_LE(difference.largest_lossy, kLargestError) << "picture " << one.shows;
    }
    EXPECT_EQ(again.compare(screen(number)).wrong, 0);
    for (const int x : {0, 200, 459, 511}) EXPECT_FALSE(again.is_lossy(x, 180));
}

}  // namespace
}  // namespace pixelflux
