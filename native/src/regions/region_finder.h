// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <vector>

#include "geometry.h"
#include "grabbed_area.h"
#include "moved_area.h"

namespace pixelflux {

// A rectangle that differs from the picture before, and how it is to be sent.
struct Region {
    enum class Kind {
        kCopy,     // pixels that the picture before had elsewhere
        kPicture,  // a photo or a film: JPEG will do
        kExact,    // text, lines, flat colours: every pixel counts
        kVideo,    // a film: H.264. The finder finds none
    };
    Rect area;
    Kind kind = Kind::kExact;
    int source_x = 0;  // of a copy: where its pixels come from, memmove where both overlap
    int source_y = 0;
};

// How large a region can be, so that several threads have work: a picture that is at least twice as
// high as this is cut into rows of at least this height, and fewer than twice as many.
constexpr int kPictureRegionHeight = 256;
constexpr int kExactRegionPixels = 131072;  // at most

// So few pixels of a photo, or fewer, are smaller as PNG: 600 bytes of a JPEG image are its tables.
constexpr int kCheaperExactly = 256;

// Tells what became of a picture: what moved, what changed, and whether that is text or a photo.
// It knows no source, no encoder and no thread. One thread at a time.
class RegionFinder {
public:
    RegionFinder();
    ~RegionFinder();

    // Starts over with a picture of this size.
    void reset(Size size);

    struct Found {
        std::vector<Region> regions;  // in the order in which they are to be sent: copies first
        // The one grabbed area is the whole picture, and is to be kept from now on in place of
        // `kept`, which was left half way.
        bool adopt_grabbed = false;
    };

    // Compares what was `grabbed` with `kept`, the picture as it was sent before, by colours alone
    // (a pixel's fourth byte is anything). Unless it asks to adopt what was grabbed, it brings
    // `kept` up to date. Applying the regions in order to the picture before gives the new one,
    // exactly where they are copies or exact. Regions may overlap. `moved`: where to look first for
    // what moved; it may lie, or be empty. The areas do not overlap and lie within the picture.
    // What it takes grows with them, not with the picture.
    Found find(const MutablePixelView& kept, const std::vector<GrabbedArea>& grabbed,
               const std::vector<MovedArea>& moved);

    // The caller draws these areas as video whenever they change: find() gives no regions for those
    // of their tiles that it sees changed and showing a picture. They are among changed_tiles(). A
    // caller that does not draw an area after all has such parts sent by classify(). Until the
    // next call or reset().
    void set_films(const std::vector<Rect>& areas);

    // Whether find() is to keep changed_tiles(), which takes some time; at first it is not.
    void watch_tiles(bool wanted);

    // What changed of each tile (tile_grid.h), but for the copies, as a picture or exactly, as the
    // last find() saw it. Valid until the next one.
    const std::vector<Region>& changed_tiles() const;

    // How these parts of the picture are to be sent, without copies, whether they changed or not:
    // regions that cover them all, in order, pictures first. `picture` is the kept one, up to date.
    // What was sent exactly before and clearly looks like a photo becomes a picture again, and
    // lossy.
    std::vector<Region> classify(const PixelView& picture, const std::vector<Rect>& areas);

    // The same for viewers that are told of what they get, so nothing of it is remembered here.
    std::vector<Region> classify_once(const PixelView& picture, const std::vector<Rect>& areas);

    // Of what lies within `area`: rectangles, one for each of some tiles of 32x16 pixels, that hold
    // all that was sent as a picture and not exactly since. They may hold a bit more.
    std::vector<Rect> lossy(const Rect& area) const;

    // The same of one tile (tile_grid.h): a box within it, or nothing.
    Rect lossy(int column, int row) const;

    // Whether a tile that was sent as a picture may show text: it looks like both, or was sent so
    // though this finder asked for exact pixels.
    bool is_doubtful(int column, int row) const;

    // Whether a tile shows what is to be exact, however it was sent.
    bool is_exact(int column, int row) const;

    // Says that `area` was sent as a picture though this finder did not ask for it.
    void sent_as_picture(const Rect& area);

    // Says that `area` was sent exactly though this finder did not ask for it.
    void sent_exactly(const Rect& area);

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace pixelflux
