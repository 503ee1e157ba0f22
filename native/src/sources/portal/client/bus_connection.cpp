// SPDX-License-Identifier: MPL-2.0
#include "bus_connection.h"

#include <new>
#include <utility>

#include "bus_values.h"

namespace pixelflux {
namespace {

struct Unref {
    void operator()(DBusMessage* message) const { dbus_message_unref(message); }
};
using Message = std::unique_ptr<DBusMessage, Unref>;

std::string text_of(const char* text) { return text == nullptr ? "" : text; }

}  // namespace

BusConnection::BusConnection(const char* address) {
    DBusError error = DBUS_ERROR_INIT;
    // The handling of signals is the program's.
    dbus_connection_set_change_sigpipe(FALSE);
    connection_.reset(dbus_connection_open_private(address, &error));
    if (connection_ == nullptr) {
        trouble_ = text_of(error.message);
        if (trouble_.empty()) trouble_ = "no connection";
        dbus_error_free(&error);
        return;
    }
    dbus_connection_set_exit_on_disconnect(connection_.get(), FALSE);
    if (dbus_connection_get_unix_fd(connection_.get(), &descriptor_) == FALSE) {
        descriptor_ = -1;
        trouble_ = "it is not a socket of this machine";
        connection_.reset();
    }
}

bool BusConnection::wants_to_write() const {
    return connection_ != nullptr && dbus_connection_has_messages_to_send(connection_.get()) != 0;
}

void BusConnection::exchange() {
    if (connection_ == nullptr || !trouble_.empty()) return;
    const bool connected = dbus_connection_read_write(connection_.get(), 0) != FALSE;
    while (const Message message = Message(dbus_connection_pop_message(connection_.get())))
        take(message.get());
    if (!connected && trouble_.empty()) trouble_ = "the connection was closed";
}

void BusConnection::take(DBusMessage* message) {
    BusMessage taken;
    taken.sender = text_of(dbus_message_get_sender(message));
    taken.path = text_of(dbus_message_get_path(message));
    switch (dbus_message_get_type(message)) {
        case DBUS_MESSAGE_TYPE_METHOD_RETURN:
            taken.kind = BusMessage::Kind::kAnswer;
            break;
        case DBUS_MESSAGE_TYPE_ERROR:
            taken.kind = BusMessage::Kind::kError;
            taken.member = text_of(dbus_message_get_error_name(message));
            break;
        case DBUS_MESSAGE_TYPE_SIGNAL:
            taken.kind = BusMessage::Kind::kSignal;
            taken.member = text_of(dbus_message_get_interface(message)) + "." +
                           text_of(dbus_message_get_member(message));
            break;
        default:
            return;  // somebody calls us; we offer nothing
    }
    if (taken.kind != BusMessage::Kind::kSignal) {
        const auto call = calls_.find(dbus_message_get_reply_serial(message));
        if (call == calls_.end()) return;
        taken.id = call->second;
        calls_.erase(call);
    }
    read_values(message, taken.arguments, taken.files);
    messages_.push_back(std::move(taken));
}

void BusConnection::answer_with_error(std::uint32_t id, const std::string& text) {
    if (id == 0) return;
    BusMessage error;
    error.kind = BusMessage::Kind::kError;
    error.id = id;
    error.member = text;
    messages_.push_back(std::move(error));
}

void BusConnection::call(const BusCall& call) {
    if (connection_ == nullptr) return;
    // What libdbus is given must be right: it ends the process otherwise.
    const std::string wrong = wrong_in(call);
    if (!wrong.empty()) {
        answer_with_error(call.id, wrong);
        return;
    }
    const Message message(dbus_message_new_method_call(
        call.destination.c_str(), call.path.c_str(), call.interface.c_str(), call.member.c_str()));
    if (message == nullptr) throw std::bad_alloc();
    dbus_message_set_no_reply(message.get(), call.id == 0);
    write_values(call.arguments, message.get());
    dbus_uint32_t serial = 0;
    if (dbus_connection_send(connection_.get(), message.get(), &serial) == FALSE)
        throw std::bad_alloc();
    if (call.id != 0) calls_[serial] = call.id;
}

std::vector<BusMessage> BusConnection::take_messages() { return std::exchange(messages_, {}); }

}  // namespace pixelflux
