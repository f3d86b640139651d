// lang/interpret_loop.h -- what the instruction loop is written in: how registers are written,
// how an instruction goes on, fails or jumps, and the patterns that many instructions share.
// Only for interpret.cpp.
#pragma once

#include <cstdint>
#include <utility>

#include "lang/snapshot.h"
#include "lang/vm_impl.h"
#include "trace/recorder.h"

namespace lang {

// Takes over the count that `bits` stands for.
[[gnu::always_inline]] inline void put(Value& slot, std::uint64_t bits) {
    const std::uint64_t old = raw(slot);
    raw(slot) = bits;
    if ((old & 3) == 0) {
        auto* object = reinterpret_cast<Object*>(old);
        if (--object->refs == 0) free_object(object);
    }
}

[[gnu::always_inline]] inline std::uint64_t counted(const Value& v) {
    if (v.is_object()) ++v.object()->refs;
    return v.bits();
}

inline std::uint64_t bool_bits(bool b) { return ((b ? 3U : 2U) << 2) | 2U; }

inline bool both_small(const Value& x, const Value& y) { return (x.bits() & y.bits() & 1) != 0; }

inline std::int64_t as_signed(const Value& v) { return static_cast<std::int64_t>(v.bits()); }

inline trace::ValueRef shown(Vm& vm, const Value& v) {
    if (v.is_small() && trace::ValueRef::fits(v.as_small()))
        return trace::ValueRef::integer(v.as_small());
    return snapshot(vm, v);
}

// x mod y and x // y for small y != 0, rounding down.
inline std::int64_t floor_mod(std::int64_t x, std::int64_t y) {
    if (y > 0 && (y & (y - 1)) == 0) return x & (y - 1);
    const bool narrow =
        x == static_cast<std::int32_t>(x) && y == static_cast<std::int32_t>(y) && y != -1;
    const std::int64_t rest =
        narrow ? static_cast<std::int32_t>(x) % static_cast<std::int32_t>(y) : x % y;
    return rest != 0 && (rest ^ y) < 0 ? rest + y : rest;
}

inline constexpr std::size_t kFreeToCompare =
    1024;  // longer texts are compared for steps, elsewhere

// What a compare of two values is without asking anybody; false: ask Vm::compare.
inline bool quick_equal(const Value& x, const Value& y, bool* equal) {
    if (x.bits() == y.bits() && !x.is(Kind::Float) && !x.is(Kind::Instance)) {
        *equal = true;
        return true;
    }
    if (x.is(Kind::Str) && y.is(Kind::Str)) {
        const std::string_view a = x.as<Str>()->view(), b = y.as<Str>()->view();
        *equal = a.size() == b.size() && a.size() <= kFreeToCompare && a == b;
        return *equal || a.size() != b.size() || a.size() <= kFreeToCompare;
    }
    if (x.is_none() || y.is_none()) {
        *equal = false;
        return !x.is(Kind::Instance) && !y.is(Kind::Instance);
    }
    return false;
}

}  // namespace lang

// clang-format off
#define R(operand) registers[operand]
#define RK(operand) \
    (((operand) & kConstantBit) ? constants[(operand) & kMaxOperand] : registers[operand])
#define DISPATCH() goto* kTargets[static_cast<int>(pc->op)]
#define NEXT(words)    \
    do {               \
        pc += (words); \
        DISPATCH();    \
    } while (0)
#define LOAD_FRAME()                               \
    do {                                           \
        frame = top;                               \
        pc = frame->pc;                            \
        registers = frame->registers;              \
        constants = frame->code->constants.data(); \
    } while (0)
#define FAIL(completion)                                         \
    do {                                                         \
        if ((completion).stopped()) goto stopped;                \
        pending = (completion).error();                          \
        goto failed;                                             \
    } while (0)
