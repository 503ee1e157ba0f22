// SPDX-License-Identifier: MPL-2.0
#include "captured_region.h"

#include <string>

#include "error.h"
#include "region.h"

namespace pixelflux {

CapturedRegion::CapturedRegion(FrameSource& source, const Settings& settings)
    : source_(source), full_size_(source.full_size()), asked_(awaits_source()) {
    if (asked_) return;
    rect_ = region_of(settings, full_size_);
    source.set_region(rect_);
}

bool CapturedRegion::follow(const Settings& settings) {
    const Size now = source_.full_size();
    bool moved = false;
    if (asked_ || (settings.auto_adjust_size && now != full_size())) {
        try {
            moved = move_to(region_of(settings, now));
        } catch (const Error& misfit) {
            if (misfit.code() != ErrorCode::kArgument) throw;
            asked_ = true;
            throw Error(ErrorCode::kDisplay, "the source is " + std::to_string(now.width) + "x" +
                                                 std::to_string(now.height) +
                                                 " now: " + misfit.what());
        }
    }
    require_fitting(rect_, now);
    const std::lock_guard<std::mutex> lock(mutex_);
    full_size_ = now;
    return moved;
}

bool CapturedRegion::move_to(const Rect& rect) {
    const bool moved = rect != rect_;
    if (moved) {
        source_.set_region(rect);
        rect_ = rect;
    }
    asked_ = false;
    return moved;
}

Size CapturedRegion::full_size() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return full_size_;
}

}  // namespace pixelflux
