// SPDX-License-Identifier: MPL-2.0
#include "x11_pixels.h"

#include <functional>
#include <utility>

#include <gtest/gtest.h>

#include "error.h"

namespace pixelflux {
namespace {

using Refuses = X11ReadError::Refuses;
using Log = std::vector<std::string>;

const Rect kRegion = {5, 7, 64, 32};

// Notes what it is asked for, and fails as the test says.
class FakeReader final : public X11PixelReader {
public:
    FakeReader(const char* name, Log& log) : name_(name), log_(log) {}

    std::function<void()> on_memory = [] {};
    std::function<void()> on_read = [] {};

    const char* name() const override { return name_; }
    const char* price() const override { return ", which costs more CPU"; }
    std::unique_ptr<PictureMemory> make_memory(std::size_t bytes) override {
        log_.push_back(std::string(name_) + " makes memory");
        on_memory();
        return std::make_unique<PrivateMemory>(bytes);
    }
    std::vector<LentPixels> read(const Rect& region, const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override {
        log_.push_back(std::string(name_) + " reads");
        EXPECT_EQ(region, kRegion);
        on_read();
        std::vector<LentPixels> lent;
        for (const GrabPlace& place : places)
            lent.push_back({place.area, room.data(), row_bytes(place.area.width), {}});
        return lent;
    }
    void take_back() override { log_.push_back(std::string(name_) + " takes back"); }

private:
    const char* name_;
    Log& log_;
};

class X11PixelsTest : public testing::Test {
protected:
    X11PixelsTest() {
        auto best = std::make_unique<FakeReader>("BEST", log);
        auto other = std::make_unique<FakeReader>("OTHER", log);
        auto last = std::make_unique<FakeReader>("LAST", log);
        best_ = best.get();
        other_ = other.get();
        last_ = last.get();
        std::vector<std::unique_ptr<X11PixelReader>> readers;
        readers.push_back(std::move(best));
        readers.push_back(std::move(other));
        readers.push_back(std::move(last));
        pixels = std::make_unique<X11Pixels>(std::move(readers), notices);
    }

    // What was asked of the readers, without what they took back.
    Log reads() {
        pixels->read(kRegion, {{{0, 0, 64, 16}, 0}}, room);
        return asked();
    }
    Log asked() {
        Log found;
        for (const std::string& line : std::exchange(log, {})) {
            if (line.find("takes back") == std::string::npos) found.push_back(line);
        }
        return found;
    }

