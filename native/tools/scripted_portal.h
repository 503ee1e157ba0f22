// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <dbus/dbus.h>

#include "bus_value.h"

namespace pixelflux {

// What a portal, or a mutter, answers.
struct PortalScript {
    bool is_mutter = false;  // org.gnome.Mutter.ScreenCast instead of the portal
    std::uint32_t node = 0;  // of the stream that is granted
    // The PipeWire of the descriptor that is given; empty: one that is no socket.
    std::string pipewire;
    std::uint32_t cursor_modes = 7;
    std::uint32_t version = 4;
    std::string token;  // to give for the next time; empty: none

    std::map<std::string, std::uint32_t> responses;  // to a request, by its method, other than 0
    // The method that is not answered; of a request: whose response never comes.
    std::string silent;
    std::string closes;        // the method with whose answer the session is closed
    std::string leaves;        // the method at which the portal goes away
    std::string refuses;       // the method that is answered by an error
    std::string garbles;       // the method that is answered by values of other types
    bool other_paths = false;  // requests have other paths than they should
};

// Answers in the place of a portal on a message bus, by its own thread.
class ScriptedPortal {
public:
    // Throws std::runtime_error when the bus does not take it.
    ScriptedPortal(const std::string& bus_address, const PortalScript& script);
    ~ScriptedPortal();
    ScriptedPortal(const ScriptedPortal&) = delete;
    ScriptedPortal& operator=(const ScriptedPortal&) = delete;

    // From the next call on.
    void follow(const PortalScript& script);

    // Waits until this method was called so often. Throws std::runtime_error after a minute.
    void wait_for(const std::string& method, int times = 1);

    int calls(const std::string& method);

    // What SelectSources was called with the last time.
    std::string asked_token();
    std::uint32_t asked_persistence();
    std::uint32_t asked_cursor_mode();

    // Ends the session of the capture.
    void close_session();

private:
    void run();
    void take(DBusMessage* message);
    void answer(DBusMessage* call, const std::vector<BusValue>& values);
    void answer_request(DBusMessage* call, const std::vector<BusValue>& results_of_request);
    void answer_with_remote(DBusMessage* call);
    void signal(const std::string& path, const char* interface, const char* member,
                const std::vector<BusValue>& values);
    void close_session_now();
    void send(DBusMessage* message);

    DBusConnection* connection_ = nullptr;
    std::mutex mutex_;  // guards what follows
    std::condition_variable called_;
    PortalScript script_;
    std::map<std::string, int> calls_;
    std::vector<BusValue> selected_;
    std::string session_;
    bool close_ = false;
    std::atomic<bool> done_{false};
    std::thread thread_;
};

}  // namespace pixelflux
