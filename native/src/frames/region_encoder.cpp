// SPDX-License-Identifier: MPL-2.0
#include "region_encoder.h"

#include <utility>

#include "coarser_jpeg.h"
#include "single_color.h"

namespace pixelflux {

// A bench for as long as one region takes. There are as many as regions are encoded at a time.
class RegionEncoder::Lease {
public:
    explicit Lease(RegionEncoder& owner) : owner_(owner) {
        {
            const std::lock_guard<std::mutex> lock(owner.mutex_);
            bench_ = std::move(owner.idle_);
            if (bench_ != nullptr) owner.idle_ = std::move(bench_->next);
        }
        if (bench_ == nullptr)
            bench_ = std::make_unique<Bench>(owner.size_, owner.settings_.jpeg_full_color);
    }
    // Needs no memory, since it may be that there is none left.
    ~Lease() {
        const std::lock_guard<std::mutex> lock(owner_.mutex_);
        bench_->next = std::move(owner_.idle_);
        owner_.idle_ = std::move(bench_);
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    Bench* operator->() const { return bench_.get(); }

private:
    RegionEncoder& owner_;
    std::unique_ptr<Bench> bench_;
};

void RegionEncoder::apply(const Settings& settings, Size size) {
    settings_ = settings;
    size_ = size;
    idle_.reset();
}

std::vector<MixedRectangle> RegionEncoder::encode(const PixelView& picture,
                                                  const std::vector<Request>& requests,
                                                  FilmStreams& films, WorkerPool& pool,
                                                  int threads) {
    std::vector<MixedRectangle> rectangles(requests.size());
    if (bytes_.size() < requests.size()) bytes_.resize(requests.size());
    pool.run(static_cast<int>(requests.size()), threads, [&](int number) {
        const auto at = static_cast<std::size_t>(number);
        rectangles[at].area = requests[at].region.area;
        rectangles[at].role = requests[at].role;
        encode(picture, requests[at], films, bytes_[at], rectangles[at]);
    });
    return rectangles;
}

void RegionEncoder::encode(const PixelView& picture, const Request& wanted, FilmStreams& films,
                           std::vector<std::uint8_t>& bytes, MixedRectangle& rectangle) {
    const Region& region = wanted.region;
    const PixelView pixels = picture.part(region.area);
    bytes.clear();
    switch (region.kind) {
        case Region::Kind::kCopy:
            rectangle.kind = RectangleKind::kCopy;
            rectangle.source_x = region.source_x;
            rectangle.source_y = region.source_y;
            break;
        case Region::Kind::kVideo:
            films.encode(pixels, wanted.cost.coarser, rectangle);
            return;
        case Region::Kind::kPicture: {
            rectangle.kind = RectangleKind::kPicture;
            EncodeRequest request;
            request.quality = coarser_jpeg(settings_.jpeg_quality, wanted.cost.coarser);
            const Lease bench(*this);
            const EncodedStripe encoded = bench->jpeg.encode(pixels, {}, request);
            bytes.assign(encoded.data, encoded.data + encoded.size);
            break;
        }
        case Region::Kind::kExact:
            if (const std::optional<Rgb> color = single_color(pixels)) {
                rectangle.kind = RectangleKind::kFill;
                bytes = {color->red, color->green, color->blue};
                break;
            }
            rectangle.kind = RectangleKind::kExact;
            const Lease bench(*this);
            const PngImage encoded = bench->png.encode(pixels);
            bytes.assign(encoded.data, encoded.data + encoded.size);
            break;
    }
    rectangle.data = bytes.data();
    rectangle.size = bytes.size();
}

}  // namespace pixelflux
