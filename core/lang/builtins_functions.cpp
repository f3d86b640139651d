// The built-in functions on values: print, len, sum, min, round, ord ...
#include <fmt/format.h>

#include <cmath>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Warray-bounds"  // GCC 12 takes tagged values for pointers
#endif

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/codecs.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/repr.h"
#include "lang/str.h"
#include "lang/text_quote.h"
#include "lang/vm_impl.h"

namespace lang {

// -- print -----------------------------------------------------------------------------------

// A lone surrogate has no UTF-8: the same error as writing it to a real terminal.
Completion check_printable(Vm& vm, std::string_view text) {
    for (std::size_t at = text.find('\xED'); at != std::string_view::npos;
         at = text.find('\xED', at + 1)) {
        if (static_cast<unsigned char>(text[at + 1]) < 0xA0) continue;
        AW_GUEST_DO(encode_text(vm, vm.heap().make_str(text), "utf-8"));
    }
    return Completion::none();
}

namespace {

Completion separator(Vm& vm, std::string_view name, const Value& given, std::string_view* out) {
    if (given.empty() || given.is_none()) return Completion::none();
    if (!is_text(given)) {
        return vm.raise("TypeError", fmt::format("{} must be None or a string, not {}", name,
                                                 type_name_of(vm, given)));
    }
    *out = text_of(given);
    return Completion::none();
}

// What sys.stdout was set to; empty while it is the program's own output.
Value redirected_output(Vm& vm) {
    const auto& loaded = vm.impl().loaded;
    const auto sys = loaded.find("sys");
    if (sys == loaded.end()) return {};
    const auto& names = sys->second.as<Module>()->names;
    Value now, own;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == "stdout") now = sys->second.as<Module>()->slots[i];
        if (names[i] == "__stdout__") own = sys->second.as<Module>()->slots[i];
    }
    return now.same_as(own) ? Value() : now;
}

// To an object with a write method, piece by piece.
Completion print_to(Vm& vm, const Value& file, std::span<Value> values, std::string_view sep,
                    std::string_view end) {
    const auto write = [&](Value text) {
        Value argument[] = {std::move(text)};
        return vm.call_method(file, "write", argument);
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) AW_GUEST_DO(write(vm.heap().make_str(sep)));
        AW_GUEST(Value text, vm.str(values[i]));
        AW_GUEST_DO(write(std::move(text)));
    }
    AW_GUEST_DO(write(vm.heap().make_str(end)));
    return Completion::none();
}

Completion builtin_print(Vm& vm, Native& self, CallArgs args) {
    Value sep_value, end_value, file, flush;
    AW_GUEST_DO(bind(vm, self, {{}, args.keywords},
                     {{"sep", &sep_value, kKeywordOnly},
                      {"end", &end_value, kKeywordOnly},
                      {"file", &file, kKeywordOnly},
                      {"flush", &flush, kKeywordOnly}}));
    if (file.empty() || file.is_none()) file = redirected_output(vm);
    std::string_view sep = " ", end = "\n";
    AW_GUEST_DO(separator(vm, "sep", sep_value, &sep));
    AW_GUEST_DO(separator(vm, "end", end_value, &end));
    if (!file.empty() && !file.is_none()) return print_to(vm, file, args.positional, sep, end);
    TextBuilder out(vm);
    for (std::size_t i = 0; i < args.positional.size(); ++i) {
        if (i > 0) out.add(sep);
        AW_GUEST(const Value text, vm.str(args.positional[i]));
        out.add(text_of(text));
    }
    out.add(end);
    if (out.full()) return out.failure();
    AW_GUEST_DO(check_printable(vm, out.text()));
    return vm.print(out.text());
}

// -- numbers ---------------------------------------------------------------------------------

Completion builtin_abs(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &v}}));
    if (v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), "__abs__").empty()) {
        return vm.call_method(v, "__abs__");
    }
    const Value& p = plain(v);
    if (const Float* real = p.try_as<Float>()) return vm.heap().make_float(std::fabs(real->value));
    if (is_int(p)) {
        if (sign_of_int(p) < 0) return vm.negate(p);
        return p.is_bool() ? Value::small(p.is_true()) : p;
    }
    return vm.raise("TypeError",
                    fmt::format("bad operand type for abs(): '{}'", type_name_of(vm, v)));
}

