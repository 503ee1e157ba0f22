// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bus_value.h"
#include "socket.h"

namespace pixelflux {

// A method to call.
struct BusCall {
    std::uint32_t id = 0;  // the caller's; the answer has it, too. 0: no answer is wanted
    std::string destination;
    std::string path;
    std::string interface;
    std::string member;
    std::vector<BusValue> arguments;
};

// What came from the bus.
struct BusMessage {
    enum class Kind { kAnswer, kError, kSignal };
    Kind kind = Kind::kSignal;
    std::uint32_t id = 0;  // of the call that this answers
    std::string sender;    // the name of a connection, such as :1.7, or that of the bus itself
    std::string path;      // of a signal
    std::string member;    // of a signal, with its interface; of an error its name
    std::vector<BusValue> arguments;
    std::vector<Socket> files;  // any descriptors
};

}  // namespace pixelflux
