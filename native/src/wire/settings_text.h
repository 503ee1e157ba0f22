// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>

#include "settings.h"

namespace pixelflux {

// Settings cross the language boundary as text, one `name=value` line an option, in any order; an
// option that is left out keeps its default. Throws Error(kArgument), naming option, value and
// range, for an unknown option, an unreadable value, one out of range, or a combination without
// meaning; what an encoder cannot do, encoder_for says. Pure.
Settings parse_settings(std::string_view text);

// Every option of `settings` in the same form, in the order of the table; width and height only
// when they are set.
std::string describe_settings(const Settings& settings);

// Throws Error(kArgument) naming the first option that differs and cannot change while a capture
// runs: those that choose the source.
void require_same_source(const Settings& running, const Settings& wanted);

}  // namespace pixelflux
