// SPDX-License-Identifier: MPL-2.0
#include "synthetic_source.h"

#include <algorithm>
#include <utility>

namespace pixelflux {
namespace {

constexpr Size kUsualSize = {1920, 1080};

}  // namespace

SyntheticSource::SyntheticSource(const Settings& settings)
    : settings_(settings),
      full_size_{settings.x + (settings.width != 0 ? settings.width : kUsualSize.width),
                 settings.y + (settings.height != 0 ? settings.height : kUsualSize.height)} {}

void SyntheticSource::set_region(const Rect& region) {
    std::unique_ptr<SyntheticPicture> picture = make_synthetic_picture(settings_, region);
    pixels_.assign(static_cast<std::size_t>(region.width) *
                       static_cast<std::size_t>(region.height) * kBytesPerPixel,
                   0);
    picture_ = std::move(picture);
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

MutablePixelView SyntheticSource::grab(const BandSet& bands) {
    ++step_;
    const std::size_t stride = static_cast<std::size_t>(region_.width) * kBytesPerPixel;
    for (const BandRun& run : bands.runs()) {
        const int end = std::min(run.last * kBandHeight, region_.height);
        for (int y = run.first * kBandHeight; y < end; ++y)
            picture_->draw_row(y, step_, pixels_.data() + static_cast<std::size_t>(y) * stride);
    }
    return {pixels_.data(), region_.width, region_.height, stride};
}

Cursor SyntheticSource::cursor() {
    return cursor_watched_ ? cursor_.at(looks_++, full_size_) : Cursor{};
}

}  // namespace pixelflux
