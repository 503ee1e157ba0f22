// SPDX-License-Identifier: MPL-2.0
#include "scripted_portal.h"

#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bus_values.h"
#include "socket.h"

namespace pixelflux {
namespace {

constexpr char kPortal[] = "org.freedesktop.portal.Desktop";
constexpr char kPath[] = "/org/freedesktop/portal/desktop";
constexpr char kMutter[] = "org.gnome.Mutter.ScreenCast";
constexpr char kMutterSession[] = "/org/gnome/Mutter/ScreenCast/Session/u1";
constexpr char kMutterStream[] = "/org/gnome/Mutter/ScreenCast/Stream/u1";
constexpr int kTurnMillis = 5;

Socket connect_to_pipewire(const std::string& path) {
    if (path.empty()) return Socket(open("/dev/null", O_RDWR | O_CLOEXEC));
    Socket made(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(made.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("no PipeWire at " + path);
    return made;
}

// How a portal writes who calls into the paths of his requests and sessions.
std::string sender_in_path(DBusMessage* call) {
    std::string sender = dbus_message_get_sender(call) + 1;
    for (char& letter : sender) {
        if (letter == '.') letter = '_';
    }
    return sender;
}

std::string option_text(const std::vector<BusValue>& arguments, const std::string& key) {
    if (arguments.empty()) return "";
    const BusValue* const value = find_option(arguments.back(), key, 's');
    return value == nullptr ? "" : value->text;
}

}  // namespace

ScriptedPortal::ScriptedPortal(const std::string& bus_address, const PortalScript& script)
    : script_(script) {
    DBusError error = DBUS_ERROR_INIT;
    connection_ = dbus_connection_open_private(bus_address.c_str(), &error);
    const bool named = connection_ != nullptr && dbus_bus_register(connection_, &error) != FALSE &&
                       dbus_bus_request_name(connection_, script.is_mutter ? kMutter : kPortal,
                                             DBUS_NAME_FLAG_REPLACE_EXISTING, &error) > 0;
    if (!named) {
        const std::string text = error.message == nullptr ? "" : error.message;
        dbus_error_free(&error);
        throw std::runtime_error("the bus does not take a portal: " + text);
    }
    dbus_connection_set_exit_on_disconnect(connection_, FALSE);
    thread_ = std::thread([this] { run(); });
}

ScriptedPortal::~ScriptedPortal() {
    done_ = true;
    thread_.join();
    dbus_connection_close(connection_);
    dbus_connection_unref(connection_);
}

void ScriptedPortal::follow(const PortalScript& script) {
    const std::lock_guard<std::mutex> lock(mutex_);
    script_ = script;
}

void ScriptedPortal::wait_for(const std::string& method, int times) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!called_.wait_for(lock, std::chrono::minutes(1), [&] { return calls_[method] >= times; }))
        throw std::runtime_error(method + " was not called");
}

int ScriptedPortal::calls(const std::string& method) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return calls_[method];
}

std::string ScriptedPortal::asked_token() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return option_text(selected_, "restore_token");
}

std::uint32_t ScriptedPortal::asked_persistence() {
    const std::lock_guard<std::mutex> lock(mutex_);
    const BusValue* const value =
        selected_.empty() ? nullptr : find_option(selected_.back(), "persist_mode", 'u');
    return value == nullptr ? 0 : static_cast<std::uint32_t>(value->number);
}

std::uint32_t ScriptedPortal::asked_cursor_mode() {
    const std::lock_guard<std::mutex> lock(mutex_);
    const BusValue* const value =
        selected_.empty() ? nullptr : find_option(selected_.back(), "cursor_mode", 'u');
    return value == nullptr ? 0 : static_cast<std::uint32_t>(value->number);
}

void ScriptedPortal::close_session() {
    const std::lock_guard<std::mutex> lock(mutex_);
    close_ = true;
}

void ScriptedPortal::run() {
    while (!done_ && dbus_connection_read_write(connection_, kTurnMillis) != FALSE) {
        const std::lock_guard<std::mutex> lock(mutex_);
        while (DBusMessage* const message = dbus_connection_pop_message(connection_)) {
            if (dbus_message_get_type(message) == DBUS_MESSAGE_TYPE_METHOD_CALL) take(message);
            dbus_message_unref(message);
        }
        if (std::exchange(close_, false)) close_session_now();
    }
}

void ScriptedPortal::send(DBusMessage* message) {
    dbus_connection_send(connection_, message, nullptr);
    dbus_message_unref(message);
}

void ScriptedPortal::answer(DBusMessage* call, const std::vector<BusValue>& values) {
    DBusMessage* const reply = dbus_message_new_method_return(call);
    write_values(values, reply);
    send(reply);
}

