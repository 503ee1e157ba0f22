// SPDX-License-Identifier: MPL-2.0
// An error that nobody waits for, of a request that this test sends over the source's own
// connection. It knows that connection since the linker lets it stand before xcb_connect_to_fd
// (--wrap).
#include <gtest/gtest.h>

#include <xcb/xcb.h>

#include "x11_handles.h"
#include "x11_watcher.h"

namespace {

xcb_connection_t* newest = nullptr;

}  // namespace

extern "C" {

xcb_connection_t* __real_xcb_connect_to_fd(int socket, xcb_auth_info_t* cookie);

xcb_connection_t* __wrap_xcb_connect_to_fd(int socket, xcb_auth_info_t* cookie);

xcb_connection_t* __wrap_xcb_connect_to_fd(int socket, xcb_auth_info_t* cookie) {
    return newest = __real_xcb_connect_to_fd(socket, cookie);
}
}

namespace pixelflux {
namespace {

TEST(X11StrayError, IsToldOnceAndEverythingCountsAsDamaged) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    Watcher watcher(server.display(), kWhole);
    EXPECT_TRUE(watcher.quiet());
    const std::vector<Rect> everything = {kWhole};

    xcb_map_window(newest, XCB_NONE);
    // Until the server has answered, and its error lies among the events.
    const XcbReply<xcb_get_input_focus_reply_t> answer{
        xcb_get_input_focus_reply(newest, xcb_get_input_focus(newest), nullptr)};
    ASSERT_TRUE(answer);

    EXPECT_EQ(watcher.changes().areas(), everything);
    EXPECT_EQ(
        watcher.source.take_notices(),
        (std::vector<std::string>{"the X server refused a request: BadWindow (request 8.0)"}));
    EXPECT_TRUE(watcher.quiet());
    painter.fill({100, 50, 12, 20}, 0xffffff);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{100, 50, 12, 20}}));
    EXPECT_TRUE(watcher.source.take_notices().empty());
}

}  // namespace
}  // namespace pixelflux
