// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "desktop_session.h"
#include "monotonic_time.h"
#include "screen_cast_talk.h"

namespace pixelflux {

// The way from a program that wants a screen to the stream that shows it: the message bus, the
// portal, or mutter where there is none, and PipeWire. Nothing waits. One thread at a time.
class DesktopLink {
public:
    // What the bus has to answer, and what PipeWire has to link the stream.
    static constexpr Duration kBusPatience = std::chrono::seconds(5);
    static constexpr Duration kStreamPatience = std::chrono::seconds(30);
    // A desktop whose user stops sharing ends the stream and the session, in either order. So long
    // an ended stream waits for the session's end, which is another error.
    static constexpr Duration kStoppedPatience = std::chrono::seconds(1);

    // `bus`: the address of the message bus, beside whose socket that of its session's PipeWire is
    // looked for; empty: both as the environment says. `token_file`: where
    // the token of the time before is, and the next one is written; empty: no token is asked for.
    // Throws Error(kDisplay) without a bus, Error(kLibrary) where PipeWire cannot be used,
    // Error(kResources), and Error(kArgument), naming option and file, when that cannot be read or
    // has no token.
    DesktopLink(OpenDesktop open, const std::string& bus, bool paint_cursor,
                const std::string& token_file);

    DesktopSession& desktop() { return *desktop_; }
    int descriptor() const { return desktop_->descriptor(); }

    // Sends and takes in. Throws Error(kConsent) when the user declined, did not answer in time or
    // has stopped sharing, Error(kDisplay) when something is missing, lost or silent, and
    // Error(kCapture); from then on always the same.
    void exchange();

    // Whether frames may come.
    bool flows() const { return flows_; }

    // When `exchange` will give up, unless something comes.
    TimePoint gives_up_at() const { return gives_up_at_; }

    // Whether the user has granted it and would be asked again the next time.
    bool would_ask_again() const {
        return talk_ != nullptr && talk_->has_asked_user() && !remembered_;
    }

    // What was granted; its descriptor is used up.
    const GrantedStream& stream() const { return stream_; }

    // What could not be done though the stream flows.
    std::vector<std::string> take_notices();

private:
    void advance();
    bool take(BusMessage message);
    void talk_with(std::unique_ptr<ScreenCastTalk> talk);
    void open_stream();
    void look_at_stream();
    void keep_token();
    void wait_anew(Duration patience);
    [[noreturn]] void fail_silent() const;

    std::string bus_;
    const bool bus_is_named_;  // not that of the environment
    std::string token_file_;
    ScreenCastWish wish_;
    std::unique_ptr<DesktopSession> desktop_;
    std::unique_ptr<ScreenCastTalk> talk_;  // null: the bus has not said who we are
    std::string name_;                      // that the bus has given us
    std::string missing_;                   // who was not there
    int step_ = 0;
    bool streams_ = false;  // the stream was asked for
    DesktopSession::Stream::Phase phase_ = DesktopSession::Stream::Phase::kNone;
    bool flows_ = false;
    bool ended_ = false;  // the stream, which waits for the session's end
    TimePoint gives_up_at_;
    GrantedStream stream_;
    bool remembered_ = false;  // what was granted: there is a token for the next time
    std::vector<std::string> notices_;
    std::exception_ptr failure_;
};

}  // namespace pixelflux
