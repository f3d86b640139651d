#include "web/body.h"

#include "base/text.h"
#include "web/exception_objects.h"
#include "web/jsonable.h"
#include "web/native_coroutine.h"
#include "web/record.h"
#include "web/web_state.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

std::string content_type_of(const http::Request& request) {
    const std::string* field = request.headers.get("content-type");
    return field ? *field : "";
}

// application/json and application/*+json. Without a type nothing is parsed (strict since 0.132).
bool is_json(std::string_view content_type) {
    const std::string type =
        base::to_lower_ascii(base::trim(content_type.substr(0, content_type.find(';'))));
    constexpr std::string_view kPrefix = "application/";
    if (!type.starts_with(kPrefix)) return false;
    const std::string_view subtype = std::string_view(type).substr(kPrefix.size());
    return subtype == "json" || subtype.ends_with("+json");
}

Completion raise_json_invalid(Exchange& exchange, const JsonFault& fault,
                              const std::string& document) {
    Vm& vm = exchange.vm;
    FieldError error;
    error.type = "json_invalid";
    error.loc = {std::string("body"), fault.position};
    error.msg = "JSON decode error";
    error.input = vm.heap().make_dict();
    error.ctx.emplace_back("error", vm.heap().make_str(fault.message));
    return raise_validation_error(vm, {error}, vm.heap().make_str(document),
                                  exchange.endpoint_context());
}

// A Request of the program has its own way to the body: what its body() gives.
Completion asked_body(Exchange& exchange, std::string& out) {
    if (!exchange.body_is_asked) {
        out = exchange.request.body;
        return Completion::none();
    }
    AW_GUEST(const Value called, exchange.vm.call_method(exchange.request_value(), "body"));
    AW_GUEST(const Value given, finish_awaitable(exchange.vm, called));
    if (const auto* bytes = given.try_as<lang::Bytes>()) out = bytes->view();
    return Completion::none();
}

// Anything that goes wrong on the way to the body is a 400, but an HTTPException stays.
Completion parsing_failed(Vm& vm, const Completion& outcome) {
    if (outcome.stopped() || vm.is_instance_of(outcome.error(), *web_state(vm).http_exception))
        return outcome;
    return raise_http_exception(vm, 400, "There was an error parsing the body");
}

// json.JSONDecodeError is told as ours are.
Completion json_failed(Exchange& exchange, const Completion& outcome) {
    Vm& vm = exchange.vm;
    AW_GUEST(const Value module, vm.import_module("json"));
    AW_GUEST(const Value cls, vm.get_attribute(module, "JSONDecodeError"));
    const Value& error = outcome.error();
    if (!vm.is_instance_of(error, *cls.as<lang::Class>())) return parsing_failed(vm, outcome);
    AW_GUEST(const Value text, vm.get_attribute(error, "msg"));
    AW_GUEST(const Value position, vm.get_attribute(error, "pos"));
    AW_GUEST(const Value document, vm.get_attribute(error, "doc"));
    JsonFault fault;
    if (lang::is_text(text)) fault.message = lang::text_of(text);
    if (position.is_small()) fault.position = position.as_small();
    return raise_json_invalid(exchange, fault,
                              lang::is_text(document) ? std::string(lang::text_of(document)) : "");
}

// What the json() of a Request of the program gives.
Completion ask_json(Exchange& exchange) {
    Vm& vm = exchange.vm;
    Completion given = vm.call_method(exchange.request_value(), "json");
    if (given.ok()) given = finish_awaitable(vm, given.value());
    if (given.raised()) return json_failed(exchange, given);
    if (given.stopped()) return given;
    exchange.body.value = given.take();
    return Completion::none();
}

Completion read_json(Exchange& exchange) {
    Vm& vm = exchange.vm;
    const std::string type = content_type_of(exchange.request);
    std::string body;
    if (Completion asked = asked_body(exchange, body); !asked.ok())
        return parsing_failed(vm, asked);
    if (body.empty()) {
        note_body(exchange, type, "absent");
        return Completion::none();
    }
    const bool assumed = type.empty() && !exchange.route->strict_content_type.value_or(true);
    if (!assumed && !is_json(type)) {
        note_body(exchange, type, "parsed");
        exchange.body.value = vm.heap().make_bytes(body);
        return Completion::none();
    }
    if (exchange.json_is_asked) return ask_json(exchange);
    std::optional<JsonFault> fault;
    Completion parsed = json_value_of_bytes(vm, body, fault);
    note_body(exchange, type, parsed.ok() && !fault ? "parsed" : "invalid");
    if (!parsed.ok()) return parsing_failed(vm, parsed);
    if (fault) return raise_json_invalid(exchange, *fault, body);
    exchange.body.value = parsed.take();  // null is a value too
    return Completion::none();
}

Completion read_form(Exchange& exchange) {
    const std::string type = content_type_of(exchange.request);
    base::Result<http::Form> form = http::parse_form(type, exchange.request.body);
    note_body(exchange, type, form.ok() ? "parsed" : "invalid");
    if (!form.ok()) return raise_http_exception(exchange.vm, 400, form.error().message);
    exchange.body.form = std::move(form).value();
    return Completion::none();
}

// The body of a GET is not looked at, as recorded from FastAPI.
bool has_body_to_read(const http::Request& request) {
    return request.method != "GET" && request.method != "HEAD";
}

}  // namespace

Completion read_body(Exchange& exchange) {
    if (!has_body_to_read(exchange.request)) return Completion::none();
    switch (exchange.route->plan.body_kind) {
        case BodyKind::None: return Completion::none();
        case BodyKind::Json: return read_json(exchange);
        case BodyKind::Form: return read_form(exchange);
    }
    return Completion::none();
}

}  // namespace web