#define STORE(slot, expression)                     \
    do {                                            \
        Completion done_ = (expression);            \
        if (!done_.ok()) [[unlikely]] FAIL(done_);  \
        slot = done_.take();                        \
    } while (0)
#define DO(expression)                              \
    do {                                            \
        Completion done_ = (expression);            \
        if (!done_.ok()) [[unlikely]] FAIL(done_);  \
    } while (0)
// The word behind an instruction says where to; going back is paid for.
#define JUMP()                                                                \
    do {                                                                      \
        const Instruction* const word_ = pc + 1;                              \
        const std::uint64_t cost_ = word_->a;                                 \
        pc = word_ + wide(*word_);                                            \
        if (cost_ != 0) {                                                     \
            if (vm.fuel_ < cost_ || needs_check()) [[unlikely]] goto limits;  \
            vm.fuel_ -= cost_;                                                \
        }                                                                     \
        DISPATCH();                                                           \
    } while (0)
#define JUMP_WHEN(condition)                     \
    do {                                         \
        if ((condition) == (pc->a != 0)) JUMP(); \
        NEXT(2);                                 \
    } while (0)

#define ARITHMETIC(name, kind, method, overflow, second)                                       \
    name : {                                                                                   \
        const Value& x = RK(pc->b);                                                            \
        const Value& y = RK(pc->c);                                                            \
        std::int64_t sum;                                                                      \
        if (both_small(x, y) && !overflow(as_signed(x), (second), &sum)) [[likely]] {          \
            put(R(pc->a), static_cast<std::uint64_t>(sum) | 1);                                \
            NEXT(1);                                                                           \
        }                                                                                      \
        STORE(R(pc->a), vm.method(Binary::kind, x, y));                                        \
        NEXT(1);                                                                               \
    }
#define GENERIC_BINARY(name, kind, method)                               \
    name : {                                                             \
        STORE(R(pc->a), vm.method(Binary::kind, RK(pc->b), RK(pc->c)));  \
        NEXT(1);                                                         \
    }
#define ORDER(name, jump, sign, kind)                                              \
    name : {                                                                       \
        const Value& x = RK(pc->b);                                                \
        const Value& y = RK(pc->c);                                                \
        if (both_small(x, y)) [[likely]] {                                         \
            put(R(pc->a), bool_bits(as_signed(x) sign as_signed(y)));              \
            NEXT(1);                                                               \
        }                                                                          \
        STORE(R(pc->a), vm.compare(Compare::kind, x, y));                          \
        NEXT(1);                                                                   \
    }                                                                              \
    jump : {                                                                       \
        const Value& x = RK(pc->b);                                                \
        const Value& y = RK(pc->c);                                                \
        if (both_small(x, y)) [[likely]] JUMP_WHEN(as_signed(x) sign as_signed(y)); \
        goto jump_compared;                                                        \
    }
#define EQUALITY(name, jump, kind, wanted)                                            \
    name : {                                                                          \
        const Value& x = RK(pc->b);                                                   \
        const Value& y = RK(pc->c);                                                   \
        bool equal;                                                                   \
        if (both_small(x, y)) {                                                       \
            put(R(pc->a), bool_bits((x.bits() == y.bits()) == (wanted)));             \
        } else if (quick_equal(x, y, &equal)) {                                       \
            put(R(pc->a), bool_bits(equal == (wanted)));                              \
        } else {                                                                      \
            STORE(R(pc->a), vm.compare(Compare::kind, x, y));                         \
        }                                                                             \
        NEXT(1);                                                                      \
    }                                                                                 \
    jump : {                                                                          \
        const Value& x = RK(pc->b);                                                   \
        const Value& y = RK(pc->c);                                                   \
        bool equal;                                                                   \
        if (both_small(x, y)) JUMP_WHEN((x.bits() == y.bits()) == (wanted));          \
        if (quick_equal(x, y, &equal)) JUMP_WHEN(equal == (wanted));                  \
        goto jump_compared;                                                           \
    }
// clang-format on
