// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <vector>

#include "mixed_frame.h"
#include "pictures.h"

namespace pixelflux {

// A reader of frames in mode mixed as docs/wire.md describes it, which keeps the picture that they
// draw. libpng and libjpeg-turbo decode; it shares no code with the session but read_mixed_frame.
class MixedViewer {
public:
    struct Request {
        std::uint64_t epoch = 0;  // of the frame that could not be applied
        std::optional<std::uint64_t> base;
    };

    // Takes a message in wire form. What it gives is what the reader asks for, if it does. Throws
    // Error(kArgument) for what the page says is refused, std::runtime_error for an image that is
    // none or of another size, and for video, unless somebody decodes it.
    std::optional<Request> read(const std::uint8_t* bytes, std::size_t size);

    // Gives the pixels of a rectangle of video, BGRX without gaps. It gets all that are drawn.
    using Video = std::function<std::vector<std::uint8_t>(const MixedRectangle&)>;
    void decode_video_by(Video video) { video_ = std::move(video); }

    // The frame as of which it is whole.
    std::optional<std::uint64_t> whole() const { return whole_; }
    std::uint64_t epoch() const { return epoch_; }
    Size size() const { return size_; }

    // BGRX; as good as what came so far where it is not whole.
    PixelView picture() const { return picture_.view(); }

    // Whether a pixel came by JPEG or H.264, or was copied from one that did.
    bool is_lossy(int x, int y) const { return loss_[index_of(x, y)] != Loss::kNone; }

    // Blocks of the picture, so many at most, with pixels that came in a refresh that is coarser
    // than what others have, or were copied from there: what it has to ask for again.
    std::vector<Rect> coarse(std::size_t most) const;

    // Compared with a picture of the same size, colours alone: how many of the pixels that should
    // be exact are not, and the largest difference of a channel where they are lossy.
    struct Difference {
        int wrong = 0;
        std::optional<Rect> where;  // around the wrong ones
        int lossy = 0;              // pixels
        int largest_lossy = 0;
    };
    Difference compare(const PixelView& screen) const;

    // How many rectangles of a kind it has drawn so far.
    int drawn(RectangleKind kind) const { return drawn_[static_cast<std::size_t>(kind)]; }

private:
    bool is_out_of_date(const MixedFrame& frame) const;
    bool can_take_refresh(const MixedFrame& frame) const;
    enum class Loss : std::uint8_t { kNone, kLossy, kCoarse };

    void draw_all(const MixedFrame& frame, RectangleRole role);
    void draw_again(const MixedFrame& frame);
    void begin_epoch(const MixedFrame& frame);
    void draw(const MixedRectangle& rectangle, Loss of_picture);
    void draw_image(const Rect& area, const std::vector<std::uint8_t>& pixels, Loss loss);
    bool is_coarse(const Rect& area) const;
    void copy(const MixedRectangle& rectangle);
    void fill(const MixedRectangle& rectangle);
    std::size_t index_of(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) +
               static_cast<std::size_t>(x);
    }

    Size size_;
    Picture picture_{1, 1};
    std::vector<Loss> loss_;
    std::uint64_t epoch_ = 0;
    bool begun_ = false;  // it has the picture of epoch_, or a part of it
    std::optional<std::uint64_t> whole_;
    std::optional<std::uint64_t> part_;    // the newest part that it took, if it goes on from there
    std::uint64_t part_start_ = 0;         // the first part of the same refresh
    std::optional<std::uint64_t> newest_;  // of epoch_, of which it applied something
    std::array<int, 6> drawn_ = {};
    Video video_;
};

// In words, for who reads of a failure.
std::ostream& operator<<(std::ostream& out, const MixedViewer::Difference& difference);

}  // namespace pixelflux
