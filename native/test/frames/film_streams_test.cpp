// SPDX-License-Identifier: MPL-2.0
// Films among whatever else happens on a screen: readers that decode them have its picture.
#include "mixed_frames.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "choose_encoder.h"
#include "film_decoder.h"
#include "mixed_viewer.h"
#include "scripted_source.h"
#include "test_length.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

const TruthPlays kPlays = truth_plays(300, 100);

constexpr Size kSize = {512, 384};
constexpr Rect kFilm = {201, 101, 256, 160};

// What JPEG of quality 97 and H.264 of factor 4, with a colour for every pixel, may get wrong.
constexpr int kLargestError = 40;

// Whose films are looked at.
const H264Library* library = &h264_libraries()[0];

// What does not depend on the library is tested with the first: ffmpeg takes its time.
class FilmsOfEachLibrary : public testing::TestWithParam<H264Library> {
protected:
    void SetUp() override { library = &GetParam(); }
    void TearDown() override { library = &h264_libraries()[0]; }
};

Settings fine_settings() {
    Settings settings;
    settings.h264_encoder = library->name;
    settings.mode = CaptureMode::kMixed;
    settings.video_rectangles = true;
    settings.jpeg_quality = 97;
    settings.jpeg_full_color = true;
    settings.h264_crf = 4;
    settings.h264_full_color = library->films().traits.full_color;
    return settings;
}

// A page of text, on which films run and windows of text come and go, and who makes frames of it.
class Scene {
public:
    explicit Scene(std::uint32_t seed, const Settings& settings = fine_settings())
        : random_(seed),
          source_(kSize),
          screen_(kSize.width, kSize.height),
          frames_(source_, epochs_, film_encoder),
          settings_(settings) {
        source_.set_region(whole_of(kSize));
        text(whole_of(kSize), 0);
        show_all();
        frames_.apply(settings_);
        begin();
    }

    int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }

    // The next picture of a film: two waves with grain.
    void film(const Rect& area) {
        const double phase = 0.3 * ++films_;
        std::vector<double> across;
        for (int x = area.x; x < right_of(area); ++x)
            across.push_back(50 * std::sin((x + 3 * phase) / 11));
        auto grain = static_cast<std::uint32_t>(random_()) | 1U;  // xorshift, which is quick
        for (int y = area.y; y < bottom_of(area); ++y) {
            const double down = 120 + 45 * std::cos(y / 9.0 - phase);
            std::uint8_t* pixel = screen_.pixel(area.x, y);
            for (const double wave : across) {
                grain ^= grain << 13U;
                grain ^= grain >> 17U;
                grain ^= grain << 5U;
                const int level = static_cast<int>(down + wave);
                pixel[0] = static_cast<std::uint8_t>(level + static_cast<int>(grain % 6));
                pixel[1] = static_cast<std::uint8_t>(level + 8 + static_cast<int>(grain / 256 % 6));
                pixel[2] =
                    static_cast<std::uint8_t>(level + 16 + static_cast<int>(grain / 65536 % 6));
                pixel += kBytesPerPixel;
            }
        }
        damaged_.push_back(area);
    }

    void text(const Rect& area, std::uint32_t page) {
        for (int y = area.y; y < bottom_of(area); ++y) {
            for (int x = area.x; x < right_of(area); ++x) {
                const auto line = static_cast<std::uint32_t>((y - area.y) / 12) + page * 99;
                const std::uint32_t word =
                    (static_cast<std::uint32_t>((x - area.x) / 5) * 2654435761U) ^ (line * 7919);
                const bool ink = (y - area.y) % 12 < 9 && word % 4 != 0 &&
                                 ((word >> ((x - area.x) % 5 + (y - area.y) % 12)) & 1U) != 0;
                const std::uint8_t level = ink ? 30 : 240;
                std::fill_n(screen_.pixel(x, y), 3, level);
            }
        }
        damaged_.push_back(area);
    }

    // Time goes by until the next frame.
    std::vector<std::uint8_t> frame(Duration later = milliseconds(33)) {
        now_ += later;
        source_.show(screen_, {});
        for (const Rect& area : damaged_) changed_.add(area);
        damaged_.clear();
        Packet packet = next_packet();
        const bool made = frames_.make(occasion(), packet);
        changed_.clear();
        return made ? bytes_of(packet) : std::vector<std::uint8_t>{};
    }

    std::vector<std::uint8_t> refine() {
        now_ = std::max(now_, frames_.refinement_due());
        Packet packet = next_packet();
        return frames_.refine(occasion(), packet) ? bytes_of(packet) : std::vector<std::uint8_t>{};
    }

    void begin() {
        frames_.start_over(kSize);
        changed_ = Damage(kSize);
        changed_.add_all();
    }

    MixedFrames& frames() { return frames_; }
    Picture& screen() { return screen_; }
    TimePoint now() const { return now_; }

