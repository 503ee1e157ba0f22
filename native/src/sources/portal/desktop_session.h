// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bus_message.h"
#include "stream_frame.h"

namespace pixelflux {

// The connections of one capture to the message bus and to PipeWire. They live in a library of its
// own, with a C++ run-time library of its own, so nothing here throws. One thread at a time;
// nothing waits.
class DesktopSession {
public:
    virtual ~DesktopSession() = default;

    // Readable when there is something to take in, as long as this lives.
    virtual int descriptor() const noexcept = 0;

    // Sends what was asked, takes in what came.
    virtual void exchange() noexcept = 0;

    // Whether there was no memory for something; from then on it is of no use.
    virtual bool out_of_memory() const noexcept = 0;

    // Why there is no connection to the bus, or none any more; empty: there is one.
    virtual const std::string& bus_trouble() const noexcept = 0;
    // Whether the bus allows this value in a call; text has to be UTF-8 and to have no NUL.
    virtual bool allows(const BusValue& value) const noexcept = 0;
    // A call that cannot be sent is answered with an error.
    virtual void call(const BusCall& call) noexcept = 0;
    virtual std::vector<BusMessage> take_messages() noexcept = 0;

    // Connects to the PipeWire at the other end of `remote`, which is taken over (-1: the user's),
    // and asks for the stream of that node. Once.
    virtual void open_stream(int remote, std::uint32_t node) noexcept = 0;

    struct Stream {
        enum class Phase {
            kNone,        // not asked for
            kConnecting,  // PipeWire has not answered
            kFound,       // the node is there; nobody has linked it with us
            kFlowing,     // frames may come
            kEnded,       // it is gone, or was never there: `trouble`
        };
        Phase phase = Phase::kNone;
        std::string trouble;
        bool refused = false;  // to try again would be no use
        StreamFormat format;
    };
    virtual const Stream& stream() const noexcept = 0;

    // The newest frame that has come since the last call, with what changed in those before, too.
    // Null: none. Its memory stays until `release_frame`; take in nothing before.
    virtual const StreamFrame* hold_frame() noexcept = 0;
    virtual void release_frame() noexcept = 0;

    // The pointer as it was told last.
    virtual StreamCursor cursor() noexcept = 0;
};

// Connects to the message bus at this address. Null: PipeWire cannot be used here, `trouble` says
// why; or nothing is left of memory or descriptors, and it is empty.
using OpenDesktop = DesktopSession* (*)(const char* bus_address, std::string& trouble);

}  // namespace pixelflux