    Log log;
    Log notices;
    std::unique_ptr<X11Pixels> pixels;
    PrivateMemory room{picture_bytes({64, 32})};
    FakeReader* best_;
    FakeReader* other_;
    FakeReader* last_;
};

std::function<void()> throws(const Error& error) {
    return [error] { throw error; };
}
std::function<void()> refuses(Refuses what) {
    return [what] { throw X11ReadError(what, "the server says no"); };
}

TEST_F(X11PixelsTest, TheBestReaderDoesAllThatItCan) {
    ASSERT_NE(pixels->make_memory(100), nullptr);
    EXPECT_EQ(asked(), (Log{"BEST makes memory"}));
    const std::vector<LentPixels> lent =
        pixels->read(kRegion, {{{0, 0, 64, 16}, 0}, {{3, 20, 10, 5}, 4096}}, room);
    EXPECT_EQ(asked(), (Log{"BEST reads"}));
    ASSERT_EQ(lent.size(), 2u);
    EXPECT_EQ(lent[1].area, (Rect{3, 20, 10, 5}));
    EXPECT_TRUE(notices.empty());
}

TEST_F(X11PixelsTest, AReaderThatGetsNoMemoryIsReplacedForGood) {
    best_->on_memory = throws(Error(ErrorCode::kCapture, "there is none"));
    ASSERT_NE(pixels->make_memory(100), nullptr);
    EXPECT_EQ(asked(), (Log{"BEST makes memory", "OTHER makes memory"}));
    EXPECT_EQ(notices, (Log{"BEST is not available: there is none; reading pixels with OTHER "
                            "instead, which costs more CPU"}));
    EXPECT_EQ(reads(), (Log{"OTHER reads"}));
    ASSERT_NE(pixels->make_memory(100), nullptr);
    EXPECT_EQ(asked(), (Log{"OTHER makes memory"}));
    EXPECT_EQ(notices.size(), 1u);
}

TEST_F(X11PixelsTest, AReaderThatTheServerRefusesLaterIsReplacedForGood) {
    EXPECT_EQ(reads(), (Log{"BEST reads"}));
    best_->on_read = refuses(Refuses::kReader);
    EXPECT_EQ(reads(), (Log{"BEST reads", "OTHER reads"}));
    EXPECT_EQ(notices, (Log{"BEST is no longer available: the server says no; reading pixels with "
                            "OTHER instead, which costs more CPU"}));
    EXPECT_EQ(reads(), (Log{"OTHER reads"}));
    EXPECT_EQ(notices.size(), 1u);
}

TEST_F(X11PixelsTest, PixelsThatTheServerRefusesAreTriedWithTheOthersAndNoReaderIsGivenUp) {
    best_->on_read = refuses(Refuses::kPixels);
    EXPECT_EQ(reads(), (Log{"BEST reads", "OTHER reads"}));
    best_->on_read = [] {};
    EXPECT_EQ(reads(), (Log{"BEST reads"}));
    EXPECT_TRUE(notices.empty());
}

TEST_F(X11PixelsTest, AReaderBehindOneThatGetsNoPixelsMayBeGivenUp) {
    best_->on_read = refuses(Refuses::kPixels);
    other_->on_read = refuses(Refuses::kReader);
    EXPECT_EQ(reads(), (Log{"BEST reads", "OTHER reads", "LAST reads"}));
    EXPECT_EQ(notices, (Log{"OTHER is no longer available: the server says no; reading pixels with "
                            "LAST instead, which costs more CPU"}));
    EXPECT_EQ(reads(), (Log{"BEST reads", "LAST reads"}));
}

TEST_F(X11PixelsTest, WhatTheLastReaderThrowsReachesTheCaller) {
    for (FakeReader* const reader : {best_, other_, last_})
        reader->on_read = refuses(Refuses::kPixels);
    EXPECT_THROW(reads(), X11ReadError);
    EXPECT_EQ(asked(), (Log{"BEST reads", "OTHER reads", "LAST reads"}));
    for (FakeReader* const reader : {best_, other_})
        reader->on_memory = throws(Error(ErrorCode::kCapture, "there is none"));
    last_->on_memory = throws(Error(ErrorCode::kCapture, "there is none at all"));
    EXPECT_THROW(pixels->make_memory(100), Error);
    EXPECT_EQ(notices, (Log{"BEST is not available: there is none; OTHER is not available: there "
                            "is none; reading pixels with LAST instead, which costs more CPU"}));
}

TEST_F(X11PixelsTest, ALostConnectionReachesTheCallerAndGivesNoReaderUp) {
    best_->on_memory = throws(Error(ErrorCode::kDisplay, "the server is gone"));
    best_->on_read = best_->on_memory;
    EXPECT_THROW(pixels->make_memory(100), Error);
    EXPECT_THROW(reads(), Error);
    EXPECT_EQ(asked(), (Log{"BEST makes memory", "BEST reads"}));
    EXPECT_TRUE(notices.empty());
}

TEST_F(X11PixelsTest, AllReadersTakeBackWhatTheyLentBeforeTheNextRead) {
    pixels->read(kRegion, {}, room);
    EXPECT_EQ(log, (Log{"BEST takes back", "OTHER takes back", "LAST takes back", "BEST reads"}));
}

}  // namespace
}  // namespace pixelflux
