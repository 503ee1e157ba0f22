// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "buffer_need.h"
#include "compositor.h"
#include "frame_source.h"
#include "orientation.h"
#include "shared_buffer.h"
#include "wayland_link.h"

namespace pixelflux {

// An output of a Wayland compositor, upright, by copies that the compositor makes when something
// changed. It writes them to one buffer while the other keeps the copy before, and pixels are lent
// from that. A copy shows the first change after it was asked for, so it is asked for as late as
// the next frame allows.
class WaylandSource : public FrameSource {
public:
    // A compositor that works answers within milliseconds.
    static constexpr Duration kOpeningPatience = std::chrono::seconds(30);

    // `display` as wayland_name takes it; `monitor`: the name of an output, empty: the first one.
    // Until `opened` the compositor has `patience` for all its answers together. Throws
    // Error(kDisplay, kCapture or kArgument).
    WaylandSource(OpenCompositor open, const std::string& display, const std::string& monitor,
                  Duration patience = kOpeningPatience);

    Size full_size() const override { return front_.orientation.picture(); }
    bool has_picture() const override { return front_.there; }
    void set_region(const Rect& region) override { region_ = region; }
    void next_frame_at(TimePoint time) override { next_frame_ = time; }
    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    void settle(const WakeEvent&, Duration) override {}  // a compositor's frames are whole
    void take_changes(Damage& damage) override;
    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;
    void watch_cursor(bool wanted) override;
    void paint_cursor(bool wanted) override;
    Cursor cursor() override;
    void opened() override { link_.opened(); }
    void abandon() override { link_.abandon(); }
    SourceDescription describe() const override;
    std::vector<std::string> take_notices() override;

private:
    // One of the compositor's two buffers.
    struct Buffer {
        std::optional<SharedBuffer> memory;
        BufferShape shape;
        bool whole = false;       // it holds a picture
        std::vector<Rect> stale;  // what of that differs from the newest copy, pixels of the buffer
    };
    // What is lent.
    struct Front {
        int buffer = 0;
        bool there = false;                      // a copy has come
        Orientation orientation;                 // before: of the one that will
        std::unique_ptr<PrivateMemory> upright;  // the picture, where the buffer lies otherwise
    };

    void ask(bool at_once);
    void exchange();
    bool step();
    void fill();
    void take_copy();
    void take_failure();
    void show(int number, const Orientation& orientation, const std::vector<Rect>& damage);
    void turn_upright(const std::vector<Rect>& areas);
    void wait_for_picture();
    void refresh(const WakeEvent& wake, TimePoint deadline);
    bool asked() const;
    bool has_news() const;

    WaylandLink link_;
    std::vector<std::string> notices_;
    Buffer buffers_[2];
    Front front_;
    Rect region_;
    TimePoint next_frame_{};
    TimePoint asked_at_{};
    std::uint32_t reshapings_ = 0;  // of the output, when the copy was asked for
    bool at_once_ = false;          // the copy that was asked for
    bool lost_damage_ = true;       // the next copy's damage does not tell all
    int failures_ = 0;              // one after the other
    bool paint_cursor_ = false;
    bool cursor_watched_ = false;
    std::uint64_t cursor_changes_ = 0;  // that were taken
    std::vector<Rect> damage_;          // of the picture, not taken yet
    bool resized_ = false;              // not taken yet
};

}  // namespace pixelflux
