// SPDX-License-Identifier: MPL-2.0
#include "x11_pixels.h"

#include "x11_image_reader.h"
#include "x11_shared_reader.h"

namespace pixelflux {

std::vector<std::unique_ptr<X11PixelReader>> x11_readers(const X11Link& link, const X11View& view) {
    std::vector<std::unique_ptr<X11PixelReader>> readers;
    readers.push_back(std::make_unique<X11SharedReader>(link, view, SharedBy::kDescriptor));
    readers.push_back(std::make_unique<X11SharedReader>(link, view, SharedBy::kNumber));
    readers.push_back(std::make_unique<X11ImageReader>(link, view));
    return readers;
}

std::unique_ptr<PictureMemory> X11Pixels::make_memory(std::size_t bytes) {
    std::string refusals;
    while (true) {
        try {
            std::unique_ptr<PictureMemory> memory = readers_.front()->make_memory(bytes);
            say(refusals, *readers_.front());
            return memory;
        } catch (const Error& refused) {
            if (refused.code() != ErrorCode::kCapture || readers_.size() == 1) {
                say(refusals, *readers_.front());
                throw;
            }
            give_up(0, "is not available: " + std::string(refused.what()), refusals);
        }
    }
}

std::vector<LentPixels> X11Pixels::read(const Rect& region, const std::vector<GrabPlace>& places,
                                        PictureMemory& room) {
    take_back();
    std::string refusals;
    for (std::size_t reader = 0; reader + 1 < readers_.size();) {
        try {
            std::vector<LentPixels> pixels = readers_[reader]->read(region, places, room);
            say(refusals, *readers_[reader]);
            return pixels;
        } catch (const X11ReadError& error) {
            if (error.refuses() == X11ReadError::Refuses::kReader)
                give_up(reader, "is no longer available: " + std::string(error.what()), refusals);
            else
                ++reader;
        }
    }
    say(refusals, *readers_.back());
    return readers_.back()->read(region, places, room);
}

void X11Pixels::take_back() {
    for (const auto& reader : readers_) reader->take_back();
}

void X11Pixels::give_up(std::size_t reader, const std::string& why, std::string& refusals) {
    refusals += std::string(readers_[reader]->name()) + " " + why + "; ";
    readers_.erase(readers_.begin() + static_cast<std::ptrdiff_t>(reader));
}

// One sentence, however many ways were refused on the way to the one that works.
void X11Pixels::say(const std::string& refusals, const X11PixelReader& instead) {
    if (refusals.empty()) return;
    notices_.push_back(refusals + "reading pixels with " + instead.name() + " instead" +
                       instead.price());
}

}  // namespace pixelflux
