// SPDX-License-Identifier: MPL-2.0
// The session of a desktop of its own, with a portal whose user does what standard input says, and
// a screen that shows what it says, as wayland_paint does on a compositor.
//
//   portal_paint WIDTH HEIGHT [gpu] prints "ready DIRECTORY BUS", which are XDG_RUNTIME_DIR and
//                                   DBUS_SESSION_BUS_ADDRESS of its programs; with gpu the screen
//                                   offers no picture in shared memory
//   fill X Y WIDTH HEIGHT RRGGBB    a rectangle of one colour
//   image X Y WIDTH HEIGHT PATH     a file of WIDTH * HEIGHT pixels, 4 bytes each: blue, green,
//                                   red, unused
//   cursor X Y                      a pointer of 3x3 white pixels whose middle points
//   viewers N                       waits until N captures have come, one after the other
//   resize WIDTH HEIGHT             another size; black at first
//   user grants|declines|sleeps     what the user does with the dialog from now on
//   token TEXT                      that the portal gives from now on
//   asked                           answered by "ok TOKEN CALLS": the token that the last capture
//                                   came with, and how often a dialog was asked for
//   close                           ends the session of the capture, as a user who stops sharing
//   restart                         ends the portal, and starts another one, which counts anew
//   remove                          ends the screen
//
// Each line is answered by "ok", once somebody sees what was drawn, or by "error TEXT". It ends
// with its input.
#include <cstdlib>
#include <iostream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "line_program.h"
#include "paint_requests.h"
#include "pipewire_screen.h"
#include "private_desktop.h"
#include "scripted_portal.h"

namespace {

using pixelflux::PipeWireScreen;
using pixelflux::PortalScript;
using pixelflux::PrivateDesktop;
using pixelflux::ScreenLies;
using pixelflux::ScriptedPortal;
using pixelflux::Size;

Size size_from(std::istream& words) {
    Size size;
    words >> size.width >> size.height;
    if (!words || size.width < 1 || size.height < 1) throw std::runtime_error("which size?");
    return size;
}

class Stage {
public:
    Stage(Size size, const ScreenLies& lies)
        : screen_(std::in_place, desktop_.pipewire(), size, lies),
          script_(granting()),
          portal_(std::in_place, desktop_.bus_address(), script_) {
        screen_->set_cursor({3, 3}, 1, 1, std::vector<std::uint8_t>(36, 0xff));
        std::cout << "ready " << desktop_.directory() << ' ' << desktop_.bus_address() << std::endl;
    }

    void carry_out(const std::string& line) {
        std::istringstream words(line);
        std::string command;
        words >> command;
        std::string answer = "ok";
        if (command == "resize") {
            screen_->resize(size_from(words));
            show(pixelflux::Rect{0, 0, screen_->size().width, screen_->size().height});
        } else if (command == "cursor") {
            int x = 0;
            int y = 0;
            words >> x >> y;
            screen_->move_cursor(x, y);
            screen_->wait_for_viewers(1);
            screen_->show_nothing();
        } else if (command == "viewers") {
            int so_far = 0;
            words >> so_far;
            screen_->wait_for_viewers(so_far);
        } else if (command == "user") {
            std::string deed;
            words >> deed;
            script_.responses.clear();
            if (deed == "declines") script_.responses["Start"] = 1;
            script_.silent = deed == "sleeps" ? "Start" : "";
            portal_->follow(script_);
        } else if (command == "token") {
            words >> script_.token;
            portal_->follow(script_);
        } else if (command == "asked") {
            answer +=
                " '" + portal_->asked_token() + "' " + std::to_string(portal_->calls("Start"));
        } else if (command == "close") {
            portal_->close_session();
        } else if (command == "restart") {
            portal_.reset();
            portal_.emplace(desktop_.bus_address(), script_);
        } else if (command == "remove") {
            screen_.reset();
        } else {
            show(pixelflux::draw_request(screen_->picture(), line));
        }
        std::cout << answer << std::endl;
    }

private:
    PortalScript granting() const {
        PortalScript script;
        script.node = screen_->node();
        script.pipewire = desktop_.pipewire();
        return script;
    }

    void show(const pixelflux::Rect& changed) {
        screen_->wait_for_viewers(1);
        screen_->show({changed});
    }

    PrivateDesktop desktop_;
    std::optional<PipeWireScreen> screen_;
    PortalScript script_;
    std::optional<ScriptedPortal> portal_;
};

}  // namespace

int main(int count, char** arguments) {
    ScreenLies lies;
    lies.only_gpu = count == 4 && std::string(arguments[3]) == "gpu";
    if (count != 3 && !lies.only_gpu) {
        std::cerr << "usage: portal_paint WIDTH HEIGHT [gpu]\n";
        return EXIT_FAILURE;
    }
    return pixelflux::run_program([&] {
        std::istringstream size(std::string(arguments[1]) + " " + arguments[2]);
        Stage stage(size_from(size), lies);
        pixelflux::carry_out_lines([&](const std::string& line) { stage.carry_out(line); });
    });
}
