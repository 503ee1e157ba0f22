// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

namespace pixelflux {

// Odd numbers that spread a coordinate over 64 bits: one for each direction.
constexpr std::uint64_t kAcross = 0x9E3779B97F4A7C15u;
constexpr std::uint64_t kDown = 0xC2B2AE3D27D4EB4Fu;
constexpr std::uint64_t kInTime = 0x165667B19E3779F9u;

// The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", 2014): a bijection whose every output bit depends on every input bit.
inline std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

}  // namespace pixelflux
