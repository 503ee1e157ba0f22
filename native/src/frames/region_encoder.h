// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "film_streams.h"
#include "frame_budget.h"
#include "frame_rectangle.h"
#include "geometry.h"
#include "jpeg_encoder.h"
#include "mixed_frame.h"
#include "png_encoder.h"
#include "region_finder.h"
#include "settings.h"
#include "worker_pool.h"

namespace pixelflux {

// Encodes the regions of a frame, each as a rectangle of the wire: pictures as JPEG, exact ones as
// PNG or, where they have one colour, as a fill; video by its stream, which says its role. One
// thread at a time, which the pool helps.
class RegionEncoder {
public:
    struct Request {
        Region region;
        RectangleRole role = RectangleRole::kOwn;
        FrameBudget::Item cost{};  // says how coarse it is
    };

    // From the next frame on; `size` is that of the picture.
    void apply(const Settings& settings, Size size);

    // Their rectangles, in the same order. The bytes belong to this object, and those of video to
    // `films`; they are valid until the next call of either. Throws Error(kEncoder).
    std::vector<MixedRectangle> encode(const PixelView& picture,
                                       const std::vector<Request>& requests, FilmStreams& films,
                                       WorkerPool& pool, int threads);

private:
    // What one thread needs to encode one region after the other.
    struct Bench {
        Bench(Size size, bool full_color) : jpeg(size, full_color) {}
        JpegEncoder jpeg;
        PngEncoder png;
        std::unique_ptr<Bench> next;  // of those that are idle
    };
    class Lease;

    void encode(const PixelView& picture, const Request& wanted, FilmStreams& films,
                std::vector<std::uint8_t>& bytes, MixedRectangle& rectangle);

    Settings settings_;
    Size size_;
    std::mutex mutex_;  // guards the next one
    std::unique_ptr<Bench> idle_;
    std::vector<std::vector<std::uint8_t>> bytes_;  // of the present frame's rectangles
};

}  // namespace pixelflux
