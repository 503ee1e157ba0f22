// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// What a reader in mode mixed has: the picture as of a frame of an epoch.
struct WholeAsOf {
    std::uint64_t epoch = 0;
    std::uint64_t frame = 0;
};

// Asks for all that the reader lacks; without a reader's state: for everything.
struct RefreshRequest {
    static constexpr std::int64_t kAnySize = std::numeric_limits<std::int64_t>::max();

    // Requests are joined until the capture looks, and each of these takes time then. What is
    // dropped costs nothing but another request: who still lacks it asks again.
    static constexpr std::size_t kMostAgain = 256;

    std::optional<WholeAsOf> reader;
    // More than that takes too long on the reader's link: any part may be coarse for it, where the
    // capture refines what is lossy.
    std::int64_t most_bytes = kAnySize;
    // What the reader has coarse: these areas come as everybody has them, whatever changed since
    // the reader's frame, and whatever `most_bytes` says. They may reach beyond the picture.
    std::vector<Rect> again{};

    // Adds to `again`, unless that is full, what of an area with any numbers can lie in a picture.
    void add_again(int x, int y, int width, int height);

    // One request that serves both. Of two epochs one at least is over, and its reader has nothing.
    // It is coarse only where both want that: who did not ask for it does not ask again.
    RefreshRequest joined(const RefreshRequest& other) const;
};

}  // namespace pixelflux
