// SPDX-License-Identifier: MPL-2.0
#include "screen_cast_talk.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "error.h"

namespace pixelflux {
namespace {

constexpr char kBus[] = "org.freedesktop.DBus";

constexpr std::array<std::string_view, 9> kNobody = {
    "org.freedesktop.DBus.Error.ServiceUnknown",   "org.freedesktop.DBus.Error.NameHasNoOwner",
    "org.freedesktop.DBus.Error.UnknownInterface", "org.freedesktop.DBus.Error.UnknownMethod",
    "org.freedesktop.DBus.Error.UnknownObject",    "org.freedesktop.DBus.Error.InvalidArgs",
    "org.freedesktop.DBus.Error.NotSupported",     "org.freedesktop.DBus.Error.NoReply",
    "org.freedesktop.DBus.Error.UnknownProperty",
};
constexpr std::string_view kSpawn = "org.freedesktop.DBus.Error.Spawn.";

}  // namespace

std::vector<BusCall> ScreenCastTalk::take_calls() { return std::exchange(calls_, {}); }

void ScreenCastTalk::watch(const std::string& rule) {
    calls_.push_back({0, kBus, "/org/freedesktop/DBus", kBus, "AddMatch", {bus_text(rule)}});
}

void ScreenCastTalk::call(const std::string& destination, const std::string& path,
                          const std::string& interface, const std::string& member,
                          std::vector<BusValue> arguments) {
    calls_.push_back({++last_id_, destination, path, interface, member, std::move(arguments)});
    next_step();
}

bool ScreenCastTalk::answers_last_call(const BusMessage& message) const {
    return message.kind != BusMessage::Kind::kSignal && message.id == last_id_;
}

bool says_nobody(const std::string& error) {
    return std::find(kNobody.begin(), kNobody.end(), error) != kNobody.end() ||
           error.compare(0, kSpawn.size(), kSpawn) == 0;
}

std::string text_of_error(const BusMessage& error) {
    std::string text = error.member;
    if (!error.arguments.empty() && error.arguments[0].type == 's')
        text += ": " + error.arguments[0].text;
    return text;
}

const BusValue& only_argument(const BusMessage& message, const std::string& types,
                              const std::string& asked) {
    const std::string told = signature_of(message.arguments);
    if (told == types) return message.arguments[0];
    throw Error(ErrorCode::kCapture, asked + " was answered with values of the types '" + told +
                                         "' instead of '" + types +
                                         "': what answers is another version or broken");
}

}  // namespace pixelflux
