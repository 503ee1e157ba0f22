// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "mixed_frame.h"

namespace pixelflux {

// The streams of video that one reader draws, decoded by ffmpeg, which does it a stream at a time:
// so a test runs twice, and only then has the pictures.
class FilmDecoder {
public:
    // The pixels of this rectangle, BGRX without gaps: in the first run black, in the second, which
    // has to draw the same, what ffmpeg made of it. Throws std::runtime_error if it is not the
    // same.
    std::vector<std::uint8_t> decode(const MixedRectangle& rectangle);

    // Begins the second run. Throws std::runtime_error if ffmpeg does not give a picture for each
    // that there is to be.
    void run_again();

    std::size_t streams() const { return streams_.size(); }

private:
    struct Stream {
        Rect area;
        std::vector<std::uint8_t> bytes;
        std::vector<std::size_t> sizes;  // of the pictures
        std::vector<std::uint8_t> pixels;
        std::size_t next = 0;
    };
    std::map<std::uint32_t, Stream> streams_;  // by generation
    bool again_ = false;
};

// Runs a test with so many readers as often as is needed to have the pictures; `check` is true when
// they are to be compared.
void run_twice(int readers, const std::function<void(std::vector<FilmDecoder>&, bool check)>& run);

}  // namespace pixelflux
