// SPDX-License-Identifier: MPL-2.0
#include "overlay.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>

#include <gtest/gtest.h>

#include "pictures.h"
#include "rect.h"

namespace pixelflux {
namespace {

constexpr Size kPicture = {40, 50};

std::shared_ptr<OverlayImage> image(Size size) {
    auto made = std::make_shared<OverlayImage>();
    made->size = size;
    std::mt19937 random(static_cast<std::uint32_t>(size.width));
    for (int i = 0; i < size.width * size.height; ++i) {
        const auto alpha = static_cast<std::uint8_t>(random() % 3 == 0 ? 255 : random());
        for (int channel = 0; channel < 3; ++channel)
            made->pixels.push_back(static_cast<std::uint8_t>(random() % (alpha + 1u)));
        made->pixels.push_back(alpha);
    }
    return made;
}

BandSet all_bands() {
    BandSet bands(bands_in(kPicture.height));
    bands.set_all();
    return bands;
}

// Porter-Duff "over" pixel by pixel in real numbers.
void expect_over(const Picture& before, const Picture& after, const PlacedOverlay& overlay,
                 const BandSet& bands) {
    for (int y = 0; y < kPicture.height; ++y) {
        for (int x = 0; x < kPicture.width; ++x) {
            const int column = x - overlay.x;
            const int row = y - overlay.y;
            const bool covered = bands.test(y / kBandHeight) && column >= 0 && row >= 0 &&
                                 column < overlay.image->size.width &&
                                 row < overlay.image->size.height;
            const std::uint8_t* const over =
                covered ? overlay.image->pixels.data() +
                              (row * overlay.image->size.width + column) * kBytesPerPixel
                        : nullptr;
            for (int channel = 0; channel < 3; ++channel) {
                const double was = before.view().row(y)[x * kBytesPerPixel + channel];
                const double expected = covered ? over[channel] + was * (255 - over[3]) / 255 : was;
                ASSERT_NEAR(after.view().row(y)[x * kBytesPerPixel + channel], expected, 0.51)
                    << x << "," << y;
            }
        }
    }
}

TEST(Overlay, IsBlendedAndTakenOffAgainWhereverItLies) {
    const std::shared_ptr<OverlayImage> over = image({13, 17});
    for (const int x : {-20, -13, -12, -1, 0, 5, 27, 28, 39, 40, 100}) {
        for (const int y : {-40, -17, -16, -1, 0, 15, 16, 33, 34, 49, 50, 99}) {
            Picture picture(kPicture.width, kPicture.height);
            picture.fill_with_noise(3);
            const Picture before = picture;
            OverlayStack stack;
            Damage changed(kPicture);
            stack.place(OverlayStack::kCursor, {over, x, y}, kPicture, changed);
            {
                const DrawnOverlays drawn(stack, picture.mutable_view(), all_bands());
                expect_over(before, picture, {over, x, y}, all_bands());
            }
            EXPECT_EQ(picture, before);
        }
    }
}

TEST(Overlay, OneLargerThanThePictureIsCutOnAllSides) {
    const PlacedOverlay large = {image({100, 120}), -30, -40};
    Picture picture(kPicture.width, kPicture.height);
    picture.fill_with_noise(4);
    const Picture before = picture;
    OverlayStack stack;
    Damage changed(kPicture);
    stack.place(OverlayStack::kWatermark, large, kPicture, changed);
    EXPECT_EQ(changed.areas(), (std::vector<Rect>{whole_of(kPicture)}));
    const DrawnOverlays drawn(stack, picture.mutable_view(), all_bands());
    expect_over(before, picture, large, all_bands());
}

TEST(Overlay, OnlyTheBandsAskedForAreTouched) {
    BandSet middle(bands_in(kPicture.height));
    middle.set(1);
    const PlacedOverlay tall = {image({10, 50}), 3, 0};
    Picture picture(kPicture.width, kPicture.height);
    picture.fill_with_noise(5);
    const Picture before = picture;
    OverlayStack stack;
    Damage changed(kPicture);
    stack.place(OverlayStack::kWatermark, tall, kPicture, changed);
    const DrawnOverlays drawn(stack, picture.mutable_view(), middle);
    expect_over(before, picture, tall, middle);
}

// Drawing on parts of a picture gives the same as drawing on all of it.
TEST(Overlay, IsDrawnOnPartsAsOnTheWhole) {
    OverlayStack stack;
    Damage changed(kPicture);
    stack.place(OverlayStack::kWatermark, {image({20, 20}), 5, 25}, kPicture, changed);
    stack.place(OverlayStack::kCursor, {image({12, 12}), -3, 20}, kPicture, changed);
    Picture whole(kPicture.width, kPicture.height);
    whole.fill_with_noise(7);
    const Picture before = whole;
    const DrawnOverlays drawn(stack, whole.mutable_view(), all_bands());
    for (const Rect area : {whole_of(kPicture), Rect{0, 0, 9, 50}, Rect{7, 22, 11, 13},
                            Rect{30, 0, 10, 10}, Rect{2, 31, 1, 1}}) {
        Picture part(area.width, area.height);
        for (int y = 0; y < area.height; ++y)
            std::memcpy(part.mutable_view().row(y),
                        before.view().row(area.y + y) + area.x * kBytesPerPixel,
                        row_bytes(area.width));
        stack.draw(area, part.mutable_view(), kPicture);
        for (int y = 0; y < area.height; ++y) {
            EXPECT_EQ(std::memcmp(part.view().row(y),
                                  whole.view().row(area.y + y) + area.x * kBytesPerPixel,
                                  row_bytes(area.width)),
                      0)
                << "row " << y << " of the part at " << area.x << "," << area.y;
        }
    }
}

TEST(Overlay, OverlapsComeOffInTheRightOrder) {
    Picture picture(kPicture.width, kPicture.height);
    picture.fill_with_noise(6);
    const Picture before = picture;
    OverlayStack stack;
    Damage changed(kPicture);
    stack.place(OverlayStack::kWatermark, {image({20, 20}), 5, 5}, kPicture, changed);
    stack.place(OverlayStack::kCursor, {image({12, 12}), 10, 10}, kPicture, changed);
    { const DrawnOverlays drawn(stack, picture.mutable_view(), all_bands()); }
    EXPECT_EQ(picture, before);
}

TEST(Overlay, AColourAboveItsAlphaDoesNotWrap) {
    auto glow = std::make_shared<OverlayImage>();
    *glow = {{1, 1}, {200, 200, 200, 0}};
    Picture picture(kPicture.width, kPicture.height);
    picture.fill({0, 0, 1, 1}, 100, 20, 250);
    OverlayStack stack;
    Damage changed(kPicture);
    stack.place(OverlayStack::kCursor, {glow, 0, 0}, kPicture, changed);
    const DrawnOverlays drawn(stack, picture.mutable_view(), all_bands());
    EXPECT_EQ(picture.pixel(0, 0)[0], 255);
    EXPECT_EQ(picture.pixel(0, 0)[1], 220);
    EXPECT_EQ(picture.pixel(0, 0)[2], 255);
}

TEST(Overlay, AMoveTouchesTheBandsItLeavesAndThoseItEnters) {
    const Size tall = {100, 320};
    const std::shared_ptr<OverlayImage> small = image({8, 8});
    OverlayStack stack;
    const auto move = [&](PlacedOverlay to) {
        Damage changed(tall);
        stack.place(OverlayStack::kCursor, std::move(to), tall, changed);
        return changed.bands().runs();
    };
    EXPECT_EQ(move({small, 10, 4}), (std::vector<BandRun>{{0, 1}}));
    EXPECT_EQ(move({small, 10, 4}), (std::vector<BandRun>{}));
    EXPECT_EQ(move({small, 10, 300}), (std::vector<BandRun>{{0, 1}, {18, 20}}));
    EXPECT_EQ(move({small, 200, 300}), (std::vector<BandRun>{{18, 20}}));
    EXPECT_EQ(move({small, 200, 30}), (std::vector<BandRun>{}));
    EXPECT_EQ(move({nullptr, 0, 0}), (std::vector<BandRun>{}));
    EXPECT_EQ(move({small, -8, 0}), (std::vector<BandRun>{}));
    EXPECT_EQ(move({small, -7, -7}), (std::vector<BandRun>{{0, 1}}));
}

}  // namespace
}  // namespace pixelflux
