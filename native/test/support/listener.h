// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "name_lookup.h"
#include "socket.h"

namespace pixelflux {

// Takes connections at a port for displays of 127.0.0.1, as the system does by itself, and says
// nothing.
class Listener {
public:
    explicit Listener(int queue = 5);

    std::string display() const;
    InternetAddress address() const;
    int socket() const { return socket_.get(); }

private:
    Socket socket_;
    std::uint16_t port_ = 0;
};

// Lets `serve` have each connection in its turn, on a thread of its own, and closes it then.
class ScriptedServer {
public:
    explicit ScriptedServer(std::function<void(int socket)> serve);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    std::string display() const { return listener_.display(); }

private:
    Listener listener_;
    std::thread thread_;
};

// An address where nobody listens.
InternetAddress deserted_address();

// The welcome of a server: one screen with so many visuals.
std::vector<std::uint8_t> welcome(std::size_t visuals);

// Waits for a hello without a cookie, and takes it.
void take_hello(int socket);

// Sends all of it, or fails the test.
void send_to(int socket, const std::vector<std::uint8_t>& bytes);

}  // namespace pixelflux
