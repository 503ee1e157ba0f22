// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "x11_link.h"
#include "x11_pixel_reader.h"
#include "x11_view.h"

namespace pixelflux {

// The ways of reading the pixels of a view, the best first. Both must outlive them.
std::vector<std::unique_ptr<X11PixelReader>> x11_readers(const X11Link& link, const X11View& view);

// Reads the pixels of what is captured in the best way that works: a reader that fails, at first or
// later on, is replaced by the next one for good, and a notice says so.
class X11Pixels {
public:
    // At least one reader, the best first. Adds to `notices`, which must outlive it.
    X11Pixels(std::vector<std::unique_ptr<X11PixelReader>> readers,
              std::vector<std::string>& notices)
        : notices_(notices), readers_(std::move(readers)) {}

    // Memory for pictures, which goes before the link. Throws Error(kDisplay) when the connection
    // was lost.
    std::unique_ptr<PictureMemory> make_memory(std::size_t bytes);

    // The pixels of these areas of `region`, part of the drawable, in their order: in `room`,
    // made by make_memory, or lent until take_back. Throws X11ReadError when no reader got them,
    // Error(kDisplay) when the connection was lost.
    std::vector<LentPixels> read(const Rect& region, const std::vector<GrabPlace>& places,
                                 PictureMemory& room);

    // Frees what was lent.
    void take_back();

    // How pixels are read now, by the name for messages.
    std::string way() const { return readers_.front()->name(); }

private:
    void give_up(std::size_t reader, const std::string& why, std::string& refusals);
    void say(const std::string& refusals, const X11PixelReader& instead);

    std::vector<std::string>& notices_;
    std::vector<std::unique_ptr<X11PixelReader>> readers_;  // the best first; never empty
};

}  // namespace pixelflux
