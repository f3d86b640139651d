#include "web/stream.h"

#include <vector>

#include "web/exception_objects.h"
#include "web/model_dump.h"
#include "web/respond.h"
#include "web/response_objects.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Keyword;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::string_view kEventModule = "fastapi.sse";

Completion is_of_events(Vm& vm, const Value& value, std::string_view name, bool& out) {
    out = false;
    const auto* cls = value.try_as<Class>();
    if (cls == nullptr) return Completion::none();
    AW_GUEST(const Value module, vm.import_module(kEventModule));
    AW_GUEST(const Value known, vm.get_attribute(module, name));
    out = vm.is_subclass(*cls, *known.as<Class>());
    return Completion::none();
}

// AsyncIterable[X], Iterator[X], Generator[X, ...]: X. Empty for anything else.
Value item_annotation(const Value& returns) {
    const auto* alias = returns.try_as<lang::GenericAlias>();
    const auto* origin = alias ? alias->origin.try_as<Class>() : nullptr;
    if (!origin || (origin->module_name != "collections.abc" && origin->module_name != "typing"))
        return {};
    for (const std::string_view name :
         {"AsyncIterable", "AsyncIterator", "AsyncGenerator", "Iterable", "Iterator", "Generator"})
        if (origin->name == name) return alias->args.as<lang::Tuple>()->items[0];
    return {};
}

// An item as JSON: held to the declared type, or as it is.
Completion item_json(Exchange& exchange, const Value& item, std::string& out) {
    Vm& vm = exchange.vm;
    const ResponsePlan& plan = exchange.route->response;
    if (!plan.item_type) {
        AW_GUEST(const Value module, vm.import_module(kEventModule));
        Value argument = item;
        AW_GUEST(const Value text,
                 vm.call_method(module, "_plain_json", std::span<Value>(&argument, 1)));
        out = lang::text_of(text);
        return Completion::none();
    }
    static const Loc place{std::string("response")};
    std::vector<FieldError> errors;
    AW_GUEST(const Value held, validate(vm, *plan.item_type, item, place, errors));
    if (!errors.empty()) return raise_response_error(vm, errors, item, exchange.endpoint_context());
    return dump_to_json(vm, plan.item_type.get(), held, plan.dump, out);
}

Completion add_line(Exchange& exchange, const Value& item, std::string& body) {
    std::string line;
    AW_GUEST_DO(item_json(exchange, item, line));
    body += line + "\n";
    return Completion::none();
}

// A ServerSentEvent as it says; anything else as the data of one.
Completion add_event(Exchange& exchange, const Value& item, std::string& body) {
    Vm& vm = exchange.vm;
    AW_GUEST(const Value module, vm.import_module(kEventModule));
    bool is_event = false;
    AW_GUEST_DO(
        is_of_events(vm, lang::class_value(vm.class_of(item)), "ServerSentEvent", is_event));
    Value bytes;
    if (is_event) {
        Value argument = item;
        AW_GUEST(bytes, vm.call_method(module, "_event_bytes", std::span<Value>(&argument, 1)));
    } else {
        std::string json;
        AW_GUEST_DO(item_json(exchange, item, json));
        AW_GUEST(const Value format, vm.get_attribute(module, "format_sse_event"));
        std::vector<Keyword> keywords{Keyword{"data_str", vm.heap().make_str(json)}};
        AW_GUEST(bytes, vm.call(format, {}, keywords));
    }
    body += bytes.as<lang::Bytes>()->view();
    return Completion::none();
}

// response_class=StreamingResponse: it gets what the function yields.
Completion answer_chunks(Exchange& exchange, const Value& generator, const Value& status) {
    Vm& vm = exchange.vm;
    std::vector<Keyword> keywords{{"content", generator}};
    if (!status.empty()) keywords.push_back({"status_code", status});
    AW_GUEST(const Value made, vm.call(exchange.route->response.response_class, {}, keywords));
    AW_GUEST_DO(to_http_response(vm, made, exchange.response));
    add_parameter_headers(exchange);
    return Completion::none();
}

}  // namespace

Completion plan_stream(Vm& vm, Route& route) {
    ResponsePlan& response = route.response;
    response.stream = StreamKind::Chunks;
    bool events = false;
    AW_GUEST_DO(is_of_events(vm, response.response_class, "EventSourceResponse", events));
    if (events) response.stream = StreamKind::Events;
    if (response.response_class.empty()) response.stream = StreamKind::Lines;
    const Value item = item_annotation(route.plan.returns);
    if (item.empty() || response.model_given || response.stream == StreamKind::Chunks)
        return Completion::none();
    AW_GUEST_DO(is_of_events(vm, item, "ServerSentEvent", events));
    return events ? Completion::none() : compile_type(vm, item, {}, response.item_type);
}

Completion answer_stream(Exchange& exchange, const Value& generator) {
    Vm& vm = exchange.vm;
    const ResponsePlan& plan = exchange.route->response;
    auto* steps = generator.try_as<lang::Generator>();
    if (!steps) return to_response(exchange, generator);
    const Value status = status_for(exchange);
    if (plan.stream == StreamKind::Chunks) return answer_chunks(exchange, generator, status);
    const bool events = plan.stream == StreamKind::Events;
    http::Response response;
    response.streamed = true;
    response.status = status.is_small() ? static_cast<int>(status.as_small()) : 200;
    while (true) {
        AW_GUEST(const Value value, vm.resume_to_yield(*steps, Value::none()));
        if (value.empty()) break;
        AW_GUEST_DO(events ? add_event(exchange, value, response.body)
                           : add_line(exchange, value, response.body));
        if (!vm.has_room(response.body.size())) return vm.out_of_memory();
    }
    response.headers.add("content-type",
                         events ? "text/event-stream; charset=utf-8" : "application/jsonl");
    if (events) {
        response.headers.add("cache-control", "no-cache");
        response.headers.add("x-accel-buffering", "no");
    }
    exchange.response = std::move(response);
    add_parameter_headers(exchange);
    return Completion::none();
}

}  // namespace web
