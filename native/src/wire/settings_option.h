// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error.h"
#include "settings.h"

namespace pixelflux {

// One row of the option table: how a field of Settings is read from text and written. Pure.
struct SettingsOption {
    std::string_view name;
    std::string range;
    // Returns false when the value cannot be read or is out of range.
    std::function<bool(Settings&, std::string_view)> assign;
    std::function<std::string(const Settings&)> print;
    std::function<bool(const Settings&)> is_set = [](const Settings&) { return true; };
    bool chooses_source = false;
};

SettingsOption integer_option(std::string_view name, int Settings::*field, int low, int high);
SettingsOption long_option(std::string_view name, std::int64_t Settings::*field, std::int64_t low,
                           std::int64_t high);
SettingsOption double_option(std::string_view name, double Settings::*field, double low,
                             double high);
SettingsOption bool_option(std::string_view name, bool Settings::*field);
// Without a line it is not set.
SettingsOption bool_option(std::string_view name, std::optional<bool> Settings::*field);
SettingsOption text_option(std::string_view name, std::string Settings::*field, std::string range);

// A number for which 0 stands for "not set": the absence of a line.
SettingsOption side_option(std::string_view name, int Settings::*field, int high);

// 0, or a multiple of `step` up to `high`.
SettingsOption multiple_option(std::string_view name, int Settings::*field, int step, int high);

// `option` where a capture must be opened anew to change it.
SettingsOption chooses_source(SettingsOption option);

template <typename Enum>
SettingsOption choice_option(std::string_view name, Enum Settings::*field,
                             std::vector<std::pair<std::string_view, Enum>> choices) {
    SettingsOption option;
    option.name = name;
    for (const auto& [word, value] : choices)
        option.range += (option.range.empty() ? "" : ", ") + std::string(word);
    option.assign = [=](Settings& settings, std::string_view text) {
        for (const auto& [word, value] : choices) {
            if (word != text) continue;
            settings.*field = value;
            return true;
        }
        return false;
    };
    option.print = [=](const Settings& settings) {
        for (const auto& [word, value] : choices) {
            if (value == settings.*field) return std::string(word);
        }
        throw Error(ErrorCode::kInternal, "no word for a value of " + std::string(name));
    };
    return option;
}

// Every option in the order of capture-options.tdd, from which the table is generated.
const std::vector<SettingsOption>& settings_table();

}  // namespace pixelflux
