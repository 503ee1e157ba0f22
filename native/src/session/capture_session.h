// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "captured_region.h"
#include "choose_frames.h"
#include "cursor_report.h"
#include "damage.h"
#include "epochs.h"
#include "frame_maker.h"
#include "frame_source.h"
#include "frame_timing.h"
#include "live_sessions.h"
#include "mailbox.h"
#include "notices.h"
#include "packet.h"
#include "picture_overlays.h"
#include "shown_picture.h"

namespace pixelflux {

struct SessionDescription {
    SourceDescription source;
    int threads = 1;
};

// One capture: source -> damage -> overlays -> a frame, as its mode makes it -> packet. Everything
// happens within `next`.
//
// `next` belongs to one thread at a time; any other thread may call update, request_key_frame,
// request_refresh, stop, settings, take_notices, describe and picture meanwhile. Nobody may call
// anything while the session is destroyed.
class CaptureSession {
public:
    // Opens the source and checks the region. `processors`: how many this process may keep busy.
    // Throws Error(kArgument, kDisplay, kCapture or kEncoder).
    explicit CaptureSession(const Settings& settings,
                            int processors = LiveSession::all_processors(),
                            FrameContent content = FrameContent::kEncoded);
    // The same on a source that is open already and sleeps by the same time.
    CaptureSession(const Settings& settings, std::unique_ptr<FrameSource> source,
                   std::shared_ptr<SessionTime> time = std::make_shared<SessionTime>(),
                   int processors = LiveSession::all_processors(),
                   FrameContent content = FrameContent::kEncoded);
    ~CaptureSession();

    // What `next` has to say: `size` bytes were written to the buffer (kFrame), or are needed
    // (kTooSmall: the packet is kept and the next call writes it, unless the settings were changed
    // meanwhile: then what it had comes anew, by those), or there is nothing new (kNothing: timed
    // out or stopped).
    enum class Outcome { kFrame, kTooSmall, kNothing };
    struct Result {
        Outcome outcome;
        std::size_t size;
    };

    // Waits until at least one stripe is to be sent, or there is news of the cursor (which may make
    // a packet without a stripe), at most `timeout`, but not before 1/fps after the previous frame;
    // the first call sends the whole picture. After an Error the caller may ask again; the session
    // then sends whole what was lost on the way.
    Result next(std::uint8_t* buffer, std::size_t capacity, Duration timeout);

    // Hands over the packet that `next` found too large for its buffer; does not wait. If the sink
    // throws, the packet is kept. For the thread of `next`.
    void take(PacketSink& sink);

    // Lets these settings hold from the next frame on. Throws Error(kArgument) if they name another
    // source, do not fit it or name a watermark that cannot be read, and Error(kEncoder) for a
    // codec that this build lacks; then nothing changes.
    void update(const Settings& settings);

    // The next frame holds every stripe, each decodable by itself.
    void request_key_frame();

    // In mode mixed one of the next frames brings what this asks for, or the next ones do. In other
    // modes the same as request_key_frame.
    void request_refresh(const RefreshRequest& request);

    // Ends the `next` that waits, and all later ones, with kNothing. For good.
    void stop();

    Settings settings() const;
    std::vector<std::string> take_notices();

    // How the source is captured now, and by how many threads its frames are encoded at most. Costs
    // the capture nothing.
    SessionDescription describe() const;

    // What the frames so far show. Its functions for any thread wait while `next` reads a frame,
    // but not while it encodes one, unless it has drawn an overlay on it for that.
    ShownPicture& picture() { return picture_; }

private:
    void take_mail();
    void apply(const Settings& settings, std::shared_ptr<const OverlayImage> watermark);
    void follow_region();
    void lay_out();
    FrameTiming::Next wait_for_frame(TimePoint deadline);
    FrameTiming::Outlook outlook() const;
    bool encode(FrameTiming::Next next);
    bool encode_frame(std::unique_lock<std::mutex>& picture_lock);
    bool try_to_encode_frame(std::unique_lock<std::mutex>& picture_lock);
    bool encode_refinement(std::unique_lock<std::mutex>& picture_lock);
    Packet packet_of(TimePoint captured) const;
    FrameMaker::Occasion occasion_of(TimePoint captured, const Damage& changed,
                                     const Damage& overlaid, std::function<void()> picture_stands);
    void keep(Packet packet);
    void look_at_cursor(Damage& changed);
    void fail();
    void start_over();
    void drop_pending();
    void use_threads(int encoder_threads);
    void collect_notices();
    void note_description();
    Result deliver(std::uint8_t* buffer, std::size_t capacity);

    LiveSession process_;  // first, and so the last to go
    const FrameContent content_;
    Mailbox mailbox_;
    Notices notices_;
    std::mutex update_mutex_;  // one update at a time; guards the watermark last wanted
    std::shared_ptr<const OverlayImage> wanted_watermark_;
    mutable std::mutex wanted_mutex_;  // guards the next one
    Settings wanted_;
    mutable std::mutex description_mutex_;  // guards the next one
    SessionDescription description_;
    ShownPicture picture_;

    // From here on for the thread of `next` alone.
    Settings settings_;
    std::unique_ptr<FrameSource> source_;
    CapturedRegion region_;
    FrameTiming timing_;
    PictureOverlays overlays_;
    CursorReporter cursor_reporter_;
    std::optional<CursorReport> cursor_news_;
    Epochs epochs_;
    std::unique_ptr<FrameMaker> frames_;  // goes before the source
    Damage dirty_;                        // may have changed since it was grabbed
    bool stopped_ = false;
    struct {
        std::optional<Settings> settings;
        std::shared_ptr<const OverlayImage> watermark;
    } unapplied_;              // promised; a failure on the way must not lose them
    bool look_again_ = false;  // settings changed: something may look different
    bool laid_out_ = false;    // for the present region and settings
    std::uint64_t next_frame_id_ = 0;
    std::optional<Packet> pending_;  // encoded, not yet delivered; holds views into what encoded it
};

}  // namespace pixelflux
