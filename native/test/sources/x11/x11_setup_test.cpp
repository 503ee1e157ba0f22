// SPDX-License-Identifier: MPL-2.0
// What a server that lies says in its hello, and of its cursor.
#include "x11_setup.h"

#include <cstring>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "listener.h"
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

    // Whether it is accepted with `missing` words fewer than all of it needs.
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

// Reads all that libxcb's iterators find.
std::size_t walk(const xcb_setup_t& setup) {
    std::size_t sum = 0;
    const auto read = [&](const void* data, std::size_t size) {
        const auto* const bytes = static_cast<const std::uint8_t*>(data);
        for (std::size_t i = 0; i < size; ++i) sum += bytes[i];
    };
    read(xcb_setup_vendor(&setup), static_cast<std::size_t>(xcb_setup_vendor_length(&setup)));
    for (auto formats = xcb_setup_pixmap_formats_iterator(&setup); formats.rem > 0;
         xcb_format_next(&formats))
        read(formats.data, sizeof *formats.data);
    for (auto screens = xcb_setup_roots_iterator(&setup); screens.rem > 0;
         xcb_screen_next(&screens)) {
        read(screens.data, sizeof *screens.data);
        for (auto depths = xcb_screen_allowed_depths_iterator(screens.data); depths.rem > 0;
             xcb_depth_next(&depths)) {
            read(depths.data, sizeof *depths.data);
            for (auto visuals = xcb_depth_visuals_iterator(depths.data); visuals.rem > 0;
                 xcb_visualtype_next(&visuals))
                read(visuals.data, sizeof *visuals.data);
        }
    }
    return sum;
}

TEST(X11Setup, OfAnyBytesOnlyWhatIsThereIsFound) {
    std::mt19937 random(1);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    int sound = 0;
    constexpr int kTries = 20'000;
    for (int i = 0; i < kTries; ++i) {
        std::vector<std::uint8_t> answer = welcome(below(4));
        for (std::size_t changes = below(20); changes > 0; --changes)
            answer[below(answer.size())] = static_cast<std::uint8_t>(below(6));
        if (!is_sound(answer)) continue;
        ++sound;
        // The sanitizer finds who reads on.
        answer.shrink_to_fit();
        walk(reinterpret_cast<const xcb_setup_t&>(*answer.data()));
    }
    EXPECT_GT(sound, kTries / 10);
    EXPECT_LT(sound, kTries * 9 / 10);
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
