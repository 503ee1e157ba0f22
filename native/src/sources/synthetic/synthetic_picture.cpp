// SPDX-License-Identifier: MPL-2.0
#include "synthetic_picture.h"

#include <cmath>

#include "synthetic_chart.h"
#include "synthetic_film.h"
#include "synthetic_noise.h"
#include "synthetic_scroll.h"
#include "synthetic_shift.h"
#include "synthetic_sideways.h"
#include "synthetic_text.h"
#include "synthetic_window.h"

namespace pixelflux {

std::unique_ptr<SyntheticPicture> make_synthetic_picture(const Settings& settings,
                                                         const Rect& region) {
    switch (settings.synthetic_pattern) {
        case SyntheticPattern::kScroll:
            return std::make_unique<ScrollPicture>(settings, region, 16);
        case SyntheticPattern::kScroll57:
            return std::make_unique<ScrollPicture>(settings, region, 57);
        case SyntheticPattern::kScroll120:
            return std::make_unique<ScrollPicture>(settings, region, 120);
        case SyntheticPattern::kSideways:
            return std::make_unique<SidewaysPicture>(settings, region);
        case SyntheticPattern::kWindow:
            return std::make_unique<WindowPicture>(settings, region,
                                                   WindowPicture::Scene::kTextOverBlocks);
        case SyntheticPattern::kDrag:
            return std::make_unique<WindowPicture>(settings, region,
                                                   WindowPicture::Scene::kPhotoOverPage);
        case SyntheticPattern::kFilm:
            return std::make_unique<FilmPicture>(settings, region);
        case SyntheticPattern::kNoise:
            return std::make_unique<NoisePicture>(settings, region);
        case SyntheticPattern::kText:
            return std::make_unique<TextPicture>(settings, region);
        case SyntheticPattern::kChart:
            return std::make_unique<ChartPicture>(settings, region);
        case SyntheticPattern::kShift:
            break;
    }
    return std::make_unique<ShiftPicture>(settings, region);
}

RowRun moving_rows(const Settings& settings, const Rect& region) {
    const int rows = static_cast<int>(std::ceil(region.height * settings.synthetic_change / 100));
    return {(region.height - rows) / 2, rows};
}

}  // namespace pixelflux
