// SPDX-License-Identifier: MPL-2.0
#include "shift_votes.h"

namespace pixelflux {
namespace {

constexpr int kNowhere = -1;
constexpr int kSeveral = -2;

// Chance alone makes some agree; so many do not.
constexpr int kFewestVotes = 6;
constexpr int kClearVotes = 24;

std::size_t table_size(int length) {
    std::size_t size = 256;
    while (size < 3 * static_cast<std::size_t>(length)) size *= 2;
    return size;
}

}  // namespace

ShiftVotes::ShiftVotes(int length)
    : length_(length),
      keys_(table_size(length)),
      places_(keys_.size()),
      votes_(2 * static_cast<std::size_t>(length) + 1),
      most_(length) {}

int ShiftVotes::place_of(std::uint32_t hash) const {
    std::size_t slot = hash & (keys_.size() - 1);
    while (places_[slot] != kNowhere && keys_[slot] != hash) slot = (slot + 1) & (keys_.size() - 1);
    return static_cast<int>(slot);
}

void ShiftVotes::count(const std::vector<std::uint32_t>& before,
                       const std::vector<std::uint32_t>& now) {
    places_.assign(places_.size(), kNowhere);
    for (int i = 0; i < length_; ++i) {
        const std::uint32_t hash = before[static_cast<std::size_t>(i)];
        const auto slot = static_cast<std::size_t>(place_of(hash));
        places_[slot] = places_[slot] == kNowhere ? i : kSeveral;
        keys_[slot] = hash;
    }
    for (int i = 0; i < length_; ++i) {
        const std::uint32_t hash = now[static_cast<std::size_t>(i)];
        if (hash == before[static_cast<std::size_t>(i)]) continue;
        const int place = places_[static_cast<std::size_t>(place_of(hash))];
        if (place < 0) continue;
        const int index = i - place + length_;
        ++total_;
        ++votes_[static_cast<std::size_t>(index)];
        if (votes_[static_cast<std::size_t>(index)] > votes_[static_cast<std::size_t>(most_)])
            most_ = index;
    }
}

bool ShiftVotes::is_clear() const {
    const int votes = votes_[static_cast<std::size_t>(most_)];
    return votes >= kClearVotes && votes * 10 >= total_ * 6;
}

int ShiftVotes::shift() const {
    const int votes = votes_[static_cast<std::size_t>(most_)];
    return votes >= kFewestVotes && votes * 4 >= total_ ? most_ - length_ : 0;
}

}  // namespace pixelflux