// Adds floats without losing what rounding drops (Neumaier), as sum() does since Python 3.12.
struct FloatSum {
    double high = 0, low = 0;
    void add(double x) {
        const double total = high + x;
        low += std::fabs(high) >= std::fabs(x) ? (high - total) + x : (x - total) + high;
        high = total;
    }
    double result() const { return low != 0 && std::isfinite(low) ? high + low : high; }
};

Completion check_sum_start(Vm& vm, const Value& start) {
    if (is_text(start)) {
        return vm.raise("TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
    }
    if (plain(start).is(Kind::Bytes)) {
        return vm.raise("TypeError", "sum() can't sum bytes [use b''.join(seq) instead]");
    }
    return Completion::none();
}

Completion builtin_sum(Vm& vm, Native& self, CallArgs args) {
    Value iterable, total = Value::small(0);
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}, {"start", &total, kOptional}}));
    AW_GUEST_DO(check_sum_start(vm, total));
    AW_GUEST(const Value iterator, vm.iterate(iterable));
    FloatSum floats;
    bool in_floats = false;
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value item, vm.next(iterator));
        if (!in_floats && total.is(Kind::Float)) {
            in_floats = true;
            floats = {total.as<Float>()->value, 0};
        }
        const bool goes_on = in_floats && (item.is(Kind::Float) || is_short_int(item));
        if (goes_on) {
            floats.add(item.is(Kind::Float) ? item.as<Float>()->value
                                            : static_cast<double>(short_int(item)));
            continue;
        }
        if (in_floats) {
            total = vm.heap().make_float(floats.result());
            in_floats = false;
        }
        if (item.empty()) return total;
        AW_GUEST(total, vm.binary(Vm::Binary::Add, total, item));
    }
}

enum class Extreme : std::uint8_t { Min, Max };

template <Extreme which>
Completion builtin_extreme(Vm& vm, Native& self, CallArgs args) {
    Value key, otherwise;
    AW_GUEST_DO(bind(vm, self, {{}, args.keywords},
                     {{"key", &key, kKeywordOnly}, {"default", &otherwise, kKeywordOnly}}));
    if (args.positional.empty()) {
        return vm.raise("TypeError",
                        fmt::format("{} expected at least 1 argument, got 0", self.name));
    }
    if (args.positional.size() > 1 && !otherwise.empty()) {
        return vm.raise("TypeError", fmt::format("Cannot specify a default for {}() with multiple "
                                                 "positional arguments",
                                                 self.name));
    }
    const Value several =
        args.positional.size() > 1 ? vm.heap().make_tuple(args.positional) : args.positional[0];
    AW_GUEST(const Value iterator, vm.iterate(several));
    Value best, best_key;
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value item, vm.next(iterator));
        if (item.empty()) break;
        Value item_key = item;
        if (!key.empty() && !key.is_none()) {
            Value argument[] = {item};
            AW_GUEST(item_key, vm.call(key, argument));
        }
        bool better = best.empty();
        if (!better) {
            const auto order = which == Extreme::Min ? Vm::Compare::Lt : Vm::Compare::Gt;
            AW_GUEST(const Value compared, vm.compare(order, item_key, best_key));
            AW_GUEST(const Value truth, vm.truth(compared));
            better = truth.is_true();
        }
        if (better) {
            best = item;
            best_key = item_key;
        }
    }
    if (!best.empty()) return best;
    if (!otherwise.empty()) return otherwise;
    return vm.raise("ValueError", fmt::format("{}() iterable argument is empty", self.name));
}

