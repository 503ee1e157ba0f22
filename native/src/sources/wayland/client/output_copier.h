// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include <wayland-client.h>

#include "compositor.h"
#include "output_proxy.h"

namespace pixelflux {

// A protocol by which a compositor copies an output into a buffer: one copy at a time. Its
// functions are those of Compositor of the same names. One that runs out of memory fails the copy.
class OutputCopier {
public:
    virtual ~OutputCopier() = default;

    virtual const char* protocol() const noexcept = 0;
    virtual void ask(const OutputProxy& output, bool paint_cursor, bool at_once) = 0;
    virtual void fill(wl_buffer* buffer, const std::vector<Rect>& stale) = 0;
    virtual void forget() = 0;
    const ScreenCopy& copy() const { return copy_; }

    // `pointer`: that of the seat, which outlives what it was given for; null: there is none.
    virtual bool tells_cursor() const noexcept { return false; }
    virtual void watch_cursor(const OutputProxy*, wl_pointer*, wl_shm*) {}
    virtual const ToldCursor& cursor() const noexcept { return no_cursor_; }

protected:
    // More is remembered as one: a compositor may say what it likes.
    void add_damage(const Rect& part) noexcept;
    void add_need(const BufferNeed& need) noexcept;
    void begin(ScreenCopy::Phase phase) noexcept;

    ScreenCopy copy_;

private:
    ToldCursor no_cursor_;
};

}  // namespace pixelflux
