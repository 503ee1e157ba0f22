// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace pixelflux {

// The height of a macroblock: rows are grabbed, hashed and converted in bands of so many. Stripes
// are made of whole bands, so what is known about a band stays true however the picture is cut.
constexpr int kBandHeight = 16;

constexpr int bands_in(int height) { return (height + kBandHeight - 1) / kBandHeight; }

// A run of consecutive bands, `first` included and `last` not.
struct BandRun {
    int first = 0;
    int last = 0;
    friend bool operator==(const BandRun& a, const BandRun& b) {
        return a.first == b.first && a.last == b.last;
    }
};

// A set of bands of a picture, counted from its top. Ranges that reach outside the picture are cut
// to it. Pure.
class BandSet {
public:
    BandSet() = default;
    explicit BandSet(int count) : bits_(static_cast<std::size_t>(count), 0) {}

    int count() const { return static_cast<int>(bits_.size()); }
    bool test(int band) const { return bits_[static_cast<std::size_t>(band)] != 0; }
    void set(int band) { bits_[static_cast<std::size_t>(band)] = 1; }
    void set_all() { std::fill(bits_.begin(), bits_.end(), char{1}); }
    void clear_all() { std::fill(bits_.begin(), bits_.end(), char{0}); }

    void set_run(BandRun run) { fill(run, 1); }
    void clear_run(BandRun run) { fill(run, 0); }

    // Adds the bands that hold any of the pixel rows y, y + 1, ... y + height - 1.
    void set_rows(int y, int height) {
        const int end = y + height;
        if (height <= 0 || end <= 0) return;
        set_run({std::max(y, 0) / kBandHeight, bands_in(end)});
    }

    bool any() const { return std::find(bits_.begin(), bits_.end(), char{1}) != bits_.end(); }
    bool any_in(BandRun run) const {
        const auto [first, last] = range(run);
        return std::find(first, last, char{1}) != last;
    }
    int size() const { return static_cast<int>(std::count(bits_.begin(), bits_.end(), char{1})); }

    BandSet& operator|=(const BandSet& other) {
        for (std::size_t i = 0; i < bits_.size() && i < other.bits_.size(); ++i)
            bits_[i] |= other.bits_[i];
        return *this;
    }

    // From the first to the last of those inside `within`, with what lies between them; an empty
    // run if there is none.
    BandRun hull(BandRun within) const {
        const std::vector<BandRun> found = runs(within);
        return found.empty() ? BandRun{} : BandRun{found.front().first, found.back().last};
    }

    // The set as runs from top to bottom, those inside `within`.
    std::vector<BandRun> runs(BandRun within) const {
        std::vector<BandRun> found;
        for (int band = std::max(within.first, 0); band < std::min(within.last, count()); ++band) {
            if (!test(band)) continue;
            if (!found.empty() && found.back().last == band) {
                ++found.back().last;
            } else {
                found.push_back({band, band + 1});
            }
        }
        return found;
    }
    std::vector<BandRun> runs() const { return runs({0, count()}); }

private:
    std::pair<std::vector<char>::const_iterator, std::vector<char>::const_iterator> range(
        BandRun run) const {
        const int first = std::clamp(run.first, 0, count());
        const int last = std::clamp(run.last, first, count());
        return {bits_.begin() + first, bits_.begin() + last};
    }
    void fill(BandRun run, char value) {
        const int first = std::clamp(run.first, 0, count());
        const int last = std::clamp(run.last, first, count());
        std::fill(bits_.begin() + first, bits_.begin() + last, value);
    }

    std::vector<char> bits_;
};

}  // namespace pixelflux
