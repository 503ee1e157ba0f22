// SPDX-License-Identifier: MPL-2.0
#include "listener.h"

#include <cstring>
#include <utility>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <xcb/xcb.h>

namespace pixelflux {
namespace {

InternetAddress loopback(std::uint16_t port) {
    InternetAddress address;
    auto& ip = reinterpret_cast<sockaddr_in&>(address.storage);
    ip.sin_family = AF_INET;
    ip.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ip.sin_port = htons(port);
    address.size = sizeof ip;
    return address;
}

std::uint16_t port_of(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    EXPECT_EQ(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
    return ntohs(address.sin_port);
}

}  // namespace

Listener::Listener(int queue) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const InternetAddress any_port = loopback(0);
    EXPECT_EQ(bind(socket_.get(), any_port.get(), any_port.size), 0);
    EXPECT_EQ(listen(socket_.get(), queue), 0);
    port_ = port_of(socket_.get());
}

std::string Listener::display() const { return "127.0.0.1:" + std::to_string(port_ - 6000); }

InternetAddress Listener::address() const { return loopback(port_); }

ScriptedServer::ScriptedServer(std::function<void(int socket)> serve)
    : thread_([this, serve = std::move(serve)] {
          while (true) {
              const Socket client(accept4(listener_.socket(), nullptr, nullptr, SOCK_CLOEXEC));
              if (!client) return;
              serve(client.get());
          }
      }) {}

ScriptedServer::~ScriptedServer() {
    ::shutdown(listener_.socket(), SHUT_RDWR);
    thread_.join();
}

InternetAddress deserted_address() {
    // Bound, so that nobody else gets it.
    static const Socket bound(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    static const bool done = [] {
        const InternetAddress any_port = loopback(0);
        return bind(bound.get(), any_port.get(), any_port.size) == 0;
    }();
    EXPECT_TRUE(done);
    return loopback(port_of(bound.get()));
}

std::vector<std::uint8_t> welcome(std::size_t visuals) {
    xcb_setup_t setup{};
    setup.status = 1;
    setup.protocol_major_version = X_PROTOCOL;
    setup.resource_id_mask = 0x1fffff;
    setup.roots_len = 1;
    xcb_screen_t screen{};
    screen.allowed_depths_len = 1;
    xcb_depth_t depth{};
    depth.visuals_len = static_cast<std::uint16_t>(visuals);
    const std::size_t before = sizeof setup + sizeof screen + sizeof depth;
    std::vector<std::uint8_t> bytes(before + visuals * sizeof(xcb_visualtype_t));
    setup.length = static_cast<std::uint16_t>((bytes.size() - 8) / 4);
    std::memcpy(bytes.data(), &setup, sizeof setup);
    std::memcpy(bytes.data() + sizeof setup, &screen, sizeof screen);
    std::memcpy(bytes.data() + sizeof setup + sizeof screen, &depth, sizeof depth);
    return bytes;
}

void take_hello(int socket) {
    xcb_setup_request_t hello;
    EXPECT_EQ(::recv(socket, &hello, sizeof hello, MSG_WAITALL),
              static_cast<ssize_t>(sizeof hello));
}

void send_to(int socket, const std::vector<std::uint8_t>& bytes) {
    EXPECT_EQ(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
}

}  // namespace pixelflux
