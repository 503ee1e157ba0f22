// SPDX-License-Identifier: MPL-2.0
// An encoder that only this test knows goes through all that stands around encoders: what they do
// follows from its traits, and nothing asks for its name.
#include "encoder_traits.h"

#include <gtest/gtest.h>

#include "encoder_kind.h"
#include "error.h"
#include "packet.h"
#include "pictures.h"
#include "stripe_rows.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

// One byte for each quality that it was asked for, and one for the height that it was given.
class Toy final : public StripeEncoder {
public:
    explicit Toy(Size size) : size_(size) {}

    EncodedStripe encode(const PixelView& stripe, const BandSet&,
                         const EncodeRequest& request) override {
        bytes_ = {static_cast<std::uint8_t>(request.quality),
                  static_cast<std::uint8_t>(stripe.height)};
        return {bytes_.data(), bytes_.size(),
                stripe.height == size_.height ? PictureKind::kKeyFrame : PictureKind::kOther};
    }

private:
    Size size_;
    std::vector<std::uint8_t> bytes_;
};

int opened = 0;

EncoderKind toy() {
    EncoderKind kind;
    kind.traits.mode = "toy";
    kind.traits.format = {77, 0x4d, WireFormat::Header::kShort};
    kind.traits.usual_height = 32;
    kind.traits.lowest_height = 32;
    kind.traits.largest_side = 200;
    kind.open = [](const Settings&, Size size) -> std::unique_ptr<StripeEncoder> {
        ++opened;
        return std::make_unique<Toy>(size);
    };
    kind.serves = [](const Settings& a, const Settings& b) {
        return a.h264_full_color == b.h264_full_color;
    };
    return kind;
}

struct Rows {
    explicit Rows(const EncoderKind& kind, const Settings& chosen = {}) {
        picture.fill_with_noise(1);
        rows.apply(chosen, kind);
        rows.lay_out({64, 80});
    }

    // "Y+HEIGHT@QUALITY" of each stripe that is sent, with a '!' for a key frame.
    std::string frame(std::initializer_list<int> changed) {
        BandSet bands(5);
        for (const int band : changed) bands.set(band);
        now += milliseconds(17);
        clock.taken(now, now);
        std::string text;
        if (!rows.decide(clock.frame(), now, bands, false).any()) return text;
        sent = rows.encode(picture.view(), pool, 1);
        for (const SentStripe& stripe : sent) {
            EXPECT_EQ(stripe.encoded.data[1], stripe.place.height);
            text += (text.empty() ? "" : " ") + std::to_string(stripe.place.y) + "+" +
                    std::to_string(stripe.place.height) + "@" +
                    std::to_string(stripe.encoded.data[0]) +
                    (stripe.encoded.kind == PictureKind::kKeyFrame ? "!" : "");
        }
        return text;
    }

    Picture picture{64, 80};
    TimePoint now{std::chrono::hours(1)};
    FrameClock clock{60};
    WorkerPool pool;
    StripeRows rows;
    std::vector<SentStripe> sent;
};

TEST(EncoderTraits, HeightsAreThoseOfTheEncoder) {
    const EncoderKind kind = toy();
    Rows rows(kind);
    EXPECT_EQ(rows.frame({}), "0+32@85! 32+48@85!");  // the rest of 16 is too low for a stripe
}

TEST(EncoderTraits, AWholePictureIsOneStripeOnlyWhereTheEncoderCan) {
    Settings full;
    full.h264_full_frame = true;
    EncoderKind kind = toy();
    EXPECT_EQ(Rows(kind, full).frame({}), "0+32@85! 32+48@85!");
    kind.traits.whole_picture = true;
    EXPECT_EQ(Rows(kind, full).frame({}), "0+80@85!");
}

