// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "damage.h"
#include "geometry.h"
#include "lent_pixels.h"
#include "pushed_pixels.h"
#include "wake_event.h"

namespace pixelflux {

// Where a program pushes its frames, and captures find the newest one: a picture in memory, and for
// each reader what may have changed in it since it looked. Nobody waits for a reader. Any thread.
class FrameInput {
public:
    FrameInput() = default;
    FrameInput(const FrameInput&) = delete;
    FrameInput& operator=(const FrameInput&) = delete;

    // A frame as it was pushed. Nothing writes to it while somebody holds it.
    struct Frame {
        explicit Frame(Size its_size) : size(its_size), memory(picture_bytes(its_size)) {}

        PixelView view() const {
            return {memory.data(), size.width, size.height, row_bytes(size.width)};
        }

        Size size;
        PrivateMemory memory;
    };

    // Makes this picture the newest frame. `changed`: what differs from the frame before, if that
    // has the same size; none: any of it may. A rectangle has to lie within the picture, else this
    // throws Error(kArgument) and nothing changes. Whatever reads meanwhile, this takes no longer
    // than to copy the picture once, and no longer than the rectangles where nobody reads.
    //
    // A frame that another thread pushes at the same time comes before or after this one.
    void push(Size size, const std::optional<std::vector<Rect>>& changed, const PushedRows& rows);

    // The place of one reader, who learns of what is pushed from now on, and first of the frame
    // that is there. Its owner's thread calls.
    class Reader {
    public:
        explicit Reader(std::shared_ptr<FrameInput> input);
        ~Reader();
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;

        // Whether something was pushed since the last `take`.
        bool has_news() const;

        // Sleeps until that is so, `wake` is signalled or `deadline` passed.
        WakeEvent::Reason wait(const WakeEvent& wake, TimePoint deadline) const;

        // Holds the newest frame from now on, and adds to `changed` the parts in which it may
        // differ from the frame held before; all of it, if that had another size. Null before the
        // first frame.
        const Frame* take(std::vector<Rect>& changed);

        // The frame that is held; null if none is.
        const Frame* held() const { return held_.get(); }

        // Holds none any more.
        void let_go() noexcept;

    private:
        friend FrameInput;
        const std::shared_ptr<FrameInput> input_;
        WakeEvent event_;
        std::shared_ptr<const Frame> held_;  // let go with the lock: see push
        // The rest is guarded by the input.
        bool news_ = false;
        Damage changed_;
    };

private:
    void tell(Reader& reader, const std::optional<std::vector<Rect>>& changed) const;
    std::shared_ptr<Frame> room_for(Size size);

    std::mutex pushing_;  // held by the one who pushes; guards spare_
    std::vector<std::shared_ptr<Frame>> spare_;
    mutable std::mutex mutex_;  // guards the rest; never held for longer than copying rectangles
    std::shared_ptr<Frame> newest_;
    std::vector<Reader*> readers_;
};

}  // namespace pixelflux
