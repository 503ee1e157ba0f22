// SPDX-License-Identifier: MPL-2.0
#include "name_lookup.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>

#include "namespaces.h"
#include "socket.h"

namespace pixelflux {
namespace {

constexpr Duration kMinute = std::chrono::minutes(1);

TEST(NameLookup, UnderstandsAnAddressEvenWhenTheTimeIsUp) {
    for (const std::string address : {"127.0.0.1", "::1", "2001:db8::7"}) {
        const NameLookup found = look_up(address, false, 6001, Clock::now());
        ASSERT_EQ(found.addresses.size(), 1u) << found.failure;
        EXPECT_EQ(text_of(found.addresses[0]), address);
    }
}

TEST(NameLookup, FindsANameWithItsPort) {
    const NameLookup found = look_up("localhost", false, 6001, Clock::now() + kMinute);
    ASSERT_FALSE(found.addresses.empty()) << found.failure;
    const sockaddr* const first = found.addresses[0].get();
    EXPECT_EQ(
        ntohs(first->sa_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6*>(first)->sin6_port
                                           : reinterpret_cast<const sockaddr_in*>(first)->sin_port),
        6001);
}

TEST(NameLookup, SaysWhyThereIsNone) {
    EXPECT_FALSE(look_up("there", true, 6001, Clock::now() + kMinute).failure.empty());
    EXPECT_TRUE(look_up("there", true, 6001, Clock::now() + kMinute).addresses.empty());
}

// Takes questions, and answers none.
Socket silent_name_server() {
    Socket server(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(53);
    EXPECT_EQ(bind(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    return server;
}

TEST(NameLookup, DoesNotWaitForANameServerThatNeverAnswers) {
    if (!enter_network_namespace() ||
        !replace_file("/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:30 attempts:5\n"))
        GTEST_SKIP() << kNoNetwork;
    const Socket name_server = silent_name_server();
    const TimePoint before = Clock::now();

    const NameLookup found =
        look_up("display.pixelflux.example", false, 6001, before + std::chrono::seconds(1));

    EXPECT_EQ(found.failure, "no name server answers");
    // The system itself gives it 150 s.
    EXPECT_LT(Clock::now() - before, kMinute);
    EXPECT_TRUE(is_ready(name_server.get(), POLLIN, Clock::now() + kMinute))
        << "nobody asked this name server";
}

}  // namespace
}  // namespace pixelflux
