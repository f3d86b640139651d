#include "web/response_objects.h"

#include <array>

#include "base/text.h"
#include "http/latin1.h"
#include "http/status.h"
#include "http/url.h"
#include "lang/arguments.h"
#include "web/asgi.h"
#include "web/async_iterator.h"
#include "web/background.h"
#include "web/header_objects.h"
#include "web/jsonable.h"
#include "web/native_coroutine.h"
#include "web/response_cookies.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

ResponsePayload* response_payload(const Value& value) {
    return lang::payload_of<ResponsePayload>(value);
}

// -- making one ----------------------------------------------------------------------------------

Completion read_status(Vm& vm, const Value& response, int& out) {
    AW_GUEST(const Value given, vm.get_attribute(response, "status_code"));
    const Value status = lang::plain(given);  // perhaps an HTTPStatus
    if (!status.is_small() || status.as_small() < 0 || status.as_small() > 999)
        return vm.raise("TypeError", "status_code must be an int from 0 to 999");
    out = static_cast<int>(status.as_small());
    return Completion::none();
}

Completion add_given_headers(Vm& vm, const Value& given, http::Headers& headers) {
    if (given.empty() || given.is_none()) return Completion::none();
    AW_GUEST(const Value pairs, vm.call_method(given, "items"));
    AW_GUEST(const Value list, vm.to_list(pairs));
    for (std::size_t i = 0; i < list.as<lang::List>()->items.size(); ++i) {
        const Value pair = list.as<lang::List>()->items[i];
        AW_GUEST(const Value key, vm.get_item(pair, Value::small(0)));
        AW_GUEST(const Value value, vm.get_item(pair, Value::small(1)));
        std::string name, text;
        AW_GUEST_DO(header_bytes(vm, key, name));
        AW_GUEST_DO(header_bytes(vm, value, text));
        headers.add(base::to_lower_ascii(name), text);
    }
    return Completion::none();
}

enum class Length : std::uint8_t { Known, Unknown };

// Response.init_headers: those given, then content-length and content-type unless given.
Completion init_headers(Vm& vm, const Value& response, const Value& given, Length length) {
    int status = 0;
    AW_GUEST_DO(read_status(vm, response, status));
    http::Headers headers;
    AW_GUEST_DO(add_given_headers(vm, given, headers));
    AW_GUEST(const Value media_type, vm.get_attribute(response, "media_type"));
    ResponsePayload& payload = *response_payload(response);
    if (length == Length::Known && !http::has_no_body(status))
        headers.set_default("content-length", std::to_string(payload.body.size()));
    if (lang::is_text(media_type)) {
        std::string type(lang::text_of(media_type));
        if (type.starts_with("text/") &&
            base::to_lower_ascii(type).find("charset=") == std::string::npos)
            type += "; charset=utf-8";
        headers.set_default("content-type", type);
    }
    payload.headers = std::move(headers);
    return Completion::none();
}

struct ResponseArguments {
    Value content = Value::none();
    Value status_code;
    Value headers = Value::none();
    Value media_type = Value::none();
    Value background = Value::none();
};

void begin(Vm& vm, const Value& response, const ResponseArguments& given) {
    auto& instance = *response.as<Instance>();
    instance.payload = std::make_unique<ResponsePayload>();
    lang::write_slot(vm, instance, "status_code", given.status_code);
    lang::write_slot(vm, instance, "background", given.background);
    if (!given.media_type.is_none()) lang::write_slot(vm, instance, "media_type", given.media_type);
}

Completion finish(Vm& vm, const Value& response, const ResponseArguments& given) {
    Value content = given.content;
    AW_GUEST(const Value body, vm.call_method(response, "render", std::span<Value>(&content, 1)));
    if (!body.is(lang::Kind::Bytes))
        return vm.raise("TypeError", "render() must return bytes, not " + vm.class_of(body).name);
    response_payload(response)->body = body.as<lang::Bytes>()->view();
    return init_headers(vm, response, given.headers, Length::Known);
}

