// SPDX-License-Identifier: MPL-2.0
#include "x11_pixels.h"

#include "x11_image_reader.h"
#include "x11_shared_reader.h"

namespace pixelflux {

std::vector<std::unique_ptr<X11PixelReader>> x11_readers(const X11Link& link,
                                                         const X11Screen& screen) {
    std::vector<std::unique_ptr<X11PixelReader>> readers;
    readers.push_back(std::make_unique<X11SharedReader>(link, screen.root, screen.order));
    readers.push_back(std::make_unique<X11ImageReader>(link, screen.root, screen.order));
    return readers;
}

std::unique_ptr<PictureMemory> X11Pixels::make_memory(std::size_t bytes) {
    while (readers_.size() > 1) {
        try {
            return readers_.front()->make_memory(bytes);
        } catch (const Error& refused) {
            if (refused.code() != ErrorCode::kCapture) throw;
            give_up(0, "is not available: " + std::string(refused.what()));
        }
    }
    return readers_.front()->make_memory(bytes);
}

std::vector<LentPixels> X11Pixels::read(const Rect& region, const std::vector<GrabPlace>& places,
                                        PictureMemory& room) {
    take_back();
    for (std::size_t reader = 0; reader + 1 < readers_.size();) {
        try {
            return readers_[reader]->read(region, places, room);
        } catch (const X11ReadError& error) {
            if (error.refuses() == X11ReadError::Refuses::kReader)
                give_up(reader, "is no longer available: " + std::string(error.what()));
            else
                ++reader;
        }
    }
    return readers_.back()->read(region, places, room);
}

void X11Pixels::take_back() {
    for (const auto& reader : readers_) reader->take_back();
}

void X11Pixels::give_up(std::size_t reader, const std::string& why) {
    notices_.push_back(std::string(readers_[reader]->name()) + " " + why +
                       "; reading pixels with " + readers_[reader + 1]->name() +
                       " instead, which costs more CPU");
    readers_.erase(readers_.begin() + static_cast<std::ptrdiff_t>(reader));
}

}  // namespace pixelflux
