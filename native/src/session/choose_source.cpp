// SPDX-License-Identifier: MPL-2.0
#include "choose_source.h"

#include "synthetic_source.h"
#include "x11_source.h"

namespace pixelflux {

std::unique_ptr<FrameSource> open_frame_source(const Settings& settings) {
    if (settings.source == SourceKind::kSynthetic)
        return std::make_unique<SyntheticSource>(settings);
    return std::make_unique<X11Source>(settings.display);
}

}  // namespace pixelflux
