// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compositor.h"
#include "output_copier.h"
#include "output_list.h"
#include "proxies.h"

namespace pixelflux {

// A Wayland compositor by libwayland.
class CompositorClient final : public Compositor {
public:
    // Takes over a connected socket. Throws std::bad_alloc.
    explicit CompositorClient(int socket);

    int descriptor() const noexcept override { return wl_display_get_fd(display_.get()); }
    bool exchange() noexcept override;
    const std::string& loss() const noexcept override { return loss_; }
    bool introduced() const noexcept override;
    const std::vector<WaylandOutput>& outputs() const noexcept override { return outputs_.told(); }
    const char* protocol() const noexcept override;
    void ask(const CopyWish& wish) noexcept override;
    const ScreenCopy& copy() const noexcept override;
    void make_buffer(int number, int memory, const BufferNeed& need) noexcept override;
    void fill(int number, const std::vector<Rect>& stale) noexcept override;
    void forget() noexcept override;
    bool tells_cursor() const noexcept override;
    void watch_cursor(bool wanted, std::uint32_t output) noexcept override;
    const ToldCursor& cursor() const noexcept override;

private:
    static const wl_registry_listener kRegistryListener;
    static const wl_callback_listener kSyncListener;
    static const wl_seat_listener kSeatListener;

    void add(std::uint32_t name, const char* interface, std::uint32_t version);
    void remove(std::uint32_t name);
    void synchronize();
    void choose_protocol();
    void take_pointer(bool there);
    void look_at_cursor();
    void take_in();
    void lose(const std::string& reason) noexcept;
    void run_out_of_memory() noexcept;
    template <typename Body>
    void carefully(Body&& body) noexcept;

    // What goes first stands last.
    Owned<wl_display> display_;
    Owned<wl_registry> registry_;
    Owned<wl_callback> sync_;
    int answers_ = 0;  // to sync_
    Owned<wl_shm> memory_;
    Owned<zwlr_screencopy_manager_v1> screencopy_;
    Owned<ext_image_copy_capture_manager_v1> copies_;
    Owned<ext_output_image_capture_source_manager_v1> sources_;
    OutputList outputs_;
    Owned<wl_buffer> buffers_[2];
    Owned<wl_seat> seat_;  // the first one
    Owned<wl_pointer> pointer_;
    std::uint32_t cursor_output_ = 0;  // while the cursor is watched
    bool cursor_watched_ = false;
    std::unique_ptr<OutputCopier> copier_;
    std::uint32_t asked_output_ = 0;  // of the copy that was asked for last
    ScreenCopy nothing_;
    ToldCursor no_cursor_;
    bool lost_ = false;
    std::string loss_;
};

}  // namespace pixelflux
