// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "band_set.h"
#include "encoder_kind.h"
#include "film_plan.h"
#include "mixed_frame.h"
#include "motion_cost.h"
#include "region_finder.h"
#include "settings.h"

namespace pixelflux {

// Sends films as video: each is a rectangle of the picture and a stream of its own. In a frame a
// film is drawn as a whole, after the copies and before all else, so what it covers need not be
// drawn otherwise; what is drawn over it is. Text closes it. One thread at a time, but for
// encode().
class FilmStreams {
public:
    // What encodes films with these settings, and lives as long as the process; or null, and there
    // are no films.
    using ChooseEncoder = const EncoderKind* (*)(const Settings&);
    static const EncoderKind* none(const Settings&) { return nullptr; }

    explicit FilmStreams(ChooseEncoder encoder_for) : encoder_for_(encoder_for) {}

    // From the next frame on. Films end that these settings do not allow or would encode otherwise.
    void apply(const Settings& settings);

    // Every film ends; the next frame writes a picture of this size whole.
    void start_over(Size size);

    // Ends the films that have calmed down: what they showed can be refined.
    void close_calm(TimePoint now);

    // Whether take_over() needs to know the tiles that changed.
    bool needs_tiles() const { return encoder_ != nullptr && settings_.video_rectangles; }

    // In the frame of this time: `finder`, which was told of these films (set_films), found these
    // regions, and that these tiles changed; `kept`, up to date, is the picture. Puts video in
    // place of what it covers, and again in place of video what text was written on. `refresh`:
    // this frame will carry one.
    void take_over(std::vector<Region>& regions, const std::vector<Region>& tiles,
                   const PixelView& kept, RegionFinder& finder, TimePoint now, bool refresh);

    // What films cover: before take_over() as of the frame before, after it in this one. A reader
    // that takes a refresh in parts cannot use a key frame before the last one, since it takes none
    // of the pictures in between.
    std::vector<Rect> areas() const;

    // A large part of `box` that no film covers; empty if there is none.
    Rect beside(Rect box) const;

    // In the same frame, whose refresh writes these areas: takes out what films cover, whose
    // pictures are key frames now. Gives those that would not have been drawn: they are to be
    // drawn with the frame's own regions, after the copies.
    std::vector<Region> refresh(std::vector<Rect>& areas, RegionFinder& finder);

    // The next picture of the film whose area the rectangle has, so many steps of the quantizer
    // coarser than it would be: the rest of the rectangle, role included. The bytes are valid until
    // the next call of this for the same film, or of another function here. Any thread, one at a
    // time for a film. Throws Error(kEncoder).
    void encode(const PixelView& pixels, double coarser, MixedRectangle& rectangle);

private:
    struct Stream {
        Film film;
        std::unique_ptr<StripeEncoder> encoder;  // since the first picture
        BandSet stale;                           // bands that it has not seen
        MotionCost cost;
        bool key_frame = true;  // the next picture is
        bool drawn = false;     // in this frame
    };

    void tell(const std::vector<Region>& regions, const std::vector<Region>& tiles,
              const PixelView& kept, TimePoint now);
    void follow_plan();
    void replace(std::vector<std::unique_ptr<Stream>> streams);
    void note_changes(const std::vector<Region>& regions, const std::vector<Region>& tiles);
    bool draws_all_of(const Rect& area) const;
    void draw(std::vector<Region>& regions, RegionFinder& finder);

    ChooseEncoder encoder_for_;
    const EncoderKind* encoder_ = nullptr;
    Settings settings_;
    FilmPlan plan_;
    std::vector<std::unique_ptr<Stream>> streams_;  // those of the plan, in its order
};

}  // namespace pixelflux
