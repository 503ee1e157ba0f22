// SPDX-License-Identifier: MPL-2.0
// What a session's picture shows to those who ask beside the thread that takes frames, compared
// with what the test has drawn.
#include "shown_picture.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <new>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "error.h"
#include "overlays.h"
#include "rect.h"
#include "scripted_source.h"
#include "viewer.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr Size kSize = {150, 101};

// Somebody's copy of the picture.
class Copy final : public PixelSink {
public:
    explicit Copy(Size size) : size_(size), pixels_(size.width, size.height) {}

    bool takes(Size size) override { return size == size_; }
    void row(int x, int y, const std::uint8_t* pixels, int count) override {
        std::memcpy(pixels_.pixel(x, y), pixels, row_bytes(count));
        written += count;
    }

    std::optional<ReadPicture> read(ShownPicture& picture, bool all = false) {
        written = 0;
        std::optional<ReadPicture> read = picture.read(version_, all, *this);
        if (read && read->copied) version_ = read->version;
        return read;
    }

    const Picture& pixels() const { return pixels_; }
    std::int64_t written = 0;

private:
    Size size_;
    std::uint64_t version_ = 0;
    Picture pixels_;
};

bool same(const std::uint8_t* a, const std::uint8_t* b) { return std::memcmp(a, b, 3) == 0; }

void expect_same(const Picture& seen, const Picture& drawn, Size size) {
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            ASSERT_TRUE(same(seen.view().row(y) + row_bytes(x), drawn.view().row(y) + row_bytes(x)))
                << x << "," << y;
    }
}

// A session on a screen that the test draws, with a pointer that is a red square.
struct Screen {
    explicit Screen(const std::string& mode, const std::string& more = "")
        : source(new ScriptedSource(kSize)),
          viewer("captureCursor=true\nmode=" + mode + "\n" + more,
                 std::unique_ptr<ScriptedSource>(source)) {
        source->noise(1);
        source->move_cursor({red_square(10, 0), 20, 30});
    }

    // Takes all frames that there are.
    void take() {
        while (true) {
            std::vector<std::uint8_t> buffer(1 << 20);
            if (viewer.session.next(buffer.data(), buffer.size(), milliseconds(100)).outcome ==
                Outcome::kNothing)
                return;
        }
    }

    // What a viewer is to see with the pointer there.
    Picture drawn(int x, int y) const {
        Picture picture = source->picture();
        picture.fill(intersection({x, y, 10, 10}, whole_of(kSize)), 0, 0, 255);
        return picture;
    }

    ShownPicture& picture() { return viewer.session.picture(); }

    ScriptedSource* source;
    Viewer viewer;
};

class ShownPictureOf : public testing::TestWithParam<const char*> {};

TEST_P(ShownPictureOf, IsNoneBeforeTheFirstFrame) {
    Screen screen(GetParam());
    Copy copy(kSize);
    EXPECT_FALSE(copy.read(screen.picture()));
    EXPECT_FALSE(screen.picture().content_hash());
    screen.take();
    EXPECT_TRUE(copy.read(screen.picture())->copied);
    EXPECT_TRUE(screen.picture().content_hash());
}

TEST_P(ShownPictureOf, IsWhatWasDrawnWithThePointerOverIt) {
    Screen screen(GetParam());
    screen.take();
    Copy copy(kSize);
    const std::optional<ReadPicture> first = copy.read(screen.picture());
    EXPECT_EQ(first->size, kSize);
    EXPECT_EQ(first->changed, std::vector<Rect>{whole_of(kSize)});
    expect_same(copy.pixels(), screen.drawn(20, 30), kSize);

    const std::optional<ReadPicture> again = copy.read(screen.picture());
    EXPECT_EQ(again->version, first->version);
    EXPECT_TRUE(again->changed.empty());
    EXPECT_EQ(copy.written, 0);

    screen.source->fill({70, 50, 3, 2}, 1, 2, 3);
    screen.take();
    const std::optional<ReadPicture> next = copy.read(screen.picture());
    EXPECT_EQ(next->changed, (std::vector<Rect>{{64, 48, 32, 16}}));
    EXPECT_EQ(copy.written, 32 * 16);
    expect_same(copy.pixels(), screen.drawn(20, 30), kSize);

    copy.read(screen.picture(), true);
    EXPECT_EQ(copy.written, kSize.width * kSize.height);
    expect_same(copy.pixels(), screen.drawn(20, 30), kSize);
}

