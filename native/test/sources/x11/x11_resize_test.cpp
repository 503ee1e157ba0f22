// SPDX-License-Identifier: MPL-2.0
// Real X servers that are resized under a running session. Without Xvfb, Xtigervnc and xrandr these
// tests fail.
#include <cstdlib>

#include <gtest/gtest.h>

#include "choose_encoder.h"
#include "error.h"
#include "settings_text.h"
#include "snapshot.h"
#include "viewer.h"
#include "x11_source.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {800, 600};

void run(const std::string& command) {
    ASSERT_EQ(std::system((command + " >/dev/null 2>&1").c_str()), 0) << command;
}

// Gives a server's screen another size, a mode that it may not have had before.
void resize(const std::string& display, const std::string& output, Size size) {
    const std::string mode = std::to_string(size.width) + "x" + std::to_string(size.height);
    const std::string width = std::to_string(size.width);
    const std::string height = std::to_string(size.height);
    const std::string xrandr = "xrandr -display " + display;
    // The timings mean nothing to a server without a monitor.
    std::string timings = " 1";
    for (const std::string& value : {width, width, width, width, height, height, height, height})
        timings += " " + value;
    std::ignore =
        std::system((xrandr + " --newmode " + mode + timings + " >/dev/null 2>&1").c_str());
    std::ignore =
        std::system((xrandr + " --addmode " + output + " " + mode + " >/dev/null 2>&1").c_str());
    run(xrandr + " --output " + output + " --mode " + mode);
}

class Session {
public:
    explicit Session(const std::string& settings)
        : session(parse_settings(settings)), buffer_(16 << 20) {}

    // The next frame of that size, whole; those of the size before may come first.
    void expect_whole(Size size) {
        for (int frame = 0; frame < 20; ++frame) {
            const CaptureSession::Result result =
                session.next(buffer_.data(), buffer_.size(), std::chrono::minutes(1));
            ASSERT_EQ(result.outcome, Outcome::kFrame) << "waiting for " << size.width;
            std::uint32_t stripes = 0, width = 0, height = 0, rows = 0;
            std::memcpy(&stripes, buffer_.data() + 4, 4);
            std::memcpy(&width, buffer_.data() + 32, 4);
            std::memcpy(&height, buffer_.data() + 36, 4);
            if (static_cast<int>(width) != size.width || static_cast<int>(height) != size.height)
                continue;
            for (std::uint32_t i = 0; i < stripes; ++i) {
                Entry entry{};
                std::memcpy(&entry, buffer_.data() + 56 + i * sizeof entry, sizeof entry);
                EXPECT_EQ(entry.flags & 1, 1u);
                rows += entry.height;
            }
            EXPECT_EQ(static_cast<int>(rows), size.height);
            return;
        }
        FAIL() << "never of width " << size.width;
    }

    CaptureSession session;

private:
    std::vector<std::uint8_t> buffer_;
};

std::string following(const std::string& display, const char* mode) {
    return "autoAdjustSize=true\nmode=" + std::string(mode) + "\ndisplay=" + display;
}

std::vector<const char*> modes() {
    std::vector<const char*> available = {"jpeg"};
    if (has_codec(CaptureMode::kH264)) available.push_back("h264");
    return available;
}

TEST(X11Resize, FollowsXvfbWhereverItCanGo) {
    for (const char* mode : modes()) {
        const Xvfb server(kScreen);
        Session session(following(server.display(), mode));
        session.expect_whole(kScreen);
        for (const Size size : {Size{640, 480}, Size{323, 243}, Size{800, 600}}) {
            resize(server.display(), "screen", size);
            session.expect_whole(size);
        }
    }
}

TEST(X11Resize, FollowsXtigervncWhichAlsoGrows) {
    for (const char* mode : modes()) {
        const Xtigervnc server(kScreen);
        Session session(following(server.display(), mode));
        session.expect_whole(kScreen);
        for (const Size size :
             {Size{1024, 768}, Size{640, 480}, Size{1280, 1024}, Size{800, 600}}) {
            resize(server.display(), "VNC-0", size);
            session.expect_whole(size);
        }
    }
}

TEST(X11Resize, FollowsManyResizesInARow) {
    const Xtigervnc server(kScreen);
    Session session(following(server.display(), "jpeg"));
    session.expect_whole(kScreen);
    for (int round = 0; round < 10; ++round) {
        resize(server.display(), "VNC-0", {640 + round, 480});
        resize(server.display(), "VNC-0", {900, 700 + round});
    }
    session.expect_whole({900, 709});
}

// Is resized between the choice of a region and the grab.
class OvertakenSource : public X11Source {
public:
    explicit OvertakenSource(const std::string& display) : X11Source(display), display_(display) {}

    void set_region(const Rect& region) override {
        X11Source::set_region(region);
        resize(display_, "screen", {640, 480});
    }

private:
    std::string display_;
};

TEST(X11Resize, ASnapshotThatIsOvertakenIsTakenOnceMore) {
    for (const std::vector<std::string>& server_without :
         {std::vector<std::string>{}, {"-extension", "MIT-SHM"}}) {
        const Xvfb server(kScreen, server_without);
        OvertakenSource source(server.display());
        const Snapshot snapshot = take_snapshot(parse_settings("captureCursor=true"), source);
        EXPECT_EQ(snapshot.size, (Size{640, 480}));
    }
}

TEST(X11Resize, WithoutFollowingItSaysWhatToDo) {
    const Xvfb server(kScreen);
    Session session("display=" + server.display());
    session.expect_whole(kScreen);
    resize(server.display(), "screen", {640, 480});
    std::uint8_t none[1];
    try {
        for (int call = 0; call < 100; ++call)
            session.session.next(none, sizeof none, std::chrono::seconds(1));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        EXPECT_NE(std::string(error.what()).find("was resized to 640x480"), std::string::npos)
            << error.what();
    }
    resize(server.display(), "screen", kScreen);
    session.expect_whole(kScreen);
}

}  // namespace
}  // namespace pixelflux