// To a multiple of 10**-digits (digits < 0), halves to even.
Completion round_int(Vm& vm, const Value& v, std::int64_t digits) {
    constexpr std::int64_t kMostDigits = 10000;
    if (digits < -kMostDigits) return Value::small(0);
    AW_GUEST(const Value unit, vm.binary(Vm::Binary::Pow, Value::small(10), Value::small(-digits)));
    AW_GUEST(const Value rest, vm.binary(Vm::Binary::Mod, v, unit));
    AW_GUEST(Value down, vm.binary(Vm::Binary::Sub, v, rest));
    AW_GUEST(const Value twice, vm.binary(Vm::Binary::Mul, rest, Value::small(2)));
    int order = compare_ints(twice, unit);
    if (order == 0) {
        AW_GUEST(const Value count, vm.binary(Vm::Binary::FloorDiv, down, unit));
        AW_GUEST(const Value odd, vm.binary(Vm::Binary::Mod, count, Value::small(2)));
        order = sign_of_int(odd) != 0 ? 1 : -1;
    }
    if (order < 0) return down;
    return vm.binary(Vm::Binary::Add, down, unit);
}

Completion builtin_round(Vm& vm, Native& self, CallArgs args) {
    Value v, digits_value = Value::none();
    AW_GUEST_DO(bind(vm, self, args, {{"number", &v}, {"ndigits", &digits_value, kOptional}}));
    const Value& p = plain(v);
    if (v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), "__round__").empty()) {
        Value rest[] = {digits_value};
        return vm.call_method(v, "__round__",
                              std::span<Value>(rest, digits_value.is_none() ? 0 : 1));
    }
    if (!p.is(Kind::Float) && !is_int(p)) {
        return vm.raise("TypeError", fmt::format("type {} doesn't define __round__ method",
                                                 type_name_of(vm, v)));
    }
    std::int64_t digits = 0;
    if (!digits_value.is_none()) {
        if (!is_integer(digits_value)) {
            return vm.raise("TypeError",
                            fmt::format("'{}' object cannot be interpreted as an integer",
                                        type_name_of(vm, digits_value)));
        }
        AW_GUEST_DO(read_bound(vm, digits_value, &digits));
    }
    if (is_int(p)) {
        const Value number = p.is_bool() ? Value::small(p.is_true()) : p;
        return digits < 0 ? round_int(vm, number, digits) : Completion(number);
    }
    const double real = p.as<Float>()->value;
    if (digits_value.is_none()) return float_to_int(vm, std::nearbyint(real));
    constexpr std::int64_t kMany = 400;
    const auto places = static_cast<int>(std::max(-kMany, std::min(kMany, digits)));
    const double rounded = round_to(real, places);
    if (std::isinf(rounded) && std::isfinite(real)) {
        return vm.raise("OverflowError", "rounded value too large to represent");
    }
    return vm.heap().make_float(rounded);
}

Completion builtin_pow(Vm& vm, Native& self, CallArgs args) {
    Value base, exponent, modulus;
    AW_GUEST_DO(
        bind(vm, self, args, {{"base", &base}, {"exp", &exponent}, {"mod", &modulus, kOptional}}));
    if (modulus.empty() || modulus.is_none()) return vm.binary(Vm::Binary::Pow, base, exponent);
    if (!is_integer(base) || !is_integer(exponent) || !is_integer(modulus)) {
        return vm.raise("TypeError",
                        "pow() 3rd argument not allowed unless all arguments are integers");
    }
    return int_power_modulo(vm, plain(base), plain(exponent), plain(modulus));
}

Completion builtin_divmod(Vm& vm, Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &a}, {"y", &b}}));
    if (a.is(Kind::Instance) && !vm.find_in_class(vm.class_of(a), "__divmod__").empty()) {
        Value rest[] = {b};
        return vm.call_method(a, "__divmod__", rest);
    }
    AW_GUEST(const Value quotient, vm.binary(Vm::Binary::FloorDiv, a, b));
    AW_GUEST(const Value rest, vm.binary(Vm::Binary::Mod, a, b));
    const Value pair[] = {quotient, rest};
    return vm.heap().make_tuple(pair);
}

template <int base>
Completion builtin_digits(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"number", &v}}));
    Value number = plain(v);
    if (!is_int(number)) {
        std::int64_t index = 0;
        AW_GUEST_DO(read_index(vm, v, &index));
        number = make_int(index);
    }
    std::string digits = int_to_base(number, base);
    const std::string_view prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x";
    digits.insert(digits[0] == '-' ? 1 : 0, prefix);
    return vm.heap().make_ascii(digits);
}

// -- characters ------------------------------------------------------------------------------

