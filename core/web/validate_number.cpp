// bool, int, float and Decimal. pydantic-core input_python.rs, shared.rs, validators/int.rs ...
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "lang/arguments.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "web/json_known.h"
#include "web/validate_internal.h"

namespace web {

using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

std::string_view trim_space(std::string_view text) {
    return base::trim(text, " \t\n\v\f\r\x1c\x1d\x1e\x1f");
}

// A Rust f64 as its Display writes it: never an exponent, no ".0".
std::string shown_number(double value) {
    std::string text = lang::float_repr(value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    const std::size_t exponent_at = text.find('e');
    if (exponent_at == std::string::npos) return text;
    const int exponent = std::stoi(text.substr(exponent_at + 1));
    std::string digits;
    int point = 0;
    const bool negative = text[0] == '-';
    for (const char c : text.substr(0, exponent_at)) {
        if (base::is_digit(c)) digits.push_back(c);
        if (c == '.') point = static_cast<int>(digits.size());
    }
    if (point == 0) point = static_cast<int>(digits.size());
    point += exponent;
    if (point <= 0)
        digits = "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    else if (point >= static_cast<int>(digits.size()))
        digits.append(static_cast<std::size_t>(point) - digits.size(), '0');
    else
        digits.insert(static_cast<std::size_t>(point), ".");
    return negative ? "-" + digits : digits;
}

struct NumberBound {
    const Value* limit;
    Vm::Compare holds;
    std::string_view type;
    std::string_view words;
    std::string_view key;
};

// In the order in which pydantic-core asks.
std::array<NumberBound, 4> bounds_of(const Constraints& c) {
    return {{{&c.le, Vm::Compare::Le, "less_than_equal", "less than or equal to ", "le"},
             {&c.lt, Vm::Compare::Lt, "less_than", "less than ", "lt"},
             {&c.ge, Vm::Compare::Ge, "greater_than_equal", "greater than or equal to ", "ge"},
             {&c.gt, Vm::Compare::Gt, "greater_than", "greater than ", "gt"}}};
}

double as_double(Vm& vm, const Value& number) {
    if (number.is(Kind::Float)) return number.as<lang::Float>()->value;
    if (!lang::is_int(number)) return std::nan("");
    Completion real = lang::int_to_float(vm, number);
    return real.ok() ? real.value().as<lang::Float>()->value : std::nan("");
}

// The limit as the field's type: 0 beside a float is 0.0.
Value limit_value(Vm& vm, const Value& limit, TypeKind kind) {
    return kind == TypeKind::Float ? vm.heap().make_float(as_double(vm, limit)) : limit;
}

Completion shown_limit(Vm& vm, const Value& limit, TypeKind kind, std::string& out) {
    if (kind == TypeKind::Float) {
        out = shown_number(as_double(vm, limit));
        return Completion::none();
    }
    AW_GUEST(const Value text, vm.str(limit));
    out = lang::text_of(text);
    return Completion::none();
}

// True when it is a multiple; floats within pydantic-core's tolerance.
Completion is_multiple(Vm& vm, const Value& number, const Value& of) {
    if (number.is(Kind::Float)) {
        const double value = number.as<lang::Float>()->value;
        const double step = as_double(vm, of);
        const double rest = std::fmod(value, step);
        const double threshold = std::fabs(value) / 1e9;
        return Value::boolean(
            !(std::fabs(rest) > threshold && std::fabs(std::fabs(rest) - step) > threshold));
    }
    AW_GUEST(const Value rest, vm.binary(Vm::Binary::Mod, number, of));
    AW_GUEST(const Value is_not_zero, vm.truth(rest));
    return Value::boolean(!is_not_zero.is_true());
}

// The digits of an int's text: sign, then digits with single "_" between them, "." and zeros.
std::optional<std::string> int_digits(std::string_view text) {
    text = trim_space(text);
    std::string digits;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        if (text[0] == '-') digits.push_back('-');
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos &&
        text.find_first_not_of('0', point + 1) == std::string_view::npos)
        text = text.substr(0, point);
    if (text.empty() || !base::is_digit(text.front()) || !base::is_digit(text.back()))
        return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (base::is_digit(text[i]))
            digits.push_back(text[i]);
        else if (text[i] != '_' || text[i - 1] == '_')
            return std::nullopt;
    }
    return digits;
}

