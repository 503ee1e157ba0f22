// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "screen_cast_talk.h"

namespace pixelflux {

// The conversation with org.freedesktop.portal.ScreenCast, which GNOME, KDE and others offer: the
// user picks in a dialog what is shown, unless a token says that he did so before.
class PortalTalk final : public ScreenCastTalk {
public:
    // What a user has to answer the dialog. It goes when the capture is closed, too.
    static constexpr Duration kDialogPatience = std::chrono::minutes(2);
    // What the portal has for all else. The bus may have to start it.
    static constexpr Duration kPatience = std::chrono::seconds(30);

    // `name`: the one that the bus has given us, such as :1.7.
    PortalTalk(const std::string& name, ScreenCastWish wish);

    void take(BusMessage message) override;
    Waiting waiting() const override;

private:
    enum class Step { kLook, kCreate, kSelect, kStart, kRemote, kGranted };

    void take_answer(const BusMessage& answer);
    void take_signal(const BusMessage& signal);
    void take_response(const BusMessage& response);
    void take_properties(const BusMessage& answer);
    void take_streams(const BusValue& results);
    void take_remote(BusMessage& answer);
    void request(Step step, const std::string& member, std::vector<BusValue> arguments,
                 std::vector<std::pair<std::string, BusValue>> options);
    void create();
    void select();
    void start();

    ScreenCastWish wish_;
    std::string requests_;  // the paths of our requests begin with it
    Step at_ = Step::kLook;
    std::string portal_;   // its connection; nobody else is believed
    std::string request_;  // the path whose response is waited for
    std::string session_;
    std::uint32_t version_ = 0;
    std::uint32_t cursor_modes_ = 0;
    std::uint32_t source_types_ = 0;
};

}  // namespace pixelflux
