// contextlib: contextmanager, asynccontextmanager, suppress, nullcontext, closing. ExitStack and
// its kin are library/contextlib.py.
#include <fmt/format.h>

#include "lang/class.h"
#include "lang/exceptions.h"
#include "lang/generator.h"
#include "lang/library_internal.h"

namespace lang {
namespace {

struct ContextlibState final : Payload {
    Class *maker = nullptr, *async_maker = nullptr, *manager = nullptr, *async_manager = nullptr;
};

ContextlibState& state_of(Vm& vm) { return library_state<ContextlibState>(vm, "<contextlib>"); }

Value slot(const Value& instance, std::string_view name) {
    return read_slot(*instance.as<Instance>(), name);
}

Completion check_self(Vm& vm, const Native& self, CallArgs args, std::string_view type) {
    if (!args.positional.empty() && args.positional[0].is(Kind::Instance)) {
        return Completion::none();
    }
    return wrong_receiver(vm, self, args, type);
}

// -- contextmanager --------------------------------------------------------------------------

// The decorated function: an object that is called and bound like one.
template <bool is_async>
Completion decorate(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(bind(vm, self, args, {{"func", &function}}));
    const Value maker =
        make_instance(vm, is_async ? *state_of(vm).async_maker : *state_of(vm).maker);
    AW_GUEST_DO(copy_function_facts(vm, function, maker));
    return maker;
}

template <bool is_async>
Completion make_manager(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "contextmanager"));
    const Value function = slot(args.positional[0], "__wrapped__");
    AW_GUEST(const Value generator, vm.call(function, args.positional.subspan(1), args.keywords));
    Value manager =
        make_instance(vm, is_async ? *state_of(vm).async_manager : *state_of(vm).manager);
    write_slot(vm, *manager.as<Instance>(), "gen", generator);
    write_slot(vm, *manager.as<Instance>(), "func", function);
    return manager;
}

Completion step(Vm& vm, const Value& generator, bool is_async, Value thrown) {
    if (!is_async) {
        if (Generator* native = generator.try_as<Generator>()) {
            return vm.resume(*native, Value::none(), std::move(thrown));
        }
    } else if (generator.is(Kind::Generator)) {
        const Value stepping = stepping_coroutine(vm, generator, Value::none(), std::move(thrown));
        Completion done = vm.run_coroutine(stepping);
        const bool ended =
            done.raised() &&
            vm.is_instance_of(done.error(), *vm.exception_class("StopAsyncIteration"));
        return ended ? Completion(Value()) : std::move(done);
    }
    return vm.raise("TypeError",
                    fmt::format("'{}' object is not an iterator", type_name_of(vm, generator)));
}

Completion enter_manager(Vm& vm, const Value& manager, bool is_async) {
    AW_GUEST(Value value, step(vm, slot(manager, "gen"), is_async, Value()));
    if (value.empty()) return vm.raise("RuntimeError", "generator didn't yield");
    return value;
}

// Whether the exception was swallowed.
Completion exit_manager(Vm& vm, const Value& manager, const Value& error, bool is_async) {
    const Value generator = slot(manager, "gen");
    Completion done = step(vm, generator, is_async, error.is_none() ? Value() : error);
    if (done.stopped()) return done;
    if (error.is_none()) {
        if (!done.ok()) return done;
        if (done.value().empty()) return Value::false_();
        return vm.raise("RuntimeError", "generator didn't stop");
    }
    if (done.ok()) {
        if (done.value().empty()) return Value::true_();
        return vm.raise("RuntimeError", "generator didn't stop after throw()");
    }
    // The same exception coming back means: not handled; `with` raises it on.
    if (done.error().same_as(error)) return Value::false_();
    const bool is_stop = vm.is_instance_of(error, *vm.exception_class("StopIteration"));
    const ExceptionState* state = exception_state(done.error());
    if (is_stop && state != nullptr && state->cause.same_as(error)) return Value::false_();
    return done;
}

Completion read_exit(Vm& vm, Native& self, CallArgs args, Value* error) {
    AW_GUEST_DO(check_self(vm, self, args, "context manager"));
    Value type, traceback;
    *error = Value::none();
    return bind(vm, self, without_self(args),
                {{"typ", &type}, {"value", error}, {"traceback", &traceback}});
}

Completion manager_enter(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "_GeneratorContextManager"));
    return enter_manager(vm, args.positional[0], false);
}

