// SPDX-License-Identifier: MPL-2.0
#include "x11_source.h"

#include <sys/socket.h>

#include <cstring>
#include <sstream>
#include <utility>

#include "error.h"
#include "region.h"
#include "x11_connect.h"

namespace pixelflux {
namespace {

// Applications draw in bursts of requests; one that pauses this long has most likely finished its
// picture.
constexpr Duration kQuiet = std::chrono::microseconds(500);

// Until the server has said hello: a name server, the network and a server that resets itself have
// it together.
constexpr Duration kPatience = std::chrono::seconds(5);

constexpr std::uint32_t kAllPlanes = ~0u;

const xcb_screen_t* screen_numbered(xcb_connection_t* connection, int number) {
    xcb_screen_iterator_t screens = xcb_setup_roots_iterator(xcb_get_setup(connection));
    for (; number > 0 && screens.rem > 1; --number) xcb_screen_next(&screens);
    return screens.data;
}

const xcb_visualtype_t* visual_of(const xcb_screen_t& screen) {
    for (xcb_depth_iterator_t depths = xcb_screen_allowed_depths_iterator(&screen); depths.rem > 0;
         xcb_depth_next(&depths)) {
        for (xcb_visualtype_iterator_t visuals = xcb_depth_visuals_iterator(depths.data);
             visuals.rem > 0; xcb_visualtype_next(&visuals)) {
            if (visuals.data->visual_id == screen.root_visual) return visuals.data;
        }
    }
    return nullptr;
}

int bits_per_pixel(xcb_connection_t* connection, int depth) {
    for (xcb_format_iterator_t formats =
             xcb_setup_pixmap_formats_iterator(xcb_get_setup(connection));
         formats.rem > 0; xcb_format_next(&formats)) {
        if (formats.data->depth == depth) return formats.data->bits_per_pixel;
    }
    return 0;
}

}  // namespace

X11Source::X11Source(const std::string& display, Duration patience)
    : name_(quoted_display(display)) {
    DisplayConnection opened = connect_to_display(display, kPatience);
    connection_ = std::move(opened.connection);
    opening_.emplace(xcb_get_file_descriptor(connection_.get()), Clock::now() + patience);
    const xcb_screen_t* const screen = screen_numbered(connection_.get(), opened.screen);
    order_ = usable_order_of(*screen);
    root_ = screen->root;
    require_picture();
    watch_size();
    const XcbReply<xcb_get_geometry_reply_t> geometry(xcb_get_geometry_reply(
        connection_.get(), xcb_get_geometry(connection_.get(), root_), nullptr));
    require_connection();
    full_size_ = geometry != nullptr ? Size{geometry->width, geometry->height}
                                     : Size{screen->width_in_pixels, screen->height_in_pixels};
    watch_damage();
}

// RandR resizes the root window, and the core protocol tells its new size.
void X11Source::watch_size() {
    const std::uint32_t events = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    const XcbError refused(xcb_request_check(
        connection_.get(), xcb_change_window_attributes_checked(connection_.get(), root_,
                                                                XCB_CW_EVENT_MASK, &events)));
    if (refused == nullptr) return;
    notices_.push_back("the X server refuses to tell when the screen is resized: " +
                       x_error_name(*refused));
}

PixelOrder X11Source::usable_order_of(const xcb_screen_t& screen) const {
    const int bits = bits_per_pixel(connection_.get(), screen.root_depth);
    const bool lowest_first =
        xcb_get_setup(connection_.get())->image_byte_order == XCB_IMAGE_ORDER_LSB_FIRST;
    const xcb_visualtype_t* const visual = visual_of(screen);
    if (visual != nullptr && bits == 8 * kBytesPerPixel) {
        const std::optional<PixelOrder> order =
            pixel_order_of(visual->red_mask, visual->green_mask, visual->blue_mask, lowest_first);
        if (order) return *order;
    }
    std::ostringstream pixels;
    pixels << "depth " << int{screen.root_depth} << " in " << bits << " bits";
    if (visual != nullptr) {
        pixels << std::hex << std::showbase << ", the masks of red, green and blue being "
               << visual->red_mask << ", " << visual->green_mask << " and " << visual->blue_mask;
    }
    throw Error(ErrorCode::kCapture,
                "display " + name_ + " has pixels of " + pixels.str() +
                    "; only a byte each of red, green and blue in 32 bits (depth 24) can be "
                    "captured: start the X server with that depth");
}

// The windows of a rootless Xwayland are pictures of the compositor's, and its root window has a
// size but not a single pixel. MIT-SHM reads that as black without complaint; GetImage refuses it.
void X11Source::require_picture() {
    xcb_generic_error_t* raw_error = nullptr;
    const XcbReply<xcb_get_image_reply_t> pixel(xcb_get_image_reply(
        connection_.get(),
        xcb_get_image(connection_.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, root_, 0, 0, 1, 1, kAllPlanes),
        &raw_error));
    const XcbError error(raw_error);
    require_connection();
    if (pixel != nullptr) return;
    throw Error(ErrorCode::kCapture,
                "the root window of display " + name_ + " holds no picture (" +
                    x_error_name(*error) +
                    "), as that of a rootless Xwayland, which hands each window to the Wayland "
                    "compositor; capture an X server that has a screen of its own: Xvfb, Xorg or a "
                    "rootful Xwayland (one started without -rootless)");
}

void X11Source::watch_damage() {
    try {
        damage_.emplace(connection_.get(), root_);
    } catch (const Error& refused) {
        require_connection();
        notices_.push_back(
            "DAMAGE is not available: " + std::string(refused.what()) +
            "; polling the whole region at every frame instead, which uses CPU even when nothing "
            "changes");
    }
}

void X11Source::set_region(const Rect& region) {
    const std::size_t size = static_cast<std::size_t>(region.width) *
                             static_cast<std::size_t>(region.height) * kBytesPerPixel;
    std::unique_ptr<SharedSegment> shared = may_share_ ? try_to_share(size) : nullptr;
    std::vector<std::uint8_t> copied(shared != nullptr ? 0 : size);
    // Nothing throws from here on, so a region that cannot be had leaves the old one in place.
    shared_ = std::move(shared);
    copied_ = std::move(copied);
    region_ = region;
}

std::unique_ptr<SharedSegment> X11Source::try_to_share(std::size_t size) {
    try {
        const xcb_query_extension_reply_t* const extension =
            xcb_get_extension_data(connection_.get(), &xcb_shm_id);
        if (extension == nullptr || extension->present == 0) {
            throw Error(ErrorCode::kCapture, "the X server has no MIT-SHM extension");
        }
        auto segment = std::make_unique<SharedSegment>(connection_.get(), size);
        require_shared(*segment);
        return segment;
    } catch (const Error& refused) {
        require_connection();
        may_share_ = false;
        notices_.push_back("MIT-SHM is not available: " + std::string(refused.what()) +
                           "; reading pixels with GetImage instead, which costs more CPU");
        return nullptr;
    }
}

// A server in another IPC namespace may know another segment by this one's number, attach that and
// write to it without complaint.
void X11Source::require_shared(const SharedSegment& segment) {
    // The pixel that arrives cannot be equal to both.
    for (const std::uint8_t before : {std::uint8_t{0x55}, std::uint8_t{0xaa}}) {
        std::memset(segment.data(), before, kBytesPerPixel);
        xcb_generic_error_t* raw_error = nullptr;
        const XcbReply<xcb_shm_get_image_reply_t> reply(xcb_shm_get_image_reply(
            connection_.get(),
            xcb_shm_get_image(connection_.get(), root_, 0, 0, 1, 1, kAllPlanes,
                              XCB_IMAGE_FORMAT_Z_PIXMAP, segment.name(), 0),
            &raw_error));
        const XcbError error(raw_error);
        if (reply == nullptr) {
            throw Error(ErrorCode::kCapture,
                        "the X server does not write to shared memory" +
                            (error == nullptr ? "" : ": " + x_error_name(*error)));
        }
        std::uint8_t after[kBytesPerPixel];
        std::memcpy(after, segment.data(), kBytesPerPixel);
        if (after[0] != before || after[1] != before || after[2] != before) return;
    }
    throw Error(ErrorCode::kCapture,
                "the X server writes to other memory than ours, as one does in another IPC "
                "namespace; let both containers share one (docker run --ipc)");
}

std::uint8_t* X11Source::kept_picture() {
    return shared_ != nullptr ? shared_->data() : copied_.data();
}

FrameSource::Change X11Source::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    // Events may have been read along with a reply, so the queue comes before the descriptor.
    read_events();
    if (!damage_) {
        return wake.wait(TimePoint{}) == WakeEvent::Reason::kSignal ? Change::kNone
                                                                    : Change::kPending;
    }
    if (has_news()) return Change::kPending;
    std::optional<X11Cursor::Watch> watch;
    if (cursor_) {
        watch.emplace(*cursor_);
        if (watch->moved_before()) cursor_reported_ = true;
        read_events();  // those that came along with the answer
        if (has_news()) return Change::kPending;
    }
    do {
        if (wake.wait(deadline, xcb_get_file_descriptor(connection_.get())) !=
            WakeEvent::Reason::kOther)
            return Change::kNone;
        read_events();
    } while (!has_news());
    return Change::kArrived;
}

