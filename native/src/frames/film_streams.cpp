// SPDX-License-Identifier: MPL-2.0
#include "film_streams.h"

#include <algorithm>
#include <array>

#include "free_memory.h"
#include "pixel_relations.h"
#include "rect.h"
#include "stripe_quality.h"

namespace pixelflux {
namespace {

constexpr double kBitsPerByte = 8;

// Text has edges; flat colours of a film, and dark ones, have none.
bool has_edges(const PixelView& picture, const Rect& part) {
    constexpr int kShare = 50;
    const PixelRelations seen = relations_in(picture, part, 1);
    return seen.sharp() * kShare > seen.count;
}

// What `hole`, which touches it, leaves of an area: above, below, left and right; some are empty.
std::array<Rect, 4> outside(const Rect& area, const Rect& hole) {
    const Rect cut = intersection(area, hole);
    return {Rect{area.x, area.y, area.width, cut.y - area.y},
            Rect{area.x, bottom_of(cut), area.width, bottom_of(area) - bottom_of(cut)},
            Rect{area.x, cut.y, cut.x - area.x, cut.height},
            Rect{right_of(cut), cut.y, right_of(area) - right_of(cut), cut.height}};
}

// What `hole` leaves of the region, which is no copy.
void append_outside(const Region& region, const Rect& hole, std::vector<Region>& regions) {
    if (is_empty(intersection(region.area, hole))) {
        regions.push_back(region);
        return;
    }
    for (const Rect& rest : outside(region.area, hole)) {
        if (is_empty(rest)) continue;
        regions.push_back(
            {rest, area_of(rest) <= kCheaperExactly ? Region::Kind::kExact : region.kind});
    }
}

// Takes out what lies in `hole`, of regions that are no copies and for which `is_covered` holds.
template <class IsCovered>
void cut_out(std::vector<Region>& regions, const Rect& hole, IsCovered&& is_covered) {
    std::vector<Region> left;
    for (const Region& region : regions) {
        if (region.kind != Region::Kind::kCopy && is_covered(region))
            append_outside(region, hole, left);
        else
            left.push_back(region);
    }
    regions = std::move(left);
}

// What of `area` changed and shows pictures.
std::vector<Rect> pictures_in(const Rect& area, const std::vector<Region>& tiles) {
    std::vector<Rect> parts;
    for (const Region& tile : tiles) {
        const Rect part = intersection(tile.area, area);
        if (tile.kind == Region::Kind::kPicture && !is_empty(part)) parts.push_back(part);
    }
    return parts;
}

std::vector<Region>::iterator after_copies(std::vector<Region>& regions) {
    return std::find_if(regions.begin(), regions.end(),
                        [](const Region& region) { return region.kind != Region::Kind::kCopy; });
}

}  // namespace

void FilmStreams::apply(const Settings& settings) {
    const EncoderKind* const encoder = encoder_for_(settings);
    const bool serves =
        encoder != nullptr && encoder == encoder_ && encoder->serves(settings_, settings);
    encoder_ = encoder;
    settings_ = settings;
    if (encoder != nullptr) plan_.set_most_pixels(encoder->traits.most_pixels);
    if (serves && settings.video_rectangles) return;
    plan_.close_all();
    replace({});
}

void FilmStreams::start_over(Size size) {
    plan_.reset(size);
    replace({});
}

void FilmStreams::close_calm(TimePoint now) {
    plan_.close_calm(now);
    follow_plan();
}

void FilmStreams::take_over(std::vector<Region>& regions, const std::vector<Region>& tiles,
                            const PixelView& kept, RegionFinder& finder, TimePoint now,
                            bool refresh) {
    for (const auto& stream : streams_) stream->drawn = false;
    if (!needs_tiles()) return;
    const std::vector<Rect> before = areas();
    tell(regions, tiles, kept, now);
    const std::vector<Rect> again = plan_.decide(now, refresh, [&](const Rect& part) {
        std::int64_t lossy = 0;
        for (const Rect& box : finder.lossy(part)) lossy += area_of(box);
        const bool sent_exactly = finder.is_exact(part.x / kTileWidth, part.y / kTileHeight);
        return (lossy == area_of(part) && !sent_exactly) || !has_edges(kept, part);
    });
    note_changes(regions, tiles);
    follow_plan();
    for (std::size_t i = 0; i < streams_.size(); ++i) streams_[i]->drawn = plan_.goes_on(i, now);
    const auto send = [&](const std::vector<Rect>& parts) {
        for (const Region& region : finder.classify(kept, parts)) {
            regions.push_back(region);
            if (region.kind == Region::Kind::kExact) finder.sent_exactly(region.area);
        }
    };
    for (const Rect& area : again) {
        cut_out(regions, area, [](const Region&) { return true; });
        send({area});
    }
    // The finder left out what these films would have drawn.
    for (const Rect& area : before) {
        const bool sent = std::find(again.begin(), again.end(), area) != again.end();
        if (sent || draws_all_of(area)) continue;
        const std::vector<Rect> parts = pictures_in(area, tiles);
        cut_out(regions, area,
                [](const Region& region) { return region.kind == Region::Kind::kPicture; });
        send(parts);
    }
    draw(regions, finder);
}

bool FilmStreams::draws_all_of(const Rect& area) const {
    return std::any_of(streams_.begin(), streams_.end(), [&](const auto& stream) {
        return stream->drawn && contains(stream->film.area, area);
    });
}

void FilmStreams::tell(const std::vector<Region>& regions, const std::vector<Region>& tiles,
                       const PixelView& kept, TimePoint now) {
    for (const Region& region : regions) {
        if (region.kind == Region::Kind::kCopy) plan_.copied(region.area, now);
    }
    for (const Region& tile : tiles) {
        if (tile.kind == Region::Kind::kPicture) {
            plan_.changed(tile.area, FilmPlan::Content::kPicture, now);
        } else if (plan_.is_watched(tile.area, now)) {
            plan_.changed(
                tile.area,
                has_edges(kept, tile.area) ? FilmPlan::Content::kText : FilmPlan::Content::kFlat,
                now);
        }
    }
}

// The streams that live before and after the plan's decision; a film that is another generation is
// another stream.
void FilmStreams::follow_plan() {
    std::vector<std::unique_ptr<Stream>> streams;
    for (std::size_t i = 0; i < plan_.count(); ++i) {
        const Film& film = plan_.film(i);
        const auto same = std::find_if(streams_.begin(), streams_.end(), [&](const auto& stream) {
            return stream != nullptr && stream->film.generation == film.generation;
        });
        if (same != streams_.end()) {
            streams.push_back(std::move(*same));
            continue;
        }
        auto stream = std::make_unique<Stream>();
        stream->film = film;
        stream->stale = BandSet(bands_in(film.area.height));
        stream->stale.set_all();
        streams.push_back(std::move(stream));
    }
    replace(std::move(streams));
}

// Encoders leave much behind in the arenas of the threads that opened them.
void FilmStreams::replace(std::vector<std::unique_ptr<Stream>> streams) {
    const bool closes = std::any_of(streams_.begin(), streams_.end(), [](const auto& stream) {
        return stream != nullptr && stream->encoder != nullptr;
    });
    streams_ = std::move(streams);
    if (closes) return_free_memory();
}

void FilmStreams::note_changes(const std::vector<Region>& regions,
                               const std::vector<Region>& tiles) {
    for (const auto& stream : streams_) {
        const Rect& film = stream->film.area;
        Rect noted;  // most tiles of a row have the same rows
        const auto note = [&](const Rect& area) {
            const Rect part = intersection(area, film);
            if (is_empty(part) || (part.y >= noted.y && bottom_of(part) <= bottom_of(noted)))
                return;
            stream->stale.set_rows(part.y - film.y, part.height);
            noted = part;
        };
        for (const Region& region : regions) {
            if (region.kind == Region::Kind::kCopy) note(region.area);
        }
        for (const Region& tile : tiles) note(tile.area);
    }
}

void FilmStreams::draw(std::vector<Region>& regions, RegionFinder& finder) {
    for (std::size_t i = 0; i < streams_.size(); ++i) {
        if (!streams_[i]->drawn) continue;
        const Rect& area = streams_[i]->film.area;
        const bool text = plan_.has_text(i);
        cut_out(regions, area, [&](const Region& region) {
            return region.kind == Region::Kind::kPicture || !text;
        });
        finder.sent_as_picture(area);
    }
    for (const auto& stream : streams_) {
        if (stream->drawn)
            regions.insert(after_copies(regions), {stream->film.area, Region::Kind::kVideo});
    }
}

std::vector<Rect> FilmStreams::areas() const {
    std::vector<Rect> areas;
    for (const auto& stream : streams_) areas.push_back(stream->film.area);
    return areas;
}

Rect FilmStreams::beside(Rect box) const {
    for (const auto& stream : streams_) {
        const Rect& film = stream->film.area;
        if (is_empty(intersection(box, film))) continue;
        const std::array<Rect, 4> parts = outside(box, film);
        box = *std::max_element(parts.begin(), parts.end(), [](const Rect& a, const Rect& b) {
            return area_of(a) < area_of(b);
        });
    }
    return is_empty(box) ? Rect{} : box;
}

std::vector<Region> FilmStreams::refresh(std::vector<Rect>& areas, RegionFinder& finder) {
    std::vector<Region> more;
    for (const auto& stream : streams_) {
        const Rect& film = stream->film.area;
        const auto touches = [&](const Rect& area) { return !is_empty(intersection(area, film)); };
        if (std::none_of(areas.begin(), areas.end(), touches)) continue;
        stream->key_frame = true;
        if (!stream->drawn) more.push_back({film, Region::Kind::kVideo});
        stream->drawn = true;
        finder.sent_as_picture(film);
        std::vector<Region> left;
        for (const Rect& area : areas) append_outside({area}, film, left);
        areas.clear();
        for (const Region& region : left) areas.push_back(region.area);
    }
    return more;
}

void FilmStreams::encode(const PixelView& pixels, double coarser, MixedRectangle& rectangle) {
    const auto found = std::find_if(streams_.begin(), streams_.end(), [&](const auto& stream) {
        return stream->film.area == rectangle.area;
    });
    Stream& stream = **found;
    if (stream.encoder == nullptr)
        stream.encoder = encoder_->open(settings_, {pixels.width, pixels.height});
    const double film = moving_quantizer(settings_.h264_crf, settings_.fps);
    EncodeRequest request;
    request.key_frame = stream.key_frame;
    request.quality = std::clamp(film + stream.cost.coarser() + coarser, 0.0, 51.0);
    const EncodedStripe encoded = stream.encoder->encode(pixels, stream.stale, request);
    if (encoded.kind != PictureKind::kKeyFrame) {
        const double macroblocks =
            static_cast<double>(stream.stale.size()) * bands_in(pixels.width);
        stream.cost.sent(static_cast<double>(encoded.size) * kBitsPerByte, macroblocks,
                         request.quality);
    }
    stream.stale.clear_all();
    stream.key_frame = false;
    rectangle.kind = RectangleKind::kVideo;
    rectangle.role =
        encoded.kind == PictureKind::kKeyFrame ? RectangleRole::kBoth : RectangleRole::kOwn;
    rectangle.stream = stream.film.stream;
    rectangle.generation = stream.film.generation;
    rectangle.data = encoded.data;
    rectangle.size = encoded.size;
}

}  // namespace pixelflux
