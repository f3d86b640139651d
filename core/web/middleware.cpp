#include "web/middleware.h"

#include "web/asgi.h"
#include "web/context.h"
#include "web/handle.h"
#include "web/native_coroutine.h"
#include "web/request_object.h"
#include "web/response_objects.h"
#include "web/scope.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Instance;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// A middleware may await call_next again and again.
constexpr std::uint64_t kStepsPerPass = 100;

// -- BaseHTTPMiddleware: dispatch(request, call_next) --------------------------------------------

// What call_next carries: which request it belongs to and what is further in. A program may keep
// call_next; after its request is over `exchange` is null.
struct NextPayload : lang::Payload {
    std::shared_ptr<Exchange*> exchange;
    Next next;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(next.app, context);
    }
};

// A program that has looked into request.scope may have changed it: what is further in gets the
// request that it describes now.
Completion pass_on(Exchange& exchange, const Next& next) {
    const Value scope = made_scope(exchange.request_object);
    if (scope.empty()) return next.run(exchange);
    http::Request request;
    AW_GUEST_DO(read_scope(exchange.vm, scope, request));
    request.body = exchange.request.body;
    request.app_root_path = exchange.request.app_root_path;
    Exchange inner{exchange.vm, exchange.web, request};
    inner.scope = scope;
    inner.is_inner = true;
    Completion outcome = next.run(inner);
    exchange.response = std::move(inner.response);
    exchange.sent = inner.sent;
    if (!inner.late_error.empty()) exchange.late_error = inner.late_error;
    return outcome;
}

Completion next_body(Vm& vm, std::span<Value> arguments) {
    if (!vm.charge(kStepsPerPass)) return vm.out_of_steps();
    auto* next = lang::payload_of<NextPayload>(arguments[0]);
    Exchange* exchange = next ? *next->exchange : nullptr;
    if (!exchange) return vm.raise("RuntimeError", "call_next after the request was answered");
    if (!vm.is_instance_of(arguments[1], *web_state(vm).http_connection))
        return vm.raise("AttributeError",
                        "'" + vm.class_of(arguments[1]).name + "' object has no attribute 'scope'");
    exchange->sent = false;
    const CopiedContext context(vm);
    Completion inner = pass_on(*exchange, next->next);
    if (inner.raised() && exchange->sent) {
        exchange->late_error = inner.error();  // the answer stands; the log gets it
    } else if (!inner.ok()) {
        return inner;
    }
    exchange->sent = false;  // the middleware has it now
    return make_passed_response(vm, exchange->response);
}

Completion call_next(Vm& vm, Native& self, CallArgs args) {
    Value request;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"request", &request}}));
    return make_native_coroutine(vm, next_body, {self.bound, request});
}

Completion ask_dispatch(Exchange& x, const Value& dispatch, const Value& next) {
    Vm& vm = x.vm;
    std::vector<Value> arguments{x.request_value(),
                                 lang::make_native(vm, "call_next", call_next, next)};
    AW_GUEST(const Value called, vm.call(dispatch, arguments));
    AW_GUEST(const Value result, finish_awaitable(vm, called));
    if (!is_response(vm, result))
        return vm.raise("TypeError", "'" + vm.class_of(result).name + "' object is not callable");
    http::Response response;
    AW_GUEST_DO(to_http_response(vm, result, response));
    x.response = std::move(response);
    x.sent = true;
    return Completion::none();
}

Completion run_dispatch(Exchange& exchange, const Value& dispatch, const Next& next) {
    const auto link = std::make_shared<Exchange*>(&exchange);
    auto payload = std::make_unique<NextPayload>();
    payload->exchange = link;
    payload->next = next;
    Value carried = lang::make_instance(exchange.vm, *exchange.vm.classes.object);
    carried.as<Instance>()->payload = std::move(payload);
    Completion outcome = ask_dispatch(exchange, dispatch, carried);
    *link = nullptr;
    return outcome;
}

