// SPDX-License-Identifier: MPL-2.0
#include "frame_input.h"

#include <algorithm>
#include <string>
#include <utility>

#include "error.h"
#include "rect.h"

namespace pixelflux {
namespace {

void require_within(const std::vector<Rect>& changed, Size size) {
    for (const Rect& rect : changed) {
        if (rect.x >= 0 && rect.y >= 0 && rect.width >= 1 && rect.height >= 1 &&
            rect.width <= size.width - rect.x && rect.height <= size.height - rect.y)
            continue;
        throw Error(ErrorCode::kArgument,
                    "changed: " + std::to_string(rect.width) + "x" + std::to_string(rect.height) +
                        " at " + std::to_string(rect.x) + "," + std::to_string(rect.y) +
                        " does not lie within the picture of " + std::to_string(size.width) + "x" +
                        std::to_string(size.height));
    }
}

void copy(const Rect& area, const PushedRows& rows, const FrameInput::Frame& frame) {
    for (int y = area.y; y < bottom_of(area); ++y) {
        rows.read(area.x, y, area.width,
                  frame.memory.data() + static_cast<std::size_t>(y) * row_bytes(frame.size.width) +
                      row_bytes(area.x));
    }
}

}  // namespace

// Readers begin and end to hold a frame with the lock, so what nobody holds while it is locked can
// be written to until it is unlocked.
void FrameInput::push(Size size, const std::optional<std::vector<Rect>>& changed,
                      const PushedRows& rows) {
    if (changed) require_within(*changed, size);
    const std::lock_guard<std::mutex> pushing(pushing_);
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        const bool same_size = newest_ != nullptr && newest_->size == size;
        if (changed && same_size && newest_.use_count() == 1) {
            for (Reader* reader : readers_) tell(*reader, changed);
            for (const Rect& area : *changed) copy(area, rows, *newest_);
            return;
        }
    }
    std::shared_ptr<Frame> frame = room_for(size);
    copy({0, 0, size.width, size.height}, rows, *frame);
    const std::lock_guard<std::mutex> lock(mutex_);
    const bool same_size = newest_ != nullptr && newest_->size == size;
    std::swap(newest_, frame);
    for (Reader* reader : readers_) tell(*reader, same_size ? changed : std::nullopt);
    if (same_size) spare_.push_back(std::move(frame));
}

// There are no more of them than readers that hold one, and one.
std::shared_ptr<FrameInput::Frame> FrameInput::room_for(Size size) {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::shared_ptr<Frame> room;
    std::vector<std::shared_ptr<Frame>> held;
    for (std::shared_ptr<Frame>& frame : spare_) {
        if (frame->size != size) continue;
        if (frame.use_count() > 1)
            held.push_back(std::move(frame));
        else if (room == nullptr)
            room = std::move(frame);
    }
    spare_ = std::move(held);
    return room != nullptr ? room : std::make_shared<Frame>(size);
}

// With the lock.
void FrameInput::tell(Reader& reader, const std::optional<std::vector<Rect>>& changed) const {
    if (reader.changed_.picture() != newest_->size) reader.changed_ = Damage(newest_->size);
    if (changed) {
        for (const Rect& rect : *changed) reader.changed_.add(rect);
    } else {
        reader.changed_.add_all();
    }
    if (reader.news_ || !reader.changed_.any()) return;
    reader.news_ = true;
    reader.event_.signal();
}

FrameInput::Reader::Reader(std::shared_ptr<FrameInput> input) : input_(std::move(input)) {
    const std::lock_guard<std::mutex> lock(input_->mutex_);
    if (input_->newest_ != nullptr) input_->tell(*this, std::nullopt);
    input_->readers_.push_back(this);  // last: what fails before leaves no reader behind
}

FrameInput::Reader::~Reader() {
    const std::lock_guard<std::mutex> lock(input_->mutex_);
    held_.reset();
    std::vector<Reader*>& all = input_->readers_;
    all.erase(std::find(all.begin(), all.end(), this));
}

bool FrameInput::Reader::has_news() const {
    const std::lock_guard<std::mutex> lock(input_->mutex_);
    return news_;
}

WakeEvent::Reason FrameInput::Reader::wait(const WakeEvent& wake, TimePoint deadline) const {
    return wake.wait(deadline, event_.descriptor());
}

const FrameInput::Frame* FrameInput::Reader::take(std::vector<Rect>& changed) {
    const std::lock_guard<std::mutex> lock(input_->mutex_);
    held_ = input_->newest_;
    if (news_) event_.reset();
    news_ = false;
    changed.insert(changed.end(), changed_.areas().begin(), changed_.areas().end());
    changed_.clear();
    return held_.get();
}

void FrameInput::Reader::let_go() noexcept {
    const std::lock_guard<std::mutex> lock(input_->mutex_);
    held_.reset();
}

}  // namespace pixelflux
