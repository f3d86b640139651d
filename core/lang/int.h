// lang/int.h -- integers: 63 bits inside a Value, GMP beyond. Every result is in its shortest form,
// so that equal integers up to 63 bits are the same Value.
// Work and size are charged before anything is computed: an integer that does not fit the heap's
// limit ends in limit:memory, one that takes too long in limit:steps.
#pragma once

#include <gmp.h>

#include <optional>
#include <string>
#include <string_view>

#include "lang/vm.h"

namespace lang {

struct BigInt : Object {
    static constexpr Kind kKind = Kind::Int;
    mpz_t value;
    std::size_t charged = 0;  // bytes of limbs told to the heap
    explicit BigInt(Class* c) : Object(kKind, c) { mpz_init(value); }
    ~BigInt() { mpz_clear(value); }
    BigInt(const BigInt&) = delete;
    BigInt& operator=(const BigInt&) = delete;
};

// A temporary GMP integer.
class Integer {
  public:
    Integer() { mpz_init(value_); }
    explicit Integer(std::int64_t value) { mpz_init_set_si(value_, value); }
    ~Integer() { mpz_clear(value_); }
    Integer(const Integer&) = delete;
    Integer& operator=(const Integer&) = delete;
    mpz_ptr get() { return value_; }
    mpz_srcptr get() const { return value_; }

  private:
    mpz_t value_;
};

// An int or a bool, nothing else (see unwrapped() in native.h for subclasses of int).
inline bool is_int(const Value& v) { return v.is_small() || v.is_bool() || v.is(Kind::Int); }
// Kinds without GMP: ints up to 63 bits and bools.
inline bool is_short_int(const Value& v) { return v.is_small() || v.is_bool(); }
inline std::int64_t short_int(const Value& v) { return v.is_small() ? v.as_small() : v.is_true(); }

Value make_int(std::int64_t value);
Value make_unsigned(std::uint64_t value);
Value make_int(mpz_srcptr value);
void read_int(const Value& v, mpz_ptr out);
std::optional<std::int64_t> to_int64(const Value& v);  // nothing when it does not fit
int sign_of_int(const Value& v);
std::size_t bit_length(const Value& v);  // of the absolute value

// a, b: ints. Binary::MatMul and Binary::Div are not for them alone.
Completion int_binary(Vm& vm, Vm::Binary op, const Value& a, const Value& b);
int compare_ints(const Value& a, const Value& b);  // -1, 0, 1
Completion int_negate(Vm& vm, const Value& v);
Value int_invert(const Value& v);
Completion int_true_divide(Vm& vm, const Value& a, const Value& b);
Completion int_power_modulo(Vm& vm, const Value& base, const Value& exponent,
                            const Value& modulus);  // pow(a, b, m)
std::uint64_t hash_int(const Value& v);             // as CPython's

// Floats. -1, 0, 1; 2 when either is NaN. Exact.
int compare_int_float(const Value& integer, double real);
// The nearest double; OverflowError "int too large to convert to float".
Completion int_to_float(Vm& vm, const Value& v);
// Truncated; ValueError for NaN, OverflowError for infinities.
Completion float_to_int(Vm& vm, double value);
Completion float_binary(Vm& vm, Vm::Binary op, double a, double b);
std::uint64_t hash_float(double value);

// Text. Decimal is held to CPython's 4300 digits: ValueError beyond.
Completion int_to_text(Vm& vm, const Value& v, std::string& out);  // None
// Digits in base 2, 8, 16 (no prefix, lower case, "-" in front).
std::string int_to_base(const Value& v, int base);
// int(text, base); base 0 or 2..36. ValueError with CPython's words; `shown` is the repr in it.
Completion int_from_text(Vm& vm, std::string_view text, int base, std::string_view shown);

}  // namespace lang
