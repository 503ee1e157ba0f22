// SPDX-License-Identifier: MPL-2.0
// Films in sessions with a constant bit rate: it bounds them too, and refreshes come in parts
// around them. The time is held, so every figure is the same on any machine.
#include "rate_link.h"

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "colours.h"
#include "film_decoder.h"
#include "test_length.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kFilm = 427;  // from this column on

// Text that scrolls, and beside it a film of 213x360.
class FilmLink : public Link {
public:
    FilmLink(int kbps, FilmDecoder& decoder)
        : Link("film", kbps, "videoRectangles=true\nsyntheticChange=100\n") {
        decode_by(decoder);
    }
    void decode_by(FilmDecoder& decoder) {
        viewer().decode_video_by(
            [&decoder](const MixedRectangle& rectangle) { return decoder.decode(rectangle); });
    }
    // The mean difference within the film.
    double mean_error() {
        double sum = 0;
        std::int64_t count = 0;
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = kFilm; x < kSize.width; ++x) {
                const std::uint8_t* const shown = pixel_at(viewer().picture(), x, y);
                const std::uint8_t* const real = pixel_at(screen().view(), x, y);
                for (int channel = 0; channel < 3; ++channel)
                    sum += std::abs(shown[channel] - real[channel]);
                count += 3;
            }
        }
        return sum / static_cast<double>(count);
    }
};

// At first nobody decodes; the second time ffmpeg has decoded what came then.
std::vector<bool> passes() {
    return test_length(std::vector<bool>{false, true}, std::vector<bool>{false});
}

class FilmRate : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(KbitsPerSecond, FilmRate,
                         testing::ValuesIn(test_length(std::vector<int>{1000, 4000},
                                                       std::vector<int>{1000})));

TEST_P(FilmRate, BoundsVideoAsWell) {
    FilmDecoder decoder;
    for (const bool decoded : passes()) {
        if (decoded) decoder.run_again();
        FilmLink link(GetParam(), decoder);
        link.move(seconds(2));
        const int begun = link.viewer().drawn(RectangleKind::kVideo);
        const std::size_t frames = link.frames();
        const std::size_t before = link.sent().size();
        const int length = test_length(4, 2);
        link.move(seconds(length));
        EXPECT_GT(link.viewer().drawn(RectangleKind::kVideo) - begun, 50 * length);
        EXPECT_GT(link.frames() - frames, 56u * static_cast<unsigned>(length));
        EXPECT_LE(link.oldest_after(before), milliseconds(100));
        EXPECT_LE(link.share(seconds(1)), 1.03);
        EXPECT_LE(link.most_in(seconds(1), {}), 1.1);
        if (decoded) {
            EXPECT_LT(link.mean_error(), GetParam() == 1000 ? 30 : 12);
        }
        link.rest(milliseconds(100));
        const TimePoint rest = link.now();
        while (!link.is_exact() && link.now() < rest + seconds(20)) link.rest(milliseconds(100));
        EXPECT_TRUE(link.is_exact());
    }
}

TEST(FilmRateSession, ARefreshComesInPartsAroundTheFilmThatGoesOn) {
    FilmDecoder decoders[2];
    for (const bool decoded : passes()) {
        if (decoded) {
            for (FilmDecoder& decoder : decoders) decoder.run_again();
        }
        FilmLink link(1000, decoders[0]);
        link.move(seconds(3));
        const int drawn = link.viewer().drawn(RectangleKind::kVideo);
        EXPECT_GT(drawn, 60);
        link.viewer() = MixedViewer();
        link.decode_by(decoders[1]);
        link.session().request_key_frame();
        const TimePoint asked = link.now();
        while (!link.viewer().whole() && link.now() < asked + seconds(20)) link.move(seconds(1));
        EXPECT_TRUE(link.viewer().whole());
        link.move(seconds(1));
        EXPECT_GT(link.parts(), 4);
        EXPECT_GT(link.viewer().drawn(RectangleKind::kVideo), 30);
        EXPECT_LE(link.most_in(seconds(1), {}), 1.15);
        if (decoded) {
            EXPECT_LT(link.mean_error(), 30);
        }
        link.rest(milliseconds(100));
        const TimePoint rest = link.now();
        while (!link.is_exact() && link.now() < rest + seconds(20)) link.rest(milliseconds(100));
        EXPECT_TRUE(link.is_exact());
    }
}

}  // namespace
}  // namespace pixelflux
