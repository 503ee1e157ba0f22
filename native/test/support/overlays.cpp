// SPDX-License-Identifier: MPL-2.0
#include "overlays.h"

#include <atomic>
#include <cstdio>

#include <gtest/gtest.h>
#include <png.h>
#include <unistd.h>

namespace pixelflux {
namespace {

std::vector<std::uint8_t> filled(Size size, const std::vector<std::uint8_t>& pixel) {
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < size.width * size.height; ++i)
        pixels.insert(pixels.end(), pixel.begin(), pixel.end());
    return pixels;
}

std::string new_path() {
    static std::atomic<int> number{0};
    return testing::TempDir() + "watermark-" + std::to_string(getpid()) + "-" +
           std::to_string(++number) + ".png";
}

}  // namespace

std::shared_ptr<const CursorShape> red_square(int side, int hotspot) {
    const Size size = {side, side};
    auto image = std::make_shared<OverlayImage>(OverlayImage{size, filled(size, {0, 0, 255, 255})});
    return std::make_shared<const CursorShape>(CursorShape{std::move(image), hotspot, hotspot});
}

WatermarkFile::WatermarkFile(Size size) : path_(new_path()) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(size.width);
    image.height = static_cast<png_uint_32>(size.height);
    image.format = PNG_FORMAT_RGBA;
    const std::vector<std::uint8_t> pixels = filled(size, {0, 255, 0, 255});
    EXPECT_NE(png_image_write_to_file(&image, path_.c_str(), 0, pixels.data(), 0, nullptr), 0);
}

WatermarkFile::~WatermarkFile() { std::remove(path_.c_str()); }

}  // namespace pixelflux
