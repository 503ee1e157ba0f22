// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "damage.h"
#include "geometry.h"
#include "grab_place.h"

namespace pixelflux {

// Damage whose pixels are this share of those of its rows, or less, is read alone: where whole rows
// are read next anyway, and where changed columns alone are.
constexpr double kNarrowForRows = 1.0 / 8;
constexpr double kNarrowForColumns = 3.0 / 4;

// Bytes that plan_grabs may use behind the picture.
constexpr std::size_t spare_bytes(Size picture, double narrow = kNarrowForRows) {
    return static_cast<std::size_t>(static_cast<double>(picture_bytes(picture)) * narrow);
}

// What to grab so that all of `damage` is fresh in a picture that lies at the beginning of a
// memory, without gaps, with spare_bytes behind it. If the damage is a small part of its rows,
// these are its areas, written into the spare part. Otherwise they are whole rows, written into the
// picture itself, in as few runs as the price of a request says (Damage::kAreaPrice). Pure.
std::vector<GrabPlace> plan_grabs(const Damage& damage, double narrow = kNarrowForRows);

}  // namespace pixelflux
