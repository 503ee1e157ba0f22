// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "geometry.h"

namespace pixelflux {

// Formats of wl_shm with 10 bits of each colour.
constexpr std::uint32_t kXrgbOfTenBits = 0x30335258;
constexpr std::uint32_t kXbgrOfTenBits = 0x30334258;

// What a compositor of the test's own does other than it should.
struct Lies {
    Size size = {331, 203};     // of the output's mode
    std::uint32_t format = 1;   // of wl_shm: xrgb8888
    Size said_size;             // of the buffer that it wants; without sides: that of the mode
    int more_stride = 0;        // bytes a row, beyond its pixels
    int transform = 0;          // of the output
    bool y_inverted = false;    // screencopy alone
    std::uint32_t version = 3;  // of screencopy
    bool offers_screencopy = true;
    bool offers_image_copy = false;  // ext_image_copy_capture_manager_v1
    int outputs = 1;                 // called LIAR-1 and so on
    int failures = 0;                // so many copies fail first
    bool tells_damage = true;
    bool damage_is_nonsense = false;  // rectangles that leave the picture, and thousands of them
    bool answers_twice = false;  // says ready before it was asked to copy, and afterwards again
};

// A Wayland compositor within the test's process, in a thread of its own, whose outputs show one
// picture, the upright one, and which can be copied. It ends with the object.
class LyingCompositor {
public:
    explicit LyingCompositor(const Lies& lies = {});
    ~LyingCompositor();
    LyingCompositor(const LyingCompositor&) = delete;
    LyingCompositor& operator=(const LyingCompositor&) = delete;

    // The path of its socket.
    const std::string& display() const;

    // Each of these has taken effect when it returns.

    // Draws on the upright picture, and tells whoever waits.
    void fill(const Rect& rect, std::uint32_t rgb);
    // Another mode; the picture is black then. What was asked for before is answered in the old
    // size.
    void resize(Size size);
    // Takes an output away, from 1.
    void remove_output(int number);
    void add_output();
    // Lets copies be asked for, and answers none.
    void stall();
    // Ends all connections, as a compositor that ends.
    void hang_up();
    // Answers nobody any more.
    void freeze();
    // How often a copy was asked for.
    int copies() const;
    // The pointer: only ext_image_copy_capture_manager_v1 tells of it. It has no look at first.
    void move_cursor(int x, int y);
    void take_cursor_away();
    void change_cursor(Size size, int hotspot_x, int hotspot_y, std::uint32_t argb);
    // The next copies of its look fail, for a reason that nobody knows.
    void fail_cursor_copies(int copies);
    // Whether the copy that was asked for last was to show the cursor.
    bool paints_cursor() const;
    // How many copies wait for damage.
    int waiting() const;

private:
    struct Server;
    std::unique_ptr<Server> server_;
};

}  // namespace pixelflux
