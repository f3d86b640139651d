// int, float and bool: constructors and methods.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/str.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

Value plain_int(const Value& v) {
    const Value& p = plain(v);
    return p.is_bool() ? Value::small(p.is_true()) : p;
}

// The receiver of an int method; empty when it is none.
Value int_self(CallArgs args) {
    return !args.positional.empty() && is_integer(args.positional[0])
               ? plain_int(args.positional[0])
               : Value();
}

Completion int_from_special(Vm& vm, const Value& v) {
    for (const std::string_view name : {"__int__", "__index__"}) {
        if (vm.find_in_class(vm.class_of(v), name).empty()) continue;
        AW_GUEST(const Value number, vm.call_method(v, name));
        if (is_integer(number)) return plain_int(number);
        return vm.raise("TypeError", fmt::format("{} returned non-int (type {})", name,
                                                 type_name_of(vm, number)));
    }
    return vm.raise("TypeError",
                    fmt::format("int() argument must be a string, a bytes-like object or a real "
                                "number, not '{}'",
                                type_name_of(vm, v)));
}

Completion int_of(Vm& vm, const Value& v) {
    const Value& p = plain(v);
    const bool overridden = v.is(Kind::Instance) &&
                            !vm.find_in_class(vm.class_of(v), "__int__").empty() && !is_integer(v);
    if (overridden) return int_from_special(vm, v);
    if (is_int(p)) return plain_int(p);
    if (const Float* real = p.try_as<Float>()) return float_to_int(vm, real->value);
    if (const Str* text = p.try_as<Str>()) {
        return int_from_text(vm, text->view(), 10, quote_text(text->view()));
    }
    if (const Bytes* bytes = p.try_as<Bytes>()) {
        return int_from_text(vm, bytes->view(), 10, quote_bytes(bytes->view()));
    }
    return int_from_special(vm, v);
}

Completion int_with_base(Vm& vm, const Value& v, const Value& base_value) {
    std::int64_t base = 0;
    AW_GUEST_DO(read_index(vm, base_value, &base));
    if (base != 0 && (base < 2 || base > 36)) {
        return vm.raise("ValueError", "int() base must be >= 2 and <= 36, or 0");
    }
    const Value& p = plain(v);
    if (const Str* text = p.try_as<Str>()) {
        return int_from_text(vm, text->view(), static_cast<int>(base), quote_text(text->view()));
    }
    if (const Bytes* bytes = p.try_as<Bytes>()) {
        return int_from_text(vm, bytes->view(), static_cast<int>(base), quote_bytes(bytes->view()));
    }
    return vm.raise("TypeError", "int() can't convert non-string with explicit base");
}

Completion int_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, "int");
    Value v, base;
    AW_GUEST_DO(bind(vm, named, args, {{"x", &v, kOptional}, {"base", &base, kOptional}}));
    if (v.empty()) {
        if (!base.empty()) return vm.raise("TypeError", "int() missing string argument");
        return wrap_for(vm, cls, *vm.classes.int_, Value::small(0));
    }
    AW_GUEST(Value number, base.empty() ? int_of(vm, v) : int_with_base(vm, v, base));
    return wrap_for(vm, cls, *vm.classes.int_, std::move(number));
}

Completion float_of(Vm& vm, const Value& v) {
    const Value& p = plain(v);
    if (p.is(Kind::Float)) return p;
    if (is_int(p)) return int_to_float(vm, p);
    if (p.is(Kind::Str) || p.is(Kind::Bytes)) {
        const std::string_view text = p.is(Kind::Str) ? p.as<Str>()->view() : p.as<Bytes>()->view();
        const bool is_str = p.is(Kind::Str);
        if (const std::optional<double> value = parse_float(text)) {
            return vm.heap().make_float(*value);
        }
        return vm.raise("ValueError", "could not convert string to float: " +
                                          (is_str ? quote_text(text) : quote_bytes(text)));
    }
    for (const std::string_view name : {"__float__", "__index__"}) {
        if (!v.is(Kind::Instance) || vm.find_in_class(vm.class_of(v), name).empty()) continue;
        AW_GUEST(const Value number, vm.call_method(v, name));
        if (plain(number).is(Kind::Float)) return plain(number);
        if (name == "__index__") return int_to_float(vm, plain_int(number));
        return vm.raise("TypeError", fmt::format("{}.__float__ returned non-float (type {})",
                                                 type_name_of(vm, v), type_name_of(vm, number)));
    }
    return vm.raise("TypeError",
                    fmt::format("float() argument must be a string or a real number, not '{}'",
                                type_name_of(vm, v)));
}

