// SPDX-License-Identifier: MPL-2.0
// The rules of docs/wire.md on an abstract picture, whose cells have numbers for pixels: a session
// writes and copies at random, readers miss frames at random and ask, and whoever is whole must
// hold what the session holds. What is coarse in a refresh has the negative number, and whoever has
// such cells asks for them again.
#include <algorithm>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

#include "rect.h"
#include "refresh_log.h"
#include "test_length.h"

namespace pixelflux {
namespace {

using Frame = std::uint64_t;

// A quarter of a tile is a cell; those of the last column and row are cut off by the picture's end.
constexpr Size kPicture = {310, 91};
constexpr int kCellWidth = 16;
constexpr int kCellHeight = 8;
constexpr int kColumns = 20;
constexpr int kRows = 12;
constexpr std::int64_t kTilePixels = 32 * 16;

Rect pixels_of(const Rect& cells) {
    return intersection({cells.x * kCellWidth, cells.y * kCellHeight, cells.width * kCellWidth,
                         cells.height * kCellHeight},
                        whole_of(kPicture));
}

class Cells {
public:
    std::int64_t& at(int x, int y) { return values_[static_cast<std::size_t>(y * kColumns + x)]; }

    void copy(const Rect& target, int source_x, int source_y) {
        Cells before = *this;
        for (int y = 0; y < target.height; ++y) {
            for (int x = 0; x < target.width; ++x)
                at(target.x + x, target.y + y) = before.at(source_x + x, source_y + y);
        }
    }

    friend bool operator==(const Cells& a, const Cells& b) { return a.values_ == b.values_; }

    // What is coarse here counts for what it is in truth.
    bool shows(const Cells& screen) const {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            if (std::abs(values_[i]) != screen.values_[i]) return false;
        }
        return true;
    }

    // Parts of the picture that hold all that is coarse.
    std::vector<Rect> coarse() {
        std::vector<Rect> found;
        for (int y = 0; y < kRows; ++y) {
            for (int x = 0; x < kColumns; ++x) {
                if (at(x, y) < 0) found.push_back(pixels_of({x, y, 1, 1}));
            }
        }
        return found;
    }

private:
    std::vector<std::int64_t> values_ = std::vector<std::int64_t>(kColumns * kRows, 0);
};

struct Own {
    Rect cells;
    bool copy = false;
    int source_x = 0;
    int source_y = 0;
    std::int64_t value = 0;
};

// A cell of the refresh, and what it is to be.
struct Refreshed {
    int x = 0;
    int y = 0;
    std::int64_t value = 0;
};

struct Message {
    std::uint64_t epoch = 0;
    Frame frame = 0;
    std::optional<Frame> previous;
    bool complete = false;
    std::vector<Own> own;
    std::optional<RefreshPart> refresh;
    std::vector<Refreshed> refreshed;
};

// What docs/wire.md says a reader does.
class Reader {
public:
    Cells picture;
    double chance_to_miss = 0;
    std::uint64_t epoch = 0;
    std::optional<Frame> whole;

    // Whether it asks.
    bool read(const Message& message) {
        if (message.complete || (whole && epoch == message.epoch && message.previous == whole)) {
            for (const Own& own : message.own) {
                if (own.copy) {
                    picture.copy(own.cells, own.source_x, own.source_y);
                    continue;
                }
                for (int y = own.cells.y; y < bottom_of(own.cells); ++y) {
                    for (int x = own.cells.x; x < right_of(own.cells); ++x)
                        picture.at(x, y) = own.value;
                }
            }
            for (const Refreshed& cell : message.refreshed) {
                if (picture.at(cell.x, cell.y) < 0) picture.at(cell.x, cell.y) = cell.value;
            }
            become_whole(message);
            return false;
        }
        if (message.refresh && can_take(message)) {
            for (const Refreshed& cell : message.refreshed) picture.at(cell.x, cell.y) = cell.value;
            part_ = message.frame;
            if (message.refresh->last) become_whole(message);
            return false;
        }
        part_.reset();
        return true;
    }

private:
    bool can_take(const Message& message) const {
        const RefreshPart& refresh = *message.refresh;
        const bool suits =
            !refresh.base || (whole && epoch == message.epoch && *whole >= *refresh.base);
        return suits && (refresh.start == message.frame || (part_ && part_ == message.previous));
    }

    void become_whole(const Message& message) {
        whole = message.frame;
        epoch = message.epoch;
        part_.reset();
    }

