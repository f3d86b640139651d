// Generators, coroutines and async generators: a frame on the heap that steps aside and goes on.
//
// What natives give to `await` is a coroutine without a frame: either its result is there already,
// or it steps an async generator once, and steps aside when that one waits for something.
#include "lang/generator.h"

#include <fmt/format.h>

#include <new>

#include "lang/native.h"
#include "lang/vm_impl.h"
#include "lang/vm_internal.h"
#include "trace/recorder.h"

namespace lang {

namespace {

Class* class_of_kind(const Vm& vm, GeneratorKind kind) {
    switch (kind) {
        case GeneratorKind::Generator: return vm.classes.generator;
        case GeneratorKind::Coroutine: return vm.classes.coroutine;
        case GeneratorKind::AsyncGenerator: return vm.classes.async_generator;
    }
    return vm.classes.generator;
}

std::string_view shown_kind(GeneratorKind kind) {
    switch (kind) {
        case GeneratorKind::Generator: return "generator";
        case GeneratorKind::Coroutine: return "coroutine";
        case GeneratorKind::AsyncGenerator: return "async generator";
    }
    return "generator";
}

}  // namespace

Value Vm::Impl::make_generator(const Code& code, Value function) {
    Heap& heap = vm.heap_;
    auto* generator =
        heap.make<Generator>(class_of_kind(vm, code.generator_kind), code.generator_kind);
    Value made = Value::adopt(generator);
    const auto* fn = function.as<Function>();
    generator->name = fn->name;
    generator->qualname = fn->qualname;
    const auto count = static_cast<std::size_t>(code.registers);
    auto* registers = static_cast<Value*>(heap.allocate_storage((count + 1) * sizeof(Value)));
    for (std::size_t i = 0; i < count; ++i) new (registers + i) Value;
    auto* frame = new (heap.allocate_storage(sizeof(Frame))) Frame;
    frame->registers = registers;
    frame->code = &code;
    frame->pc = code.instructions.data();
    frame->module = fn->module.as<Module>();
    frame->function = std::move(function);
    generator->frame = frame;
    return made;
}

// What the yield gave it goes into that instruction's register. A delegating frame runs its
// YieldFrom again, with the sent value.
Completion Vm::Impl::enter_generator(Generator& generator, Value sent, Deliver deliver,
                                     std::uint16_t destination) {
    if (generator.state == Generator::State::Running) {
        return vm.raise("ValueError",
                        fmt::format("{} already executing", shown_kind(generator.generator_kind)));
    }
    if (depth >= vm.options_.max_depth) return too_deep();
    if (needs_check() || !spend(4)) AW_GUEST_DO(over_limits());
    Frame& frame = *generator.frame;
    if (generator.state == Generator::State::Fresh) {
        if (!sent.is_none()) {
            return vm.raise("TypeError", fmt::format("can't send non-None value to a just-started "
                                                     "{}",
                                                     shown_kind(generator.generator_kind)));
        }
    } else {
        const Instruction& last = frame.pc[-1];
        if (last.op == Op::YieldFrom) {
            frame.registers[last.b + 1] = std::move(sent);
            --frame.pc;
            if (frame.code->recorded) vm.recorder()->resume(generator.trace_frame);
        } else {
            frame.registers[last.a] = std::move(sent);
        }
    }
    generator.state = Generator::State::Running;
    ++generator.refs;
    frame.generator = &generator;
    frame.deliver = deliver;
    frame.destination = destination;
    frame.back = top;
    top = &frame;
    ++depth;
    return Completion::none();
}

void Vm::Impl::suspend_top() {
    Value holder = Value::adopt(top->generator);
    Generator& generator = *holder.as<Generator>();
    pop();
    generator.frame->generator = nullptr;
    generator.state = Generator::State::Suspended;
}

void Vm::Impl::finish_generator() {
    Generator& generator = *top->generator;
    pop();
    generator.frame->generator = nullptr;
    generator.state = Generator::State::Done;
    free_generator_frame(generator);
}

// -- stepping from C++ -----------------------------------------------------------------------

namespace {

// A frameless coroutine whose async generator waits for something.
bool is_stepping(const Generator& generator) {
    return generator.frame == nullptr && generator.state == Generator::State::Suspended;
}

// An async generator that has not got to a `yield` but to an `await`.
bool is_awaiting(const Generator& generator) {
    return generator.frame != nullptr && generator.frame->pc[-1].op == Op::YieldFrom;
}

}  // namespace

Completion Vm::Impl::resume(Generator& generator, Value sent, Value thrown) {
    const Value keep = Value::share(&generator);
    if (generator.frame == nullptr) {
        if (!thrown.empty() && !is_stepping(generator)) return Completion::raise(std::move(thrown));
        if (!thrown.empty()) generator.thrown = std::move(thrown);
        bool returned = false;
        Completion step = step_frameless(generator, std::move(sent), returned);
        if (!step.ok() || !returned) return step;
        generator.result = step.take();
        return Value();
    }
    if (native_depth >= kMaxNativeDepth) return too_deep();
    if (!thrown.empty()) return throw_into(generator, std::move(thrown));
    AW_GUEST_DO(enter_generator(generator, std::move(sent), Deliver::Native, 0));
    return run_nested(top, false);
}

// The exception is raised in the innermost generator of a chain of delegations.
Completion Vm::Impl::throw_into(Generator& generator, Value exception) {
    if (generator.state == Generator::State::Fresh) {
        generator.state = Generator::State::Done;
        free_generator_frame(generator);
        return Completion::raise(std::move(exception));
    }
    AW_GUEST_DO(enter_generator(generator, Value::none(), Deliver::Native, 0));
    Frame* const until = top;
    while (true) {
        const Instruction& next = *top->pc;  // enter_generator went back to the YieldFrom
        if (next.op != Op::YieldFrom) break;
        ++top->pc;
        const Value& inner = top->registers[next.b];
        if (!inner.is(Kind::Generator)) break;
        Generator& source = *inner.as<Generator>();
        if (is_stepping(source)) {  // it hands the exception on when the delegation runs again
            source.thrown = std::move(exception);
            --top->pc;
            return run_nested(until, false);
        }
        if (source.frame == nullptr || source.state != Generator::State::Suspended) break;
        if (Completion entered = enter_generator(source, Value::none(), Deliver::Delegate, next.a);
            !entered.ok()) {
            break;
        }
    }
    pending = std::move(exception);
    return run_nested(until, true);
}

Completion Vm::Impl::run_nested(Frame* until, bool raising) {
    ++native_depth;
    Completion result = run(until, raising);
    --native_depth;
    return result;
}

Completion Vm::Impl::step_frameless(Generator& generator, Value sent, bool& returned) {
    if (generator.state == Generator::State::Done) {
        if (generator.generator_kind != GeneratorKind::Coroutine) {
            returned = true;
            return Value::none();
        }
        return vm.raise("RuntimeError", "cannot reuse already awaited coroutine");
    }
    const bool again = is_stepping(generator);
    generator.state = Generator::State::Done;
    returned = true;
    if (generator.source.empty()) return std::exchange(generator.result, Value::none());
    Generator& source = *generator.source.as<Generator>();
    if (!again) sent = generator.sent;
    if (sent.empty()) sent = Value::none();
    Completion step = vm.resume(source, std::move(sent), std::exchange(generator.thrown, Value()));
    if (step.ok() && step.value().empty()) return vm.raise("StopAsyncIteration", "");
    if (step.ok() && is_awaiting(source)) {
        generator.state = Generator::State::Suspended;
        returned = false;
    }
    return step;
}

// `yield from` over what is no generator with a frame.
Completion Vm::Impl::delegate_step(const Value& iterator, Value sent, bool& returned) {
    if (iterator.is(Kind::Generator))
        return step_frameless(*iterator.as<Generator>(), std::move(sent), returned);
    const bool plain = sent.is_none() || sent.empty();
    if (plain && iterator.is(Kind::Iterator)) {
        AW_GUEST(Value item, vm.next(iterator));
        returned = item.empty();
        return returned ? Value::none() : std::move(item);
    }
    Value argument[] = {std::move(sent)};
    Completion step =
        plain ? vm.call_method(iterator, "__next__") : vm.call_method(iterator, "send", argument);
    // What the iterator returns travels in its StopIteration.
    if (!step.raised() || !vm.is_instance_of(step.error(), *vm.exception_class("StopIteration")))
        return step;
    returned = true;
    return vm.get_attribute(step.error(), "value");
}

void Vm::Impl::close_dropped() {
    while (!dropped.empty()) {
        Value generator = std::move(dropped.back());
        dropped.pop_back();
        Completion closed = close_generator(vm, *generator.as<Generator>());
        if (closed.stopped()) return;
    }
}

Completion Vm::resume(Generator& generator, Value sent, Value thrown) {
    const Heap::Scope scope(heap_);
    return impl_->resume(generator, std::move(sent), std::move(thrown));
}

Completion Vm::resume_to_yield(Generator& generator, Value sent, Value thrown) {
    const Value keep = Value::share(&generator);
    AW_GUEST(Value step, resume(generator, std::move(sent), std::move(thrown)));
    const bool waits = generator.generator_kind == GeneratorKind::AsyncGenerator && !step.empty() &&
                       is_awaiting(generator);
    if (!waits) return step;
    const Value rest = stepping_coroutine(*this, keep, Value::none(), {});
    rest.as<Generator>()->state = Generator::State::Suspended;
    Completion end = impl_->finish_in_loop(rest, step);
    const bool ended =
        end.raised() && is_instance_of(end.error(), *exception_class("StopAsyncIteration"));
    if (ended && generator.state == Generator::State::Done) return Value();
    return end;
}

// What a coroutine waits for is a matter of asyncio's loop, once a program has imported it.
Completion Vm::Impl::finish_in_loop(const Value& coroutine, const Value& yielded) {
    if (loaded.find("asyncio") == loaded.end())
        return vm.raise("RuntimeError", "this program waits for something that never happens");
    AW_GUEST(const Value loop, vm.import_module("_asyncio_loop"));
    Value both[] = {coroutine, yielded};
    return vm.call_method(loop, "_continue", both);
}

Completion Vm::run_coroutine(const Value& awaitable) {
    const Heap::Scope scope(heap_);
    if (!awaitable.is(Kind::Generator)) return awaitable;
    auto& coroutine = *awaitable.as<Generator>();
    if (coroutine.generator_kind != GeneratorKind::Coroutine) return awaitable;
    AW_GUEST(Value step, resume(coroutine, Value::none()));
    if (!step.empty()) return impl_->finish_in_loop(awaitable, step);
    return std::exchange(coroutine.result, Value::none());
}

Value ready_coroutine(Vm& vm, Value result) {
    auto* coroutine = vm.heap().make<Generator>(vm.classes.coroutine, GeneratorKind::Coroutine);
    coroutine->name = coroutine->qualname = vm.heap().intern("coroutine");
    coroutine->result = std::move(result);
    return Value::adopt(coroutine);
}

Value stepping_coroutine(Vm& vm, Value async_generator, Value sent, Value thrown) {
    Value made = ready_coroutine(vm, Value::none());
    auto* coroutine = made.as<Generator>();
    coroutine->source = std::move(async_generator);
    coroutine->sent = std::move(sent);
    coroutine->thrown = std::move(thrown);
    return made;
}

// -- instructions ----------------------------------------------------------------------------

Completion Vm::Impl::op_GetAwaitable(Frame& frame, const Instruction* pc) {
    const Value& awaited = frame.registers[pc->b];
    if (awaited.is(Kind::Generator) &&
        awaited.as<Generator>()->generator_kind == GeneratorKind::Coroutine) {
        frame.registers[pc->a] = awaited;
        return Completion::none();
    }
    if (vm.find_in_class(vm.class_of(awaited), "__await__").empty()) {
        return vm.raise("TypeError",
                        fmt::format("'{}' object can't be awaited", vm.class_of(awaited).name));
    }
    AW_GUEST(Value iterator, vm.call_method(awaited, "__await__"));
    frame.registers[pc->a] = std::move(iterator);
    return Completion::none();
}

Completion Vm::Impl::op_GetYieldFrom(Frame& frame, const Instruction* pc) {
    const Value& source = frame.registers[pc->b];
    if (source.is(Kind::Generator)) {
        frame.registers[pc->a] = source;
        return Completion::none();
    }
    return op_PlainIter(frame, pc);
}

Completion Vm::Impl::op_AsyncIter(Frame& frame, const Instruction* pc) {
    const Value source = frame.registers[pc->b];
    const bool native = source.is(Kind::Generator) &&
                        source.as<Generator>()->generator_kind == GeneratorKind::AsyncGenerator;
    if (native) {
        frame.registers[pc->a] = source;
        return Completion::none();
    }
    if (vm.find_in_class(vm.class_of(source), "__aiter__").empty()) {
        return vm.raise("TypeError",
                        fmt::format("'async for' requires an object with __aiter__ method, got {}",
                                    vm.class_of(source).name));
    }
    AW_GUEST(Value iterator, vm.call_method(source, "__aiter__"));
    frame.registers[pc->a] = std::move(iterator);
    return Completion::none();
}

Completion Vm::Impl::op_AsyncNext(Frame& frame, const Instruction* pc) {
    const Value iterator = frame.registers[pc->b];
    if (iterator.is(Kind::Generator) &&
        iterator.as<Generator>()->generator_kind == GeneratorKind::AsyncGenerator) {
        frame.registers[pc->a] = stepping_coroutine(vm, iterator, Value::none(), {});
        return Completion::none();
    }
    AW_GUEST(Value awaitable, vm.call_method(iterator, "__anext__"));
    frame.registers[pc->a] = std::move(awaitable);
    const Instruction again{Op::GetAwaitable, pc->a, pc->a, 0};
    return op_GetAwaitable(frame, &again);
}

}  // namespace lang
