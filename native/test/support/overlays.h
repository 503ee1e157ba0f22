// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>

#include "cursor.h"

namespace pixelflux {

// A pointer that looks like an opaque red square, its hotspot so far from its corner in both
// directions.
std::shared_ptr<const CursorShape> red_square(int side, int hotspot);

// An opaque green PNG file that goes with the object. Each has a path of its own.
class WatermarkFile {
public:
    explicit WatermarkFile(Size size);
    ~WatermarkFile();
    WatermarkFile(const WatermarkFile&) = delete;
    WatermarkFile& operator=(const WatermarkFile&) = delete;

    // The setting that names it.
    std::string line() const { return "watermarkPath=" + path_ + "\n"; }

private:
    std::string path_;
};

}  // namespace pixelflux