// -- any layer -----------------------------------------------------------------------------------

// Is the layer's __call__ ours, so that it need not be called?
bool calls_ours(Vm& vm, const Value& layer) {
    const Value call = vm.find_in_class(vm.class_of(layer), "__call__");
    const auto* native = call.try_as<Native>();
    return native && native->fn == middleware_call;
}

// A layer whose way is known to us. `handled` is false for one that has to be called.
Completion run_known(Exchange& exchange, const Value& layer, const Next& next, bool& handled) {
    handled = true;
    if (auto* payload = lang::payload_of<MiddlewarePayload>(layer))
        return payload->run(exchange, next);
    if (exchange.vm.is_instance_of(layer, *web_state(exchange.vm).base_middleware)) {
        AW_GUEST(const Value dispatch, exchange.vm.get_attribute(layer, "dispatch_func"));
        return run_dispatch(exchange, dispatch, next);
    }
    handled = false;
    return Completion::none();
}

Completion serve_alone(Vm& vm, std::span<Value> arguments) {
    const Exchange* around = web_state(vm).current;
    if (around == nullptr)
        return vm.raise("RuntimeError", "a middleware was called while no request is answered");
    const Value layer = arguments[0];
    http::Request request;
    AW_GUEST_DO(read_scope(vm, arguments[1], request));
    AW_GUEST_DO(read_received_body(vm, arguments[2], request.body));
    Exchange inner{vm, around->web, request};
    inner.scope = arguments[1];
    inner.is_inner = true;
    AW_GUEST(const Value app, vm.get_attribute(layer, "app"));
    bool handled = false;
    Completion outcome = run_known(inner, layer, Next{0, app}, handled);
    if (outcome.stopped() || (outcome.raised() && !inner.sent)) return outcome;
    AW_GUEST_DO(send_response(vm, arguments[3], inner.response));
    return outcome;
}

}  // namespace

Completion Next::run(Exchange& exchange) const {
    return app.empty() ? run_inside(exchange, level) : run_asgi(exchange, app);
}

Completion middleware_call(Vm& vm, Native& self, CallArgs args) {
    Value scope, receiver, sender;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"scope", &scope}, {"receive", &receiver}, {"send", &sender}}));
    return make_native_coroutine(vm, serve_alone, {args.positional[0], scope, receiver, sender});
}

Completion run_inside(Exchange& exchange, std::size_t level) {
    if (level == 0) return route_and_handle(exchange);
    const Value layer = exchange.web.router.layers[level - 1];
    const Next next{level - 1, {}};
    if (!calls_ours(exchange.vm, layer)) return run_asgi(exchange, layer);
    bool handled = false;
    Completion outcome = run_known(exchange, layer, next, handled);
    return handled || !outcome.ok() ? std::move(outcome) : run_asgi(exchange, layer);
}

Completion build_layers(Vm& vm, const Value& app, RouterObject& router) {
    if (router.started) return Completion::none();
    router.started = true;
    Value inner = make_inner_app(vm, app, 0);
    for (std::size_t i = 0; i < router.middleware.size(); ++i) {
        const MiddlewareEntry entry = router.middleware[i];
        std::vector<Value> positional{inner};
        for (const Value& value : entry.positional.as<lang::Tuple>()->span())
            positional.push_back(value);
        std::vector<Keyword> keywords;
        for (const lang::DictEntry& item : entry.keywords.as<lang::Dict>()->entries)
            if (!item.key.empty()) keywords.push_back({lang::text_of(item.key), item.value});
        AW_GUEST(Value layer, vm.call(entry.cls, positional, keywords));
        router.layers.push_back(std::move(layer));
        inner = make_inner_app(vm, app, i + 1);
    }
    return Completion::none();
}

Completion run_middleware(Exchange& exchange) {
    AW_GUEST_DO(build_layers(exchange.vm, exchange.web.object, exchange.web.router));
    return run_inside(exchange, exchange.web.router.layers.size());
}

}  // namespace web
