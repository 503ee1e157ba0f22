// SPDX-License-Identifier: MPL-2.0
#include "x11_display_name.h"

#include <sys/stat.h>

#include <cctype>
#include <cerrno>
#include <climits>
#include <cstdlib>

namespace pixelflux {
namespace {

constexpr char kSockets[] = "/tmp/.X11-unix/X";

bool exists(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0;
}

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
    for (const char* const one : words)
        if (word == one) return true;
    return false;
}

// Takes what strtoul takes, which libxcb uses, but no minus.
std::optional<int> parse_number(const std::string& text) {
    if (text.empty() || text.find('-') != std::string::npos) return std::nullopt;
    char* end = nullptr;
    errno = 0;
    const unsigned long value = std::strtoul(text.c_str(), &end, 10);
    if (end == text.c_str() || *end != '\0' || errno != 0 || value > INT_MAX) return std::nullopt;
    return static_cast<int>(value);
}

// A socket that is named as servers name theirs gives the number, too.
int number_of(const std::string& path) {
    const std::size_t digits = path.find_last_not_of("0123456789") + 1;
    if (digits == 0 || path[digits - 1] != 'X') return 0;
    return parse_number(path.substr(digits)).value_or(0);
}

std::optional<DisplayName> parse_path(const std::string& path) {
    DisplayName name;
    name.socket = path;
    if (!exists(path)) {
        const std::size_t dot = path.rfind('.');
        if (dot == std::string::npos) return std::nullopt;
        const std::optional<int> screen = parse_number(path.substr(dot + 1));
        name.socket = path.substr(0, dot);
        if (!screen || !exists(name.socket)) return std::nullopt;
        name.screen = *screen;
    }
    name.number = number_of(name.socket);
    return name;
}

bool parse_numbers(const std::string& text, DisplayName& name) {
    const std::size_t dot = text.find('.');
    const std::optional<int> number = parse_number(text.substr(0, dot));
    const std::optional<int> screen =
        dot == std::string::npos ? 0 : parse_number(text.substr(dot + 1));
    if (!number || !screen) return false;
    name.number = *number;
    name.screen = *screen;
    return true;
}

}  // namespace

std::optional<DisplayName> parse_display_name(const std::string& text) {
    const std::string path = text.rfind("unix:", 0) == 0 ? text.substr(5) : text;
    if (!path.empty() && path[0] == '/') {
        if (const std::optional<DisplayName> socket = parse_path(path)) return socket;
    }
    const std::size_t slash = text.rfind('/');
    const std::string protocol = slash == std::string::npos ? "" : text.substr(0, slash);
    const std::string address = slash == std::string::npos ? text : text.substr(slash + 1);
    const std::size_t colon = address.rfind(':');
    DisplayName name;
    if (colon == std::string::npos || !parse_numbers(address.substr(colon + 1), name))
        return std::nullopt;

    const std::string host = address.substr(0, colon);
    const std::string socket = kSockets + std::to_string(name.number);
    if (protocol == "unix" || host == "unix") {
        name.socket = socket;
        return name;
    }
    if (slash != std::string::npos &&
        (host.empty() || !is_one_of(protocol, {"tcp", "inet", "inet6"})))
        return std::nullopt;
    if (host.empty()) {
        name.socket = socket;
        name.host = "localhost";
        return name;
    }
    name.only_address = host.size() > 2 && host.front() == '[' && host.back() == ']';
    name.host = name.only_address ? host.substr(1, host.size() - 2) : host;
    return name;
}

}  // namespace pixelflux
