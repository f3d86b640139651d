// math: functions on floats and on integers of any size.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/library_internal.h"

namespace lang {
namespace {

Completion read_real(Vm& vm, const Value& v, double* out) {
    const Value& p = plain(v);
    if (const Float* real = p.try_as<Float>()) {
        *out = real->value;
        return Completion::none();
    }
    if (is_int(p)) {
        AW_GUEST(const Value converted, int_to_float(vm, p));
        *out = converted.as<Float>()->value;
        return Completion::none();
    }
    if (v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), "__float__").empty()) {
        AW_GUEST(const Value converted, vm.call_method(v, "__float__"));
        if (converted.is(Kind::Float)) {
            *out = converted.as<Float>()->value;
            return Completion::none();
        }
    }
    return vm.raise("TypeError", fmt::format("must be real number, not {}", type_name_of(vm, v)));
}

Completion one_real(Vm& vm, const Native& self, CallArgs args, double* out) {
    Value x;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &x}}));
    return read_real(vm, x, out);
}

Completion two_reals(Vm& vm, const Native& self, CallArgs args, double* a, double* b) {
    Value x, y;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &x}, {"y", &y}}));
    AW_GUEST_DO(read_real(vm, x, a));
    return read_real(vm, y, b);
}

// Results that are not numbers though the arguments are, and infinities out of finite arguments.
Completion checked_result(Vm& vm, double result, bool arguments_finite) {
    if (std::isnan(result) && arguments_finite) {
        return vm.raise("ValueError", "math domain error");
    }
    if (std::isinf(result) && arguments_finite) {
        return vm.raise("OverflowError", "math range error");
    }
    return vm.heap().make_float(result);
}

template <double (*function)(double)>
Completion math_one(Vm& vm, Native& self, CallArgs args) {
    double x = 0;
    AW_GUEST_DO(one_real(vm, self, args, &x));
    const double result = function(x);
    if (std::isnan(result) && std::isinf(x)) {
        return vm.raise("ValueError", "expected a finite input, got " + float_repr(x));
    }
    return checked_result(vm, result, std::isfinite(x));
}

template <double (*function)(double, double)>
Completion math_two(Vm& vm, Native& self, CallArgs args) {
    double x = 0, y = 0;
    AW_GUEST_DO(two_reals(vm, self, args, &x, &y));
    return checked_result(vm, function(x, y), std::isfinite(x) && std::isfinite(y));
}

Completion math_sqrt(Vm& vm, Native& self, CallArgs args) {
    double x = 0;
    AW_GUEST_DO(one_real(vm, self, args, &x));
    if (x < 0) {
        return vm.raise("ValueError", "expected a nonnegative input, got " + float_repr(x));
    }
    return vm.heap().make_float(std::sqrt(x));
}

bool fits_double(Integer& number) {
    constexpr std::size_t kMostBits = 1023;
    return mpz_sizeinbase(number.get(), 2) <= kMostBits;
}

// ln of an int of any size: of its leading bits and the number of those left out.
Completion log_of(Vm& vm, const Value& v, double* out) {
    const Value& p = plain(v);
    if (p.is(Kind::Int) && sign_of_int(p) > 0) {
        Integer number;
        read_int(p, number.get());
        if (fits_double(number)) {
            AW_GUEST(const Value real, int_to_float(vm, p));
            *out = std::log(real.as<Float>()->value);
            return Completion::none();
        }
        long exponent = 0;
        const double mantissa = mpz_get_d_2exp(&exponent, number.get());
        *out = std::log(mantissa) + static_cast<double>(exponent) * std::numbers::ln2;
        return Completion::none();
    }
    double x = 0;
    AW_GUEST_DO(read_real(vm, v, &x));
    if (x <= 0) {
        const std::string got = is_int(p) ? "" : ", got " + float_repr(x);
        return vm.raise("ValueError", "expected a positive input" + got);
    }
    *out = std::log(x);
    return Completion::none();
}

