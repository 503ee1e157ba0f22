// SPDX-License-Identifier: MPL-2.0
#include "desktop_link.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cstdlib>
#include <new>
#include <utility>

#include "error.h"
#include "mutter_talk.h"
#include "portal_talk.h"
#include "restore_token.h"

namespace pixelflux {
namespace {

using Phase = DesktopSession::Stream::Phase;

// Other than those of a talk, which count from 1.
constexpr std::uint32_t kHello = 0xffffffff;

constexpr char kAdvice[] =
    "the source portal needs the session of a desktop such as GNOME or KDE: run this program in "
    "it, with its DBUS_SESSION_BUS_ADDRESS and XDG_RUNTIME_DIR";

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string bus_of_environment() {
    std::string address = variable("DBUS_SESSION_BUS_ADDRESS");
    if (!address.empty()) return address;
    const std::string directory = variable("XDG_RUNTIME_DIR");
    if (directory.empty()) {
        throw Error(ErrorCode::kDisplay,
                    "there is no session bus: neither $DBUS_SESSION_BUS_ADDRESS nor "
                    "$XDG_RUNTIME_DIR is set; " +
                        std::string(kAdvice));
    }
    return "unix:path=" + directory + "/bus";
}

// A bus that somebody names is perhaps that of another user, or of a session in another directory,
// and so is its PipeWire. Nothing: there is none that answers.
Socket pipewire_beside(const std::string& bus) {
    constexpr char kPath[] = "unix:path=";
    if (bus.compare(0, sizeof kPath - 1, kPath) != 0) return Socket();
    const std::string path =
        bus.substr(sizeof kPath - 1, bus.find_first_of(",;") - (sizeof kPath - 1));
    const std::string socket = path.substr(0, path.rfind('/') + 1) + "pipewire-0";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket.size() >= sizeof address.sun_path) return Socket();
    socket.copy(address.sun_path, socket.size());
    Socket made(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto* const told = reinterpret_cast<const sockaddr*>(&address);
    if (!made || ::connect(made.get(), told, sizeof address) != 0) return Socket();
    return made;
}

}  // namespace

DesktopLink::DesktopLink(OpenDesktop open, const std::string& bus, bool paint_cursor,
                         const std::string& token_file)
    : bus_(bus.empty() ? bus_of_environment() : bus),
      bus_is_named_(!bus.empty()),
      token_file_(token_file) {
    wish_.paint_cursor = paint_cursor;
    wish_.remember = !token_file.empty();
    if (wish_.remember) wish_.restore_token = read_restore_token(token_file);
    std::string trouble;
    desktop_.reset(open(bus_.c_str(), trouble));
    if (desktop_ == nullptr && trouble.empty()) {
        throw Error(ErrorCode::kResources,
                    "no memory or no descriptor is left for the connections to the desktop; close "
                    "files or raise their limit (ulimit -n)");
    }
    if (desktop_ == nullptr) {
        throw Error(ErrorCode::kLibrary, "the screen of a desktop cannot be captured: " + trouble);
    }
    if (!desktop_->allows(bus_text(wish_.restore_token))) throw wrong_restore_token(token_file);
    wait_anew(kBusPatience);
    desktop_->call({kHello,
                    "org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                    "org.freedesktop.DBus",
                    "Hello",
                    {}});
    exchange();
}

void DesktopLink::wait_anew(Duration patience) {
    gives_up_at_ = patience == Duration::max() ? kNever : Clock::now() + patience;
}

void DesktopLink::exchange() {
    if (failure_ != nullptr) std::rethrow_exception(failure_);
    try {
        advance();
    } catch (...) {
        failure_ = std::current_exception();
        throw;
    }
}

void DesktopLink::advance() {
    bool more = true;
    while (more) {
        desktop_->exchange();
        more = false;
        for (BusMessage& message : desktop_->take_messages()) more |= take(std::move(message));
        if (talk_ == nullptr) continue;
        if (talk_->step() != step_) {
            step_ = talk_->step();
            if (!talk_->granted()) wait_anew(talk_->waiting().patience);
        }
        for (const BusCall& call : talk_->take_calls()) {
            desktop_->call(call);
            more = true;
        }
        if (talk_->granted() && !std::exchange(streams_, true)) {
            open_stream();
            more = true;
        }
    }
    if (desktop_->out_of_memory()) throw std::bad_alloc();
    if (!desktop_->bus_trouble().empty()) {
        throw Error(ErrorCode::kDisplay, "the session bus (" + bus_ + ") cannot be used: " +
                                             desktop_->bus_trouble() + "; " + kAdvice);
    }
    if (streams_) look_at_stream();
    if (Clock::now() >= gives_up_at_) fail_silent();
}

// Whether there may be something to send.
bool DesktopLink::take(BusMessage message) {
    if (message.kind != BusMessage::Kind::kSignal && message.id == kHello) {
        if (message.kind == BusMessage::Kind::kError) {
            throw Error(ErrorCode::kDisplay,
                        "the session bus does not let us in: " + text_of_error(message));
        }
        name_ = only_argument(message, "s", "Hello of the session bus").text;
        talk_with(std::make_unique<PortalTalk>(name_, wish_));
        return true;
    }
    if (talk_ == nullptr) return false;
    try {
        talk_->take(std::move(message));
    } catch (const ScreenCastTalk::Nobody& nobody) {
        if (!missing_.empty()) {
            throw Error(ErrorCode::kDisplay,
                        "nobody on the session bus shows a screen: " + missing_ + ", " +
                            nobody.what() +
                            "; start a desktop with a portal (Debian: xdg-desktop-portal-gnome, "
                            "-kde or -wlr), or capture an X11 display or, with sway and its like, "
                            "by the source wayland");
        }
        missing_ = nobody.what();
        talk_with(std::make_unique<MutterTalk>());
    }
    return true;
}

void DesktopLink::talk_with(std::unique_ptr<ScreenCastTalk> talk) {
    talk_ = std::move(talk);
    step_ = 0;
}

void DesktopLink::open_stream() {
    stream_ = talk_->take_stream();
    keep_token();
    wait_anew(kStreamPatience);
    if (!stream_.remote && bus_is_named_) stream_.remote = pipewire_beside(bus_);
    desktop_->open_stream(stream_.remote.release(), stream_.node);
}

// The user has granted it: a file is no reason to show nothing.
void DesktopLink::keep_token() {
    const std::string token = std::exchange(stream_.restore_token, "");
    wish_.restore_token.clear();
    if (token_file_.empty()) return;
    if (token.empty()) {
        notices_.push_back(
            "restoreTokenFile: the desktop gives no token, so its user is asked again the next "
            "time");
        return;
    }
    try {
        write_restore_token(token_file_, token);
        remembered_ = true;
    } catch (const Error& refused) {
        notices_.push_back(std::string(refused.what()) +
                           "; the user will be asked again the next time");
    }
}

void DesktopLink::look_at_stream() {
    const DesktopSession::Stream& stream = desktop_->stream();
    if (stream.phase == Phase::kEnded) {
        const bool may_be_stopped = flows_ && stream_.asked_user && !stream.refused;
        if (may_be_stopped && !std::exchange(ended_, true)) wait_anew(kStoppedPatience);
        if (may_be_stopped && Clock::now() < gives_up_at_) return;
        throw Error(stream.refused ? ErrorCode::kCapture : ErrorCode::kDisplay,
                    (flows_ ? "the source is gone: " : "the screen's stream cannot be read: ") +
                        stream.trouble);
    }
    if (stream.phase == phase_) return;
    phase_ = stream.phase;
    if (phase_ != Phase::kFlowing) return;
    flows_ = true;
    gives_up_at_ = kNever;
}

void DesktopLink::fail_silent() const {
    if (talk_ == nullptr) {
        throw Error(ErrorCode::kDisplay,
                    "the session bus (" + bus_ + ") accepts the connection but does not answer");
    }
    if (streams_) {
        throw Error(ErrorCode::kDisplay,
                    phase_ == Phase::kFound
                        ? "PipeWire has the stream of the screen but does not link it in time; is "
                          "its session manager (Debian: wireplumber) running?"
                        : "PipeWire does not answer in time");
    }
    const ScreenCastTalk::Waiting waiting = talk_->waiting();
    if (waiting.for_user) {
        throw Error(
            ErrorCode::kConsent,
            "nobody has answered the dialog that asks whether the screen may be shared, in " +
                std::to_string(
                    std::chrono::duration_cast<std::chrono::seconds>(waiting.patience).count()) +
                " s: open the capture again when somebody is there");
    }
    throw Error(
        ErrorCode::kDisplay,
        std::string(missing_.empty() ? "the portal" : "mutter") +
            " does not answer in time: it had " +
            std::to_string(
                std::chrono::duration_cast<std::chrono::seconds>(waiting.patience).count()) +
            " s " + waiting.what);
}

std::vector<std::string> DesktopLink::take_notices() { return std::exchange(notices_, {}); }

}  // namespace pixelflux
