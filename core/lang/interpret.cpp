// The instruction loop. What is often run stands here; the rest is in interpret_*.cpp.
//
// Registers are written through `put`, which drops the old value. A call inside the guest pushes a
// frame and goes on in this loop; only natives that call back run a loop of their own.
// Steps are charged at jumps back (the length of what is jumped over) and at calls (the length of
// the function), so that straight code between two charges is never longer than what was paid.
#include "lang/class.h"
#include "lang/interpret_loop.h"
#include "lang/vm_internal.h"

#pragma GCC diagnostic ignored "-Wpedantic"      // labels as values
#pragma GCC diagnostic ignored "-Warray-bounds"  // GCC 12 takes tagged values for pointers

namespace lang {

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

#include "lang/interpret_operators.inc"

    // -- attributes and items
do_LoadAttr : {
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
do_StoreAttr : {
    const Value& object = R(pc->a);
    AttributeCache& cache = frame->code->caches[pc->c];
    if (object.is(Kind::Instance)) {
        auto* instance = object.as<Instance>();
        const StorePlan& plan = cache.store;
        if (plan.usable && instance->shape == plan.shape && instance->cls->version == plan.version)
            [[likely]] {
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
do_LoadMethod : {
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
do_GetItem : {
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
do_BuildList : {
    const std::span<Value> items(&R(pc->b), pc->c);
    R(pc->a) = pc->op == Op::BuildList ? vm.heap_.make_list(items) : vm.heap_.make_tuple(items);
    for (Value& item : items) {
        if (&item != &R(pc->a)) put(item, kEmptyBits);
    }
    NEXT(1);
}
do_ListAppend : {
    auto* list = R(pc->a).as<List>();
    list->items.push_back(RK(pc->b));
    note_append(vm, *list);
    NEXT(1);
}
do_Unpack:
    DO(unpack(R(pc->b), &R(pc->a), pc->c));
    NEXT(1);

    // -- calls
do_Call : {
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
do_CallMethod : {
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
do_CallSpread : {
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
do_YieldFrom : {
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
do_ForLoop : {
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

do_JumpNoMatch : {
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
#define AW_SLOW_OP(name)           \
    do_##name : {                  \
        frame->pc = pc + 1;        \
        DO(op_##name(*frame, pc)); \
        NEXT(1);                   \
    }
    AW_SLOW_OPS(AW_SLOW_OP)
#undef AW_SLOW_OP
#define AW_SLOW_OP(name)                               \
    do_##name : {                                      \
        bool jumps;                                    \
        frame->pc = pc + 1;                            \
        {                                              \
            Completion answer = op_##name(*frame, pc); \
            if (!answer.ok()) FAIL(answer);            \
            jumps = answer.value().is_true();          \
        }                                              \
        if (jumps) JUMP();                             \
        NEXT(pc->op == Op::MatchClass ? 3 : 2);        \
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
returned : {
    bool ends = false;
    {
        Value value = Value::adopt(reinterpret_cast<Object*>(result));
        Completion done = end_frame(std::move(value), until, ends);
        if (ends) return done;
        LOAD_FRAME();
        if (!done.ok()) {
            --pc;
            FAIL(done);
        }
    }
    DISPATCH();
}
yielded : {
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

limits : {
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
