// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "screen_cast_talk.h"

namespace pixelflux {

// The conversation with org.gnome.Mutter.ScreenCast, which a mutter without a portal offers, such
// as a headless one. It asks nobody, and shows the primary monitor.
class MutterTalk final : public ScreenCastTalk {
public:
    static constexpr Duration kPatience = std::chrono::seconds(30);

    MutterTalk();

    void take(BusMessage message) override;
    Waiting waiting() const override { return {"to answer", kPatience}; }

private:
    enum class Step { kCreate, kRecord, kStart, kGranted };

    void take_answer(const BusMessage& answer);
    void take_signal(const BusMessage& signal);

    Step at_ = Step::kCreate;
    std::string mutter_;  // its connection; nobody else is believed
    std::string session_;
    std::string path_;  // of the stream
};

}  // namespace pixelflux
