// SPDX-License-Identifier: MPL-2.0
#include "mutter_talk.h"

#include "error.h"

namespace pixelflux {
namespace {

constexpr char kMutter[] = "org.gnome.Mutter.ScreenCast";
constexpr char kPath[] = "/org/gnome/Mutter/ScreenCast";
constexpr char kSession[] = "org.gnome.Mutter.ScreenCast.Session";
constexpr std::uint32_t kCursorAsMetadata = 2;

}  // namespace

MutterTalk::MutterTalk() {
    watch("type='signal',sender='" + std::string(kMutter) + "',path_namespace='" + kPath + "'");
    call(kMutter, kPath, kMutter, "CreateSession", {bus_options({})});
}

void MutterTalk::take(BusMessage message) {
    if (message.kind == BusMessage::Kind::kSignal) {
        take_signal(message);
        return;
    }
    if (!answers_last_call(message) || at_ == Step::kGranted) return;
    if (message.kind == BusMessage::Kind::kError) {
        if (at_ == Step::kCreate && says_nobody(message.member))
            throw Nobody("no mutter (" + text_of_error(message) + ")");
        throw Error(ErrorCode::kCapture,
                    "mutter does not let the screen be captured: " + text_of_error(message));
    }
    mutter_ = message.sender;
    take_answer(message);
}

void MutterTalk::take_answer(const BusMessage& answer) {
    switch (at_) {
        case Step::kCreate:
            session_ = only_argument(answer, "o", "CreateSession of mutter").text;
            at_ = Step::kRecord;
            call(kMutter, session_, kSession, "RecordMonitor",
                 {bus_text(""), bus_options({{"cursor-mode", bus_number(kCursorAsMetadata)}})});
            break;
        case Step::kRecord:
            path_ = only_argument(answer, "o", "RecordMonitor of mutter").text;
            at_ = Step::kStart;
            call(kMutter, session_, kSession, "Start", {});
            break;
        default:
            break;
    }
}

void MutterTalk::take_signal(const BusMessage& signal) {
    if (mutter_.empty() || signal.sender != mutter_) return;
    if (signal.member == std::string(kSession) + ".Closed" && signal.path == session_) {
        throw Error(ErrorCode::kDisplay,
                    "the source is gone: mutter has ended the capture of its screen");
    }
    const bool added = signal.member == std::string(kMutter) + ".Stream.PipeWireStreamAdded";
    if (!added || at_ != Step::kStart || signal.path != path_) return;
    stream_.node = static_cast<std::uint32_t>(
        only_argument(signal, "u", "PipeWireStreamAdded of mutter").number);
    stream_.what = "the primary monitor";
    stream_.tells_cursor = true;
    at_ = Step::kGranted;
    grant();
}

}  // namespace pixelflux
