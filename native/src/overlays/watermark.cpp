// SPDX-License-Identifier: MPL-2.0
#include "watermark.h"

#include <algorithm>
#include <filesystem>

#include <png.h>

#include "error.h"

namespace pixelflux {
namespace {

constexpr png_uint_32 kLargestImage = 4096;

// libpng's own control block, freed however reading ends.
class PngFile {
public:
    explicit PngFile(const std::string& path) : path_(path) {
        image_.version = PNG_IMAGE_VERSION;
        std::error_code failure;
        const std::filesystem::file_status status = std::filesystem::status(path, failure);
        if (!std::filesystem::exists(status)) refuse("no such file, or no permission to read it");
        // Opening a pipe or a device could block or have side effects.
        if (!std::filesystem::is_regular_file(status)) refuse("it is not a file");
        if (png_image_begin_read_from_file(&image_, path.c_str()) == 0) refuse(image_.message);
        if (image_.width > kLargestImage || image_.height > kLargestImage) {
            refuse("it has " + std::to_string(image_.width) + "x" + std::to_string(image_.height) +
                   " pixels, allowed are " + std::to_string(kLargestImage) + " a side");
        }
        image_.format = PNG_FORMAT_BGRA;
        // Without this, libpng would take 16 bits without a gamma for linear light.
        image_.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    }
    ~PngFile() { png_image_free(&image_); }
    PngFile(const PngFile&) = delete;
    PngFile& operator=(const PngFile&) = delete;

    OverlayImage decode() {
        OverlayImage decoded;
        decoded.size = {static_cast<int>(image_.width), static_cast<int>(image_.height)};
        decoded.pixels.resize(PNG_IMAGE_SIZE(image_));
        if (png_image_finish_read(&image_, nullptr, decoded.pixels.data(), 0, nullptr) == 0)
            refuse(image_.message);
        return decoded;
    }

private:
    [[noreturn]] void refuse(const std::string& reason) {
        png_image_free(&image_);
        throw Error(ErrorCode::kArgument,
                    "watermarkPath: cannot read '" + path_ + "' as a PNG file: " + reason);
    }

    std::string path_;
    png_image image_{};
};

void premultiply(OverlayImage& image) {
    for (std::size_t i = 0; i < image.pixels.size(); i += kBytesPerPixel) {
        const int alpha = image.pixels[i + 3];
        for (std::size_t channel = i; channel < i + 3; ++channel)
            image.pixels[channel] =
                static_cast<std::uint8_t>((image.pixels[channel] * alpha + 127) / 255);
    }
}

}  // namespace

std::shared_ptr<const OverlayImage> read_watermark(const std::string& path) {
    auto image = std::make_shared<OverlayImage>(PngFile(path).decode());
    premultiply(*image);
    return image;
}

std::shared_ptr<const OverlayImage> watermark_of(const Settings& settings) {
    return settings.watermark_path.empty() ? nullptr : read_watermark(settings.watermark_path);
}

WatermarkPath::Corner WatermarkPath::corner(WatermarkLocation location, Size picture,
                                            Size image) const {
    const Corner far = {picture.width - image.width, picture.height - image.height};
    switch (location) {
        case WatermarkLocation::kNone:
        case WatermarkLocation::kTopLeft:
            return {0, 0};
        case WatermarkLocation::kTopRight:
            return {far.x, 0};
        case WatermarkLocation::kBottomLeft:
            return {0, far.y};
        case WatermarkLocation::kBottomRight:
            return far;
        case WatermarkLocation::kMiddle:
            return {far.x / 2, far.y / 2};
        case WatermarkLocation::kAnimated:
            break;
    }
    return {x_.at, y_.at};
}

void WatermarkPath::advance(Size picture, Size image) {
    x_.advance(picture.width - image.width);
    y_.advance(picture.height - image.height);
}

bool WatermarkPath::has_room(Size picture, Size image) {
    return picture.width - image.width >= kStep || picture.height - image.height >= kStep;
}

void WatermarkPath::Axis::advance(int room) {
    if (room < kStep) {
        at = 0;
        return;
    }
    if (at + step > room) step = -std::abs(step);
    if (at + step < 0) step = std::abs(step);
    at = std::clamp(at + step, 0, std::max(room, 0));
}

}  // namespace pixelflux
