#include "web/errors.h"

#include "base/text.h"
#include "http/status.h"
#include "lang/arguments.h"
#include "web/context.h"
#include "web/exception_objects.h"
#include "web/header_objects.h"
#include "web/jsonable.h"
#include "web/native_coroutine.h"
#include "web/record.h"
#include "web/respond.h"
#include "web/response_objects.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Value;
using lang::Vm;

namespace {

constexpr int kServerError = 500;

// -- FastAPI's own handlers ----------------------------------------------------------------------

// The headers of an HTTPException: a mapping of texts, or None.
Completion copy_headers(Vm& vm, const Value& headers, http::Headers& out) {
    AW_GUEST(const Value truth, headers.empty() ? Value::false_() : vm.truth(headers));
    if (!truth.is_true()) return Completion::none();
    AW_GUEST(const Value items, vm.call_method(headers, "items"));
    AW_GUEST(const Value list, vm.to_list(items));
    for (const Value& item : list.as<lang::List>()->items) {
        const auto* pair = item.try_as<lang::Tuple>();
        if (!pair || pair->size != 2)
            return vm.raise("ValueError", "not enough values to unpack (expected 2, got 1)");
        std::string name;
        std::string value;
        AW_GUEST_DO(header_bytes(vm, pair->items[0], name));
        AW_GUEST_DO(header_bytes(vm, pair->items[1], value));
        out.add(base::to_lower_ascii(name), value);
    }
    return Completion::none();
}

using Render = Completion (*)(Vm& vm, const Value& exception, http::Response& out);
Completion answer_with(Exchange& exchange, const Value& exception, Render render,
                       std::string_view name) {
    http::Response response;
    AW_GUEST_DO(render(exchange.vm, exception, response));
    note_handled(exchange, exception, name);
    exchange.response = std::move(response);
    return Completion::none();
}

// -- the program's handlers ----------------------------------------------------------------------

bool is_server_error_handler(Vm& vm, const ExceptionHandler& handler) {
    if (handler.status) return *handler.status == kServerError;
    return handler.cls.try_as<Class>() == vm.exception_class("Exception");
}

const ExceptionHandler* by_status(Exchange& exchange, const Value& exception) {
    const WebState& state = web_state(exchange.vm);
    if (!exchange.vm.is_instance_of(exception, *state.starlette_http_exception)) return nullptr;
    const Value given = lang::read_slot(*exception.as<Instance>(), "status_code");
    const Value status = given.empty() ? given : lang::plain(given);  // perhaps an HTTPStatus
    if (!status.is_small()) return nullptr;
    const ExceptionHandler* found = nullptr;  // the last one registered counts
    for (const ExceptionHandler& handler : exchange.web.router.handlers)
        if (handler.status && *handler.status == status.as_small() &&
            *handler.status != kServerError)
            found = &handler;
    return found;
}

const ExceptionHandler* by_class(Exchange& exchange, const Class& cls) {
    const ExceptionHandler* found = nullptr;
    for (const ExceptionHandler& handler : exchange.web.router.handlers)
        if (handler.cls.try_as<Class>() == &cls && !is_server_error_handler(exchange.vm, handler))
            found = &handler;
    return found;
}

Completion ask_handler(Exchange& exchange, const Value& handler, const Value& exception) {
    Vm& vm = exchange.vm;
    std::vector<Value> arguments{exchange.request_value(), exception};
    AW_GUEST(const Value called, call_apart(vm, handler, arguments));
    AW_GUEST(const Value result, finish_awaitable(vm, called));
    if (!is_response(vm, result))
        return vm.raise("TypeError", "'" + vm.class_of(result).name + "' object is not callable");
    http::Response response;
    AW_GUEST_DO(to_http_response(vm, result, response));
    note_handled(exchange, exception, display_name(vm, handler));
    exchange.response = std::move(response);
    return Completion::none();
}

Completion raise_too_late(Exchange& exchange, const Value& exception) {
    Completion late = exchange.vm.raise("RuntimeError",
                                        "Caught handled exception, but response already started.");
    if (late.raised())
        if (auto* instance = late.error().try_as<Instance>(); instance && instance->exception)
            instance->exception->cause = exception;
    return late;
}

}  // namespace

Completion render_http_exception(Vm& vm, const Value& exception, http::Response& out) {
    AW_GUEST(const Value given, vm.get_attribute(exception, "status_code"));
    const Value status = lang::plain(given);                              // perhaps an HTTPStatus
    AW_GUEST_DO(vm.compare(Vm::Compare::Lt, status, Value::small(200)));  // TypeError for a text
    if (!status.is_small()) return vm.raise("TypeError", "status_code must be an integer");
    out.status = static_cast<int>(status.as_small());
    AW_GUEST(const Value headers, vm.find_attribute(exception, "headers"));
    AW_GUEST_DO(copy_headers(vm, headers, out.headers));
    if (http::has_no_body(out.status)) return Completion::none();
    AW_GUEST(const Value detail, vm.get_attribute(exception, "detail"));
    out.body = "{\"detail\":";
    AW_GUEST_DO(dump_json(vm, detail, out.body));
    out.body += "}";
    finish_headers(out, "application/json");
    return Completion::none();
}

Completion render_invalid(Vm& vm, const Value& exception, http::Response& out) {
    AW_GUEST(const Value errors, vm.get_attribute(exception, "_errors"));
    out.status = 422;
    out.body = "{\"detail\":";
    AW_GUEST_DO(to_json(vm, errors, out.body));
    out.body += "}";
    finish_headers(out, "application/json");
    return Completion::none();
}

Completion handle_exception(Exchange& exchange, Completion outcome) {
    if (!outcome.raised()) return outcome;
    Vm& vm = exchange.vm;
    const Value exception = outcome.error();
    const WebState& state = web_state(vm);
    const ExceptionHandler* handler = by_status(exchange, exception);
    for (const Class* cls : vm.class_of(exception).mro) {
        if (!handler) handler = by_class(exchange, *cls);
        const bool own =
            cls == state.starlette_http_exception || cls == state.request_validation_error;
        if (!handler && !own) continue;
        if (exchange.sent) return raise_too_late(exchange, exception);
        if (handler) return ask_handler(exchange, Value(handler->handler), exception);
        return cls == state.request_validation_error
                   ? answer_with(exchange, exception, render_invalid,
                                 "request_validation_exception_handler")
                   : answer_with(exchange, exception, render_http_exception,
                                 "http_exception_handler");
    }
    return outcome;
}

Completion answer_server_error(Exchange& exchange, const Value& exception) {
    const ExceptionHandler* found = nullptr;
    for (const ExceptionHandler& handler : exchange.web.router.handlers)
        if (is_server_error_handler(exchange.vm, handler)) found = &handler;
    if (found) return ask_handler(exchange, Value(found->handler), exception);
    exchange.response = plain_response(kServerError, "Internal Server Error");
    return Completion::none();
}

}  // namespace web