private:
    void show_all() { source_.show(screen_, {}); }
    Packet next_packet() const {
        Packet packet;
        packet.frame_id = next_;
        packet.width = kSize.width;
        packet.height = kSize.height;
        return packet;
    }
    FrameMaker::Occasion occasion() {
        return {static_cast<std::int64_t>(next_ + 1), now_, changed_, none_, stack_, pool_, 1};
    }
    std::vector<std::uint8_t> bytes_of(const Packet& packet) {
        ++next_;
        struct Bytes final : PacketSink {
            void write(const std::uint8_t* bytes, std::size_t size) override {
                all.insert(all.end(), bytes, bytes + size);
            }
            std::vector<std::uint8_t> all;
        } sink;
        write_mixed_frame(*packet.mixed, sink);
        return sink.all;
    }

    std::mt19937 random_;
    ScriptedSource source_;
    Epochs epochs_{[] { return std::uint64_t{1000}; }};
    OverlayStack stack_;
    Damage changed_{kSize};
    Damage none_{kSize};
    std::vector<Rect> damaged_;
    Picture screen_;
    WorkerPool pool_;
    MixedFrames frames_;
    Settings settings_;
    TimePoint now_ = TimePoint{} + std::chrono::hours(1);
    std::uint64_t next_ = 0;
    int films_ = 0;
};

