// SPDX-License-Identifier: MPL-2.0
// The conversations with portal and mutter, without a bus.
#include "portal_talk.h"

#include <fcntl.h>

#include <gtest/gtest.h>

#include "message_of.h"
#include "mutter_talk.h"

namespace pixelflux {
namespace {

using Kind = BusMessage::Kind;

constexpr char kPortalName[] = ":1.5";
constexpr char kSession[] = "/org/freedesktop/portal/desktop/session/1_77/pixelflux";

BusMessage message(Kind kind, std::vector<BusValue> arguments) {
    BusMessage made;
    made.kind = kind;
    made.sender = kPortalName;
    made.arguments = std::move(arguments);
    return made;
}

// What the talk calls now, which is one thing at most; rules for signals are none.
BusCall only_call(ScreenCastTalk& talk) {
    BusCall found;
    for (BusCall& call : talk.take_calls()) {
        if (call.member == "AddMatch") {
            EXPECT_EQ(call.id, 0u);
            continue;
        }
        EXPECT_EQ(found.member, "") << call.member;
        found = std::move(call);
    }
    return found;
}

void answer(ScreenCastTalk& talk, const BusCall& call, std::vector<BusValue> values) {
    BusMessage made = message(Kind::kAnswer, std::move(values));
    made.id = call.id;
    talk.take(std::move(made));
}

void refuse(ScreenCastTalk& talk, const BusCall& call, const std::string& error) {
    BusMessage made = message(Kind::kError, {bus_text("words")});
    made.id = call.id;
    made.member = error;
    talk.take(std::move(made));
}

std::string request_path(const BusCall& call) {
    return "/org/freedesktop/portal/desktop/request/1_77/" +
           find_option(call.arguments.back(), "handle_token", 's')->text;
}

void respond(ScreenCastTalk& talk, const std::string& path, std::vector<BusValue> values,
             const std::string& sender = kPortalName) {
    BusMessage made = message(Kind::kSignal, std::move(values));
    made.sender = sender;
    made.path = path;
    made.member = "org.freedesktop.portal.Request.Response";
    talk.take(std::move(made));
}

// Answers a request, then tells what came of it. Returns what is called next.
BusCall grant(ScreenCastTalk& talk, const BusCall& call, BusValue results) {
    answer(talk, call, {bus_path(request_path(call))});
    respond(talk, request_path(call), {bus_number(0), std::move(results)});
    return only_call(talk);
}

BusValue properties(std::uint32_t cursor_modes = 7, std::uint32_t version = 4) {
    return bus_options({{"version", bus_number(version)},
                        {"AvailableCursorModes", bus_number(cursor_modes)},
                        {"AvailableSourceTypes", bus_number(7)}});
}

BusValue session() { return bus_options({{"session_handle", bus_text(kSession)}}); }

BusValue streams(const std::string& token = "") {
    BusValue stream{'r', "", 0, {bus_number(42), bus_options({{"source_type", bus_number(2)}})}};
    std::vector<std::pair<std::string, BusValue>> results;
    results.emplace_back("streams", BusValue{'a', "(ua{sv})", 0, {stream}});
    if (!token.empty()) results.emplace_back("restore_token", bus_text(token));
    return bus_options(std::move(results));
}

// A talk that has come so far that this method is called.
struct Talking {
    explicit Talking(const std::string& method, ScreenCastWish wish = {},
                     BusValue told = properties())
        : talk(":1.77", std::move(wish)) {
        call = only_call(talk);
        EXPECT_EQ(call.member, "GetAll");
        if (method == "GetAll") return;
        answer(talk, call, {std::move(told)});
        call = only_call(talk);
        if (method == "CreateSession") return;
        call = grant(talk, call, session());
        if (method == "SelectSources") return;
        call = grant(talk, call, bus_options({}));
        if (method == "Start") return;
        call = grant(talk, call, streams("next"));
    }
    void give_remote() {
        BusMessage made = message(Kind::kAnswer, {BusValue{'h', "", 0, {}}});
        made.id = call.id;
        made.files.emplace_back(open("/dev/null", O_RDONLY | O_CLOEXEC));
        talk.take(std::move(made));
    }

