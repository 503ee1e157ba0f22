// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>
#include <xcb/xcb.h>

#include "geometry.h"
#include "name_lookup.h"
#include "x11_handles.h"
#include "x11_pointer.h"

namespace pixelflux {

// An X server of the test's own, without a monitor. It chooses a free display and ends with the
// object.
class XServer {
public:
    ~XServer();
    XServer(const XServer&) = delete;
    XServer& operator=(const XServer&) = delete;

    const std::string& display() const { return display_; }
    pid_t process() const { return process_; }
    void kill();

protected:
    // `command` less the option that asks for the display.
    explicit XServer(std::vector<std::string> command);

private:
    pid_t process_ = -1;
    std::string display_;
};

// Can be resized up to the size that it began with.
class Xvfb : public XServer {
public:
    explicit Xvfb(Size screen, const std::vector<std::string>& more_arguments = {}, int depth = 24);
};

// In an IPC namespace of its own, where a segment of somebody else has the number 0. Needs the
// right to make namespaces.
class XvfbInAnotherNamespace : public XServer {
public:
    explicit XvfbInAnotherNamespace(Size screen);
};

// Run by somebody who may not attach this process's segments. Needs root.
class XvfbOfAnotherUser : public XServer {
public:
    explicit XvfbOfAnotherUser(Size screen);
};

// In a network of its own, and reached from that of the calling thread by a cable between the two.
// Needs the right to make networks.
class XvfbBehindACable : public XServer {
public:
    explicit XvfbBehindACable(Size screen);

    // Its address and number.
    std::string display_by_tcp() const;
    InternetAddress address() const;

    // From now on what either side sends is lost, and neither is told.
    void cut();

private:
    void in_its_network(const std::string& command) const;
};

// Can be resized to any size.
class Xtigervnc : public XServer {
public:
    explicit Xtigervnc(Size screen, const std::vector<std::string>& more_arguments = {});
    ~Xtigervnc();

private:
    Xtigervnc(std::string socket, Size screen, const std::vector<std::string>& more_arguments);

    std::string socket_;
};

// Draws on a display's root window; returns when the server has done it.
class RootPainter {
public:
    explicit RootPainter(const std::string& display);
    void fill(const Rect& rect, std::uint32_t pixel);

    // Pixels in our order of colours, which this server has too, where they fit one request: all of
    // them become visible at once.
    void image(int x, int y, const PixelView& pixels);

    // The pixel value of this server for the colour 0xRRGGBB.
    std::uint32_t pixel_of(std::uint32_t rgb);

    // Do what only an ill-behaved client does: the server knows whose things these are, and yet
    // lets anybody give them back.
    void detach_segments_of_others();
    void destroy_regions_of_others();

    void hide_pointer();
    void show_pointer();

    // The pointer's requests; wait_until_done waits for them.
    X11Pointer pointer() { return {connection_.get(), root_}; }
    void wait_until_done();

private:
    void require_xfixes();
    template <typename GiveBack>
    void give_back_of_others(GiveBack give_back);

    XcbConnection connection_;
    xcb_window_t root_ = 0;
    xcb_colormap_t colours_ = 0;
    xcb_gcontext_t context_ = 0;
};

}  // namespace pixelflux
