// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "encoder_traits.h"
#include "geometry.h"
#include "settings.h"
#include "stripe_encoder.h"

namespace pixelflux {

// One way to encode stripes. There is one object for each as long as the process lives, so that
// its address says whether two are the same.
struct EncoderKind {
    EncoderTraits traits;

    // Opens an encoder for stripes of at most `size`. Any thread. Throws Error(kEncoder) when it
    // refuses the settings.
    std::unique_ptr<StripeEncoder> (*open)(const Settings& settings, Size size) = nullptr;

    // Whether an encoder that was opened with `made_for` also serves `wanted`; both chose this
    // kind.
    bool (*serves)(const Settings& made_for, const Settings& wanted) = nullptr;
};

}  // namespace pixelflux
