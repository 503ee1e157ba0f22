// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <vector>

#include "output_proxy.h"
#include "proxies.h"
#include "wayland_output.h"

namespace pixelflux {

// The outputs of the connection, in the order in which they came.
class OutputList {
public:
    // Binds the global of that name; not if there are very many. Throws std::bad_alloc.
    void add(wl_registry* registry, std::uint32_t name, std::uint32_t version);

    // The manager that tells where they are laid out: of OutputProxy::kPlaceVersion. Throws
    // std::bad_alloc.
    bool has_place_manager() const { return places_ != nullptr; }
    void use(Owned<zxdg_output_manager_v1> manager);

    void remove(std::uint32_t name);

    // Null: it is not there.
    const OutputProxy* find(std::uint32_t id) const;

    // Those of which all was told, as of the last `collect`, which throws std::bad_alloc.
    const std::vector<WaylandOutput>& told() const { return told_; }
    void collect();

private:
    Owned<zxdg_output_manager_v1> places_;
    std::vector<std::unique_ptr<OutputProxy>> outputs_;
    std::vector<WaylandOutput> told_;
};

}  // namespace pixelflux
