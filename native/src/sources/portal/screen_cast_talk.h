// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "bus_message.h"
#include "monotonic_time.h"

namespace pixelflux {

// What is asked of a desktop.
struct ScreenCastWish {
    bool paint_cursor = false;  // where the stream cannot tell the cursor apart
    bool remember = false;      // ask for a token with which the next time needs no dialog
    std::string restore_token;  // of the time before; a secret
};

// The stream that a desktop has granted.
struct GrantedStream {
    std::uint32_t node = 0;
    // The PipeWire connection that knows it; none: that of the user, which every program has.
    Socket remote;
    std::string restore_token;  // for the next time; empty: the desktop gives none
    bool tells_cursor = false;
    bool asked_user = false;  // it was granted by who decides: the user, now or once before
    std::string what;         // what is shown, such as "a monitor"; for people
};

// A conversation over D-Bus at whose end a desktop grants a stream of its screen. Neither sends nor
// waits: it says what is to be called, and takes what came. Pure.
class ScreenCastTalk {
public:
    virtual ~ScreenCastTalk() = default;

    // There is nobody to talk with, so that another way may be tried; what() says who is missing.
    struct Nobody : std::runtime_error {
        using std::runtime_error::runtime_error;
    };

    // What is to be called now.
    std::vector<BusCall> take_calls();

    // Takes an answer or a signal. Throws Error(kConsent) if the user declined, Error(kDisplay or
    // kCapture) if it cannot go on, and Nobody. Once the stream is granted: Error(kDisplay) when
    // the desktop ends it.
    virtual void take(BusMessage message) = 0;

    // What it waits for, for people, and how long that may take.
    struct Waiting {
        std::string what;
        Duration patience;
        bool for_user = false;
    };
    virtual Waiting waiting() const = 0;

    // Grows whenever it waits for something else.
    int step() const { return step_; }

    // Whether it was granted by who decides, the user, now or once before.
    bool has_asked_user() const { return stream_.asked_user; }

    bool granted() const { return granted_; }
    // Once.
    GrantedStream take_stream() { return std::move(stream_); }

protected:
    // The bus tells nobody of signals that were not asked for.
    void watch(const std::string& rule);
    // The answer to the last call is the one that is waited for.
    void call(const std::string& destination, const std::string& path, const std::string& interface,
              const std::string& member, std::vector<BusValue> arguments);
    bool answers_last_call(const BusMessage& message) const;
    void next_step() { ++step_; }
    void grant() {
        granted_ = true;
        next_step();
    }

    GrantedStream stream_;

private:
    std::vector<BusCall> calls_;
    std::uint32_t last_id_ = 0;
    int step_ = 0;
    bool granted_ = false;
};

// Whether this error of the bus says that nobody offers what was called.
bool says_nobody(const std::string& error);

// The text of an error, for people.
std::string text_of_error(const BusMessage& error);

// The only argument of this type. Throws Error(kCapture), naming who answered what, if there is
// another one, or none.
const BusValue& only_argument(const BusMessage& message, const std::string& types,
                              const std::string& asked);

}  // namespace pixelflux