Completion int_of_text(Validation& v, const Value& input, std::string_view text) {
    constexpr std::size_t kMaxDigits = 4300;
    if (text.size() > kMaxDigits)
        return v.fail("int_parsing_size",
                      "Unable to parse input string as an integer, exceeded maximum size", input);
    const std::optional<std::string> digits = int_digits(text);
    if (!digits)
        return v.fail("int_parsing",
                      "Input should be a valid integer, unable to parse string as an integer",
                      input);
    return lang::int_from_text(v.vm, *digits, 10, *digits);
}

Completion int_of_float(Validation& v, const Value& input, double number) {
    constexpr double kLimit = 9223372036854775808.0;  // 2 ** 63
    if (!std::isfinite(number))
        return v.fail("finite_number", "Input should be a finite number", input);
    if (std::trunc(number) != number)
        return v.fail("int_from_float",
                      "Input should be a valid integer, got a number with a fractional part",
                      input);
    if (number >= kLimit || number < -kLimit)
        return v.fail("int_parsing_size",
                      "Unable to parse input string as an integer, exceeded maximum size", input);
    return lang::make_int(static_cast<std::int64_t>(number));
}

// The value behind an Enum member of another class, as lax mode takes it.
Completion enum_value(Vm& vm, const Value& input) {
    if (!is_enum(vm, input)) return Value();
    return vm.get_attribute(input, "value");
}

Completion int_value(Validation& v, const FieldType& type, const Value& input) {
    const Value& plain = lang::plain(input);
    if (lang::is_int(plain)) {
        const bool exact = !plain.is_bool() && !input.is(Kind::Instance);
        if (plain.is_bool() && is_strict(v, type))
            return v.fail("int_type", "Input should be a valid integer", input);
        if (!exact) v.floor(plain.is_bool() ? Exactness::Lax : Exactness::Strict);
        return plain.is_bool() ? Value::small(plain.is_true()) : plain;
    }
    if (!is_strict(v, type)) {
        v.floor(Exactness::Lax);
        if (const auto text = text_input(input)) return int_of_text(v, input, *text);
        if (plain.is(Kind::Float)) return int_of_float(v, input, plain.as<lang::Float>()->value);
        AW_GUEST(const Value member, enum_value(v.vm, input));
        if (!member.empty() && lang::is_int(member)) return member;
    }
    return v.fail("int_type", "Input should be a valid integer", input);
}

std::optional<double> float_of_text(std::string_view text) {
    return lang::parse_float(trim_space(text));
}

Completion float_value(Validation& v, const FieldType& type, const Value& input) {
    const Value& plain = lang::plain(input);
    if (plain.is(Kind::Float)) {
        if (input.is(Kind::Instance)) v.floor(Exactness::Strict);
        return plain;
    }
    if (lang::is_int(plain) && !(plain.is_bool() && is_strict(v, type))) {
        v.floor(plain.is_bool() ? Exactness::Lax : Exactness::Strict);
        return v.vm.heap().make_float(
            as_double(v.vm, plain.is_bool() ? Value::small(plain.is_true()) : plain));
    }
    if (!is_strict(v, type)) {
        v.floor(Exactness::Lax);
        if (const auto text = text_input(input)) {
            if (const auto number = float_of_text(*text)) return v.vm.heap().make_float(*number);
            return v.fail("float_parsing",
                          "Input should be a valid number, unable to parse string as a number",
                          input);
        }
        AW_GUEST(const Value member, enum_value(v.vm, input));
        if (!member.empty() && (lang::is_int(member) || member.is(Kind::Float)))
            return v.vm.heap().make_float(as_double(v.vm, member));
    }
    return v.fail("float_type", "Input should be a valid number", input);
}