Completion float_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, "float");
    Value v;
    AW_GUEST_DO(bind(vm, named, args, {{"x", &v, kOptional}}));
    if (v.empty()) return wrap_for(vm, cls, *vm.classes.float_, vm.heap().make_float(0));
    AW_GUEST(Value number, float_of(vm, v));
    return wrap_for(vm, cls, *vm.classes.float_, std::move(number));
}

Completion bool_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    const Native named(nullptr, nullptr, "bool");
    Value v;
    AW_GUEST_DO(bind(vm, named, args, {{"x", &v, kOptional}}));
    return v.empty() ? Completion(Value::false_()) : vm.truth(v);
}

// -- int -------------------------------------------------------------------------------------

#define AW_INT_SELF(variable)              \
    const Value variable = int_self(args); \
    if (variable.empty()) return wrong_receiver(vm, self, args, "int")

Completion int_bit_length(Vm& vm, Native& self, CallArgs args) {
    AW_INT_SELF(number);
    return Value::small(static_cast<std::int64_t>(bit_length(number)));
}

Completion int_bit_count(Vm& vm, Native& self, CallArgs args) {
    AW_INT_SELF(number);
    Integer value;
    read_int(number, value.get());
    mpz_abs(value.get(), value.get());
    return Value::small(static_cast<std::int64_t>(mpz_popcount(value.get())));
}

Completion int_conjugate(Vm& vm, Native& self, CallArgs args) {
    AW_INT_SELF(number);
    return number;
}

Completion int_is_integer(Vm& vm, Native& self, CallArgs args) {
    AW_INT_SELF(number);
    return Value::true_();
}

Completion int_as_ratio(Vm& vm, Native& self, CallArgs args) {
    AW_INT_SELF(number);
    const Value pair[] = {number, Value::small(1)};
    return vm.heap().make_tuple(pair);
}

Completion read_byte_order(Vm& vm, const Value& order, bool* big) {
    if (order.empty()) {
        *big = true;
        return Completion::none();
    }
    const std::string_view text = is_text(order) ? text_of(order) : "";
    if (text != "big" && text != "little") {
        return vm.raise("ValueError", "byteorder must be either 'little' or 'big'");
    }
    *big = text == "big";
    return Completion::none();
}

Completion int_to_bytes(Vm& vm, Native& self, CallArgs args) {
    AW_INT_SELF(number);
    Value length_value = Value::small(1), order, is_signed = Value::false_();
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"length", &length_value, kOptional},
                      {"byteorder", &order, kOptional},
                      {"signed", &is_signed, kKeywordOnly}}));
    std::int64_t length = 0;
    bool big = true;
    AW_GUEST_DO(read_index(vm, length_value, &length));
    AW_GUEST_DO(read_byte_order(vm, order, &big));
    if (length < 0) {
        return vm.raise("ValueError", "length argument must be non-negative");
    }
    if (!vm.has_room(static_cast<std::size_t>(length))) return vm.out_of_memory();
    Integer value;
    read_int(number, value.get());
    const bool negative = mpz_sgn(value.get()) < 0;
    if (negative && !is_signed.is_true()) {
        return vm.raise("OverflowError", "can't convert negative int to unsigned");
    }
    const auto bits = static_cast<mp_bitcnt_t>(length) * 8;
    Integer limit(1);
    mpz_mul_2exp(limit.get(), limit.get(), is_signed.is_true() && bits > 0 ? bits - 1 : bits);
    Integer magnitude;
    mpz_set(magnitude.get(), value.get());
    if (negative) mpz_com(magnitude.get(), magnitude.get());  // -n fits where n - 1 does
    const bool is_zero = mpz_sgn(value.get()) == 0;
    if (!is_zero && mpz_cmp(magnitude.get(), limit.get()) >= 0) {
        return vm.raise("OverflowError", "int too big to convert");
    }
    if (negative) {
        Integer modulus(1);
        mpz_mul_2exp(modulus.get(), modulus.get(), bits);
        mpz_add(value.get(), value.get(), modulus.get());
    }
    std::string out(static_cast<std::size_t>(length), '\0');
    std::size_t count = 0;
    std::string raw((mpz_sizeinbase(value.get(), 2) + 7) / 8, '\0');
    mpz_export(raw.data(), &count, -1, 1, 0, 0, value.get());
    for (std::size_t i = 0; i < count && i < out.size(); ++i) {
        out[big ? out.size() - 1 - i : i] = raw[i];
    }
    return vm.heap().make_bytes(out);
}

