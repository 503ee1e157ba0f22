// SPDX-License-Identifier: MPL-2.0
#include "xwayland.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "monotonic_time.h"

namespace pixelflux {
namespace {

constexpr Duration kPatience = std::chrono::minutes(1);
constexpr int kLookAgainMillis = 5;

std::string new_directory() {
    std::string path = (std::filesystem::temp_directory_path() / "pixelflux-XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    return path;
}

}  // namespace

Weston::Weston() : directory_(new_directory()) {
    process_ = fork();
    if (process_ == 0) {
        const int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        setenv("XDG_RUNTIME_DIR", directory_.c_str(), 1);
        const std::string socket = std::string("--socket=") + kSocket;
        execlp("weston", "weston", "--no-config", "--backend=headless-backend.so",
               "--shell=kiosk-shell.so", "--idle-time=0", socket.c_str(), nullptr);
        _exit(127);
    }
    const TimePoint deadline = Clock::now() + kPatience;
    while (!std::filesystem::exists(directory_ + "/" + kSocket)) {
        if (waitpid(process_, nullptr, WNOHANG) == process_) process_ = -1;
        if (process_ < 0 || Clock::now() >= deadline) {
            end();
            throw std::runtime_error("weston did not start; is it installed?");
        }
        poll(nullptr, 0, kLookAgainMillis);
    }
}

Weston::~Weston() { end(); }

void Weston::end() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    std::error_code left;
    std::filesystem::remove_all(directory_, left);
}

Xwayland::Xwayland(const Weston& compositor, bool rootless)
    : XServer([&] {
          std::vector<std::string> command = {"env",
                                              "XDG_RUNTIME_DIR=" + compositor.directory(),
                                              std::string("WAYLAND_DISPLAY=") + Weston::kSocket,
                                              "Xwayland",
                                              "-noreset",
                                              "-nolisten",
                                              "tcp"};
          if (rootless) command.push_back("-rootless");
          return command;
      }()) {}

}  // namespace pixelflux