template <lang::Parameter::How kContent>
Completion response_init(Vm& vm, Native& self, CallArgs args) {
    ResponseArguments given;
    given.status_code = Value::small(200);
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"content", &given.content, kContent},
                            {"status_code", &given.status_code, lang::kOptional},
                            {"headers", &given.headers, lang::kOptional},
                            {"media_type", &given.media_type, lang::kOptional},
                            {"background", &given.background, lang::kOptional}}));
    begin(vm, args.positional[0], given);
    return finish(vm, args.positional[0], given);
}

Completion redirect_init(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::string_view kSafe = ":/%#?=@[]!$&'()*+,;";
    ResponseArguments given;
    given.content = vm.heap().make_bytes("");
    given.status_code = Value::small(307);
    Value url;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"url", &url},
                            {"status_code", &given.status_code, lang::kOptional},
                            {"headers", &given.headers, lang::kOptional},
                            {"background", &given.background, lang::kOptional}}));
    begin(vm, args.positional[0], given);
    AW_GUEST_DO(finish(vm, args.positional[0], given));
    AW_GUEST(const Value text, vm.str(url));
    response_payload(args.positional[0])
        ->headers.set("location", http::quote(lang::text_of(text), kSafe));
    return Completion::none();
}

bool is_async_iterable(Vm& vm, const Value& value) {
    return !vm.find_in_class(vm.class_of(value), "__aiter__").empty();
}

// body_iterator: programs read it, and put another one there.
Completion set_stream(Vm& vm, const Value& response, const Value& content) {
    Value pieces = content;
    if (!is_async_iterable(vm, content)) {
        AW_GUEST(const Value iterator, vm.iterate(content));
        pieces = make_async_iterator(vm, iterator);
    }
    lang::write_slot(vm, *response.as<Instance>(), "body_iterator", pieces);
    response_payload(response)->streams = true;
    return Completion::none();
}

Completion streaming_init(Vm& vm, Native& self, CallArgs args) {
    ResponseArguments given;
    given.status_code = Value::small(200);
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"content", &given.content, lang::Parameter::How::Required},
                            {"status_code", &given.status_code, lang::kOptional},
                            {"headers", &given.headers, lang::kOptional},
                            {"media_type", &given.media_type, lang::kOptional},
                            {"background", &given.background, lang::kOptional}}));
    begin(vm, args.positional[0], given);
    AW_GUEST_DO(set_stream(vm, args.positional[0], given.content));
    return init_headers(vm, args.positional[0], given.headers, Length::Unknown);
}

// -- render --------------------------------------------------------------------------------------

Completion response_render(Vm& vm, Native& self, CallArgs args) {
    Value content;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"content", &content}}));
    if (content.is_none()) return vm.heap().make_bytes("");
    if (content.is(lang::Kind::Bytes)) return content;
    return vm.call_method(content, "encode");
}

Completion json_render(Vm& vm, Native& self, CallArgs args) {
    Value content;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"content", &content}}));
    std::string body;
    AW_GUEST_DO(dump_json(vm, content, body));
    if (!vm.has_room(body.size())) return vm.out_of_memory();
    return vm.heap().make_bytes(body);
}

// ORJSONResponse, UJSONResponse: the module that they need is not installed here.
template <const char* kModule>
Completion needs_module(Vm& vm, Native&, CallArgs args) {
    return vm.raise("AssertionError", std::string(kModule) + " must be installed to use " +
                                          vm.class_of(args.positional[0]).name);
}
constexpr char kOrjson[] = "orjson";
constexpr char kUjson[] = "ujson";

Completion no_files(Vm& vm, Native&, CallArgs args) {
    return vm.stop(lang::StopKind::Refused, "refused: " + vm.class_of(args.positional[0]).name +
                                                " reads files, which programs have none of here");
}

// -- attributes ----------------------------------------------------------------------------------

