// SPDX-License-Identifier: MPL-2.0
#include "lying_compositor.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <wayland-server.h>

#include "buffer_need.h"
#include "ext-image-capture-source-v1-server-protocol.h"
#include "ext-image-copy-capture-v1-server-protocol.h"
#include "lying_cursor.h"
#include "orientation.h"
#include "rect.h"
#include "wlr-screencopy-unstable-v1-server-protocol.h"

namespace pixelflux {
namespace {

constexpr int kNonsense = 1000;

std::string new_directory() {
    std::string path = (std::filesystem::temp_directory_path() / "pixelflux-XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    return path;
}

int listen_at(const std::string& path) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    if (bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(socket, 16) != 0)
        throw std::runtime_error("cannot listen at " + path);
    return socket;
}

// Blue, green and red of a pixel, or with `red_first` in the lowest bits red, green and blue.
void write_ten_bits(const std::uint8_t* from, bool red_first, std::uint8_t* to) {
    const auto bits = [](std::uint8_t colour) {
        return std::uint32_t{colour} << 2 | std::uint32_t{colour} >> 6;
    };
    const std::uint32_t pixel = bits(from[red_first ? 2 : 0]) | bits(from[1]) << 10 |
                                bits(from[red_first ? 0 : 2]) << 20 | 0x40000000;
    std::memcpy(to, &pixel, sizeof pixel);
}

}  // namespace

struct LyingCompositor::Server {
    // A copy that somebody asked for, by either protocol.
    struct Copy {
        wl_resource* resource;
        wl_resource* buffer = nullptr;
        bool with_damage = false;
        bool asked = false;
        bool of_session = false;
    };

    struct Monitor {
        Server* server;
        std::string name;
        wl_global* global;
    };

    explicit Server(const Lies& told) : lies(told), directory(new_directory()) {
        path = directory + "/wayland-liar";
        display = wl_display_create();
        loop = wl_display_get_event_loop(display);
        wl_display_add_socket_fd(display, listen_at(path));
        wl_display_init_shm(display);
        wl_display_add_shm_format(display, lies.format);
        wake = eventfd(0, EFD_CLOEXEC);
        wakes = wl_event_loop_add_fd(
            loop, wake, WL_EVENT_READABLE,
            [](int fd, std::uint32_t, void* self) {
                std::uint64_t count = 0;
                [[maybe_unused]] const ssize_t taken = read(fd, &count, sizeof count);
                static_cast<Server*>(self)->carry_out();
                return 0;
            },
            this);
        for (int i = 0; i < lies.outputs; ++i) add_output();
        if (lies.offers_screencopy)
            wl_global_create(display, &zwlr_screencopy_manager_v1_interface,
                             static_cast<int>(lies.version), this, bind_screencopy);
        if (lies.offers_image_copy) {
            cursor.offer_seat(display);
            wl_global_create(display, &ext_output_image_capture_source_manager_v1_interface, 1,
                             this, bind_sources);
            wl_global_create(display, &ext_image_copy_capture_manager_v1_interface, 1, this,
                             bind_image_copy);
        }
        resize(lies.size);
        thread = std::thread([this] { wl_display_run(display); });
    }

    ~Server() {
        do_there([this] { wl_display_terminate(display); });
        thread.join();
        wl_event_source_remove(wakes);
        wl_display_destroy_clients(display);
        wl_display_destroy(display);
        close(wake);
        std::error_code left;
        std::filesystem::remove_all(directory, left);
    }

    // Runs it in the server's thread, and waits for that.
    void do_there(std::function<void()> task) {
        std::promise<void> done;
        {
            const std::lock_guard<std::mutex> lock(mutex);
            tasks.push_back([&] {
                task();
                done.set_value();
            });
        }
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = write(wake, &one, sizeof one);
        done.get_future().get();
    }

    void carry_out() {
        std::vector<std::function<void()>> now;
        {
            const std::lock_guard<std::mutex> lock(mutex);
            now.swap(tasks);
        }
        for (const std::function<void()>& task : now) task();
    }

    static Server& of(wl_resource* resource) {
        return *static_cast<Server*>(wl_resource_get_user_data(resource));
    }
    static void destroy(wl_client*, wl_resource* resource) { wl_resource_destroy(resource); }

