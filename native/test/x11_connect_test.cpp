// SPDX-License-Identifier: MPL-2.0
// Real X servers and one that only listens. Without Xvfb and xauth these tests fail.
#include "x11_connect.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {64, 64};
constexpr Duration kPatience = std::chrono::minutes(1);

std::string failure(const std::string& display, Duration patience = kPatience) {
    try {
        connect_to_display(display, patience);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        return error.what();
    }
    return "connected";
}

bool mentions(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Takes connections at a port for displays, and says nothing.
class SilentServer {
public:
    SilentServer() : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        EXPECT_EQ(bind(fd_, reinterpret_cast<const sockaddr*>(&address), size), 0);
        EXPECT_EQ(listen(fd_, 5), 0);
        EXPECT_EQ(getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size), 0);
        port_ = ntohs(address.sin_port);
    }
    ~SilentServer() { close(fd_); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;

    std::string display() const { return "127.0.0.1:" + std::to_string(port_ - 6000); }

private:
    int fd_;
    int port_ = 0;
};

// Sets an environment variable as long as it lives.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name) {
        setenv(name, value.c_str(), 1);
    }
    ~Variable() { unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
};

TEST(X11Connect, ReachesAServerByItsNameAndByTheEnvironment) {
    const Xvfb server(kScreen);
    for (const std::string& name :
         {server.display(), server.display() + ".0", "unix" + server.display()})
        EXPECT_NE(connect_to_display(name, kPatience).connection, nullptr) << name;
    const Variable variable("DISPLAY", server.display());
    EXPECT_NE(connect_to_display("", kPatience).connection, nullptr);
}

TEST(X11Connect, SaysWhatIsWrong) {
    const Xvfb server(kScreen);
    EXPECT_TRUE(mentions(failure("no such name"), "this is not a display name"));
    EXPECT_TRUE(mentions(failure(":59999"), "cannot open display ':59999': no X server answers"));
    EXPECT_TRUE(mentions(failure("no.such.host.invalid:0"), "no X server answers"));
    EXPECT_TRUE(mentions(failure(server.display() + ".7"), "the server has no such screen"));
}

TEST(X11Connect, DoesNotWaitWithoutEndForAServerThatNeverAnswers) {
    const SilentServer server;
    EXPECT_TRUE(mentions(failure(server.display(), std::chrono::milliseconds(100)),
                         "takes the connection but does not answer"));
}

// The server lets in who knows its cookie, and nobody else.
TEST(X11Connect, ShowsTheCookieOfTheUser) {
    const std::string cookies = testing::TempDir() + "x11_connect_cookies";
    const std::string others = testing::TempDir() + "x11_connect_no_cookies";
    std::remove(cookies.c_str());
    std::ofstream(cookies).flush();
    std::ofstream(others).flush();
    // The number is not known before the server runs: it reads the cookie, not whose it is.
    const auto add = [&](const std::string& display) {
        return std::system(("xauth -f " + cookies + " add " + display +
                            " MIT-MAGIC-COOKIE-1 0123456789abcdef0123456789abcdef"
                            " >/dev/null 2>&1")
                               .c_str());
    };
    ASSERT_EQ(add(":0"), 0);
    const Xvfb server(kScreen, {"-auth", cookies});
    ASSERT_EQ(add(server.display()), 0);
    {
        const Variable variable("XAUTHORITY", cookies);
        EXPECT_NE(connect_to_display(server.display(), kPatience).connection, nullptr);
    }
    const Variable variable("XAUTHORITY", others);
    EXPECT_TRUE(mentions(failure(server.display()), "refuses this user"));
}

}  // namespace
}  // namespace pixelflux
