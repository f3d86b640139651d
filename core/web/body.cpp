#include "web/body.h"

#include "base/text.h"
#include "web/exception_objects.h"
#include "web/jsonable.h"
#include "web/record.h"

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

Completion raise_json_invalid(Vm& vm, const JsonFault& fault, const std::string& document) {
    FieldError error;
    error.type = "json_invalid";
    error.loc = {std::string("body"), fault.position};
    error.msg = "JSON decode error";
    error.input = vm.heap().make_dict();
    error.ctx.emplace_back("error", vm.heap().make_str(fault.message));
    return raise_validation_error(vm, {error}, vm.heap().make_str(document));
}

Completion read_json(Exchange& exchange) {
    Vm& vm = exchange.vm;
    const http::Request& request = exchange.request;
    const std::string type = content_type_of(request);
    if (request.body.empty()) {
        note_body(exchange, type, "absent");
        return Completion::none();
    }
    if (!is_json(type)) {
        note_body(exchange, type, "parsed");
        exchange.body.value = vm.heap().make_bytes(request.body);
        return Completion::none();
    }
    std::optional<JsonFault> fault;
    Completion parsed = json_value_of_bytes(vm, request.body, fault);
    note_body(exchange, type, parsed.ok() && !fault ? "parsed" : "invalid");
    if (parsed.stopped()) return parsed;
    if (parsed.raised())
        return raise_http_exception(vm, 400, "There was an error parsing the body");
    if (fault) return raise_json_invalid(vm, *fault, request.body);
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