    // Outputs

    void add_output() {
        auto monitor = std::make_unique<Monitor>();
        monitor->server = this;
        monitor->name = "LIAR-" + std::to_string(monitors.size() + 1);
        monitor->global =
            wl_global_create(display, &wl_output_interface, 4, monitor.get(), bind_output);
        monitors.push_back(std::move(monitor));
    }

    static void bind_output(wl_client* client, void* self, std::uint32_t version,
                            std::uint32_t id) {
        const auto& monitor = *static_cast<Monitor*>(self);
        Server& server = *monitor.server;
        static const struct wl_output_interface kCalls = {destroy};
        wl_resource* const output =
            wl_resource_create(client, &wl_output_interface, static_cast<int>(version), id);
        wl_resource_set_implementation(output, &kCalls, &server,
                                       [](wl_resource* gone) { of(gone).bound.erase(gone); });
        server.bound.insert(output);
        server.introduce(output, monitor.name);
    }

    void introduce(wl_resource* output, const std::string& name) {
        wl_output_send_geometry(output, 0, 0, 0, 0, 0, "the liar's", "monitor", lies.transform);
        wl_output_send_mode(output, WL_OUTPUT_MODE_CURRENT, lies.size.width, lies.size.height,
                            60000);
        if (!name.empty()) wl_output_send_name(output, name.c_str());
        wl_output_send_done(output);
    }

    void resize(Size size) {
        for (Copy* copy : waiting()) answer(*copy);
        lies.size = size;
        const Orientation orientation(size, lies.transform, false);
        upright = orientation.picture();
        picture.assign(picture_bytes(upright), 0);
        damage = {whole_of(size)};
        for (wl_resource* output : bound) introduce(output, "");
        for (wl_resource* session : sessions) tell_constraints(session);
    }

    // Copies

    std::vector<Copy*> waiting() {
        std::vector<Copy*> all;
        for (auto& [resource, copy] : copies) {
            if (copy.asked) all.push_back(&copy);
        }
        return all;
    }

    void ask(Copy& copy) {
        ++asked;
        copy.asked = true;
        if (stalled) return;
        if (!copy.with_damage || !damage.empty()) answer(copy);
    }

    Size buffer_size() const { return lies.said_size == Size{} ? lies.size : lies.said_size; }
    std::uint32_t stride() const {
        return static_cast<std::uint32_t>(buffer_size().width * kBytesPerPixel + lies.more_stride);
    }

    void draw_into(wl_resource* resource, bool y_inverted) {
        wl_shm_buffer* const buffer = wl_shm_buffer_get(resource);
        if (buffer == nullptr) return;
        const PixelOrder order = order_of_format(lies.format).value_or(kBgrx);
        wl_shm_buffer_begin_access(buffer);
        auto* const data = static_cast<std::uint8_t*>(wl_shm_buffer_get_data(buffer));
        const auto bytes_a_row = static_cast<std::size_t>(wl_shm_buffer_get_stride(buffer));
        const int rows = std::min(wl_shm_buffer_get_height(buffer), lies.size.height);
        const int columns = std::min(wl_shm_buffer_get_width(buffer), lies.size.width);
        for (int y = 0; y < rows; ++y) {
            for (int x = 0; x < columns; ++x) {
                const int row = y_inverted ? rows - 1 - y : y;
                std::uint8_t* const to =
                    data + static_cast<std::size_t>(row) * bytes_a_row + row_bytes(x);
                const std::uint8_t* const from = pixel_of_buffer(x, y);
                if (lies.format == kXrgbOfTenBits || lies.format == kXbgrOfTenBits) {
                    write_ten_bits(from, lies.format == kXbgrOfTenBits, to);
                    continue;
                }
                to[order.blue] = from[0];
                to[order.green] = from[1];
                to[order.red] = from[2];
            }
        }
        wl_shm_buffer_end_access(buffer);
    }

    // The upright picture's pixel that an output with this transform shows there.
    const std::uint8_t* pixel_of_buffer(int x, int y) const {
        const Orientation orientation(lies.size, lies.transform, false);
        const Rect place = orientation.to_picture({x, y, 1, 1});
        return picture.data() + static_cast<std::size_t>(place.y) * row_bytes(upright.width) +
               row_bytes(place.x);
    }

