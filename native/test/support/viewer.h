// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "capture_session.h"
#include "scripted_source.h"

namespace pixelflux {

using Outcome = CaptureSession::Outcome;

constexpr Duration kForever = Duration::max();

struct Entry {
    std::uint32_t offset, length, header_length, y, width, height, codec, flags;
    std::int64_t predicts_from;
    std::uint64_t epoch;
};

// A reader of its own, from the layout in packet.h.
struct Received {
    std::uint64_t frame_id = 0;
    std::int64_t capture_nanos = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::vector<Entry> stripes;
    std::vector<std::vector<std::uint8_t>> payloads;
    std::vector<std::uint8_t> cursor;  // empty: no news

    int rows() const;
    bool all_key_frames() const;
    std::size_t bytes() const;
    // 'I' for a key frame, 'e' for another picture, '-' for a row that is not there, of rows of
    // stripes at these y.
    std::string kinds(const std::vector<std::uint32_t>& ys) const;
};

// A reader of a session, with a buffer that holds everything.
class Viewer {
public:
    // On the synthetic source at 240 frames/s, unless the settings say otherwise.
    explicit Viewer(const std::string& settings);
    Viewer(const std::string& settings, std::unique_ptr<ScriptedSource> source);

    // Waits for the next packet as long as it takes.
    Received next();

    // Whether nothing comes for `time`.
    bool quiet(Duration time);

    // Changes some settings of the running session, as lines of name=value.
    void change(const std::string& lines);

    CaptureSession session;

private:
    Viewer(const std::string& settings, std::unique_ptr<ScriptedSource>& source,
           std::shared_ptr<SessionTime> time);
    Received read(std::size_t size) const;

    std::vector<std::uint8_t> buffer_;
};

// What a row of a picture (JPEG) decodes to, by libjpeg-turbo's own decoder: BGRX.
std::vector<std::uint8_t> decode_jpeg(const std::vector<std::uint8_t>& payload);

}  // namespace pixelflux
