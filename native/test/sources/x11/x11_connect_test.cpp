// SPDX-License-Identifier: MPL-2.0
// Real X servers and some that only pretend. Without Xvfb and xauth these tests fail.
#include "x11_connect.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "environment.h"
#include "error.h"
#include "listener.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {64, 64};
constexpr Duration kMinute = std::chrono::minutes(1);

std::string failure(const std::string& display, Duration patience = kMinute) {
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

void expect_mentions(const std::string& text, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) EXPECT_TRUE(mentions(text, part)) << text;
}

bool libxcb_opens(const std::string& display) {
    int screen = 0;
    const XcbConnection connection(xcb_connect(display.c_str(), &screen));
    return xcb_connection_has_error(connection.get()) == 0;
}

std::string this_host() {
    char name[256] = {};
    EXPECT_EQ(gethostname(name, sizeof name - 1), 0);
    return name;
}

TEST(X11Connect, ReachesAServerByTheEnvironment) {
    const Xvfb server(kScreen);
    const Environment environment({{"DISPLAY", server.display()}});
    EXPECT_NE(connect_to_display("", kMinute).connection, nullptr);
}

TEST(X11Connect, OpensWhateverLibxcbOpens) {
    const Xvfb server(kScreen, {"-listen", "tcp", "-ac"});
    const std::string number = server.display();
    int opened = 0;
    for (const char* host : {"", "unix", "unix/", "unix/any", "localhost", "127.0.0.1", "[::1]",
                             "::1", "tcp/localhost", "inet/127.0.0.1", "inet6/localhost",
                             "tcp/[::1]", "udp/localhost", "tcp/", "[localhost]"}) {
        for (const std::string& name :
             {host + number, host + number + ".0", host + number + ".1"}) {
            if (!libxcb_opens(name)) continue;
            ++opened;
            EXPECT_NE(connect_to_display(name, kMinute).connection, nullptr) << name;
        }
    }
    EXPECT_GE(opened, 2 * 11);
}

// Newer ones than some that tests meet.
TEST(X11Connect, OpensWhatNewerLibxcbsOpen) {
    const Xvfb server(kScreen);
    const std::string path = "/tmp/.X11-unix/X" + server.display().substr(1);
    for (const std::string& name :
         {path, path + ".0", "unix:" + path, this_host() + "/unix" + server.display()})
        EXPECT_NE(connect_to_display(name, kMinute).connection, nullptr) << name;
}

TEST(X11Connect, ReachesAServerWithoutASocketByTcp) {
    // No server takes this number by itself. Otherwise the socket of another server would be tried
    // first.
    const std::string apart = ":" + std::to_string(20'000 + getpid() % 6'000);
    const Xvfb server(kScreen,
                      {apart, "-listen", "tcp", "-nolisten", "unix", "-nolisten", "local", "-ac"});
    EXPECT_EQ(server.display(), apart);
    EXPECT_NE(connect_to_display(apart, kMinute).connection, nullptr);
}

TEST(X11Connect, SaysWhatIsWrong) {
    const Xvfb server(kScreen);
    unsetenv("DISPLAY");
    EXPECT_TRUE(mentions(failure(""), "'' ($DISPLAY is not set): no display is named; name one"));
    EXPECT_TRUE(mentions(failure("no such name"), "this is not a display name"));
    EXPECT_TRUE(mentions(failure("/no/such/socket"), "there is no such socket"));
    expect_mentions(failure(":59999"), {"cannot open display ':59999': no X server answers there",
                                        "/tmp/.X11-unix/X59999: No such file or directory"});
    EXPECT_TRUE(mentions(failure("no.such.host.invalid:0"), "no X server answers"));
    expect_mentions(failure("localhost" + server.display()),
                    {"no X server answers", "127.0.0.1: Connection refused"});
    EXPECT_TRUE(mentions(failure(server.display() + ".7"), "the server has no such screen"));
}

TEST(X11Connect, DoesNotWaitWithoutEndForAServerThatNeverAnswers) {
    const Listener server;
    EXPECT_TRUE(mentions(failure(server.display(), std::chrono::milliseconds(100)),
                         "accepts the connection but does not answer"));
}

