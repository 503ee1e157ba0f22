// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace pixelflux {

// The sentences that a session has for the program that runs it, each once in the session's life.
// Any thread.
class Notices {
public:
    void say_once(const std::string& notice) {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (std::find(said_.begin(), said_.end(), notice) != said_.end()) return;
        said_.push_back(notice);
        waiting_.push_back(notice);
    }

    bool waiting() const {
        const std::lock_guard<std::mutex> lock(mutex_);
        return !waiting_.empty();
    }

    // Those that were not taken yet.
    std::vector<std::string> take() {
        const std::lock_guard<std::mutex> lock(mutex_);
        return std::exchange(waiting_, {});
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> said_;
    std::vector<std::string> waiting_;
};

}  // namespace pixelflux
