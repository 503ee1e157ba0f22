// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <xcb/xfixes.h>

#include "cursor.h"
#include "monotonic_time.h"
#include "x11_handles.h"
#include "x11_hidden_pointer.h"

namespace pixelflux {

// Whether a cursor has all the pixels that it announces, and its hot spot within: libxcb takes the
// server's word for both. Pure.
bool is_whole(const xcb_xfixes_get_cursor_image_reply_t& image);

// The pointer of a display: its shape from XFIXES, its place from the core protocol, and from the X
// Input extension the news that it moved, which no damage tells. Belongs to the connection's
// thread.
//
// The server is asked for reports of moves only while somebody waits for them, so that a mouse that
// sends thousands costs nothing, and piles up nothing, while nobody looks.
class X11Cursor {
public:
    // Throws Error(kCapture) with the reason when the server lacks XFIXES or refuses to watch the
    // cursor. Without X Input it works, but moves are found only when somebody looks; without
    // X-Resource nobody knows that a client has hidden the pointer. `notices`, which has to live as
    // long, gets a sentence that says so.
    X11Cursor(xcb_connection_t* connection, xcb_window_t root, std::vector<std::string>& notices);
    ~X11Cursor();
    X11Cursor(const X11Cursor&) = delete;
    X11Cursor& operator=(const X11Cursor&) = delete;

    // While one of these lives, moves raise events.
    class Watch {
    public:
        // Asks the server, one round trip.
        explicit Watch(X11Cursor& cursor);
        ~Watch();
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;

        // Whether the pointer had moved since the last `locate` already.
        bool moved_before() const { return moved_before_; }

    private:
        X11Cursor& cursor_;
        bool moved_before_;
    };

    // Whether `event` says that the pointer moved or changed its look.
    bool notice(const xcb_generic_event_t& event);

    // The pointer now, without a shape while a client hides it, which is noticed a tenth of a
    // second late at most; asks the server, one round trip, two after a change of look or when a
    // client came.
    Cursor locate();

private:
    void watch_moves();
    void watch_hiding();
    xcb_void_cookie_t select_moves(bool wanted);
    void read_shape();
    Cursor query();

    xcb_connection_t* connection_;
    xcb_window_t root_;
    std::vector<std::string>& notices_;
    std::uint8_t first_fixes_event_ = 0;
    std::uint8_t input_opcode_ = 0;  // 0: no X Input
    std::uint32_t asked_ = 0;        // the number of the last question for the place
    Cursor located_;                 // what was found last
    bool shape_known_ = false;
    std::optional<X11HiddenPointer> hiding_;  // none: the server cannot tell
    bool hidden_ = false;
    TimePoint hidden_until_{};  // when to ask anew
    std::shared_ptr<const CursorShape> shape_;
};

}  // namespace pixelflux
