// SPDX-License-Identifier: MPL-2.0
#include "bus_value.h"

namespace pixelflux {
namespace {

std::string signature_of(const BusValue& value) {
    switch (value.type) {
        case 'a':
            return "a" + value.text;
        case 'r':
            return "(" + pixelflux::signature_of(value.items) + ")";
        case 'e':
            return "{" + pixelflux::signature_of(value.items) + "}";
        default:
            return std::string(1, value.type);
    }
}

}  // namespace

BusValue bus_text(std::string text) { return {'s', std::move(text), 0, {}}; }

BusValue bus_path(std::string path) { return {'o', std::move(path), 0, {}}; }

BusValue bus_number(std::uint32_t number) { return {'u', "", number, {}}; }

BusValue bus_flag(bool flag) { return {'b', "", flag ? 1u : 0u, {}}; }

BusValue bus_options(std::vector<std::pair<std::string, BusValue>> options) {
    BusValue dictionary{'a', "{sv}", 0, {}};
    for (auto& [key, value] : options) {
        BusValue variant{'v', "", 0, {std::move(value)}};
        dictionary.items.push_back({'e', "", 0, {bus_text(key), std::move(variant)}});
    }
    return dictionary;
}

const BusValue* find_option(const BusValue& dictionary, const std::string& key) {
    if (dictionary.type != 'a' || dictionary.text != "{sv}") return nullptr;
    for (const BusValue& entry : dictionary.items) {
        if (entry.items.size() != 2 || entry.items[0].text != key) continue;
        return entry.items[1].items.size() == 1 ? &entry.items[1].items[0] : nullptr;
    }
    return nullptr;
}

const BusValue* find_option(const BusValue& dictionary, const std::string& key, char type) {
    const BusValue* const value = find_option(dictionary, key);
    return value != nullptr && value->type == type ? value : nullptr;
}

std::string signature_of(const std::vector<BusValue>& values) {
    std::string signature;
    for (const BusValue& value : values) signature += signature_of(value);
    return signature;
}

}  // namespace pixelflux