Completion math_log(Vm& vm, Native& self, CallArgs args) {
    Value x, base;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &x}, {"base", &base, kOptional}}));
    double result = 0, divisor = 1;
    AW_GUEST_DO(log_of(vm, x, &result));
    if (base.empty()) return vm.heap().make_float(result);
    AW_GUEST_DO(log_of(vm, base, &divisor));
    if (divisor == 0) return vm.raise("ZeroDivisionError", "division by zero");
    return vm.heap().make_float(result / divisor);
}

template <double (*function)(double), int base>
Completion math_log_base(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &v}}));
    double natural = 0;
    AW_GUEST_DO(log_of(vm, v, &natural));
    Integer number;
    if (plain(v).is(Kind::Int)) read_int(plain(v), number.get());
    if (plain(v).is(Kind::Int) && !fits_double(number)) {
        return vm.heap().make_float(natural / std::log(static_cast<double>(base)));
    }
    double x = 0;
    AW_GUEST_DO(read_real(vm, v, &x));
    return vm.heap().make_float(function(x));
}

template <double (*round)(double)>
Completion math_to_int(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &v}}));
    const Value& p = plain(v);
    if (is_int(p)) return p.is_bool() ? Value::small(p.is_true()) : p;
    const std::string special = fmt::format("__{}__", self.name);
    if (v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), special).empty()) {
        return vm.call_method(v, special);
    }
    double x = 0;
    AW_GUEST_DO(read_real(vm, v, &x));
    return float_to_int(vm, round(x));
}

template <bool (*test)(double)>
Completion math_test(Vm& vm, Native& self, CallArgs args) {
    double x = 0;
    AW_GUEST_DO(one_real(vm, self, args, &x));
    return Value::boolean(test(x));
}
bool is_nan(double x) { return std::isnan(x); }
bool is_infinite(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }
double degrees(double x) { return x * (180.0 / std::numbers::pi); }
double radians(double x) { return x * (std::numbers::pi / 180.0); }

Completion math_isclose(Vm& vm, Native& self, CallArgs args) {
    Value av, bv, relative, absolute;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"a", &av},
                      {"b", &bv},
                      {"rel_tol", &relative, kKeywordOnly},
                      {"abs_tol", &absolute, kKeywordOnly}}));
    double a = 0, b = 0, rel = 1e-9, abs = 0;
    AW_GUEST_DO(read_real(vm, av, &a));
    AW_GUEST_DO(read_real(vm, bv, &b));
    if (!relative.empty()) AW_GUEST_DO(read_real(vm, relative, &rel));
    if (!absolute.empty()) AW_GUEST_DO(read_real(vm, absolute, &abs));
    if (rel < 0 || abs < 0) return vm.raise("ValueError", "tolerances must be non-negative");
    if (a == b) return Value::true_();
    if (std::isinf(a) || std::isinf(b)) return Value::false_();
    const double distance = std::fabs(b - a);
    return Value::boolean(distance <= std::fabs(rel * b) || distance <= std::fabs(rel * a) ||
                          distance <= abs);
}

Completion math_hypot(Vm& vm, Native& self, CallArgs args) {
    (void)self;
    double result = 0;
    for (const Value& v : args.positional) {
        double x = 0;
        AW_GUEST_DO(read_real(vm, v, &x));
        result = std::hypot(result, x);
    }
    return vm.heap().make_float(result);
}

Completion math_modf(Vm& vm, Native& self, CallArgs args) {
    double x = 0, whole = 0;
    AW_GUEST_DO(one_real(vm, self, args, &x));
    const double part = std::modf(x, &whole);
    const Value both[] = {vm.heap().make_float(part), vm.heap().make_float(whole)};
    return vm.heap().make_tuple(both);
}

Completion math_frexp(Vm& vm, Native& self, CallArgs args) {
    double x = 0;
    int exponent = 0;
    AW_GUEST_DO(one_real(vm, self, args, &x));
    const double mantissa = std::frexp(x, &exponent);
    const Value both[] = {vm.heap().make_float(mantissa), Value::small(exponent)};
    return vm.heap().make_tuple(both);
}

