// SPDX-License-Identifier: MPL-2.0
// Against real X servers within a real Wayland compositor; without Xwayland and Weston these tests
// fail.
#include <string>

#include <gtest/gtest.h>

#include "capture_session.h"
#include "error.h"
#include "settings_text.h"
#include "snapshot.h"
#include "xwayland.h"

namespace pixelflux {
namespace {

Settings settings_for(const XServer& server) {
    return parse_settings("display=" + server.display());
}

void expect_told_what_to_do(const Error& error, const XServer& server) {
    EXPECT_EQ(error.code(), ErrorCode::kCapture);
    for (const std::string& words :
         {"the root window of display '" + server.display() + "' holds no picture",
          std::string("rootless Xwayland"),
          std::string("capture the compositor by the source wayland")})
        EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
}

TEST(X11Wayland, ARootlessXwaylandIsRefusedWithWhatToDo) {
    const Weston compositor;
    const Xwayland server(compositor, true);
    try {
        const CaptureSession session(settings_for(server));
        FAIL();
    } catch (const Error& error) {
        expect_told_what_to_do(error, server);
    }
    try {
        take_snapshot(settings_for(server));
        FAIL();
    } catch (const Error& error) {
        expect_told_what_to_do(error, server);
    }
}

TEST(X11Wayland, ARootfulXwaylandIsCaptured) {
    const Weston compositor;
    const Xwayland server(compositor, false);
    RootPainter painter(server.display());
    painter.fill({30, 20, 10, 10}, 0xfedcba);
    const Snapshot picture = take_snapshot(settings_for(server));
    const auto at = [&](int x, int y) {
        return picture.rgb[static_cast<std::size_t>(y * picture.size.width + x)];
    };
    EXPECT_EQ(at(30, 20), 0xfedcba);
    EXPECT_EQ(at(39, 29), 0xfedcba);
    EXPECT_NE(at(40, 30), 0xfedcba);
}

}  // namespace
}  // namespace pixelflux
