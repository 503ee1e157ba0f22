// SPDX-License-Identifier: MPL-2.0
#include "film_decoder.h"

#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include <gtest/gtest.h>

#include "rect.h"

namespace pixelflux {
namespace {

// What an access unit in Annex B form begins with, parameter sets before an IDR.
bool is_key_frame(const MixedRectangle& rectangle) {
    constexpr int kParameters = 7;
    for (std::size_t at = 0; at + 4 < rectangle.size && at < 5; ++at) {
        if (rectangle.data[at] == 1) return (rectangle.data[at + 1] & 0x1f) == kParameters;
    }
    return false;
}

int even(int side) { return side + side % 2; }

// Goes with all that is in it, whatever happens.
class TemporaryFolder {
public:
    TemporaryFolder() {
        if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no folder for a film");
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_ = std::filesystem::temp_directory_path() / "filmXXXXXX";
};

std::vector<std::uint8_t> decode_h264(const std::vector<std::uint8_t>& bytes) {
    const TemporaryFolder folder;
    const std::string from = folder.file("film.h264");
    const std::string to = folder.file("pixels");
    std::ofstream(from, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    const std::string command = "ffmpeg -v error -xerror -f h264 -i " + from +
                                " -vsync passthrough -sws_flags accurate_rnd+full_chroma_int" +
                                " -f rawvideo -pix_fmt bgr0 " + to;
    if (std::system(command.c_str()) != 0)
        throw std::runtime_error("ffmpeg does not decode a film");
    std::vector<std::uint8_t> pixels(std::filesystem::file_size(to));
    std::ifstream(to, std::ios::binary)
        .read(reinterpret_cast<char*>(pixels.data()), static_cast<std::streamsize>(pixels.size()));
    return pixels;
}

}  // namespace

std::vector<std::uint8_t> FilmDecoder::decode(const MixedRectangle& rectangle) {
    const bool known = streams_.count(rectangle.generation) != 0;
    Stream& stream = streams_[rectangle.generation];
    if (!known) {
        stream.area = rectangle.area;
        if (!is_key_frame(rectangle))
            throw std::runtime_error("a stream that does not begin with a key frame");
    }
    if (stream.area != rectangle.area) throw std::runtime_error("a stream of two areas");
    if (is_key_frame(rectangle) != (rectangle.role == RectangleRole::kBoth))
        throw std::runtime_error("a key frame of a role that is not both, or another picture's");
    std::vector<std::uint8_t> pixels(picture_bytes({stream.area.width, stream.area.height}));
    if (!again_) {
        stream.bytes.insert(stream.bytes.end(), rectangle.data, rectangle.data + rectangle.size);
        stream.sizes.push_back(rectangle.size);
        return pixels;
    }
    if (stream.next >= stream.sizes.size() || stream.sizes[stream.next] != rectangle.size)
        throw std::runtime_error("another picture than in the first run");
    const std::size_t whole =
        stream.pixels.size() / stream.sizes.size();  // of a coded picture, whose sides may be even
    const std::size_t width =
        whole == pixels.size() ? row_bytes(stream.area.width) : row_bytes(even(stream.area.width));
    const std::uint8_t* from = stream.pixels.data() + stream.next++ * whole;
    for (int y = 0; y < stream.area.height; ++y, from += width)
        std::copy_n(from, row_bytes(stream.area.width),
                    pixels.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(y) *
                                                                 row_bytes(stream.area.width)));
    return pixels;
}

void FilmDecoder::run_again() {
    for (auto& [generation, stream] : streams_) {
        stream.pixels = decode_h264(stream.bytes);
        const Rect& area = stream.area;
        const std::size_t pictures = stream.sizes.size();
        const std::size_t exact = picture_bytes({area.width, area.height});
        const std::size_t coded = picture_bytes({even(area.width), even(area.height)});
        if (stream.pixels.size() != pictures * exact && stream.pixels.size() != pictures * coded)
            throw std::runtime_error("ffmpeg gave " + std::to_string(stream.pixels.size()) +
                                     " bytes for " + std::to_string(pictures) + " pictures");
        std::vector<std::uint8_t>().swap(stream.bytes);
    }
    again_ = true;
}

void run_twice(int readers, const std::function<void(std::vector<FilmDecoder>&, bool check)>& run) {
    std::vector<FilmDecoder> decoders(static_cast<std::size_t>(readers));
    run(decoders, false);
    if (testing::Test::HasFatalFailure()) return;
    for (FilmDecoder& decoder : decoders) decoder.run_again();
    run(decoders, true);
}

}  // namespace pixelflux
