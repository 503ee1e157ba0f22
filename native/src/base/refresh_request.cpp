// SPDX-License-Identifier: MPL-2.0
#include "refresh_request.h"

#include <algorithm>

#include "rect.h"

namespace pixelflux {
namespace {

std::optional<WholeAsOf> older(const std::optional<WholeAsOf>& one,
                               const std::optional<WholeAsOf>& other) {
    if (!one || !other || one->epoch != other->epoch) return {};
    return WholeAsOf{one->epoch, std::min(one->frame, other->frame)};
}

}  // namespace

void RefreshRequest::add_again(int x, int y, int width, int height) {
    const auto within = [](std::int64_t at) {
        return static_cast<int>(std::clamp<std::int64_t>(at, 0, kLargestSide));
    };
    const int left = within(x);
    const int top = within(y);
    const Rect area = {left, top, within(std::int64_t{x} + width) - left,
                       within(std::int64_t{y} + height) - top};
    if (!is_empty(area) && again.size() < kMostAgain) again.push_back(area);
}

RefreshRequest RefreshRequest::joined(const RefreshRequest& other) const {
    RefreshRequest both;
    both.reader = older(reader, other.reader);
    const bool any_size = most_bytes == kAnySize || other.most_bytes == kAnySize;
    both.most_bytes = any_size ? kAnySize : std::min(most_bytes, other.most_bytes);
    both.again = again;
    for (const Rect& area : other.again) {
        const bool known = std::find(again.begin(), again.end(), area) != again.end();
        if (!known && both.again.size() < kMostAgain) both.again.push_back(area);
    }
    return both;
}

}  // namespace pixelflux
