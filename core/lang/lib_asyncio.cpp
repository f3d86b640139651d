// asyncio, as far as a program that never waits needs it: coroutines run one after the other, each
// to its end. What would wait for something that nobody can do any more is a RuntimeError.
// DIFF: gather and create_task run what they are given at once, not when the loop gets to it.
#include <fmt/format.h>

#include "lang/code.h"
#include "lang/generator.h"
#include "lang/library_internal.h"

namespace lang {
namespace {

Completion would_wait(Vm& vm, std::string_view what) {
    return vm.raise("RuntimeError",
                    fmt::format("{} would wait for ever: nothing else runs here", what));
}

bool is_coroutine(const Value& v) {
    return v.is(Kind::Generator) && v.as<Generator>()->generator_kind == GeneratorKind::Coroutine;
}

Completion asyncio_run(Vm& vm, Native& self, CallArgs args) {
    Value main, debug;
    AW_GUEST_DO(bind(vm, self, args, {{"main", &main}, {"debug", &debug, kKeywordOnly}}));
    if (!is_coroutine(main)) {
        AW_GUEST(const Value shown, vm.repr(main));
        return vm.raise("ValueError",
                        "a coroutine was expected, got " + std::string(text_of(shown)));
    }
    return vm.run_coroutine(main);
}

Completion asyncio_sleep(Vm& vm, Native& self, CallArgs args) {
    Value delay, result = Value::none();
    AW_GUEST_DO(bind(vm, self, args, {{"delay", &delay}, {"result", &result, kOptional}}));
    return ready_coroutine(vm, std::move(result));
}

Completion asyncio_gather(Vm& vm, Native& self, CallArgs args) {
    Value keep_errors;
    AW_GUEST_DO(
        bind(vm, self, {{}, args.keywords}, {{"return_exceptions", &keep_errors, kKeywordOnly}}));
    Value results = vm.heap().make_list();
    for (const Value& awaitable : args.positional) {
        Completion done = vm.run_coroutine(awaitable);
        if (done.stopped()) return done;
        if (done.raised() && !keep_errors.is_true()) return done;
        results.as<List>()->items.push_back(done.raised() ? done.error() : done.value());
    }
    return ready_coroutine(vm, std::move(results));
}

Completion asyncio_create_task(Vm& vm, Native& self, CallArgs args) {
    Value coroutine, name, context;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"coro", &coroutine},
                      {"name", &name, kKeywordOnly},
                      {"context", &context, kKeywordOnly}}));
    if (!is_coroutine(coroutine)) {
        AW_GUEST(const Value shown, vm.repr(coroutine));
        return vm.raise("TypeError",
                        "a coroutine was expected, got " + std::string(text_of(shown)));
    }
    AW_GUEST(Value result, vm.run_coroutine(coroutine));
    return ready_coroutine(vm, std::move(result));
}

Completion asyncio_wait_for(Vm& vm, Native& self, CallArgs args) {
    Value awaitable, timeout;
    AW_GUEST_DO(bind(vm, self, args, {{"fut", &awaitable}, {"timeout", &timeout}}));
    AW_GUEST(Value result, vm.run_coroutine(awaitable));
    return ready_coroutine(vm, std::move(result));
}

Completion asyncio_to_thread(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty()) {
        return vm.raise("TypeError", fmt::format("{}() missing 1 required positional argument: "
                                                 "'func'",
                                                 self.name));
    }
    const Value function = args.positional[0];
    AW_GUEST(Value result, vm.call(function, args.positional.subspan(1), args.keywords));
    return ready_coroutine(vm, std::move(result));
}

Completion asyncio_iscoroutinefunction(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"func", &v}}));
    if (const BoundMethod* method = v.try_as<BoundMethod>()) v = Value(method->function);
    const Function* function = v.try_as<Function>();
    return Value::boolean(function != nullptr && function->code->is_generator &&
                          function->code->generator_kind == GeneratorKind::Coroutine);
}

