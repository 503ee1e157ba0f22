// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "encoder_traits.h"
#include "geometry.h"
#include "settings.h"
#include "stripe_encoder.h"

namespace pixelflux {

// One way to encode stripes. One object for each lives as long as the process, so two are the same
// if their addresses are.
struct EncoderKind {
    EncoderTraits traits;

    // Opens an encoder for stripes of at most `size`. Any thread. Throws Error(kEncoder) if the
    // encoder refuses the settings.
    std::unique_ptr<StripeEncoder> (*open)(const Settings& settings, Size size) = nullptr;

    // Whether an encoder that was opened with the settings `made_for` also serves `wanted`; both
    // settings choose this kind.
    bool (*serves)(const Settings& made_for, const Settings& wanted) = nullptr;
};

}  // namespace pixelflux
