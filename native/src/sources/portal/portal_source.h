// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "desktop_link.h"
#include "frame_source.h"
#include "streamed_picture.h"

namespace pixelflux {

// A screen that the user of a desktop shares, as a stream of PipeWire. It is asked for while the
// source is waited for, so that nobody who opens or closes it waits for a dialog; until its first
// frame the source has no size.
class PortalSource final : public FrameSource {
public:
    // What a stream that flows has for its first frame, for a caller that wants one at once.
    static constexpr Duration kFirstFrame = std::chrono::seconds(10);

    // As DesktopLink. Waits for nobody.
    PortalSource(OpenDesktop open, const std::string& bus, bool paint_cursor,
                 const std::string& token_file);

    Size full_size() const override { return picture_.size(); }
    bool has_picture() const override { return picture_.there(); }
    void wait_for_size() override { wait_for_picture(); }
    void set_region(const Rect& region) override { region_ = region; }
    // Throws as DesktopLink::exchange, and Error(kCapture) when a frame cannot be read. What fails
    // before the first frame although the user has granted it is Error(kConsent), if another
    // attempt would ask him again.
    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    void settle(const WakeEvent&, Duration) override {}  // a compositor's frames are whole
    void take_changes(Damage& damage) override;
    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;
    void watch_cursor(bool wanted) override;
    void paint_cursor(bool wanted) override { paint_cursor_ = wanted; }
    Cursor cursor() override;
    void abandon() override { abandoned_.signal(); }
    SourceDescription describe() const override;
    std::vector<std::string> take_notices() override;

private:
    void exchange();
    void take_frame();
    void wait_for_picture();
    Cursor cursor_now();
    bool has_news();

    WakeEvent abandoned_;
    DesktopLink link_;
    StreamedPicture picture_;
    std::string kind_;           // of the buffers
    bool tells_damage_ = false;  // the stream can
    Rect region_;
    const bool opened_painting_;  // whether the cursor was wanted when the stream was asked for
    bool paint_cursor_;
    bool cursor_watched_ = false;
    bool cursor_said_ = false;                    // that it is not told apart
    std::shared_ptr<const CursorBitmap> bitmap_;  // that shape_ was made of
    std::shared_ptr<const CursorShape> shape_;
    Cursor cursor_;  // as it was taken last
};

}  // namespace pixelflux
