// SPDX-License-Identifier: MPL-2.0
#include "x11_segment.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

#include "error.h"
#include "file_limit.h"

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

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return number_; }
    // The caller closes it.
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

class MemoryFile final : public Mapped {
public:
    explicit MemoryFile(std::size_t size)
        : file_(memfd_create("pixelflux", MFD_CLOEXEC | MFD_ALLOW_SEALING)), size_(size) {
        if (file_.get() < 0) throw system_refused("memfd_create");
        require_file_of(size);
        if (ftruncate(file_.get(), static_cast<off_t>(size)) != 0)
            throw system_refused("ftruncate to " + std::to_string(size) + " bytes");
        // Who holds the file could make it smaller, which would end a process that reads it.
        if (fcntl(file_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
            throw system_refused("sealing a memfd");
        void* const mapped =
            mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file_.get(), 0);
        if (mapped == MAP_FAILED) throw system_refused("mmap of a memfd");
        data_ = static_cast<std::uint8_t*>(mapped);
    }
    ~MemoryFile() override { munmap(data_, size_); }

    std::uint8_t* data() const override { return data_; }

    // libxcb closes what it sends.
    xcb_void_cookie_t attach(xcb_connection_t* connection, xcb_shm_seg_t name) override {
        return xcb_shm_attach_fd_checked(connection, name, file_.release(), /*read_only=*/0);
    }

private:
    Descriptor file_;
    std::size_t size_;
    std::uint8_t* data_ = nullptr;
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
        return std::make_unique<SharedMemory>(connection, std::make_unique<MemoryFile>(size));
    auto segment = std::make_unique<NumberedSegment>(size);
    NumberedSegment& number = *segment;
    auto shared = std::make_unique<SharedMemory>(connection, std::move(segment));
    number.remove();
    return shared;
}

}  // namespace pixelflux
