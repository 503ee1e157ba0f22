// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pixelflux {

// A value of a D-Bus message, as anybody may have sent it.
struct BusValue {
    // As D-Bus writes types: s, o, g, u, b, h, a, v and so on; 'r' is a struct, 'e' an entry of a
    // dictionary.
    char type = 0;
    std::string text;          // of a string, a path, a signature; of an array: its elements' type
    std::uint64_t number = 0;  // of a number; of h: which of the message's files
    std::vector<BusValue> items;
};

BusValue bus_text(std::string text);
BusValue bus_path(std::string path);
BusValue bus_number(std::uint32_t number);
BusValue bus_flag(bool flag);

// A dictionary of options, a{sv}.
BusValue bus_options(std::vector<std::pair<std::string, BusValue>> options);

// What a dictionary a{sv} has under this key, out of its variant. Null: nothing, or it is none.
const BusValue* find_option(const BusValue& dictionary, const std::string& key);

// The same if it has this type.
const BusValue* find_option(const BusValue& dictionary, const std::string& key, char type);

// The types of these values, as D-Bus writes them.
std::string signature_of(const std::vector<BusValue>& values);

}  // namespace pixelflux
