// SPDX-License-Identifier: MPL-2.0
#include "bitrate_plan.h"

#include <algorithm>
#include <utility>

namespace pixelflux {
namespace {

// How much finer a still stripe becomes at once. This bounds what a wrong guess of its cost can do.
constexpr double kFinerAtOnce = 2;

}  // namespace

void BitratePlan::fit(std::vector<Item>& items, TimePoint now, bool streaming) {
    std::vector<Item*> still;
    std::int64_t moved = 0;
    std::int64_t whole = 0;
    for (Item& item : items) {
        switch (item.kind) {
            case Item::Kind::kStill:
                still.push_back(&item);
                break;
            case Item::Kind::kWhole:
                whole += item.macroblocks;
                break;
            case Item::Kind::kMoved:
                moved += item.macroblocks;
                break;
        }
    }
    controller_.begin(now, !still.empty());
    const double affordable = controller_.quantizer_for(moved, whole);
    for (Item& item : items) {
        if (item.kind == Item::Kind::kStill) continue;
        item.quantizer = affordable;
        item.shown =
            item.kind == Item::Kind::kWhole ? affordable : std::max(item.shown, affordable);
        item.sent = true;
        item.coarse = item.shown > item.wanted;
    }
    refine(std::move(still), streaming);
}

void BitratePlan::refine(std::vector<Item*> still, bool streaming) {
    std::stable_sort(still.begin(), still.end(),
                     [](const Item* a, const Item* b) { return a->shown > b->shown; });
    bool affordable = true;
    for (Item* const item : still) {
        const double wanted = streaming ? BitrateController::kFinest : item->wanted;
        const double finer = std::max(wanted, item->shown - kFinerAtOnce);
        affordable = affordable && finer < item->shown &&
                     controller_.grant_refinement(item->macroblocks, item->shown, finer);
        if (affordable) item->shown = finer;
        item->quantizer = item->shown;
        item->sent = affordable || streaming;
        item->coarse = item->shown > wanted;
    }
}

}  // namespace pixelflux
