// SPDX-License-Identifier: MPL-2.0
#include "x11_display_name.h"

#include <cstdio>
#include <fstream>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

namespace pixelflux {
namespace {

struct Expected {
    std::string socket;
    std::string host;
    int number;
    int screen;
};

void expect_parsed(const std::string& text, const Expected& expected) {
    const std::optional<DisplayName> name = parse_display_name(text);
    ASSERT_TRUE(name.has_value()) << text;
    EXPECT_EQ(name->socket, expected.socket) << text;
    EXPECT_EQ(name->host, expected.host) << text;
    EXPECT_EQ(name->number, expected.number) << text;
    EXPECT_EQ(name->screen, expected.screen) << text;
}

TEST(X11DisplayName, WithoutAHostIsTheSocketOfThisMachineAndThenTcpToIt) {
    expect_parsed(":61", {"/tmp/.X11-unix/X61", "localhost", 61, 0});
    expect_parsed(":61.2", {"/tmp/.X11-unix/X61", "localhost", 61, 2});
}

TEST(X11DisplayName, WithUnixIsTheSocketAlone) {
    for (const char* text : {"unix:61.2", "unix/:61.2", "unix/here:61.2", "here/unix:61.2"})
        expect_parsed(text, {"/tmp/.X11-unix/X61", "", 61, 2});
}

TEST(X11DisplayName, WithAHostIsTcpAlone) {
    expect_parsed("there:1", {"", "there", 1, 0});
    expect_parsed("10.0.0.7:1.3", {"", "10.0.0.7", 1, 3});
    for (const char* protocol : {"tcp", "inet", "inet6"})
        expect_parsed(protocol + std::string("/there:1"), {"", "there", 1, 0});
}

TEST(X11DisplayName, TakesAnIpv6AddressWithAndWithoutBrackets) {
    expect_parsed("[::1]:72", {"", "::1", 72, 0});
    expect_parsed("tcp/[::1]:72", {"", "::1", 72, 0});
    expect_parsed("::1:72", {"", "::1", 72, 0});
    EXPECT_TRUE(parse_display_name("[::1]:72")->only_address);
    EXPECT_FALSE(parse_display_name("::1:72")->only_address);
}

TEST(X11DisplayName, MayBeThePathOfASocket) {
    const std::string start = testing::TempDir() + std::to_string(getpid());
    for (const std::string& path : {start + "_X7", start + ".name"}) {
        std::ofstream(path).flush();
        const int number = path.back() == '7' ? 7 : 0;
        for (const std::string prefix : {"", "unix:"}) {
            expect_parsed(prefix + path, {path, "", number, 0});
            expect_parsed(prefix + path + ".2", {path, "", number, 2});
        }
        std::remove(path.c_str());
        EXPECT_FALSE(parse_display_name(path));
        EXPECT_FALSE(parse_display_name(path + ".1"));
    }
}

TEST(X11DisplayName, MustBeOne) {
    const std::vector<const char*> others = {
        "",      "here",       ":",        ":x",          ":1.",   ":1.x",          ":-1",
        ":1.-1", "tcp/:1",     "udp/a:1",  "/:1",         "unix:", "/tmp/no/unix.", "unix:nothing",
        ":1:",   "here/there", "/unix/:1", ":9999999999", ":1.1.1"};
    for (const char* text : others) EXPECT_FALSE(parse_display_name(text)) << text;
}

}  // namespace
}  // namespace pixelflux