Completion asyncio_iscoroutine(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &v}}));
    return Value::boolean(is_coroutine(v));
}

// -- Lock, Semaphore, Event, Queue -----------------------------------------------------------

// How often it can still be taken (a lock: 1 or 0), or whether an event is set.
struct Permits final : Payload {
    std::int64_t left = 1;
    bool is_lock = true;
};

template <bool is_lock>
Completion permits_construct(Vm& vm, Class& cls, CallArgs args) {
    auto permits = std::make_unique<Permits>();
    permits->is_lock = is_lock;
    const Native named(nullptr, nullptr, cls.name);
    Value count;
    if (is_lock) {
        AW_GUEST_DO(bind(vm, named, args, {}));
    } else {
        AW_GUEST_DO(bind(vm, named, args, {{"value", &count, kOptional}}));
        if (!count.empty()) AW_GUEST_DO(read_index(vm, count, &permits->left));
        if (permits->left < 0) {
            return vm.raise("ValueError", "Semaphore initial value must be >= 0");
        }
    }
    return wrap_payload(vm, cls, std::move(permits));
}

Completion permits_acquire(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Permits, permits, "Lock");
    if (permits->left == 0) return would_wait(vm, "acquire()");
    --permits->left;
    return ready_coroutine(vm, self.name == "acquire" ? Value::true_() : Value::none());
}

Completion permits_release(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Permits, permits, "Lock");
    if (permits->is_lock && permits->left > 0) {
        return vm.raise("RuntimeError", "Lock is not acquired.");
    }
    ++permits->left;
    return self.name == "__aexit__" ? ready_coroutine(vm, Value::none()) : Value::none();
}

Completion permits_locked(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Permits, permits, "Lock");
    return Value::boolean(permits->left == 0);
}

Completion event_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, "Event");
    AW_GUEST_DO(bind(vm, named, args, {}));
    auto state = std::make_unique<Permits>();
    state->left = 0;
    return wrap_payload(vm, cls, std::move(state));
}

template <bool value>
Completion event_assign(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Permits, state, "Event");
    state->left = value ? 1 : 0;
    return Completion::none();
}

Completion event_is_set(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Permits, state, "Event");
    return Value::boolean(state->left != 0);
}

Completion event_wait(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Permits, state, "Event");
    if (state->left == 0) return would_wait(vm, "Event.wait()");
    return ready_coroutine(vm, Value::true_());
}

void install_locks(Vm& vm, Class& cls) {
    def_all(vm, cls,
            {{"acquire", permits_acquire},
             {"release", permits_release},
             {"locked", permits_locked},
             {"__aenter__", permits_acquire},
             {"__aexit__", permits_release}});
}

}  // namespace

void load_asyncio(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"run", asyncio_run},
             {"sleep", asyncio_sleep},
             {"gather", asyncio_gather},
             {"create_task", asyncio_create_task},
             {"ensure_future", asyncio_create_task},
             {"wait_for", asyncio_wait_for},
             {"to_thread", asyncio_to_thread},
             {"iscoroutinefunction", asyncio_iscoroutinefunction},
             {"iscoroutine", asyncio_iscoroutine}});
    Class& lock = add_class(vm, module, "Lock");
    lock.construct = permits_construct<true>;
    install_locks(vm, lock);
    Class& semaphore = add_class(vm, module, "Semaphore");
    semaphore.construct = permits_construct<false>;
    install_locks(vm, semaphore);
    Class& event = add_class(vm, module, "Event");
    event.construct = event_construct;
    def_all(vm, event,
            {{"set", event_assign<true>},
             {"clear", event_assign<false>},
             {"is_set", event_is_set},
             {"wait", event_wait}});
    add_class(vm, module, "CancelledError", {vm.exception_class("BaseException")});
    set(vm, module, "TimeoutError", class_value(*vm.exception_class("TimeoutError")));
}

}  // namespace lang