Completion manager_exit(Vm& vm, Native& self, CallArgs args) {
    Value error;
    AW_GUEST_DO(read_exit(vm, self, args, &error));
    return exit_manager(vm, args.positional[0], error, false);
}

Completion manager_call(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(check_self(vm, self, args, "_GeneratorContextManager"));
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"func", &function}}));
    (void)function;
    return not_offered(vm, "a generator context manager as a decorator");
}

Completion async_manager_enter(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "_AsyncGeneratorContextManager"));
    AW_GUEST(Value value, enter_manager(vm, args.positional[0], true));
    return ready_coroutine(vm, std::move(value));
}

Completion async_manager_exit(Vm& vm, Native& self, CallArgs args) {
    Value error;
    AW_GUEST_DO(read_exit(vm, self, args, &error));
    AW_GUEST(Value swallowed, exit_manager(vm, args.positional[0], error, true));
    return ready_coroutine(vm, std::move(swallowed));
}

// -- suppress, nullcontext, closing ----------------------------------------------------------

Completion suppress_init(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "suppress"));
    write_slot(vm, *args.positional[0].as<Instance>(), "_exceptions",
               vm.heap().make_tuple(args.positional.subspan(1)));
    return Completion::none();
}

Completion enter_nothing(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "context manager"));
    return Completion::none();
}

Completion suppress_exit(Vm& vm, Native& self, CallArgs args) {
    Value error;
    AW_GUEST_DO(read_exit(vm, self, args, &error));
    if (error.is_none()) return Completion::none();
    return vm.is_instance(error, slot(args.positional[0], "_exceptions"));
}

template <bool required>
Completion keep_value_init(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "context manager"));
    Value value = Value::none();
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{required ? "thing" : "enter_result", &value,
                       required ? Parameter::How::Required : kOptional}}));
    write_slot(vm, *args.positional[0].as<Instance>(), "enter_result", value);
    return Completion::none();
}

Completion enter_kept(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "context manager"));
    return slot(args.positional[0], "enter_result");
}

Completion async_enter_kept(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "context manager"));
    return ready_coroutine(vm, slot(args.positional[0], "enter_result"));
}

Completion async_exit_nothing(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "context manager"));
    return ready_coroutine(vm, Value::none());
}

Completion closing_exit(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(check_self(vm, self, args, "closing"));
    AW_GUEST_DO(vm.call_method(slot(args.positional[0], "enter_result"), "close"));
    return Completion::none();
}

}  // namespace

void load_contextlib(Vm& vm, Module& module) {
    ContextlibState& state = state_of(vm);
    def_all(vm, module,
            {{"contextmanager", decorate<false>}, {"asynccontextmanager", decorate<true>}});
    state.maker = &make_class(vm, "function", {}, "contextlib");
    state.async_maker = &make_class(vm, "function", {}, "contextlib");
    set(vm, module, "_function", class_value(*state.maker));
    set(vm, module, "_async_function", class_value(*state.async_maker));
    def(vm, *state.maker, "__call__", make_manager<false>);
    def(vm, *state.async_maker, "__call__", make_manager<true>);
    make_bindable(vm, *state.maker);
    make_bindable(vm, *state.async_maker);
    state.manager = &add_class(vm, module, "_GeneratorContextManager");
    def_all(vm, *state.manager,
            {{"__enter__", manager_enter}, {"__exit__", manager_exit}, {"__call__", manager_call}});
    state.async_manager = &add_class(vm, module, "_AsyncGeneratorContextManager");
    def_all(vm, *state.async_manager,
            {{"__aenter__", async_manager_enter}, {"__aexit__", async_manager_exit}});
    def_all(
        vm, add_class(vm, module, "suppress"),
        {{"__init__", suppress_init}, {"__enter__", enter_nothing}, {"__exit__", suppress_exit}});
    def_all(vm, add_class(vm, module, "nullcontext"),
            {{"__init__", keep_value_init<false>},
             {"__enter__", enter_kept},
             {"__exit__", enter_nothing},
             {"__aenter__", async_enter_kept},
             {"__aexit__", async_exit_nothing}});
    def_all(vm, add_class(vm, module, "closing"),
            {{"__init__", keep_value_init<true>},
             {"__enter__", enter_kept},
             {"__exit__", closing_exit}});
}

}  // namespace lang
