// SPDX-License-Identifier: MPL-2.0
// What servers may answer, without one.
#include "x11_hello.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "listener.h"
#include "socket.h"

namespace pixelflux {
namespace {

using Kind = X11Answer::Kind;
using Bytes = std::vector<std::uint8_t>;

constexpr Duration kMinute = std::chrono::minutes(1);

// Both ends of a connection.
struct Connection {
    Connection() {
        int ends[2];
        EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends), 0);
        ours = Socket(ends[0]);
        servers = Socket(ends[1]);
    }
    Socket ours;
    Socket servers;
};

X11Answer after(const Bytes& bytes, bool ended, Duration patience = kMinute) {
    Connection connection;
    send_to(connection.servers.get(), bytes);
    if (ended) connection.servers = Socket();
    return say_hello(connection.ours.get(), std::nullopt, Clock::now() + patience);
}

// As servers refuse: status, length of the reason, version, words that follow.
Bytes refusal(std::uint8_t status, const std::string& reason) {
    const std::size_t words = (reason.size() + 3) / 4;
    Bytes bytes(8 + words * 4);
    bytes[0] = status;
    bytes[1] = static_cast<std::uint8_t>(reason.size());
    bytes[6] = static_cast<std::uint8_t>(words);
    std::copy(reason.begin(), reason.end(), bytes.begin() + 8);
    return bytes;
}

TEST(X11Hello, ShowsTheCookie) {
    const Connection connection;
    send_to(connection.servers.get(), welcome(1));
    say_hello(connection.ours.get(), Cookie{"MIT-MAGIC-COOKIE-1", "secret"},
              Clock::now() + kMinute);
    Bytes hello(100);
    const ssize_t size = ::recv(connection.servers.get(), hello.data(), hello.size(), 0);
    hello.resize(static_cast<std::size_t>(size));
    const std::string expected("\x0b\0\0\0\x12\0\x06\0\0\0MIT-MAGIC-COOKIE-1\0\0secret\0\0", 38);
    EXPECT_EQ(std::string(hello.begin() + 2, hello.end()), expected);
}

TEST(X11Hello, TakesAWelcomeAndNothingBeyondIt) {
    const Connection connection;
    const Bytes whole = welcome(3);
    send_to(connection.servers.get(), whole);
    send_to(connection.servers.get(), {1, 2, 3});
    const X11Answer answer = say_hello(connection.ours.get(), std::nullopt, Clock::now() + kMinute);
    EXPECT_EQ(answer.kind, Kind::kWelcome);
    EXPECT_EQ(answer.setup, whole);
    Bytes left(10);
    EXPECT_EQ(::recv(connection.ours.get(), left.data(), left.size(), 0), 3);
}

TEST(X11Hello, PassesOnWhyItIsRefused) {
    for (const std::uint8_t status : {std::uint8_t{0}, std::uint8_t{2}}) {
        const X11Answer answer = after(refusal(status, "Nobody\x01 is\nwanted\n"), false);
        EXPECT_EQ(answer.kind, Kind::kRefusal);
        EXPECT_EQ(answer.words, "Nobody? is wanted");
    }
    EXPECT_EQ(after(refusal(0, ""), false).words, "");
    // A server that ends the connection at once has still said it.
    EXPECT_EQ(after(refusal(0, "Full"), true).words, "Full");
}

TEST(X11Hello, TellsSilenceFromAnEndAndFromAnotherProtocol) {
    constexpr Duration kShort = std::chrono::milliseconds(30);
    Bytes part = welcome(3);
    part.pop_back();
    EXPECT_EQ(after({}, false, kShort).kind, Kind::kSilence);
    EXPECT_EQ(after({1}, false, kShort).kind, Kind::kSilence);
    EXPECT_EQ(after(part, false, kShort).kind, Kind::kSilence);
    EXPECT_EQ(after({}, true).kind, Kind::kNothing);
    EXPECT_EQ(after(part, true).kind, Kind::kNothing);
    EXPECT_EQ(after({'S', 'S', 'H', '-', '2', '.', '0', '-', 'x'}, false).kind, Kind::kGibberish);
    Bytes lie = welcome(3);
    lie[28] = 7;  // screens
    EXPECT_EQ(after(lie, false).kind, Kind::kGibberish);
}

}  // namespace
}  // namespace pixelflux
