// Floats, and where ints and floats meet.
#include <cmath>

#include "lang/int.h"

namespace lang {
namespace {

using Binary = Vm::Binary;

Completion float_zero_division(Vm& vm) { return vm.raise("ZeroDivisionError", "division by zero"); }

struct FloorDivision {
    double quotient, remainder;
};

// As CPython's float_divmod: the remainder has the divisor's sign, the quotient is near the exact
// one and whole.
FloorDivision divide_floor(double a, double b) {
    double remainder = std::fmod(a, b);
    double quotient = (a - remainder) / b;
    if (remainder != 0) {
        if ((b < 0) != (remainder < 0)) {
            remainder += b;
            quotient -= 1;
        }
    } else {
        remainder = std::copysign(0.0, b);
    }
    if (quotient == 0) return {std::copysign(0.0, a / b), remainder};
    double whole = std::floor(quotient);
    if (quotient - whole > 0.5) whole += 1;
    return {whole, remainder};
}

Completion float_power(Vm& vm, double a, double b) {
    if (a == 0 && b < 0) return vm.raise("ZeroDivisionError", "zero to a negative power");
    if (std::isfinite(a) && a < 0 && std::isfinite(b) && b != std::floor(b))
        return vm.stop(StopKind::Refused, "refused: complex numbers are not offered here");
    const double result = std::pow(a, b);
    if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) {
        Value args[] = {Value::small(34), vm.heap().make_ascii("Numerical result out of range")};
        return vm.raise(*vm.exception_class("OverflowError"), args);
    }
    return vm.heap().make_float(result);
}

// The double nearest to the integer, half to even; infinite when it is too large.
double nearest_double(mpz_srcptr value) {
    constexpr std::size_t kPrecision = 54;  // one bit more than a double has
    const std::size_t bits = mpz_sizeinbase(value, 2);
    if (bits <= 53) return mpz_get_d(value);
    if (bits > 1024) return mpz_sgn(value) < 0 ? -HUGE_VAL : HUGE_VAL;
    const std::size_t dropped = bits > kPrecision ? bits - kPrecision : 0;
    Integer top;
    mpz_tdiv_q_2exp(top.get(), value, dropped);
    std::uint64_t digits = mpz_get_ui(top.get());
    const bool rest = dropped > 0 && mpz_scan1(value, 0) < dropped;
    if (bits >= kPrecision) {
        const bool half = (digits & 1) != 0;
        digits >>= 1;
        if (half && (rest || (digits & 1) != 0)) ++digits;
    }
    const double magnitude = std::ldexp(static_cast<double>(digits), static_cast<int>(bits - 53));
    return mpz_sgn(value) < 0 ? -magnitude : magnitude;
}

Completion too_large(Vm& vm) {
    return vm.raise("OverflowError", "int too large to convert to float");
}

}  // namespace

Completion float_binary(Vm& vm, Binary op, double a, double b) {
    Heap& heap = vm.heap();
    switch (op) {
        case Binary::Add: return heap.make_float(a + b);
        case Binary::Sub: return heap.make_float(a - b);
        case Binary::Mul: return heap.make_float(a * b);
        case Binary::Div: return b == 0 ? float_zero_division(vm) : heap.make_float(a / b);
        case Binary::FloorDiv:
            return b == 0 ? float_zero_division(vm) : heap.make_float(divide_floor(a, b).quotient);
        case Binary::Mod:
            return b == 0 ? float_zero_division(vm) : heap.make_float(divide_floor(a, b).remainder);
        case Binary::Pow: return float_power(vm, a, b);
        case Binary::MatMul:
        case Binary::And:
        case Binary::Or:
        case Binary::Xor:
        case Binary::Shl:
        case Binary::Shr: return Value::not_implemented();
    }
    return Value::not_implemented();
}

Completion int_to_float(Vm& vm, const Value& v) {
    if (is_short_int(v)) return vm.heap().make_float(static_cast<double>(short_int(v)));
    const double value = nearest_double(v.as<BigInt>()->value);
    return std::isinf(value) ? too_large(vm) : vm.heap().make_float(value);
}

Completion float_to_int(Vm& vm, double value) {
    if (std::isnan(value)) return vm.raise("ValueError", "cannot convert float NaN to integer");
    if (std::isinf(value))
        return vm.raise("OverflowError", "cannot convert float infinity to integer");
    if (std::abs(value) < 0x1p62) return make_int(static_cast<std::int64_t>(value));
    Integer number;
    mpz_set_d(number.get(), value);
    return make_int(number.get());
}

