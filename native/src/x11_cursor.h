// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cursor.h"
#include "x11_handles.h"

namespace pixelflux {

// The pointer of a display: its shape from XFIXES, its place from the core protocol, and from the X
// Input extension the news that it moved, which no damage tells. Belongs to the connection's
// thread.
//
// The server is asked for one report of a move at a time, so that a mouse that sends thousands
// costs nothing while nobody looks.
class X11Cursor {
public:
    // Throws Error(kCapture) with the reason when the server lacks XFIXES. Without X Input it
    // works, but moves are found only when somebody looks; `notices` gets a sentence that says so.
    X11Cursor(xcb_connection_t* connection, xcb_window_t root, std::vector<std::string>& notices);
    ~X11Cursor();
    X11Cursor(const X11Cursor&) = delete;
    X11Cursor& operator=(const X11Cursor&) = delete;

    // Whether `event` says that the pointer may have moved or changed its look.
    bool notice(const xcb_generic_event_t& event);

    // The pointer now; asks the server, one round trip, two after a change of look. Moves from then
    // on are reported anew.
    Cursor locate();

private:
    void watch_moves(std::vector<std::string>& notices);
    void select_moves(bool wanted);
    void read_shape();

    xcb_connection_t* connection_;
    xcb_window_t root_;
    std::uint8_t first_fixes_event_ = 0;
    std::uint8_t input_opcode_ = 0;  // 0: no X Input
    bool armed_ = false;             // the next move will be reported
    std::uint32_t armed_at_ = 0;     // the number of the request that asked for it
    bool shape_known_ = false;
    std::shared_ptr<const CursorShape> shape_;
};

}  // namespace pixelflux
