// SPDX-License-Identifier: MPL-2.0
#include "watermark.h"

#include <cstdio>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <png.h>

#include "error.h"

namespace pixelflux {
namespace {

using Corner = WatermarkPath::Corner;

class File {
public:
    explicit File(const std::string& name) : path_(testing::TempDir() + name) {}
    ~File() { std::remove(path_.c_str()); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

void write_png(const std::string& path, Size size, png_uint_32 format,
               const std::vector<std::uint8_t>& pixels) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(size.width);
    image.height = static_cast<png_uint_32>(size.height);
    image.format = format;
    ASSERT_NE(png_image_write_to_file(&image, path.c_str(), 0, pixels.data(), 0, nullptr), 0);
}

std::string refusal(const std::string& path) {
    try {
        read_watermark(path);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        return error.what();
    }
    return "accepted";
}

TEST(Watermark, ReadsColoursWithTheirAlphaMultipliedIn) {
    const File file("alpha.png");
    write_png(file.path(), {2, 2}, PNG_FORMAT_RGBA,
              {255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 0, 200, 100, 50, 51});
    const auto image = read_watermark(file.path());
    EXPECT_EQ(image->size, (Size{2, 2}));
    EXPECT_EQ(image->pixels, (std::vector<std::uint8_t>{0, 0, 255, 255, 0, 128, 0, 128, 0, 0, 0, 0,
                                                        10, 20, 40, 51}));
}

TEST(Watermark, ReadsAnImageWithoutAlphaAsOpaque) {
    const File file("grey.png");
    write_png(file.path(), {1, 2}, PNG_FORMAT_GRAY, {7, 99});
    EXPECT_EQ(read_watermark(file.path())->pixels,
              (std::vector<std::uint8_t>{7, 7, 7, 255, 99, 99, 99, 255}));
}

// 16 bits a sample, all of them `sample`, and no word of gamma, which libpng's simplified interface
// would write.
void write_deep_png(const std::string& path, Size size, int colour_type, png_uint_16 sample) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"),
                                                               std::fclose);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_init_io(png, file.get());
    const int channels = colour_type == PNG_COLOR_TYPE_GRAY ? 1 : 4;
    png_set_IHDR(png, info, static_cast<png_uint_32>(size.width),
                 static_cast<png_uint_32>(size.height), 16, colour_type, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    std::vector<std::uint8_t> row;
    for (int i = 0; i < size.width * channels; ++i) {
        row.push_back(static_cast<std::uint8_t>(sample >> 8));
        row.push_back(static_cast<std::uint8_t>(sample));
    }
    for (int y = 0; y < size.height; ++y) png_write_row(png, row.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
}

TEST(Watermark, Reads16BitsWithoutGammaAsSrgb) {
    const File grey("deep-grey.png");
    write_deep_png(grey.path(), {2, 1}, PNG_COLOR_TYPE_GRAY, 0x8080);
    EXPECT_EQ(read_watermark(grey.path())->pixels,
              (std::vector<std::uint8_t>{0x80, 0x80, 0x80, 0xff, 0x80, 0x80, 0x80, 0xff}));
    const File colours("deep-colours.png");
    write_deep_png(colours.path(), {1, 1}, PNG_COLOR_TYPE_RGB_ALPHA, 0x8080);
    EXPECT_EQ(read_watermark(colours.path())->pixels,
              (std::vector<std::uint8_t>{0x40, 0x40, 0x40, 0x80}));
}

TEST(Watermark, SaysWhyAFileCannotBeUsed) {
    EXPECT_EQ(refusal("/nowhere/logo.png"),
              "watermarkPath: cannot read '/nowhere/logo.png' as a PNG file: no such file, or "
              "no permission to read it");
    EXPECT_NE(refusal("/tmp").find("'/tmp' as a PNG file: it is not a file"), std::string::npos);
    EXPECT_NE(refusal("/dev/zero").find("it is not a file"), std::string::npos);
    const File text("text.png");
    std::ofstream(text.path()) << "this is no picture at all, whatever its name says";
    EXPECT_NE(refusal(text.path()).find("as a PNG file: "), std::string::npos);
    const File empty("empty.png");
    std::ofstream(empty.path()).flush();
    EXPECT_NE(refusal(empty.path()).find("as a PNG file: "), std::string::npos);
}

TEST(Watermark, RefusesACutOffFile) {
    const File whole("whole.png");
    write_png(whole.path(), {64, 64}, PNG_FORMAT_RGBA,
              std::vector<std::uint8_t>(64 * 64 * 4, std::uint8_t{77}));
    std::ifstream in(whole.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const File cut("cut.png");
    for (std::size_t length = 0; length < bytes.size() - 12; length += 5) {
        std::ofstream(cut.path(), std::ios::binary) << bytes.substr(0, length);
        EXPECT_NE(refusal(cut.path()), "accepted") << length << " of " << bytes.size();
    }
}

TEST(Watermark, RefusesMoreThan4096PixelsASide) {
    const File file("long.png");
    write_png(file.path(), {4097, 1}, PNG_FORMAT_GRAY, std::vector<std::uint8_t>(4097));
    EXPECT_NE(refusal(file.path()).find("4097x1 pixels, allowed are 4096 a side"),
              std::string::npos);
}

struct Place {
    WatermarkLocation location;
    Corner in_large;
    Corner in_small;
};

TEST(Watermark, LiesInItsCornerAndSticksOutAwayFromIt) {
    const Size large = {100, 80};
    const Size small = {6, 5};
    const Size image = {10, 9};
    for (const Place& place : {Place{WatermarkLocation::kTopLeft, {0, 0}, {0, 0}},
                               Place{WatermarkLocation::kTopRight, {90, 0}, {-4, 0}},
                               Place{WatermarkLocation::kBottomLeft, {0, 71}, {0, -4}},
                               Place{WatermarkLocation::kBottomRight, {90, 71}, {-4, -4}},
                               Place{WatermarkLocation::kMiddle, {45, 35}, {-2, -2}},
                               Place{WatermarkLocation::kAnimated, {0, 0}, {0, 0}}}) {
        EXPECT_EQ(WatermarkPath().corner(place.location, large, image), place.in_large);
        EXPECT_EQ(WatermarkPath().corner(place.location, small, image), place.in_small);
    }
}

TEST(Watermark, MovesByTwoPixelsAFrameAndBounces) {
    const Size picture = {31, 24};
    const Size image = {10, 9};
    WatermarkPath path;
    Corner last = path.corner(WatermarkLocation::kAnimated, picture, image);
    std::set<int> columns, rows;
    for (int frame = 0; frame < 500; ++frame) {
        path.advance(picture, image);
        const Corner now = path.corner(WatermarkLocation::kAnimated, picture, image);
        ASSERT_EQ(std::abs(now.x - last.x), 2) << frame;
        ASSERT_EQ(std::abs(now.y - last.y), 2) << frame;
        ASSERT_TRUE(now.x >= 0 && now.x <= 21 && now.y >= 0 && now.y <= 15) << frame;
        columns.insert(now.x);
        rows.insert(now.y);
        last = now;
    }
    EXPECT_EQ(columns.size(), 11u);
    EXPECT_EQ(rows.size(), 8u);
}

TEST(Watermark, StaysWhereThereIsNoRoomToMove) {
    WatermarkPath path;
    for (int frame = 0; frame < 10; ++frame) path.advance({5, 100}, {10, 9});
    EXPECT_EQ(path.corner(WatermarkLocation::kAnimated, {5, 100}, {10, 9}), (Corner{0, 20}));
    path.advance({5, 12}, {10, 9});
    const Corner cut = path.corner(WatermarkLocation::kAnimated, {5, 12}, {10, 9});
    EXPECT_LE(cut.y, 3);
}

}  // namespace
}  // namespace pixelflux
