// SPDX-License-Identifier: MPL-2.0
#include "portal_talk.h"

#include <algorithm>
#include <utility>

#include "error.h"

namespace pixelflux {
namespace {

constexpr char kPortal[] = "org.freedesktop.portal.Desktop";
constexpr char kPath[] = "/org/freedesktop/portal/desktop";
constexpr char kScreenCast[] = "org.freedesktop.portal.ScreenCast";
constexpr char kResponse[] = "org.freedesktop.portal.Request.Response";
constexpr char kClosed[] = "org.freedesktop.portal.Session.Closed";
constexpr char kOwnerChanged[] = "org.freedesktop.DBus.NameOwnerChanged";

// The numbers of the portal.
enum SourceType : std::uint32_t { kMonitor = 1, kWindow = 2, kVirtual = 4 };
enum CursorMode : std::uint32_t { kHidden = 1, kEmbedded = 2, kMetadata = 4 };
constexpr std::uint32_t kUntilRevoked = 2;
constexpr std::uint32_t kVersionOfTokens = 4;
constexpr std::uint32_t kVersionOfCursorModes = 2;

std::string what_of(const BusValue* type) {
    switch (type == nullptr ? 0 : type->number) {
        case kMonitor:
            return "a monitor";
        case kWindow:
            return "a window";
        case kVirtual:
            return "a virtual monitor";
        default:
            return "a screen";
    }
}

std::uint32_t number_of(const BusValue* value) {
    return value == nullptr ? 0 : static_cast<std::uint32_t>(value->number);
}

}  // namespace

PortalTalk::PortalTalk(const std::string& name, ScreenCastWish wish) : wish_(std::move(wish)) {
    std::string ours = name.substr(name.find(':') == 0 ? 1 : 0);
    std::replace(ours.begin(), ours.end(), '.', '_');
    requests_ = std::string(kPath) + "/request/" + ours;
    watch("type='signal',sender='" + std::string(kPortal) + "',path_namespace='" + requests_ + "'");
    watch("type='signal',sender='" + std::string(kPortal) + "',path_namespace='" + kPath +
          "/session/" + ours + "'");
    watch(
        "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',"
        "arg0='" +
        std::string(kPortal) + "'");
    call(kPortal, kPath, "org.freedesktop.DBus.Properties", "GetAll", {bus_text(kScreenCast)});
}

ScreenCastTalk::Waiting PortalTalk::waiting() const {
    switch (at_) {
        case Step::kLook:
            return {"to say what it can", kPatience};
        case Step::kCreate:
            return {"to answer CreateSession", kPatience};
        case Step::kSelect:
            return {"to answer SelectSources", kPatience};
        case Step::kStart:
            return {"to answer Start", kDialogPatience, true};
        case Step::kRemote:
            return {"to answer OpenPipeWireRemote", kPatience};
        case Step::kGranted:
            break;
    }
    return {"", Duration::max()};
}

void PortalTalk::take(BusMessage message) {
    if (message.kind == BusMessage::Kind::kSignal) {
        take_signal(message);
        return;
    }
    if (!answers_last_call(message) || at_ == Step::kGranted) return;
    if (message.kind == BusMessage::Kind::kError) {
        if (at_ == Step::kLook && says_nobody(message.member))
            throw Nobody("no portal (" + text_of_error(message) + ")");
        throw Error(ErrorCode::kCapture,
                    "the portal does not let the screen be captured: " + text_of_error(message));
    }
    portal_ = message.sender;
    if (at_ == Step::kRemote)
        take_remote(message);
    else
        take_answer(message);
}

void PortalTalk::take_answer(const BusMessage& answer) {
    if (at_ == Step::kLook) {
        take_properties(answer);
        return;
    }
    // Old portals choose another path than the one that the token says.
    request_ = only_argument(answer, "o", "a request to the portal").text;
}

void PortalTalk::take_properties(const BusMessage& answer) {
    const BusValue& properties = only_argument(answer, "a{sv}", "GetAll of the portal");
    version_ = number_of(find_option(properties, "version", 'u'));
    cursor_modes_ = number_of(find_option(properties, "AvailableCursorModes", 'u'));
    source_types_ = number_of(find_option(properties, "AvailableSourceTypes", 'u'));
    if (version_ == 0) throw Nobody("no portal that shows screens (ScreenCast has no version)");
    if ((source_types_ & (kMonitor | kWindow)) == 0)
        throw Nobody("no portal that shows monitors or windows");
    create();
}

void PortalTalk::take_signal(const BusMessage& signal) {
    if (signal.member == kOwnerChanged && signal.sender == "org.freedesktop.DBus") {
        const bool ended = signature_of(signal.arguments) == "sss" &&
                           signal.arguments[0].text == kPortal && !portal_.empty() &&
                           signal.arguments[1].text == portal_;
        if (ended)
            throw Error(ErrorCode::kDisplay, "the portal has ended, and with it what it showed");
    } else if (portal_.empty() || signal.sender != portal_) {
        return;
    } else if (signal.member == kClosed && signal.path == session_ && !session_.empty()) {
        if (at_ != Step::kGranted) {
            throw Error(ErrorCode::kDisplay,
                        "the portal has closed the session before it showed anything");
        }
        // A user who stops sharing does this: to ask again, or to show the screen again with a
        // token, would be against his will.
        throw Error(ErrorCode::kConsent,
                    "the source is gone: the desktop, or its user, has stopped sharing the screen; "
                    "open the capture again when it may be shared again");
    } else if (signal.member == kResponse && signal.path == request_) {
        take_response(signal);
    }
}

void PortalTalk::take_response(const BusMessage& response) {
    if (signature_of(response.arguments) != "ua{sv}")
        only_argument(response, "ua{sv}", "a request to the portal");
    const std::uint64_t code = response.arguments[0].number;
    const BusValue results = response.arguments[1];
    request_.clear();
    if (code != 0 && at_ == Step::kStart) {
        throw Error(ErrorCode::kConsent,
                    code == 1 ? "the user has declined to share the screen in the dialog of the "
                                "portal: open the capture again to be asked again"
                              : "the desktop has ended the dialog that asks whether the screen may "
                                "be shared (response " +
                                    std::to_string(code) +
                                    "): is there a screen to share, and may this program do so "
                                    "(settings of the desktop)?");
    }
    if (code != 0) {
        throw Error(ErrorCode::kCapture,
                    "the portal refuses " +
                        std::string(at_ == Step::kCreate ? "CreateSession" : "SelectSources") +
                        " (response " + std::to_string(code) + ")");
    }
    switch (at_) {
        case Step::kCreate: {
            const BusValue* session = find_option(results, "session_handle", 's');
            if (session == nullptr) session = find_option(results, "session_handle", 'o');
            if (session == nullptr) throw Error(ErrorCode::kCapture, "the portal names no session");
            session_ = session->text;
            select();
            break;
        }
        case Step::kSelect:
            start();
            break;
        case Step::kStart:
            take_streams(results);
            break;
        default:
            break;
    }
}

void PortalTalk::request(Step step, const std::string& member, std::vector<BusValue> arguments,
                         std::vector<std::pair<std::string, BusValue>> options) {
    at_ = step;
    const std::string token = "pixelflux" + std::to_string(this->step());
    request_ = requests_ + "/" + token;
    options.emplace_back("handle_token", bus_text(token));
    arguments.push_back(bus_options(std::move(options)));
    call(kPortal, kPath, kScreenCast, member, std::move(arguments));
}

void PortalTalk::create() {
    request(Step::kCreate, "CreateSession", {}, {{"session_handle_token", bus_text("pixelflux")}});
}

void PortalTalk::select() {
    std::vector<std::pair<std::string, BusValue>> options = {
        {"types", bus_number(source_types_ & (kMonitor | kWindow))},
        {"multiple", bus_flag(false)},
    };
    if (version_ >= kVersionOfCursorModes) {
        const std::uint32_t wanted = (cursor_modes_ & kMetadata) != 0 ? kMetadata
                                     : wish_.paint_cursor             ? kEmbedded
                                                                      : kHidden;
        if ((cursor_modes_ & wanted) != 0) options.emplace_back("cursor_mode", bus_number(wanted));
        stream_.tells_cursor = wanted == kMetadata;
    }
    if (version_ >= kVersionOfTokens && wish_.remember) {
        options.emplace_back("persist_mode", bus_number(kUntilRevoked));
        if (!wish_.restore_token.empty())
            options.emplace_back("restore_token", bus_text(wish_.restore_token));
    }
    request(Step::kSelect, "SelectSources", {bus_path(session_)}, std::move(options));
}

void PortalTalk::start() { request(Step::kStart, "Start", {bus_path(session_), bus_text("")}, {}); }

void PortalTalk::take_streams(const BusValue& results) {
    stream_.asked_user = true;
    const BusValue* const streams = find_option(results, "streams", 'a');
    if (streams == nullptr || streams->text != "(ua{sv})" || streams->items.empty()) {
        throw Error(
            ErrorCode::kCapture,
            "the portal grants no stream: it tells " +
                (streams == nullptr ? "none"
                                    : "values of the type 'a" + streams->text + "', " +
                                          std::to_string(streams->items.size()) + " of them"));
    }
    const BusValue& stream = streams->items[0];
    stream_.node = static_cast<std::uint32_t>(stream.items[0].number);
    stream_.what = what_of(find_option(stream.items[1], "source_type", 'u'));
    if (const BusValue* const token = find_option(results, "restore_token", 's'))
        stream_.restore_token = token->text;
    at_ = Step::kRemote;
    call(kPortal, kPath, kScreenCast, "OpenPipeWireRemote", {bus_path(session_), bus_options({})});
}

void PortalTalk::take_remote(BusMessage& answer) {
    const std::uint64_t file =
        only_argument(answer, "h", "OpenPipeWireRemote of the portal").number;
    if (file >= answer.files.size() || !answer.files[file])
        throw Error(ErrorCode::kCapture, "the portal gives no descriptor of its PipeWire");
    stream_.remote = std::move(answer.files[file]);
    at_ = Step::kGranted;
    grant();
}

}  // namespace pixelflux
