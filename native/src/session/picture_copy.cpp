// SPDX-License-Identifier: MPL-2.0
#include "picture_copy.h"

namespace pixelflux {
namespace {

class CopySink final : public PixelSink {
public:
    bool takes(Size size) override {
        picture.emplace(size);
        return true;
    }
    void row(int x, int y, const std::uint8_t* pixels, int count) override {
        picture->set_row(x, y, pixels, count);
    }

    std::optional<OwnPicture> picture;
};

}  // namespace

std::optional<OwnPicture> copy_of(ShownPicture& shown, double scale) {
    CopySink sink;
    if (!shown.read(0, true, sink)) return {};
    const Size size = scaled_size(sink.picture->size(), scale);
    if (size == sink.picture->size()) return std::move(sink.picture);
    return sink.picture->scaled(size);
}

}  // namespace pixelflux
