// SPDX-License-Identifier: MPL-2.0
#include "output_list.h"

#include <algorithm>
#include <utility>

namespace pixelflux {
namespace {

// A compositor may tell of as many globals as it likes.
constexpr std::size_t kMostOutputs = 256;

}  // namespace

void OutputList::add(wl_registry* registry, std::uint32_t name, std::uint32_t version) {
    if (outputs_.size() >= kMostOutputs) return;
    outputs_.push_back(std::make_unique<OutputProxy>(registry, name, version));
    if (places_ != nullptr) outputs_.back()->ask_for_place(places_.get());
}

void OutputList::use(Owned<zxdg_output_manager_v1> manager) {
    places_ = std::move(manager);
    for (const std::unique_ptr<OutputProxy>& output : outputs_)
        output->ask_for_place(places_.get());
}

void OutputList::remove(std::uint32_t name) {
    const auto gone = std::find_if(
        outputs_.begin(), outputs_.end(),
        [&](const std::unique_ptr<OutputProxy>& output) { return output->told().id == name; });
    if (gone != outputs_.end()) outputs_.erase(gone);
}

const OutputProxy* OutputList::find(std::uint32_t id) const {
    for (const std::unique_ptr<OutputProxy>& output : outputs_) {
        if (output->told().id == id) return output.get();
    }
    return nullptr;
}

// In place: this happens with everything that comes, and allocates nothing while nothing changes.
void OutputList::collect() {
    std::size_t count = 0;
    for (const std::unique_ptr<OutputProxy>& output : outputs_) {
        if (!output->complete()) continue;
        if (count == told_.size()) told_.emplace_back();
        told_[count++] = output->told();
    }
    told_.resize(count);
}

}  // namespace pixelflux
