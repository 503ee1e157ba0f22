// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace pixelflux {

// Finds how far a sequence was shifted, from several samples of it. Each element that there is now,
// that is another one than before at its place, and that there was once before, votes for how far
// it went.
class ShiftVotes {
public:
    // For sequences of `length` elements.
    explicit ShiftVotes(int length);

    // Hashes of the elements, `length` of each.
    void count(const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& now);

    // So many that more samples would not change it.
    bool is_clear() const;
    // How far most went, towards the end if positive; 0 if too few agree.
    int shift() const;

private:
    int place_of(std::uint32_t hash) const;

    int length_;
    std::vector<std::uint32_t> keys_;  // an open hash table of places before
    std::vector<int> places_;
    std::vector<int> votes_;
    int total_ = 0;
    int most_ = 0;  // the index of the most votes
};

}  // namespace pixelflux
