// SPDX-License-Identifier: MPL-2.0
#include "synthetic_source.h"

#include "rect.h"

namespace pixelflux {
namespace {

constexpr Size kUsualSize = {1920, 1080};

}  // namespace

SyntheticSource::SyntheticSource(const Settings& settings)
    : settings_(settings),
      full_size_{settings.x + (settings.width != 0 ? settings.width : kUsualSize.width),
                 settings.y + (settings.height != 0 ? settings.height : kUsualSize.height)} {}

void SyntheticSource::set_region(const Rect& region) {
    picture_ = make_synthetic_picture(settings_, region);
    region_ = region;
}

FrameSource::Change SyntheticSource::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    if (cursor_watched_ || !is_empty(picture_->changed(step_ + 1)))
        return wake.wait(TimePoint{}) == WakeEvent::Reason::kSignal ? Change::kNone
                                                                    : Change::kPending;
    wake.wait(deadline);
    return Change::kNone;
}

void SyntheticSource::take_changes(Damage& damage) { damage.add(picture_->changed(step_ + 1)); }

std::vector<LentPixels> SyntheticSource::grab(const std::vector<GrabPlace>& places,
                                              PictureMemory& room) {
    ++step_;
    std::vector<LentPixels> drawn;
    for (const auto& [area, offset] : places) {
        std::uint8_t* out = room.data() + offset;
        drawn.push_back({area, out, row_bytes(area.width), kBgrx});
        for (int y = area.y; y < bottom_of(area); ++y, out += row_bytes(area.width))
            picture_->draw_row({area.x, area.width}, y, step_, out);
    }
    return drawn;
}

Cursor SyntheticSource::cursor() {
    return cursor_watched_ ? cursor_.at(looks_++, full_size_) : Cursor{};
}

}  // namespace pixelflux
