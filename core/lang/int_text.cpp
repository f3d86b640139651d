// Integers from and to text.
#include <algorithm>
#include <cstring>

#include "lang/int.h"
#include "lang/unicode.h"

namespace lang {
namespace {

constexpr std::size_t kMaxDigits = 4300;  // sys.get_int_max_str_digits()

bool is_int_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

int base_of_prefix(char c) {
    switch (c) {
        case 'x':
        case 'X': return 16;
        case 'o':
        case 'O': return 8;
        case 'b':
        case 'B': return 2;
        default: return 0;
    }
}

struct Literal {
    bool negative = false;
    bool valid = false;
    int base = 10;
    std::string digits;  // without underscores
};

void read_prefix(std::string_view& text, int base, Literal& out, bool& needs_zero) {
    const int prefix = text.size() >= 2 && text[0] == '0' ? base_of_prefix(text[1]) : 0;
    if (prefix != 0 && (base == 0 || base == prefix)) {
        out.base = prefix;
        text.remove_prefix(2);
        if (!text.empty() && text[0] == '_') text.remove_prefix(1);
        return;
    }
    // Base 0 reads literals as source does: 010 is none, 000 is.
    needs_zero = base == 0 && text.size() > 1 && text[0] == '0';
    out.base = base == 0 ? 10 : base;
}

// One underscore may stand between two digits.
bool read_digits(std::string_view text, Literal& out) {
    bool last_was_digit = false;
    for (char c : text) {
        if (c == '_') {
            if (!last_was_digit) return false;
            last_was_digit = false;
            continue;
        }
        if (digit_of(c) >= out.base) return false;
        out.digits += c;
        last_was_digit = true;
    }
    return last_was_digit;
}

Literal read_literal(std::string_view text, int base) {
    Literal out;
    while (!text.empty() && is_int_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_int_blank(text.back())) text.remove_suffix(1);
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        out.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    bool needs_zero = false;
    read_prefix(text, base, out, needs_zero);
    out.valid = read_digits(text, out) &&
                !(needs_zero && out.digits.find_first_not_of('0') != std::string::npos);
    return out;
}

// Decimal digits and blanks of other scripts, as ASCII; what is neither stays and is refused later.
std::string to_ascii_digits(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t point = next_point(text, at);
        const int digit = decimal_value(point);
        if (point >= 0x80 && digit >= 0) {
            out += static_cast<char>('0' + digit);
        } else if (point >= 0x80 && is_char(point, CharClass::Space)) {
            out += ' ';
        } else {
            out += text.substr(from, at - from);
        }
    }
    return out;
}

bool is_ascii_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

std::string digits_in_base(mpz_srcptr value, int base) {
    std::string text(mpz_sizeinbase(value, base) + 2, '\0');
    mpz_get_str(text.data(), base, value);
    text.resize(std::strlen(text.c_str()));
    return text;
}

}  // namespace

Completion int_to_text(Vm& vm, const Value& v, std::string& out) {
    if (is_short_int(v)) {
        out = std::to_string(short_int(v));
        return Completion::none();
    }
    mpz_srcptr value = v.as<BigInt>()->value;
    // 10**4300 has 14285 bits: more than that can be refused without counting the digits.
    const bool too_many = mpz_sizeinbase(value, 2) > 14'400;
    if (!too_many) {
        out = digits_in_base(value, 10);
        if (out.size() - (out[0] == '-') <= kMaxDigits) return Completion::none();
    }
    return vm.raise("ValueError",
                    "Exceeds the limit (4300 digits) for integer string conversion; "
                    "use sys.set_int_max_str_digits() to increase the limit");
}

std::string int_to_base(const Value& v, int base) {
    Integer number;
    read_int(v, number.get());
    return digits_in_base(number.get(), base);
}

Completion int_from_text(Vm& vm, std::string_view text, int base, std::string_view shown) {
    Literal literal =
        read_literal(is_ascii_text(text) ? std::string(text) : to_ascii_digits(text), base);
    if (!literal.valid)
        return vm.raise("ValueError", "invalid literal for int() with base " +
                                          std::to_string(base) + ": " + std::string(shown));
    if (literal.digits.size() > kMaxDigits && !is_power_of_two(literal.base))
        return vm.raise(
            "ValueError",
            "Exceeds the limit (4300 digits) for integer string conversion: value has " +
                std::to_string(literal.digits.size()) +
                " digits; use sys.set_int_max_str_digits() to increase the limit");
    if (!vm.has_room(literal.digits.size()) || !vm.charge(literal.digits.size() / 8))
        return vm.has_room(literal.digits.size()) ? vm.out_of_steps() : vm.out_of_memory();
    Integer number;
    mpz_set_str(number.get(), literal.digits.c_str(), literal.base);
    if (literal.negative) mpz_neg(number.get(), number.get());
    return make_int(number.get());
}

}  // namespace lang
