// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>

#include "frame_input.h"

namespace pixelflux {

// The input of this name, the same for all who hold it in this process, whoever asks first. It goes
// with the last of them, and its picture with it. Any thread.
std::shared_ptr<FrameInput> input_named(const std::string& name);

}  // namespace pixelflux
