// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "damages.h"
#include "kept_picture.h"
#include "x11_source.h"
#include "xvfb.h"

namespace pixelflux {

constexpr Size kScreen = {331, 203};

constexpr Rect kWhole = {0, 0, kScreen.width, kScreen.height};

inline std::uint32_t rgb_at(const PixelView& picture, int x, int y) {
    const std::uint8_t* const bgrx = picture.row(y) + x * kBytesPerPixel;
    return static_cast<std::uint32_t>(bgrx[2] << 16 | bgrx[1] << 8 | bgrx[0]);
}

// A source, and the picture of a region of it, all of which was grabbed.
class Watcher {
public:
    Watcher(const std::string& display, const Rect& region)
        : source(display), picture(source, region), region_(region) {
        source.opened();
        grab_all();
    }
    PixelView grab_all() {
        Damage damage(size());
        source.take_changes(damage);
        damage.add_all();
        return picture.grab(damage);
    }
    Damage changes() {
        Damage damage(size());
        EXPECT_NE(source.wait_for_change(wake, Clock::now() + std::chrono::minutes(1)),
                  FrameSource::Change::kNone);
        source.take_changes(damage);
        return damage;
    }
    bool quiet() {
        return source.wait_for_change(wake, Clock::now() + std::chrono::milliseconds(50)) ==
               FrameSource::Change::kNone;
    }

    Size size() const { return {region_.width, region_.height}; }

    X11Source source;
    KeptPicture picture;
    WakeEvent wake;

private:
    Rect region_;
};

// Paints on a screen of kScreen, and expects to read that. Returns the picture that it was read
// into.
inline KeptPicture expect_right_pixels(X11Source& source, const std::string& display) {
    RootPainter painter(display);
    painter.fill(kWhole, painter.pixel_of(0x102030));
    painter.fill({17, 40, 12, 20}, painter.pixel_of(0xfedcba));
    painter.fill({330, 202, 1, 1}, painter.pixel_of(0x00ff00));
    KeptPicture kept(source, kWhole);
    const PixelView picture = kept.grab(all_of(kScreen));
    EXPECT_EQ(rgb_at(picture, 0, 0), 0x102030u);
    EXPECT_EQ(rgb_at(picture, 17, 40), 0xfedcbau);
    EXPECT_EQ(rgb_at(picture, 28, 59), 0xfedcbau);
    EXPECT_EQ(rgb_at(picture, 29, 59), 0x102030u);
    EXPECT_EQ(rgb_at(picture, 330, 202), 0x00ff00u);
    return kept;
}

}  // namespace pixelflux
