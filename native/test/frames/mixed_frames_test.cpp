// SPDX-License-Identifier: MPL-2.0
// Frames of whatever happens on a desktop, cursor and watermark drawn: readers that apply them have
// its picture.
#include "mixed_frames.h"

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "desktop.h"
#include "mixed_viewer.h"
#include "scripted_source.h"
#include "test_length.h"

namespace pixelflux {
namespace {

const int kFrames = truth_frames(300, 15);

// What JPEG of this quality, with a colour for every pixel, may get wrong in a channel.
constexpr int kQuality = 97;
constexpr int kLargestError = 40;

std::shared_ptr<const OverlayImage> opaque(Size size, std::uint8_t level) {
    auto image = std::make_shared<OverlayImage>();
    image->size = size;
    for (int pixel = 0; pixel < size.width * size.height; ++pixel)
        image->pixels.insert(image->pixels.end(), {level, static_cast<std::uint8_t>(255 - level),
                                                   static_cast<std::uint8_t>(pixel % 256), 255});
    return image;
}

// A desktop, what is drawn over it, and who makes frames of it.
class Scene {
public:
    Scene(Size size, Desktop::Pattern pattern, std::uint32_t seed)
        : size_(size),
          desktop_(size, pattern, seed),
          random_(seed),
          source_(size),
          overlaid_(size),
          screen_(size.width, size.height),
          frames_(source_, epochs_) {
        settings_.mode = CaptureMode::kMixed;
        settings_.jpeg_quality = kQuality;
        settings_.jpeg_full_color = true;
        source_.set_region(whole_of(size));
        source_.show(desktop_.picture(), {});
        stack_.place(OverlayStack::kWatermark, {opaque({30, 20}, 200), 11, 13}, size_, overlaid_);
        frames_.apply(settings_);
        begin();
        draw_screen();
    }

    // Whatever the desktop does in a frame, and perhaps the pointer.
    void step() {
        const std::vector<Rect> damage = desktop_.step();
        source_.show(desktop_.picture(), {});
        source_.tell_moves(desktop_.moved());
        for (const Rect& rect : damage) changed_.add(rect);
        if (random_() % 3 == 0) {
            const int x = static_cast<int>(random_() % 200) - 20;
            const int y = static_cast<int>(random_() % 150) - 20;
            stack_.place(OverlayStack::kCursor, {pointer_, x, y}, size_, overlaid_);
        }
        draw_screen();
    }

    // One frame on the wire; empty if there was nothing to send.
    std::vector<std::uint8_t> frame(TimePoint captured = {}) {
        std::vector<std::uint8_t> bytes =
            wire(captured, [&](const FrameMaker::Occasion& occasion, Packet& packet) {
                return frames_.make(occasion, packet);
            });
        changed_.clear();
        overlaid_.clear();
        return bytes;
    }

    // The same of a piece.
    std::vector<std::uint8_t> refinement(TimePoint captured) {
        return wire(captured, [&](const FrameMaker::Occasion& occasion, Packet& packet) {
            return frames_.refine(occasion, packet);
        });
    }

    // What a session does after a failure.
    void begin() {
        frames_.start_over(size_);
        changed_ = Damage(size_);
        changed_.add_all();
    }

    MixedFrames& frames() { return frames_; }
    ScriptedSource& source() { return source_; }
    const Picture& screen() const { return screen_; }

private:
    template <class Make>
    std::vector<std::uint8_t> wire(TimePoint captured, Make make) {
        Packet packet;
        packet.frame_id = next_;
        packet.capture_nanos = static_cast<std::int64_t>(next_);
        packet.width = size_.width;
        packet.height = size_.height;
        std::vector<std::uint8_t> stood;
        const auto stands = [&] {
            EXPECT_FALSE(packet.mixed);
            stood = shown();
        };
        const bool made = make(FrameMaker::Occasion{static_cast<std::int64_t>(next_ + 1), captured,
                                                    changed_, overlaid_, stack_, pool_, 1, stands},
                               packet);
        EXPECT_TRUE(stood == (made ? shown() : std::vector<std::uint8_t>{}))
            << "the picture has changed since it stood";
        if (!made) return {};
        ++next_;
        packet.mixed->encoded_nanos = packet.capture_nanos;
        struct Bytes final : PacketSink {
            void write(const std::uint8_t* bytes, std::size_t size) override {
                all.insert(all.end(), bytes, bytes + size);
            }
            std::vector<std::uint8_t> all;
        } sink;
        write_mixed_frame(*packet.mixed, sink);
        return sink.all;
    }

