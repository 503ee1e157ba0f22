// SPDX-License-Identifier: MPL-2.0
#include "viewer.h"

#include <turbojpeg.h>

#include "settings_text.h"

namespace pixelflux {

int Received::rows() const {
    int sum = 0;
    for (const Entry& stripe : stripes) sum += static_cast<int>(stripe.height);
    return sum;
}

bool Received::all_key_frames() const {
    for (const Entry& stripe : stripes) {
        if ((stripe.flags & 1) == 0) return false;
    }
    return !stripes.empty();
}

std::size_t Received::bytes() const {
    std::size_t sum = 0;
    for (const auto& payload : payloads) sum += payload.size();
    return sum;
}

std::string Received::kinds(const std::vector<std::uint32_t>& ys) const {
    std::string letters;
    for (const std::uint32_t y : ys) {
        char letter = '-';
        for (const Entry& stripe : stripes) {
            if (stripe.y == y) letter = (stripe.flags & 1) != 0 ? 'I' : 'e';
        }
        letters += letter;
    }
    return letters;
}

Viewer::Viewer(const std::string& settings)
    : session(parse_settings("source=synthetic\nfps=240\n" + settings)), buffer_(16 << 20) {}

Viewer::Viewer(const std::string& settings, std::unique_ptr<ScriptedSource> source)
    : Viewer(settings, source, source->time()) {}

Viewer::Viewer(const std::string& settings, std::unique_ptr<ScriptedSource>& source,
               std::shared_ptr<SessionTime> time)
    : session(parse_settings("source=synthetic\nfps=240\n" + settings), std::move(source),
              std::move(time)),
      buffer_(16 << 20) {}

Received Viewer::next() {
    const CaptureSession::Result result = session.next(buffer_.data(), buffer_.size(), kForever);
    EXPECT_EQ(result.outcome, Outcome::kFrame);
    return read(result.size);
}

bool Viewer::quiet(Duration time) {
    return session.next(buffer_.data(), buffer_.size(), time).outcome == Outcome::kNothing;
}

void Viewer::change(const std::string& lines) {
    session.update(parse_settings(describe_settings(session.settings()) + lines));
}

Received Viewer::read(std::size_t size) const {
    const auto u32 = [&](std::size_t at) {
        std::uint32_t value = 0;
        std::memcpy(&value, buffer_.data() + at, sizeof value);
        return value;
    };
    Received received;
    std::memcpy(&received.frame_id, buffer_.data() + 8, sizeof received.frame_id);
    std::memcpy(&received.capture_nanos, buffer_.data() + 16, sizeof received.capture_nanos);
    received.width = u32(32);
    received.height = u32(36);
    EXPECT_EQ(u32(44), size);
    received.stripes.resize(u32(4));
    for (std::size_t i = 0; i < received.stripes.size(); ++i)
        std::memcpy(&received.stripes[i], buffer_.data() + 56 + i * sizeof(Entry), sizeof(Entry));
    for (const Entry& stripe : received.stripes) {
        const auto first = buffer_.begin() + stripe.offset;
        received.payloads.emplace_back(first + stripe.header_length, first + stripe.length);
    }
    if (u32(48) != 0) {
        const auto first = buffer_.begin() + u32(48);
        received.cursor.assign(first, first + u32(52));
    }
    return received;
}

std::vector<std::uint8_t> decode_jpeg(const std::vector<std::uint8_t>& payload) {
    const std::unique_ptr<void, int (*)(void*)> decoder(tjInitDecompress(), tjDestroy);
    int width = 0, height = 0, subsampling = 0, colorspace = 0;
    EXPECT_EQ(tjDecompressHeader3(decoder.get(), payload.data(), payload.size(), &width, &height,
                                  &subsampling, &colorspace),
              0);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width * height * kBytesPerPixel));
    EXPECT_EQ(tjDecompress2(decoder.get(), payload.data(), payload.size(), pixels.data(), width, 0,
                            height, TJPF_BGRX, TJFLAG_ACCURATEDCT),
              0);
    return pixels;
}

}  // namespace pixelflux
