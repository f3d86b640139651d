#include "web/respond.h"

#include "http/status.h"
#include "lang/arguments.h"
#include "web/exception_objects.h"
#include "web/json_plain.h"
#include "web/jsonable.h"
#include "web/response_objects.h"
#include "web/web_state.h"

namespace web {

using lang::Completion;
using lang::Instance;
using lang::Keyword;
using lang::Value;
using lang::Vm;

namespace {

// FastAPI utils.py is_body_allowed_for_status_code.
bool body_allowed(int status) {
    return !(status < 200 || status == 204 || status == 205 || status == 304);
}

// response.status_code as a dependency or the function set it; nothing when it did not.
Value status_set(const Exchange& exchange) {
    if (exchange.response_parameter.empty()) return {};
    const Value given = lang::read_slot(*exchange.response_parameter.as<Instance>(), "status_code");
    const Value status = given.empty() ? given : lang::plain(given);
    const bool unset =
        status.empty() || status.is_none() || (status.is_small() && status.as_small() == 0);
    return unset ? Value() : status;
}

// The value held against response_model or the return annotation.
Completion held_to_type(Exchange& exchange, const Value& value) {
    const FieldTypePtr& type = exchange.route->response.type;
    if (!type) return value;
    static const Loc place{std::string("response")};
    std::vector<FieldError> errors;
    AW_GUEST(Value held, validate(exchange.vm, *type, value, place, errors));
    if (!errors.empty())
        return raise_response_error(exchange.vm, errors, value, exchange.endpoint_context());
    return held;
}

Completion answer_json(Exchange& exchange, const Value& content, int status) {
    std::string body;
    const ResponsePlan& plan = exchange.route->response;
    AW_GUEST_DO(plan.type ? dump_to_json(exchange.vm, plan.type.get(), content, plan.dump, body)
                          : to_json(exchange.vm, content, body));
    http::Response& response = exchange.response;
    response.status = status;
    response.body = std::move(body);
    finish_headers(response, "application/json");
    return Completion::none();
}

// response_class=: rendered by the class itself.
Completion answer_by_class(Exchange& exchange, const Value& content, const Value& status) {
    Vm& vm = exchange.vm;
    Value shown = content;
    const ResponsePlan& plan = exchange.route->response;
    if (plan.type) {
        DumpOptions options = plan.dump;
        options.json = true;
        AW_GUEST(shown, dump_value(vm, plan.type.get(), content, options));
    } else {
        AW_GUEST(shown, to_plain(vm, content));
    }
    std::vector<Value> positional{shown};
    std::vector<Keyword> keywords;
    if (!status.empty()) keywords.push_back({"status_code", status});
    AW_GUEST(const Value made,
             vm.call(exchange.route->response.response_class, positional, keywords));
    exchange.made_response = made;
    return to_http_response(vm, made, exchange.response);
}

Completion raise_bad_status(Vm& vm) {
    return vm.raise("TypeError", "status_code must be an integer");
}

Completion answer_value(Exchange& exchange, const Value& value) {
    const ResponsePlan& plan = exchange.route->response;
    AW_GUEST(const Value content, held_to_type(exchange, value));
    const Value status = status_for(exchange);
    if (plan.response_class.empty()) {
        if (!status.empty() && !status.is_small()) return raise_bad_status(exchange.vm);
        AW_GUEST_DO(answer_json(exchange, content,
                                status.empty() ? 200 : static_cast<int>(status.as_small())));
    } else {
        AW_GUEST_DO(answer_by_class(exchange, content, status));
    }
    if (!body_allowed(exchange.response.status)) exchange.response.body.clear();
    add_parameter_headers(exchange);
    return Completion::none();
}

}  // namespace

Value status_for(const Exchange& exchange) {
    Value status = status_set(exchange);
    const std::optional<int>& planned = exchange.route->response.status_code;
    if (status.empty() && planned) status = Value::small(*planned);
    return status;
}

void add_parameter_headers(Exchange& exchange) {
    if (exchange.response_parameter.empty()) return;
    const auto* payload = lang::payload_of<ResponsePayload>(exchange.response_parameter);
    if (!payload) return;
    for (const http::HeaderField& field : payload->headers)
        exchange.response.headers.add(field.name, field.value);
}

void finish_headers(http::Response& response, std::string_view content_type) {
    if (!http::has_no_body(response.status))
        response.headers.set_default("content-length", std::to_string(response.body.size()));
    if (!content_type.empty()) response.headers.set_default("content-type", content_type);
}

void add_vary(http::Headers& headers, std::string_view name) {
    std::string all;
    for (const std::string_view known : headers.get_all("vary")) all += std::string(known) + ", ";
    headers.set("vary", all + std::string(name));
}

http::Response plain_response(int status, std::string_view text) {
    http::Response response;
    response.status = status;
    response.body = std::string(text);
    finish_headers(response, "text/plain; charset=utf-8");
    return response;
}

Completion to_response(Exchange& exchange, const Value& value) {
    if (!is_response(exchange.vm, value)) return answer_value(exchange, value);
    const Value background = lang::read_slot(*value.as<Instance>(), "background");
    if (!background.empty() && !background.is_none()) exchange.background = background;
    return to_http_response(exchange.vm, value, exchange.response);
}

}  // namespace web
