// The instruction loop. What is often run stands here; the rest is in interpret_*.cpp.
//
// Registers are written through `put`, which drops the old value. A call inside the guest pushes a
// frame and goes on in this loop; only natives that call back run a loop of their own.
// Steps are charged at jumps back (the length of what is jumped over) and at calls (the length of
// the function), so that straight code between two charges is never longer than what was paid.
#include <cstdint>

#include "lang/snapshot.h"
#include "lang/vm_impl.h"
#include "lang/vm_internal.h"
#include "trace/recorder.h"

#pragma GCC diagnostic ignored "-Wpedantic"  // labels as values
#pragma GCC diagnostic ignored "-Warray-bounds"  // GCC 12 takes tagged values for pointers

namespace lang {

namespace {

// Takes over the count that `bits` stands for.
inline void put(Value& slot, std::uint64_t bits) {
    const std::uint64_t old = raw(slot);
    raw(slot) = bits;
    if ((old & 3) == 0) {
        auto* object = reinterpret_cast<Object*>(old);
        if (--object->refs == 0) free_object(object);
    }
}

inline std::uint64_t counted(const Value& v) {
    if (v.is_object()) ++v.object()->refs;
    return v.bits();
}

inline std::uint64_t bool_bits(bool b) { return ((b ? 3U : 2U) << 2) | 2U; }

inline bool both_small(const Value& x, const Value& y) { return (x.bits() & y.bits() & 1) != 0; }

inline std::int64_t as_signed(const Value& v) { return static_cast<std::int64_t>(v.bits()); }

trace::ValueRef shown(Vm& vm, const Value& v) {
    if (v.is_small() && trace::ValueRef::fits(v.as_small()))
        return trace::ValueRef::integer(v.as_small());
    return snapshot(vm, v);
}

// x mod y and x // y for small y != 0, rounding down.
inline std::int64_t floor_mod(std::int64_t x, std::int64_t y) {
    if (y > 0 && (y & (y - 1)) == 0) return x & (y - 1);
    const bool narrow = x == static_cast<std::int32_t>(x) && y == static_cast<std::int32_t>(y) &&
                        y != -1;
    const std::int64_t rest = narrow ? static_cast<std::int32_t>(x) % static_cast<std::int32_t>(y)
                                     : x % y;
    return rest != 0 && (rest ^ y) < 0 ? rest + y : rest;
}

constexpr std::size_t kFreeToCompare = 1024;  // longer texts are compared for steps, elsewhere

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

}  // namespace

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

Completion Vm::Impl::run(Frame* const until, bool raising) {
    static const void* const kTargets[] = {
#define AW_OP_LABEL(name) &&do_##name,
        AW_OPCODES(AW_OP_LABEL)
#undef AW_OP_LABEL
    };
    Frame* frame;
    const Instruction* pc;
    Value* registers;
    const Value* constants;
    std::uint64_t result;
    LOAD_FRAME();
    if (raising) {
        pc = frame->pc - 1;
        goto failed;
    }
    DISPATCH();

    // -- recording
do_Line:
    vm.recorder()->line(wide(*pc));
    if (vm.recorder()->full()) [[unlikely]] {
        DO(vm.out_of_memory());
    }
    NEXT(1);
do_RecordLocal:
    vm.recorder()->assign(pc->a, shown(vm, R(pc->a)));
    NEXT(1);
do_RecordGlobal:
    vm.recorder()->assign_global(pc->a, shown(vm, frame->module->slots[pc->a]));
    NEXT(1);

    // -- moves
do_Move:
    put(R(pc->a), counted(R(pc->b)));
    NEXT(1);
do_Take: {
    const std::uint64_t bits = raw(R(pc->b));
    raw(R(pc->b)) = kEmptyBits;
    put(R(pc->a), bits);
    NEXT(1);
}
do_LoadConst:
    put(R(pc->a), counted(constants[pc->b]));
    NEXT(1);
do_Clear:
    put(R(pc->a), kEmptyBits);
    NEXT(1);
do_LoadGlobal: {
    const Value& global = frame->module->slots[pc->b];
    if (!global.empty()) [[likely]] {
        put(R(pc->a), counted(global));
        NEXT(1);
    }
    if (pc->c != kNoOperand) {
        put(R(pc->a), counted(constants[pc->c]));
        NEXT(1);
    }
    DO(name_error(frame->module->names[pc->b]));
    NEXT(1);
}
do_StoreGlobal:
    put(frame->module->slots[pc->a], counted(RK(pc->b)));
    NEXT(1);
do_LoadCell: {
    const Value& content = R(pc->b).as<Cell>()->value;
    if (content.empty()) [[unlikely]] DO(unbound_local(*frame, pc->b));
    put(R(pc->a), counted(content));
    NEXT(1);
}
do_StoreCell:
    put(R(pc->a).as<Cell>()->value, counted(RK(pc->b)));
    NEXT(1);
do_LoadFree: {
    const Value& content = frame->function.as<Function>()->closure[pc->b].as<Cell>()->value;
    if (content.empty()) [[unlikely]] DO(unbound_free(*frame->code, pc->b));
    put(R(pc->a), counted(content));
    NEXT(1);
}
do_StoreFree:
    put(frame->function.as<Function>()->closure[pc->a].as<Cell>()->value, counted(RK(pc->b)));
    NEXT(1);
do_LoadBound:
    if (R(pc->b).empty()) NEXT(1);
    put(R(pc->a), counted(R(pc->b)));
    NEXT(2);
do_LoadFromClass: {
    const Value& cell = frame->function.as<Function>()->closure[pc->b];
    const Value& cls = cell.as<Cell>()->value;
    const Value* found = nullptr;
    if (cls.is(Kind::Class))
        found = own_class_attribute(*cls.as<Class>(), *constants[pc->c].as<Str>());
    if (found == nullptr) NEXT(1);
    put(R(pc->a), counted(*found));
    NEXT(2);
}

    // -- operators
    ARITHMETIC(do_Add, Add, binary, __builtin_add_overflow, as_signed(y) - 1)
    ARITHMETIC(do_InAdd, Add, binary_in_place, __builtin_add_overflow, as_signed(y) - 1)
    ARITHMETIC(do_Sub, Sub, binary, __builtin_sub_overflow, as_signed(y) - 1)
    ARITHMETIC(do_InSub, Sub, binary_in_place, __builtin_sub_overflow, as_signed(y) - 1)
do_Mul:
do_InMul: {
    const Value& x = RK(pc->b);
    const Value& y = RK(pc->c);
    std::int64_t product;
    if (both_small(x, y) &&
        !__builtin_mul_overflow(as_signed(x) - 1, as_signed(y) >> 1, &product)) [[likely]] {
        put(R(pc->a), static_cast<std::uint64_t>(product) | 1);
        NEXT(1);
    }
    const bool in_place = pc->op == Op::InMul;
    STORE(R(pc->a), in_place ? vm.binary_in_place(Binary::Mul, x, y)
                             : vm.binary(Binary::Mul, x, y));
    NEXT(1);
}
do_Mod:
do_InMod: {
    const Value& x = RK(pc->b);
    const Value& y = RK(pc->c);
    if (both_small(x, y) && y.as_small() != 0) [[likely]] {
        put(R(pc->a), Value::small(floor_mod(x.as_small(), y.as_small())).bits());
        NEXT(1);
    }
    const bool in_place = pc->op == Op::InMod;
    STORE(R(pc->a), in_place ? vm.binary_in_place(Binary::Mod, x, y)
                             : vm.binary(Binary::Mod, x, y));
    NEXT(1);
}
    GENERIC_BINARY(do_Div, Div, binary)
    GENERIC_BINARY(do_FloorDiv, FloorDiv, binary)
    GENERIC_BINARY(do_Pow, Pow, binary)
    GENERIC_BINARY(do_MatMul, MatMul, binary)
    GENERIC_BINARY(do_And, And, binary)
    GENERIC_BINARY(do_Or, Or, binary)
    GENERIC_BINARY(do_Xor, Xor, binary)
    GENERIC_BINARY(do_Shl, Shl, binary)
    GENERIC_BINARY(do_Shr, Shr, binary)
    GENERIC_BINARY(do_InDiv, Div, binary_in_place)
    GENERIC_BINARY(do_InFloorDiv, FloorDiv, binary_in_place)
    GENERIC_BINARY(do_InPow, Pow, binary_in_place)
    GENERIC_BINARY(do_InMatMul, MatMul, binary_in_place)
    GENERIC_BINARY(do_InAnd, And, binary_in_place)
    GENERIC_BINARY(do_InOr, Or, binary_in_place)
    GENERIC_BINARY(do_InXor, Xor, binary_in_place)
    GENERIC_BINARY(do_InShl, Shl, binary_in_place)
    GENERIC_BINARY(do_InShr, Shr, binary_in_place)
    ORDER(do_Lt, do_JumpLt, <, Lt)
    ORDER(do_Le, do_JumpLe, <=, Le)
    ORDER(do_Gt, do_JumpGt, >, Gt)
    ORDER(do_Ge, do_JumpGe, >=, Ge)
    EQUALITY(do_Eq, do_JumpEq, Eq, true)
    EQUALITY(do_Ne, do_JumpNe, Ne, false)
do_Is:
    put(R(pc->a), bool_bits(RK(pc->b).bits() == RK(pc->c).bits()));
    NEXT(1);
do_IsNot:
    put(R(pc->a), bool_bits(RK(pc->b).bits() != RK(pc->c).bits()));
    NEXT(1);
do_JumpIs:
    JUMP_WHEN(RK(pc->b).bits() == RK(pc->c).bits());
do_JumpIsNot:
    JUMP_WHEN(RK(pc->b).bits() != RK(pc->c).bits());
do_In:
    STORE(R(pc->a), vm.contains(RK(pc->c), RK(pc->b)));
    NEXT(1);
do_NotIn:
    STORE(R(pc->a), vm.contains(RK(pc->c), RK(pc->b)));
    put(R(pc->a), bool_bits(!R(pc->a).is_true()));
    NEXT(1);
do_JumpIn:
do_JumpNotIn: {
    bool found;
    {
        Completion answer = vm.contains(RK(pc->c), RK(pc->b));
        if (!answer.ok()) FAIL(answer);
        found = answer.value().is_true();
    }
    JUMP_WHEN(found == (pc->op == Op::JumpIn));
}
jump_compared: {
    bool holds;
    {
        const auto which = static_cast<Compare>(static_cast<int>(pc->op) -
                                                static_cast<int>(Op::JumpEq));
        Completion answer = vm.compare(which, RK(pc->b), RK(pc->c));
        if (answer.ok() && !answer.value().is_bool()) answer = vm.truth(answer.value());
        if (!answer.ok()) FAIL(answer);
        holds = answer.value().is_true();
    }
    JUMP_WHEN(holds);
}
do_JumpTruth: {
    const Value& v = RK(pc->b);
    if (v.is_bool()) JUMP_WHEN(v.is_true());
    if (v.is_small()) JUMP_WHEN(v.as_small() != 0);
    if (v.is_none()) JUMP_WHEN(false);
    bool holds;
    {
        Completion answer = vm.truth(v);
        if (!answer.ok()) FAIL(answer);
        holds = answer.value().is_true();
    }
    JUMP_WHEN(holds);
}
do_Jump:
    --pc;  // an instruction that is its own jump word
    JUMP();

    // -- attributes and items
do_LoadAttr: {
    const Value& object = R(pc->b);
    AttributeCache& cache = frame->code->caches[pc->c];
    if (object.is(Kind::Instance)) {
        const auto* instance = object.as<Instance>();
        const AttributePlan& plan = cache.load;
        if (plan.kind == AttributePlan::Kind::Slot && instance->shape == plan.shape &&
            instance->cls->version == plan.version) [[likely]] {
            put(R(pc->a), counted(instance->slots[plan.slot]));
            NEXT(1);
        }
    }
    STORE(R(pc->a), load_attribute(object, cache));
    NEXT(1);
}
do_StoreAttr: {
    const Value& object = R(pc->a);
    AttributeCache& cache = frame->code->caches[pc->c];
    if (object.is(Kind::Instance)) {
        auto* instance = object.as<Instance>();
        const StorePlan& plan = cache.store;
        if (plan.usable && instance->shape == plan.shape &&
            instance->cls->version == plan.version) [[likely]] {
            if (plan.next_shape == nullptr) {
                put(instance->slots[plan.slot], counted(RK(pc->b)));
            } else {
                instance->slots.push_back(RK(pc->b));
                instance->shape = plan.next_shape;
            }
            note_attribute(vm, *instance, cache.name, RK(pc->b));
            NEXT(1);
        }
    }
    DO(store_attribute(object, cache, RK(pc->b)));
    NEXT(1);
}
do_LoadMethod: {
    const Value& object = R(pc->b);
    AttributeCache& cache = frame->code->caches[pc->c];
    const AttributePlan& plan = cache.load;
    if (plan.kind == AttributePlan::Kind::Method && object.is_object() &&
        object.object()->cls->version == plan.version &&
        (plan.shape == nullptr || object.as<Instance>()->shape == plan.shape)) [[likely]] {
        if (pc->b != pc->a + 1) put(R(pc->a + 1), counted(object));
        put(R(pc->a), counted(plan.found));
        NEXT(1);
    }
    {
        Value self;
        STORE(R(pc->a), load_method(object, cache, self));
        R(pc->a + 1) = std::move(self);
    }
    NEXT(1);
}
do_GetItem: {
    const Value& object = R(pc->b);
    const Value& key = RK(pc->c);
    if (object.is(Kind::List) && key.is_small()) {
        const auto& items = object.as<List>()->items;
        std::int64_t index = key.as_small();
        if (index < 0) index += static_cast<std::int64_t>(items.size());
        if (static_cast<std::uint64_t>(index) < items.size()) [[likely]] {
            put(R(pc->a), counted(items[static_cast<std::size_t>(index)]));
            NEXT(1);
        }
    }
    STORE(R(pc->a), vm.get_item(object, key));
    NEXT(1);
}
do_SetItem:
    DO(vm.set_item(R(pc->a), RK(pc->b), RK(pc->c)));
    NEXT(1);

    // -- displays
do_BuildTuple:
do_BuildList: {
    const std::span<Value> items(&R(pc->b), pc->c);
    R(pc->a) = pc->op == Op::BuildList ? vm.heap_.make_list(items) : vm.heap_.make_tuple(items);
    for (Value& item : items) {
        if (&item != &R(pc->a)) put(item, kEmptyBits);
    }
    NEXT(1);
}
do_ListAppend: {
    auto* list = R(pc->a).as<List>();
    list->items.push_back(RK(pc->b));
    note_append(vm, *list);
    NEXT(1);
}
do_Unpack:
    DO(unpack(R(pc->b), &R(pc->a), pc->c));
    NEXT(1);

    // -- calls
do_Call: {
    Value& callee = R(pc->b);
    if (callee.is(Kind::Function)) [[likely]] {
        const Code& code = *callee.as<Function>()->code;
        if (code.is_simple && code.positional == pc->c && can_push(code) &&
            vm.fuel_ >= code.entry_cost && !needs_check()) [[likely]] {
            vm.fuel_ -= code.entry_cost;
            frame->pc = pc + 1;
            Value* const arguments = &callee + 1;
            Frame& pushed = push(code, std::move(callee), Deliver::Register, pc->a);
            for (int i = 0; i < pc->c; ++i)
                raw(pushed.registers[i]) = std::exchange(raw(arguments[i]), kEmptyBits);
            LOAD_FRAME();
            DISPATCH();
        }
    }
    frame->pc = pc + 1;
    DO(call_plain(callee, {&callee + 1, pc->c}, pc->a));
    LOAD_FRAME();
    DISPATCH();
}
do_CallMethod: {
    Value& callee = R(pc->b);
    Value& self = *(&callee + 1);
    const int count = pc->c + (self.empty() ? 0 : 1);
    Value* const first = self.empty() ? &self + 1 : &self;
    if (callee.is(Kind::Function)) {
        const Code& code = *callee.as<Function>()->code;
        if (code.is_simple && code.positional == count && can_push(code) &&
            vm.fuel_ >= code.entry_cost && !needs_check()) [[likely]] {
            vm.fuel_ -= code.entry_cost;
            frame->pc = pc + 1;
            Frame& pushed = push(code, std::move(callee), Deliver::Register, pc->a);
            for (int i = 0; i < count; ++i)
                raw(pushed.registers[i]) = std::exchange(raw(first[i]), kEmptyBits);
            LOAD_FRAME();
            DISPATCH();
        }
    }
    frame->pc = pc + 1;
    DO(call_plain(callee, {first, static_cast<std::size_t>(count)}, pc->a));
    LOAD_FRAME();
    DISPATCH();
}
do_CallKw:
do_CallMethodKw:
do_CallSpread: {
    bool entered = false;
    frame->pc = pc + (pc->op == Op::CallSpread ? 1 : 2);
    {
        Completion done = pc->op == Op::CallSpread ? begin_spread(registers, *pc, entered)
                                                   : begin_keywords(registers, pc, entered);
        if (!done.ok()) FAIL(done);
        if (!entered) R(pc->a) = done.take();
    }
    if (!entered) NEXT(pc->op == Op::CallSpread ? 1 : 2);
    LOAD_FRAME();
    DISPATCH();
}
do_Return:
    if (pc->b & kConstantBit) {
        result = counted(constants[pc->b & kMaxOperand]);
    } else {
        result = std::exchange(raw(R(pc->b)), kEmptyBits);
    }
    if (frame->deliver == Deliver::Register && frame->generator == nullptr) [[likely]] {
        const std::uint16_t destination = frame->destination;
        pop();
        LOAD_FRAME();
        put(R(destination), result);
        DISPATCH();
    }
    goto returned;
do_Yield:
    frame->pc = pc + 1;
    result = counted(RK(pc->b));
    goto yielded;
do_YieldFrom: {
    const Value& iterator = R(pc->b);
    frame->pc = pc + 1;
    if (iterator.is(Kind::Generator) && iterator.as<Generator>()->frame != nullptr) {
        DO(enter_generator(*iterator.as<Generator>(), std::move(R(pc->b + 1)), Deliver::Delegate,
                           pc->a));
        LOAD_FRAME();
        DISPATCH();
    }
    bool finished = false;
    {
        Completion step = delegate_step(iterator, std::move(R(pc->b + 1)), finished);
        if (!step.ok()) FAIL(step);
        if (finished) {
            R(pc->a) = step.take();
            put(R(pc->b), kEmptyBits);
        } else {
            result = reinterpret_cast<std::uint64_t>(step.take().release());
        }
    }
    if (finished) NEXT(1);
    goto yielded;
}

    // -- iteration
do_GetIter:
    DO(get_iter(R(pc->b), &R(pc->a)));
    NEXT(1);
do_ForLoop: {
    Value* const state = &R(pc->b);
    if (state->is_small()) {  // a range: how many are left, the next, the step
        if (raw(*state) == 1) {
            raw(*state) = kEmptyBits;
            NEXT(2);
        }
        raw(*state) -= 2;
        const std::uint64_t value = raw(state[1]);
        raw(state[1]) = value + raw(state[2]) - 1;
        put(R(pc->a), value);
        JUMP();
    }
    switch (state->object()->kind()) {
        case Kind::List: {
            const auto& items = state->as<List>()->items;
            const auto index = static_cast<std::uint64_t>(state[1].as_small());
            if (index < items.size()) {
                raw(state[1]) += 2;
                put(R(pc->a), counted(items[index]));
                JUMP();
            }
            break;
        }
        case Kind::Tuple: {
            const auto* tuple = state->as<Tuple>();
            const auto index = static_cast<std::uint64_t>(state[1].as_small());
            if (index < tuple->size) {
                raw(state[1]) += 2;
                put(R(pc->a), counted(tuple->items[index]));
                JUMP();
            }
            break;
        }
        case Kind::Generator:
            if (state->as<Generator>()->frame == nullptr) break;
            frame->pc = pc + 2;
            DO(enter_generator(*state->as<Generator>(), Value::none(), Deliver::Loop, pc->a));
            LOAD_FRAME();
            DISPATCH();
        default: {
            bool found;
            {
                Completion next = vm.next(*state);
                if (!next.ok()) FAIL(next);
                found = !next.value().empty();
                if (found) R(pc->a) = next.take();
            }
            if (found) JUMP();
        }
    }
    put(*state, kEmptyBits);
    NEXT(2);
}

    // -- exceptions
do_Reraise:
    frame->pc = pc + 1;
    pending = R(pc->a);
    goto unwinding;

do_JumpNoMatch: {
    const Value& wanted = R(pc->b);
    if (!frame->code->recorded && wanted.is(Kind::Class) &&
        R(pc->a).object()->cls == wanted.as<Class>()) {
        NEXT(2);
    }
    bool matches;
    frame->pc = pc + 1;
    {
        Completion answer = exception_matches(R(pc->a), wanted);
        if (!answer.ok()) FAIL(answer);
        matches = answer.value().is_true();
    }
    if (!matches) JUMP();
    if (frame->code->recorded) vm.recorder()->caught(vm.class_of(R(pc->a)).name);
    NEXT(2);
}

    // -- all others
#define AW_SLOW_OP(name)                \
    do_##name : {                       \
        frame->pc = pc + 1;             \
        DO(op_##name(*frame, pc));      \
        NEXT(1);                        \
    }
    AW_SLOW_OPS(AW_SLOW_OP)
#undef AW_SLOW_OP
#define AW_SLOW_OP(name)                                     \
    do_##name : {                                            \
        bool jumps;                                          \
        frame->pc = pc + 1;                                  \
        {                                                    \
            Completion answer = op_##name(*frame, pc);       \
            if (!answer.ok()) FAIL(answer);                  \
            jumps = answer.value().is_true();                \
        }                                                    \
        if (jumps) JUMP();                                   \
        NEXT(pc->op == Op::MatchClass ? 3 : 2);              \
    }
    AW_SLOW_JUMPS(AW_SLOW_OP)
#undef AW_SLOW_OP
do_UnpackStar:
    DO(unpack_star(R(pc->b), &R(pc->a), pc->c, pc[1].a));
    NEXT(2);
do_MatchStarItems:
    DO(match_star_items(*frame, pc));
    NEXT(2);
do_MatchItem:
    DO(match_item(*frame, pc));
    NEXT(2);

