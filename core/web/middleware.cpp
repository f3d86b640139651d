#include "web/middleware.h"

#include "web/native_coroutine.h"
#include "web/response_objects.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// What call_next carries: which request it belongs to and what is further in. A program may keep
// call_next; after its request is over `exchange` is null.
struct NextPayload : lang::Payload {
    std::shared_ptr<Exchange*> exchange;
    std::size_t level = 0;
    Inside inside = nullptr;
};

struct Running {
    std::shared_ptr<Exchange*> exchange;
    Inside inside;
    Completion run(std::size_t level);
};

// A middleware may await call_next again and again.
constexpr std::uint64_t kStepsPerPass = 100;

Completion next_body(Vm& vm, std::span<Value> arguments) {
    if (!vm.charge(kStepsPerPass)) return vm.out_of_steps();
    auto* next = lang::payload_of<NextPayload>(arguments[0]);
    Exchange* exchange = next ? *next->exchange : nullptr;
    if (!exchange) return vm.raise("RuntimeError", "call_next after the request was answered");
    if (!vm.is_instance_of(arguments[1], *web_state(vm).http_connection))
        return vm.raise("AttributeError",
                        "'" + vm.class_of(arguments[1]).name + "' object has no attribute 'scope'");
    Completion inner = Running{next->exchange, next->inside}.run(next->level);
    if (inner.raised() && exchange->sent) {
        exchange->late_error = inner.error();  // the answer stands; the log gets it
    } else if (!inner.ok()) {
        return inner;
    }
    return make_response_object(vm, exchange->response);
}

Completion call_next(Vm& vm, Native& self, CallArgs args) {
    Value request;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"request", &request}}));
    return make_native_coroutine(vm, next_body, {self.bound, request});
}

// `level` middlewares are still around what is inside.
Completion Running::run(std::size_t level) {
    Exchange& x = **exchange;
    Vm& vm = x.vm;
    if (level == 0) return inside(x);
    auto payload = std::make_unique<NextPayload>();
    payload->exchange = exchange;
    payload->level = level - 1;
    payload->inside = inside;
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<lang::Instance>()->payload = std::move(payload);
    std::vector<Value> arguments{x.request_value(),
                                 lang::make_native(vm, "call_next", call_next, carried)};
    const Value middleware = x.web.router.middleware[level - 1];
    AW_GUEST(const Value called, vm.call(middleware, arguments));
    AW_GUEST(const Value result, finish_awaitable(vm, called));
    if (!is_response(vm, result))
        return vm.raise("TypeError", "'" + vm.class_of(result).name + "' object is not callable");
    http::Response response;
    AW_GUEST_DO(to_http_response(vm, result, response));
    x.response = std::move(response);
    return Completion::none();
}

}  // namespace

Completion run_middleware(Exchange& exchange, Inside inside) {
    const std::size_t count = exchange.web.router.middleware.size();
    if (count == 0) return inside(exchange);
    Running running{std::make_shared<Exchange*>(&exchange), inside};
    Completion outcome = running.run(count);
    *running.exchange = nullptr;
    return outcome;
}

}  // namespace web