Completion math_ldexp(Vm& vm, Native& self, CallArgs args) {
    Value x_value, exponent_value;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &x_value}, {"i", &exponent_value}}));
    double x = 0;
    std::int64_t exponent = 0;
    AW_GUEST_DO(read_real(vm, x_value, &x));
    AW_GUEST_DO(read_index(vm, exponent_value, &exponent));
    constexpr std::int64_t kFar = 10'000;
    const double result = std::ldexp(x, static_cast<int>(std::clamp(exponent, -kFar, kFar)));
    if (std::isinf(result) && std::isfinite(x))
        return vm.raise("OverflowError", "math range error");
    return vm.heap().make_float(result);
}

// -- integers --------------------------------------------------------------------------------

Completion integer(Vm& vm, const Value& v, Value* out) {
    const Value& p = plain(v);
    if (is_int(p)) {
        *out = p.is_bool() ? Value::small(p.is_true()) : p;
        return Completion::none();
    }
    std::int64_t number = 0;
    AW_GUEST_DO(read_index(vm, v, &number));
    *out = make_int(number);
    return Completion::none();
}

template <void (*combine)(mpz_ptr, mpz_srcptr, mpz_srcptr)>
Completion math_fold(Vm& vm, Native& self, CallArgs args) {
    Integer result(self.name == "lcm" ? 1 : 0);
    for (const Value& v : args.positional) {
        Value number;
        AW_GUEST_DO(integer(vm, v, &number));
        if (!vm.charge(1 + bit_length(number) / 4)) return vm.out_of_steps();
        Integer operand;
        read_int(number, operand.get());
        combine(result.get(), result.get(), operand.get());
        if (!vm.has_room(mpz_size(result.get()) * 8)) return vm.out_of_memory();
    }
    return make_int(result.get());
}

Completion not_negative(Vm& vm, const Value& v, std::string_view message, std::int64_t* out) {
    AW_GUEST_DO(read_index(vm, v, out));
    if (*out < 0) return vm.raise("ValueError", message);
    return Completion::none();
}

Completion math_factorial(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"n", &v}}));
    std::int64_t n = 0;
    AW_GUEST_DO(not_negative(vm, v, "factorial() not defined for negative values", &n));
    constexpr std::int64_t kMost = 1'000'000;
    if (n > kMost) return vm.out_of_memory();
    if (!vm.charge(static_cast<std::uint64_t>(n) * 4)) return vm.out_of_steps();
    Integer result;
    mpz_fac_ui(result.get(), static_cast<unsigned long>(n));
    return make_int(result.get());
}

// comb(n, k), perm(n, k): products of at most k factors.
template <bool ordered>
Completion math_choose(Vm& vm, Native& self, CallArgs args) {
    Value nv, kv = Value::none();
    AW_GUEST_DO(bind(vm, self, args,
                     {{"n", &nv}, {"k", &kv, ordered ? kOptional : Parameter::How::Required}}));
    std::int64_t n = 0, k = 0;
    AW_GUEST_DO(not_negative(vm, nv, "n must be a non-negative integer", &n));
    k = n;
    if (!kv.is_none()) {
        AW_GUEST_DO(not_negative(vm, kv, "k must be a non-negative integer", &k));
    }
    if (k > n) return Value::small(0);
    if (!ordered) k = std::min(k, n - k);
    constexpr std::int64_t kMost = 1'000'000;
    if (k > kMost) return vm.out_of_memory();
    if (!vm.charge(static_cast<std::uint64_t>(k) * 4)) return vm.out_of_steps();
    Integer result(1);
    for (std::int64_t i = 0; i < k; ++i) {
        mpz_mul_ui(result.get(), result.get(), static_cast<unsigned long>(n - i));
        if (!ordered) {
            mpz_divexact_ui(result.get(), result.get(), static_cast<unsigned long>(i + 1));
        }
    }
    return make_int(result.get());
}

Completion math_isqrt(Vm& vm, Native& self, CallArgs args) {
    Value v, number;
    AW_GUEST_DO(bind(vm, self, args, {{"n", &v}}));
    AW_GUEST_DO(integer(vm, v, &number));
    if (sign_of_int(number) < 0) {
        return vm.raise("ValueError", "isqrt() argument must be nonnegative");
    }
    Integer value;
    read_int(number, value.get());
    mpz_sqrt(value.get(), value.get());
    return make_int(value.get());
}