Completion int_from_bytes(Vm& vm, Native& self, CallArgs args) {
    Value source, order, is_signed = Value::false_();
    AW_GUEST_DO(bind(vm, self, args,
                     {{"bytes", &source},
                      {"byteorder", &order, kOptional},
                      {"signed", &is_signed, kKeywordOnly}}));
    bool big = true;
    AW_GUEST_DO(read_byte_order(vm, order, &big));
    if (!plain(source).is(Kind::Bytes)) {
        Value from[] = {source};
        AW_GUEST(source, vm.call(class_value(*vm.classes.bytes), from));
    }
    const std::string_view raw = plain(source).as<Bytes>()->view();
    Integer value;
    mpz_import(value.get(), raw.size(), big ? 1 : -1, 1, 0, 0, raw.data());
    const bool top_bit =
        !raw.empty() && (static_cast<unsigned char>(big ? raw.front() : raw.back()) & 0x80U) != 0;
    if (is_signed.is_true() && top_bit) {
        Integer modulus(1);
        mpz_mul_2exp(modulus.get(), modulus.get(), raw.size() * 8);
        mpz_sub(value.get(), value.get(), modulus.get());
    }
    return make_int(value.get());
}

// -- float -----------------------------------------------------------------------------------

Completion float_is_integer(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Float, real, "float");
    return Value::boolean(std::isfinite(real->value) && std::floor(real->value) == real->value);
}

Completion float_conjugate(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Float, real, "float");
    return Value::share(real);
}

Completion float_as_ratio(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Float, real, "float");
    if (std::isnan(real->value)) {
        return vm.raise("ValueError", "cannot convert NaN to integer ratio");
    }
    if (std::isinf(real->value)) {
        return vm.raise("OverflowError", "cannot convert Infinity to integer ratio");
    }
    mpq_t ratio;
    mpq_init(ratio);
    mpq_set_d(ratio, real->value);
    const Value pair[] = {make_int(mpq_numref(ratio)), make_int(mpq_denref(ratio))};
    mpq_clear(ratio);
    return vm.heap().make_tuple(pair);
}

Completion float_hex(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Float, real, "float");
    const double value = real->value;
    if (!std::isfinite(value)) return vm.heap().make_ascii(float_repr(value));
    if (value == 0) return vm.heap().make_ascii(std::signbit(value) ? "-0x0.0p+0" : "0x0.0p+0");
    int exponent = 0;
    double mantissa = std::frexp(std::fabs(value), &exponent) * 2;
    --exponent;
    constexpr int kSmallest = -1022;
    if (exponent < kSmallest) {  // subnormal
        mantissa = std::ldexp(mantissa, exponent - kSmallest);
        exponent = kSmallest;
    }
    const auto bits = static_cast<std::uint64_t>(std::ldexp(mantissa, 52));
    return vm.heap().make_ascii(fmt::format("{}0x{}.{:013x}p{:+}", value < 0 ? "-" : "", bits >> 52,
                                            bits & ((std::uint64_t{1} << 52) - 1), exponent));
}

template <bool imaginary>
Completion number_part(Vm& vm, Native& self, CallArgs args) {
    (void)self;
    const Value& v = plain(args.positional[0]);
    if (v.is(Kind::Float)) return imaginary ? vm.heap().make_float(0) : v;
    return imaginary ? Value::small(0) : plain_int(v);
}

Completion int_numerator(Vm& vm, Native& self, CallArgs args) {
    (void)vm;
    (void)self;
    return plain_int(args.positional[0]);
}

Completion int_denominator(Vm& vm, Native& self, CallArgs args) {
    (void)vm;
    (void)self;
    (void)args;
    return Value::small(1);
}

}  // namespace

void install_numbers(Vm& vm) {
    vm.classes.int_->construct = int_construct;
    vm.classes.float_->construct = float_construct;
    vm.classes.bool_->construct = bool_construct;
    Class& integer = *vm.classes.int_;
    def_all(vm, integer,
            {{"bit_length", int_bit_length},
             {"bit_count", int_bit_count},
             {"conjugate", int_conjugate},
             {"is_integer", int_is_integer},
             {"as_integer_ratio", int_as_ratio},
             {"to_bytes", int_to_bytes}});
    set_static(vm, integer, "from_bytes", int_from_bytes);
    def_all(vm, *vm.classes.float_,
            {{"is_integer", float_is_integer},
             {"conjugate", float_conjugate},
             {"as_integer_ratio", float_as_ratio},
             {"hex", float_hex}});
    for (Class* cls : {&integer, vm.classes.float_}) {
        def_property(vm, *cls, "real", number_part<false>);
        def_property(vm, *cls, "imag", number_part<true>);
    }
    def_property(vm, integer, "numerator", int_numerator);
    def_property(vm, integer, "denominator", int_denominator);
}

}  // namespace lang
