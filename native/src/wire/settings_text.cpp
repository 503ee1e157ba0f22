// SPDX-License-Identifier: MPL-2.0
#include "settings_text.h"

#include "error.h"
#include "settings_option.h"

namespace pixelflux {
namespace {

const SettingsOption& option_named(std::string_view name) {
    std::string known;
    for (const SettingsOption& option : settings_table()) {
        if (option.name == name) return option;
        known += (known.empty() ? "" : ", ") + std::string(option.name);
    }
    throw Error(ErrorCode::kArgument,
                "unknown option '" + std::string(name) + "', known options: " + known);
}

bool has_monitors(SourceKind source) {
    return source == SourceKind::kScreen || source == SourceKind::kX11 ||
           source == SourceKind::kWayland;
}

void refuse_part(SourceKind source, const char* option) {
    throw Error(ErrorCode::kArgument,
                std::string(option) + ": with source=" +
                    (source == SourceKind::kSynthetic ? "synthetic"
                     : source == SourceKind::kFrames  ? "frames"
                                                      : "portal") +
                    " it names nothing, allowed with screen, x11 and wayland; leave it out");
}

void check_part(const Settings& settings) {
    if (has_monitors(settings.source)) return;
    if (!settings.monitor.empty()) refuse_part(settings.source, "monitor");
    if (settings.window_id != 0) refuse_part(settings.source, "windowId");
    if (!settings.window_title.empty()) refuse_part(settings.source, "windowTitle");
}

void check_combinations(const Settings& settings) {
    check_part(settings);
    if (settings.source == SourceKind::kFrames && settings.input.empty()) {
        throw Error(ErrorCode::kArgument,
                    "input: with source=frames it needs the name under which a program pushes");
    }
    if (settings.watermark_location != WatermarkLocation::kNone &&
        settings.watermark_path.empty()) {
        throw Error(ErrorCode::kArgument,
                    "watermarkLocation: without watermarkPath there is nothing to place, allowed: "
                    "none, or a PNG file's path in watermarkPath");
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
        const SettingsOption& option = option_named(line.substr(0, equals));
        const std::string_view value = line.substr(equals + 1);
        if (value.find('\0') != std::string_view::npos) {
            throw Error(ErrorCode::kArgument, std::string(option.name) +
                                                  ": a NUL character is not allowed, for many it "
                                                  "would end the text");
        }
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
    for (const SettingsOption& option : settings_table()) {
        if (!option.is_set(settings)) continue;
        text += std::string(option.name) + "=" + option.print(settings) + "\n";
    }
    return text;
}

void require_same_source(const Settings& running, const Settings& wanted) {
    for (const SettingsOption& option : settings_table()) {
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
