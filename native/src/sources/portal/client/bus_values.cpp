// SPDX-License-Identifier: MPL-2.0
#include "bus_values.h"

#include <new>
#include <utility>

namespace pixelflux {
namespace {

void require(dbus_bool_t done) {
    if (done == FALSE) throw std::bad_alloc();
}

void write_value(const BusValue& value, DBusMessageIter* to);

void write_items(const BusValue& value, int type, const char* signature, DBusMessageIter* to) {
    DBusMessageIter inner;
    require(dbus_message_iter_open_container(to, type, signature, &inner));
    for (const BusValue& item : value.items) write_value(item, &inner);
    require(dbus_message_iter_close_container(to, &inner));
}

void write_value(const BusValue& value, DBusMessageIter* to) {
    switch (value.type) {
        case 'a':
            write_items(value, DBUS_TYPE_ARRAY, value.text.c_str(), to);
            break;
        case 'e':
            write_items(value, DBUS_TYPE_DICT_ENTRY, nullptr, to);
            break;
        case 'r':
            write_items(value, DBUS_TYPE_STRUCT, nullptr, to);
            break;
        case 'v':
            write_items(value, DBUS_TYPE_VARIANT, signature_of(value.items).c_str(), to);
            break;
        case 'u': {
            const auto number = static_cast<dbus_uint32_t>(value.number);
            require(dbus_message_iter_append_basic(to, DBUS_TYPE_UINT32, &number));
            break;
        }
        case 'b': {
            const dbus_bool_t flag = value.number != 0 ? TRUE : FALSE;
            require(dbus_message_iter_append_basic(to, DBUS_TYPE_BOOLEAN, &flag));
            break;
        }
        default: {
            const char* const text = value.text.c_str();
            require(dbus_message_iter_append_basic(to, value.type, &text));
        }
    }
}

std::string signature_at(DBusMessageIter* at) {
    char* const text = dbus_message_iter_get_signature(at);
    if (text == nullptr) throw std::bad_alloc();
    const std::string signature = text;
    dbus_free(text);
    return signature;
}

BusValue read_value(DBusMessageIter* from, std::vector<Socket>& files) {
    const int type = dbus_message_iter_get_arg_type(from);
    BusValue value;
    value.type = static_cast<char>(type);
    if (dbus_type_is_basic(type) != FALSE) {
        DBusBasicValue basic{};
        dbus_message_iter_get_basic(from, &basic);
        switch (type) {
            case DBUS_TYPE_STRING:
            case DBUS_TYPE_OBJECT_PATH:
            case DBUS_TYPE_SIGNATURE:
                value.text = basic.str;
                break;
            case DBUS_TYPE_UNIX_FD:
                value.number = files.size();
                files.emplace_back(basic.fd);  // a duplicate, which is ours
                break;
            case DBUS_TYPE_BOOLEAN:
                value.number = basic.bool_val != FALSE;
                break;
            case DBUS_TYPE_BYTE:
                value.number = basic.byt;
                break;
            case DBUS_TYPE_INT16:
                value.number = static_cast<std::uint64_t>(basic.i16);
                break;
            case DBUS_TYPE_UINT16:
                value.number = basic.u16;
                break;
            case DBUS_TYPE_INT32:
                value.number = static_cast<std::uint64_t>(std::int64_t{basic.i32});
                break;
            case DBUS_TYPE_UINT32:
                value.number = basic.u32;
                break;
            default:
                value.number = basic.u64;
        }
        return value;
    }
    if (type == DBUS_TYPE_STRUCT) value.type = 'r';
    if (type == DBUS_TYPE_DICT_ENTRY) value.type = 'e';
    if (type == DBUS_TYPE_ARRAY) value.text = signature_at(from).substr(1);
    DBusMessageIter inner;
    dbus_message_iter_recurse(from, &inner);
    while (dbus_message_iter_get_arg_type(&inner) != DBUS_TYPE_INVALID) {
        value.items.push_back(read_value(&inner, files));
        dbus_message_iter_next(&inner);
    }
    return value;
}

}  // namespace

bool is_allowed(const BusValue& value) {
    if (value.text.find('\0') != std::string::npos) return false;
    if (value.type == 's' && dbus_validate_utf8(value.text.c_str(), nullptr) == FALSE) return false;
    if (value.type == 'o' && dbus_validate_path(value.text.c_str(), nullptr) == FALSE) return false;
    for (const BusValue& item : value.items) {
        if (!is_allowed(item)) return false;
    }
    return true;
}

std::string wrong_in(const BusCall& call) {
    if (dbus_validate_path(call.path.c_str(), nullptr) == FALSE)
        return call.member + " of '" + call.path + "', which is not the path of an object";
    for (const BusValue& value : call.arguments) {
        if (!is_allowed(value)) {
            return call.member +
                   " with a value that D-Bus does not allow (a text that is not UTF-8, or a path "
                   "that is none)";
        }
    }
    return "";
}

void write_values(const std::vector<BusValue>& values, DBusMessage* message) {
    DBusMessageIter to;
    dbus_message_iter_init_append(message, &to);
    for (const BusValue& value : values) write_value(value, &to);
}

void read_values(DBusMessage* message, std::vector<BusValue>& values, std::vector<Socket>& files) {
    DBusMessageIter from;
    if (dbus_message_iter_init(message, &from) == FALSE) return;
    while (dbus_message_iter_get_arg_type(&from) != DBUS_TYPE_INVALID) {
        values.push_back(read_value(&from, files));
        dbus_message_iter_next(&from);
    }
}

}  // namespace pixelflux
