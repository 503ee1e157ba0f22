// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "copied_picture.h"
#include "frame_source.h"
#include "wayland_link.h"

namespace pixelflux {

// An output of a Wayland compositor, upright, by copies that the compositor makes when something
// changed (CopiedPicture). A copy shows the first change after it was asked for, so it is asked for
// as late as the next frame allows.
class WaylandSource : public FrameSource {
public:
    // A compositor that works answers within milliseconds.
    static constexpr Duration kOpeningPatience = std::chrono::seconds(30);

    // `display` as wayland_name takes it; `monitor`: the name of an output, empty: the first one.
    // Until `opened` the compositor has `patience` for all its answers together. Throws
    // Error(kDisplay, kCapture or kArgument).
    WaylandSource(OpenCompositor open, const std::string& display, const std::string& monitor,
                  Duration patience = kOpeningPatience);

    Size full_size() const override { return picture_.size(); }
    bool has_picture() const override { return picture_.there(); }
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
    void ask(bool at_once);
    void exchange();
    bool step();
    void fill();
    void take_copy();
    void take_failure();
    void wait_for_picture();
    void refresh(const WakeEvent& wake, TimePoint deadline);
    bool asked() const;
    bool has_news() const;

    WaylandLink link_;
    std::vector<std::string> notices_;
    CopiedPicture picture_;
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
};

}  // namespace pixelflux
