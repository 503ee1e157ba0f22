// SPDX-License-Identifier: MPL-2.0
#include "settings_text.h"

#include <charconv>
#include <cstdlib>
#include <functional>
#include <limits>
#include <locale>
#include <sstream>
#include <vector>

#include "error.h"

namespace pixelflux {
namespace {

constexpr int kLargestOffset = 32767;  // X11 coordinates are 16 bits with a sign
constexpr int kLargestSide = 16384;    // as far as libx264 goes

struct Option {
    std::string_view name;
    std::string range;
    bool chooses_source;
    // Returns false when the value cannot be read or is out of range.
    std::function<bool(Settings&, std::string_view)> assign;
    std::function<std::string(const Settings&)> print;
    std::function<bool(const Settings&)> is_set = [](const Settings&) { return true; };
};

template <typename Integer>
bool read_integer(std::string_view text, Integer& value) {
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size() && !text.empty();
}

// Independent of the process's locale, which a JVM may have set to one with a decimal comma.
bool read_double(std::string_view text, double& value) {
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    stream >> value;
    return !stream.fail() && stream.eof();
}

std::string print_double(double value) {
    std::ostringstream stream;
    stream.imbue(std::locale::classic());
    stream.precision(std::numeric_limits<double>::max_digits10);
    stream << value;
    return stream.str();
}

std::string range_text(double low, double high) {
    return print_double(low) + ".." + print_double(high);
}

Option integer_option(std::string_view name, int Settings::*field, int low, int high) {
    return {name, range_text(low, high), false,
            [=](Settings& settings, std::string_view text) {
                int value = 0;
                if (!read_integer(text, value) || value < low || value > high) return false;
                settings.*field = value;
                return true;
            },
            [=](const Settings& settings) { return std::to_string(settings.*field); }};
}

// Unset is no value of its own: it is the absence of a line.
Option side_option(std::string_view name, int Settings::*field) {
    Option option = integer_option(name, field, 1, kLargestSide);
    option.is_set = [=](const Settings& settings) { return settings.*field != 0; };
    return option;
}

Option double_option(std::string_view name, double Settings::*field, double low, double high) {
    return {name, range_text(low, high), false,
            [=](Settings& settings, std::string_view text) {
                double value = 0;
                if (!read_double(text, value) || !(value >= low && value <= high)) return false;
                settings.*field = value;
                return true;
            },
            [=](const Settings& settings) { return print_double(settings.*field); }};
}

template <typename Enum>
Option choice_option(std::string_view name, Enum Settings::*field,
                     std::vector<std::pair<std::string_view, Enum>> choices) {
    std::string range;
    for (const auto& [word, value] : choices)
        range += (range.empty() ? "" : ", ") + std::string(word);
    return {name, range, false,
            [=](Settings& settings, std::string_view text) {
                for (const auto& [word, value] : choices) {
                    if (word != text) continue;
                    settings.*field = value;
                    return true;
                }
                return false;
            },
            [=](const Settings& settings) {
                for (const auto& [word, value] : choices) {
                    if (value == settings.*field) return std::string(word);
                }
                throw Error(ErrorCode::kInternal, "no word for a value of " + std::string(name));
            }};
}

Option chooses_source(Option option) {
    option.chooses_source = true;
    return option;
}

Option display_option() {
    return {"display", "an X display name such as :1", true,
            [](Settings& settings, std::string_view text) {
                settings.display = std::string(text);
                return true;
            },
            [](const Settings& settings) { return settings.display; }};
}

Option stripe_height_option() {
    Option option = integer_option("stripeHeight", &Settings::stripe_height, 0, 4096);
    option.range = "0 (automatic) or a multiple of 16 in 16..4096";
    const auto assign_number = option.assign;
    option.assign = [assign_number](Settings& settings, std::string_view text) {
        return assign_number(settings, text) && settings.stripe_height % 16 == 0;
    };
    return option;
}

Option seed_option() {
    return {"syntheticSeed", "a 64-bit integer", true,
            [](Settings& settings, std::string_view text) {
                return read_integer(text, settings.synthetic_seed);
            },
            [](const Settings& settings) { return std::to_string(settings.synthetic_seed); }};
}

const std::vector<Option>& options() {
    static const std::vector<Option> table = {
        chooses_source(choice_option<SourceKind>(
            "source", &Settings::source,
            {{"screen", SourceKind::kScreen}, {"synthetic", SourceKind::kSynthetic}})),
        display_option(),
        integer_option("x", &Settings::x, 0, kLargestOffset),
        integer_option("y", &Settings::y, 0, kLargestOffset),
        side_option("width", &Settings::width),
        side_option("height", &Settings::height),
        double_option("fps", &Settings::fps, 1, 240),
        choice_option<Codec>("mode", &Settings::mode,
                             {{"jpeg", Codec::kJpeg}, {"h264", Codec::kH264}}),
        integer_option("jpegQuality", &Settings::jpeg_quality, 1, 100),
        integer_option("h264Crf", &Settings::h264_crf, 0, 51),
        stripe_height_option(),
        seed_option(),
        chooses_source(double_option("syntheticChange", &Settings::synthetic_change, 0, 100)),
    };
    return table;
}

const Option& option_named(std::string_view name) {
    std::string known;
    for (const Option& option : options()) {
        if (option.name == name) return option;
        known += (known.empty() ? "" : ", ") + std::string(option.name);
    }
    throw Error(ErrorCode::kArgument,
                "unknown option '" + std::string(name) + "', known options: " + known);
}

void check_combinations(const Settings& settings) {
    constexpr int kLowestH264Stripe = 64;
    if (settings.mode == Codec::kH264 && settings.stripe_height != 0 &&
        settings.stripe_height < kLowestH264Stripe) {
        throw Error(ErrorCode::kArgument,
                    "stripeHeight: " + std::to_string(settings.stripe_height) +
                        " is out of range, allowed with mode=h264: 0 or at least " +
                        std::to_string(kLowestH264Stripe));
    }
}

}  // namespace

Settings parse_settings(std::string_view text) {
    Settings settings;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty()) continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
            throw Error(ErrorCode::kArgument,
                        "'" + std::string(line) + "' is not of the form name=value");
        }
        const Option& option = option_named(line.substr(0, equals));
        const std::string_view value = line.substr(equals + 1);
        if (!option.assign(settings, value)) {
            throw Error(ErrorCode::kArgument, std::string(option.name) + ": " + std::string(value) +
                                                  " is out of range, allowed " + option.range);
        }
    }
    check_combinations(settings);
    return settings;
}

std::string describe_settings(const Settings& settings) {
    std::string text;
    for (const Option& option : options()) {
        if (!option.is_set(settings)) continue;
        text += std::string(option.name) + "=" + option.print(settings) + "\n";
    }
    return text;
}

void require_same_source(const Settings& running, const Settings& wanted) {
    for (const Option& option : options()) {
        if (!option.chooses_source) continue;
        const std::string now = option.print(running);
        const std::string then = option.print(wanted);
        if (now != then) {
            throw Error(ErrorCode::kArgument, std::string(option.name) + ": " + then +
                                                  " cannot replace '" + now +
                                                  "' in a running capture; open another one");
        }
    }
}

}  // namespace pixelflux
