// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "error.h"
#include "geometry.h"
#include "grab_place.h"
#include "lent_pixels.h"

namespace pixelflux {

// The error that a reader throws when the server did not give it everything that it asked for.
class X11ReadError : public Error {
public:
    // Whether the server refuses this way of reading, or only these pixels, for example because
    // they lie outside of a screen that is being resized.
    enum class Refuses { kReader, kPixels };

    X11ReadError(Refuses refuses, const std::string& reason)
        : Error(ErrorCode::kCapture, reason), refuses_(refuses) {}

    Refuses refuses() const { return refuses_; }

private:
    Refuses refuses_;
};

// One way of reading the pixels of what is captured (x11_pixels.h chooses among them). It finds the
// drawable and the order of its pixels in a view, which may change between two calls.
class X11PixelReader {
public:
    virtual ~X11PixelReader() = default;

    // The name for messages.
    virtual const char* name() const = 0;

    // What it costs beside the best way, for the end of a sentence.
    virtual const char* price() const { return ""; }

    // Memory that it can read into. Throws Error(kCapture) with the reason when the system or the
    // server refuses this way of reading, Error(kDisplay) when the connection was lost.
    virtual std::unique_ptr<PictureMemory> make_memory(std::size_t bytes) = 0;

    // Reads these areas of `region`, part of the drawable, into `room`, or lends them until
    // take_back; in their order. Throws X11ReadError, Error(kDisplay) when the connection was lost.
    virtual std::vector<LentPixels> read(const Rect& region, const std::vector<GrabPlace>& places,
                                         PictureMemory& room) = 0;

    // Frees what was lent.
    virtual void take_back() {}
};

}  // namespace pixelflux
