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
#include "mixed_viewer.h"
#include "packet.h"
#include "png_decoder.h"

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

Bytes written(const MixedFrame& frame) {
    Collected to;
    write_mixed_frame(frame, to);
    return to.bytes;
}

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
        EXPECT_EQ(written(read_mixed_frame(bytes.data(), bytes.size())), bytes) << name;
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

// Gives a viewer these vectors; what it asked for at the last one.
std::optional<MixedViewer::Request> give(MixedViewer& viewer,
                                         const std::vector<std::string>& vectors) {
    std::optional<MixedViewer::Request> asked;
    for (const std::string& name : vectors) {
        const Bytes bytes = bytes_of(kVectors / (name + ".pfxm"));
        asked = viewer.read(bytes.data(), bytes.size());
    }
    return asked;
}

// The viewer is whole as of a vector's frame, and has its picture.
void expect_picture(const MixedViewer& viewer, const std::string& name) {
    const Bytes frame = bytes_of(kVectors / (name + ".pfxm"));
    EXPECT_EQ(viewer.whole(), read_mixed_frame(frame.data(), frame.size()).frame) << name;
    const Bytes image = bytes_of(kVectors / (name + ".png"));
    const DecodedPng expected = decode_png(image.data(), image.size());
    ASSERT_EQ(viewer.size(), expected.size) << name;
    const auto difference = viewer.compare({expected.pixels.data(), expected.size.width,
                                            expected.size.height, row_bytes(expected.size.width)});
    EXPECT_EQ(difference.wrong, 0) << name;
    EXPECT_LE(difference.largest_lossy, 12) << name;
}

const std::vector<std::string> kPictures = {"01-first",
                                            "02-own",
                                            "03-copies",
                                            "04-refresh",
                                            "05-own-and-refresh",
                                            "06-part-1",
                                            "07-part-2",
                                            "08-part-3",
                                            "09-refresh-of-nothing",
                                            "10-new-epoch",
                                            "11-complete"};

TEST(MixedVectors, LeaveTheirPictures) {
    MixedViewer viewer;
    for (const std::string& name : kPictures) {
        EXPECT_FALSE(give(viewer, {name}).has_value()) << name;
        expect_picture(viewer, name);
        const bool has_lossy = name != "01-first" && name < "10";
        EXPECT_EQ(viewer.compare(viewer.picture()).lossy, has_lossy ? 16 * 24 : 0) << name;
    }
    EXPECT_EQ(viewer.drawn(RectangleKind::kCopy), 6);
}

TEST(MixedVectors, LetAReaderBegin) {
    for (const char* name : {"01-first", "05-own-and-refresh", "10-new-epoch", "11-complete"}) {
        MixedViewer viewer;
        EXPECT_FALSE(give(viewer, {name}).has_value());
        expect_picture(viewer, name);
    }
    for (const char* name :
         {"02-own", "03-copies", "04-refresh", "07-part-2", "08-part-3", "09-refresh-of-nothing"}) {
        MixedViewer viewer;
        const auto asked = give(viewer, {name});
        ASSERT_TRUE(asked.has_value()) << name;
        EXPECT_FALSE(asked->base.has_value()) << name;
        EXPECT_FALSE(viewer.whole().has_value()) << name;
    }
}

TEST(MixedVectors, HelpAReaderThatMissedAFrame) {
    MixedViewer viewer;
    give(viewer, {"01-first", "02-own"});
    EXPECT_FALSE(give(viewer, {"04-refresh"}).has_value());
    expect_picture(viewer, "04-refresh");
    give(viewer, {"05-own-and-refresh"});
    expect_picture(viewer, "05-own-and-refresh");

    MixedViewer older;
    give(older, {"01-first"});
    const auto asked = give(older, {"04-refresh"});
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->base, std::optional<std::uint64_t>(0));
}

TEST(MixedVectors, MakeAReaderWholeByParts) {
    MixedViewer viewer;
    EXPECT_FALSE(give(viewer, {"06-part-1", "07-part-2"}).has_value());
    EXPECT_FALSE(viewer.whole().has_value());
    EXPECT_FALSE(give(viewer, {"08-part-3"}).has_value());
    expect_picture(viewer, "08-part-3");
    give(viewer, {"09-refresh-of-nothing"});
    expect_picture(viewer, "09-refresh-of-nothing");

    MixedViewer without_one;
    ASSERT_TRUE(give(without_one, {"06-part-1", "08-part-3"}).has_value());
    EXPECT_FALSE(without_one.whole().has_value());

    MixedViewer whole_before;
    give(whole_before, {"05-own-and-refresh"});
    const auto asked = give(whole_before, {"07-part-2"});
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->base, std::optional<std::uint64_t>(5));
    expect_picture(whole_before, "05-own-and-refresh");
}

TEST(MixedVectors, AreIgnoredWhenTheyAreOutOfDate) {
    MixedViewer viewer;
    give(viewer, {"01-first", "02-own", "03-copies", "04-refresh", "05-own-and-refresh"});
    for (const char* old :
         {"01-first", "02-own", "03-copies", "04-refresh", "05-own-and-refresh"}) {
        EXPECT_FALSE(give(viewer, {old}).has_value());
        expect_picture(viewer, "05-own-and-refresh");
    }
    give(viewer, {"11-complete"});
    for (const char* old : {"05-own-and-refresh", "06-part-1", "10-new-epoch"}) {
        EXPECT_FALSE(give(viewer, {old}).has_value());
        expect_picture(viewer, "11-complete");
    }
}

// Of the viewer: what came by JPEG is known wherever it is copied to.
TEST(MixedVectors, KeepWhatIsLossyApart) {
    MixedViewer viewer;
    give(viewer, {"01-first", "02-own"});  // a picture of 16x24 at 80,0
    MixedFrame frame;
    frame.epoch = viewer.epoch();
    frame.frame = 9;
    frame.previous = 1;
    frame.size = viewer.size();
    MixedRectangle copy;
    copy.kind = RectangleKind::kCopy;
    copy.area = {72, 4, 16, 24};  // over a part of its source
    copy.source_x = 80;
    const Bytes colour = {1, 2, 3};
    MixedRectangle fill;
    fill.kind = RectangleKind::kFill;
    fill.area = {80, 0, 16, 2};
    fill.data = colour.data();
    fill.size = colour.size();
    frame.rectangles = {copy, fill};
    const Bytes bytes = written(frame);
    EXPECT_FALSE(viewer.read(bytes.data(), bytes.size()).has_value());
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 96; ++x) {
            const bool copied = x >= 72 && x < 88 && y >= 4 && y < 28;
            const bool stayed = x >= 80 && y >= 2 && y < 24;
            ASSERT_EQ(viewer.is_lossy(x, y), copied || stayed) << x << "," << y;
        }
    }
    Picture screen(96, 64);
    for (int y = 0; y < 64; ++y)
        std::copy_n(viewer.picture().row(y), row_bytes(96), screen.pixel(0, y));
    screen.pixel(5, 60)[1] ^= 1;   // exact
    screen.pixel(73, 5)[2] ^= 64;  // lossy
    const auto difference = viewer.compare(screen.view());
    EXPECT_EQ(difference.wrong, 1);
    EXPECT_EQ(difference.where, std::optional<Rect>(Rect{5, 60, 1, 1}));
    EXPECT_EQ(difference.largest_lossy, 64);
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
            MixedViewer viewer;
            give(viewer, {"01-first"});
            EXPECT_THROW(viewer.read(bytes.data(), bytes.size()), std::runtime_error) << line;
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
