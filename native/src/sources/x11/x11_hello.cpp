// SPDX-License-Identifier: MPL-2.0
#include "x11_hello.h"

#include <poll.h>
#include <sys/socket.h>
#include <xcb/xcb.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "socket.h"
#include "x11_setup.h"

namespace pixelflux {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Kind = X11Answer::Kind;

// X protocol, section 8, connection setup.
constexpr std::uint8_t kFailed = 0;
constexpr std::uint8_t kSuccess = 1;
constexpr std::uint8_t kAuthenticate = 2;
constexpr std::uint8_t kLeastSignificantFirst = 'l';
constexpr std::uint8_t kMostSignificantFirst = 'B';

constexpr std::size_t kLongestWords = 300;

void append(Bytes& bytes, const std::string& text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    bytes.resize((bytes.size() + 3) / 4 * 4);
}

Bytes hello(const std::optional<Cookie>& cookie) {
    const std::uint16_t one = 1;
    xcb_setup_request_t request{};
    request.byte_order = *reinterpret_cast<const std::uint8_t*>(&one) == 1 ? kLeastSignificantFirst
                                                                           : kMostSignificantFirst;
    request.protocol_major_version = X_PROTOCOL;
    request.protocol_minor_version = X_PROTOCOL_REVISION;
    if (cookie) {
        request.authorization_protocol_name_len = static_cast<std::uint16_t>(cookie->kind.size());
        request.authorization_protocol_data_len = static_cast<std::uint16_t>(cookie->secret.size());
    }
    const auto* const start = reinterpret_cast<const std::uint8_t*>(&request);
    Bytes bytes(start, start + sizeof request);
    if (cookie) {
        append(bytes, cookie->kind);
        append(bytes, cookie->secret);
    }
    return bytes;
}

// A server that does not read it may have said why, so this is no failure.
void send_all(int socket, const Bytes& bytes, TimePoint deadline) {
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t count =
            ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count >= 0) {
            sent += static_cast<std::size_t>(count);
        } else if (errno != EINTR && (errno != EAGAIN || !is_ready(socket, POLLOUT, deadline))) {
            return;
        }
    }
}

enum class Reading { kWhole, kEnded, kLate };

// Appends `count` bytes, or as many as came.
Reading receive(int socket, Bytes& bytes, std::size_t count, TimePoint deadline) {
    const std::size_t end = bytes.size() + count;
    std::size_t at = bytes.size();
    bytes.resize(end);
    Reading result = Reading::kWhole;
    while (at < end) {
        const ssize_t came = ::recv(socket, bytes.data() + at, end - at, 0);
        if (came > 0) {
            at += static_cast<std::size_t>(came);
        } else if (came < 0 && errno == EAGAIN) {
            if (is_ready(socket, POLLIN, deadline)) continue;
            result = Reading::kLate;
            break;
        } else if (came == 0 || errno != EINTR) {
            result = Reading::kEnded;
            break;
        }
    }
    bytes.resize(at);
    return result;
}

// A server may say anything, and this goes to logs.
std::string printable(const Bytes& bytes, std::size_t begin, std::size_t length) {
    const std::size_t end = std::min({bytes.size(), begin + length, begin + kLongestWords});
    std::string words;
    for (std::size_t at = begin; at < end && bytes[at] != 0; ++at) {
        const bool is_printable = bytes[at] >= ' ' && bytes[at] <= '~';
        words += is_printable ? static_cast<char>(bytes[at]) : bytes[at] == '\n' ? ' ' : '?';
    }
    words.erase(words.find_last_not_of(' ') + 1);
    return words;
}

}  // namespace

X11Answer say_hello(int socket, const std::optional<Cookie>& cookie, TimePoint deadline) {
    send_all(socket, hello(cookie), deadline);
    Bytes answer;
    // All answers begin in the same way.
    Reading reading = receive(socket, answer, sizeof(xcb_setup_failed_t), deadline);
    const std::uint8_t status = answer.empty() ? kFailed : answer[0];
    if (status > kAuthenticate) return {Kind::kGibberish, {}, ""};
    if (reading == Reading::kWhole) {
        xcb_setup_failed_t beginning{};
        std::memcpy(&beginning, answer.data(), sizeof beginning);
        reading = receive(socket, answer, std::size_t{beginning.length} * 4, deadline);
        if (status != kSuccess) {
            const std::size_t length =
                status == kFailed ? answer[1] : answer.size() - sizeof beginning;
            return {Kind::kRefusal, {}, printable(answer, sizeof beginning, length)};
        }
    }
    if (reading == Reading::kLate) return {Kind::kSilence, {}, ""};
    if (reading == Reading::kEnded) return {Kind::kNothing, {}, ""};
    if (!is_sound(answer)) return {Kind::kGibberish, {}, ""};
    return {Kind::kWelcome, std::move(answer), ""};
}

}  // namespace pixelflux