    std::vector<Rect> damage_to_tell() const {
        if (!lies.tells_damage) return {};
        if (!lies.damage_is_nonsense) return damage;
        std::vector<Rect> nonsense(kNonsense, {-7, 0x7fffff00, 0x7fffff00, 3});
        nonsense.push_back({0, 0, 0x7fffffff, 0x7fffffff});
        return nonsense;
    }

    void answer(Copy& copy) {
        copy.asked = false;
        if (lies.failures > 0) {
            --lies.failures;
            if (copy.of_session)
                ext_image_copy_capture_frame_v1_send_failed(copy.resource, 0);
            else
                zwlr_screencopy_frame_v1_send_failed(copy.resource);
            return;
        }
        draw_into(copy.buffer, !copy.of_session && lies.y_inverted);
        if (copy.of_session)
            finish_session_copy(copy.resource);
        else
            finish_screencopy(copy);
        if (copy.with_damage) damage.clear();
    }

    void finish_screencopy(const Copy& copy) {
        zwlr_screencopy_frame_v1_send_flags(copy.resource, lies.y_inverted ? 1 : 0);
        if (copy.with_damage) {
            for (const Rect& part : damage_to_tell())
                zwlr_screencopy_frame_v1_send_damage(
                    copy.resource, static_cast<std::uint32_t>(part.x),
                    static_cast<std::uint32_t>(part.y), static_cast<std::uint32_t>(part.width),
                    static_cast<std::uint32_t>(part.height));
        }
        zwlr_screencopy_frame_v1_send_ready(copy.resource, 0, 0, 0);
        if (!lies.answers_twice) return;
        zwlr_screencopy_frame_v1_send_failed(copy.resource);
        zwlr_screencopy_frame_v1_send_ready(copy.resource, 0, 0, 0);
    }

    void finish_session_copy(wl_resource* frame) {
        ext_image_copy_capture_frame_v1_send_transform(frame,
                                                       static_cast<std::uint32_t>(lies.transform));
        for (const Rect& part : damage_to_tell())
            ext_image_copy_capture_frame_v1_send_damage(frame, part.x, part.y, part.width,
                                                        part.height);
        ext_image_copy_capture_frame_v1_send_presentation_time(frame, 0, 0, 0);
        ext_image_copy_capture_frame_v1_send_ready(frame);
    }

    // zwlr_screencopy_manager_v1

    static void bind_screencopy(wl_client* client, void* self, std::uint32_t version,
                                std::uint32_t id) {
        static const struct zwlr_screencopy_manager_v1_interface kCalls = {
            [](wl_client* from, wl_resource* manager, std::uint32_t frame, std::int32_t cursor,
               wl_resource*) {
                of(manager).paints_cursor = cursor != 0;
                of(manager).begin_screencopy(from, manager, frame);
            },
            [](wl_client* from, wl_resource* manager, std::uint32_t frame, std::int32_t,
               wl_resource*, std::int32_t, std::int32_t, std::int32_t,
               std::int32_t) { of(manager).begin_screencopy(from, manager, frame); },
            destroy,
        };
        wl_resource_set_implementation(
            wl_resource_create(client, &zwlr_screencopy_manager_v1_interface,
                               static_cast<int>(version), id),
            &kCalls, self, nullptr);
    }

    static void ask_screencopy(wl_resource* frame, wl_resource* buffer, bool with_damage) {
        Server& server = of(frame);
        Copy& copy = server.copies.at(frame);
        copy.buffer = buffer;
        copy.with_damage = with_damage;
        server.ask(copy);
    }

    void begin_screencopy(wl_client* client, wl_resource* manager, std::uint32_t id) {
        static const struct zwlr_screencopy_frame_v1_interface kCalls = {
            [](wl_client*, wl_resource* frame, wl_resource* buffer) {
                ask_screencopy(frame, buffer, false);
            },
            destroy,
            [](wl_client*, wl_resource* frame, wl_resource* buffer) {
                ask_screencopy(frame, buffer, true);
            },
        };
        wl_resource* const frame = wl_resource_create(client, &zwlr_screencopy_frame_v1_interface,
                                                      wl_resource_get_version(manager), id);
        wl_resource_set_implementation(frame, &kCalls, this,
                                       [](wl_resource* gone) { of(gone).copies.erase(gone); });
        copies[frame] = {frame};
        if (lies.answers_twice) zwlr_screencopy_frame_v1_send_ready(frame, 0, 0, 0);
        zwlr_screencopy_frame_v1_send_buffer(
            frame, lies.format, static_cast<std::uint32_t>(buffer_size().width),
            static_cast<std::uint32_t>(buffer_size().height), stride());
        zwlr_screencopy_frame_v1_send_buffer_done(frame);
    }

