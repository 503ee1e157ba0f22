// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <dbus/dbus.h>

#include "bus_message.h"

namespace pixelflux {

// A connection to a message bus by libdbus, of one capture alone. Nothing waits. One thread at a
// time. Throws std::bad_alloc alone.
class BusConnection {
public:
    explicit BusConnection(const char* address);

    // -1: there is no connection.
    int descriptor() const { return descriptor_; }
    // Whether there is more to write than the socket took.
    bool wants_to_write() const;

    // Writes and reads what can be.
    void exchange();
    const std::string& trouble() const { return trouble_; }

    void call(const BusCall& call);
    std::vector<BusMessage> take_messages();

private:
    struct Close {
        void operator()(DBusConnection* connection) const {
            dbus_connection_close(connection);
            dbus_connection_unref(connection);
        }
    };

    void take(DBusMessage* message);
    void answer_with_error(std::uint32_t id, const std::string& text);

    std::unique_ptr<DBusConnection, Close> connection_;
    int descriptor_ = -1;
    std::string trouble_;
    std::map<dbus_uint32_t, std::uint32_t> calls_;  // the ids of those not answered, by serial
    std::vector<BusMessage> messages_;
};

}  // namespace pixelflux