    std::vector<std::uint8_t> shown() const {
        const PixelView pixels = frames_.shown().pixels;
        std::vector<std::uint8_t> bytes;
        for (int y = 0; y < pixels.height; ++y)
            bytes.insert(bytes.end(), pixels.row(y), pixels.row(y) + row_bytes(pixels.width));
        return bytes;
    }

    void draw_screen() {
        screen_ = desktop_.picture();
        for (const auto layer : {OverlayStack::kWatermark, OverlayStack::kCursor}) {
            const PlacedOverlay& over = stack_.at(layer);
            if (over.image == nullptr) continue;
            for (int y = 0; y < over.image->size.height; ++y) {
                for (int x = 0; x < over.image->size.width; ++x) {
                    if (!contains(whole_of(size_), {over.x + x, over.y + y, 1, 1})) continue;
                    const auto at =
                        static_cast<std::size_t>(y * over.image->size.width + x) * kBytesPerPixel;
                    std::copy_n(&over.image->pixels[at], 3, screen_.pixel(over.x + x, over.y + y));
                }
            }
        }
    }

    Size size_;
    Desktop desktop_;
    std::mt19937 random_;
    Settings settings_;
    ScriptedSource source_;
    Epochs epochs_{[] { return std::uint64_t{1000}; }};
    OverlayStack stack_;
    Damage changed_;
    Damage overlaid_;
    std::shared_ptr<const OverlayImage> pointer_ = opaque({12, 17}, 40);
    Picture screen_;
    WorkerPool pool_;
    MixedFrames frames_;
    std::uint64_t next_ = 0;
};

void expect_screen(const MixedViewer& viewer, const Scene& scene) {
    const MixedViewer::Difference difference = viewer.compare(scene.screen().view());
    ASSERT_EQ(difference.wrong, 0) << difference;
    ASSERT_LE(difference.largest_lossy, kLargestError);
}

class EveryPattern : public testing::TestWithParam<Desktop::Pattern> {};

// Of an even and an odd size.
class EveryDesktop : public testing::TestWithParam<std::tuple<Desktop::Pattern, int>> {};

TEST_P(EveryDesktop, IsWhatAReaderHas) {
    const auto [pattern, odd] = GetParam();
    const Size size = odd == 0 ? Size{384, 272} : Size{331, 257};
    Scene scene(size, pattern, 7 + static_cast<std::uint32_t>(odd));
    MixedViewer viewer;
    for (int step = 0; step < kFrames; ++step) {
        if (step > 0) scene.step();
        const std::vector<std::uint8_t> bytes = scene.frame();
        if (!bytes.empty()) {
            ASSERT_FALSE(viewer.read(bytes.data(), bytes.size()));
        }
        ASSERT_NO_FATAL_FAILURE(expect_screen(viewer, scene)) << "in step " << step;
    }
    EXPECT_GT(viewer.drawn(RectangleKind::kExact) + viewer.drawn(RectangleKind::kFill), 0);
}

// Readers that miss frames and ask: each that is whole has the screen.
TEST_P(EveryPattern, IsWhatReadersHaveThatMissFrames) {
    Scene scene({384, 272}, GetParam(), 77);
    std::mt19937 random(5);
    std::vector<MixedViewer> viewers(4);
    int whole = 0;
    for (int step = 0; step < kFrames; ++step) {
        if (step > 0) scene.step();
        if (random() % 50 == 0) scene.begin();
        const std::vector<std::uint8_t> bytes = scene.frame();
        for (std::size_t number = 0; number < viewers.size(); ++number) {
            MixedViewer& viewer = viewers[number];
            const bool misses = random() % 8 < number;
            if (!bytes.empty() && !misses) {
                const auto asked = viewer.read(bytes.data(), bytes.size());
                if (asked && asked->base)
                    scene.frames().request_refresh({WholeAsOf{asked->epoch, *asked->base}});
                else if (asked)
                    scene.frames().request_refresh({});
                if (!asked && viewer.whole()) {
                    ++whole;
                    ASSERT_NO_FATAL_FAILURE(expect_screen(viewer, scene))
                        << "viewer " << number << " in step " << step;
                }
            }
        }
    }
    EXPECT_GT(whole, kFrames);
}

// Pieces until nothing is lossy any more.
void rest(Scene& scene, MixedViewer& viewer, TimePoint& now) {
    while (scene.frames().refinement_due() != kNever) {
        now = std::max(now, scene.frames().refinement_due());
        const std::vector<std::uint8_t> bytes = scene.refinement(now);
        if (bytes.empty()) continue;
        ASSERT_FALSE(viewer.read(bytes.data(), bytes.size()));
        ASSERT_NO_FATAL_FAILURE(expect_screen(viewer, scene));
    }
}

void expect_equal(const MixedViewer& viewer, const Scene& scene) {
    const MixedViewer::Difference difference = viewer.compare(scene.screen().view());
    ASSERT_EQ(difference.wrong, 0);
    ASSERT_EQ(difference.largest_lossy, 0);
}

// Pointer and watermark included, after windows moved, scrolled and overlapped; some pieces come
// while it goes on.
TEST_P(EveryDesktop, AtRestIsWhatAReaderHasBitForBit) {
    const auto [pattern, odd] = GetParam();
    const Size size = odd == 0 ? Size{384, 272} : Size{331, 257};
    Scene scene(size, pattern, 91 + static_cast<std::uint32_t>(odd));
    std::mt19937 random(3);
    MixedViewer viewer;
    TimePoint now = TimePoint{} + std::chrono::hours(1);
    for (int step = 0; step < kFrames; ++step) {
        if (step > 0) scene.step();
        if (random() % 60 == 0) scene.frames().request_refresh({});
        const std::vector<std::uint8_t> bytes = scene.frame(now);
        if (!bytes.empty()) {
            ASSERT_FALSE(viewer.read(bytes.data(), bytes.size()));
        }
        ASSERT_NO_FATAL_FAILURE(expect_screen(viewer, scene)) << "in step " << step;
        if (random() % 40 == 0) {
            ASSERT_NO_FATAL_FAILURE(rest(scene, viewer, now)) << "in step " << step;
            ASSERT_NO_FATAL_FAILURE(expect_equal(viewer, scene)) << "in step " << step;
            now += std::chrono::seconds(10);
            ASSERT_TRUE(scene.frame(now).empty());
        } else if (scene.frames().refinement_due() <= now) {
            const std::vector<std::uint8_t> piece = scene.refinement(now);
            if (!piece.empty()) {
                ASSERT_FALSE(viewer.read(piece.data(), piece.size()));
            }
        }
        now += std::chrono::milliseconds(16);
    }
    ASSERT_NO_FATAL_FAILURE(rest(scene, viewer, now));
    ASSERT_NO_FATAL_FAILURE(expect_equal(viewer, scene));
}

// What the viewer asks for now: it wants few bytes, and some of what it has coarse.
RefreshRequest request_of(const MixedViewer& viewer, std::int64_t most_bytes) {
    constexpr std::size_t kMostBlocks = 5;
    RefreshRequest request;
    if (viewer.whole()) request.reader = WholeAsOf{viewer.epoch(), *viewer.whole()};
    request.most_bytes = most_bytes;
    if (viewer.whole()) request.again = viewer.coarse(kMostBlocks);
    return request;
}

// The same at rest: frames until all of them have everything, and nothing is lossy any more.
void rest(Scene& scene, std::vector<MixedViewer>& viewers, std::uint64_t newest, TimePoint& now) {
    for (int turn = 0; turn < 5000; ++turn) {
        bool all = true;
        for (MixedViewer& viewer : viewers) {
            const RefreshRequest request = request_of(viewer, 1);
            if (viewer.whole() == newest && request.again.empty()) continue;
            all = false;
            scene.frames().request_refresh(request);
        }
        // What somebody asked for before comes first.
        const bool calm = all && !scene.frames().requested();
        const TimePoint due = scene.frames().refinement_due();
        if (calm && due == kNever) return;
        if (calm) now = std::max(now, due);
        const std::vector<std::uint8_t> bytes = calm ? scene.refinement(now) : scene.frame(now);
        now += std::chrono::milliseconds(16);
        if (bytes.empty()) continue;
        newest = read_mixed_frame(bytes.data(), bytes.size()).frame;
        for (MixedViewer& viewer : viewers) viewer.read(bytes.data(), bytes.size());
    }
    FAIL() << "it never comes to rest";
}

// Readers that miss frames and want few bytes, also to begin with: what they take for exact is
// exact, who misses nothing has nothing coarse, and at rest all ask until they have the screen.
TEST_P(EveryPattern, IsWhatReadersHaveBehindSlowLinks) {
    Scene scene({384, 272}, GetParam(), 79);
    std::mt19937 random(6);
    std::vector<MixedViewer> viewers(4);
    MixedViewer& fast = viewers[0];
    TimePoint now = TimePoint{} + std::chrono::hours(1);
    std::uint64_t newest = 0;
    int coarse = 0;
    for (int step = 0; step < kFrames / 2; ++step) {
        if (step > 0) scene.step();
        const std::vector<std::uint8_t> bytes = scene.frame(now);
        now += std::chrono::milliseconds(16);
        if (!bytes.empty()) newest = read_mixed_frame(bytes.data(), bytes.size()).frame;
        for (std::size_t number = 0; number < viewers.size() && !bytes.empty(); ++number) {
            MixedViewer& viewer = viewers[number];
            if (random() % 8 < number) continue;
            const auto asked = viewer.read(bytes.data(), bytes.size());
            ASSERT_FALSE(asked && number == 0);
            if (asked || (number > 0 && viewer.whole() && random() % 20 == 0)) {
                const auto most_bytes = static_cast<std::int64_t>(1 + random() % 5000);
                scene.frames().request_refresh(request_of(viewer, most_bytes));
            }
            if (asked || !viewer.whole()) continue;
            ASSERT_EQ(viewer.compare(scene.screen().view()).wrong, 0)
                << "viewer " << number << " in step " << step;
            if (viewer.compare(scene.screen().view()).largest_lossy > kLargestError) ++coarse;
        }
        ASSERT_NO_FATAL_FAILURE(expect_screen(fast, scene)) << "in step " << step;
        if (random() % 100 == 0) {
            ASSERT_NO_FATAL_FAILURE(rest(scene, viewers, newest, now)) << "in step " << step;
            for (const MixedViewer& viewer : viewers)
                ASSERT_NO_FATAL_FAILURE(expect_equal(viewer, scene));
            newest = *fast.whole();
        }
    }
    EXPECT_GT(coarse, 0);
    ASSERT_NO_FATAL_FAILURE(rest(scene, viewers, newest, now));
    for (const MixedViewer& viewer : viewers) ASSERT_NO_FATAL_FAILURE(expect_equal(viewer, scene));
}

const auto kPatterns = testing::Values(Desktop::Pattern::kType, Desktop::Pattern::kScroll,
                                       Desktop::Pattern::kScrollSideways, Desktop::Pattern::kMove,
                                       Desktop::Pattern::kResize, Desktop::Pattern::kOverlay,
                                       Desktop::Pattern::kFilm, Desktop::Pattern::kAll);
INSTANTIATE_TEST_SUITE_P(All, EveryPattern, kPatterns);
INSTANTIATE_TEST_SUITE_P(All, EveryDesktop, testing::Combine(kPatterns, testing::Values(0, 1)));

TEST(MixedFrames, CopyWhatScrolls) {
    Scene scene({384, 272}, Desktop::Pattern::kScroll, 3);
    MixedViewer viewer;
    for (int step = 0; step < 20; ++step) {
        if (step > 0) scene.step();
        const std::vector<std::uint8_t> bytes = scene.frame();
        if (!bytes.empty()) viewer.read(bytes.data(), bytes.size());
    }
    EXPECT_GT(viewer.drawn(RectangleKind::kCopy), 5);
}

TEST(MixedFrames, NothingIsSentWhereNothingLooksDifferent) {
    Scene scene({384, 272}, Desktop::Pattern::kType, 3);
    EXPECT_FALSE(scene.frame().empty());
    EXPECT_TRUE(scene.frame().empty());
    scene.source().touch(0, 272);
    EXPECT_TRUE(scene.frame().empty());
}

MixedFrame frame_of(const std::vector<std::uint8_t>& bytes) {
    return read_mixed_frame(bytes.data(), bytes.size());
}

TEST(MixedFrames, ARequestWakesACalmScreenForARefresh) {
    Scene scene({384, 272}, Desktop::Pattern::kType, 3);
    const std::vector<std::uint8_t> first = scene.frame();
    EXPECT_TRUE(frame_of(first).complete);
    EXPECT_FALSE(frame_of(first).previous);
    EXPECT_FALSE(scene.frames().requested());
    scene.frames().request_refresh({});
    EXPECT_TRUE(scene.frames().requested());
    const std::vector<std::uint8_t> bytes = scene.frame();
    const MixedFrame frame = frame_of(bytes);
    EXPECT_EQ(frame.previous, 0u);
    ASSERT_TRUE(frame.refresh);
    EXPECT_FALSE(frame.refresh->base);
    EXPECT_TRUE(frame.refresh->last_part);
    for (const MixedRectangle& rectangle : frame.rectangles)
        EXPECT_EQ(rectangle.role, RectangleRole::kRefresh);
    MixedViewer late;
    EXPECT_FALSE(late.read(bytes.data(), bytes.size()));
    expect_screen(late, scene);
    EXPECT_FALSE(scene.frames().requested());
}

TEST(MixedFrames, ByIntervalACalmScreenIsSentWhole) {
    Scene scene({384, 272}, Desktop::Pattern::kType, 3);
    Settings settings;
    settings.use_paint_over_quality = false;
    settings.keyframe_interval_seconds = 5;
    scene.frames().apply(settings);
    const auto at = [](int seconds) { return TimePoint{} + std::chrono::seconds(seconds); };
    const FrameClock clock(60);
    EXPECT_TRUE(frame_of(scene.frame(at(10))).complete);
    EXPECT_EQ(scene.frames().due_time(clock), at(15));
    EXPECT_TRUE(scene.frame(at(14)).empty());
    const std::vector<std::uint8_t> bytes = scene.frame(at(15));
    ASSERT_FALSE(bytes.empty());
    MixedViewer late;
    EXPECT_FALSE(late.read(bytes.data(), bytes.size()));
    EXPECT_EQ(late.whole(), 1u);
    EXPECT_EQ(scene.frames().due_time(clock), at(20));
    // What is asked for counts as well.
    scene.frames().request_refresh({});
    EXPECT_FALSE(scene.frame(at(18)).empty());
    EXPECT_EQ(scene.frames().due_time(clock), at(23));
    settings.keyframe_interval_seconds = 0;
    scene.frames().apply(settings);
    EXPECT_EQ(scene.frames().due_time(clock), kNever);
}

TEST(MixedFrames, AfterAFailureTheWholePictureComesInTheSameEpoch) {
    Scene scene({384, 272}, Desktop::Pattern::kType, 3);
    const MixedFrame first = frame_of(scene.frame());
    scene.step();
    scene.source().fail_next_grab(Error(ErrorCode::kCapture, "as asked for"));
    EXPECT_THROW(scene.frame(), Error);
    scene.begin();
    const std::vector<std::uint8_t> bytes = scene.frame();
    const MixedFrame whole = frame_of(bytes);
    EXPECT_TRUE(whole.complete);
    EXPECT_EQ(whole.epoch, first.epoch);
    EXPECT_EQ(whole.previous, 0u);
    MixedViewer late;
    EXPECT_FALSE(late.read(bytes.data(), bytes.size()));
    expect_screen(late, scene);
}

}  // namespace
}  // namespace pixelflux
