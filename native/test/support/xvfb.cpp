// SPDX-License-Identifier: MPL-2.0
#include "xvfb.h"

#include <csignal>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pixelflux {

namespace {

std::string text(Size size) {
    return std::to_string(size.width) + "x" + std::to_string(size.height);
}

std::vector<std::string> xvfb_command(Size screen, const std::vector<std::string>& more,
                                      int depth) {
    std::vector<std::string> command = {"Xvfb",
                                        "-nolisten",
                                        "tcp",
                                        "-noreset",
                                        "-screen",
                                        "0",
                                        text(screen) + "x" + std::to_string(depth)};
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

}  // namespace

Xvfb::Xvfb(Size screen, const std::vector<std::string>& more_arguments, int depth)
    : XServer(xvfb_command(screen, more_arguments, depth)) {}

XvfbInAnotherNamespace::XvfbInAnotherNamespace(Size screen)
    : XServer([&] {
          std::vector<std::string> command = {
              "unshare",
              "--ipc",
              "sh",
              "-c",
              "ipcmk --shmem 1048576 --mode 0666 > /dev/null && exec \"$@\"",
              "sh"};
          for (const std::string& word : xvfb_command(screen, {}, 24)) command.push_back(word);
          return command;
      }()) {}

// No VNC viewer can connect: rfbport -1.
Xtigervnc::Xtigervnc(Size screen)
    : XServer({"Xtigervnc", "-nolisten", "tcp", "-noreset", "-rfbport", "-1", "-SecurityTypes",
               "None", "-depth", "24", "-geometry", text(screen)}) {}

XServer::XServer(std::vector<std::string> words) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("pipe failed");
    words.push_back("-displayfd");
    words.push_back(std::to_string(ends[1]));
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    process_ = fork();
    if (process_ == 0) {
        close(ends[0]);
        const int null = open("/dev/null", O_WRONLY);
        dup2(null, STDERR_FILENO);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    close(ends[1]);
    std::string number;
    char digit = 0;
    while (read(ends[0], &digit, 1) == 1 && digit != '\n') number += digit;
    close(ends[0]);
    if (number.empty()) {
        kill();
        throw std::runtime_error(words[0] + " did not start; is it installed?");
    }
    display_ = ":" + number;
}

XServer::~XServer() { kill(); }

void XServer::kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = -1;
}

RootPainter::RootPainter(const std::string& display)
    : connection_(xcb_connect(display.c_str(), nullptr)) {
    if (xcb_connection_has_error(connection_.get()) != 0)
        throw std::runtime_error("cannot open " + display);
    root_ = xcb_setup_roots_iterator(xcb_get_setup(connection_.get())).data->root;
    context_ = xcb_generate_id(connection_.get());
    xcb_create_gc(connection_.get(), context_, root_, 0, nullptr);
}

void RootPainter::fill(const Rect& rect, std::uint32_t rgb) {
    xcb_change_gc(connection_.get(), context_, XCB_GC_FOREGROUND, &rgb);
    const xcb_rectangle_t area = {
        static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
        static_cast<std::uint16_t>(rect.width), static_cast<std::uint16_t>(rect.height)};
    xcb_poly_fill_rectangle(connection_.get(), root_, context_, 1, &area);
    wait_until_done();
}

// The server answers in order, so an answer to this means that all before it is done.
void RootPainter::wait_until_done() {
    const XcbReply<xcb_get_input_focus_reply_t> done(xcb_get_input_focus_reply(
        connection_.get(), xcb_get_input_focus(connection_.get()), nullptr));
}

}  // namespace pixelflux