    PortalTalk talk;
    BusCall call;
};

constexpr const char* kMethods[] = {"GetAll", "CreateSession", "SelectSources", "Start",
                                    "OpenPipeWireRemote"};

TEST(PortalTalk, EndsWithAStream) {
    ScreenCastWish wish;
    wish.remember = true;
    wish.restore_token = "before";
    Talking talking("SelectSources", wish);
    const BusValue& options = talking.call.arguments.back();
    EXPECT_EQ(talking.call.arguments[0].text, kSession);
    EXPECT_EQ(find_option(options, "types", 'u')->number, 3u);
    EXPECT_EQ(find_option(options, "multiple", 'b')->number, 0u);
    EXPECT_EQ(find_option(options, "cursor_mode", 'u')->number, 4u);
    EXPECT_EQ(find_option(options, "persist_mode", 'u')->number, 2u);
    EXPECT_EQ(find_option(options, "restore_token", 's')->text, "before");
    talking.call = grant(talking.talk, talking.call, bus_options({}));
    EXPECT_EQ(talking.call.member, "Start");
    EXPECT_TRUE(talking.talk.waiting().for_user);
    talking.call = grant(talking.talk, talking.call, streams("next"));
    EXPECT_EQ(talking.call.member, "OpenPipeWireRemote");
    EXPECT_FALSE(talking.talk.granted());
    talking.give_remote();
    ASSERT_TRUE(talking.talk.granted());
    const GrantedStream stream = talking.talk.take_stream();
    EXPECT_EQ(stream.node, 42u);
    EXPECT_TRUE(stream.remote);
    EXPECT_EQ(stream.restore_token, "next");
    EXPECT_EQ(stream.what, "a window");
    EXPECT_TRUE(stream.tells_cursor);
}

TEST(PortalTalk, AsksForNoTokenUnlessSomebodyKeepsIt) {
    const Talking talking("SelectSources");
    EXPECT_EQ(find_option(talking.call.arguments.back(), "persist_mode"), nullptr);
    EXPECT_EQ(find_option(talking.call.arguments.back(), "restore_token"), nullptr);
}

TEST(PortalTalk, AnOldPortalIsAskedForWhatItKnows) {
    ScreenCastWish wish;
    wish.remember = true;
    wish.restore_token = "before";
    const Talking first("SelectSources", wish, properties(0, 1));
    EXPECT_EQ(find_option(first.call.arguments.back(), "cursor_mode"), nullptr);
    EXPECT_EQ(find_option(first.call.arguments.back(), "restore_token"), nullptr);
    wish.paint_cursor = true;
    const Talking embedded("SelectSources", wish, properties(3, 3));
    EXPECT_EQ(find_option(embedded.call.arguments.back(), "cursor_mode", 'u')->number, 2u);
    wish.paint_cursor = false;
    const Talking hidden("SelectSources", wish, properties(3, 3));
    EXPECT_EQ(find_option(hidden.call.arguments.back(), "cursor_mode", 'u')->number, 1u);
}

TEST(PortalTalk, TheResponseMayComeFirstAndElsewhere) {
    Talking talking("CreateSession");
    respond(talking.talk, request_path(talking.call), {bus_number(0), session()});
    answer(talking.talk, talking.call, {bus_path(request_path(talking.call))});
    BusCall select = only_call(talking.talk);
    EXPECT_EQ(select.member, "SelectSources");
    // Old portals choose the path.
    answer(talking.talk, select, {bus_path("/else/where")});
    respond(talking.talk, "/else/where", {bus_number(0), bus_options({})});
    EXPECT_EQ(only_call(talking.talk).member, "Start");
}

TEST(PortalTalk, OnlyThePortalIsBelieved) {
    Talking talking("Start");
    answer(talking.talk, talking.call, {bus_path(request_path(talking.call))});
    respond(talking.talk, request_path(talking.call), {bus_number(0), streams()}, ":1.99");
    EXPECT_EQ(only_call(talking.talk).member, "");
    BusMessage closed = message(Kind::kSignal, {});
    closed.sender = ":1.99";
    closed.path = kSession;
    closed.member = "org.freedesktop.portal.Session.Closed";
    EXPECT_NO_THROW(talking.talk.take(std::move(closed)));
}

TEST(PortalTalk, WhoDeclinesIsToldFromWhoEndsTheDialog) {
    for (const std::uint32_t code : {1u, 2u, 77u}) {
        Talking talking("Start");
        answer(talking.talk, talking.call, {bus_path(request_path(talking.call))});
        const std::string words = message_of(ErrorCode::kConsent, [&] {
            respond(talking.talk, request_path(talking.call), {bus_number(code), bus_options({})});
        });
        EXPECT_EQ(words.find("the user has declined") == 0, code == 1) << words;
    }
}

TEST(PortalTalk, ARefusalNamesTheMethod) {
    for (const char* const method : {"CreateSession", "SelectSources"}) {
        Talking talking(method);
        const std::string words = message_of(ErrorCode::kCapture, [&] {
            respond(talking.talk, request_path(talking.call), {bus_number(2), bus_options({})});
        });
        EXPECT_EQ(words, "the portal refuses " + std::string(method) + " (response 2)");
    }
}

TEST(PortalTalk, WithoutAPortalAnotherWayMayBeTried) {
    for (const char* const error : {"org.freedesktop.DBus.Error.ServiceUnknown",
                                    "org.freedesktop.DBus.Error.Spawn.ChildExited",
                                    "org.freedesktop.DBus.Error.InvalidArgs"}) {
        Talking talking("GetAll");
        EXPECT_THROW(refuse(talking.talk, talking.call, error), ScreenCastTalk::Nobody);
    }
    Talking no_screens("GetAll");
    EXPECT_THROW(answer(no_screens.talk, no_screens.call, {bus_options({})}),
                 ScreenCastTalk::Nobody);
}

TEST(PortalTalk, AnErrorIsToldWithItsWords) {
    for (const char* const method : kMethods) {
        Talking talking(method);
        const std::string words = message_of(ErrorCode::kCapture, [&] {
            refuse(talking.talk, talking.call, "org.freedesktop.DBus.Error.AccessDenied");
        });
        EXPECT_EQ(words,
                  "the portal does not let the screen be captured: "
                  "org.freedesktop.DBus.Error.AccessDenied: words");
    }
}

TEST(PortalTalk, ValuesOfOtherTypesAreNoAnswer) {
    const std::vector<std::vector<BusValue>> wrong = {
        {},
        {bus_flag(true)},
        {bus_number(0)},
        {bus_number(0), bus_text("results")},
        {bus_text("what?"), bus_options({})},
        {BusValue{'a', "s", 0, {bus_text("a"), bus_text("b")}}},
    };
    for (const char* const method : kMethods) {
        for (const std::vector<BusValue>& values : wrong) {
            Talking talking(method);
            message_of(ErrorCode::kCapture, [&] { answer(talking.talk, talking.call, values); });
        }
    }
    for (const char* const method : {"CreateSession", "SelectSources", "Start"}) {
        for (const std::vector<BusValue>& values : wrong) {
            Talking talking(method);
            answer(talking.talk, talking.call, {bus_path(request_path(talking.call))});
            message_of(ErrorCode::kCapture,
                       [&] { respond(talking.talk, request_path(talking.call), values); });
        }
    }
}

TEST(PortalTalk, ResultsOfOtherTypesAreNone) {
    const BusValue number = bus_options({{"session_handle", bus_number(7)}});
    Talking create("CreateSession");
    EXPECT_EQ(message_of(ErrorCode::kCapture, [&] { grant(create.talk, create.call, number); }),
              "the portal names no session");
    const std::vector<BusValue> wrong = {
        bus_options({}),
        bus_options({{"streams", bus_number(1)}}),
        bus_options({{"streams", BusValue{'a', "(ua{sv})", 0, {}}}}),
        bus_options({{"streams", BusValue{'a', "u", 0, {bus_number(1)}}}}),
    };
    for (const BusValue& results : wrong) {
        Talking start("Start");
        const std::string words =
            message_of(ErrorCode::kCapture, [&] { grant(start.talk, start.call, results); });
        EXPECT_EQ(words.find("the portal grants no stream"), 0u) << words;
    }
}

TEST(PortalTalk, ADescriptorThatDidNotComeIsMissed) {
    Talking talking("OpenPipeWireRemote");
    EXPECT_EQ(message_of(ErrorCode::kCapture,
                         [&] {
                             answer(talking.talk, talking.call, {BusValue{'h', "", 0, {}}});
                         }),
              "the portal gives no descriptor of its PipeWire");
}

TEST(PortalTalk, ASessionThatIsClosedIsTheEnd) {
    BusMessage closed = message(Kind::kSignal, {});
    closed.path = kSession;
    closed.member = "org.freedesktop.portal.Session.Closed";
    for (const char* const method : {"SelectSources", "Start", "OpenPipeWireRemote"}) {
        Talking talking(method);
        BusMessage copy = message(Kind::kSignal, {});
        copy.path = closed.path;
        copy.member = closed.member;
        message_of(ErrorCode::kDisplay, [&] { talking.talk.take(std::move(copy)); });
    }
    Talking granted("OpenPipeWireRemote");
    granted.give_remote();
    const std::string words =
        message_of(ErrorCode::kConsent, [&] { granted.talk.take(std::move(closed)); });
    EXPECT_EQ(words.find("the source is gone"), 0u) << words;
}

TEST(PortalTalk, APortalThatEndsIsTheEnd) {
    Talking talking("Start");
    BusMessage changed = message(Kind::kSignal, {bus_text("org.freedesktop.portal.Desktop"),
                                                 bus_text(kPortalName), bus_text("")});
    changed.sender = "org.freedesktop.DBus";
    changed.member = "org.freedesktop.DBus.NameOwnerChanged";
    message_of(ErrorCode::kDisplay, [&] { talking.talk.take(std::move(changed)); });
}

TEST(PortalTalk, WhatItWaitsForHasAnEnd) {
    for (const char* const method : kMethods) {
        const Talking talking(method);
        EXPECT_LE(talking.talk.waiting().patience, PortalTalk::kDialogPatience);
        EXPECT_EQ(talking.talk.waiting().for_user, std::string(method) == "Start");
    }
}

TEST(MutterTalk, EndsWithAStream) {
    MutterTalk talk;
    BusCall call = only_call(talk);
    EXPECT_EQ(call.destination, "org.gnome.Mutter.ScreenCast");
    answer(talk, call, {bus_path("/session")});
    call = only_call(talk);
    EXPECT_EQ(call.member, "RecordMonitor");
    EXPECT_EQ(call.path, "/session");
    EXPECT_EQ(find_option(call.arguments[1], "cursor-mode", 'u')->number, 2u);
    answer(talk, call, {bus_path("/stream")});
    call = only_call(talk);
    EXPECT_EQ(call.member, "Start");
    BusMessage added = message(Kind::kSignal, {bus_number(9)});
    added.path = "/stream";
    added.member = "org.gnome.Mutter.ScreenCast.Stream.PipeWireStreamAdded";
    talk.take(std::move(added));
    answer(talk, call, {});
    ASSERT_TRUE(talk.granted());
    const GrantedStream stream = talk.take_stream();
    EXPECT_EQ(stream.node, 9u);
    EXPECT_FALSE(stream.remote);
}

TEST(MutterTalk, WithoutItNobodyIsLeft) {
    MutterTalk talk;
    const BusCall call = only_call(talk);
    EXPECT_THROW(refuse(talk, call, "org.freedesktop.DBus.Error.ServiceUnknown"),
                 ScreenCastTalk::Nobody);
}

}  // namespace
}  // namespace pixelflux