// The quotient of two integers, correctly rounded: scaled so that it has 55 to 66 digits, with a
// sticky last one.
Completion int_true_divide(Vm& vm, const Value& a, const Value& b) {
    Integer x, y;
    read_int(a, x.get());
    read_int(b, y.get());
    if (mpz_sgn(y.get()) == 0) return float_zero_division(vm);
    const bool negative = (mpz_sgn(x.get()) < 0) != (mpz_sgn(y.get()) < 0);
    if (mpz_sgn(x.get()) == 0) return vm.heap().make_float(negative ? -0.0 : 0.0);
    mpz_abs(x.get(), x.get());
    mpz_abs(y.get(), y.get());
    const auto x_bits = static_cast<std::int64_t>(mpz_sizeinbase(x.get(), 2));
    const auto y_bits = static_cast<std::int64_t>(mpz_sizeinbase(y.get(), 2));
    if (!vm.charge(static_cast<std::size_t>(x_bits + y_bits) / 512)) return vm.out_of_steps();
    if (x_bits - y_bits > 1024)
        return vm.raise("OverflowError", "integer division result too large for a float");
    if (y_bits - x_bits > 1100) return vm.heap().make_float(negative ? -0.0 : 0.0);
    // Below the normal range a double has fewer digits: the quotient is then cut to those.
    const std::int64_t shift = std::min<std::int64_t>(64 - (x_bits - y_bits), 1074 + 2);
    if (shift > 0) {
        mpz_mul_2exp(x.get(), x.get(), static_cast<mp_bitcnt_t>(shift));
    } else {
        mpz_mul_2exp(y.get(), y.get(), static_cast<mp_bitcnt_t>(-shift));
    }
    Integer quotient, rest;
    mpz_tdiv_qr(quotient.get(), rest.get(), x.get(), y.get());
    if (mpz_sgn(rest.get()) != 0) {  // sticky: more than what the digits say
        mpz_mul_2exp(quotient.get(), quotient.get(), 1);
        mpz_add_ui(quotient.get(), quotient.get(), 1);
    } else {
        mpz_mul_2exp(quotient.get(), quotient.get(), 1);
    }
    const auto exponent = -(shift + 1);
    double result = 0;
    const auto digits = static_cast<std::int64_t>(mpz_sizeinbase(quotient.get(), 2));
    const std::int64_t lowest = -1074 - exponent;  // digits below this cannot be kept
    if (digits - 53 < lowest) {
        Integer kept;
        const auto drop = static_cast<mp_bitcnt_t>(lowest);
        const bool half = mpz_tstbit(quotient.get(), drop - 1) != 0;
        const bool below = mpz_scan1(quotient.get(), 0) < drop - 1;
        mpz_tdiv_q_2exp(kept.get(), quotient.get(), drop);
        if (half && (below || mpz_odd_p(kept.get()) != 0)) mpz_add_ui(kept.get(), kept.get(), 1);
        result = std::ldexp(mpz_get_d(kept.get()), -1074);
    } else {
        result = std::ldexp(nearest_double(quotient.get()), static_cast<int>(exponent));
    }
    if (std::isinf(result))
        return vm.raise("OverflowError", "integer division result too large for a float");
    return vm.heap().make_float(negative ? -result : result);
}

int compare_int_float(const Value& integer, double real) {
    if (std::isnan(real)) return 2;
    if (std::isinf(real)) return real > 0 ? -1 : 1;
    if (is_short_int(integer)) {
        const std::int64_t i = short_int(integer);
        if (std::abs(i) <= std::int64_t{1} << 53) {
            const auto d = static_cast<double>(i);
            return (d > real) - (d < real);
        }
    }
    Integer number;
    read_int(integer, number.get());
    const int order = mpz_cmp_d(number.get(), real);
    return (order > 0) - (order < 0);
}

// As CPython's _Py_HashDouble: the value modulo 2**61 - 1, so that equal ints hash the same.
std::uint64_t hash_float(double value) {
    constexpr int kBits = 61;
    constexpr std::uint64_t kModulus = (std::uint64_t{1} << kBits) - 1;
    if (std::isinf(value)) return value > 0 ? 314159 : static_cast<std::uint64_t>(-314159);
    if (std::isnan(value)) return 0;
    int exponent = 0;
    double mantissa = std::frexp(value, &exponent);
    const bool negative = mantissa < 0;
    mantissa = std::abs(mantissa);
    std::uint64_t hash = 0;
    while (mantissa != 0) {
        hash = ((hash << 28) & kModulus) | hash >> (kBits - 28);
        mantissa *= 268435456.0;  // 2**28
        exponent -= 28;
        const auto digits = static_cast<std::uint64_t>(mantissa);
        mantissa -= static_cast<double>(digits);
        hash += digits;
        if (hash >= kModulus) hash -= kModulus;
    }
    exponent = exponent >= 0 ? exponent % kBits : kBits - 1 - (-1 - exponent) % kBits;
    hash = ((hash << exponent) & kModulus) | hash >> (kBits - exponent);
    const auto result = static_cast<std::int64_t>(hash) * (negative ? -1 : 1);
    return static_cast<std::uint64_t>(result == -1 ? -2 : result);
}

}  // namespace lang
