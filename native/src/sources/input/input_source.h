// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "frame_input.h"
#include "frame_source.h"

namespace pixelflux {

// The frames that a program pushes to an input. It has no size before the first one. Between a call
// that looks for changes and `rest` it holds the frame that it found, so what is grabbed is of one
// frame, whatever is pushed meanwhile.
class InputSource final : public FrameSource {
public:
    // The input of that name, which need not have a frame yet.
    explicit InputSource(const std::string& name);

    Size full_size() const override { return full_size_; }
    void set_region(const Rect& region) override { region_ = region; }
    Change wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    // A frame is pushed when it is done.
    void settle(const WakeEvent&, Duration) override {}
    void take_changes(Damage& damage) override;
    std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                 PictureMemory& room) override;
    void rest() noexcept override { reader_.let_go(); }
    SourceDescription describe() const override {
        return {"input " + name_, "memory of this process", "told by who pushes, or compared"};
    }

private:
    void look();

    std::string name_;
    FrameInput::Reader reader_;
    Size full_size_;
    std::vector<Rect> changed_;  // found, not yet taken
    Rect region_;
};

}  // namespace pixelflux
