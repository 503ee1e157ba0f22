// SPDX-License-Identifier: MPL-2.0
// When frames of stripes say that their picture stands, which readers may then copy.
#include "stripe_frames.h"

#include <cstring>
#include <memory>

#include <gtest/gtest.h>

#include "damages.h"
#include "jpeg_encoder.h"
#include "rect.h"
#include "scripted_source.h"

namespace pixelflux {
namespace {

constexpr Size kSize = {96, 80};

const EncoderKind& jpeg(const Settings&) { return JpegEncoder::kind(); }

std::shared_ptr<const OverlayImage> white_square(int side) {
    auto image = std::make_shared<OverlayImage>();
    image->size = {side, side};
    image->pixels.assign(static_cast<std::size_t>(side * side * kBytesPerPixel), 255);
    return image;
}

class Frames {
public:
    Frames() {
        source_.set_region(whole_of(kSize));
        source_.noise(1);
        Settings settings;
        settings.mode = CaptureMode::kJpeg;
        frames_.apply(settings);
        frames_.start_over(kSize);
    }

    // Makes a frame in which these rows may have changed. Returns whether it was sent.
    bool make(const Damage& changed) {
        stood = 0;
        Packet packet;
        packet.frame_id = next_;
        const auto stands = [&] {
            ++stood;
            EXPECT_TRUE(packet.stripes.empty()) << "it is encoded already";
            const PixelView shown = frames_.shown().pixels;
            for (int y = 0; y < kSize.height; ++y) {
                for (int x = 0; x < kSize.width; ++x)
                    ASSERT_EQ(0,
                              std::memcmp(shown.row(y) + x * kBytesPerPixel,
                                          source_.picture().view().row(y) + x * kBytesPerPixel, 3))
                        << x << "," << y;
            }
        };
        const bool made = frames_.make({static_cast<std::int64_t>(next_ + 1), TimePoint{}, changed,
                                        overlaid, stack, pool_, 1, stands},
                                       packet);
        overlaid.clear();
        if (made) ++next_;
        return made;
    }

    ScriptedSource& source() { return source_; }

    int stood = 0;
    OverlayStack stack;
    Damage overlaid{kSize};

private:
    ScriptedSource source_{kSize};
    Epochs epochs_{[] { return std::uint64_t{1000}; }};
    WorkerPool pool_;
    StripeFrames frames_{source_, epochs_, jpeg};
    std::uint64_t next_ = 0;
};

TEST(StripeFrames, SayBeforeTheyEncodeThatThePictureStands) {
    Frames frames;
    EXPECT_TRUE(frames.make(all_of(kSize)));
    EXPECT_EQ(frames.stood, 1);
    frames.source().fill({0, 16, 20, 16}, 1, 2, 3);
    EXPECT_TRUE(frames.make(rows_of(kSize, 16, 16)));
    EXPECT_EQ(frames.stood, 1);
}

TEST(StripeFrames, SayNothingOfAFrameThatIsNotSent) {
    Frames frames;
    frames.make(all_of(kSize));
    EXPECT_FALSE(frames.make(rows_of(kSize, 16, 16)));
    EXPECT_EQ(frames.stood, 0);
}

// What is drawn for the encoders is taken off again, so that readers have to wait for that.
TEST(StripeFrames, DoNotSayItWhileAnOverlayIsDrawnOnThePicture) {
    Frames frames;
    frames.stack.place(OverlayStack::kCursor, {white_square(10), 3, 3}, kSize, frames.overlaid);
    EXPECT_TRUE(frames.make(all_of(kSize)));
    EXPECT_EQ(frames.stood, 0);
    frames.source().fill({0, 64, 20, 16}, 1, 2, 3);
    EXPECT_TRUE(frames.make(rows_of(kSize, 64, 16)));
    EXPECT_EQ(frames.stood, 1);
}

}  // namespace
}  // namespace pixelflux
