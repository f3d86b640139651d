#include "web/exception_objects.h"

#include <array>

#include "base/text.h"
#include "http/status.h"
#include "lang/arguments.h"
#include "lang/code.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// -- HTTPException -------------------------------------------------------------------------------

Completion http_exception_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "HTTPException");
    Value status;
    Value detail = Value::none();
    Value headers = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"status_code", &status},
                            {"detail", &detail, lang::kOptional},
                            {"headers", &headers, lang::kOptional}}));
    const Value& number = lang::plain(status);  // perhaps an HTTPStatus
    if (detail.is_none())
        detail = vm.heap().make_str(
            number.is_small() ? http::reason_phrase(static_cast<int>(number.as_small())) : "");
    lang::write_slot(vm, *instance, "status_code", status);
    lang::write_slot(vm, *instance, "detail", detail);
    lang::write_slot(vm, *instance, "headers", headers);
    return Completion::none();
}

// An attribute, shown by str or repr.
using Show = Completion (Vm::*)(const Value&);
Completion shown(Vm& vm, const Value& object, std::string_view name, Show show, std::string& out) {
    AW_GUEST(const Value value, vm.get_attribute(object, name));
    AW_GUEST(const Value text, (vm.*show)(value));
    out += lang::text_of(text);
    return Completion::none();
}

Completion http_exception_str(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "HTTPException");
    const Value object = Value::share(instance);
    std::string out;
    AW_GUEST_DO(shown(vm, object, "status_code", &Vm::str, out));
    out += ": ";
    AW_GUEST_DO(shown(vm, object, "detail", &Vm::str, out));
    return vm.heap().make_str(out);
}

Completion http_exception_repr(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "HTTPException");
    const Value object = Value::share(instance);
    std::string out = vm.class_of(object).name + "(status_code=";
    AW_GUEST_DO(shown(vm, object, "status_code", &Vm::repr, out));
    out += ", detail=";
    AW_GUEST_DO(shown(vm, object, "detail", &Vm::repr, out));
    return vm.heap().make_str(out + ")");
}

// -- validation errors ---------------------------------------------------------------------------

Completion validation_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "ValidationException");
    Value errors;
    Value body = Value::none();
    Value context = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"errors", &errors},
                            {"body", &body, lang::kKeywordOnly},
                            {"endpoint_ctx", &context, lang::kKeywordOnly}}));
    lang::write_slot(vm, *instance, "_errors", errors);
    lang::write_slot(vm, *instance, "body", body);
    lang::write_slot(vm, *instance, "endpoint_ctx", context);
    const auto* known = context.try_as<lang::Dict>();
    for (const std::string_view name : {"function", "path", "file", "line"}) {
        const Value value = known ? lang::dict_find(*known, name) : Value();
        lang::write_slot(vm, *instance, "endpoint_" + std::string(name),
                         value.empty() ? Value::none() : value);
    }
    return Completion::none();
}

Completion validation_errors(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "ValidationException");
    return vm.get_attribute(Value::share(instance), "_errors");
}

// Where the function stands that the request was for.
Completion add_context(Vm& vm, const Instance& error, std::string& out) {
    const auto text = [&](std::string_view name) -> std::string {
        const Value value = lang::read_slot(error, name);
        return lang::is_text(value) ? std::string(lang::text_of(value)) : "";
    };
    const std::string file = text("endpoint_file");
    const std::string function = text("endpoint_function");
    const std::string path = text("endpoint_path");
    const Value line = lang::read_slot(error, "endpoint_line");
    if (file.empty() || function.empty() || !line.is_small()) {
        if (!path.empty()) out += "\n  Endpoint: " + path;
        return Completion::none();
    }
    AW_GUEST(const Value number, vm.str(line));
    out += "\n  File \"" + file + "\", line " + std::string(lang::text_of(number)) + ", in " +
           function;
    if (!path.empty()) out += "\n    " + path;
    return Completion::none();
}

Completion validation_str(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "ValidationException");
    AW_GUEST(const Value errors, vm.get_attribute(Value::share(instance), "_errors"));
    AW_GUEST(const Value list, vm.to_list(errors));
    const auto& items = list.as<lang::List>()->items;
    std::string out =
        std::to_string(items.size()) + " validation error" + (items.size() == 1 ? "" : "s") + ":\n";
    for (const Value& item : items) {
        AW_GUEST(const Value shown, vm.repr(item));
        out += "  " + std::string(lang::text_of(shown)) + "\n";
    }
    AW_GUEST_DO(add_context(vm, *instance, out));
    return vm.heap().make_str(base::trim(out, " \t\n\r\f\v"));
}

// -- making and raising them ---------------------------------------------------------------------

Completion raise_instance(Vm& vm, Class& cls, std::span<Value> positional,
                          std::span<Keyword> keywords) {
    AW_GUEST(Value exception, vm.call(lang::class_value(cls), positional, keywords));
    return vm.raise_value(std::move(exception));
}

