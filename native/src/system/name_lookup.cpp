// SPDX-License-Identifier: MPL-2.0
#include "name_lookup.h"

#include <dlfcn.h>
#include <netdb.h>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "start_thread.h"

namespace pixelflux {
namespace {

struct FreeAddresses {
    void operator()(addrinfo* first) const { freeaddrinfo(first); }
};

NameLookup look_up_now(const std::string& host, const std::string& port, int flags) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags | AI_NUMERICSERV;
    addrinfo* first = nullptr;
    const int failure = getaddrinfo(host.c_str(), port.c_str(), &hints, &first);
    const int system_failure = errno;
    const std::unique_ptr<addrinfo, FreeAddresses> found(failure == 0 ? first : nullptr);
    NameLookup result;
    for (const addrinfo* one = found.get(); one != nullptr; one = one->ai_next) {
        InternetAddress address;
        if (one->ai_addrlen > sizeof address.storage) continue;
        std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
        address.size = one->ai_addrlen;
        result.addresses.push_back(address);
    }
    if (failure == EAI_SYSTEM) {
        result.failure = std::strerror(system_failure);
    } else if (failure != 0) {
        result.failure = gai_strerror(failure);
    }
    return result;
}

// No exception may leave a thread.
NameLookup look_up_in_thread(const std::string& host, const std::string& port) noexcept {
    try {
        return look_up_now(host, port, AI_ADDRCONFIG);
    } catch (const std::bad_alloc&) {
        return {{}, "no memory"};  // short enough to need none
    }
}

// Shared by the caller and the thread that looks up, which may outlive the caller.
struct Question {
    std::mutex mutex;
    std::condition_variable answered;
    bool has_answer = false;
    NameLookup answer;
};

// A thread stays behind in our code. If the JVM unloaded the library with its class loader, that
// would end the process.
void stay_loaded() {
    Dl_info library{};
    if (dladdr(reinterpret_cast<const void*>(&stay_loaded), &library) != 0)
        dlopen(library.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

}  // namespace

std::string text_of(const InternetAddress& address) {
    char text[NI_MAXHOST] = "?";
    getnameinfo(address.get(), address.size, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
    return text;
}

NameLookup look_up(const std::string& host, bool only_address, std::uint16_t port,
                   TimePoint deadline) {
    const std::string service = std::to_string(port);
    NameLookup address = look_up_now(host, service, AI_NUMERICHOST);
    if (!address.addresses.empty() || only_address) return address;

    const auto question = std::make_shared<Question>();
    start_thread("pf-lookup", [question, host, service] {
        NameLookup answer = look_up_in_thread(host, service);
        const std::lock_guard<std::mutex> lock(question->mutex);
        question->answer = std::move(answer);
        question->has_answer = true;
        question->answered.notify_one();
    }).detach();
    std::unique_lock<std::mutex> lock(question->mutex);
    if (question->answered.wait_until(lock, deadline, [&] { return question->has_answer; }))
        return question->answer;
    stay_loaded();
    return {{}, "no name server answers"};
}

}  // namespace pixelflux
