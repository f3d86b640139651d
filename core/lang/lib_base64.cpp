// base64 and binascii.
#include <fmt/format.h>

#include <algorithm>

#include "lang/base64.h"
#include "lang/library_internal.h"
#include "lang/str.h"

namespace lang {

std::string encode_base64(std::string_view raw, std::string_view special) {
    std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    alphabet += special;
    std::string out;
    out.reserve((raw.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < raw.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, raw.size() - at);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            bits = (bits << 8) | (i < count ? static_cast<unsigned char>(raw[at + i]) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            out.push_back(i <= count ? alphabet[(bits >> (18 - 6 * i)) & 63U] : '=');
        }
    }
    return out;
}

namespace {

int base64_digit(char c, std::string_view special) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == special[0]) return 62;
    return c == special[1] ? 63 : -1;
}

}  // namespace

Base64Result decode_base64(std::string_view text, std::string_view special) {
    Base64Result result;
    int quad = 0;  // digits of the current group
    int pads = 0;
    std::uint32_t left = 0;
    for (const char c : text) {
        if (c == '=') {
            if (quad >= 2 && quad + ++pads >= 4) return result;
            continue;
        }
        const int digit = base64_digit(c, special);
        if (digit < 0) continue;
        pads = 0;
        ++result.data_characters;
        left = (left << 6) | static_cast<std::uint32_t>(digit);
        // The second, third and fourth digit of a group each complete a byte.
        if (quad > 0) result.raw.push_back(static_cast<char>(left >> (6 - 2 * quad)));
        quad = (quad + 1) % 4;
    }
    if (quad == 1) {
        result.error = "number";
    } else if (quad != 0) {
        result.error = "Incorrect padding";
    }
    return result;
}

namespace {

Class& binascii_error(Vm& vm) {
    constexpr std::string_view kKey = "<binascii.Error>";
    Dict& builtins = *vm.builtins.as<Dict>();
    const Value known = dict_find(builtins, kKey);
    if (known.is(Kind::Class)) return *known.as<Class>();
    Class& cls = make_class(vm, "Error", {vm.exception_class("ValueError")}, "binascii");
    dict_put(vm, builtins, kKey, class_value(cls));
    return cls;
}

Completion raise_error(Vm& vm, std::string_view message) {
    Value args[] = {vm.heap().make_str(message)};
    return vm.raise(binascii_error(vm), args);
}

// Bytes, or ASCII text where the decoders take it.
Completion read_input(Vm& vm, const Value& v, bool text_too, std::string_view* out) {
    const Value& p = plain(v);
    if (const Bytes* bytes = p.try_as<Bytes>()) {
        *out = bytes->view();
    } else if (const Str* text = p.try_as<Str>(); text != nullptr && text_too) {
        if (!text->is_ascii()) {
            return vm.raise("ValueError", "string argument should contain only ASCII characters");
        }
        *out = text->view();
    } else if (text_too) {
        return vm.raise("TypeError",
                        fmt::format("argument should be a bytes-like object or ASCII string, not "
                                    "'{}'",
                                    type_name_of(vm, v)));
    } else {
        return vm.raise("TypeError", fmt::format("a bytes-like object is required, not '{}'",
                                                 type_name_of(vm, v)));
    }
    if (!vm.has_room(out->size() * 3)) return vm.out_of_memory();
    if (!vm.charge(out->size() / 16)) return vm.out_of_steps();
    return Completion::none();
}

Completion encode_with(Vm& vm, const Value& v, std::string_view special) {
    std::string_view raw;
    AW_GUEST_DO(read_input(vm, v, false, &raw));
    return vm.heap().make_bytes(encode_base64(raw, special));
}

Completion decode_with(Vm& vm, const Value& v, std::string_view special, bool strict) {
    std::string_view text;
    AW_GUEST_DO(read_input(vm, v, true, &text));
    if (strict) {
        const std::size_t data = text.find_last_not_of('=') + 1;
        const bool odd = text.size() - data > 2 ||
                         std::any_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(data),
                                     [&](char c) { return base64_digit(c, special) < 0; });
        if (odd && text.substr(0, data).find('=') == std::string_view::npos &&
            text.size() - data <= 2) {
            return raise_error(vm, "Only base64 data is allowed");
        }
        if (odd) return raise_error(vm, "Excess data after padding");
    }
    const Base64Result result = decode_base64(text, special);
    if (result.error == "number") {
        return raise_error(vm, fmt::format("Invalid base64-encoded string: number of data "
                                           "characters ({}) cannot be 1 more than a multiple of 4",
                                           result.data_characters));
    }
    if (!result.error.empty()) return raise_error(vm, result.error);
    return vm.heap().make_bytes(result.raw);
}