Completion no_response_attribute(Vm& vm, const Value& response, std::string_view name) {
    return vm.raise("AttributeError", "'" + vm.class_of(response).name +
                                          "' object has no attribute '" + std::string(name) + "'");
}

Completion response_headers(Vm& vm, Native&, CallArgs args) {
    if (response_payload(args.positional[0]) == nullptr)
        return no_response_attribute(vm, args.positional[0], "raw_headers");
    return make_response_headers(vm, args.positional[0]);
}

Completion response_raw_headers(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value headers, response_headers(vm, self, args));
    return vm.get_attribute(headers, "raw");
}

Completion response_body(Vm& vm, Native&, CallArgs args) {
    const ResponsePayload* payload = response_payload(args.positional[0]);
    if (payload == nullptr || payload->streams)
        return no_response_attribute(vm, args.positional[0], "body");
    return vm.heap().make_bytes(payload->body);
}

// response(scope, receive, send): a response is an application of its own.
Completion send_it(Vm& vm, std::span<Value> arguments) {
    http::Response answer;
    AW_GUEST_DO(to_http_response(vm, arguments[0], answer));
    AW_GUEST_DO(send_response(vm, arguments[1], answer));
    return run_background(vm, lang::read_slot(*arguments[0].as<Instance>(), "background"));
}

Completion response_call(Vm& vm, Native& self, CallArgs args) {
    Value scope, receiver, sender;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"scope", &scope}, {"receive", &receiver}, {"send", &sender}}));
    return make_native_coroutine(vm, send_it, {args.positional[0], sender});
}

// -- sending -------------------------------------------------------------------------------------

// One piece after the other; an empty Value at the end.
Completion next_chunk(Vm& vm, const Value& iterator, bool is_async) {
    if (!is_async) return vm.next(iterator);
    AW_GUEST(const Value awaitable, vm.call_method(iterator, "__anext__"));
    Completion chunk = finish_awaitable(vm, awaitable);
    if (chunk.raised() &&
        vm.is_instance_of(chunk.error(), *vm.exception_class("StopAsyncIteration")))
        return Value();
    return chunk;
}

Completion read_stream(Vm& vm, const Value& stream, std::string& body) {
    const bool is_async = is_async_iterable(vm, stream);
    AW_GUEST(const Value iterator,
             is_async ? vm.call_method(stream, "__aiter__") : vm.iterate(stream));
    while (true) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value chunk, next_chunk(vm, iterator, is_async));
        if (chunk.empty()) return Completion::none();
        if (!chunk.is(lang::Kind::Bytes)) {
            AW_GUEST(chunk, vm.call_method(chunk, "encode"));
        }
        if (!chunk.is(lang::Kind::Bytes)) return vm.raise("TypeError", "a chunk must be bytes");
        body += chunk.as<lang::Bytes>()->view();
        if (!vm.has_room(body.size())) return vm.out_of_memory();
    }
}

Class& install_response(Vm& vm, std::string_view name, Class& base, std::string_view media_type) {
    Class& cls = lang::make_class(vm, name, {&base}, "starlette.responses");
    if (!media_type.empty()) lang::set(vm, cls, "media_type", vm.heap().make_ascii(media_type));
    return cls;
}

}  // namespace

bool is_response(Vm& vm, const Value& value) {
    return value.is(lang::Kind::Instance) && vm.is_instance_of(value, *web_state(vm).response);
}

Value make_response_object(Vm& vm, const http::Response& answer) {
    return make_response_object(vm, answer, *web_state(vm).response);
}

Value make_response_object(Vm& vm, const http::Response& answer, Class& cls) {
    Value made = lang::make_instance(vm, cls);
    ResponseArguments given;
    given.status_code = Value::small(answer.status);
    begin(vm, made, given);
    response_payload(made)->headers = answer.headers;
    response_payload(made)->body = answer.body;
    return made;
}