TEST(X11Connect, DoesNotTakeAnythingForAnXServer) {
    const ScriptedServer server([](int socket) {
        take_hello(socket);
        send_to(socket, {'H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '4', '0', '0'});
    });
    EXPECT_TRUE(mentions(failure(server.display(), kMinute), "does not speak the X protocol"));
}

TEST(X11Connect, TakesAWelcomeOfAnyLength) {
    constexpr std::size_t kMost = 10'900;  // what the length in words leaves
    const ScriptedServer server([](int socket) {
        take_hello(socket);
        send_to(socket, welcome(kMost));
    });
    const DisplayConnection opened = connect_to_display(server.display(), kMinute);
    const xcb_screen_t* const screen =
        xcb_setup_roots_iterator(xcb_get_setup(opened.connection.get())).data;
    EXPECT_EQ(xcb_screen_allowed_depths_iterator(screen).data->visuals_len, kMost);
}

// As one that resets itself does.
TEST(X11Connect, TriesAgainWhenTheServerHangsUp) {
    std::atomic<int> hang_ups{5};
    const ScriptedServer server([&](int socket) {
        take_hello(socket);
        if (hang_ups-- <= 0) send_to(socket, welcome(1));
    });
    EXPECT_NE(connect_to_display(server.display(), kMinute).connection, nullptr);
    EXPECT_LE(hang_ups, -1);
}

TEST(X11Connect, GivesUpAServerThatAlwaysHangsUp) {
    const ScriptedServer server(take_hello);
    Duration patience = std::chrono::milliseconds(100);
    std::string text = failure(server.display(), patience);
    // A server that was slow to hang up did not answer.
    while (mentions(text, "does not answer") && patience < kMinute) {
        patience *= 2;
        text = failure(server.display(), patience);
    }
    EXPECT_TRUE(mentions(text, "it ends each connection without an answer")) << text;
}

// Without -noreset a server begins anew when its last client leaves, which happens all the time
// here.
TEST(X11Connect, ComesThroughTheResetsOfAServer) {
    const Xvfb server(kScreen, {"-reset"});
    const auto come_and_go = [&] {
        int opened = 0;
        for (int i = 0; i < 20; ++i)
            opened += connect_to_display(server.display(), kMinute).connection != nullptr;
        return opened;
    };
    auto one = std::async(std::launch::async, come_and_go);
    auto other = std::async(std::launch::async, come_and_go);
    EXPECT_EQ(come_and_go() + one.get() + other.get(), 60);
}

TEST(X11Connect, SaysThatAServerIsFull) {
    const Xvfb server(kScreen, {"-maxclients", "64"});
    std::vector<DisplayConnection> clients;
    testing::internal::CaptureStderr();
    const auto fill = [&] {
        while (clients.size() < 65)
            clients.push_back(connect_to_display(server.display(), kMinute));
    };
    try {
        fill();
        ADD_FAILURE() << "the server takes them all";
    } catch (const Error& error) {
        expect_mentions(error.what(), {"the X server accepts no more clients",
                                       "'Maximum number of clients reached'", "-maxclients"});
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

// A server that lets in only clients that know its cookie.
class CookieTest : public testing::Test {
protected:
    CookieTest() {
        // The number is not known before the server runs: it reads the cookie, not whose it is.
        add(cookies_, ":0", kSecret);
        server_.emplace(kScreen, std::vector<std::string>{"-auth", cookies_});
    }
    ~CookieTest() override {
        std::remove(cookies_.c_str());
        std::remove(others_.c_str());
    }

    static void add(const std::string& file, const std::string& display,
                    const std::string& secret) {
        std::remove(file.c_str());
        std::ofstream(file).flush();
        ASSERT_EQ(std::system(("xauth -f " + file + " add " + display + " MIT-MAGIC-COOKIE-1 " +
                               secret + " >/dev/null 2>&1")
                                  .c_str()),
                  0);
    }

    const std::string& display() const { return server_->display(); }

    std::string failure_with(const std::string& file) const {
        const Environment environment({{"XAUTHORITY", file}});
        testing::internal::CaptureStderr();
        const std::string text = failure(display());
        EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
        return text;
    }

    static constexpr char kSecret[] = "0123456789abcdef0123456789abcdef";
    // Tests run side by side.
    const std::string cookies_ = testing::TempDir() + "cookies_" + std::to_string(getpid());
    const std::string others_ = cookies_ + "_others";

private:
    std::optional<Xvfb> server_;
};

TEST_F(CookieTest, IsShown) {
    add(cookies_, display(), kSecret);
    const Environment environment({{"XAUTHORITY", cookies_}});
    EXPECT_NE(connect_to_display(display(), kMinute).connection, nullptr);
}

TEST_F(CookieTest, ThatIsWrongIsNamed) {
    add(others_, display(), "ffffffffffffffffffffffffffffffff");
    expect_mentions(failure_with(others_),
                    {"refuses the cookie for display " + display().substr(1) + " of host '" +
                         this_host() + "' in " + others_,
                     "'Invalid MIT-MAGIC-COOKIE-1 key'"});
}

TEST_F(CookieTest, ThatIsMissingIsNamed) {
    add(others_, ":59998", kSecret);
    expect_mentions(failure_with(others_),
                    {"refuses this user: 'Authorization required",
                     "no cookie for display " + display().substr(1) + " of host '" + this_host() +
                         "' in " + others_ + " was found;"});
}

TEST_F(CookieTest, WithoutAFileIsMissing) {
    expect_mentions(failure_with("/no/such/file"),
                    {"in /no/such/file was found (No such file or directory)"});
}

}  // namespace
}  // namespace pixelflux