TEST_P(ShownPictureOf, FollowsWhateverChangesForReadersThatLookSeldom) {
    std::mt19937 random(7);
    const auto below = [&](int limit) {
        return static_cast<int>(random() % static_cast<unsigned>(limit));
    };
    Screen screen(GetParam());
    screen.take();
    Copy often(kSize);
    Copy seldom(kSize);
    int x = 20;
    int y = 30;
    for (int round = 0; round < 200; ++round) {
        for (int i = below(3); i > 0; --i) {
            const auto level = static_cast<std::uint8_t>(random());
            screen.source->fill(intersection({below(kSize.width), below(kSize.height),
                                              1 + below(40), 1 + below(40)},
                                             whole_of(kSize)),
                                level, 9, 9);
        }
        if (below(3) == 0) {
            x = below(kSize.width);
            y = below(kSize.height);
            screen.source->move_cursor({red_square(10, 0), x, y});
        }
        if (below(20) == 0) screen.source->touch(0, kSize.height);
        if (below(20) == 0) screen.viewer.session.request_key_frame();
        screen.take();
        often.read(screen.picture());
        ASSERT_NO_FATAL_FAILURE(expect_same(often.pixels(), screen.drawn(x, y), kSize));
        if (below(10) != 0) continue;
        seldom.read(screen.picture());
        ASSERT_NO_FATAL_FAILURE(expect_same(seldom.pixels(), screen.drawn(x, y), kSize));
    }
}

TEST_P(ShownPictureOf, IsNoneAfterAFailureUntilTheNextFrame) {
    Screen screen(GetParam());
    screen.take();
    Copy copy(kSize);
    copy.read(screen.picture());
    screen.source->fill({0, 0, 9, 9}, 1, 2, 3);
    screen.source->fail_next_grab(Error(ErrorCode::kCapture, "no pixels"));
    EXPECT_THROW(screen.take(), Error);
    EXPECT_FALSE(copy.read(screen.picture()));
    screen.take();
    EXPECT_TRUE(copy.read(screen.picture()));
    expect_same(copy.pixels(), screen.drawn(20, 30), kSize);
}

TEST_P(ShownPictureOf, IsNoneOnceTheSourceHasFailedBetweenTwoFrames) {
    Screen screen(GetParam());
    screen.take();
    Copy copy(kSize);
    copy.read(screen.picture());
    screen.source->exhaust_next_wait();
    EXPECT_THROW(screen.take(), std::bad_alloc);
    EXPECT_FALSE(copy.read(screen.picture()));
    EXPECT_FALSE(screen.picture().content_hash());
    screen.take();
    EXPECT_TRUE(copy.read(screen.picture()));
    expect_same(copy.pixels(), screen.drawn(20, 30), kSize);
}

TEST_P(ShownPictureOf, AnotherSizeIsTold) {
    Screen screen(GetParam(), "autoAdjustSize=true\n");
    screen.take();
    Copy copy(kSize);
    copy.read(screen.picture());
    const Size larger = {200, 120};
    screen.source->resize(larger);
    screen.source->noise(3);
    screen.take();
    const std::optional<ReadPicture> told = copy.read(screen.picture());
    EXPECT_EQ(told->size, larger);
    EXPECT_FALSE(told->copied);
    Copy other(larger);
    const std::optional<ReadPicture> read = screen.picture().read(told->version - 1, false, other);
    EXPECT_EQ(read->changed, std::vector<Rect>{whole_of(larger)});
    EXPECT_EQ(other.written, larger.width * larger.height);
}

