// SPDX-License-Identifier: MPL-2.0
#include "choose_source.h"

#include "error.h"
#include "input_source.h"
#include "synthetic_source.h"
#include "x11_source.h"

namespace pixelflux {
namespace {

ScreenPart part_of(const Settings& settings) {
    const int said = (settings.monitor.empty() ? 0 : 1) + (settings.window_id == 0 ? 0 : 1) +
                     (settings.window_title.empty() ? 0 : 1);
    if (said > 1) {
        throw Error(ErrorCode::kArgument,
                    "monitor, windowId, windowTitle: only one of them can say what is captured");
    }
    return {settings.monitor, static_cast<std::uint32_t>(settings.window_id),
            settings.window_title};
}

}  // namespace

std::unique_ptr<FrameSource> open_frame_source(const Settings& settings) {
    if (settings.source == SourceKind::kSynthetic)
        return std::make_unique<SyntheticSource>(settings);
    if (settings.source == SourceKind::kFrames)
        return std::make_unique<InputSource>(settings.input);
    return std::make_unique<X11Source>(settings.display, part_of(settings));
}

}  // namespace pixelflux