std::optional<bool> bool_of_text(std::string_view text) {
    static constexpr std::string_view kTrue[] = {"1", "on", "t", "true", "y", "yes"};
    static constexpr std::string_view kFalse[] = {"0", "off", "f", "false", "n", "no"};
    for (const std::string_view word : kTrue)
        if (base::equals_ignoring_case(text, word)) return true;
    for (const std::string_view word : kFalse)
        if (base::equals_ignoring_case(text, word)) return false;
    return std::nullopt;
}

std::optional<double> plain_number(Vm& vm, const Value& plain) {
    if (plain.is(Kind::Float)) return plain.as<lang::Float>()->value;
    if (lang::is_int(plain)) return as_double(vm, plain);
    return std::nullopt;
}

}  // namespace

Completion check_number(Validation& v, const FieldType& type, const Value& input, Value number) {
    Vm& vm = v.vm;
    const Constraints& c = type.constraints;
    std::string shown;
    if (!c.multiple_of.empty()) {
        AW_GUEST(const Value fits, is_multiple(vm, number, c.multiple_of));
        if (!fits.is_true()) {
            AW_GUEST_DO(shown_limit(vm, c.multiple_of, type.kind, shown));
            return v.fail("multiple_of", "Input should be a multiple of " + shown, input,
                          {{"multiple_of", limit_value(vm, c.multiple_of, type.kind)}});
        }
    }
    for (const NumberBound& bound : bounds_of(c)) {
        if (bound.limit->empty()) continue;
        AW_GUEST(const Value compared, vm.compare(bound.holds, number, *bound.limit));
        if (compared.is_true()) continue;
        AW_GUEST_DO(shown_limit(vm, *bound.limit, type.kind, shown));
        return v.fail(std::string(bound.type),
                      "Input should be " + std::string(bound.words) + shown, input,
                      {{std::string(bound.key), limit_value(vm, *bound.limit, type.kind)}});
    }
    return number;
}

Completion validate_int(Validation& v, const FieldType& type, const Value& input) {
    AW_GUEST(Value number, int_value(v, type, input));
    return number.empty() ? Completion(Value()) : check_number(v, type, input, std::move(number));
}

Completion validate_float(Validation& v, const FieldType& type, const Value& input) {
    AW_GUEST(Value number, float_value(v, type, input));
    if (!number.empty() && type.constraints.finite.value_or(false) &&
        !std::isfinite(as_double(v.vm, number)))
        return v.fail("finite_number", "Input should be a finite number", input);
    return number.empty() ? Completion(Value()) : check_number(v, type, input, std::move(number));
}

Completion validate_bool(Validation& v, const FieldType& type, const Value& input) {
    if (input.is_bool()) return input;
    const auto unparsed = [&] {
        return v.fail("bool_parsing", "Input should be a valid boolean, unable to interpret input",
                      input);
    };
    if (!is_strict(v, type)) {
        v.floor(Exactness::Lax);
        if (const auto text = text_input(input)) {
            const std::optional<bool> answer = bool_of_text(*text);
            return answer ? Value::boolean(*answer) : unparsed();
        }
        const std::optional<double> number = plain_number(v.vm, lang::plain(input));
        if (number && (*number == 0 || *number == 1)) return Value::boolean(*number == 1);
        if (number && std::trunc(*number) == *number) return unparsed();
    }
    return v.fail("bool_type", "Input should be a valid boolean", input);
}