void ScriptedPortal::signal(const std::string& path, const char* interface, const char* member,
                            const std::vector<BusValue>& values) {
    DBusMessage* const message = dbus_message_new_signal(path.c_str(), interface, member);
    write_values(values, message);
    send(message);
}

void ScriptedPortal::close_session_now() {
    signal(session_,
           script_.is_mutter ? "org.gnome.Mutter.ScreenCast.Session"
                             : "org.freedesktop.portal.Session",
           "Closed", {});
}

void ScriptedPortal::answer_request(DBusMessage* call, const std::vector<BusValue>& results) {
    const std::string method = dbus_message_get_member(call);
    std::vector<BusValue> arguments;
    std::vector<Socket> files;
    read_values(call, arguments, files);
    const std::string path = std::string(kPath) + "/request/" + sender_in_path(call) + "/" +
                             (script_.other_paths ? "other" : "") +
                             option_text(arguments, "handle_token");
    answer(call, {bus_path(path)});
    if (method == script_.closes) close_session_now();
    if (method == script_.silent) return;
    const auto response = script_.responses.find(method);
    std::vector<BusValue> told = {
        bus_number(response == script_.responses.end() ? 0 : response->second)};
    told.insert(told.end(), results.begin(), results.end());
    if (method == script_.garbles) told = {bus_text("what?"), bus_flag(true)};
    signal(path, "org.freedesktop.portal.Request", "Response", told);
}

void ScriptedPortal::answer_with_remote(DBusMessage* call) {
    const Socket remote = connect_to_pipewire(script_.pipewire);
    const int file = remote.get();
    DBusMessage* const reply = dbus_message_new_method_return(call);
    dbus_message_append_args(reply, DBUS_TYPE_UNIX_FD, &file, DBUS_TYPE_INVALID);
    send(reply);
}

void ScriptedPortal::take(DBusMessage* call) {
    const std::string method = dbus_message_get_member(call);
    if (method == script_.leaves) {
        dbus_bus_release_name(connection_, script_.is_mutter ? kMutter : kPortal, nullptr);
        ++calls_[method];
        called_.notify_all();
        return;
    }
    const bool request = !script_.is_mutter && (method == "CreateSession" ||
                                                method == "SelectSources" || method == "Start");
    if (method == script_.refuses) {
        send(dbus_message_new_error(call, "org.freedesktop.DBus.Error.AccessDenied",
                                    "the script says so"));
    } else if (method == script_.silent && !request) {
        // Nothing.
    } else if (method == script_.garbles && !request) {
        answer(call, {bus_flag(true), bus_text("what?")});
    } else if (method == "GetAll") {
        answer(call, {bus_options({{"version", bus_number(script_.version)},
                                   {"AvailableCursorModes", bus_number(script_.cursor_modes)},
                                   {"AvailableSourceTypes", bus_number(7)}})});
    } else if (script_.is_mutter && method == "CreateSession") {
        session_ = kMutterSession;
        answer(call, {bus_path(session_)});
    } else if (script_.is_mutter && method == "RecordMonitor") {
        answer(call, {bus_path(kMutterStream)});
    } else if (script_.is_mutter && method == "Start") {
        answer(call, {});
        signal(kMutterStream, "org.gnome.Mutter.ScreenCast.Stream", "PipeWireStreamAdded",
               {bus_number(script_.node)});
    } else if (method == "CreateSession") {
        session_ = std::string(kPath) + "/session/" + sender_in_path(call) + "/pixelflux";
        answer_request(call, {bus_options({{"session_handle", bus_text(session_)}})});
    } else if (method == "SelectSources") {
        selected_.clear();
        std::vector<Socket> files;
        read_values(call, selected_, files);
        answer_request(call, {bus_options({})});
    } else if (method == "Start") {
        BusValue stream{
            'r', "", 0, {bus_number(script_.node), bus_options({{"source_type", bus_number(1)}})}};
        std::vector<std::pair<std::string, BusValue>> results;
        results.emplace_back("streams", BusValue{'a', "(ua{sv})", 0, {std::move(stream)}});
        if (!script_.token.empty()) results.emplace_back("restore_token", bus_text(script_.token));
        answer_request(call, {bus_options(std::move(results))});
    } else if (method == "OpenPipeWireRemote") {
        answer_with_remote(call);
        if (method == script_.closes) close_session_now();
    } else {
        send(dbus_message_new_error(call, DBUS_ERROR_UNKNOWN_METHOD, method.c_str()));
    }
    ++calls_[method];
    called_.notify_all();
}

}  // namespace pixelflux
