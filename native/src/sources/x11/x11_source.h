// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "frame_source.h"
#include "grab_plan.h"
#include "pixel_order.h"
#include "watchdog.h"
#include "x11_cursor.h"
#include "x11_damage.h"
#include "x11_handles.h"

namespace pixelflux {

// The root window of an X11 screen, over a connection of its own. Pixels come through MIT-SHM,
// changes through XDAMAGE; where the server refuses one, at first or later on, GetImage and polling
// take its place and a notice says so.
class X11Source : public FrameSource {
public:
    // A server that works answers within milliseconds, one that swaps within seconds. A large
    // picture for a snapshot may come over a slow network.
    static constexpr Duration kOpeningPatience = std::chrono::seconds(30);

    // `display` as in $DISPLAY, which is used when it is empty. Until `opened` the server has
    // `patience` for all its answers together.
    explicit X11Source(const std::string& display, Duration patience = kOpeningPatience);

    Size full_size() const override { return full_size_; }
    void set_region(const Rect& region) override;
    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    void settle(const WakeEvent& wake, Duration limit) override;
    void take_changes(BandSet& bands) override;
    MutablePixelView grab(const BandSet& bands) override;
    void watch_cursor(bool wanted) override;
    Cursor cursor() override;
    void opened() override { opening_.reset(); }
    void abandon() override;
    std::vector<std::string> take_notices() override;

private:
    PixelOrder usable_order_of(const xcb_screen_t& screen) const;
    void require_picture();
    void watch_damage();
    void watch_size();
    std::unique_ptr<SharedSegment> try_to_share(std::size_t size);
    void require_shared(const SharedSegment& segment);
    bool has_news() const;
    void read_events();
    void note_stray_error(const xcb_generic_error_t& error);
    void collect_damage();
    void take_all_as_damaged();
    bool grab_shared(const std::vector<RowRun>& runs);
    void grab_copied(const std::vector<RowRun>& runs);
    [[noreturn]] void fail_grab(const xcb_generic_error_t* error);
    void require_connection();
    std::uint8_t* kept_picture();

    std::string name_;
    XcbConnection connection_;
    std::optional<Watchdog> opening_;
    xcb_window_t root_ = 0;
    PixelOrder order_;
    Size full_size_;
    Rect region_;
    std::optional<X11Damage> damage_;  // none: poll
    bool damage_reported_ = false;
    bool resized_ = false;             // reported, not yet taken
    std::optional<X11Cursor> cursor_;  // while it is watched
    bool cursor_reported_ = false;
    std::vector<xcb_rectangle_t> damaged_;  // collected, not yet taken
    bool may_share_ = true;
    std::unique_ptr<SharedSegment> shared_;  // either this, even if the server can't write to it
    std::vector<std::uint8_t> copied_;       // or this holds the kept picture
    std::vector<std::string> notices_;
};

}  // namespace pixelflux