Value headers_value(Vm& vm, const http::Headers& headers) {
    if (headers.empty()) return Value::none();
    Value dict = vm.heap().make_dict();
    for (const http::HeaderField& field : headers)
        lang::dict_put(vm, *dict.as<lang::Dict>(), field.name, vm.heap().make_str(field.value));
    return dict;
}

Completion raise_http(Vm& vm, Class& cls, int status, Value detail, const http::Headers& headers) {
    std::array<Keyword, 3> keywords{
        Keyword{"status_code", Value::small(status)},
        Keyword{"detail", detail.empty() ? Value::none() : std::move(detail)},
        Keyword{"headers", headers_value(vm, headers)}};
    return raise_instance(vm, cls, {}, keywords);
}

Completion raise_errors(Vm& vm, Class& cls, const std::vector<FieldError>& errors, Value body,
                        const Value& context) {
    std::array<Value, 1> positional{errors_to_detail(vm, errors)};
    std::array<Keyword, 2> keywords{Keyword{"body", body.empty() ? Value::none() : std::move(body)},
                                    Keyword{"endpoint_ctx", context}};
    return raise_instance(vm, cls, positional, keywords);
}

}  // namespace

void install_exceptions(Vm& vm, WebState& state) {
    Class* exception = vm.exception_class("Exception");
    Class& http = lang::make_class(vm, "HTTPException", {exception}, "starlette.exceptions");
    lang::def(vm, http, "__init__", http_exception_init);
    lang::def(vm, http, "__str__", http_exception_str);
    lang::def(vm, http, "__repr__", http_exception_repr);
    state.starlette_http_exception = &http;
    state.http_exception = &lang::make_class(vm, "HTTPException", {&http}, "fastapi.exceptions");

    Class& validation =
        lang::make_class(vm, "ValidationException", {exception}, "fastapi.exceptions");
    lang::def(vm, validation, "__init__", validation_init);
    lang::def(vm, validation, "__str__", validation_str);
    lang::def(vm, validation, "errors", validation_errors);
    state.validation_exception = &validation;
    state.request_validation_error =
        &lang::make_class(vm, "RequestValidationError", {&validation}, "fastapi.exceptions");
    state.response_validation_error =
        &lang::make_class(vm, "ResponseValidationError", {&validation}, "fastapi.exceptions");
    state.fastapi_error = &lang::make_class(
        vm, "FastAPIError", {vm.exception_class("RuntimeError")}, "fastapi.exceptions");
    state.scope_error =
        &lang::make_class(vm, "DependencyScopeError", {state.fastapi_error}, "fastapi.exceptions");
}

Completion raise_http_exception(Vm& vm, int status, Value detail, const http::Headers& headers) {
    return raise_http(vm, *web_state(vm).http_exception, status, std::move(detail), headers);
}

Completion raise_http_exception(Vm& vm, int status, std::string_view detail) {
    return raise_http_exception(vm, status, vm.heap().make_str(detail), {});
}

Completion raise_starlette_exception(Vm& vm, int status, const http::Headers& headers) {
    return raise_http(vm, *web_state(vm).starlette_http_exception, status, {}, headers);
}

Completion raise_validation_error(Vm& vm, const std::vector<FieldError>& errors, Value body,
                                  const Value& context) {
    return raise_errors(vm, *web_state(vm).request_validation_error, errors, std::move(body),
                        context);
}

Completion raise_response_error(Vm& vm, const std::vector<FieldError>& errors, const Value& body,
                                const Value& context) {
    return raise_errors(vm, *web_state(vm).response_validation_error, errors, body, context);
}

Value endpoint_context(Vm& vm, const Value& endpoint, std::string_view path) {
    Value context = vm.heap().make_dict();
    const auto put = [&](std::string_view name, Value value) {
        lang::dict_put(vm, *context.as<lang::Dict>(), name, std::move(value));
    };
    if (const auto* function = endpoint.try_as<lang::Function>()) {
        const auto* innermost = function;  // the lines are those of what functools.wraps() wrapped
        while (const auto* inner = innermost->wrapped.try_as<lang::Function>()) innermost = inner;
        const lang::Code& code = *innermost->code;
        put("file", vm.heap().make_str(function->code->source->name));
        put("line", Value::small(code.decorated_line ? code.decorated_line : code.first_line));
        put("function", function->name);
    }
    put("path", vm.heap().make_str(path));
    return context;
}

Completion raise_scope_error(Vm& vm, std::string_view message) {
    std::array<Value, 1> args{vm.heap().make_str(message)};
    return raise_instance(vm, *web_state(vm).scope_error, args, {});
}

Completion raise_fastapi_error(Vm& vm, std::string_view message) {
    std::array<Value, 1> args{vm.heap().make_str(message)};
    return raise_instance(vm, *web_state(vm).fastapi_error, args, {});
}

}  // namespace web