// A reader with its decoder.
struct Reader {
    MixedViewer viewer;
    FilmDecoder* decoder;
    explicit Reader(FilmDecoder& films) : decoder(&films) {
        viewer.decode_video_by(
            [this](const MixedRectangle& rectangle) { return decoder->decode(rectangle); });
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void read(const std::vector<std::uint8_t>& bytes, Scene& scene) {
        if (bytes.empty()) return;
        const auto asked = viewer.read(bytes.data(), bytes.size());
        if (asked && asked->base)
            scene.frames().request_refresh({WholeAsOf{asked->epoch, *asked->base}});
        else if (asked)
            scene.frames().request_refresh({});
    }
};

void expect_screen(const MixedViewer& viewer, Scene& scene, int largest_error = kLargestError) {
    const MixedViewer::Difference difference = viewer.compare(scene.screen().view());
    ASSERT_EQ(difference.wrong, 0) << difference;
    ASSERT_LE(difference.largest_lossy, largest_error);
}

TEST(FilmStreams, AFilmIsItsOwnStreamAfterASecondAndTheTextBesideItExact) {
    run_twice(1, [](std::vector<FilmDecoder>& decoders, bool check) {
        Scene scene(1);
        Reader reader(decoders[0]);
        int pictures = 0;
        for (int i = 0; i < 90; ++i) {
            scene.film(kFilm);
            if (i % 3 == 0) scene.text({0, 0, 190, 380}, static_cast<std::uint32_t>(i));
            const std::vector<std::uint8_t> bytes = scene.frame();
            reader.read(bytes, scene);
            if (i == 29) {
                EXPECT_EQ(reader.viewer.drawn(RectangleKind::kVideo), 0);
            }
            if (i == 45) pictures = reader.viewer.drawn(RectangleKind::kPicture);
            if (check) {
                ASSERT_NO_FATAL_FAILURE(expect_screen(reader.viewer, scene)) << i;
            }
        }
        EXPECT_GT(reader.viewer.drawn(RectangleKind::kVideo), 40);
        EXPECT_EQ(reader.viewer.drawn(RectangleKind::kPicture), pictures);
        for (const int x : {0, 100, 189}) EXPECT_FALSE(reader.viewer.is_lossy(x, 200));
        EXPECT_EQ(decoders[0].streams(), 1u);
    });
}

TEST_P(FilmsOfEachLibrary, OfAnOddSizeWithAColourForFourPixelsLooksLikeTheScreen) {
    run_twice(1, [](std::vector<FilmDecoder>& decoders, bool check) {
        Settings settings = fine_settings();
        settings.h264_full_color = settings.jpeg_full_color = false;
        Scene scene(2, settings);
        Reader reader(decoders[0]);
        for (int i = 0; i < 60; ++i) {
            scene.film({101, 53, 257, 161});
            reader.read(scene.frame(), scene);
        }
        EXPECT_GT(reader.viewer.drawn(RectangleKind::kVideo), 10);
        if (check) expect_screen(reader.viewer, scene, kLargestError);
    });
}

TEST_P(FilmsOfEachLibrary, ALateReaderBeginsWithARefreshAndGoesOn) {
    run_twice(2, [](std::vector<FilmDecoder>& decoders, bool check) {
        Scene scene(3);
        Reader first(decoders[0]);
        Reader late(decoders[1]);
        for (int i = 0; i < 80; ++i) {
            scene.film(kFilm);
            if (i == 60) scene.frames().request_refresh({});
            const std::vector<std::uint8_t> bytes = scene.frame();
            first.read(bytes, scene);
            if (i < 60) continue;
            late.read(bytes, scene);
            if (i == 60) {
                for (const MixedRectangle& rectangle :
                     read_mixed_frame(bytes.data(), bytes.size()).rectangles) {
                    EXPECT_TRUE(rectangle.kind != RectangleKind::kPicture)
                        << "the film was sent twice";
                }
            }
            if (!check) continue;
            ASSERT_NO_FATAL_FAILURE(expect_screen(first.viewer, scene)) << i;
            ASSERT_NO_FATAL_FAILURE(expect_screen(late.viewer, scene)) << i;
        }
        EXPECT_EQ(late.viewer.drawn(RectangleKind::kVideo), 20);
    });
}

TEST(FilmStreams, ARefreshInPartsHasOneKeyFrameOfTheFilm) {
    run_twice(2, [](std::vector<FilmDecoder>& decoders, bool check) {
        Settings settings = fine_settings();
        settings.rate_control = RateControl::kCbr;
        settings.bitrate_kbps = 4000;
        settings.fps = 30;
        Scene scene(6, settings);
        Reader first(decoders[0]);
        Reader late(decoders[1]);
        int parts = 0;
        int key_frames = 0;
        for (int i = 0; i < 120; ++i) {
            scene.film(kFilm);
            if (i == 60) scene.frames().request_refresh({});
            const std::vector<std::uint8_t> bytes = scene.frame();
            first.read(bytes, scene);
            if (i < 60) continue;
            late.read(bytes, scene);
            const MixedFrame frame = read_mixed_frame(bytes.data(), bytes.size());
            if (frame.refresh) ++parts;
            for (const MixedRectangle& rectangle : frame.rectangles) {
                if (rectangle.kind == RectangleKind::kVideo &&
                    rectangle.role == RectangleRole::kBoth)
                    ++key_frames;
            }
        }
        EXPECT_GT(parts, 1);
        EXPECT_EQ(key_frames, 1);
        EXPECT_TRUE(late.viewer.whole().has_value());
        if (!check) return;
        EXPECT_EQ(first.viewer.compare(scene.screen().view()).wrong, 0);
        EXPECT_EQ(late.viewer.compare(scene.screen().view()).wrong, 0);
        EXPECT_LE(late.viewer.compare(scene.screen().view()).largest_lossy, 120);
    });
}

// A request while the film pauses is for a key frame as well.
TEST(FilmStreams, ARefreshOfAFilmThatPausesIsAKeyFrame) {
    run_twice(2, [](std::vector<FilmDecoder>& decoders, bool check) {
        Scene scene(4);
        Reader first(decoders[0]);
        Reader late(decoders[1]);
        for (int i = 0; i < 80; ++i) {
            if (i < 60 || i > 62) scene.film(kFilm);
            if (i == 61) scene.frames().request_refresh({});
            const std::vector<std::uint8_t> bytes = scene.frame();
            EXPECT_EQ(bytes.empty(), i == 60 || i == 62);
            first.read(bytes, scene);
            if (i >= 61) late.read(bytes, scene);
            if (!check) continue;
            ASSERT_NO_FATAL_FAILURE(expect_screen(first.viewer, scene)) << i;
            if (i >= 61) {
                ASSERT_NO_FATAL_FAILURE(expect_screen(late.viewer, scene)) << i;
            }
        }
        EXPECT_EQ(late.viewer.drawn(RectangleKind::kVideo), 18);
    });
}

TEST(FilmStreams, AFilmThatEndsBecomesExact) {
    run_twice(1, [](std::vector<FilmDecoder>& decoders, bool check) {
        Scene scene(5);
        Reader reader(decoders[0]);
        for (int i = 0; i < 60; ++i) {
            scene.film(kFilm);
            reader.read(scene.frame(), scene);
            // What lies beside it in its tiles.
            if (scene.frames().refinement_due() <= scene.now()) reader.read(scene.refine(), scene);
        }
        EXPECT_GT(reader.viewer.drawn(RectangleKind::kVideo), 10);
        const TimePoint end = scene.now();
        while (scene.frames().refinement_due() != kNever) {
            const std::vector<std::uint8_t> piece = scene.refine();
            if (!piece.empty()) {
                EXPECT_GE(scene.now() - end, FilmPlan::kCalmAfter);
            }
            reader.read(piece, scene);
        }
        EXPECT_LE(scene.now() - end, std::chrono::seconds(5));
        const MixedViewer::Difference difference = reader.viewer.compare(scene.screen().view());
        EXPECT_EQ(difference.lossy, 0);
        if (check) {
            EXPECT_EQ(difference.wrong, 0);
        }
    });
}

int lossy_beside(const Rect& film, const MixedViewer& viewer) {
    int lossy = 0;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            if (is_empty(intersection(film, {x, y, 1, 1})) && viewer.is_lossy(x, y)) ++lossy;
        }
    }
    return lossy;
}

