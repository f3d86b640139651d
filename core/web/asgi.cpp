#include "web/asgi.h"

#include "web/handle.h"
#include "web/middleware.h"
#include "web/native_coroutine.h"
#include "web/request_object.h"
#include "web/scope.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

Value carry_payload(Vm& vm, std::unique_ptr<lang::Payload> payload) {
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<Instance>()->payload = std::move(payload);
    return carried;
}

Value message_of(Vm& vm, std::string_view type) {
    Value message = vm.heap().make_dict();
    lang::dict_put(vm, *message.as<lang::Dict>(), "type", vm.heap().make_ascii(type));
    return message;
}

Completion entry_of(Vm& vm, const Value& message, std::string_view key, Value otherwise) {
    std::vector<Value> arguments{vm.heap().make_ascii(key), std::move(otherwise)};
    return vm.call_method(message, "get", arguments);
}

// -- receive -------------------------------------------------------------------------------------

struct ReceivePayload : lang::Payload {
    std::string body;
    bool received = false;
};

Completion receive_body(Vm& vm, std::span<Value> arguments) {
    auto* payload = lang::payload_of<ReceivePayload>(arguments[0]);
    if (payload->received) return message_of(vm, "http.disconnect");
    payload->received = true;
    if (!vm.has_room(payload->body.size())) return vm.out_of_memory();
    Value message = message_of(vm, "http.request");
    auto& dict = *message.as<lang::Dict>();
    lang::dict_put(vm, dict, "body", vm.heap().make_bytes(payload->body));
    lang::dict_put(vm, dict, "more_body", Value::false_());
    return message;
}

Completion receive(Vm& vm, Native& self, CallArgs) {
    return make_native_coroutine(vm, receive_body, {self.bound});
}

// -- send ----------------------------------------------------------------------------------------

struct Sent {
    bool started = false;
    http::Response response;
};

struct SendPayload : lang::Payload {
    std::shared_ptr<Sent> sent;
};

Completion take_start(Vm& vm, const Value& message, Sent& sent) {
    if (sent.started)
        return vm.raise("RuntimeError",
                        "Expected ASGI message 'http.response.body', but got "
                        "'http.response.start'.");
    AW_GUEST(const Value status, vm.get_item(message, vm.heap().make_ascii("status")));
    if (!status.is_small()) return vm.raise("TypeError", "'status' must be an integer");
    http::Headers headers;
    AW_GUEST(const Value pairs, entry_of(vm, message, "headers", vm.heap().make_list()));
    AW_GUEST_DO(read_header_pairs(vm, pairs, headers));
    sent.response.status = static_cast<int>(status.as_small());
    sent.response.headers = std::move(headers);
    sent.started = true;
    return Completion::none();
}

Completion take_body(Vm& vm, const Value& message, Sent& sent) {
    if (!sent.started)
        return vm.raise("RuntimeError",
                        "Expected ASGI message 'http.response.start', but got "
                        "'http.response.body'.");
    AW_GUEST(const Value body, entry_of(vm, message, "body", vm.heap().make_bytes("")));
    const auto* bytes = body.try_as<lang::Bytes>();
    if (bytes == nullptr)
        return vm.raise("TypeError",
                        "a bytes-like object is required, not '" + vm.class_of(body).name + "'");
    if (!vm.has_room(sent.response.body.size() + bytes->view().size())) return vm.out_of_memory();
    sent.response.body += bytes->view();
    AW_GUEST(const Value more, entry_of(vm, message, "more_body", Value::false_()));
    AW_GUEST(const Value goes_on, vm.truth(more));
    sent.response.streamed = sent.response.streamed || goes_on.is_true();
    return Completion::none();
}

Completion take_message(Vm& vm, std::span<Value> arguments) {
    const std::shared_ptr<Sent> sent = lang::payload_of<SendPayload>(arguments[0])->sent;
    AW_GUEST(const Value type, vm.get_item(arguments[1], vm.heap().make_ascii("type")));
    const std::string_view name = lang::is_text(type) ? lang::text_of(type) : "";
    if (name == "http.response.start") return take_start(vm, arguments[1], *sent);
    if (name == "http.response.body") return take_body(vm, arguments[1], *sent);
    return vm.raise("RuntimeError", "Unexpected ASGI message '" + std::string(name) + "'");
}

Completion asgi_send(Vm& vm, Native& self, CallArgs args) {
    Value message;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"message", &message}}));
    return make_native_coroutine(vm, take_message, {self.bound, message});
}

Value make_send(Vm& vm, std::shared_ptr<Sent> sent) {
    auto payload = std::make_unique<SendPayload>();
    payload->sent = std::move(sent);
    return lang::make_native(vm, "send", asgi_send, carry_payload(vm, std::move(payload)));
}

// -- applications of ours ------------------------------------------------------------------------

struct InnerPayload : lang::Payload {
    Value app;
    std::size_t level = 0;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(app, context);
    }
};

// How much of the application a call runs.
using AsgiPart = Completion (*)(Exchange& exchange, std::size_t level);

