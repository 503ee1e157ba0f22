// SPDX-License-Identifier: MPL-2.0
#include "synthetic_source.h"

#include <algorithm>

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
    if (cursor_watched_ || picture_->changed_rows(step_ + 1).height > 0)
        return wake.wait(TimePoint{}) == WakeEvent::Reason::kSignal ? Change::kNone
                                                                    : Change::kPending;
    wake.wait(deadline);
    return Change::kNone;
}

void SyntheticSource::take_changes(BandSet& bands) {
    const RowRun rows = picture_->changed_rows(step_ + 1);
    bands.set_rows(rows.y, rows.height);
}

std::vector<LentPixels> SyntheticSource::grab(const BandSet& bands, PictureMemory& room) {
    ++step_;
    const std::size_t stride = row_bytes(region_.width);
    std::vector<LentPixels> drawn;
    for (const BandRun& run : bands.runs()) {
        const int first = run.first * kBandHeight;
        const int end = std::min(run.last * kBandHeight, region_.height);
        std::uint8_t* const rows = room.data() + static_cast<std::size_t>(first) * stride;
        for (int y = first; y < end; ++y)
            picture_->draw_row(y, step_, rows + static_cast<std::size_t>(y - first) * stride);
        drawn.push_back({{0, first, region_.width, end - first}, rows, stride, kBgrx});
    }
    return drawn;
}

Cursor SyntheticSource::cursor() {
    return cursor_watched_ ? cursor_.at(looks_++, full_size_) : Cursor{};
}

}  // namespace pixelflux