TEST_P(ShownPictureOf, AnotherModeShowsTheSame) {
    Screen screen(GetParam());
    screen.take();
    const std::uint64_t before = *screen.picture().content_hash();
    screen.viewer.change("mode=" +
                         std::string(std::strcmp(GetParam(), "mixed") == 0 ? "jpeg" : "mixed"));
    screen.take();
    Copy copy(kSize);
    copy.read(screen.picture());
    expect_same(copy.pixels(), screen.drawn(20, 30), kSize);
    EXPECT_EQ(*screen.picture().content_hash(), before);
}

TEST_P(ShownPictureOf, HasTheHashOfItsContent) {
    Screen screen(GetParam());
    screen.take();
    const std::uint64_t first = *screen.picture().content_hash();
    EXPECT_EQ(*screen.picture().content_hash(), first);
    Screen other("jpeg");
    other.take();
    EXPECT_EQ(*other.picture().content_hash(), first);

    const Picture before = screen.source->picture();
    screen.source->fill({149, 100, 1, 1}, 1, 2, 3);
    screen.take();
    EXPECT_NE(*screen.picture().content_hash(), first);
    screen.source->show(before, {{149, 100, 1, 1}});
    screen.take();
    EXPECT_EQ(*screen.picture().content_hash(), first);
    screen.source->move_cursor({red_square(10, 0), 21, 30});
    screen.take();
    EXPECT_NE(*screen.picture().content_hash(), first);
}

INSTANTIATE_TEST_SUITE_P(Modes, ShownPictureOf, testing::Values("jpeg", "mixed"));

// Each frame of `shift` has another picture: one that is read half from the next would fit none.
TEST(ShownPicture, IsWholeForThreadsThatAskMeanwhile) {
    for (const char* mode : {"jpeg", "mixed"}) {
        Viewer viewer("width=96\nheight=64\nsyntheticChange=100\nmode=" + std::string(mode) + "\n");
        std::atomic<bool> done{false};
        std::vector<std::thread> readers;
        for (int i = 0; i < 3; ++i) {
            readers.emplace_back([&, i] {
                Copy copy({96, 64});
                Copy whole({96, 64});
                while (!done) {
                    const std::optional<ReadPicture> read = copy.read(viewer.session.picture());
                    const std::optional<ReadPicture> all =
                        whole.read(viewer.session.picture(), true);
                    if (read && read->version == all->version) {
                        EXPECT_EQ(copy.pixels(), whole.pixels());
                    }
                    if (i == 0) viewer.session.picture().content_hash();
                }
            });
        }
        std::vector<std::uint8_t> buffer(1 << 20);
        for (int frame = 0; frame < 40; ++frame)
            viewer.session.next(buffer.data(), buffer.size(), kForever);
        done = true;
        for (std::thread& reader : readers) reader.join();
    }
}

// Has one picture, and says when somebody waits for another one.
class CalmSource : public ScriptedSource {
public:
    explicit CalmSource(std::atomic<bool>& somebody) : ScriptedSource({96, 64}), waits_(somebody) {}

    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override {
        if (grabs == 0) return ScriptedSource::wait_for_change(wake, deadline);
        waits_ = true;
        wake.wait(kNever);
        return Change::kNone;
    }

private:
    std::atomic<bool>& waits_;
};

TEST(ShownPicture, OfACalmCaptureIsThereWhileNextWaits) {
    std::atomic<bool> waits = false;
    Viewer viewer("", std::make_unique<CalmSource>(waits));
    viewer.next();
    std::atomic<bool> returned = false;
    std::thread waiting([&] {
        std::vector<std::uint8_t> buffer(1 << 20);
        viewer.session.next(buffer.data(), buffer.size(), kForever);
        returned = true;
    });
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    while (!waits && Clock::now() < deadline) std::this_thread::yield();
    EXPECT_TRUE(waits);
    Copy copy({96, 64});
    EXPECT_TRUE(copy.read(viewer.session.picture())->copied);
    EXPECT_FALSE(returned);
    viewer.session.stop();
    waiting.join();
}

}  // namespace
}  // namespace pixelflux