Completion math_prod(Vm& vm, Native& self, CallArgs args) {
    Value iterable, result = Value::small(1);
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}, {"start", &result, kKeywordOnly}}));
    AW_GUEST(const Value iterator, vm.iterate(iterable));
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value item, vm.next(iterator));
        if (item.empty()) return result;
        AW_GUEST(result, vm.binary(Vm::Binary::Mul, result, item));
    }
}

// Shewchuk's partial sums: exact until the one rounding at the end.
Completion math_fsum(Vm& vm, Native& self, CallArgs args) {
    Value iterable;
    AW_GUEST_DO(bind(vm, self, args, {{"seq", &iterable}}));
    AW_GUEST(const Value iterator, vm.iterate(iterable));
    std::vector<double> partials;
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value item, vm.next(iterator));
        if (item.empty()) break;
        double x = 0;
        AW_GUEST_DO(read_real(vm, item, &x));
        std::size_t kept = 0;
        for (double y : partials) {
            if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
            const double high = x + y;
            const double low = y - (high - x);
            if (low != 0) partials[kept++] = low;
            x = high;
        }
        partials.resize(kept);
        partials.push_back(x);
    }
    double total = 0;
    for (auto partial = partials.rbegin(); partial != partials.rend(); ++partial) total += *partial;
    return vm.heap().make_float(total);
}

}  // namespace

void load_math(Vm& vm, Module& module) {
    const std::pair<std::string_view, double> constants[] = {{"pi", std::numbers::pi},
                                                             {"e", std::numbers::e},
                                                             {"tau", 2 * std::numbers::pi},
                                                             {"inf", HUGE_VAL},
                                                             {"nan", std::nan("")}};
    for (const auto& [name, value] : constants) set(vm, module, name, vm.heap().make_float(value));
    def_all(vm, module,
            {{"sqrt", math_sqrt},
             {"cbrt", math_one<std::cbrt>},
             {"exp", math_one<std::exp>},
             {"exp2", math_one<std::exp2>},
             {"expm1", math_one<std::expm1>},
             {"log", math_log},
             {"log2", math_log_base<std::log2, 2>},
             {"log10", math_log_base<std::log10, 10>},
             {"log1p", math_one<std::log1p>},
             {"sin", math_one<std::sin>},
             {"cos", math_one<std::cos>},
             {"tan", math_one<std::tan>},
             {"asin", math_one<std::asin>},
             {"acos", math_one<std::acos>},
             {"atan", math_one<std::atan>},
             {"sinh", math_one<std::sinh>},
             {"cosh", math_one<std::cosh>},
             {"tanh", math_one<std::tanh>},
             {"asinh", math_one<std::asinh>},
             {"acosh", math_one<std::acosh>},
             {"atanh", math_one<std::atanh>},
             {"fabs", math_one<std::fabs>},
             {"degrees", math_one<degrees>},
             {"radians", math_one<radians>},
             {"gamma", math_one<std::tgamma>},
             {"erf", math_one<std::erf>},
             {"pow", math_two<std::pow>},
             {"atan2", math_two<std::atan2>},
             {"fmod", math_two<std::fmod>},
             {"copysign", math_two<std::copysign>},
             {"ceil", math_to_int<std::ceil>},
             {"floor", math_to_int<std::floor>},
             {"trunc", math_to_int<std::trunc>},
             {"isnan", math_test<is_nan>},
             {"isinf", math_test<is_infinite>},
             {"isfinite", math_test<is_finite>},
             {"isclose", math_isclose},
             {"hypot", math_hypot},
             {"modf", math_modf},
             {"frexp", math_frexp},
             {"ldexp", math_ldexp},
             {"gcd", math_fold<mpz_gcd>},
             {"lcm", math_fold<mpz_lcm>},
             {"factorial", math_factorial},
             {"comb", math_choose<false>},
             {"perm", math_choose<true>},
             {"isqrt", math_isqrt},
             {"prod", math_prod},
             {"fsum", math_fsum}});
}

}  // namespace lang
