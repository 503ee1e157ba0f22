// SPDX-License-Identifier: MPL-2.0
#include "restore_token.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "socket.h"

namespace pixelflux {
namespace {

// Portals give some dozens of characters.
constexpr std::size_t kLongest = 4096;

std::string about(const std::string& path, const std::string& trouble) {
    return "restoreTokenFile: " + path + " " + trouble;
}

std::string about(const std::string& path, const std::string& what, int reason) {
    return about(path, what + ": " + std::strerror(reason));
}

}  // namespace

std::string read_restore_token(const std::string& path) {
    const Socket file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file) {
        if (errno == ENOENT) return "";
        throw Error(ErrorCode::kArgument, about(path, "cannot be read", errno));
    }
    struct stat found {};
    if (fstat(file.get(), &found) != 0 || !S_ISREG(found.st_mode))
        throw Error(ErrorCode::kArgument, about(path, "is not a file"));
    std::string token(kLongest + 1, '\0');
    std::size_t size = 0;
    while (size < token.size()) {
        const ssize_t got = read(file.get(), token.data() + size, token.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw Error(ErrorCode::kArgument, about(path, "cannot be read", errno));
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size > kLongest) {
        throw Error(ErrorCode::kArgument,
                    about(path, "is longer than a token, allowed up to " +
                                    std::to_string(kLongest) + " bytes; name another file"));
    }
    token.resize(size);
    while (!token.empty() && token.back() == '\n') token.pop_back();
    return token;
}

Error wrong_restore_token(const std::string& path) {
    return Error(ErrorCode::kArgument,
                 about(path, "is no token, which is text in UTF-8; name another file"));
}

void write_restore_token(const std::string& path, const std::string& token) {
    std::string made = path + ".XXXXXX";
    // Readable by its owner alone from the first moment on.
    const Socket file(mkostemp(made.data(), O_CLOEXEC));
    if (!file) throw Error(ErrorCode::kCapture, about(path, "cannot be written: " + made, errno));
    std::size_t at = 0;
    int failure = 0;
    while (at < token.size() && failure == 0) {
        const ssize_t put = write(file.get(), token.data() + at, token.size() - at);
        if (put >= 0)
            at += static_cast<std::size_t>(put);
        else if (errno != EINTR)
            failure = errno;
    }
    if (failure == 0 && fsync(file.get()) != 0) failure = errno;
    if (failure == 0 && std::rename(made.c_str(), path.c_str()) != 0) failure = errno;
    if (failure == 0) return;
    unlink(made.c_str());
    throw Error(ErrorCode::kCapture, about(path, "cannot be written", failure));
}

}  // namespace pixelflux
