// SPDX-License-Identifier: MPL-2.0
// Sessions in mode mixed whose source, settings, readers and luck change at random: a reader that
// is whole has what the source shows.
#include "capture_session.h"

#include <chrono>
#include <cstring>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "error.h"
#include "mixed_packet.h"
#include "mixed_viewer.h"
#include "rect.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "test_length.h"
#include "viewer.h"

namespace pixelflux {
namespace {

constexpr int kSteps = 250;
// Of JPEG of quality 97 with a colour for every pixel, where noise meets noise.
constexpr int kLargestError = 60;

// Writes where it is told, and anything into the fourth byte of a pixel.
class WritingSource : public ScriptedSource {
public:
    using ScriptedSource::ScriptedSource;

    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override {
        std::vector<LentPixels> written = ScriptedSource::grab(places, room);
        for (std::size_t at = 0; at < places.size(); ++at) {
            LentPixels& lent = written[at];
            const Rect& area = places[at].area;
            std::uint8_t* const to = room.data() + places[at].offset;
            const std::size_t unused = 6u - lent.order.blue - lent.order.green - lent.order.red;
            for (int y = 0; y < area.height; ++y) {
                std::uint8_t* const row = to + static_cast<std::size_t>(y) * row_bytes(area.width);
                std::memcpy(row, lent.data + static_cast<std::size_t>(y) * lent.stride,
                            row_bytes(area.width));
                for (int x = 0; x < area.width; ++x)
                    row[row_bytes(x) + unused] = static_cast<std::uint8_t>(anything_++);
            }
            lent.data = to;
            lent.stride = row_bytes(area.width);
        }
        return written;
    }

private:
    unsigned anything_ = 0;
};

std::uint32_t u32_at(const std::vector<std::uint8_t>& packet, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, packet.data() + at, sizeof value);
    return value;
}

class Play {
public:
    explicit Play(std::uint32_t seed) : random_(seed) {
        const Size size = {1 + below(260), 1 + below(200)};
        std::unique_ptr<ScriptedSource> source;
        if (chance(2))
            source = std::make_unique<WritingSource>(size);
        else
            source = std::make_unique<ScriptedSource>(size);
        source_ = source.get();
        if (chance(2)) source_->lend_in(PixelOrder{2, 1, 0});
        if (chance(4)) source_->lend_in(PixelOrder{3, 2, 1});
        draw_blocks();
        session_.emplace(settings(), std::move(source), source_->time());
    }

    int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }
    bool chance(int one_in) { return below(one_in) == 0; }

    // Something happens to the source or to the session. Throws what `update` throws.
    void happen() {
        switch (below(60)) {
            case 0:
                source_->resize({20 + below(260), 20 + below(200)});
                draw_blocks();
                corner_ = {};
                session_->update(settings());
                break;
            case 1:
                mode_ = chance(2) ? "jpeg" : "mixed";
                session_->update(settings());
                break;
            case 2:
                source_->fail_next_grab(Error(ErrorCode::kCapture, "as asked for"));
                break;
            case 3: {
                const Size full = source_->full_size();
                corner_ = chance(2) ? Rect{below(full.width), below(full.height), 0, 0} : Rect{};
                session_->update(settings());
                break;
            }
            case 4:
                session_->request_key_frame();
                break;
            case 5: {
                RefreshRequest request = {
                    WholeAsOf{std::uint64_t{random_()}, static_cast<std::uint64_t>(below(50))}};
                request.add_again(below(500) - 50, below(500) - 50, below(200), below(200));
                session_->request_refresh(request);
                break;
            }
            default:
                draw();
        }
    }

    // The bytes of a frame in mode mixed, if one comes. Throws what `next` throws.
    std::optional<std::vector<std::uint8_t>> next() {
        const auto soon = std::chrono::milliseconds(20);
        if (chance(12) &&
            session_->next(nullptr, 0, soon).outcome == CaptureSession::Outcome::kTooSmall) {
            // What waits is dropped by an update.
            if (chance(2)) session_->update(settings());
            if (chance(2)) session_->request_key_frame();
        }
        const CaptureSession::Result result = session_->next(packet_.data(), packet_.size(), soon);
        constexpr std::uint32_t kMixed = 2;
        if (result.outcome != CaptureSession::Outcome::kFrame ||
            (u32_at(packet_, 40) & kMixed) == 0)
            return {};
        return frame_in(packet_, result.size);
    }

    CaptureSession& session() { return *session_; }
    // Whether the last frame had to show the screen: a piece that is refined shows the picture of
    // the frame before.
    bool is_current() const { return source_->is_taken(); }
    const Picture& screen() const { return source_->picture(); }
    Rect region() const {
        const Size full = source_->full_size();
        return {corner_.x, corner_.y, full.width - corner_.x, full.height - corner_.y};
    }

private:
    Settings settings() const {
        return parse_settings(
            "source=synthetic\nfps=240\njpegQuality=97\njpegFullColor=true\nautoAdjustSize=true\n"
            "mode=" +
            mode_ + "\nx=" + std::to_string(corner_.x) + "\ny=" + std::to_string(corner_.y) + "\n");
    }

    std::uint8_t level() { return static_cast<std::uint8_t>(below(256)); }
    // Somewhere on the source, and no larger than that.
    Rect somewhere(int width, int height) {
        const Size full = source_->full_size();
        return intersection(
            {below(full.width), below(full.height), 1 + below(width), 1 + below(height)},
            whole_of(full));
    }

