// SPDX-License-Identifier: MPL-2.0
#include "private_desktop.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pixelflux {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kPatience = std::chrono::minutes(1);
constexpr int kLookAgainMillis = 5;

constexpr char kPipewireConf[] = R"(
context.properties = {
    log.level = 0
    core.daemon = true
    core.name = pipewire-0
    support.dbus = false
    mem.allow-mlock = false
}
context.spa-libs = {
    support.* = support/libspa-support
}
context.modules = [
    { name = libpipewire-module-protocol-native }
    { name = libpipewire-module-metadata }
    { name = libpipewire-module-client-node }
    { name = libpipewire-module-access }
    { name = libpipewire-module-link-factory }
]
)";

std::string bus_conf(const std::string& directory) {
    return "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
           " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
           "<busconfig><type>session</type><listen>unix:path=" +
           directory +
           "/bus</listen><auth>EXTERNAL</auth><policy context=\"default\">"
           "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/>"
           "</policy></busconfig>\n";
}

pid_t start_program(std::vector<std::string> words, const PrivateDesktop& desktop) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t process = fork();
    if (process != 0) return process;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int null = open("/dev/null", O_RDWR);
    for (int standard = 0; standard <= 2; ++standard) dup2(null, standard);
    setenv("XDG_RUNTIME_DIR", desktop.directory().c_str(), 1);
    setenv("HOME", desktop.directory().c_str(), 1);
    setenv("DBUS_SESSION_BUS_ADDRESS", desktop.bus_address().c_str(), 1);
    setenv("DBUS_SYSTEM_BUS_ADDRESS", desktop.bus_address().c_str(), 1);
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    execvp(arguments[0], arguments.data());
    _exit(127);
}

// A socket is there before anybody listens.
bool answers(const std::string& path) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const bool connected =
        connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(socket);
    return connected;
}

void wait_for(const std::string& socket, pid_t& process, const char* program) {
    const auto deadline = Clock::now() + kPatience;
    while (!answers(socket)) {
        if (waitpid(process, nullptr, WNOHANG) == process) process = -1;
        if (process < 0 || Clock::now() >= deadline)
            throw std::runtime_error(std::string(program) + " did not start; is it installed?");
        poll(nullptr, 0, kLookAgainMillis);
    }
}

void kill_program(pid_t& process) {
    if (process <= 0) return;
    ::kill(process, SIGKILL);
    waitpid(process, nullptr, 0);
    process = -1;
}

}  // namespace

PrivateDesktop::PrivateDesktop() {
    directory_ = (std::filesystem::temp_directory_path() / "pixelflux-XXXXXX").string();
    if (mkdtemp(directory_.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    try {
        start();
    } catch (...) {
        end();
        throw;
    }
}

void PrivateDesktop::start() {
    std::ofstream(directory_ + "/bus.conf") << bus_conf(directory_);
    std::ofstream(directory_ + "/pipewire.conf") << kPipewireConf;
    bus_ = start_program(
        {"dbus-daemon", "--config-file=" + directory_ + "/bus.conf", "--nofork", "--nopidfile"},
        *this);
    pipewire_ = start_program({"pipewire", "-c", directory_ + "/pipewire.conf"}, *this);
    wait_for(directory_ + "/bus", bus_, "dbus-daemon");
    wait_for(pipewire(), pipewire_, "pipewire");
}

PrivateDesktop::~PrivateDesktop() { end(); }

void PrivateDesktop::end() {
    kill_program(pipewire_);
    kill_program(bus_);
    std::error_code left;
    std::filesystem::remove_all(directory_, left);
}

void PrivateDesktop::kill_pipewire() { kill_program(pipewire_); }

}  // namespace pixelflux