// A window with a film comes up, and its first picture is an image with some of the text around it.
TEST(FilmStreams, TextInTheTilesOfItsEdgeBecomesExactWhileItGoesOn) {
    run_twice(1, [](std::vector<FilmDecoder>& decoders, bool check) {
        Scene scene(9);
        Reader reader(decoders[0]);
        for (int i = 0; i < 90; ++i) {
            scene.film(kFilm);
            reader.read(scene.frame(), scene);
            if (i == 0) {
                ASSERT_GT(lossy_beside(kFilm, reader.viewer), 0);
            }
            if (scene.frames().refinement_due() <= scene.now()) reader.read(scene.refine(), scene);
            if (check) {
                ASSERT_NO_FATAL_FAILURE(expect_screen(reader.viewer, scene)) << i;
            }
        }
        EXPECT_GT(reader.viewer.drawn(RectangleKind::kVideo), 40);
        EXPECT_EQ(lossy_beside(kFilm, reader.viewer), 0);
    });
}

TEST(FilmStreams, TextThatComesUpInAFilmAndStaysBecomesExact) {
    run_twice(1, [](std::vector<FilmDecoder>& decoders, bool check) {
        Settings settings = fine_settings();
        settings.use_paint_over_quality = false;
        Scene scene(6, settings);
        Reader reader(decoders[0]);
        const Rect note = {250, 150, 80, 40};
        for (int i = 0; i < 110; ++i) {
            if (i < 60) {
                scene.film(kFilm);
            } else {
                for (const Rect& part : {Rect{201, 101, 256, 49}, Rect{201, 190, 256, 71},
                                         Rect{201, 150, 49, 40}, Rect{330, 150, 127, 40}})
                    scene.film(part);
            }
            if (i == 60) scene.text(note, 5);
            reader.read(scene.frame(), scene);
        }
        // In tiles that show nothing else.
        for (int y = 160; y < 176; y += 3) {
            for (int x = 256; x < 320; x += 3)
                ASSERT_FALSE(reader.viewer.is_lossy(x, y)) << x << "," << y;
        }
        if (check) expect_screen(reader.viewer, scene);
    });
}

TEST(FilmStreams, WithoutTheOptionOrAnEncoderThereIsNone) {
    Settings settings = fine_settings();
    settings.video_rectangles = false;
    Scene scene(7, settings);
    for (int i = 0; i < 60; ++i) {
        scene.film(kFilm);
        const std::vector<std::uint8_t> bytes = scene.frame();
        for (const MixedRectangle& rectangle :
             read_mixed_frame(bytes.data(), bytes.size()).rectangles)
            ASSERT_NE(rectangle.kind, RectangleKind::kVideo);
    }
}

