// SPDX-License-Identifier: MPL-2.0
#include "xvfb.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xcb/shm.h>
#include <xcb/xfixes.h>

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

XvfbOfAnotherUser::XvfbOfAnotherUser(Size screen)
    : XServer([&] {
          std::vector<std::string> command = {"setpriv", "--reuid=65534", "--regid=65534",
                                              "--clear-groups"};
          for (const std::string& word : xvfb_command(screen, {"-ac"}, 24)) command.push_back(word);
          return command;
      }()) {}

namespace {

constexpr char kOurEnd[] = "10.73.0.1";
constexpr char kItsEnd[] = "10.73.0.2";

void run(const std::string& command) {
    if (std::system(command.c_str()) != 0)
        throw std::runtime_error(command + " failed; is iproute2 installed?");
}

}  // namespace

XvfbBehindACable::XvfbBehindACable(Size screen)
    : XServer([&] {
          std::vector<std::string> command = {"unshare", "--net"};
          // Without sockets of this machine: in its network the number of another server seems
          // to be free, whose file it would replace.
          const std::vector<std::string> tcp_alone = {"-listen",   "tcp",   "-nolisten", "unix",
                                                      "-nolisten", "local", "-ac"};
          for (const std::string& word : xvfb_command(screen, tcp_alone, 24))
              command.push_back(word);
          return command;
      }()) {
    run("ip link add pf-ours type veth peer name pf-its netns " + std::to_string(process()));
    run("ip addr add " + std::string(kOurEnd) + "/24 dev pf-ours && ip link set pf-ours up");
    in_its_network("ip addr add " + std::string(kItsEnd) + "/24 dev pf-its");
    in_its_network("ip link set pf-its up");
}

std::string XvfbBehindACable::display_by_tcp() const { return kItsEnd + display(); }

InternetAddress XvfbBehindACable::address() const {
    return look_up(kItsEnd, true, 0, Clock::now()).addresses.at(0);
}

void XvfbBehindACable::cut() { in_its_network("ip link set pf-its down"); }

void XvfbBehindACable::in_its_network(const std::string& command) const {
    run("nsenter --net=/proc/" + std::to_string(process()) + "/ns/net " + command);
}

namespace {

std::string another_socket() {
    static std::atomic<int> count{0};
    const std::string name = "vnc-" + std::to_string(getpid()) + "-" + std::to_string(++count);
    return std::filesystem::temp_directory_path() / name;
}

}  // namespace

Xtigervnc::Xtigervnc(Size screen, const std::vector<std::string>& more_arguments)
    : Xtigervnc(another_socket(), screen, more_arguments) {}

// No VNC viewer of another user can connect. Without any way for viewers, newer servers than 1.12
// do not start.
Xtigervnc::Xtigervnc(std::string socket, Size screen,
                     const std::vector<std::string>& more_arguments)
    : XServer([&] {
          std::vector<std::string> command = {
              "Xtigervnc", "-nolisten",    "tcp",       "-noreset",       "-rfbport",
              "-1",        "-rfbunixpath", socket,      "-SecurityTypes", "None",
              "-depth",    "24",           "-geometry", text(screen)};
          command.insert(command.end(), more_arguments.begin(), more_arguments.end());
          return command;
      }()),
      socket_(std::move(socket)) {}

Xtigervnc::~Xtigervnc() {
    kill();
    unlink(socket_.c_str());
}

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
    const xcb_screen_t& screen = *xcb_setup_roots_iterator(xcb_get_setup(connection_.get())).data;
    root_ = screen.root;
    colours_ = screen.default_colormap;
    context_ = xcb_generate_id(connection_.get());
    xcb_create_gc(connection_.get(), context_, root_, 0, nullptr);
}

void RootPainter::fill(const Rect& rect, std::uint32_t pixel) {
    xcb_change_gc(connection_.get(), context_, XCB_GC_FOREGROUND, &pixel);
    const xcb_rectangle_t area = {
        static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
        static_cast<std::uint16_t>(rect.width), static_cast<std::uint16_t>(rect.height)};
    xcb_poly_fill_rectangle(connection_.get(), root_, context_, 1, &area);
    wait_until_done();
}

void RootPainter::image(int x, int y, const PixelView& pixels) {
    constexpr std::uint8_t kDepth = 24;
    std::vector<std::uint8_t> bytes;
    for (int row = 0; row < pixels.height; ++row)
        bytes.insert(bytes.end(), pixels.row(row), pixels.row(row) + row_bytes(pixels.width));
    xcb_put_image(connection_.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, root_, context_,
                  static_cast<std::uint16_t>(pixels.width),
                  static_cast<std::uint16_t>(pixels.height), static_cast<std::int16_t>(x),
                  static_cast<std::int16_t>(y), 0, kDepth, static_cast<std::uint32_t>(bytes.size()),
                  bytes.data());
    wait_until_done();
}

std::uint32_t RootPainter::pixel_of(std::uint32_t rgb) {
    const auto channel = [rgb](int shift) {
        return static_cast<std::uint16_t>((rgb >> shift & 0xff) * 0x101);
    };
    const XcbReply<xcb_alloc_color_reply_t> colour(xcb_alloc_color_reply(
        connection_.get(),
        xcb_alloc_color(connection_.get(), colours_, channel(16), channel(8), channel(0)),
        nullptr));
    if (colour == nullptr) throw std::runtime_error("the X server has no such colour");
    return colour->pixel;
}

// Clients are numbered from 1 in the bits of their names above the mask, and name their things from
// 0 on.
template <typename GiveBack>
void RootPainter::give_back_of_others(GiveBack give_back) {
    constexpr std::uint32_t kClients = 8;
    constexpr std::uint32_t kThings = 64;
    const xcb_setup_t& setup = *xcb_get_setup(connection_.get());
    const std::uint32_t step = setup.resource_id_mask + 1;
    for (std::uint32_t client = 1; client <= kClients; ++client) {
        if (client * step == setup.resource_id_base) continue;
        for (std::uint32_t thing = 0; thing < kThings; ++thing)
            forget_error(connection_.get(), give_back(client * step + thing));
    }
    wait_until_done();
}

void RootPainter::detach_segments_of_others() {
    give_back_of_others(
        [this](std::uint32_t name) { return xcb_shm_detach_checked(connection_.get(), name); });
}

void RootPainter::destroy_regions_of_others() {
    require_xfixes();
    give_back_of_others([this](std::uint32_t name) {
        return xcb_xfixes_destroy_region_checked(connection_.get(), name);
    });
}

void RootPainter::hide_pointer() {
    require_xfixes();
    xcb_xfixes_hide_cursor(connection_.get(), root_);
    wait_until_done();
}

void RootPainter::show_pointer() {
    xcb_xfixes_show_cursor(connection_.get(), root_);
    wait_until_done();
}

// The server answers its requests only to a client that has told its version.
void RootPainter::require_xfixes() {
    const XcbReply<xcb_xfixes_query_version_reply_t> version(xcb_xfixes_query_version_reply(
        connection_.get(), xcb_xfixes_query_version(connection_.get(), 4, 0), nullptr));
    if (version == nullptr) throw std::runtime_error("the X server has no XFIXES");
}

// The server answers in order, so an answer to this means that all before it is done.
void RootPainter::wait_until_done() {
    const XcbReply<xcb_get_input_focus_reply_t> done(xcb_get_input_focus_reply(
        connection_.get(), xcb_get_input_focus(connection_.get()), nullptr));
}

}  // namespace pixelflux
