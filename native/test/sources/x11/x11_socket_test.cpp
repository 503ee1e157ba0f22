// SPDX-License-Identifier: MPL-2.0
// How the connection to an X server is made, and how it ends when nothing comes any more.
#include "x11_socket.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <unistd.h>

#include "damages.h"
#include "error.h"
#include "kept_picture.h"
#include "listener.h"
#include "namespaces.h"
#include "x11_source.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr Duration kMinute = std::chrono::minutes(1);
constexpr Size kScreen = {64, 64};

int option(int socket, int level, int name) {
    int value = -1;
    socklen_t size = sizeof value;
    EXPECT_EQ(getsockopt(socket, level, name, &value, &size), 0);
    return value;
}

TEST(X11Socket, SendsWithoutDelayAndWatchesForADeadLink) {
    const Listener server;
    const X11Socket opened = open_x11_socket({server.address()}, Clock::now() + kMinute);
    const int socket = opened.socket.get();
    EXPECT_NE(option(socket, IPPROTO_TCP, TCP_NODELAY), 0);
    EXPECT_NE(option(socket, SOL_SOCKET, SO_KEEPALIVE), 0);
    // The times that docs promise: 10 s, then twice 5; 20 s for what was sent.
    EXPECT_EQ(option(socket, IPPROTO_TCP, TCP_KEEPIDLE), 10);
    EXPECT_EQ(option(socket, IPPROTO_TCP, TCP_KEEPINTVL), 5);
    EXPECT_EQ(option(socket, IPPROTO_TCP, TCP_KEEPCNT), 2);
    EXPECT_EQ(option(socket, IPPROTO_TCP, TCP_USER_TIMEOUT), 20'000);
}

TEST(X11Socket, TriesTheNextAddressWhenOneRefuses) {
    const Listener server;
    const X11Socket opened =
        open_x11_socket({deserted_address(), server.address()}, Clock::now() + kMinute);
    EXPECT_TRUE(opened.socket) << opened.failure;
}

TEST(X11Socket, TriesTheNextAddressWhenOneDoesNotAnswer) {
    const Listener full(/*queue=*/0);
    const Listener server;
    std::vector<X11Socket> queued;
    // Until the system takes no more, and answers no longer.
    do {
        queued.push_back(
            open_x11_socket({full.address()}, Clock::now() + std::chrono::milliseconds(200)));
    } while (queued.back().socket);
    EXPECT_EQ(queued.back().failure, "127.0.0.1: Connection timed out");

    const X11Socket opened =
        open_x11_socket({full.address(), server.address()}, Clock::now() + std::chrono::seconds(1));
    EXPECT_TRUE(opened.socket) << opened.failure;
}

TEST(X11Socket, GivesEachAddressTheSameTime) {
    using std::chrono::seconds;
    const TimePoint start;
    const TimePoint end = start + seconds(5);
    EXPECT_EQ(share_of(start, end, 5), start + seconds(1));
    // The others get the time that one did not use.
    EXPECT_EQ(share_of(start, end, 2), start + std::chrono::milliseconds(2500));
    EXPECT_EQ(share_of(start + seconds(3), end, 1), end);
}

TEST(X11Socket, SaysWhatEachPlaceAnswered) {
    const X11Socket opened = open_x11_socket(*parse_display_name(":59999"), Clock::now() + kMinute);
    EXPECT_FALSE(opened.socket);
    EXPECT_EQ(opened.failure,
              "/tmp/.X11-unix/X59999: No such file or directory, localhost, TCP port 65999: TCP "
              "has displays 0..59535");
}

// The socket of this process that is connected there.
int socket_to(const InternetAddress& address) {
    for (int fd = 0; fd < 1024; ++fd) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        if (getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) == 0 &&
            peer.sin_family == AF_INET &&
            peer.sin_addr.s_addr ==
                reinterpret_cast<const sockaddr_in&>(address.storage).sin_addr.s_addr)
            return fd;
    }
    ADD_FAILURE() << "not connected to " << text_of(address);
    return -1;
}

class DeadLinkTest : public testing::Test {
protected:
    static constexpr DeadLink kQuick = {1, 1, 1000};

    static void expect_lost(const std::function<void()>& call) {
        try {
            call();
            FAIL() << "not lost";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kDisplay) << error.what();
        }
    }
};

TEST_F(DeadLinkTest, LosesAServerThatVanishesWhileNothingIsAsked) {
    if (!enter_network_namespace()) GTEST_SKIP() << kNoNetwork;
    XvfbBehindACable server(kScreen);
    X11Source source(server.display_by_tcp());
    source.opened();
    watch_for_dead_link(socket_to(server.address()), kQuick);
    const WakeEvent wake;
    Damage damage(kScreen);
    source.set_region({0, 0, kScreen.width, kScreen.height});
    source.take_changes(damage);
    server.cut();
    expect_lost([&] {
        while (source.wait_for_change(wake, Clock::now() + kMinute) != FrameSource::Change::kNone)
            source.take_changes(damage);
    });
}

TEST_F(DeadLinkTest, LosesAServerThatVanishesBeforeItAnswers) {
    if (!enter_network_namespace()) GTEST_SKIP() << kNoNetwork;
    XvfbBehindACable server(kScreen);
    X11Source source(server.display_by_tcp());
    watch_for_dead_link(socket_to(server.address()), kQuick);
    KeptPicture kept(source, {0, 0, kScreen.width, kScreen.height});
    source.opened();
    server.cut();
    expect_lost([&] { kept.grab(all_of(kScreen)); });
}

}  // namespace
}  // namespace pixelflux
