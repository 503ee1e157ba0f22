// SPDX-License-Identifier: MPL-2.0
#include "wayland_window.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

#include "rect.h"
#include "wlr-virtual-pointer-unstable-v1-client-protocol.h"
#include "xdg-shell-client-protocol.h"

namespace pixelflux {
namespace {

constexpr std::uint32_t kNamedOutput = 4;  // the version of wl_output that has names
constexpr std::size_t kBuffers = 3;
constexpr Size kUntold = {16, 16};

struct Output {
    wl_output* proxy;
    std::string name;
};

}  // namespace

struct WaylandWindow::Connection {
    wl_display* display = nullptr;
    wl_compositor* compositor = nullptr;
    wl_shm* memory = nullptr;
    xdg_wm_base* shell = nullptr;
    wl_seat* seat = nullptr;
    zwlr_virtual_pointer_manager_v1* pointers = nullptr;
    std::vector<std::unique_ptr<Output>> outputs;
    wl_surface* surface = nullptr;
    xdg_surface* role = nullptr;
    xdg_toplevel* window = nullptr;
    Size wanted;
    Size size;
    bool configured = false;
    std::vector<std::uint8_t> canvas;

    struct Buffer {
        wl_buffer* proxy = nullptr;
        bool busy = false;
        Rect stale;  // what of it is not as the canvas
    };
    Buffer buffers[kBuffers];
    std::unique_ptr<WaylandPointer> pointer;
    std::uint8_t* pool = nullptr;
    std::size_t pool_bytes = 0;

    static const wl_registry_listener kRegistry;
    static const wl_output_listener kOutput;
    static const xdg_wm_base_listener kShell;
    static const xdg_surface_listener kRole;
    static const xdg_toplevel_listener kWindow;
    static const wl_buffer_listener kBuffer;

    void require() const {
        if (wl_display_get_error(display) != 0)
            throw std::runtime_error("the compositor has ended the connection");
    }
    void roundtrip() const {
        if (wl_display_roundtrip(display) < 0) require();
    }

    void dispatch() const {
        if (wl_display_dispatch(display) < 0) require();
    }

    wl_output* named(const std::string& name) const {
        for (const std::unique_ptr<Output>& output : outputs) {
            if (output->name == name) return output->proxy;
        }
        throw std::runtime_error("no output " + name);
    }

    void drop_buffers() {
        for (Buffer& buffer : buffers) {
            if (buffer.proxy != nullptr) wl_buffer_destroy(buffer.proxy);
            buffer = {};
        }
        if (pool != nullptr) munmap(pool, pool_bytes);
        pool = nullptr;
    }

