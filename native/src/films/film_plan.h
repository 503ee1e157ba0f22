// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "film_area.h"
#include "tile_history.h"

namespace pixelflux {

// A rectangle of the picture that is sent as video.
struct Film {
    Rect area;
    std::uint32_t stream = 0;      // no two films have the same at a time
    std::uint32_t generation = 0;  // no two films ever have the same: another begins a new stream
};

// Says which parts of the picture are films: what goes on showing other pictures and is neither
// text nor a move. It opens late, closes when a film calms or text stands in it, and changes their
// rectangles seldom. It knows no pixels and no clock. One thread at a time; nothing blocks.
//
// For each frame, in this order: changed() for every tile of which something changed, copied() for
// every copy; then decide().
class FilmPlan {
public:
    static constexpr Duration kOpensAfter = std::chrono::seconds(1);
    static constexpr Duration kCalmAfter = std::chrono::milliseconds(500);
    static constexpr std::size_t kMostFilms = 3;

    // Nothing goes on in a picture of this size.
    void reset(Size size);

    // From now on larger films than this are left as they are.
    void set_most_pixels(std::int64_t most) { most_pixels_ = most; }

    enum class Content { kPicture, kFlat, kText };

    // Whether somebody has to know what is shown here, as films go on there: otherwise what is no
    // picture may be taken for text.
    bool is_watched(const Rect& part, TimePoint now) const;

    // `part` of one tile changed and shows `content` now.
    void changed(const Rect& part, Content content, TimePoint now);

    // `target`, which lies within the picture, was copied from elsewhere.
    void copied(const Rect& target, TimePoint now);

    // Decides which films there are in this frame. `text_ends_it`: a film that text has been
    // written on has to close. Gives the areas of films that were closed after they were drawn over
    // text: that is to be sent again.
    std::vector<Rect> decide(TimePoint now, bool text_ends_it, const MayCover& may_cover);

    // Closes what has calmed down.
    void close_calm(TimePoint now);
    void close_all() { films_.clear(); }

    // At most kMostFilms, which do not overlap.
    std::size_t count() const { return films_.size(); }
    const Film& film(std::size_t index) const { return films_[index].film; }

    // Whether it shows another picture in the frame of this time.
    bool goes_on(std::size_t index, TimePoint now) const { return films_[index].last == now; }

    // Whether there is text in it that nothing was drawn over since.
    bool has_text(std::size_t index) const;

private:
    struct Living {
        Film film;
        TimePoint opened{};       // or got another rectangle
        TimePoint last{};         // when it showed another picture
        TimePoint confirmed{};    // when much of it still moved
        TimePoint filled{};       // when at least half of its area did
        std::int64_t copied = 0;  // pixels of it, in this frame
    };
    struct Texts {
        std::int64_t tiles = 0;
        bool drawn_over = false;
        bool stands = false;
    };
    Texts texts_in(const Living& living, TimePoint now) const;
    bool close_spoiled(const Living& living, TimePoint now, bool text_ends_it,
                       std::vector<Rect>& drawn_over) const;
    void look_for_films(TimePoint now, const MayCover& may_cover);
    bool follow(const Rect& area, TimePoint now);
    void open(const Rect& area, TimePoint now);

    TileHistory tiles_;
    std::vector<Living> films_;
    TimePoint looked_{};
    std::uint32_t generations_ = 0;
    std::int64_t most_pixels_ = std::int64_t{1} << 60;
};

}  // namespace pixelflux