namespace {

// Digits and places of a Decimal, as it is or without its last zeros.
struct Digits {
    std::int64_t places = 0, total = 0;
};

Digits count_digits(std::int64_t digits, std::int64_t exponent) {
    if (exponent >= 0) return {0, digits + exponent};
    return {-exponent, std::max(digits, -exponent)};
}

Completion digits_of(Vm& vm, const Value& number, Digits& as_is, Digits& normal) {
    AW_GUEST(const Value parts, vm.call_method(number, "as_tuple"));
    AW_GUEST(const Value digits, vm.get_attribute(parts, "digits"));
    AW_GUEST(const Value exponent, vm.get_attribute(parts, "exponent"));
    AW_GUEST(const Value list, vm.to_list(digits));
    const auto& items = list.as<lang::List>()->items;
    std::int64_t zeros = 0;
    for (auto item = items.rbegin(); item != items.rend() && item->same_as(Value::small(0)); ++item)
        ++zeros;
    const auto count = static_cast<std::int64_t>(items.size());
    const std::int64_t power = exponent.is_small() ? exponent.as_small() : 0;
    as_is = count_digits(count, power);
    normal = zeros == count ? Digits{0, 1} : count_digits(count - zeros, power + zeros);
    return Completion::none();
}

std::string counted(std::string_view what, std::int64_t limit) {
    return std::to_string(limit) + " " + std::string(what) + (limit == 1 ? "" : "s");
}

// max_digits and decimal_places. Empty: an error was noted.
Completion check_digits(Validation& v, const FieldType& type, const Value& number,
                        const Value& input) {
    const Constraints& c = type.constraints;
    if (!c.max_digits && !c.decimal_places) return Value::true_();
    Digits given;
    Digits normal;
    AW_GUEST_DO(digits_of(v.vm, number, given, normal));
    const auto limit = [](std::int64_t n) { return Value::small(n); };
    if (c.max_digits && given.total > *c.max_digits && normal.total > *c.max_digits)
        return v.fail("decimal_max_digits",
                      "Decimal input should have no more than " + counted("digit", *c.max_digits) +
                          " in total",
                      input, {{"max_digits", limit(*c.max_digits)}});
    if (!c.decimal_places) return Value::true_();
    const std::int64_t places = *c.decimal_places;
    if (given.places > places && normal.places > places)
        return v.fail("decimal_max_places",
                      "Decimal input should have no more than " + counted("decimal place", places),
                      input, {{"decimal_places", limit(places)}});
    const std::int64_t whole = std::max<std::int64_t>(c.max_digits.value_or(places) - places, 0);
    if (c.max_digits && given.total - given.places > whole && normal.total - normal.places > whole)
        return v.fail("decimal_whole_digits",
                      "Decimal input should have no more than " + counted("digit", whole) +
                          " before the decimal point",
                      input, {{"whole_digits", limit(whole)}});
    return Value::true_();
}

}  // namespace

Completion validate_decimal(Validation& v, const FieldType& type, const Value& input) {
    Vm& vm = v.vm;
    Value number = input;
    if (!vm.is_instance_of(input, *type.cls.as<lang::Class>())) {
        const Value& plain = lang::plain(input);
        const auto text = text_input(input);
        if (is_strict(v, type) || plain.is_bool() ||
            !(text || lang::is_int(plain) || plain.is(Kind::Float)))
            return v.fail("decimal_type",
                          "Decimal input should be an integer, float, string or Decimal object",
                          input);
        v.floor(Exactness::Lax);
        AW_GUEST(Value shown, text ? Completion(v.text(trim_space(*text))) : vm.str(plain));
        Completion made = vm.call(type.cls, std::span<Value>(&shown, 1));
        if (made.stopped()) return made;
        if (made.raised())
            return v.fail("decimal_parsing", "Input should be a valid decimal", input);
        number = made.take();
    }
    AW_GUEST(const Value shown, vm.str(number));
    if (lang::text_of(shown).find_first_of("0123456789") == std::string_view::npos)
        return v.fail("finite_number", "Input should be a finite number", input);
    AW_GUEST(const Value fits, check_digits(v, type, number, input));
    if (fits.empty()) return fits;
    return check_number(v, type, input, std::move(number));
}

}  // namespace web
