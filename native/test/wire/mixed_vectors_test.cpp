// SPDX-License-Identifier: MPL-2.0
// The frames that are kept as files (PIXELFLUX_WIRE_VECTORS, whose README.txt describes them), made
// by a program that shares no code with ours.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "error.h"
#include "mixed_frame.h"
#include "packet.h"

namespace pixelflux {
namespace {

using Bytes = std::vector<std::uint8_t>;

const std::filesystem::path kVectors = PIXELFLUX_WIRE_VECTORS;

Bytes bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.is_open()) << path;
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::string> names() {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(kVectors)) {
        if (entry.path().extension() == ".pfxm") found.push_back(entry.path().stem());
    }
    std::sort(found.begin(), found.end());
    return found;
}

// A field's lines, as the files have them.
std::string described(const MixedFrame& frame) {
    const auto yes = [](bool is) { return is ? "yes" : "no"; };
    std::ostringstream text;
    text << "epoch " << frame.epoch << "\nframe " << frame.frame << "\nprevious "
         << (frame.previous ? std::to_string(*frame.previous) : "none") << "\ncomplete "
         << yes(frame.complete) << "\nrefresh ";
    if (frame.refresh) {
        text << "base " << (frame.refresh->base ? std::to_string(*frame.refresh->base) : "nothing")
             << " start " << frame.refresh->start << " last " << yes(frame.refresh->last_part);
    } else {
        text << "none";
    }
    text << "\ncaptured " << frame.capture_nanos << "\nencoded " << frame.encoded_nanos << "\nsize "
         << frame.size.width << "x" << frame.size.height << "\nrectangles "
         << frame.rectangles.size() << "\n";
    constexpr const char* kKinds[] = {"", "picture", "video", "copy", "exact", "fill"};
    constexpr const char* kRoles[] = {"", "own", "refresh", "both"};
    for (const MixedRectangle& rectangle : frame.rectangles) {
        const Rect& area = rectangle.area;
        text << "rectangle " << area.width << "x" << area.height << " at " << area.x << ","
             << area.y << " kind " << kKinds[static_cast<int>(rectangle.kind)] << " role "
             << kRoles[static_cast<int>(rectangle.role)];
        if (rectangle.kind == RectangleKind::kCopy)
            text << " source " << rectangle.source_x << "," << rectangle.source_y;
        if (rectangle.kind == RectangleKind::kVideo)
            text << " stream " << rectangle.stream << " generation " << rectangle.generation;
        if (rectangle.kind == RectangleKind::kFill) {
            text << " colour ";
            for (std::size_t i = 0; i < rectangle.size; ++i)
                text << "0123456789abcdef"[rectangle.data[i] >> 4]
                     << "0123456789abcdef"[rectangle.data[i] & 15];
        }
        text << " bytes " << rectangle.size << "\n";
    }
    return text.str();
}

class Collected final : public PacketSink {
public:
    Bytes bytes;
    void write(const std::uint8_t* from, std::size_t size) override {
        bytes.insert(bytes.end(), from, from + size);
    }
};

TEST(MixedVectors, AreReadAsTheirDescriptionsSay) {
    ASSERT_EQ(names().size(), 12u);
    for (const std::string& name : names()) {
        std::ifstream file(kVectors / (name + ".txt"));
        std::string expected;
        for (std::string line; std::getline(file, line);) {
            const std::string word = line.substr(0, line.find(' '));
            if (word != "#" && word != "picture" && word != "lossy") expected += line + "\n";
        }
        const Bytes bytes = bytes_of(kVectors / (name + ".pfxm"));
        EXPECT_EQ(described(read_mixed_frame(bytes.data(), bytes.size())), expected) << name;
    }
}

TEST(MixedVectors, AreWrittenAsTheyWereRead) {
    for (const std::string& name : names()) {
        const Bytes bytes = bytes_of(kVectors / (name + ".pfxm"));
        Collected again;
        write_mixed_frame(read_mixed_frame(bytes.data(), bytes.size()), again);
        EXPECT_EQ(again.bytes, bytes) << name;
    }
}

Bytes hexadecimal(const std::string& text) {
    Bytes bytes;
    for (std::size_t i = 0; i < text.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
    return bytes;
}

// The message that a line of refusals.txt describes.
Bytes changed(const std::string& line) {
    std::istringstream words(line.substr(0, line.find(':')));
    std::string word, hex;
    words >> word;
    Bytes bytes = bytes_of(kVectors / (word + ".pfxm"));
    std::size_t number = 0;
    while (words >> word) {
        if (word == "at") {
            words >> number >> hex;
            const Bytes instead = hexadecimal(hex);
            EXPECT_LE(number + instead.size(), bytes.size()) << line;
            std::copy(instead.begin(), instead.end(),
                      bytes.begin() + static_cast<std::ptrdiff_t>(number));
        } else if (word == "cut") {
            words >> number;
            bytes.resize(bytes.size() - number);
        } else if (word == "add") {
            words >> hex;
            for (const std::uint8_t byte : hexadecimal(hex)) bytes.push_back(byte);
        } else {
            EXPECT_EQ(word, "and") << line;
        }
    }
    return bytes;
}

TEST(MixedVectors, ThatAreChangedAreRefused) {
    std::ifstream file(kVectors / "refusals.txt");
    bool images = false;
    int refused = 0;
    int read = 0;
    for (std::string line; std::getline(file, line);) {
        if (line == "# images") images = true;
        if (line.empty() || line[0] == '#') continue;
        const Bytes bytes = changed(line);
        if (images) {
            EXPECT_NO_THROW(read_mixed_frame(bytes.data(), bytes.size())) << line;
            ++read;
            continue;
        }
        EXPECT_THROW(read_mixed_frame(bytes.data(), bytes.size()), Error) << line;
        ++refused;
    }
    EXPECT_GE(refused, 70);
    EXPECT_GE(read, 6);
}

}  // namespace
}  // namespace pixelflux