// A server that hangs answers nobody, and XCB waits for it without end.
void X11Source::abandon() { ::shutdown(xcb_get_file_descriptor(connection_.get()), SHUT_RDWR); }

bool X11Source::has_news() const {
    return damage_reported_ || !damaged_.empty() || resized_ || cursor_reported_;
}

void X11Source::settle(const WakeEvent& wake, Duration limit) {
    // A cursor that moves comes alone.
    if (!damage_reported_ && damaged_.empty()) return;
    const TimePoint end = Clock::now() + limit;
    for (TimePoint now = Clock::now(); now < end; now = Clock::now()) {
        if (damage_reported_) collect_damage();
        const TimePoint quiet = std::min(end, now + kQuiet);
        if (wake.wait(quiet, xcb_get_file_descriptor(connection_.get())) !=
            WakeEvent::Reason::kOther)
            return;
        read_events();
    }
}

void X11Source::take_changes(BandSet& bands) {
    read_events();
    resized_ = false;
    if (!damage_) {
        bands.set_all();
        damaged_.clear();
        return;
    }
    if (damage_reported_) collect_damage();
    for (const xcb_rectangle_t& drawn : damaged_) {
        const bool beside =
            drawn.x >= region_.x + region_.width || drawn.x + drawn.width <= region_.x;
        const int top = std::max(drawn.y - region_.y, 0);
        const int bottom = std::min(drawn.y + drawn.height - region_.y, region_.height);
        if (!beside) bands.set_rows(top, bottom - top);
    }
    damaged_.clear();
}

