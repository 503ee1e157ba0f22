// SPDX-License-Identifier: MPL-2.0
// X servers that hang while they are asked. Each test starts its own; without Xvfb these tests
// fail.
#include <csignal>
#include <future>

#include <gtest/gtest.h>

#include "capture_session.h"
#include "error.h"
#include "settings_text.h"
#include "x11_watcher.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

// Stops a server from doing anything, as one that swaps or hangs.
class Frozen {
public:
    explicit Frozen(const XServer& server) : process_(server.process()) {
        ::kill(process_, SIGSTOP);
    }
    ~Frozen() { ::kill(process_, SIGCONT); }
    Frozen(const Frozen&) = delete;
    Frozen& operator=(const Frozen&) = delete;

private:
    pid_t process_;
};

TEST(X11Hang, AServerThatHangsCanBeAbandoned) {
    const Xvfb server(kScreen);
    Watcher watcher(server.display(), kWhole);
    std::future<void> grab;
    const Frozen frozen(server);
    grab = std::async(std::launch::async, [&] { watcher.grab_all(); });

    watcher.source.abandon();

    ASSERT_EQ(grab.wait_for(std::chrono::minutes(1)), std::future_status::ready);
    EXPECT_THROW(grab.get(), Error);
}

// Opens with as little patience as suffices on this machine while it is as busy as now.
template <typename Open>
auto with_little_patience(Open open) {
    for (Duration patience = std::chrono::milliseconds(100);; patience *= 2) {
        try {
            return std::make_pair(open(patience), patience);
        } catch (const Error&) {
            if (patience > std::chrono::minutes(1)) throw;
        }
    }
}

TEST(X11Hang, AServerThatHangsWhileACaptureIsOpenedIsGivenUp) {
    const Xvfb server(kScreen);
    const auto [source, patience] = with_little_patience(
        [&](Duration given) { return std::make_unique<X11Source>(server.display(), given); });
    const Frozen frozen(server);
    try {
        const KeptPicture picture(*source, kWhole);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        EXPECT_NE(std::string(error.what()).find("did not answer in time"), std::string::npos)
            << error.what();
    }
}

TEST(X11Hang, OnceOpenedItWaitsForAServerThatHangs) {
    const Xvfb server(kScreen);
    struct Opened {
        Opened(const std::string& display, Duration given)
            : source(display, given), picture(source, kWhole) {
            source.opened();
        }
        X11Source source;
        KeptPicture picture;
    };
    const auto [opened, patience] = with_little_patience(
        [&](Duration given) { return std::make_unique<Opened>(server.display(), given); });
    const Frozen frozen(server);
    auto grab = std::async(std::launch::async, [&open = *opened] {
        EXPECT_THROW(open.picture.grab(all_of(kScreen)), Error);
    });
    EXPECT_EQ(grab.wait_for(patience + std::chrono::milliseconds(100)),
              std::future_status::timeout);
    opened->source.abandon();
    grab.get();
}

TEST(X11Hang, AServerThatHangsDoesNotKeepASessionFromStopping) {
    const Xvfb server(kScreen);
    CaptureSession session(parse_settings("display=" + server.display()));
    std::vector<std::uint8_t> buffer(1 << 20);
    const auto next = [&] {
        return session.next(buffer.data(), buffer.size(), std::chrono::hours(1)).outcome;
    };
    ASSERT_EQ(next(), CaptureSession::Outcome::kFrame);
    RootPainter(server.display()).fill({0, 0, 50, 50}, 0x123456);
    std::future<CaptureSession::Outcome> grab;
    const Frozen frozen(server);
    grab = std::async(std::launch::async, next);

    session.stop();

    ASSERT_EQ(grab.wait_for(std::chrono::minutes(1)), std::future_status::ready);
    // The server may have been frozen before or after the pixels were read.
    EXPECT_NE(grab.get(), CaptureSession::Outcome::kTooSmall);
}

}  // namespace
}  // namespace pixelflux
