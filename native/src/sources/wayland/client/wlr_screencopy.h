// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "output_copier.h"
#include "proxies.h"

namespace pixelflux {

// zwlr_screencopy_manager_v1, version 3: an object for each copy. Damage is one since the manager's
// last copy that waited for some.
class WlrScreencopy final : public OutputCopier {
public:
    static constexpr std::uint32_t kVersion = 3;

    explicit WlrScreencopy(Owned<zwlr_screencopy_manager_v1> manager)
        : manager_(std::move(manager)) {}

    const char* protocol() const noexcept override { return "zwlr_screencopy_manager_v1"; }
    void ask(const OutputProxy& output, bool paint_cursor, bool at_once) override;
    void fill(wl_buffer* buffer, const std::vector<Rect>& stale) override;
    void forget() override;

private:
    static const zwlr_screencopy_frame_v1_listener kListener;

    Owned<zwlr_screencopy_manager_v1> manager_;
    Owned<zwlr_screencopy_frame_v1> frame_;
    const OutputProxy* output_ = nullptr;
    bool at_once_ = false;
};

}  // namespace pixelflux
