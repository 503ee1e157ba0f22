// SPDX-License-Identifier: MPL-2.0
#include "settings_option.h"

#include <charconv>
#include <limits>
#include <locale>
#include <sstream>

namespace pixelflux {
namespace {

template <typename Integer>
bool read_integer(std::string_view text, Integer& value) {
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size() && !text.empty();
}

// Does not depend on the process's locale, which a JVM may have set to one with a decimal comma.
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

std::optional<bool> read_bool(std::string_view text) {
    if (text != "true" && text != "false") return {};
    return text == "true";
}

std::string print_bool(bool value) { return value ? "true" : "false"; }

std::string range_text(double low, double high) {
    return print_double(low) + ".." + print_double(high);
}

}  // namespace

SettingsOption integer_option(std::string_view name, int Settings::*field, int low, int high) {
    SettingsOption option;
    option.name = name;
    option.range = std::to_string(low) + ".." + std::to_string(high);
    option.assign = [=](Settings& settings, std::string_view text) {
        int value = 0;
        if (!read_integer(text, value) || value < low || value > high) return false;
        settings.*field = value;
        return true;
    };
    option.print = [=](const Settings& settings) { return std::to_string(settings.*field); };
    return option;
}

SettingsOption long_option(std::string_view name, std::int64_t Settings::*field, std::int64_t low,
                           std::int64_t high) {
    SettingsOption option;
    option.name = name;
    option.range = std::to_string(low) + ".." + std::to_string(high);
    option.assign = [=](Settings& settings, std::string_view text) {
        std::int64_t value = 0;
        if (!read_integer(text, value) || value < low || value > high) return false;
        settings.*field = value;
        return true;
    };
    option.print = [=](const Settings& settings) { return std::to_string(settings.*field); };
    return option;
}

SettingsOption double_option(std::string_view name, double Settings::*field, double low,
                             double high) {
    SettingsOption option;
    option.name = name;
    option.range = range_text(low, high);
    option.assign = [=](Settings& settings, std::string_view text) {
        double value = 0;
        if (!read_double(text, value) || !(value >= low && value <= high)) return false;
        settings.*field = value;
        return true;
    };
    option.print = [=](const Settings& settings) { return print_double(settings.*field); };
    return option;
}

SettingsOption bool_option(std::string_view name, bool Settings::*field) {
    SettingsOption option;
    option.name = name;
    option.range = "false, true";
    option.assign = [=](Settings& settings, std::string_view text) {
        const std::optional<bool> value = read_bool(text);
        if (value) settings.*field = *value;
        return value.has_value();
    };
    option.print = [=](const Settings& settings) { return print_bool(settings.*field); };
    return option;
}

SettingsOption bool_option(std::string_view name, std::optional<bool> Settings::*field) {
    SettingsOption option;
    option.name = name;
    option.range = "false, true";
    option.assign = [=](Settings& settings, std::string_view text) {
        const std::optional<bool> value = read_bool(text);
        if (value) settings.*field = value;
        return value.has_value();
    };
    option.print = [=](const Settings& settings) { return print_bool(*(settings.*field)); };
    option.is_set = [=](const Settings& settings) { return (settings.*field).has_value(); };
    return option;
}

SettingsOption text_option(std::string_view name, std::string Settings::*field, std::string range) {
    SettingsOption option;
    option.name = name;
    option.range = std::move(range);
    option.assign = [=](Settings& settings, std::string_view text) {
        settings.*field = std::string(text);
        return true;
    };
    option.print = [=](const Settings& settings) { return settings.*field; };
    return option;
}

SettingsOption side_option(std::string_view name, int Settings::*field, int high) {
    SettingsOption option = integer_option(name, field, 1, high);
    option.is_set = [=](const Settings& settings) { return settings.*field != 0; };
    return option;
}

SettingsOption multiple_option(std::string_view name, int Settings::*field, int step, int high) {
    SettingsOption option = integer_option(name, field, 0, high);
    option.range = "0 or a multiple of " + std::to_string(step) + " in " + std::to_string(step) +
                   ".." + std::to_string(high);
    option.assign = [=, in_range = option.assign](Settings& settings, std::string_view text) {
        return in_range(settings, text) && settings.*field % step == 0;
    };
    return option;
}

SettingsOption chooses_source(SettingsOption option) {
    option.chooses_source = true;
    return option;
}

}  // namespace pixelflux
