// SPDX-License-Identifier: MPL-2.0
#include "shown_picture.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "colour_hash.h"
#include "colours.h"
#include "joined_boxes.h"
#include "rect.h"

namespace pixelflux {
namespace {

// Writes the colours of pixels, whose fourth byte may be anything.
void copy_colours(const PixelView& from, const MutablePixelView& to) {
    for (int y = 0; y < from.height; ++y) {
        const std::uint8_t* in = from.row(y);
        std::uint8_t* out = to.row(y);
        for (int x = 0; x < from.width; ++x, in += kBytesPerPixel, out += kBytesPerPixel) {
            const std::uint32_t colours = colours_at(in);
            std::memcpy(out, &colours, sizeof colours);
        }
    }
}

// Takes what a hash is made of.
class RowsSink final : public PixelSink {
public:
    explicit RowsSink(int width)
        : pixels_(row_bytes(width) * static_cast<std::size_t>(kTileHeight)), width_(width) {}

    bool takes(Size) override { return true; }
    void row(int, int, const std::uint8_t* pixels, int count) override {
        std::memcpy(pixels_.data() + row_bytes(width_) * static_cast<std::size_t>(rows_++), pixels,
                    row_bytes(count));
    }
    std::uint64_t take_hash() {
        const std::uint64_t hash = hash_colours({pixels_.data(), width_, rows_, row_bytes(width_)});
        rows_ = 0;
        return hash;
    }

private:
    std::vector<std::uint8_t> pixels_;
    int width_;
    int rows_ = 0;
};

}  // namespace

void ShownPicture::reset(Size size) {
    lose();
    if (size == grid_.size()) return;
    const TileGrid grid(size);
    // Memory may run out: then it stays of the size that it had.
    std::vector<std::uint64_t> changed(grid.count(), version_ + 1);
    std::vector<std::uint64_t> row_hashes(static_cast<std::size_t>(grid.rows()), 0);
    grid_ = grid;
    first_ = version_ + 1;
    changed_ = std::move(changed);
    row_hashes_ = std::move(row_hashes);
    hashed_ = 0;
}

void ShownPicture::show(const FrameMaker::Shown& shown, const OverlayStack& overlays,
                        std::uint64_t frame_id, std::int64_t capture_nanos) {
    shown_ = shown;
    overlays_ = &overlays;
    frame_id_ = frame_id;
    capture_nanos_ = capture_nanos;
    shown_.changed.clear();
    if (shown.changed.empty() && version_ >= first_) return;
    ++version_;
    for (const Rect& area : shown.changed) {
        const Rect tiles = tiles_of(intersection(area, whole_of(grid_.size())));
        for (int row = tiles.y; row < bottom_of(tiles); ++row)
            std::fill_n(changed_.begin() + static_cast<std::ptrdiff_t>(grid_.index(tiles.x, row)),
                        tiles.width, version_);
    }
}

std::optional<ReadPicture> ShownPicture::read(std::uint64_t since, bool all, PixelSink& sink) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (shown_.pixels.data == nullptr) return {};
    ReadPicture read{version_,
                     frame_id_,
                     shown_.epoch,
                     capture_nanos_,
                     grid_.size(),
                     sink.takes(grid_.size()),
                     changed_since(since)};
    if (!read.copied) return read;
    if (all) {
        copy(whole_of(grid_.size()), sink);
    } else {
        for (const Rect& area : read.changed) copy(area, sink);
    }
    return read;
}

std::optional<std::uint64_t> ShownPicture::content_hash() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (shown_.pixels.data == nullptr) return {};
    RowsSink rows(grid_.size().width);
    for (int row = 0; row < grid_.rows(); ++row) {
        if (newest_in(row) <= hashed_) continue;
        copy(grid_.area({0, row, grid_.columns(), 1}), rows);
        row_hashes_[static_cast<std::size_t>(row)] = rows.take_hash();
    }
    hashed_ = version_;
    return hash_numbers(row_hashes_, static_cast<std::uint64_t>(grid_.size().width) << 32 |
                                         static_cast<std::uint64_t>(grid_.size().height));
}

// In pieces that stay in the nearest cache.
void ShownPicture::copy(const Rect& area, PixelSink& sink) const {
    std::vector<std::uint8_t> piece(row_bytes(area.width) * static_cast<std::size_t>(kTileHeight));
    for (int y = area.y; y < bottom_of(area); y += kTileHeight) {
        const Rect part = {area.x, y, area.width, std::min(kTileHeight, bottom_of(area) - y)};
        const MutablePixelView view = {piece.data(), part.width, part.height,
                                       row_bytes(part.width)};
        copy_colours(shown_.pixels.part(part), view);
        if (shown_.lacks_overlays) overlays_->draw(part, view, grid_.size());
        for (int row = 0; row < part.height; ++row)
            sink.row(part.x, part.y + row, view.row(row), part.width);
    }
}

std::vector<Rect> ShownPicture::changed_since(std::uint64_t version) const {
    if (version < first_ || version > version_) return {whole_of(grid_.size())};
    std::vector<Rect> tiles;
    for (int row = 0; row < grid_.rows(); ++row) {
        for (int column = 0; column < grid_.columns(); ++column) {
            if (changed_[grid_.index(column, row)] > version)
                tiles.push_back(grid_.area(column, row));
        }
    }
    return joined(std::move(tiles));
}

std::uint64_t ShownPicture::newest_in(int row) const {
    const auto first = changed_.begin() + static_cast<std::ptrdiff_t>(grid_.index(0, row));
    return *std::max_element(first, first + grid_.columns());
}

}  // namespace pixelflux
