#include "web/native_coroutine.h"

#include <vector>

#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct CoroutinePayload : lang::Payload {
    CoroutineBody body = nullptr;
    std::vector<Value> arguments;
    bool started = false;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        for (Value& argument : arguments) each(argument, context);
    }
};

Completion run_coroutine(Vm& vm, CoroutinePayload& coroutine) {
    if (coroutine.started)
        return vm.raise("RuntimeError", "cannot reuse already awaited coroutine");
    coroutine.started = true;
    std::vector<Value> arguments = std::move(coroutine.arguments);
    return coroutine.body(vm, arguments);
}

Completion coroutine_self(Vm&, Native&, CallArgs args) { return args.positional[0]; }

// The protocol of iterators: the result travels in StopIteration.
Completion coroutine_next(Vm& vm, Native&, CallArgs args) {
    auto* coroutine = lang::payload_of<CoroutinePayload>(args.positional[0]);
    if (coroutine == nullptr) return vm.raise("TypeError", "a coroutine was expected");
    AW_GUEST(Value result, run_coroutine(vm, *coroutine));
    return vm.raise(*vm.exception_class("StopIteration"), std::span<Value>(&result, 1));
}

// `async with request.form() as form`: what it gives, closed by nothing afterwards.
Completion enter_body(Vm& vm, std::span<Value> arguments) {
    return finish_awaitable(vm, arguments[0]);
}
Completion coroutine_enter(Vm& vm, Native&, CallArgs args) {
    return make_native_coroutine(vm, enter_body, {args.positional[0]});
}
Completion leave_body(Vm&, std::span<Value>) { return Completion::none(); }
Completion coroutine_leave(Vm& vm, Native&, CallArgs) {
    return make_native_coroutine(vm, leave_body, {});
}

Completion coroutine_close(Vm&, Native&, CallArgs args) {
    if (auto* coroutine = lang::payload_of<CoroutinePayload>(args.positional[0]))
        coroutine->started = true;
    return Completion::none();
}

}  // namespace

void install_coroutines(Vm& vm, WebState& state) {
    lang::Class& cls = lang::make_class(vm, "coroutine", {vm.classes.object}, "builtins");
    lang::def(vm, cls, "__await__", coroutine_self);
    lang::def(vm, cls, "__iter__", coroutine_self);
    lang::def(vm, cls, "__next__", coroutine_next);
    lang::def(vm, cls, "send", coroutine_next);
    lang::def(vm, cls, "close", coroutine_close);
    lang::def(vm, cls, "__aenter__", coroutine_enter);
    lang::def(vm, cls, "__aexit__", coroutine_leave);
    state.native_coroutine = &cls;
}

Value make_native_coroutine(Vm& vm, CoroutineBody body, std::initializer_list<Value> arguments) {
    Value made = lang::make_instance(vm, *web_state(vm).native_coroutine);
    auto payload = std::make_unique<CoroutinePayload>();
    payload->body = body;
    payload->arguments = arguments;
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

Completion finish_awaitable(Vm& vm, const Value& value) {
    if (auto* coroutine = lang::payload_of<CoroutinePayload>(value))
        return run_coroutine(vm, *coroutine);
    return vm.run_coroutine(value);
}

}  // namespace web
