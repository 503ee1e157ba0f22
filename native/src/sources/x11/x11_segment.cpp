// SPDX-License-Identifier: MPL-2.0
#include "x11_segment.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <sys/ipc.h>
#include <sys/shm.h>

#include "error.h"
#include "memory_file.h"

namespace pixelflux {
namespace {

Error system_refused(const std::string& what) {
    return Error(ErrorCode::kCapture, what + " failed: " + std::strerror(errno));
}

// Memory of this process, until it is shared too.
class Mapped {
public:
    Mapped() = default;
    virtual ~Mapped() = default;
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;

    virtual std::uint8_t* data() const = 0;
    // Asks the server to attach it under this name.
    virtual xcb_void_cookie_t attach(xcb_connection_t* connection, xcb_shm_seg_t name) = 0;
};

class SharedFile final : public Mapped {
public:
    explicit SharedFile(std::size_t size) try : memory_(size) {
    } catch (const MemoryFile::Refused& refused) {
        throw Error(ErrorCode::kCapture, refused.what());
    }

    std::uint8_t* data() const override { return memory_.data(); }

    // libxcb closes what it sends.
    xcb_void_cookie_t attach(xcb_connection_t* connection, xcb_shm_seg_t name) override {
        return xcb_shm_attach_fd_checked(connection, name, memory_.release_descriptor(),
                                         /*read_only=*/0);
    }

private:
    MemoryFile memory_;
};

class NumberedSegment final : public Mapped {
public:
    explicit NumberedSegment(std::size_t size)
        : id_(shmget(IPC_PRIVATE, size, IPC_CREAT | kOwnerOnly)) {
        if (id_ < 0) throw system_refused("shmget of " + std::to_string(size) + " bytes");
        void* const attached = shmat(id_, nullptr, 0);
        const int why = errno;
        // shmat reports failure as the address -1 (shmop(2)).
        if (reinterpret_cast<std::intptr_t>(attached) == -1) {
            shmctl(id_, IPC_RMID, nullptr);
            errno = why;
            throw system_refused("shmat");
        }
        data_ = static_cast<std::uint8_t*>(attached);
    }
    ~NumberedSegment() override {
        remove();
        shmdt(data_);
    }

    std::uint8_t* data() const override { return data_; }

    xcb_void_cookie_t attach(xcb_connection_t* connection, xcb_shm_seg_t name) override {
        return xcb_shm_attach_checked(connection, name, static_cast<std::uint32_t>(id_),
                                      /*read_only=*/0);
    }

    // The number is needed only until both sides hold the segment.
    void remove() {
        if (std::exchange(removed_, true)) return;
        shmctl(id_, IPC_RMID, nullptr);
    }

private:
    static constexpr int kOwnerOnly = 0600;
    int id_;
    bool removed_ = false;
    std::uint8_t* data_ = nullptr;
};

// Both sides hold it.
class SharedMemory final : public PictureMemory {
public:
    SharedMemory(xcb_connection_t* connection, std::unique_ptr<Mapped> mapped)
        : connection_(connection), mapped_(std::move(mapped)), name_(xcb_generate_id(connection)) {
        const XcbError refused(xcb_request_check(connection_, mapped_->attach(connection_, name_)));
        if (refused == nullptr) return;
        throw Error(ErrorCode::kCapture,
                    "the X server refused to attach shared memory: " + x_error_name(*refused));
    }
    ~SharedMemory() override {
        forget_error(connection_, xcb_shm_detach_checked(connection_, name_));
        xcb_flush(connection_);
    }

    std::uint8_t* data() const override { return mapped_->data(); }
    std::uint32_t shared_as() const override { return name_; }

private:
    xcb_connection_t* connection_;
    std::unique_ptr<Mapped> mapped_;
    xcb_shm_seg_t name_;
};

}  // namespace

std::unique_ptr<PictureMemory> share_memory(xcb_connection_t* connection, SharedBy way,
                                            std::size_t size) {
    if (way == SharedBy::kDescriptor)
        return std::make_unique<SharedMemory>(connection, std::make_unique<SharedFile>(size));
    auto segment = std::make_unique<NumberedSegment>(size);
    NumberedSegment& number = *segment;
    auto shared = std::make_unique<SharedMemory>(connection, std::move(segment));
    number.remove();
    return shared;
}

}  // namespace pixelflux
