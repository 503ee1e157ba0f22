// SPDX-License-Identifier: MPL-2.0
#include "input_source.h"

#include "error.h"
#include "input_names.h"
#include "region.h"

namespace pixelflux {

InputSource::InputSource(const std::string& name) : name_(name), reader_(input_named(name)) {
    look();
    reader_.let_go();
}

void InputSource::look() {
    const FrameInput::Frame* const frame = reader_.take(changed_);
    if (frame != nullptr) full_size_ = frame->size;
}

FrameSource::Change InputSource::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    if (!changed_.empty() || reader_.has_news()) return Change::kPending;
    return reader_.wait(wake, deadline) == WakeEvent::Reason::kOther ? Change::kArrived
                                                                     : Change::kNone;
}

void InputSource::take_changes(Damage& damage) {
    look();
    for (const Rect& area : changed_)
        damage.add({area.x - region_.x, area.y - region_.y, area.width, area.height});
    changed_.clear();
}

std::vector<LentPixels> InputSource::grab(const std::vector<GrabPlace>& places, PictureMemory&) {
    if (reader_.held() == nullptr) look();
    if (reader_.held() == nullptr) {
        throw Error(ErrorCode::kDisplay, "the input '" + name_ +
                                             "' has no frame yet; push one, or capture it as a "
                                             "stream, which waits for the first one");
    }
    require_fitting(region_, full_size_);
    return lent_from(reader_.held()->view(), region_, places);
}

}  // namespace pixelflux