Completion base64_encode(Vm& vm, Native& self, CallArgs args) {
    Value v, altchars;
    AW_GUEST_DO(bind(vm, self, args, {{"s", &v}, {"altchars", &altchars, kOptional}}));
    std::string_view special = "+/";
    if (!altchars.empty() && !altchars.is_none()) {
        AW_GUEST_DO(read_input(vm, altchars, false, &special));
        if (special.size() != 2) return vm.raise("AssertionError", "");
    }
    return encode_with(vm, v, special);
}

Completion base64_decode(Vm& vm, Native& self, CallArgs args) {
    Value v, altchars, validate;
    AW_GUEST_DO(
        bind(vm, self, args,
             {{"s", &v}, {"altchars", &altchars, kOptional}, {"validate", &validate, kOptional}}));
    std::string_view special = "+/";
    if (!altchars.empty() && !altchars.is_none()) {
        AW_GUEST_DO(read_input(vm, altchars, true, &special));
        if (special.size() != 2) return vm.raise("AssertionError", "");
    }
    return decode_with(vm, v, special, validate.is_true());
}

Completion urlsafe_encode(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"s", &v}}));
    return encode_with(vm, v, "-_");
}

Completion urlsafe_decode(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"s", &v}}));
    std::string_view text;
    AW_GUEST_DO(read_input(vm, v, true, &text));
    std::string standard(text);  // '+' and '/' are still understood
    std::replace(standard.begin(), standard.end(), '-', '+');
    std::replace(standard.begin(), standard.end(), '_', '/');
    return decode_with(vm, vm.heap().make_bytes(standard), "+/", false);
}

Completion standard_encode(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"s", &v}}));
    return encode_with(vm, v, "+/");
}

Completion standard_decode(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"s", &v}}));
    return decode_with(vm, v, "+/", false);
}

Completion base16_encode(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"s", &v}}));
    std::string_view raw;
    AW_GUEST_DO(read_input(vm, v, false, &raw));
    const bool upper = self.name == "b16encode";
    std::string out;
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        out += upper ? fmt::format("{:02X}", byte) : fmt::format("{:02x}", byte);
    }
    return vm.heap().make_bytes(out);
}

Completion base16_decode(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"s", &v}}));
    std::string_view text;
    AW_GUEST_DO(read_input(vm, v, true, &text));
    const bool upper_only = self.name == "b16decode";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t digit = std::string_view("0123456789ABCDEFabcdef").find(text[i]);
        if (digit == std::string_view::npos || (upper_only && digit > 15)) {
            return raise_error(vm, "Non-hexadecimal digit found");
        }
        const auto value = static_cast<unsigned>(digit > 15 ? digit - 6 : digit);
        if (i % 2 == 0) {
            out.push_back(static_cast<char>(value << 4));
        } else {
            out.back() = static_cast<char>(static_cast<unsigned char>(out.back()) | value);
        }
    }
    if (text.size() % 2 != 0) return raise_error(vm, "Odd-length string");
    return vm.heap().make_bytes(out);
}

}  // namespace

void load_base64(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"b64encode", base64_encode},
             {"b64decode", base64_decode},
             {"urlsafe_b64encode", urlsafe_encode},
             {"urlsafe_b64decode", urlsafe_decode},
             {"standard_b64encode", standard_encode},
             {"standard_b64decode", standard_decode},
             {"b16encode", base16_encode},
             {"b16decode", base16_decode}});
}

void load_binascii(Vm& vm, Module& module) {
    set(vm, module, "Error", class_value(binascii_error(vm)));
    def_all(vm, module,
            {{"hexlify", base16_encode},
             {"unhexlify", base16_decode},
             {"b2a_hex", base16_encode},
             {"a2b_hex", base16_decode},
             {"a2b_base64", standard_decode}});
}

}  // namespace lang