    // ext_image_copy_capture_manager_v1

    static void bind_sources(wl_client* client, void* self, std::uint32_t, std::uint32_t id) {
        static const struct ext_output_image_capture_source_manager_v1_interface kCalls = {
            [](wl_client* from, wl_resource* manager, std::uint32_t source, wl_resource*) {
                static const struct ext_image_capture_source_v1_interface kSourceCalls = {destroy};
                wl_resource_set_implementation(
                    wl_resource_create(from, &ext_image_capture_source_v1_interface, 1, source),
                    &kSourceCalls, &of(manager), nullptr);
            },
            destroy,
        };
        wl_resource_set_implementation(
            wl_resource_create(client, &ext_output_image_capture_source_manager_v1_interface, 1,
                               id),
            &kCalls, self, nullptr);
    }

    static void bind_image_copy(wl_client* client, void* self, std::uint32_t, std::uint32_t id) {
        static const struct ext_image_copy_capture_manager_v1_interface kCalls = {
            [](wl_client* from, wl_resource* manager, std::uint32_t session, wl_resource*,
               std::uint32_t options) {
                of(manager).paints_cursor = options != 0;
                of(manager).begin_session(from, session);
            },
            [](wl_client* from, wl_resource* manager, std::uint32_t session, wl_resource*,
               wl_resource*) { of(manager).cursor.begin(from, session); },
            destroy,
        };
        wl_resource_set_implementation(
            wl_resource_create(client, &ext_image_copy_capture_manager_v1_interface, 1, id),
            &kCalls, self, nullptr);
    }

    void begin_session(wl_client* client, std::uint32_t id) {
        static const struct ext_image_copy_capture_session_v1_interface kCalls = {
            [](wl_client* from, wl_resource* session, std::uint32_t frame) {
                of(session).begin_frame(from, session, frame);
            },
            destroy,
        };
        wl_resource* const session =
            wl_resource_create(client, &ext_image_copy_capture_session_v1_interface, 1, id);
        wl_resource_set_implementation(session, &kCalls, this, [](wl_resource* gone) {
            of(gone).sessions.erase(gone);
            of(gone).used.erase(gone);
        });
        sessions.insert(session);
        tell_constraints(session);
    }

    void tell_constraints(wl_resource* session) {
        ext_image_copy_capture_session_v1_send_buffer_size(
            session, static_cast<std::uint32_t>(buffer_size().width),
            static_cast<std::uint32_t>(buffer_size().height));
        ext_image_copy_capture_session_v1_send_shm_format(session, lies.format);
        ext_image_copy_capture_session_v1_send_done(session);
    }

    void begin_frame(wl_client* client, wl_resource* session, std::uint32_t id) {
        static const struct ext_image_copy_capture_frame_v1_interface kCalls = {
            destroy,
            [](wl_client*, wl_resource* frame, wl_resource* buffer) {
                of(frame).copies.at(frame).buffer = buffer;
            },
            [](wl_client*, wl_resource*, std::int32_t, std::int32_t, std::int32_t, std::int32_t) {},
            [](wl_client*, wl_resource* frame) { of(frame).ask(of(frame).copies.at(frame)); },
        };
        wl_resource* const frame =
            wl_resource_create(client, &ext_image_copy_capture_frame_v1_interface, 1, id);
        wl_resource_set_implementation(frame, &kCalls, this,
                                       [](wl_resource* gone) { of(gone).copies.erase(gone); });
        Copy copy{frame};
        copy.of_session = true;
        copy.with_damage = !used.insert(session).second;
        copies[frame] = copy;
    }

