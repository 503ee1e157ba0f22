// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "error.h"
#include "frame_source.h"
#include "held_time.h"
#include "pictures.h"

namespace pixelflux {

// A source that shows what a test draws, and reports it when the test says so. It lends a buffer
// that the other side, as a compositor would, writes to again as soon as any call begins. Test and
// session share one thread, and the time is held unless another one is given.
class ScriptedSource : public FrameSource {
public:
    explicit ScriptedSource(Size size,
                            std::shared_ptr<SessionTime> time = std::make_shared<HeldTime>())
        : picture_(size.width, size.height), size_(size), time_(std::move(time)) {}

    // The time that a session on this source has to use, too.
    std::shared_ptr<SessionTime> time() const { return time_; }

    // Draws, and tells of it.
    void fill(const Rect& rect, std::uint8_t blue, std::uint8_t green, std::uint8_t red);
    // Reports a change that is none.
    void touch(int y, int height);
    void noise(std::uint32_t seed);
    // Shows this picture of the same size, and tells that these parts of it may differ.
    void show(const Picture& picture, const std::vector<Rect>& changed);
    // Tells with the next grab that these parts have moved, if somebody watches that.
    void tell_moves(std::vector<MovedArea> moves) { moves_ = std::move(moves); }
    void move_cursor(const Cursor& cursor);
    void resize(Size size);
    void say(const std::string& notice) { notices_.push_back(notice); }
    // Whether nothing was told that the session has not taken yet.
    bool is_taken() const { return drawn_.empty() && !resized_; }
    // The next grab fails once.
    void fail_next_grab(Error error) { failure_ = std::move(error); }
    // From now on lends pixels in this order.
    void lend_in(const PixelOrder& order) { order_ = order; }
    // The next wait or set_region runs out of memory, once; what was to be told is lost then.
    void exhaust_next_wait() { wait_fails_ = true; }
    void exhaust_next_region() { region_fails_ = true; }

    const Picture& picture() const { return picture_; }
    // Whether it may not be called for a while.
    bool rests() const { return rests_; }
    int waits = 0;
    int grabs = 0;
    std::int64_t grabbed_pixels = 0;

    Size full_size() const override { return size_; }
    void set_region(const Rect& region) override;
    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    void settle(const WakeEvent&, Duration) override { overwrite(); }
    void take_changes(Damage& damage) override;
    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;
    void watch_cursor(bool wanted) override;
    Cursor cursor() override;
    std::vector<std::string> take_notices() override;
    void rest() noexcept override { rests_ = true; }
    void watch_moves(bool wanted) override { moves_watched_ = wanted; }
    std::vector<MovedArea> take_moves() override;

private:
    void overwrite();

    Picture picture_;
    Picture lent_{1, 1};
    PixelOrder order_;
    Size size_;
    std::shared_ptr<SessionTime> time_;
    Rect region_;
    std::vector<Rect> drawn_;
    Cursor cursor_;
    std::vector<MovedArea> moves_;
    bool moves_watched_ = false;
    bool rests_ = true;
    bool cursor_watched_ = false;
    bool cursor_moved_ = false;
    bool resized_ = false;
    std::optional<Error> failure_;
    bool wait_fails_ = false;
    bool region_fails_ = false;
    std::vector<std::string> notices_;
};

}  // namespace pixelflux
