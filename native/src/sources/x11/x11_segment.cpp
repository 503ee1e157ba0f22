// SPDX-License-Identifier: MPL-2.0
#include "x11_segment.h"

#include <cerrno>
#include <cstring>

#include <sys/ipc.h>
#include <sys/shm.h>

#include "error.h"

namespace pixelflux {
namespace {

// The segment's id is needed only until both sides hold it.
class RemoveOnExit {
public:
    explicit RemoveOnExit(int id) : id_(id) {}
    ~RemoveOnExit() { shmctl(id_, IPC_RMID, nullptr); }
    RemoveOnExit(const RemoveOnExit&) = delete;
    RemoveOnExit& operator=(const RemoveOnExit&) = delete;

private:
    int id_;
};

Error system_refused(const std::string& what) {
    return Error(ErrorCode::kCapture, what + " failed: " + std::strerror(errno));
}

}  // namespace

SharedSegment::SharedSegment(xcb_connection_t* connection, std::size_t size)
    : connection_(connection) {
    constexpr int kOwnerOnly = 0600;
    const int id = shmget(IPC_PRIVATE, size, IPC_CREAT | kOwnerOnly);
    if (id < 0) throw system_refused("shmget of " + std::to_string(size) + " bytes");
    const RemoveOnExit remove(id);
    void* const attached = shmat(id, nullptr, 0);
    // shmat reports failure as the address -1 (shmop(2)).
    if (reinterpret_cast<std::intptr_t>(attached) == -1) throw system_refused("shmat");
    data_ = static_cast<std::uint8_t*>(attached);
    name_ = xcb_generate_id(connection);
    const XcbError refused(xcb_request_check(
        connection, xcb_shm_attach_checked(connection, name_, static_cast<std::uint32_t>(id),
                                           /*read_only=*/0)));
    if (refused != nullptr) {
        shmdt(data_);
        throw Error(ErrorCode::kCapture,
                    "the X server refused to attach shared memory: " + x_error_name(*refused));
    }
}

SharedSegment::~SharedSegment() {
    forget_error(connection_, xcb_shm_detach_checked(connection_, name_));
    xcb_flush(connection_);
    shmdt(data_);
}

}  // namespace pixelflux
