// SPDX-License-Identifier: MPL-2.0
#include "input_names.h"

#include <map>
#include <mutex>

namespace pixelflux {
namespace {

struct Inputs {
    std::mutex mutex;
    std::map<std::string, std::weak_ptr<FrameInput>> named;
};

Inputs& inputs() {
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static Inputs& inputs = *new Inputs;
    return inputs;
}

}  // namespace

std::shared_ptr<FrameInput> input_named(const std::string& name) {
    Inputs& all = inputs();
    const std::lock_guard<std::mutex> lock(all.mutex);
    for (auto one = all.named.begin(); one != all.named.end();)
        one = one->second.expired() ? all.named.erase(one) : std::next(one);
    std::weak_ptr<FrameInput>& place = all.named[name];
    std::shared_ptr<FrameInput> input = place.lock();
    if (input == nullptr) {
        input = std::make_shared<FrameInput>();
        place = input;
    }
    return input;
}

}  // namespace pixelflux