    std::optional<Frame> part_;  // the last one of a refresh that is under way
};

enum class LastPart { kAsTheRulesSay, kWithoutWhatWasWrittenMeanwhile };

class Session {
public:
    Session(std::uint32_t seed, LastPart last_part) : random_(seed), last_part_(last_part) {
        begin_epoch();
    }

    std::uint64_t epoch() const { return epoch_; }
    const Cells& picture() const { return picture_; }
    RefreshLog& log() { return log_; }

    Message next() {
        if (chance(0.01)) begin_epoch();
        Message message;
        message.epoch = epoch_;
        message.frame = frame_;
        message.previous = previous_;
        message.complete = !previous_ || chance(0.005);
        if (message.complete) {
            write_everything(message);
        } else {
            for (int left = pick({0, 0, 1, 2, 5}); left > 0; --left) write_something(message);
        }
        if (chance(0.01)) {  // it is never made, and the next one is the same
            frame_ += 1;
            log_.take(message.frame, kTilePixels);
            log_.take_back();
            message.frame = frame_;
            for (const Own& own : message.own) log_.wrote(pixels_of(own.cells), frame_);
        }
        message.refresh = log_.take(frame_, kTilePixels * pick({3, 8, 20, 1000}));
        if (message.refresh) collect(message);
        previous_ = frame_;
        frame_ += 1 + below(3);
        return message;
    }

    bool chance(double of) { return below(1'000'000) < of * 1'000'000; }
    unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }

private:
    int pick(std::initializer_list<int> of) {
        return of.begin()[below(static_cast<unsigned>(of.size()))];
    }

    void begin_epoch() {
        ++epoch_;
        previous_.reset();
        log_.reset(kPicture, epoch_);
    }

    Rect random_cells() {
        Rect cells;
        cells.width = 1 + static_cast<int>(below(kColumns / 2));
        cells.height = 1 + static_cast<int>(below(kRows / 2));
        cells.x = static_cast<int>(below(static_cast<unsigned>(kColumns - cells.width + 1)));
        cells.y = static_cast<int>(below(static_cast<unsigned>(kRows - cells.height + 1)));
        return cells;
    }

    void write(Message& message, const Rect& cells) {
        ++value_;
        for (int y = cells.y; y < bottom_of(cells); ++y) {
            for (int x = cells.x; x < right_of(cells); ++x) picture_.at(x, y) = value_;
        }
        Own own;
        own.cells = cells;
        own.value = value_;
        message.own.push_back(own);
    }

    void write_everything(Message& message) {
        for (int x = 0; x < kColumns; x += 5) write(message, {x, 0, 5, kRows});
        log_.wrote_everything(frame_);
    }

    void write_something(Message& message) {
        Rect cells = random_cells();
        if (chance(0.4)) {
            Own own;
            own.copy = true;
            own.cells = cells;
            own.source_x =
                static_cast<int>(below(static_cast<unsigned>(kColumns - cells.width + 1)));
            own.source_y = static_cast<int>(below(static_cast<unsigned>(kRows - cells.height + 1)));
            picture_.copy(cells, own.source_x, own.source_y);
            message.own.push_back(own);
        } else {
            if (chance(0.5)) cells.width = cells.height = 1;
            write(message, cells);
        }
        log_.wrote(pixels_of(cells), frame_);
    }

    // What the refresh's areas look like after the frame.
    void collect(Message& message) {
        if (message.refresh->start == message.frame) furthest_ = -1;
        int furthest = furthest_;
        const bool coarse = message.refresh->most_bytes != RefreshRequest::kAnySize;
        collect(message, message.refresh->areas, coarse, furthest);
        collect(message, message.refresh->exact, false, furthest);
        furthest_ = furthest;
    }

    void collect(Message& message, const std::vector<Rect>& areas, bool coarse, int& furthest) {
        for (const Rect& area : areas) {
            // Areas end where tiles do, or the picture.
            for (int y = area.y / kCellHeight; y * kCellHeight < bottom_of(area); ++y) {
                for (int x = area.x / kCellWidth; x * kCellWidth < right_of(area); ++x) {
                    const int tile = y / 2 * kColumns + x / 2;
                    furthest = std::max(furthest, tile);
                    const bool again = message.refresh->last && tile <= furthest_;
                    if (again && last_part_ == LastPart::kWithoutWhatWasWrittenMeanwhile) continue;
                    const std::int64_t value = picture_.at(x, y);
                    message.refreshed.push_back({x, y, coarse ? -value : value});
                }
            }
        }
    }