    Lies lies;
    std::string directory;
    std::string path;
    wl_display* display;
    wl_event_loop* loop;
    int wake;
    wl_event_source* wakes;
    std::mutex mutex;  // guards the tasks
    std::vector<std::function<void()>> tasks;
    std::vector<std::unique_ptr<Monitor>> monitors;
    std::set<wl_resource*> bound;
    std::set<wl_resource*> sessions;
    std::set<wl_resource*> used;  // sessions that have had a copy
    std::map<wl_resource*, Copy> copies;
    Size upright;
    std::vector<std::uint8_t> picture;  // upright, 4 bytes a pixel
    std::vector<Rect> damage;           // in pixels of the buffer
    LyingCursor cursor;
    bool stalled = false;
    bool paints_cursor = false;
    std::atomic<int> asked{0};
    std::promise<void> thawed;
    bool frozen = false;
    std::thread thread;  // last: it uses the others
};

LyingCompositor::LyingCompositor(const Lies& lies) : server_(std::make_unique<Server>(lies)) {}

LyingCompositor::~LyingCompositor() {
    if (server_->frozen) server_->thawed.set_value();
}

const std::string& LyingCompositor::display() const { return server_->path; }

int LyingCompositor::copies() const { return server_->asked; }

void LyingCompositor::move_cursor(int x, int y) {
    server_->do_there([&] { server_->cursor.move(x, y); });
}

void LyingCompositor::take_cursor_away() {
    server_->do_there([&] { server_->cursor.leave(); });
}

void LyingCompositor::change_cursor(Size size, int hotspot_x, int hotspot_y, std::uint32_t argb) {
    server_->do_there([&] { server_->cursor.look(size, hotspot_x, hotspot_y, argb); });
}

void LyingCompositor::fail_cursor_copies(int copies) {
    server_->do_there([&] { server_->cursor.fail(copies); });
}

bool LyingCompositor::paints_cursor() const {
    bool paints = false;
    server_->do_there([&] { paints = server_->paints_cursor; });
    return paints;
}

int LyingCompositor::waiting() const {
    int count = 0;
    server_->do_there([&] { count = static_cast<int>(server_->waiting().size()); });
    return count;
}

void LyingCompositor::fill(const Rect& rect, std::uint32_t rgb) {
    server_->do_there([&] {
        Server& server = *server_;
        for (int y = rect.y; y < bottom_of(rect); ++y) {
            for (int x = rect.x; x < right_of(rect); ++x)
                std::memcpy(server.picture.data() +
                                static_cast<std::size_t>(y) * row_bytes(server.upright.width) +
                                row_bytes(x),
                            &rgb, kBytesPerPixel);
        }
        // The part of the buffer that shows it: the one that the orientation maps back to it.
        const Orientation orientation(server.lies.size, server.lies.transform, false);
        Rect part{};
        for (int y = 0; y < server.lies.size.height; ++y) {
            for (int x = 0; x < server.lies.size.width; ++x) {
                const Rect place = orientation.to_picture({x, y, 1, 1});
                if (contains(rect, place)) part = hull(part, {x, y, 1, 1});
            }
        }
        server.damage.push_back(part);
        if (server.stalled) return;
        for (Server::Copy* copy : server.waiting()) server.answer(*copy);
    });
}

void LyingCompositor::resize(Size size) {
    server_->do_there([&] { server_->resize(size); });
}

void LyingCompositor::remove_output(int number) {
    server_->do_there([&] {
        wl_global_remove(server_->monitors.at(static_cast<std::size_t>(number - 1))->global);
    });
}

void LyingCompositor::add_output() {
    server_->do_there([&] { server_->add_output(); });
}

void LyingCompositor::stall() {
    server_->do_there([&] { server_->stalled = true; });
}

void LyingCompositor::hang_up() {
    server_->do_there([&] { wl_display_destroy_clients(server_->display); });
}

void LyingCompositor::freeze() {
    server_->frozen = true;
    std::promise<void> began;
    std::future<void> thaw = server_->thawed.get_future();
    {
        const std::lock_guard<std::mutex> lock(server_->mutex);
        server_->tasks.push_back(
            [&began, thawed = std::make_shared<std::future<void>>(std::move(thaw))] {
                began.set_value();
                thawed->wait();
            });
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(server_->wake, &one, sizeof one);
    began.get_future().wait();
}

}  // namespace pixelflux
