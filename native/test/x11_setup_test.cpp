// SPDX-License-Identifier: MPL-2.0
// What a server that lies says in its hello, and of its cursor.
#include "x11_setup.h"

#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include "x11_cursor.h"

namespace pixelflux {
namespace {

// Vendor of 5 letters, one format, one screen with a depth of two visuals; changed by a test.
struct Hello {
    xcb_setup_t setup{};
    xcb_screen_t screen{};
    xcb_depth_t depth{};

    Hello() {
        setup.vendor_len = 5;
        setup.pixmap_formats_len = 1;
        setup.roots_len = 1;
        screen.allowed_depths_len = 1;
        depth.visuals_len = 2;
    }

    // Whether it is taken, with `missing` words less than all of it needs.
    bool taken(int missing) const {
        std::vector<std::uint8_t> bytes;
        const auto add = [&](const void* data, std::size_t size) {
            const auto* const from = static_cast<const std::uint8_t*>(data);
            bytes.insert(bytes.end(), from, from + size);
        };
        add(&setup, sizeof setup);
        bytes.resize(bytes.size() + 8 + sizeof(xcb_format_t));
        add(&screen, sizeof screen);
        add(&depth, sizeof depth);
        bytes.resize(bytes.size() + 2 * sizeof(xcb_visualtype_t));
        const auto words = static_cast<int>(bytes.size() / 4) - 2 - missing;
        reinterpret_cast<xcb_setup_t*>(bytes.data())->length = static_cast<std::uint16_t>(words);
        // The sanitizer finds who reads on.
        bytes.resize(bytes.size() - static_cast<std::size_t>(missing) * 4);
        bytes.shrink_to_fit();
        return is_sound(bytes);
    }
};

TEST(X11Setup, IsSoundWhenItHoldsWhatItAnnounces) {
    EXPECT_TRUE(Hello().taken(0));
    for (int missing = 1; missing <= 34; ++missing) EXPECT_FALSE(Hello().taken(missing)) << missing;
}

TEST(X11Setup, AnnouncesNoMoreThanItHolds) {
    const std::vector<void (*)(Hello&)> lies = {
        [](Hello& hello) { hello.setup.vendor_len = 65535; },
        [](Hello& hello) { hello.setup.pixmap_formats_len = 255; },
        [](Hello& hello) { hello.setup.roots_len = 255; },
        [](Hello& hello) { hello.screen.allowed_depths_len = 255; },
        [](Hello& hello) { hello.depth.visuals_len = 65535; },
    };
    for (std::size_t i = 0; i < lies.size(); ++i) {
        Hello hello;
        lies[i](hello);
        EXPECT_FALSE(hello.taken(0)) << i;
    }
}

TEST(X11CursorImage, HasAllItsPixelsAndItsHotSpotWithin) {
    xcb_xfixes_get_cursor_image_reply_t image{};
    image.width = 24;
    image.height = 32;
    image.length = 24 * 32;
    EXPECT_TRUE(is_whole(image));
    image.xhot = 25;
    EXPECT_FALSE(is_whole(image));
    image.xhot = 0;
    image.length -= 1;
    EXPECT_FALSE(is_whole(image));
    image.width = image.height = 65535;
    EXPECT_FALSE(is_whole(image));
    image.width = 0;
    EXPECT_FALSE(is_whole(image));
}

}  // namespace
}  // namespace pixelflux
