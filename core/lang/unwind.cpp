// Exceptions on their way: which handler takes them, what the traceback says, what is in context.
#include <fmt/format.h>

#include "lang/class.h"
#include "lang/exceptions.h"
#include "lang/native.h"
#include "lang/vm_impl.h"
#include "lang/vm_internal.h"
#include "trace/recorder.h"

namespace lang {

namespace {

// Only so many are kept; an exception that is raised again and again must not grow for ever.
constexpr std::size_t kMaxTraceback = 4000;

}  // namespace

Value handled_exception(Vm& vm) {
    for (const Frame* frame = vm.impl().top; frame != nullptr; frame = frame->back)
        if (!frame->handled.empty()) return frame->handled;
    return {};
}

void Vm::Impl::add_traceback(const Frame& frame) {
    ExceptionState* state = exception_state(pending);
    if (state == nullptr || state->traceback.size() >= kMaxTraceback) return;
    if (frame.code->is_library) return;
    if (state->traceback.empty()) {
        constexpr std::size_t kUsualDepth = 4;
        state->traceback.reserve(kUsualDepth);
        if (frame.code->recorded) record_raise();
    }
    const auto at = frame.pc - 1 - frame.code->instructions.data();
    state->traceback.push_back({frame.code, static_cast<std::uint32_t>(at)});
}

namespace {

// True when no guest code can run while native code writes the value as text.
bool is_plain(const Value& value, int depth) {
    if (!value.is_object() || is_text(value)) return !value.is(Kind::Instance);
    switch (value.object()->kind()) {
        case Kind::Int:
        case Kind::Float:
        case Kind::Bytes: return true;
        case Kind::List:
            for (const Value& item : value.as<List>()->items)
                if (depth == 0 || !is_plain(item, depth - 1)) return false;
            return true;
        case Kind::Dict:
            for (const DictEntry& entry : value.as<Dict>()->entries)
                if (!entry.key.empty() && (depth == 0 || !is_plain(entry.key, depth - 1) ||
                                           !is_plain(entry.value, depth - 1)))
                    return false;
            return true;
        default: return false;
    }
}

// What an exception says, without running guest code: its text argument, or what a native class's
// __str__ makes of plain arguments and attributes (HTTPException: "401: Invalid token").
std::string traced_message(Vm& vm, const Value& exception, const ExceptionState& state) {
    if (state.args.is(Kind::Tuple) && state.args.as<Tuple>()->size > 0) {
        const Value& first = state.args.as<Tuple>()->items[0];
        if (is_text(first) && !first.is(Kind::Instance)) return std::string(text_of(first));
        for (const Value& argument : state.args.as<Tuple>()->span())
            if (!is_plain(argument, 2)) return {};
    }
    const auto* instance = exception.try_as<Instance>();
    if (instance == nullptr) return {};
    for (const Value& slot : instance->slots)
        if (!is_plain(slot, 2)) return {};
    if (!vm.find_in_class(*instance->cls, "__str__").is(Kind::Native)) return {};
    Completion text = vm.str(exception);
    return text.ok() && is_text(text.value()) ? std::string(text_of(text.value())) : "";
}

}  // namespace

void Vm::Impl::record_raise() {
    const Value exception = pending;
    const ExceptionState* state = exception_state(exception);
    const std::string message =
        state == nullptr ? std::string() : traced_message(vm, exception, *state);
    vm.recorder()->raise(vm.class_of(exception).name, message);
}

// A StopIteration that leaves a generator would end somebody else's loop.
void Vm::Impl::stop_iteration_to_runtime_error(const Generator& generator) {
    const bool is_async = generator.generator_kind == GeneratorKind::AsyncGenerator;
    const Class* stop = vm.exception_class("StopIteration");
    const Class* stop_async = vm.exception_class("StopAsyncIteration");
    const bool sync_stop = vm.is_instance_of(pending, *stop);
    if (!sync_stop && !(is_async && vm.is_instance_of(pending, *stop_async))) return;
    const char* what = generator.generator_kind == GeneratorKind::Coroutine ? "coroutine"
                       : is_async                                           ? "async generator"
                                                                            : "generator";
    const Value inner = std::move(pending);
    Completion error =
        vm.raise("RuntimeError", fmt::format("{} raised {}", what, vm.class_of(inner).name));
    pending = error.error();
    ExceptionState* state = exception_state(pending);
    state->cause = state->context = inner;
    state->suppress_context = true;
}

Frame* Vm::Impl::unwind(const Frame* until) {
    while (true) {
        Frame& frame = *top;
        const Code& code = *frame.code;
        const auto at = static_cast<std::uint32_t>(frame.pc - 1 - code.instructions.data());
        for (const Handler& handler : code.handlers) {
            if (at < handler.begin || at >= handler.end) continue;
            if (!spend(1 + code.handlers.size() / 8)) {
                (void)vm.out_of_steps();
                stopping = true;
                drop_frames(until);
                return nullptr;
            }
            frame.registers[handler.exception] = std::move(pending);
            frame.pc = code.instructions.data() + handler.target;
            return &frame;
        }
        if (code.recorded) vm.recorder()->unwind(vm.class_of(pending).name);
        const bool ends = &frame == until;
        if (frame.generator != nullptr) {
            Value holder = Value::adopt(frame.generator);
            finish_generator();
            stop_iteration_to_runtime_error(*holder.as<Generator>());
        } else {
            pop();
        }
        if (ends) return nullptr;
        add_traceback(*top);
    }
}

void Vm::Impl::drop_frames(const Frame* until) {
    pending = Value();
    for (bool ends = false; !ends;) {
        ends = top == until;
        if (top->generator != nullptr) {
            Value holder = Value::adopt(top->generator);
            finish_generator();
        } else {
            pop();
        }
    }
}

// -- raise -----------------------------------------------------------------------------------

namespace {

// An exception instance from an instance or a class.
Completion exception_from(Vm& vm, const Value& given, std::string_view complaint) {
    if (given.is(Kind::Instance) && exception_state(given) != nullptr) return given;
    if (given.is(Kind::Class) && given.as<Class>()->is_exception) {
        AW_GUEST(Value made, vm.call(given));
        if (exception_state(made) != nullptr) return made;
        return vm.raise("TypeError",
                        fmt::format("calling {} should have returned an instance of BaseException, "
                                    "not {}",
                                    shown_name(*given.as<Class>()), vm.class_of(made).name));
    }
    return vm.raise("TypeError", complaint);
}

}  // namespace

Completion Vm::Impl::op_Raise(Frame& frame, const Instruction* pc) {
    AW_GUEST(Value exception, exception_from(vm, frame.registers[pc->a],
                                             "exceptions must derive from BaseException"));
    if (pc->b != kNoOperand) {
        const Value& given = frame.registers[pc->b];
        Value cause = given;
        if (!given.is_none()) {
            AW_GUEST(cause,
                     exception_from(vm, given, "exception causes must derive from BaseException"));
        }
        ExceptionState* state = exception_state(exception);
        state->cause = cause;
        state->suppress_context = true;
    }
    return vm.raise_value(std::move(exception));
}

Completion Vm::Impl::op_RaiseAgain(Frame&, const Instruction*) {
    Value handled = handled_exception(vm);
    if (handled.empty()) return vm.raise("RuntimeError", "No active exception to reraise");
    return Completion::raise(std::move(handled));
}

Completion Vm::Impl::op_RaiseAssert(Frame& frame, const Instruction* pc) {
    Class& cls = *vm.exception_class("AssertionError");
    if (pc->a == kNoOperand) return vm.raise(cls, {});
    return vm.raise(cls, std::span<Value>(&frame.registers[pc->a], 1));
}

Completion Vm::Impl::op_EnterHandler(Frame& frame, const Instruction* pc) {
    frame.registers[pc->b] = std::move(frame.handled);
    frame.handled = frame.registers[pc->a];
    return Completion::none();
}

Completion Vm::Impl::op_SaveHandled(Frame& frame, const Instruction* pc) {
    frame.registers[pc->b] = frame.handled;
    return Completion::none();
}

Completion Vm::Impl::op_LeaveHandler(Frame& frame, const Instruction* pc) {
    frame.handled = std::move(frame.registers[pc->b]);
    return Completion::none();
}

Completion Vm::Impl::exception_matches(const Value& exception, const Value& caught) {
    if (caught.is(Kind::Class) && caught.as<Class>()->is_exception)
        return Value::boolean(vm.is_instance_of(exception, *caught.as<Class>()));
    if (caught.is(Kind::Tuple)) {
        for (const Value& v : caught.as<Tuple>()->span())
            if (!v.is(Kind::Class) || !v.as<Class>()->is_exception) {
                return vm.raise("TypeError",
                                "catching classes that do not inherit from "
                                "BaseException is not allowed");
            }
        for (const Value& v : caught.as<Tuple>()->span())
            if (vm.is_instance_of(exception, *v.as<Class>())) return Value::true_();
        return Value::false_();
    }
    return vm.raise("TypeError",
                    "catching classes that do not inherit from BaseException is not allowed");
}

// -- names without a value -------------------------------------------------------------------

Completion Vm::Impl::name_error(std::string_view name) {
    return vm.raise("NameError", fmt::format("name '{}' is not defined", name));
}

Completion Vm::Impl::unbound_local(const Frame& frame, int reg) {
    const Value& name = frame.code->variables[static_cast<std::size_t>(reg)];
    return vm.raise("UnboundLocalError",
                    fmt::format("cannot access local variable '{}' where it is not associated "
                                "with a value",
                                name.as<Str>()->view()));
}

Completion Vm::Impl::unbound_free(const Code& code, int index) {
    const Value& name = code.free_names[static_cast<std::size_t>(index)];
    return vm.raise("NameError",
                    fmt::format("cannot access free variable '{}' where it is not associated with "
                                "a value in enclosing scope",
                                name.as<Str>()->view()));
}

}  // namespace lang