    void draw_blocks() {
        const Size full = source_->full_size();
        Picture picture(full.width, full.height);
        picture.fill_with_noise(static_cast<std::uint32_t>(random_()));
        for (int block = 0; block < 12; ++block)
            picture.fill(somewhere(full.width, full.height), level(), level(), level());
        source_->show(picture, {whole_of(full)});
    }

    void draw() {
        Picture picture = source_->picture();
        std::vector<Rect> damage;
        switch (below(4)) {
            case 0:
                damage = {somewhere(60, 40)};
                picture.fill(damage.front(), level(), level(), level());
                break;
            case 1:
                damage = {move(picture)};
                break;
            case 2:
                for (int count = 0; count < 30; ++count) {
                    damage.push_back(somewhere(6, 6));
                    picture.fill(damage.back(), level(), 7, 9);
                }
                break;
            case 3:
                damage = {somewhere(200, 200)};
                for (int y = damage.front().y; y < bottom_of(damage.front()); ++y) {
                    for (int x = damage.front().x; x < right_of(damage.front()); ++x) {
                        for (int channel = 0; channel < 3; ++channel)
                            picture.pixel(x, y)[channel] = static_cast<std::uint8_t>(
                                128 + (x * 3 + y * 5 + channel * 17) % 64 + below(12));
                    }
                }
                break;
        }
        source_->show(picture, damage);
    }

    // Returns where to. What the source tells of it is true, a lie, or nothing.
    Rect move(Picture& picture) {
        const Size full = source_->full_size();
        const Size size = {1 + below(full.width), 1 + below(full.height)};
        const Rect from = {below(full.width - size.width + 1), below(full.height - size.height + 1),
                           size.width, size.height};
        const Rect to = {below(full.width - size.width + 1), below(full.height - size.height + 1),
                         size.width, size.height};
        Picture before = picture;
        for (int y = 0; y < size.height; ++y)
            std::memcpy(picture.pixel(to.x, to.y + y), before.pixel(from.x, from.y + y),
                        row_bytes(size.width));
        std::vector<MovedArea> moves;
        if (chance(2)) moves.push_back({from, to.x, to.y});
        if (chance(4)) {
            moves.push_back({{below(400) - 200, below(400) - 200, 1 + below(400), 1 + below(300)},
                             below(400) - 200,
                             below(400) - 200});
        }
        source_->tell_moves(moves);
        return to;
    }

    std::mt19937 random_;
    ScriptedSource* source_ = nullptr;
    std::string mode_ = "mixed";
    Rect corner_;
    std::optional<CaptureSession> session_;
    std::vector<std::uint8_t> packet_ = std::vector<std::uint8_t>(std::size_t{1} << 21);
};

struct Seen {
    int compared = 0;
    int refreshes = 0;
    int epochs = 0;
};

void read_as_three(Play& play, std::vector<MixedViewer>& viewers,
                   const std::vector<std::uint8_t>& bytes, std::uint64_t frame, Seen& seen) {
    for (std::size_t number = 0; number < viewers.size(); ++number) {
        if (static_cast<std::size_t>(play.below(6)) < number) continue;  // the first misses nothing
        MixedViewer& viewer = viewers[number];
        if (const auto asked = viewer.read(bytes.data(), bytes.size())) {
            ASSERT_GT(number, 0u);
            if (asked->base)
                play.session().request_refresh({WholeAsOf{asked->epoch, *asked->base}});
            else
                play.session().request_key_frame();
        }
        if (viewer.whole() != frame || !play.is_current()) continue;
        ++seen.compared;
        const MixedViewer::Difference difference =
            viewer.compare(play.screen().view().part(play.region()));
        ASSERT_EQ(difference.wrong, 0) << "viewer " << number;
        ASSERT_LE(difference.largest_lossy, kLargestError) << "viewer " << number;
    }
}

void play_on(std::uint32_t seed, Seen& seen) {
    Play play(seed);
    std::vector<MixedViewer> viewers(3);
    std::uint64_t epoch = 0;
    std::optional<std::uint64_t> last;
    for (int step = 0; step < kSteps; ++step) {
        std::optional<std::vector<std::uint8_t>> bytes;
        try {
            play.happen();
            bytes = play.next();
        } catch (const Error&) {
            // As the source was told to fail; or a region that a resize has left behind.
        }
        if (!bytes) continue;
        const MixedFrame frame = read_mixed_frame(bytes->data(), bytes->size());
        if (frame.epoch == epoch) {
            ASSERT_EQ(frame.previous, last) << "in step " << step;
        } else {
            ASSERT_GT(frame.epoch, epoch) << "in step " << step;
            ASSERT_FALSE(frame.previous) << "in step " << step;
            ++seen.epochs;
        }
        epoch = frame.epoch;
        last = frame.frame;
        if (frame.refresh) ++seen.refreshes;
        ASSERT_NO_FATAL_FAILURE(read_as_three(play, viewers, *bytes, frame.frame, seen))
            << "in step " << step;
    }
}

TEST(MixedSession, AReaderThatIsWholeHasTheScreenWhateverHappens) {
    const int seeds = test_length(12, 3);
    Seen seen;
    for (int seed = 1; seed <= seeds; ++seed)
        ASSERT_NO_FATAL_FAILURE(play_on(static_cast<std::uint32_t>(seed), seen))
            << "of seed " << seed;
    EXPECT_GT(seen.compared, 100 * seeds);
    EXPECT_GT(seen.refreshes, seeds);
    EXPECT_GT(seen.epochs, 2 * seeds);
}

}  // namespace
}  // namespace pixelflux
