#include "lang/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/str.h"

namespace lang {
namespace {

constexpr std::int64_t kLargestNumber = 9223372036854775807;

bool is_align(char32_t c) { return c == '<' || c == '>' || c == '^' || c == '='; }

// What is left of a specification while it is read from the left.
struct SpecReader {
    std::string_view rest;
    bool take(char c) {
        if (rest.empty() || rest[0] != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    // Decimal digits; false when they do not fit.
    bool take_number(std::int64_t* out) {
        std::int64_t number = -1;
        while (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') {
            const std::int64_t digit = rest[0] - '0';
            number = std::max<std::int64_t>(number, 0);
            if (number > (kLargestNumber - digit) / 10) return false;
            number = number * 10 + digit;
            rest.remove_prefix(1);
        }
        *out = number;
        return true;
    }
    char take_grouping() {
        if (take(',')) return ',';
        return take('_') ? '_' : '\0';
    }
};

void read_alignment(SpecReader& in, FormatSpec& out, bool* fill_given) {
    if (in.rest.empty()) return;
    std::size_t after = 0;
    next_point(in.rest, after);
    if (after < in.rest.size() && is_align(static_cast<unsigned char>(in.rest[after]))) {
        out.fill = in.rest.substr(0, after);
        out.align = in.rest[after];
        *fill_given = true;
        in.rest.remove_prefix(after + 1);
    } else if (is_align(static_cast<unsigned char>(in.rest[0]))) {
        out.align = in.rest[0];
        in.rest.remove_prefix(1);
    }
}

Completion check_grouping(Vm& vm, const FormatSpec& spec) {
    if (spec.grouping == 0) return Completion::none();
    constexpr std::string_view kDecimal = "defgEG%F";
    const bool decimal = spec.type == 0 || kDecimal.find(spec.type) != std::string_view::npos;
    constexpr std::string_view kBinary = "boxX";
    const bool binary = spec.grouping == '_' && kBinary.find(spec.type) != std::string_view::npos;
    if (decimal || binary) return Completion::none();
    return vm.raise("ValueError",
                    fmt::format("Cannot specify '{}' with '{}'.", spec.grouping, spec.type));
}

std::string upper_hex(std::string text) {
    for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'f' ? c - 32 : c);
    return text;
}

// Separators from the right, zeros in front until `min_width` is reached.
std::string grouped(std::string_view digits, char separator, std::size_t every,
                    std::int64_t min_width) {
    std::string reversed;
    std::size_t left = digits.size();
    for (;;) {
        const auto wanted = static_cast<std::size_t>(
            std::max<std::int64_t>({static_cast<std::int64_t>(left), min_width, 1}));
        const std::size_t count = std::min(every, wanted);
        for (std::size_t i = 0; i < count; ++i) {
            reversed.push_back(left > 0 ? digits[--left] : '0');
        }
        min_width -= static_cast<std::int64_t>(count);
        if (left == 0 && min_width <= 0) break;
        reversed.push_back(separator);
        --min_width;
    }
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

// 3.14159265 -> 3.141_592_65
std::string group_fraction(std::string_view rest, char separator) {
    std::string out;
    std::size_t digits = 0;
    for (const char c : rest) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && digits > 0 && digits % 3 == 0) out.push_back(separator);
        digits = digit ? digits + 1 : 0;
        out.push_back(c);
        if (c == 'e' || c == 'E') {
            return out + std::string(rest.substr(static_cast<std::size_t>(&c - rest.data()) + 1));
        }
    }
    return out;
}

std::string sign_of(bool negative, char wanted) {
    if (negative) return "-";
    return wanted == '+' || wanted == ' ' ? std::string(1, wanted) : "";
}

Completion format_character(Vm& vm, const Value& integer, const FormatSpec& spec) {
    if (spec.sign != 0) {
        return vm.raise("ValueError", "Sign not allowed with integer format specifier 'c'");
    }
    if (spec.alternate) {
        return vm.raise("ValueError",
                        "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if (!integer.is_small()) {
        return vm.raise("OverflowError", "Python int too large to convert to C long");
    }
    if (integer.as_small() < 0 || integer.as_small() > 0x10FFFF) {
        return vm.raise("OverflowError", "%c arg not in range(0x110000)");
    }
    std::string text;
    append_point(text, static_cast<char32_t>(integer.as_small()));
    FormatSpec as_text = spec;
    as_text.type = 's';
    if (as_text.align == 0) as_text.align = '>';
    if (as_text.align == '=') as_text.align = '>';
    return format_text(vm, text, as_text);
}

// No type: as repr without a precision, as 'g' that always shows a fraction with one.
std::string untyped_float(double value, const FormatSpec& spec) {
    if (!std::isfinite(value) || spec.precision < 0) return float_repr(value);
    const int precision = static_cast<int>(std::max<std::int64_t>(spec.precision, 1));
    std::string text = float_fixed(value, 'e', precision - 1, false);
    const int exponent = std::atoi(text.c_str() + text.find('e') + 1);
    const bool with_exponent = exponent < -4 || exponent + 1 > precision - 1;
    if (!with_exponent) {
        text = float_fixed(value, 'g', precision, spec.alternate);
        return text.find('.') == std::string::npos ? text + ".0" : text;
    }
    const std::size_t e = text.find('e');
    std::string digits = text.substr(0, e);
    if (digits.find('.') != std::string::npos && !spec.alternate) {
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') digits.pop_back();
    }
    if (spec.alternate && digits.find('.') == std::string::npos) digits.push_back('.');
    return digits + text.substr(e);
}

std::string float_digits(double value, const FormatSpec& spec) {
    if (spec.type == 0) return untyped_float(value, spec);
    const int precision = spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
    if (spec.type == '%') return float_fixed(value * 100, 'f', precision, spec.alternate) + "%";
    return float_fixed(value, spec.type == 'n' ? 'g' : spec.type, precision, spec.alternate);
}

bool shows_zero(std::string_view text) {
    return text.substr(0, text.find_first_of("eE")).find_first_of("123456789inIN") ==
           std::string_view::npos;
}

}  // namespace

Completion parse_format_spec(Vm& vm, std::string_view text, std::string_view type_name,
                             FormatSpec* out) {
    SpecReader in{text};
    FormatSpec& spec = *out;
    spec.type_name = type_name;
    bool fill_given = false;
    read_alignment(in, spec, &fill_given);
    for (const char sign : {'+', '-', ' '}) {
        if (spec.sign == 0 && in.take(sign)) spec.sign = sign;
    }
    spec.no_negative_zero = in.take('z');
    spec.alternate = in.take('#');
    if (!fill_given && in.take('0')) {
        spec.fill = "0";
        spec.zero = true;
    }
    if (!in.take_number(&spec.width)) {
        return vm.raise("ValueError", "Too many decimal digits in format string");
    }
    spec.grouping = in.take_grouping();
    if (spec.grouping != 0) {
        const char second = in.take_grouping();
        if (second == spec.grouping) {
            return vm.raise("ValueError",
                            fmt::format("Cannot specify '{}' with '{}'.", second, second));
        }
        if (second != 0) return vm.raise("ValueError", "Cannot specify both ',' and '_'.");
    }
    if (in.take('.')) {
        if (!in.take_number(&spec.precision)) {
            return vm.raise("ValueError", "Too many decimal digits in format string");
        }
        spec.fraction_grouping = in.take_grouping();
        if (spec.precision < 0 && spec.fraction_grouping == 0) {
            return vm.raise("ValueError", "Format specifier missing precision");
        }
    }
    std::size_t after = 0;
    if (!in.rest.empty()) next_point(in.rest, after);
    if (after != in.rest.size() || after > 1) {
        return vm.raise(
            "ValueError",
            fmt::format("Invalid format specifier '{}' for object of type '{}'", text, type_name));
    }
    if (after == 1) spec.type = in.rest[0];
    return check_grouping(vm, spec);
}

Completion unknown_code(Vm& vm, const FormatSpec& spec, std::string_view type_name) {
    return vm.raise("ValueError",
                    fmt::format("Unknown format code '{}' for object of type '{}'", spec.type,
                                spec.type_name.empty() ? type_name : spec.type_name));
}

Completion format_text(Vm& vm, std::string_view text, const FormatSpec& spec) {
    if (spec.type != 0 && spec.type != 's') return unknown_code(vm, spec, "str");
    if (spec.grouping != 0) {
        return vm.raise("ValueError", fmt::format("Cannot specify '{}' with 's'.", spec.grouping));
    }
    if (spec.sign != 0) {
        return vm.raise("ValueError", fmt::format("{} not allowed in string format specifier",
                                                  spec.sign == ' ' ? "Space" : "Sign"));
    }
    if (spec.no_negative_zero) {
        return vm.raise("ValueError",
                        "Negative zero coercion (z) not allowed in string format specifier");
    }
    if (spec.alternate) {
        return vm.raise("ValueError", "Alternate form (#) not allowed in string format specifier");
    }
    if (spec.align == '=') {
        return vm.raise("ValueError", "'=' alignment not allowed in string format specifier");
    }
    std::string_view shown = text;
    auto length = static_cast<std::int64_t>(count_points(text));
    if (spec.precision >= 0 && spec.precision < length) {
        std::size_t at = 0;
        for (std::int64_t i = 0; i < spec.precision; ++i) next_point(text, at);
        shown = text.substr(0, at);
        length = spec.precision;
    }
    const auto pad = static_cast<std::uint64_t>(std::max<std::int64_t>(spec.width - length, 0));
    const std::uint64_t left = spec.align == '>' ? pad : spec.align == '^' ? pad / 2 : 0;
    TextBuilder out(vm);
    out.fill(spec.fill, left);
    out.add(shown);
    out.fill(spec.fill, pad - left);
    return out.finish();
}

Completion lay_out_number(Vm& vm, NumberText number, const FormatSpec& spec) {
    const char align = spec.align != 0 ? spec.align : spec.zero ? '=' : '>';
    const auto around =
        static_cast<std::int64_t>(number.sign.size() + number.prefix.size() + number.rest.size());
    if (spec.width > 0 && !vm.has_room(static_cast<std::size_t>(spec.width))) {
        return vm.out_of_memory();
    }
    if (spec.grouping != 0) {
        const bool in_fours =
            spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
        const bool zeros = spec.fill == "0" && align == '=';
        number.digits = grouped(number.digits, spec.grouping, in_fours ? 4 : 3,
                                zeros ? spec.width - around : 0);
    }
    const auto length = around + static_cast<std::int64_t>(number.digits.size());
    const auto pad = static_cast<std::uint64_t>(std::max<std::int64_t>(spec.width - length, 0));
    TextBuilder out(vm);
    if (align == '>') out.fill(spec.fill, pad);
    if (align == '^') out.fill(spec.fill, pad / 2);
    out.add(number.sign);
    out.add(number.prefix);
    if (align == '=') out.fill(spec.fill, pad);
    out.add(number.digits);
    out.add(number.rest);
    if (align == '<') out.fill(spec.fill, pad);
    if (align == '^') out.fill(spec.fill, pad - pad / 2);
    return out.finish();
}

Completion format_integer(Vm& vm, const Value& integer, const FormatSpec& spec) {
    constexpr std::string_view kFloatTypes = "eEfFgG%";
    if (spec.type != 0 && kFloatTypes.find(spec.type) != std::string_view::npos) {
        AW_GUEST(const Value number, int_to_float(vm, integer));
        return format_float(vm, number.as<Float>()->value, spec);
    }
    constexpr std::string_view kIntegerTypes = "dnboxXc";
    if (spec.type != 0 && kIntegerTypes.find(spec.type) == std::string_view::npos) {
        return unknown_code(vm, spec, "int");
    }
    if (spec.precision >= 0) {
        return vm.raise("ValueError", "Precision not allowed in integer format specifier");
    }
    if (spec.no_negative_zero) {
        return vm.raise("ValueError",
                        "Negative zero coercion (z) not allowed in integer format specifier");
    }
    int base = 10;
    NumberText number;
    switch (spec.type) {
        case 0:
        case 'd':
        case 'n': break;
        case 'b':
            base = 2;
            number.prefix = "0b";
            break;
        case 'o':
            base = 8;
            number.prefix = "0o";
            break;
        case 'x':
            base = 16;
            number.prefix = "0x";
            break;
        case 'X':
            base = 16;
            number.prefix = "0X";
            break;
        case 'c': return format_character(vm, integer, spec);
        default: return unknown_code(vm, spec, "int");
    }
    if (!spec.alternate) number.prefix.clear();
    if (base == 10) {
        AW_GUEST_DO(int_to_text(vm, integer, number.digits));
    } else {
        number.digits = int_to_base(integer, base);
    }
    const bool negative = number.digits[0] == '-';
    if (negative) number.digits.erase(0, 1);
    if (spec.type == 'X') number.digits = upper_hex(std::move(number.digits));
    number.sign = sign_of(negative, spec.sign);
    return lay_out_number(vm, std::move(number), spec);
}

Completion format_float(Vm& vm, double value, const FormatSpec& spec) {
    constexpr std::string_view kTypes = "eEfFgGn%";
    if (spec.type != 0 && kTypes.find(spec.type) == std::string_view::npos) {
        return unknown_code(vm, spec, "float");
    }
    constexpr std::int64_t kLargestPrecision = 2147483647;
    if (spec.precision > kLargestPrecision) return vm.raise("ValueError", "precision too big");
    if (spec.precision > 0 && !vm.has_room(static_cast<std::size_t>(spec.precision) * 4)) {
        return vm.out_of_memory();
    }
    std::string text = float_digits(value, spec);
    bool negative = text[0] == '-';
    if (negative) text.erase(0, 1);
    if (negative && spec.no_negative_zero && shows_zero(text)) negative = false;
    NumberText number;
    number.sign = sign_of(negative, spec.sign);
    const std::size_t whole = std::min(text.find_first_not_of("0123456789"), text.size());
    number.digits = text.substr(0, whole);
    number.rest = text.substr(whole);
    if (spec.fraction_grouping != 0) {
        number.rest = group_fraction(number.rest, spec.fraction_grouping);
    }
    if (number.digits.empty()) {  // inf, nan: no grouping, no zeros between
        FormatSpec plain = spec;
        plain.grouping = 0;
        return lay_out_number(vm, std::move(number), plain);
    }
    return lay_out_number(vm, std::move(number), spec);
}

}  // namespace lang