Completion builtin_ord(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"character", &v}}));
    if (const Str* text = plain_as<Str>(v)) {
        if (text->length != 1) {
            return vm.raise("TypeError",
                            fmt::format("ord() expected a character, but string of length {} found",
                                        text->length));
        }
        std::size_t at = 0;
        return Value::small(next_point(text->view(), at));
    }
    if (const Bytes* bytes = plain_as<Bytes>(v)) {
        if (bytes->size == 1) return Value::small(static_cast<unsigned char>(bytes->data[0]));
        return vm.raise(
            "TypeError",
            fmt::format("ord() expected a character, but string of length {} found", bytes->size));
    }
    return vm.raise("TypeError", fmt::format("ord() expected string of length 1, but {} found",
                                             type_name_of(vm, v)));
}

Completion builtin_chr(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"i", &v}}));
    std::int64_t point = -1;
    AW_GUEST_DO(read_index(vm, v, &point));
    if (point < 0 || point > 0x10FFFF) {
        return vm.raise("ValueError", "chr() arg not in range(0x110000)");
    }
    return str_of_point(vm, static_cast<char32_t>(point));
}

Completion builtin_repr(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &v}}));
    return vm.repr(v);
}

Completion builtin_ascii(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &v}}));
    AW_GUEST(const Value shown, vm.repr(v));
    if (shown.as<Str>()->is_ascii()) return shown;
    if (!vm.has_room(text_of(shown).size() * 5)) return vm.out_of_memory();
    return vm.heap().make_ascii(escape_non_ascii(text_of(shown)));
}

Completion builtin_format(Vm& vm, Native& self, CallArgs args) {
    Value v, spec;
    AW_GUEST_DO(bind(vm, self, args, {{"value", &v}, {"format_spec", &spec, kOptional}}));
    if (!spec.empty() && !is_text(spec)) return wrong_type(vm, "format() argument 2", "str", spec);
    return vm.format(v, spec.empty() ? std::string_view() : text_of(spec));
}

// -- containers ------------------------------------------------------------------------------

Completion builtin_len(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() == 1 && args.keywords.empty()) return vm.length(args.positional[0]);
    return vm.raise("TypeError",
                    fmt::format("{}() takes exactly one argument ({} given)", self.name,
                                args.positional.size() + args.keywords.size()));
}

template <bool wanted>  // any: true, all: false
Completion builtin_quantifier(Vm& vm, Native& self, CallArgs args) {
    Value iterable;
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}}));
    AW_GUEST(const Value iterator, vm.iterate(iterable));
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value item, vm.next(iterator));
        if (item.empty()) return Value::boolean(!wanted);
        AW_GUEST(const Value truth, vm.truth(item));
        if (truth.is_true() == wanted) return Value::boolean(wanted);
    }
}

Completion builtin_hash(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &v}}));
    return vm.hash(v);
}

Completion builtin_id(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &v}}));
    return make_int(stable_id(vm, v));
}

}  // namespace

void install_functions(Vm& vm) {
    const MethodEntry functions[] = {{"print", builtin_print},
                                     {"abs", builtin_abs},
                                     {"sum", builtin_sum},
                                     {"min", builtin_extreme<Extreme::Min>},
                                     {"max", builtin_extreme<Extreme::Max>},
                                     {"round", builtin_round},
                                     {"pow", builtin_pow},
                                     {"divmod", builtin_divmod},
                                     {"bin", builtin_digits<2>},
                                     {"oct", builtin_digits<8>},
                                     {"hex", builtin_digits<16>},
                                     {"ord", builtin_ord},
                                     {"chr", builtin_chr},
                                     {"repr", builtin_repr},
                                     {"ascii", builtin_ascii},
                                     {"format", builtin_format},
                                     {"len", builtin_len},
                                     {"any", builtin_quantifier<true>},
                                     {"all", builtin_quantifier<false>},
                                     {"hash", builtin_hash},
                                     {"id", builtin_id}};
    for (const MethodEntry& function : functions) {
        dict_put(vm, *vm.builtins.as<Dict>(), function.name,
                 make_native(vm, function.name, function.fn));
    }
}

}  // namespace lang