void X11Source::read_events() {
    while (const XcbReply<xcb_generic_event_t> event{xcb_poll_for_event(connection_.get())}) {
        if (event->response_type == 0) {
            note_stray_error(reinterpret_cast<const xcb_generic_error_t&>(*event));
        } else if (damage_ && damage_->is_report(*event)) {
            damage_reported_ = true;
        } else if (cursor_ && cursor_->notice(*event)) {
            cursor_reported_ = true;
        } else if (event->response_type == XCB_CONFIGURE_NOTIFY) {
            const auto& root = reinterpret_cast<const xcb_configure_notify_event_t&>(*event);
            if (root.window != root_) continue;
            full_size_ = {root.width, root.height};
            resized_ = true;
        }
    }
    require_connection();
}

// Each of our requests waits for its own error, so this is one that nobody foresaw.
void X11Source::note_stray_error(const xcb_generic_error_t& error) {
    notices_.push_back("the X server refused a request: " + x_error_name(error) + " (request " +
                       std::to_string(error.major_code) + "." + std::to_string(error.minor_code) +
                       ")");
    take_all_as_damaged();
}

void X11Source::collect_damage() {
    damage_reported_ = false;
    const std::optional<std::vector<xcb_rectangle_t>> more = damage_->collect();
    require_connection();
    if (more) {
        damaged_.insert(damaged_.end(), more->begin(), more->end());
        return;
    }
    // What could not be subtracted is never reported again.
    take_all_as_damaged();
    damage_.reset();
    watch_damage();
}

void X11Source::take_all_as_damaged() {
    damaged_.push_back({0, 0, static_cast<std::uint16_t>(full_size_.width),
                        static_cast<std::uint16_t>(full_size_.height)});
}

MutablePixelView X11Source::grab(const BandSet& bands) {
    const std::vector<RowRun> runs = plan_grabs(bands, region_.height);
    const bool shared = may_share_ && shared_ != nullptr && grab_shared(runs);
    if (!shared) grab_copied(runs);
    const MutablePixelView picture = {kept_picture(), region_.width, region_.height,
                                      static_cast<std::size_t>(region_.width) * kBytesPerPixel};
    if (order_ != kBgrx) {
        for (const RowRun& run : runs)
            to_bgrx(order_, picture.row(run.y),
                    static_cast<std::size_t>(run.height) * static_cast<std::size_t>(region_.width));
    }
    return picture;
}

void X11Source::watch_cursor(bool wanted) {
    cursor_reported_ = wanted;
    if (wanted == cursor_.has_value()) return;
    if (!wanted) {
        cursor_.reset();
        return;
    }
    try {
        cursor_.emplace(connection_.get(), root_, notices_);
    } catch (const Error& refused) {
        require_connection();
        cursor_reported_ = false;
        notices_.push_back("the cursor is not available: " + std::string(refused.what()));
    }
}

