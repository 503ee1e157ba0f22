// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

namespace pixelflux {

// What a reader in mode mixed has: the picture as of a frame of an epoch.
struct WholeAsOf {
    std::uint64_t epoch = 0;
    std::uint64_t frame = 0;
};

// Asks for all that the reader lacks; without a reader's state: for everything.
struct RefreshRequest {
    static constexpr std::int64_t kAnySize = std::numeric_limits<std::int64_t>::max();

    std::optional<WholeAsOf> reader;
    // More than that takes too long on the reader's link: what moves may be coarse for it. Nothing
    // that has no reader's state is ever made coarse.
    std::int64_t most_bytes = kAnySize;

    // One request that serves both. Of two epochs one at least is over, and its reader has nothing.
    RefreshRequest joined(const RefreshRequest& other) const {
        if (!reader || !other.reader || reader->epoch != other.reader->epoch) return {};
        return {WholeAsOf{reader->epoch, std::min(reader->frame, other.reader->frame)},
                std::min(most_bytes, other.most_bytes)};
    }
};

}  // namespace pixelflux
