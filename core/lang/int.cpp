// Integer arithmetic. The short way is taken whenever both sides and the result fit 63 bits.
#include "lang/int.h"

#include <algorithm>

#include "lang/hash.h"

namespace lang {
namespace {

using Binary = Vm::Binary;
constexpr std::size_t kLimbBits = 64;

// What an operand is for GMP: its own number, or a temporary made from the small one.
class Operand {
  public:
    explicit Operand(const Value& v) {
        if (v.is(Kind::Int)) {
            number_ = v.as<BigInt>()->value;
        } else {
            temporary_.emplace(short_int(v));
            number_ = temporary_->get();
        }
    }
    mpz_srcptr get() const { return number_; }
    std::size_t limbs() const { return mpz_size(number_); }
    std::size_t bits() const { return mpz_sgn(number_) == 0 ? 0 : mpz_sizeinbase(number_, 2); }
    int sign() const { return mpz_sgn(number_); }

  private:
    std::optional<Integer> temporary_;
    mpz_srcptr number_;
};

// Asks for the steps and the room of a result before GMP makes it.
Completion admit(Vm& vm, std::size_t work, std::size_t result_bits) {
    if (!vm.has_room(result_bits / 8 + 16)) return vm.out_of_memory();
    if (!vm.charge(work)) return vm.out_of_steps();
    return Completion::none();
}

// Rough cost of multiplying: quadratic for short operands, GMP's faster ways later on.
std::size_t product_work(std::size_t a, std::size_t b) {
    const std::size_t shorter = std::min(a, b), longer = std::max(a, b);
    return longer * (shorter < 64 ? shorter : 64 + shorter / 64) / 8;
}

Completion zero_division(Vm& vm) { return vm.raise("ZeroDivisionError", "division by zero"); }

Completion divide_big(Vm& vm, Binary op, const Operand& a, const Operand& b) {
    if (b.sign() == 0) return zero_division(vm);
    const std::size_t quotient = a.limbs() > b.limbs() ? a.limbs() - b.limbs() : 1;
    AW_GUEST_DO(admit(vm, product_work(quotient, b.limbs()), a.bits()));
    Integer result;
    if (op == Binary::FloorDiv) {
        mpz_fdiv_q(result.get(), a.get(), b.get());
    } else {
        mpz_fdiv_r(result.get(), a.get(), b.get());
    }
    return make_int(result.get());
}

Completion shift_left(Vm& vm, const Operand& a, std::int64_t by) {
    if (a.sign() == 0) return Value::small(0);
    const auto bits = static_cast<std::size_t>(by);
    if (!vm.has_room(bits / 8)) return vm.out_of_memory();
    AW_GUEST_DO(admit(vm, (a.bits() + bits) / kLimbBits / 8, a.bits() + bits));
    Integer result;
    mpz_mul_2exp(result.get(), a.get(), bits);
    return make_int(result.get());
}

Completion shift(Vm& vm, Binary op, const Value& a, const Value& b) {
    if (sign_of_int(b) < 0) return vm.raise("ValueError", "negative shift count");
    const std::optional<std::int64_t> by = to_int64(b);
    const Operand left(a);
    if (op == Binary::Shl) {
        if (left.sign() == 0) return Value::small(0);
        if (!by) return vm.out_of_memory();
        return shift_left(vm, left, *by);
    }
    if (!by) return Value::small(left.sign() < 0 ? -1 : 0);
    if (!vm.charge(left.limbs() / 8)) return vm.out_of_steps();
    Integer result;
    mpz_fdiv_q_2exp(result.get(), left.get(), static_cast<mp_bitcnt_t>(*by));
    return make_int(result.get());
}

Completion power(Vm& vm, const Value& a, const Value& b) {
    if (sign_of_int(b) < 0) {
        AW_GUEST(Value base, int_to_float(vm, a));
        AW_GUEST(Value exponent, int_to_float(vm, b));
        return float_binary(vm, Binary::Pow, base.as<Float>()->value, exponent.as<Float>()->value);
    }
    const Operand base(a);
    const std::optional<std::int64_t> exponent = to_int64(b);
    if (base.bits() <= 1) {  // 0, 1, -1
        if (sign_of_int(b) == 0) return Value::small(1);
        if (base.sign() >= 0) return make_int(base.get());
        const bool odd = mpz_odd_p(Operand(b).get()) != 0;
        return Value::small(odd ? -1 : 1);
    }
    if (!exponent || *exponent > std::int64_t{1} << 40) return vm.out_of_memory();
    const std::size_t bits = base.bits() * static_cast<std::size_t>(*exponent);
    if (base.bits() > std::size_t{1} << 40 || !vm.has_room(bits / 8)) return vm.out_of_memory();
    const std::size_t limbs = bits / kLimbBits + 1;
    AW_GUEST_DO(admit(vm, 1 + 2 * product_work(limbs / 2 + 1, limbs / 2 + 1), bits));
    Integer result;
    mpz_pow_ui(result.get(), base.get(), static_cast<unsigned long>(*exponent));
    return make_int(result.get());
}

Completion combine_big(Vm& vm, Binary op, const Value& left, const Value& right) {
    const Operand a(left), b(right);
    const std::size_t longer = std::max(a.limbs(), b.limbs());
    const bool multiplies = op == Binary::Mul;
    AW_GUEST_DO(admit(vm, multiplies ? product_work(a.limbs(), b.limbs()) : longer / 8,
                      multiplies ? a.bits() + b.bits() : (longer + 1) * kLimbBits));
    Integer result;
    switch (op) {
        case Binary::Add: mpz_add(result.get(), a.get(), b.get()); break;
        case Binary::Sub: mpz_sub(result.get(), a.get(), b.get()); break;
        case Binary::Mul: mpz_mul(result.get(), a.get(), b.get()); break;
        case Binary::And: mpz_and(result.get(), a.get(), b.get()); break;
        case Binary::Or: mpz_ior(result.get(), a.get(), b.get()); break;
        case Binary::Xor: mpz_xor(result.get(), a.get(), b.get()); break;
        default: AW_ASSERT(false);
    }
    return make_int(result.get());
}

Completion big_binary(Vm& vm, Binary op, const Value& a, const Value& b) {
    switch (op) {
        case Binary::FloorDiv:
        case Binary::Mod: return divide_big(vm, op, Operand(a), Operand(b));
        case Binary::Shl:
        case Binary::Shr: return shift(vm, op, a, b);
        case Binary::Pow: return power(vm, a, b);
        case Binary::Div: return int_true_divide(vm, a, b);
        case Binary::MatMul: return Value::not_implemented();
        default: return combine_big(vm, op, a, b);
    }
}

// Python rounds the quotient down; C++ cuts it off.
std::int64_t floor_quotient(std::int64_t a, std::int64_t b) {
    const std::int64_t quotient = a / b;
    return quotient - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}
std::int64_t floor_remainder(std::int64_t a, std::int64_t b) {
    const std::int64_t rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

}  // namespace

Value make_int(std::int64_t value) {
    if (Value::fits_small(value)) return Value::small(value);
    return make_int(Integer(value).get());
}

Value make_unsigned(std::uint64_t value) {
    if (value < std::uint64_t{1} << 62) return Value::small(static_cast<std::int64_t>(value));
    Integer number;
    mpz_set_ui(number.get(), value);
    return make_int(number.get());
}

Value make_int(mpz_srcptr value) {
    if (mpz_fits_slong_p(value) != 0) {
        const std::int64_t small = mpz_get_si(value);
        if (Value::fits_small(small)) return Value::small(small);
    }
    Heap& heap = Heap::current();
    auto* made = heap.make<BigInt>(heap.class_for(Kind::Int));
    mpz_set(made->value, value);
    made->charged = mpz_size(value) * sizeof(mp_limb_t);
    heap.charge(static_cast<std::ptrdiff_t>(made->charged));
    return Value::adopt(made);
}

void read_int(const Value& v, mpz_ptr out) {
    if (v.is(Kind::Int)) {
        mpz_set(out, v.as<BigInt>()->value);
    } else {
        mpz_set_si(out, short_int(v));
    }
}

std::optional<std::int64_t> to_int64(const Value& v) {
    if (is_short_int(v)) return short_int(v);
    mpz_srcptr number = v.as<BigInt>()->value;
    if (mpz_fits_slong_p(number) == 0) return std::nullopt;
    return mpz_get_si(number);
}

int sign_of_int(const Value& v) {
    if (v.is(Kind::Int)) return mpz_sgn(v.as<BigInt>()->value);
    const std::int64_t small = short_int(v);
    return (small > 0) - (small < 0);
}

std::size_t bit_length(const Value& v) { return Operand(v).bits(); }

Completion int_binary(Vm& vm, Binary op, const Value& left, const Value& right) {
    if (!is_short_int(left) || !is_short_int(right)) return big_binary(vm, op, left, right);
    const std::int64_t a = short_int(left), b = short_int(right);
    switch (op) {
        case Binary::Add: return make_int(a + b);
        case Binary::Sub: return make_int(a - b);
        case Binary::Mul: {
            std::int64_t product = 0;
            if (!__builtin_mul_overflow(a, b, &product)) return make_int(product);
            break;
        }
        case Binary::FloorDiv: return b == 0 ? zero_division(vm) : make_int(floor_quotient(a, b));
        case Binary::Mod: return b == 0 ? zero_division(vm) : make_int(floor_remainder(a, b));
        case Binary::Div:
            if (b == 0) return zero_division(vm);
            if (std::abs(a) <= std::int64_t{1} << 53 && std::abs(b) <= std::int64_t{1} << 53)
                return vm.heap().make_float(static_cast<double>(a) / static_cast<double>(b));
            break;
        case Binary::And:
            if (left.is_bool() && right.is_bool()) return Value::boolean((a & b) != 0);
            return make_int(a & b);
        case Binary::Or:
            if (left.is_bool() && right.is_bool()) return Value::boolean((a | b) != 0);
            return make_int(a | b);
        case Binary::Xor:
            if (left.is_bool() && right.is_bool()) return Value::boolean((a ^ b) != 0);
            return make_int(a ^ b);
        case Binary::Shl:
            if (b >= 0 && b < 62 && std::abs(a) < std::int64_t{1} << (62 - b))
                return make_int(a * (std::int64_t{1} << b));
            break;
        case Binary::Shr:
            if (b >= 0) return Value::small(b > 62 ? (a < 0 ? -1 : 0) : a >> b);
            break;
        case Binary::Pow:
        case Binary::MatMul: break;
    }
    return big_binary(vm, op, left, right);
}

int compare_ints(const Value& a, const Value& b) {
    if (is_short_int(a) && is_short_int(b)) {
        const std::int64_t x = short_int(a), y = short_int(b);
        return (x > y) - (x < y);
    }
    const int order = mpz_cmp(Operand(a).get(), Operand(b).get());
    return (order > 0) - (order < 0);
}

Completion int_negate(Vm& vm, const Value& v) {
    if (is_short_int(v)) return make_int(-short_int(v));
    const Operand number(v);
    AW_GUEST_DO(admit(vm, number.limbs() / 8, number.bits()));
    Integer result;
    mpz_neg(result.get(), number.get());
    return make_int(result.get());
}

Value int_invert(const Value& v) {
    if (is_short_int(v)) return make_int(~short_int(v));
    Integer result;
    mpz_com(result.get(), Operand(v).get());
    return make_int(result.get());
}

Completion int_power_modulo(Vm& vm, const Value& base, const Value& exponent,
                            const Value& modulus) {
    const Operand m(modulus);
    if (m.sign() == 0) return vm.raise("ValueError", "pow() 3rd argument cannot be 0");
    Integer number, power_of;
    read_int(base, number.get());
    read_int(exponent, power_of.get());
    if (mpz_sgn(power_of.get()) < 0) {
        if (mpz_invert(number.get(), number.get(), m.get()) == 0)
            return vm.raise("ValueError", "base is not invertible for the given modulus");
        mpz_neg(power_of.get(), power_of.get());
    }
    const std::size_t bits = mpz_sizeinbase(power_of.get(), 2);
    if (!vm.charge(1 + bits * (1 + 2 * product_work(m.limbs(), m.limbs()))))
        return vm.out_of_steps();
    Integer result;
    mpz_powm(result.get(), number.get(), power_of.get(), m.get());
    // GMP's result is never negative; Python's has the sign of the modulus.
    if (m.sign() < 0 && mpz_sgn(result.get()) != 0) mpz_add(result.get(), result.get(), m.get());
    return make_int(result.get());
}

std::uint64_t hash_int(const Value& v) {
    if (is_short_int(v)) return hash_small(short_int(v));
    const Operand number(v);
    constexpr unsigned long kModulus = (1UL << 61) - 1;
    const auto rest = static_cast<std::int64_t>(mpz_tdiv_ui(number.get(), kModulus));
    const std::int64_t hash = number.sign() < 0 ? -rest : rest;
    return static_cast<std::uint64_t>(hash == -1 ? -2 : hash);
}

}  // namespace lang
