// SPDX-License-Identifier: MPL-2.0
// Whatever a pattern of the synthetic source does, step after step: a reader of mode mixed has the
// picture that the source draws, and has it bit for bit once it stands still. The time is held.
#include "capture_session.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "film_decoder.h"
#include "h264_libraries.h"
#include "known_source.h"
#include "mixed_packet.h"
#include "mixed_viewer.h"
#include "settings_text.h"
#include "test_length.h"

namespace pixelflux {
namespace {

constexpr Duration kLong = std::chrono::minutes(10);

// What JPEG of quality 97 and H.264 of factor 4, with a colour for every pixel, may get wrong.
constexpr int kLargestError = 40;

Settings settings_for(const std::string& pattern, const std::string& more) {
    return parse_settings(
        "source=synthetic\nmode=mixed\nfps=60\nsyntheticChange=60\njpegQuality=97\n"
        "jpegFullColor=true\nh264Crf=4\nsyntheticPattern=" +
        pattern + "\n" + more);
}

// A session, and a reader who takes each of its frames at once.
class Capture {
public:
    explicit Capture(const Settings& settings) {
        auto source = std::make_unique<KnownSource>(settings);
        source_ = source.get();
        session_.emplace(settings, std::move(source), source_->time());
    }

    // Films are black until the decoder has them.
    Capture(const Settings& settings, FilmDecoder& films, bool decoded) : Capture(settings) {
        pixels_known_ = decoded;
        viewer_.decode_video_by(
            [&films](const MixedRectangle& rectangle) { return films.decode(rectangle); });
    }

    const MixedViewer& viewer() const { return viewer_; }
    int steps() const { return static_cast<int>(source_->step()) + 1; }

    // Until it has shown so many.
    void run_until(int steps) {
        while (this->steps() < steps && next()) continue;
    }

    // Nothing changes until all has come.
    void rest() {
        source_->stand_still(true);
        while (next()) continue;
        EXPECT_EQ(compare().lossy, 0) << "in step " << source_->step();
        source_->stand_still(false);
    }

private:
    // Reads the next frame. False if none comes, or if it is wrong.
    bool next() {
        const CaptureSession::Result result = session_->next(packet_.data(), packet_.size(), kLong);
        if (result.outcome != CaptureSession::Outcome::kFrame) return false;
        const std::vector<std::uint8_t> frame = frame_in(packet_, result.size);
        EXPECT_FALSE(viewer_.read(frame.data(), frame.size()));
        EXPECT_LE(compare().largest_lossy, kLargestError) << "in step " << source_->step();
        return !testing::Test::HasFailure();
    }

    MixedViewer::Difference compare() const {
        if (!pixels_known_) return {};
        const MixedViewer::Difference found = viewer_.compare(source_->shown().view());
        EXPECT_EQ(found.wrong, 0) << "in step " << source_->step() << ": " << found;
        return found;
    }

    KnownSource* source_ = nullptr;
    std::optional<CaptureSession> session_;
    MixedViewer viewer_;
    bool pixels_known_ = true;
    std::vector<std::uint8_t> packet_ = std::vector<std::uint8_t>(std::size_t{1} << 22);
};

struct Pattern {
    const char* name;
    std::vector<RectangleKind> kinds;  // that it has to have
    bool moves = true;
};
void PrintTo(const Pattern& pattern, std::ostream* out) { *out << pattern.name; }

const std::vector<Pattern> kPatterns = {
    {"shift", {RectangleKind::kPicture, RectangleKind::kCopy}},
    {"scroll", {RectangleKind::kExact, RectangleKind::kCopy}},
    {"scroll57", {RectangleKind::kExact, RectangleKind::kCopy}},
    {"scroll120", {RectangleKind::kExact, RectangleKind::kCopy}},
    {"sideways", {RectangleKind::kExact, RectangleKind::kCopy}},
    {"window", {RectangleKind::kExact, RectangleKind::kCopy}},
    {"drag", {RectangleKind::kExact, RectangleKind::kCopy}},
    {"film", {RectangleKind::kPicture, RectangleKind::kCopy}},
    {"noise", {RectangleKind::kPicture}},
    {"text", {RectangleKind::kExact}},
    {"chart", {RectangleKind::kExact}, false},
};

class EveryPattern : public testing::TestWithParam<std::tuple<Pattern, std::string>> {};

TEST_P(EveryPattern, IsWhatAReaderHasAndAtRestBitForBit) {
    const auto& [pattern, region] = GetParam();
    const int steps = pattern.moves ? truth_frames(300, 40) : 1;
    Capture capture(settings_for(pattern.name, "videoRectangles=false\n" + region));
    std::mt19937 random(3);
    while (capture.steps() < steps && !HasFailure()) {
        const int run = 1 + static_cast<int>(random() % 80);
        capture.run_until(std::min(capture.steps() + run, steps));
        capture.rest();
    }
    EXPECT_EQ(capture.steps(), steps);
    for (const RectangleKind kind : pattern.kinds)
        EXPECT_GT(capture.viewer().drawn(kind), 0) << static_cast<int>(kind);
}

INSTANTIATE_TEST_SUITE_P(Synthetic, EveryPattern,
                         testing::Combine(testing::ValuesIn(kPatterns),
                                          testing::Values("width=384\nheight=272\n",
                                                          "x=5\ny=7\nwidth=331\nheight=257\n")),
                         [](const auto& tried) {
                             const bool odd = std::get<1>(tried.param)[0] == 'x';
                             return std::get<0>(tried.param).name + std::string(odd ? "Odd" : "");
                         });

const TruthPlays kPlays = truth_plays(300, 100);

class FilmPattern : public testing::TestWithParam<unsigned> {};

// It is one after a second.
TEST_P(FilmPattern, AsVideoIsWhatAReaderHasAndAtRestBitForBit) {
    Settings settings =
        settings_for("film", "width=384\nheight=272\nvideoRectangles=true\nsyntheticSeed=" +
                                 std::to_string(GetParam()) + "\n");
    settings.h264_full_color = h264_libraries()[0].films().traits.full_color;
    run_twice(1, [&](std::vector<FilmDecoder>& decoders, bool decoded) {
        Capture capture(settings, decoders[0], decoded);
        capture.run_until(kPlays.frames);
        capture.rest();
        EXPECT_EQ(capture.steps(), kPlays.frames);
        EXPECT_GT(capture.viewer().drawn(RectangleKind::kVideo), kPlays.frames / 4);
    });
}

INSTANTIATE_TEST_SUITE_P(Seeds, FilmPattern, testing::Range(0u, kPlays.count));

}  // namespace
}  // namespace pixelflux