// The request that a program's scope and receive describe, answered through its send.
Completion serve(Vm& vm, const Value& app, std::span<const Value> three, AsgiPart part,
                 std::size_t level) {
    auto* router = lang::payload_of<RouterObject>(app);
    if (router == nullptr) return vm.raise("TypeError", "a FastAPI object was expected");
    http::Request request;
    AW_GUEST_DO(read_scope(vm, three[0], request));
    AW_GUEST_DO(read_received_body(vm, three[1], request.body));
    WebApp web{vm, app, *router};
    Exchange inner{vm, web, request};
    inner.scope = three[0];
    inner.is_inner = true;
    Completion outcome = part(inner, level);
    if (outcome.stopped() || (outcome.raised() && !inner.sent)) return outcome;
    AW_GUEST_DO(send_response(vm, three[2], inner.response));
    return outcome;
}

Completion run_layers(Exchange& exchange, std::size_t level) { return run_inside(exchange, level); }
Completion run_endpoint(Exchange& exchange, std::size_t) { return answer_exchange(exchange); }

Completion serve_inner(Vm& vm, std::span<Value> arguments) {
    const auto* inner = lang::payload_of<InnerPayload>(arguments[0]);
    const Value app = inner->app;
    return serve(vm, app, arguments.subspan(1), run_layers, inner->level);
}

Completion serve_app(Vm& vm, std::span<Value> arguments) {
    return serve(vm, Value(arguments[0]), arguments.subspan(1), run_endpoint, 0);
}

Completion call_inner(Vm& vm, Native& self, CallArgs args) {
    Value scope, receiver, sender;
    AW_GUEST_DO(
        lang::bind(vm, self, args, {{"scope", &scope}, {"receive", &receiver}, {"send", &sender}}));
    return make_native_coroutine(vm, serve_inner, {self.bound, scope, receiver, sender});
}

}  // namespace

Value make_receive(Vm& vm, std::string body) {
    auto payload = std::make_unique<ReceivePayload>();
    payload->body = std::move(body);
    return lang::make_native(vm, "receive", receive, carry_payload(vm, std::move(payload)));
}

Value make_inner_app(Vm& vm, const Value& app, std::size_t level) {
    auto payload = std::make_unique<InnerPayload>();
    payload->app = app;
    payload->level = level;
    return lang::make_native(vm, "app", call_inner, carry_payload(vm, std::move(payload)));
}

Completion call_app(Vm& vm, Native& self, CallArgs args) {
    Value scope, receiver, sender;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"scope", &scope}, {"receive", &receiver}, {"send", &sender}}));
    return make_native_coroutine(vm, serve_app, {args.positional[0], scope, receiver, sender});
}

Completion run_asgi(Exchange& exchange, const Value& application) {
    Vm& vm = exchange.vm;
    const auto sent = std::make_shared<Sent>();
    AW_GUEST(const Value scope, scope_of(vm, exchange.request_value()));
    std::vector<Value> arguments{scope, make_receive(vm, exchange.request.body),
                                 make_send(vm, sent)};
    Completion outcome = vm.call(application, arguments);
    if (outcome.ok()) outcome = finish_awaitable(vm, outcome.take());
    exchange.sent = sent->started;
    if (sent->started) exchange.response = std::move(sent->response);
    if (outcome.ok() && !sent->started)
        return vm.raise("RuntimeError", "ASGI callable returned without completing response.");
    return outcome.ok() ? Completion::none() : outcome;
}

Completion send_response(Vm& vm, const Value& sender, const http::Response& response) {
    Value start = message_of(vm, "http.response.start");
    lang::dict_put(vm, *start.as<lang::Dict>(), "status", Value::small(response.status));
    lang::dict_put(vm, *start.as<lang::Dict>(), "headers", header_pairs(vm, response.headers));
    AW_GUEST(const Value started, vm.call(sender, std::span<Value>(&start, 1)));
    AW_GUEST_DO(finish_awaitable(vm, started));
    Value body = message_of(vm, "http.response.body");
    lang::dict_put(vm, *body.as<lang::Dict>(), "body", vm.heap().make_bytes(response.body));
    AW_GUEST(const Value ended, vm.call(sender, std::span<Value>(&body, 1)));
    return finish_awaitable(vm, ended);
}

Completion read_received_body(Vm& vm, const Value& receiver, std::string& out) {
    if (const auto* native = receiver.try_as<Native>(); native && native->fn == receive) {
        out = lang::payload_of<ReceivePayload>(native->bound)->body;
        return Completion::none();
    }
    while (true) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value called, vm.call(receiver));
        AW_GUEST(const Value message, finish_awaitable(vm, called));
        AW_GUEST(const Value body, entry_of(vm, message, "body", vm.heap().make_bytes("")));
        if (const auto* bytes = body.try_as<lang::Bytes>()) out += bytes->view();
        if (!vm.has_room(out.size())) return vm.out_of_memory();
        AW_GUEST(const Value more, entry_of(vm, message, "more_body", Value::false_()));
        AW_GUEST(const Value again, vm.truth(more));
        if (!again.is_true()) return Completion::none();
    }
}

}  // namespace web
