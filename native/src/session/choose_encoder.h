// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "settings.h"
#include "stripe_encoder.h"

namespace pixelflux {

// An encoder for settings.mode and stripes of `size`. Throws Error(kEncoder) when this build has no
// such encoder or it refuses the settings.
std::unique_ptr<StripeEncoder> make_stripe_encoder(const Settings& settings, Size size);

// Throws Error(kEncoder), saying what to do, when this build cannot encode `codec`.
void require_codec(Codec codec);
bool has_codec(Codec codec);

}  // namespace pixelflux
