#include "lang/float_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "base/text.h"
#include "lang/unicode.h"

namespace lang {
namespace {

constexpr int kReprDigits = 16;  // from 1e16 on, repr uses an exponent

std::string special_text(double value) {
    if (std::isnan(value)) return "nan";
    return value < 0 ? "-inf" : "inf";
}

// ASCII digits for all decimal digits, spaces stripped, underscores between digits removed.
std::optional<std::string> normalise(std::string_view text) {
    std::string out;
    char before = ' ';
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = next_point(text, at);
        const int digit = decimal_value(point);
        char c = digit >= 0 ? static_cast<char>('0' + digit) : static_cast<char>(point);
        if (digit < 0 && is_char(point, CharClass::Space)) c = ' ';
        if (digit < 0 && point > 127 && c != ' ') return std::nullopt;
        if (c == '_') {
            if (!base::is_digit(before) || at >= text.size()) return std::nullopt;
            std::size_t next = at;
            if (decimal_value(next_point(text, next)) < 0) return std::nullopt;
        } else {
            out.push_back(c);
        }
        before = c;
    }
    const std::size_t from = out.find_first_not_of(' ');
    if (from == std::string::npos) return std::nullopt;
    return out.substr(from, out.find_last_not_of(' ') - from + 1);
}

std::string print_with(std::string_view start, char type, int precision, double value) {
    const std::string format = std::string(start) + type;
    const int size = std::snprintf(nullptr, 0, format.c_str(), precision, value);
    std::vector<char> buffer(static_cast<std::size_t>(size) + 1);
    std::snprintf(buffer.data(), buffer.size(), format.c_str(), precision, value);
    return {buffer.data(), static_cast<std::size_t>(size)};
}

}  // namespace

std::string float_repr(double value) {
    if (!std::isfinite(value)) return special_text(value);
    std::array<char, 40> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::scientific)
                         .ptr;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t e = text.find('e');
    int exponent = 0;
    const char* exponent_start = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
    std::from_chars(exponent_start, text.data() + text.size(), exponent);
    std::string out = value < 0 || std::signbit(value) ? "-" : "";
    std::string digits;
    for (const char c : text.substr(0, e)) {
        if (base::is_digit(c)) digits.push_back(c);
    }
    if (exponent < -4 || exponent >= kReprDigits) {
        out += digits.substr(0, 1);
        if (digits.size() > 1) out += "." + digits.substr(1);
        const int magnitude = std::abs(exponent);
        out += exponent < 0 ? "e-" : "e+";
        return out + (magnitude < 10 ? "0" : "") + std::to_string(magnitude);
    }
    if (exponent < 0)
        return out + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole) {
        return out + digits + std::string(whole - digits.size(), '0') + ".0";
    }
    return out + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::string float_fixed(double value, char type, int precision, bool keep_point) {
    if (!std::isfinite(value)) {
        std::string text = special_text(value);
        if (type == 'E' || type == 'F' || type == 'G') {
            for (char& c : text) c = static_cast<char>(c == '-' ? c : c - 32);
        }
        return text;
    }
    if (!keep_point) return print_with("%.*", type, precision, value);
    if (type != 'g' && type != 'G') return print_with("%#.*", type, precision, value);
    // Some C libraries drop zeros here when the rounding carries: built from 'e' and 'f' instead.
    const int digits = std::max(precision, 1);
    std::string scientific = print_with("%#.*", type == 'g' ? 'e' : 'E', digits - 1, value);
    const int exponent = std::atoi(scientific.c_str() + scientific.find_first_of("eE") + 1);
    if (exponent < -4 || exponent >= digits) return scientific;
    return print_with("%#.*", 'f', digits - 1 - exponent, value);
}

std::optional<double> parse_float(std::string_view text) {
    const std::optional<std::string> normal = normalise(text);
    if (!normal) return std::nullopt;
    std::string_view rest = *normal;
    bool negative = false;
    if (rest[0] == '+' || rest[0] == '-') {
        negative = rest[0] == '-';
        rest.remove_prefix(1);
    }
    if (rest.empty() ||
        !(base::is_digit(rest[0]) || rest[0] == '.' || is_char(rest[0], CharClass::Alpha))) {
        return std::nullopt;
    }
    double value = 0;
    const char* end = rest.data() + rest.size();
    const auto [stop, error] = std::from_chars(rest.data(), end, value);
    if (stop != end || rest.find('(') != std::string_view::npos) return std::nullopt;
    if (error == std::errc::result_out_of_range) {
        value = std::strtod(std::string(rest).c_str(), nullptr);  // infinity or zero
    } else if (error != std::errc()) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

double round_to(double value, int digits) {
    constexpr int kMostDigits = 323;
    if (!std::isfinite(value) || digits > kMostDigits) return value;
    if (digits < -308) return value * 0.0;
    if (digits >= 0) {
        // printf rounds the exact binary value half to even, as CPython's dtoa does.
        const std::string text = float_fixed(value, 'f', digits, false);
        return std::strtod(text.c_str(), nullptr);
    }
    const double unit = std::pow(10.0, -digits);
    const double scaled = value / unit;
    double rounded = std::round(scaled);
    if (std::fabs(scaled - rounded) == 0.5) rounded = 2.0 * std::round(scaled / 2.0);
    return rounded * unit;
}

}  // namespace lang