Cursor X11Source::cursor() {
    cursor_reported_ = false;
    if (!cursor_) return {};
    const Cursor now = cursor_->locate();
    require_connection();
    return now;
}

// False: the server did not write all of it.
bool X11Source::grab_shared(const std::vector<RowRun>& runs) {
    const std::uint32_t stride = static_cast<std::uint32_t>(region_.width) * kBytesPerPixel;
    std::vector<xcb_shm_get_image_cookie_t> requests;
    for (const RowRun& run : runs) {
        requests.push_back(xcb_shm_get_image(
            connection_.get(), root_, static_cast<std::int16_t>(region_.x),
            static_cast<std::int16_t>(region_.y + run.y), static_cast<std::uint16_t>(region_.width),
            static_cast<std::uint16_t>(run.height), kAllPlanes, XCB_IMAGE_FORMAT_Z_PIXMAP,
            shared_->name(), static_cast<std::uint32_t>(run.y) * stride));
    }
    XcbError failure;
    for (const xcb_shm_get_image_cookie_t request : requests) {
        xcb_generic_error_t* error = nullptr;
        const XcbReply<xcb_shm_get_image_reply_t> reply(
            xcb_shm_get_image_reply(connection_.get(), request, &error));
        if (reply == nullptr && failure == nullptr)
            failure.reset(error);
        else
            std::free(error);
        if (reply == nullptr) require_connection();
    }
    if (failure == nullptr) return true;
    // A region outside of a screen that is being resized is no fault of the segment.
    if (failure->error_code != XCB_MATCH) {
        may_share_ = false;
        notices_.push_back("MIT-SHM is no longer available: the X server answers " +
                           x_error_name(*failure) +
                           "; reading pixels with GetImage instead, which costs more CPU");
    }
    return false;
}

void X11Source::grab_copied(const std::vector<RowRun>& runs) {
    const std::size_t stride = static_cast<std::size_t>(region_.width) * kBytesPerPixel;
    for (const RowRun& run : runs) {
        xcb_generic_error_t* raw_error = nullptr;
        const XcbReply<xcb_get_image_reply_t> reply(
            xcb_get_image_reply(connection_.get(),
                                xcb_get_image(connection_.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, root_,
                                              static_cast<std::int16_t>(region_.x),
                                              static_cast<std::int16_t>(region_.y + run.y),
                                              static_cast<std::uint16_t>(region_.width),
                                              static_cast<std::uint16_t>(run.height), kAllPlanes),
                                &raw_error));
        const XcbError error(raw_error);
        const std::size_t size = stride * static_cast<std::size_t>(run.height);
        if (reply == nullptr ||
            static_cast<std::size_t>(xcb_get_image_data_length(reply.get())) < size) {
            fail_grab(error.get());
        }
        std::memcpy(kept_picture() + stride * static_cast<std::size_t>(run.y),
                    xcb_get_image_data(reply.get()), size);
    }
}

void X11Source::fail_grab(const xcb_generic_error_t* error) {
    require_connection();
    const XcbReply<xcb_get_geometry_reply_t> geometry(xcb_get_geometry_reply(
        connection_.get(), xcb_get_geometry(connection_.get(), root_), nullptr));
    require_connection();
    const std::string region = std::to_string(region_.width) + "x" +
                               std::to_string(region_.height) + " at " + std::to_string(region_.x) +
                               "," + std::to_string(region_.y);
    if (geometry != nullptr) full_size_ = {geometry->width, geometry->height};
    require_fitting(region_, full_size_);
    throw Error(ErrorCode::kCapture,
                "reading " + region + " from display " + name_ + " failed: " +
                    (error != nullptr ? x_error_name(*error) : "the answer was too short"));
}

void X11Source::require_connection() {
    if (xcb_connection_has_error(connection_.get()) == 0) return;
    if (opening_ && opening_->has_ended_it())
        throw Error(ErrorCode::kDisplay, "display " + name_ +
                                             " said hello and then did not answer in time: the X "
                                             "server hangs, or the network to it is too slow");
    throw Error(ErrorCode::kDisplay, "the connection to display " + name_ +
                                         " was lost; the X server has ended or closed it, or the "
                                         "network to it has failed");
}

std::vector<std::string> X11Source::take_notices() { return std::exchange(notices_, {}); }

}  // namespace pixelflux
