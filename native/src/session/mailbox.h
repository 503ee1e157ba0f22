// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "overlay_image.h"
#include "refresh_request.h"
#include "settings.h"
#include "wake_event.h"

namespace pixelflux {

// Keeps what other threads ask of a session until the session's thread looks. Posting wakes that
// thread.
class Mailbox {
public:
    struct Mail {
        std::optional<Settings> settings;               // the newest
        std::shared_ptr<const OverlayImage> watermark;  // that goes with them
        std::optional<RefreshRequest> refresh;          // that serves all that were asked for
        bool stop = false;                              // for good: every later look finds it too
    };

    // Any thread.
    void post_settings(const Settings& settings, std::shared_ptr<const OverlayImage> watermark) {
        post([&] {
            mail_.settings = settings;
            mail_.watermark = std::move(watermark);
        });
    }
    void post_refresh(const RefreshRequest& request) {
        post([&] { mail_.refresh = mail_.refresh ? mail_.refresh->joined(request) : request; });
    }
    void post_stop() {
        post([&] { mail_.stop = true; });
    }

    bool has_settings() const {
        const std::lock_guard<std::mutex> lock(mutex_);
        return mail_.settings.has_value();
    }
    bool stopped() const {
        const std::lock_guard<std::mutex> lock(mutex_);
        return mail_.stop;
    }

    // The session's thread.
    Mail take() {
        const std::lock_guard<std::mutex> lock(mutex_);
        event_.reset();
        Mail taken = mail_;
        mail_ = Mail{{}, nullptr, {}, taken.stop};
        return taken;
    }
    const WakeEvent& event() const { return event_; }

private:
    template <typename Change>
    void post(Change change) {
        const std::lock_guard<std::mutex> lock(mutex_);
        change();
        event_.signal();
    }

    mutable std::mutex mutex_;
    Mail mail_;
    WakeEvent event_;
};

}  // namespace pixelflux
