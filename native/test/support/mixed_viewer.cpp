// SPDX-License-Identifier: MPL-2.0
#include "mixed_viewer.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

#include <turbojpeg.h>

#include "png_decoder.h"
#include "rect.h"

namespace pixelflux {
namespace {

void require_size(const Rect& area, Size size) {
    if (size.width != area.width || size.height != area.height) {
        throw std::runtime_error("an image of " + std::to_string(size.width) + "x" +
                                 std::to_string(size.height) + " in a rectangle of " +
                                 std::to_string(area.width) + "x" + std::to_string(area.height));
    }
}

std::vector<std::uint8_t> decode_picture(const MixedRectangle& rectangle) {
    const std::unique_ptr<void, int (*)(void*)> decoder(tjInitDecompress(), tjDestroy);
    const auto check = [&](int failed) {
        if (failed != 0)
            throw std::runtime_error(std::string("JPEG: ") + tjGetErrorStr2(decoder.get()));
    };
    Size size;
    int subsampling = 0;
    int colorspace = 0;
    check(tjDecompressHeader3(decoder.get(), rectangle.data, rectangle.size, &size.width,
                              &size.height, &subsampling, &colorspace));
    require_size(rectangle.area, size);
    std::vector<std::uint8_t> pixels(picture_bytes(size));
    check(tjDecompress2(decoder.get(), rectangle.data, rectangle.size, pixels.data(), size.width, 0,
                        size.height, TJPF_BGRX, TJFLAG_ACCURATEDCT));
    return pixels;
}

std::vector<std::uint8_t> decode_exact(const MixedRectangle& rectangle) {
    DecodedPng decoded = decode_png(rectangle.data, rectangle.size);
    require_size(rectangle.area, decoded.size);
    const bool rgb = decoded.color_type == 2 && decoded.bits == 8;
    if (decoded.alpha || decoded.interlaced || !(rgb || decoded.color_type == 3))
        throw std::runtime_error("a PNG image of a form that is not allowed");
    return std::move(decoded.pixels);
}

}  // namespace

std::optional<MixedViewer::Request> MixedViewer::read(const std::uint8_t* bytes, std::size_t size) {
    const MixedFrame frame = read_mixed_frame(bytes, size);
    if (is_out_of_date(frame)) return {};
    const bool same_epoch = begun_ && frame.epoch == epoch_;
    if (same_epoch && frame.size != size_)
        throw std::runtime_error("the picture's size changed within an epoch");
    const bool follows = same_epoch && whole_ && frame.previous == whole_;
    if (follows || frame.complete) {
        draw_all(frame, RectangleRole::kOwn);
        draw_again(frame);
    } else if (can_take_refresh(frame)) {
        draw_all(frame, RectangleRole::kRefresh);
        part_ = frame.frame;
        part_start_ = frame.refresh->start;
        if (!frame.refresh->last_part) return {};
    } else {
        part_.reset();
        return Request{frame.epoch, same_epoch ? whole_ : std::nullopt};
    }
    whole_ = frame.frame;
    part_.reset();
    return {};
}

bool MixedViewer::is_out_of_date(const MixedFrame& frame) const {
    if (!begun_) return false;
    return frame.epoch < epoch_ || (frame.epoch == epoch_ && newest_ && frame.frame <= *newest_);
}

bool MixedViewer::can_take_refresh(const MixedFrame& frame) const {
    if (!frame.refresh) return false;
    const MixedFrame::Refresh& refresh = *frame.refresh;
    const bool same_epoch = begun_ && frame.epoch == epoch_;
    const bool suits = !refresh.base || (same_epoch && whole_ && *whole_ >= *refresh.base);
    if (!suits) return false;
    return refresh.start == frame.frame ||
           (same_epoch && part_ && part_ == frame.previous && part_start_ == refresh.start);
}

void MixedViewer::draw_all(const MixedFrame& frame, RectangleRole role) {
    if (!begun_ || frame.epoch != epoch_) begin_epoch(frame);
    bool first = true;
    const bool coarse = role == RectangleRole::kRefresh && frame.refresh->coarse;
    for (const MixedRectangle& rectangle : frame.rectangles) {
        if (rectangle.role != role && rectangle.role != RectangleRole::kBoth) continue;
        try {
            draw(rectangle, coarse ? Loss::kCoarse : Loss::kLossy);
        } catch (...) {
            if (!first) whole_.reset();
            part_.reset();
            throw;
        }
        first = false;
    }
    newest_ = frame.frame;
}

// What it has coarse, and the frame has better: it may have asked for that.
void MixedViewer::draw_again(const MixedFrame& frame) {
    for (const MixedRectangle& rectangle : frame.rectangles) {
        if (rectangle.role != RectangleRole::kRefresh || !is_coarse(rectangle.area)) continue;
        if (rectangle.kind == RectangleKind::kPicture && frame.refresh->coarse) continue;
        draw(rectangle, Loss::kLossy);
    }
}

bool MixedViewer::is_coarse(const Rect& area) const {
    for (int y = area.y; y < bottom_of(area); ++y) {
        const auto row = loss_.begin() + static_cast<std::ptrdiff_t>(index_of(area.x, y));
        if (std::find(row, row + area.width, Loss::kCoarse) != row + area.width) return true;
    }
    return false;
}

std::vector<Rect> MixedViewer::coarse(std::size_t most) const {
    constexpr int kSide = 50;
    std::vector<Rect> found;
    for (int y = 0; y < size_.height; y += kSide) {
        for (int x = 0; x < size_.width && found.size() < most; x += kSide) {
            const Rect block = intersection({x, y, kSide, kSide}, whole_of(size_));
            if (is_coarse(block)) found.push_back(block);
        }
    }
    return found;
}

void MixedViewer::begin_epoch(const MixedFrame& frame) {
    size_ = frame.size;
    picture_ = Picture(size_.width, size_.height);
    loss_.assign(picture_bytes(size_) / kBytesPerPixel, Loss::kNone);
    epoch_ = frame.epoch;
    begun_ = true;
    whole_.reset();
    part_.reset();
    newest_.reset();
}

void MixedViewer::draw(const MixedRectangle& rectangle, Loss of_picture) {
    switch (rectangle.kind) {
        case RectangleKind::kPicture:
            draw_image(rectangle.area, decode_picture(rectangle), of_picture);
            break;
        case RectangleKind::kExact:
            draw_image(rectangle.area, decode_exact(rectangle), Loss::kNone);
            break;
        case RectangleKind::kCopy:
            copy(rectangle);
            break;
        case RectangleKind::kFill:
            fill(rectangle);
            break;
        case RectangleKind::kVideo:
            if (!video_) throw std::runtime_error("video is not decoded here");
            draw_image(rectangle.area, video_(rectangle), Loss::kLossy);
            break;
    }
    ++drawn_[static_cast<std::size_t>(rectangle.kind)];
}

void MixedViewer::draw_image(const Rect& area, const std::vector<std::uint8_t>& pixels, Loss loss) {
    const std::size_t row = row_bytes(area.width);
    for (int y = 0; y < area.height; ++y) {
        std::memcpy(picture_.pixel(area.x, area.y + y),
                    pixels.data() + static_cast<std::size_t>(y) * row, row);
        std::fill_n(&loss_[index_of(area.x, area.y + y)], area.width, loss);
    }
}

// By way of the pixels as they were, the plainest way to be a memmove of a rectangle.
void MixedViewer::copy(const MixedRectangle& rectangle) {
    const Rect& area = rectangle.area;
    const auto width = static_cast<std::size_t>(area.width);
    std::vector<std::uint8_t> pixels;
    std::vector<Loss> losses;
    for (int y = rectangle.source_y; y < rectangle.source_y + area.height; ++y) {
        const std::uint8_t* const from = picture_.pixel(rectangle.source_x, y);
        pixels.insert(pixels.end(), from, from + row_bytes(area.width));
        const auto loss =
            loss_.begin() + static_cast<std::ptrdiff_t>(index_of(rectangle.source_x, y));
        losses.insert(losses.end(), loss, loss + area.width);
    }
    for (int y = 0; y < area.height; ++y) {
        const auto row = static_cast<std::size_t>(y);
        std::memcpy(picture_.pixel(area.x, area.y + y), &pixels[row * row_bytes(area.width)],
                    row_bytes(area.width));
        std::copy_n(&losses[row * width], width, &loss_[index_of(area.x, area.y + y)]);
    }
}

void MixedViewer::fill(const MixedRectangle& rectangle) {
    const Rect& area = rectangle.area;
    picture_.fill(area, rectangle.data[2], rectangle.data[1], rectangle.data[0]);
    for (int y = area.y; y < bottom_of(area); ++y)
        std::fill_n(&loss_[index_of(area.x, y)], area.width, Loss::kNone);
}

MixedViewer::Difference MixedViewer::compare(const PixelView& screen) const {
    Difference difference;
    if (Size{screen.width, screen.height} != size_)
        throw std::runtime_error("a screen of another size than the picture's");
    for (int y = 0; y < size_.height; ++y) {
        const std::uint8_t* here = picture_.view().row(y);
        const std::uint8_t* there = screen.row(y);
        for (int x = 0; x < size_.width; ++x, here += kBytesPerPixel, there += kBytesPerPixel) {
            std::uint32_t ours = 0;
            std::uint32_t theirs = 0;
            std::memcpy(&ours, here, sizeof ours);
            std::memcpy(&theirs, there, sizeof theirs);
            const bool same = ((ours ^ theirs) & 0xffffff) == 0;
            if (same && !is_lossy(x, y)) continue;
            int largest = 0;
            for (int i = 0; i < 3; ++i) largest = std::max(largest, std::abs(here[i] - there[i]));
            if (is_lossy(x, y)) {
                ++difference.lossy;
                difference.largest_lossy = std::max(difference.largest_lossy, largest);
            } else {
                ++difference.wrong;
                difference.where = hull(difference.where.value_or(Rect{}), Rect{x, y, 1, 1});
            }
        }
    }
    return difference;
}

std::ostream& operator<<(std::ostream& out, const MixedViewer::Difference& difference) {
    out << difference.wrong << " pixels are wrong";
    if (const auto& where = difference.where) {
        out << " around " << where->x << "," << where->y << " " << where->width << "x"
            << where->height;
    }
    return out << ", " << difference.lossy << " are lossy by up to " << difference.largest_lossy;
}

}  // namespace pixelflux