TEST(EncoderTraits, PartsAreSentOnlyWhereTheEncoderTakesThem) {
    EncoderKind kind = toy();
    Rows whole(kind);
    whole.frame({});
    EXPECT_EQ(whole.frame({3}), "32+48@85!");
    kind.traits.parts = true;
    Rows parts(kind);
    parts.frame({});
    EXPECT_EQ(parts.frame({3}), "48+16@85");
}

TEST(EncoderTraits, QualityIsAskedForInTheScaleOfTheEncoder) {
    Settings settings;
    settings.jpeg_quality = 70;
    settings.h264_crf = 33;
    EncoderKind kind = toy();
    EXPECT_EQ(Rows(kind, settings).frame({}), "0+32@70! 32+48@70!");
    kind.traits.quality = QualityScale::kQuantizer;
    EXPECT_EQ(Rows(kind, settings).frame({}), "0+32@30! 32+48@30!");
}

TEST(EncoderTraits, OnlyAQuantizerIsFittedToAConstantBitRate) {
    Settings settings;
    settings.rate_control = RateControl::kCbr;
    settings.bitrate_kbps = 50;
    EncoderKind kind = toy();
    Rows percent(kind, settings);
    percent.frame({});
    EXPECT_EQ(percent.rows.ready(), TimePoint{});
    kind.traits.quality = QualityScale::kQuantizer;
    Rows factor(kind, settings);
    factor.frame({});
    EXPECT_GT(factor.rows.ready(), TimePoint{});
}

TEST(EncoderTraits, OnlyStreamsAreSentInEveryFrameOnDemand) {
    Settings settings;
    settings.h264_streaming_mode = true;
    EncoderKind kind = toy();
    Rows pictures(kind, settings);
    pictures.frame({});
    EXPECT_EQ(pictures.frame({}), "");
    kind.traits.streams = true;
    Rows streams(kind, settings);
    streams.frame({});
    EXPECT_EQ(streams.frame({}), "0+32@85! 32+48@85!");
}

TEST(EncoderTraits, ALargerPictureThanTheEncoderTakesIsRefusedWithOptionValueAndRange) {
    const EncoderKind kind = toy();
    Rows rows(kind);
    EXPECT_NO_THROW(rows.rows.lay_out({200, 80}));
    try {
        rows.rows.lay_out({201, 80});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        EXPECT_STREQ(
            error.what(),
            "width: a stripe of 201 pixels is out of range, allowed with mode=toy: 1..200");
    }
}

TEST(EncoderTraits, AnotherKindOrOneThatDoesNotServeIsOpenedAnew) {
    const EncoderKind kind = toy();
    const EncoderKind other = toy();
    Rows rows(kind);
    rows.frame({});
    opened = 0;
    Settings settings;
    EXPECT_TRUE(rows.rows.apply(settings, kind));
    EXPECT_EQ(rows.frame({}), "");
    settings.h264_full_color = true;
    EXPECT_TRUE(rows.rows.apply(settings, kind));
    EXPECT_EQ(rows.frame({}), "0+32@85! 32+48@85!");
    EXPECT_EQ(opened, 2);
    EXPECT_FALSE(rows.rows.apply(settings, other));
    rows.rows.lay_out({64, 80});
    rows.frame({});
    EXPECT_EQ(opened, 4);
    settings.stripe_height = 48;
    EXPECT_FALSE(rows.rows.apply(settings, other));
}

TEST(EncoderTraits, TheWireFormatReachesTheViewer) {
    const EncoderKind kind = toy();
    Rows rows(kind);
    rows.frame({});
    Packet packet;
    packet.wire_header = WireHeader::k1;
    packet.stripes = rows.sent;
    std::vector<std::uint8_t> bytes(packet_size(packet));
    write_packet(packet, bytes.data());
    const std::vector<std::uint8_t> wire(bytes.end() - 8, bytes.end());
    EXPECT_EQ(wire, (std::vector<std::uint8_t>{0x4d, 0, 0, 0, 0, 32, 85, 48}));
    EXPECT_EQ(bytes[56 + 24], 77);
}

}  // namespace
}  // namespace pixelflux