    void make_buffers() {
        drop_buffers();
        size = wanted;
        canvas.assign(picture_bytes(size), 0);
        pool_bytes = kBuffers * picture_bytes(size);
        const int file = memfd_create("wayland_window", MFD_CLOEXEC);
        if (file < 0 || ftruncate(file, static_cast<off_t>(pool_bytes)) != 0)
            throw std::runtime_error("no memory to share");
        pool = static_cast<std::uint8_t*>(
            mmap(nullptr, pool_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
        wl_shm_pool* const shared =
            wl_shm_create_pool(memory, file, static_cast<std::int32_t>(pool_bytes));
        for (std::size_t i = 0; i < kBuffers; ++i) {
            buffers[i].proxy = wl_shm_pool_create_buffer(
                shared, static_cast<std::int32_t>(i * picture_bytes(size)), size.width, size.height,
                static_cast<std::int32_t>(row_bytes(size.width)), WL_SHM_FORMAT_XRGB8888);
            wl_buffer_add_listener(buffers[i].proxy, &kBuffer, &buffers[i]);
        }
        wl_shm_pool_destroy(shared);
        close(file);
    }

    std::size_t free_buffer() {
        while (true) {
            for (std::size_t i = 0; i < kBuffers; ++i) {
                if (!buffers[i].busy) return i;
            }
            dispatch();
        }
    }

    void copy_to(std::size_t number, const Rect& part) {
        std::uint8_t* const to = pool + number * picture_bytes(size);
        for (int y = part.y; y < bottom_of(part); ++y) {
            const std::size_t at =
                static_cast<std::size_t>(y) * row_bytes(size.width) + row_bytes(part.x);
            std::memcpy(to + at, canvas.data() + at, row_bytes(part.width));
        }
    }
};

const wl_registry_listener WaylandWindow::Connection::kRegistry = {
    [](void* self, wl_registry* registry, std::uint32_t name, const char* interface,
       std::uint32_t version) {
        auto& connection = *static_cast<Connection*>(self);
        const std::string is = interface;
        if (is == wl_compositor_interface.name) {
            connection.compositor = static_cast<wl_compositor*>(
                wl_registry_bind(registry, name, &wl_compositor_interface, 4));
        } else if (is == wl_shm_interface.name) {
            connection.memory =
                static_cast<wl_shm*>(wl_registry_bind(registry, name, &wl_shm_interface, 1));
        } else if (is == xdg_wm_base_interface.name) {
            connection.shell = static_cast<xdg_wm_base*>(
                wl_registry_bind(registry, name, &xdg_wm_base_interface, 1));
            xdg_wm_base_add_listener(connection.shell, &kShell, self);
        } else if (is == wl_seat_interface.name) {
            connection.seat =
                static_cast<wl_seat*>(wl_registry_bind(registry, name, &wl_seat_interface, 1));
        } else if (is == zwlr_virtual_pointer_manager_v1_interface.name) {
            connection.pointers = static_cast<zwlr_virtual_pointer_manager_v1*>(
                wl_registry_bind(registry, name, &zwlr_virtual_pointer_manager_v1_interface, 1));
        } else if (is == wl_output_interface.name && version >= kNamedOutput) {
            auto output = std::make_unique<Output>();
            output->proxy = static_cast<wl_output*>(
                wl_registry_bind(registry, name, &wl_output_interface, kNamedOutput));
            wl_output_add_listener(output->proxy, &kOutput, output.get());
            connection.outputs.push_back(std::move(output));
        }
    },
    [](void*, wl_registry*, std::uint32_t) {},
};

const wl_output_listener WaylandWindow::Connection::kOutput = {
    [](void*, wl_output*, std::int32_t, std::int32_t, std::int32_t, std::int32_t, std::int32_t,
       const char*, const char*, std::int32_t) {},
    [](void*, wl_output*, std::uint32_t, std::int32_t, std::int32_t, std::int32_t) {},
    [](void*, wl_output*) {},
    [](void*, wl_output*, std::int32_t) {},
    [](void* self, wl_output*, const char* name) { static_cast<Output*>(self)->name = name; },
    [](void*, wl_output*, const char*) {},
};

const xdg_wm_base_listener WaylandWindow::Connection::kShell = {
    [](void*, xdg_wm_base* shell, std::uint32_t serial) { xdg_wm_base_pong(shell, serial); },
};

const xdg_surface_listener WaylandWindow::Connection::kRole = {
    [](void* self, xdg_surface* role, std::uint32_t serial) {
        static_cast<Connection*>(self)->configured = true;
        xdg_surface_ack_configure(role, serial);
    },
};

const xdg_toplevel_listener WaylandWindow::Connection::kWindow = {
    [](void* self, xdg_toplevel*, std::int32_t width, std::int32_t height, wl_array*) {
        if (width > 0 && height > 0) static_cast<Connection*>(self)->wanted = {width, height};
    },
    [](void*, xdg_toplevel*) {},
    // Of versions that were not asked for.
    nullptr,
    nullptr,
};

const wl_buffer_listener WaylandWindow::Connection::kBuffer = {
    [](void* self, wl_buffer*) { static_cast<Buffer*>(self)->busy = false; },
};

WaylandWindow::WaylandWindow(const std::string& display, const std::string& output)
    : connection_(std::make_unique<Connection>()) {
    Connection& c = *connection_;
    c.display = wl_display_connect(display.c_str());
    if (c.display == nullptr) throw std::runtime_error("cannot open " + display);
    wl_registry_add_listener(wl_display_get_registry(c.display), &Connection::kRegistry, &c);
    c.roundtrip();
    c.roundtrip();
    if (c.compositor == nullptr || c.memory == nullptr || c.shell == nullptr)
        throw std::runtime_error("the compositor has no windows");
    c.surface = wl_compositor_create_surface(c.compositor);
    c.role = xdg_wm_base_get_xdg_surface(c.shell, c.surface);
    xdg_surface_add_listener(c.role, &Connection::kRole, &c);
    c.window = xdg_surface_get_toplevel(c.role);
    xdg_toplevel_add_listener(c.window, &Connection::kWindow, &c);
    xdg_toplevel_set_fullscreen(c.window, output.empty() ? nullptr : c.named(output));
    wl_surface_commit(c.surface);
    while (!c.configured) c.dispatch();
    // Some compositors say how large a window is to be only when it is shown.
    if (c.wanted == Size{}) {
        c.wanted = kUntold;
        c.make_buffers();
        show({whole_of(c.size)});
        while (c.wanted == kUntold) c.dispatch();
    }
    c.make_buffers();
    show({whole_of(c.size)});
}

WaylandWindow::~WaylandWindow() {
    connection_->pointer.reset();
    connection_->drop_buffers();
    if (connection_->display != nullptr) wl_display_disconnect(connection_->display);
}

Size WaylandWindow::size() const { return connection_->size; }

MutablePixelView WaylandWindow::picture() {
    Connection& c = *connection_;
    return {c.canvas.data(), c.size.width, c.size.height, row_bytes(c.size.width)};
}

TimePoint WaylandWindow::show(const std::vector<Rect>& changed) {
    Connection& c = *connection_;
    const std::size_t number = c.free_buffer();
    Connection::Buffer& buffer = c.buffers[number];
    Rect all = buffer.stale;
    for (const Rect& part : changed) all = hull(all, part);
    c.copy_to(number, all);
    for (std::size_t i = 0; i < kBuffers; ++i) {
        for (const Rect& part : changed) c.buffers[i].stale = hull(c.buffers[i].stale, part);
    }
    buffer.stale = {};
    buffer.busy = true;
    const TimePoint left = Clock::now();
    wl_surface_attach(c.surface, buffer.proxy, 0, 0);
    for (const Rect& part : changed)
        wl_surface_damage_buffer(c.surface, part.x, part.y, part.width, part.height);
    wl_surface_commit(c.surface);
    c.roundtrip();
    return left;
}

WaylandPointer& WaylandWindow::pointer() {
    Connection& c = *connection_;
    if (!c.pointer)
        c.pointer = std::make_unique<WaylandPointer>(
            WaylandPointer::Globals{c.display, c.compositor, c.memory, c.seat, c.pointers});
    return *c.pointer;
}

void WaylandWindow::catch_up() {
    Connection& c = *connection_;
    c.roundtrip();
    if (c.wanted == c.size) return;
    c.make_buffers();
    show({whole_of(c.size)});
}

}  // namespace pixelflux
