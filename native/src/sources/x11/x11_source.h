// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "frame_source.h"
#include "x11_changes.h"
#include "x11_cursor.h"
#include "x11_link.h"
#include "x11_pixels.h"
#include "x11_subject.h"
#include "x11_windows.h"

namespace pixelflux {

// An X11 screen, a monitor or a window of it, over a connection of its own. Pixels come through
// MIT-SHM, changes through XDAMAGE; where the server refuses one, at first or later on, GetImage
// and polling take its place and a notice says so.
class X11Source : public FrameSource {
public:
    // A server that works answers within milliseconds, one that swaps within seconds. A large
    // picture for a snapshot may come over a slow network.
    static constexpr Duration kOpeningPatience = std::chrono::seconds(30);

    // `display` as in $DISPLAY, which is used when it is empty. Until `opened` the server has
    // `patience` for all its answers together. Throws what find_subject throws.
    explicit X11Source(const std::string& display, Duration patience = kOpeningPatience)
        : X11Source(display, ScreenPart{}, patience) {}
    X11Source(const std::string& display, const ScreenPart& part,
              Duration patience = kOpeningPatience);

    Size full_size() const override { return view().size; }
    std::unique_ptr<PictureMemory> make_memory(std::size_t bytes) override;
    void set_region(const Rect& region) override { region_ = region; }
    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    void settle(const WakeEvent& wake, Duration limit) override;
    void take_changes(Damage& damage) override;
    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;
    void rest() noexcept override;
    void watch_moves(bool wanted) override;
    std::vector<MovedArea> take_moves() override;
    void watch_cursor(bool wanted) override;
    Cursor cursor() override;
    void opened() override { link_.opened(); }
    void abandon() override { link_.abandon(); }
    std::vector<std::string> take_notices() override;
    SourceDescription describe() const override;

private:
    const X11View& view() const { return subject_->view(); }
    bool captures_root() const { return view().drawable == view().window; }
    bool has_news() const;
    void look_at_subject();
    void await_redraw();
    void listen_to_windows();
    void read_events();
    void note_stray_error(const xcb_generic_error_t& error);
    [[noreturn]] void fail_grab(const std::string& reason);

    std::vector<std::string> notices_;
    X11Link link_;
    std::unique_ptr<X11Subject> subject_;
    X11Changes changes_;
    X11Pixels pixels_;
    Rect region_;
    bool moved_ = false;               // the subject, or it was resized; not yet looked at
    std::optional<X11Cursor> cursor_;  // while it is watched
    bool cursor_reported_ = false;
    std::optional<X11Windows> windows_;  // while moves are watched
};

}  // namespace pixelflux