Value make_passed_response(Vm& vm, const http::Response& answer) {
    Value made = lang::make_instance(vm, *web_state(vm).passed_response);
    ResponseArguments given;
    given.status_code = Value::small(answer.status);
    begin(vm, made, given);
    response_payload(made)->headers = answer.headers;
    response_payload(made)->streams = true;
    const Value piece = vm.heap().make_bytes(answer.body);
    const std::size_t count = answer.body.empty() ? 0 : 1;
    const Value pieces = vm.heap().make_list(std::span<const Value>(&piece, count));
    lang::write_slot(vm, *made.as<Instance>(), "body_iterator", make_async_iterator(vm, pieces));
    return made;
}

bool is_stream(const Value& value) {
    const ResponsePayload* payload = response_payload(value);
    return payload && payload->streams;
}

Value make_response_parameter(Vm& vm) {
    Value made = make_response_object(vm, {});
    lang::write_slot(vm, *made.as<Instance>(), "status_code", Value::none());
    return made;
}

Completion to_http_response(Vm& vm, const Value& response, http::Response& out) {
    const ResponsePayload* payload = response_payload(response);
    if (payload == nullptr) return no_response_attribute(vm, response, "raw_headers");
    AW_GUEST_DO(read_status(vm, response, out.status));
    out.headers = payload->headers;
    out.body = payload->body;
    out.streamed = payload->streams;
    if (!payload->streams) return Completion::none();
    AW_GUEST(const Value stream, vm.get_attribute(response, "body_iterator"));
    return read_stream(vm, stream, out.body);
}

void install_responses(Vm& vm, WebState& state) {
    Class& response = install_response(vm, "Response", *vm.classes.object, "");
    lang::set(vm, response, "media_type", Value::none());
    lang::set(vm, response, "charset", vm.heap().make_ascii("utf-8"));
    lang::def(vm, response, "__init__", response_init<lang::kOptional>);
    lang::def(vm, response, "render", response_render);
    lang::def(vm, response, "__call__", response_call);
    lang::def_property(vm, response, "headers", response_headers);
    lang::def_property(vm, response, "raw_headers", response_raw_headers);
    lang::def_property(vm, response, "body", response_body);
    install_response_cookies(vm, response);
    Class& json = install_response(vm, "JSONResponse", response, "application/json");
    lang::def(vm, json, "__init__", response_init<lang::Parameter::How::Required>);
    lang::def(vm, json, "render", json_render);
    Class& redirect = install_response(vm, "RedirectResponse", response, "");
    lang::def(vm, redirect, "__init__", redirect_init);
    Class& streaming = install_response(vm, "StreamingResponse", response, "");
    lang::def(vm, streaming, "__init__", streaming_init);
    state.orjson_response = &install_response(vm, "ORJSONResponse", json, "");
    lang::def(vm, *state.orjson_response, "render", needs_module<kOrjson>);
    state.ujson_response = &install_response(vm, "UJSONResponse", json, "");
    lang::def(vm, *state.ujson_response, "render", needs_module<kUjson>);
    state.file_response = &install_response(vm, "FileResponse", response, "");
    lang::def(vm, *state.file_response, "__init__", no_files);
    state.static_files =
        &lang::make_class(vm, "StaticFiles", {vm.classes.object}, "starlette.staticfiles");
    lang::def(vm, *state.static_files, "__init__", no_files);
    state.templates =
        &lang::make_class(vm, "Jinja2Templates", {vm.classes.object}, "starlette.templating");
    lang::def(vm, *state.templates, "__init__", no_files);
    state.response = &response;
    state.json_response = &json;
    state.plain_text_response = &install_response(vm, "PlainTextResponse", response, "text/plain");
    state.html_response = &install_response(vm, "HTMLResponse", response, "text/html");
    state.redirect_response = &redirect;
    state.streaming_response = &streaming;
    state.passed_response = &install_response(vm, "_StreamingResponse", response, "");
}

}  // namespace web
