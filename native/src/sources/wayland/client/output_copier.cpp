// SPDX-License-Identifier: MPL-2.0
#include "output_copier.h"

#include <algorithm>
#include <climits>
#include <cstdint>
#include <new>

#include "rect.h"

namespace pixelflux {
namespace {

constexpr std::size_t kMostPieces = 64;
constexpr std::size_t kMostNeeds = 64;

// So that no sum of a place and a length overflows.
constexpr int kFarthest = INT_MAX / 4;

Rect sane(const Rect& part) {
    return {std::clamp(part.x, -kFarthest, kFarthest), std::clamp(part.y, -kFarthest, kFarthest),
            std::clamp(part.width, 0, kFarthest), std::clamp(part.height, 0, kFarthest)};
}

}  // namespace

void OutputCopier::begin(ScreenCopy::Phase phase) noexcept {
    copy_.phase = phase;
    copy_.damage.clear();
    copy_.y_inverted = false;
}

void OutputCopier::add_damage(const Rect& part) noexcept {
    if (copy_.damage.size() >= kMostPieces) {
        copy_.damage.back() = hull(copy_.damage.back(), sane(part));
        return;
    }
    try {
        copy_.damage.push_back(sane(part));
    } catch (const std::bad_alloc&) {
        copy_.phase = ScreenCopy::Phase::kFailed;
    }
}

void OutputCopier::add_need(const BufferNeed& need) noexcept {
    if (copy_.needs.size() >= kMostNeeds) return;
    try {
        copy_.needs.push_back(need);
    } catch (const std::bad_alloc&) {
        copy_.phase = ScreenCopy::Phase::kFailed;
    }
}

}  // namespace pixelflux
