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

// Whether a cursor has all the pixels that it announces, and its hot spot lies within: libxcb does
// not check either. Pure.
bool is_whole(const xcb_xfixes_get_cursor_image_reply_t& image);

// The pointer of a display: its shape comes from XFIXES, its place from the core protocol, and the
// X Input extension reports that it moved, which damage does not. Belongs to the connection's
// thread.
//
// This asks the server for reports of moves only while a thread waits for them, and of changes of
// the look until `rest`. So a mouse that sends thousands costs nothing, and nothing piles up in the
// server while nobody reads.
class X11Cursor {
public:
    // Throws Error(kCapture) with the reason when the server lacks XFIXES or refuses to watch the
    // cursor. Without X Input it works, but finds moves only in `locate`; without X-Resource it
    // cannot know that a client has hidden the pointer. It adds a sentence about that to `notices`,
    // which has to live as long.
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

    // Says that nobody may call for a while. The next Watch ends that; a `locate` before it asks
    // for the look.
    void rest() noexcept;

    // Whether `event` says that the pointer moved or changed its look.
    bool notice(const xcb_generic_event_t& event);

    // The pointer now, without a shape while a client hides it (noticed a tenth of a second late at
    // most). Asks the server: one round trip, or two when a client came.
    Cursor locate();

private:
    void watch_moves();
    void watch_hiding();
    void watch_look();
    xcb_void_cookie_t select_look(bool wanted);
    xcb_void_cookie_t select_moves(bool wanted);
    void take_shape(xcb_xfixes_get_cursor_image_cookie_t question);
    Cursor query();

    xcb_connection_t* connection_;
    xcb_window_t root_;
    std::vector<std::string>& notices_;
    std::uint8_t first_fixes_event_ = 0;
    std::uint8_t input_opcode_ = 0;  // 0: no X Input
    std::uint32_t asked_ = 0;        // the number of the last question for the place
    Cursor located_;                 // what was found last
    bool watches_look_ = true;
    bool shape_known_ = false;
    std::optional<X11HiddenPointer> hiding_;  // none: the server cannot tell
    bool hidden_ = false;
    TimePoint hidden_until_{};  // when to ask anew
    std::shared_ptr<const CursorShape> shape_;
};

}  // namespace pixelflux