    // -- leaving frames
returned: {
    const Deliver deliver = frame->deliver;
    const std::uint16_t destination = frame->destination;
    {
        Value value = Value::adopt(reinterpret_cast<Object*>(result));
        if (deliver == Deliver::Instance) {
            Value made = std::move(frame->instance);
            pop();
            Completion checked = check_init_result(value);
            LOAD_FRAME();
            pc = frame->pc - 1;
            if (!checked.ok()) FAIL(checked);
            R(destination) = std::move(made);
        } else if (frame->generator != nullptr) {
            Value holder = Value::adopt(frame->generator);
            finish_generator();
            if (deliver == Deliver::Native) {
                holder.as<Generator>()->result = std::move(value);
                return Completion(Value());
            }
            LOAD_FRAME();
            if (deliver == Deliver::Delegate) {
                put(R((frame->pc - 1)->b), kEmptyBits);
                R(destination) = std::move(value);
            } else {
                put(R((frame->pc - 2)->b), kEmptyBits);
            }
        } else {
            const bool ends = frame == until;
            pop();
            if (ends) return Completion(std::move(value));
            LOAD_FRAME();
            R(destination) = std::move(value);
        }
    }
    pc = frame->pc;
    DISPATCH();
}
yielded: {
    const Deliver deliver = frame->deliver;
    const std::uint16_t destination = frame->destination;
    const bool ends = frame == until;
    suspend_top();
    if (ends) return Completion(Value::adopt(reinterpret_cast<Object*>(result)));
    LOAD_FRAME();
    if (deliver == Deliver::Delegate) {
        if (frame->code->recorded)
            vm.recorder()->yield_value(shown(vm, reinterpret_cast<const Value&>(result)));
        goto yielded;
    }
    pc = frame->pc - 2;
    put(R(destination), result);
    JUMP();
}

limits: {
    // `pc` is where the jump goes to; the place shown is the jump's target.
    frame->pc = pc + 1;
    DO(over_limits());
    DISPATCH();
}
failed:
    frame->pc = pc + 1;
    if (pending.empty()) goto stopped;
    add_traceback(*frame);
unwinding:
    if (unwind(until) == nullptr) {
        if (stopping) return Completion::stop();
        return Completion::raise(std::move(pending));
    }
    LOAD_FRAME();
    DISPATCH();
stopped:
    drop_frames(until);
    return Completion::stop();
do_Refuse:
    DO(vm.stop(StopKind::Refused, std::string(constants[pc->b].as<Str>()->view())));
    NEXT(1);
}

}  // namespace lang