    std::mt19937 random_;
    LastPart last_part_;
    RefreshLog log_;
    Cells picture_;
    std::uint64_t epoch_ = 0;
    Frame frame_ = 5;
    std::optional<Frame> previous_;
    std::int64_t value_ = 0;
    int furthest_ = -1;  // of the tiles that the refresh had so far
};

struct Outcome {
    int compared = 0;
    int wrong = 0;
    int by_refresh = 0;  // readers that were held, and whole again without a complete frame
    int coarse = 0;      // readers that were whole, and not exact
    int inexact = 0;     // when all had asked again for what they had coarse
};

// What this reader asks for now: it may want few bytes.
RefreshRequest request_of(Reader& reader, bool slow) {
    RefreshRequest request;
    if (reader.whole) request.reader = WholeAsOf{reader.epoch, *reader.whole};
    if (slow) request.most_bytes = 1000;
    for (const Rect& area : reader.picture.coarse())
        request.add_again(area.x, area.y, area.width, area.height);
    return request;
}

// Everybody gets every frame now, and asks for what it has coarse, until nobody has any.
int ask_again(Session& session, std::vector<Reader>& readers) {
    constexpr int kTurns = 100;
    int inexact = 0;
    for (int turn = 0; turn < kTurns; ++turn) {
        const Message message = session.next();
        inexact = 0;
        for (Reader& reader : readers) {
            const bool held = reader.read(message);
            if (held || !reader.picture.coarse().empty())
                session.log().request(request_of(reader, false));
            inexact += !(reader.picture == session.picture());
        }
        if (inexact == 0) return 0;
    }
    return inexact;
}

Outcome play(std::uint32_t seed, LastPart last_part) {
    constexpr int kFrames = 400;
    Session session(seed, last_part);
    std::vector<Reader> readers(6);
    for (std::size_t i = 0; i < readers.size(); i += 2) readers[i].chance_to_miss = 0.3;
    Outcome outcome;
    for (int i = 0; i < kFrames; ++i) {
        const Message message = session.next();
        for (Reader& reader : readers) {
            if (session.chance(reader.chance_to_miss)) continue;
            if (session.chance(0.1)) {
                constexpr double kChances[] = {0, 0, 0.3, 0.9};
                reader.chance_to_miss = kChances[session.below(4)];
            }
            const bool was_held = reader.whole != message.previous;
            if (reader.read(message)) {
                session.log().request(request_of(reader, session.chance(0.3)));
                if (session.chance(0.01))
                    session.log().request({WholeAsOf{session.epoch(), 1'000'000}});
            } else if (session.chance(0.05) && !reader.picture.coarse().empty()) {
                session.log().request(request_of(reader, session.chance(0.5)));
            }
            if (reader.epoch != session.epoch() || reader.whole != message.frame) continue;
            ++outcome.compared;
            outcome.by_refresh += was_held && !message.complete;
            outcome.wrong += !reader.picture.shows(session.picture());
            outcome.coarse += !(reader.picture == session.picture());
        }
    }
    outcome.inexact = ask_again(session, readers);
    return outcome;
}

const std::uint32_t kRuns = test_length(300u, 75u);

TEST(RefreshRules, WhoeverIsWholeHoldsWhatTheSessionHolds) {
    Outcome sum;
    for (std::uint32_t seed = 1; seed <= kRuns; ++seed) {
        const Outcome outcome = play(seed, LastPart::kAsTheRulesSay);
        EXPECT_EQ(outcome.wrong, 0) << "seed " << seed;
        EXPECT_EQ(outcome.inexact, 0) << "seed " << seed;
        sum.coarse += outcome.coarse;
        sum.compared += outcome.compared;
        sum.by_refresh += outcome.by_refresh;
    }
    EXPECT_GT(sum.compared, 333 * static_cast<int>(kRuns));
    EXPECT_GT(sum.by_refresh, 16 * static_cast<int>(kRuns));
    EXPECT_GT(sum.coarse, 16 * static_cast<int>(kRuns));
}

// Shows that the test above can fail, and why the last part has what it has.
TEST(RefreshRules, WouldBeWrongWithoutWhatWasWrittenSinceASplitBegan) {
    std::uint32_t wrong = 0;
    for (std::uint32_t seed = 1; seed <= kRuns; ++seed) {
        wrong += play(seed, LastPart::kWithoutWhatWasWrittenMeanwhile).wrong > 0;
    }
    EXPECT_EQ(wrong, kRuns);
}

}  // namespace
}  // namespace pixelflux