TEST(FilmStreams, TheOptionEndsFilmsAtOnce) {
    run_twice(1, [](std::vector<FilmDecoder>& decoders, bool check) {
        Scene scene(8);
        Reader reader(decoders[0]);
        int drawn = 0;
        for (int i = 0; i < 80; ++i) {
            if (i == 60) {
                drawn = reader.viewer.drawn(RectangleKind::kVideo);
                Settings settings = fine_settings();
                settings.video_rectangles = false;
                scene.frames().apply(settings);
            }
            scene.film(kFilm);
            reader.read(scene.frame(), scene);
            if (check) {
                ASSERT_NO_FATAL_FAILURE(expect_screen(reader.viewer, scene)) << i;
            }
        }
        EXPECT_GT(drawn, 10);
        EXPECT_EQ(reader.viewer.drawn(RectangleKind::kVideo), drawn);
    });
}

class AnyScreen : public testing::TestWithParam<std::uint32_t> {};

// Films that start, stop and go elsewhere, text that scrolls, notes over them that come and go;
// readers that miss frames and ask; failures. In pauses everything becomes exact.
TEST_P(AnyScreen, IsWhatReadersHave) {
    run_twice(4, [](std::vector<FilmDecoder>& decoders, bool check) {
        Scene scene(GetParam());
        std::vector<std::unique_ptr<Reader>> readers;
        for (FilmDecoder& decoder : decoders) readers.push_back(std::make_unique<Reader>(decoder));
        Rect film = kFilm;
        bool runs = true;
        int whole = 0;
        std::vector<Rect> notes;
        for (int i = 0; i < kPlays.frames; ++i) {
            if (i > 70 && scene.below(150) == 0) {
                scene.text(whole_of(kSize), static_cast<std::uint32_t>(i));
                film = {scene.below(100), scene.below(100), 120 + scene.below(250),
                        100 + scene.below(180)};
                notes.clear();
            }
            if (i > 70 && scene.below(runs ? 120 : 20) == 0) runs = !runs;
            if (runs) scene.film(film);
            if (i > 50 && scene.below(60) == 0) {
                const int width = 20 + scene.below(200);
                const int height = 12 + scene.below(120);
                notes.push_back({scene.below(kSize.width - width),
                                 scene.below(kSize.height - height), width, height});
            }
            if (!notes.empty() && scene.below(25) == 0) {
                scene.text(notes.back(), 77);
                notes.pop_back();
            }
            std::uint32_t page = 1;
            for (const Rect& note : notes) scene.text(note, page++);
            if (scene.below(5) == 0) scene.text({0, 300, 512, 84}, static_cast<std::uint32_t>(i));
            if (i > 70 && scene.below(150) == 0) scene.begin();
            const std::vector<std::uint8_t> bytes = scene.frame();
            for (std::size_t number = 0; number < readers.size(); ++number) {
                const bool misses = static_cast<std::size_t>(scene.below(12)) < number;
                if (misses) continue;
                readers[number]->read(bytes, scene);
                const MixedViewer& viewer = readers[number]->viewer;
                const auto last =
                    bytes.empty()
                        ? std::nullopt
                        : std::optional(read_mixed_frame(bytes.data(), bytes.size()).frame);
                if (!last || viewer.whole() != last) continue;
                ++whole;
                if (check) {
                    ASSERT_NO_FATAL_FAILURE(expect_screen(viewer, scene))
                        << "reader " << number << " in step " << i;
                }
            }
            if (!runs && scene.below(40) == 0) {
                while (scene.frames().requested() || scene.frames().refinement_due() != kNever) {
                    const std::vector<std::uint8_t> more =
                        scene.frames().requested() ? scene.frame() : scene.refine();
                    for (auto& reader : readers) reader->read(more, scene);
                }
                const auto difference = readers[0]->viewer.compare(scene.screen().view());
                ASSERT_EQ(difference.lossy, 0);
                if (check) {
                    ASSERT_EQ(difference.wrong, 0);
                }
            }
        }
        EXPECT_GT(whole, kPlays.frames);
        EXPECT_GT(readers[0]->viewer.drawn(RectangleKind::kVideo), 10);
    });
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyScreen,
                         testing::Range(11u, 11u + std::max(test_length(2u, 1u), kPlays.count)));

INSTANTIATE_TEST_SUITE_P(By, FilmsOfEachLibrary, testing::ValuesIn(h264_libraries()),
                         [](const auto& tested) { return std::string(tested.param.word); });

}  // namespace
}  // namespace pixelflux
