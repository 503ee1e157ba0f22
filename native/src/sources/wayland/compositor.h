// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "buffer_need.h"
#include "cursor.h"
#include "geometry.h"
#include "wayland_output.h"

namespace pixelflux {

// How far the copy of an output that was asked for has come.
struct ScreenCopy {
    enum class Phase {
        kNone,     // nothing was asked for
        kAsked,    // the compositor has not said yet what buffer it wants
        kWants,    // it has: `needs`
        kCopying,  // it may write to the buffer at any time, and to no other
        kReady,    // the buffer holds the picture: `damage`, `transform`, `y_inverted`
        kFailed,   // not this time
        kStopped,  // nor ever again: the output is gone
    };
    Phase phase = Phase::kNone;
    std::vector<BufferNeed> needs;  // one of them
    // What changed since the copy before, in pixels of the buffer. It may lie outside of it.
    std::vector<Rect> damage;
    int transform = 0;  // as wl_output.transform numbers them: what lies between output and buffer
    bool y_inverted = false;
};

// The pointer, where the compositor tells it apart from the picture.
struct ToldCursor {
    Cursor cursor;              // in pixels of the upright picture
    std::uint64_t changes = 0;  // how often it changed
};

// What is asked of the compositor.
struct CopyWish {
    std::uint32_t output = 0;  // the id of one that it has
    bool paint_cursor = false;
    // Even if nothing has changed. The compositor may tell all as damage then.
    bool at_once = false;
};

// The connection to a Wayland compositor. It lives in a library of its own, with a C++ run-time
// library of its own, so nothing here throws. One thread at a time; nothing waits.
class Compositor {
public:
    virtual ~Compositor() = default;

    // The connection's socket, as long as this lives: readable when there is something to take in.
    virtual int descriptor() const noexcept = 0;

    // Sends what was asked, takes in what came. False when the connection is lost: `loss` says why,
    // and nothing comes any more.
    virtual bool exchange() noexcept = 0;
    virtual const std::string& loss() const noexcept = 0;

    // Whether the compositor has told all that it offers. Nothing else means anything before.
    virtual bool introduced() const noexcept = 0;

    // The outputs that are there, in the order in which they came.
    virtual const std::vector<WaylandOutput>& outputs() const noexcept = 0;

    // The protocol by which outputs are copied; empty: the compositor offers none that is known.
    virtual const char* protocol() const noexcept = 0;

    // Asks for a copy; one that was asked for before is forgotten.
    virtual void ask(const CopyWish& wish) noexcept = 0;
    virtual const ScreenCopy& copy() const noexcept = 0;

    // Of two buffers, 0 and 1, makes one anew from the memory of this descriptor, which the
    // compositor keeps. Not while it copies to that buffer.
    virtual void make_buffer(int number, int memory, const BufferNeed& need) noexcept = 0;

    // Has the copy that is in kWants written to a buffer that was made as it needs it. `stale`:
    // where that differs from the picture of the copy before.
    virtual void fill(int number, const std::vector<Rect>& stale) noexcept = 0;

    // Whether the protocol tells the cursor apart. If so, it does from `watch_cursor` on, for this
    // output, until that is called with false.
    virtual bool tells_cursor() const noexcept = 0;
    virtual void watch_cursor(bool wanted, std::uint32_t output) noexcept = 0;
    virtual const ToldCursor& cursor() const noexcept = 0;

    // Forgets the copy that was asked for. The compositor may still write to its buffer for a
    // while, and changes that it told meanwhile are lost.
    virtual void forget() noexcept = 0;
};

// Takes over a connected socket. Null: out of memory; the socket is closed then.
using OpenCompositor = Compositor* (*)(int socket);

}  // namespace pixelflux
