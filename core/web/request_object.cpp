#include "web/request_object.h"

#include "http/cookies.h"
#include "http/form.h"
#include "http/url.h"
#include "web/asgi.h"
#include "web/async_iterator.h"
#include "web/exception_objects.h"
#include "web/header_objects.h"
#include "web/multidict_objects.h"
#include "web/native_coroutine.h"
#include "web/route_object.h"
#include "web/scope.h"
#include "web/session.h"
#include "web/state_object.h"
#include "web/url_object.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

void RequestPayload::visit(void (*each)(Value& value, void* context), void* context) {
    for (Value* value : {&scope, &path_params, &app, &outermost_app, &state_dict, &state, &receive})
        each(*value, context);
    for (Value& value : made) each(value, context);
}

namespace {

RequestPayload* request_payload(const Value& value) {
    return lang::payload_of<RequestPayload>(value);
}

Completion not_a_request(Vm& vm) { return vm.raise("TypeError", "a Request was expected"); }

#define AW_REQUEST(variable)                                        \
    RequestPayload* variable = request_payload(args.positional[0]); \
    if (variable == nullptr) return not_a_request(vm)

// An attribute that is made once and then stays the same object.
template <RequestPayload::Made kWhich, Value (*kMake)(Vm&, const RequestPayload&)>
Completion made_once(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    Value& kept = request->made[static_cast<std::size_t>(kWhich)];
    if (kept.empty()) kept = kMake(vm, *request);
    return kept;
}

Value headers_of_request(Vm& vm, const RequestPayload& request) {
    return make_request_headers(vm, request.message);
}
Value make_query(Vm& vm, const RequestPayload& request) {
    return make_query_params(vm, http::parse_query(request.message->query));
}
Value make_cookies(Vm& vm, const RequestPayload& request) {
    Value cookies = vm.heap().make_dict();
    for (const auto& [name, value] : http::cookies_of(request.message->headers))
        lang::dict_put(vm, *cookies.as<lang::Dict>(), name, vm.heap().make_str(value));
    return cookies;
}
Value make_own_url(Vm& vm, const RequestPayload& request) {
    return make_request_url(vm, *request.message);
}
Value make_base(Vm& vm, const RequestPayload& request) {
    return make_url(vm, base_url_of(*request.message));
}

// -- the scope and what is read from it ----------------------------------------------------------

// The entry of the scope; empty when there is no scope or no such entry.
Completion scope_entry(Vm& vm, const RequestPayload& request, std::string_view name) {
    if (request.scope.empty()) return Value();
    const Value key = vm.heap().make_ascii(name);
    AW_GUEST(const Value known, vm.contains(request.scope, key));
    return known.is_true() ? vm.get_item(request.scope, key) : Completion(Value());
}

Completion request_scope(Vm& vm, Native&, CallArgs args) {
    return scope_of(vm, args.positional[0]);
}

Completion request_method(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    return vm.heap().make_str(request->message->method);
}
Completion request_path_params(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    AW_GUEST(const Value entry, scope_entry(vm, *request, "path_params"));
    return entry.empty() ? request->path_params : entry;
}
Completion request_app(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    AW_GUEST(const Value entry, scope_entry(vm, *request, "app"));
    return entry.empty() ? request->app : entry;
}
Completion request_client(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    if (!request->message->has_client) return Completion::none();
    Value& kept = request->made[static_cast<std::size_t>(RequestPayload::Made::Client)];
    if (kept.empty())
        kept = make_address(vm, request->message->client_host, request->message->client_port);
    return kept;
}
Completion request_state(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    if (request->state.empty()) {
        AW_GUEST(const Value dict, state_dict_of(vm, args.positional[0]));
        request->state = make_state(vm, dict);
    }
    return request->state;
}

// What a middleware has to put there.
Completion from_middleware(Vm& vm, CallArgs args, std::string_view name,
                           std::string_view middleware) {
    AW_REQUEST(request);
    AW_GUEST(const Value entry, scope_entry(vm, *request, name));
    if (!entry.empty()) return entry;
    return vm.raise(
        "AssertionError",
        std::string(middleware) + " must be installed to access request." + std::string(name));
}
Completion request_session(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(Value session, from_middleware(vm, args, "session", "SessionMiddleware"));
    mark_accessed(session);
    return session;
}
Completion request_auth(Vm& vm, Native&, CallArgs args) {
    return from_middleware(vm, args, "auth", "AuthenticationMiddleware");
}
Completion request_user(Vm& vm, Native&, CallArgs args) {
    return from_middleware(vm, args, "user", "AuthenticationMiddleware");
}

Completion request_getitem(Vm& vm, Native& self, CallArgs args) {
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    AW_GUEST(const Value scope, vm.get_attribute(args.positional[0], "scope"));
    return vm.get_item(scope, key);
}

Completion request_iter(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value scope, scope_of(vm, args.positional[0]));
    return vm.iterate(scope);
}

Completion request_len(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value scope, scope_of(vm, args.positional[0]));
    return vm.length(scope);
}

// request.url_for("name", id=7): where the route of that name is.
Completion request_url_for(Vm& vm, Native& self, CallArgs args) {
    AW_REQUEST(request);
    Value name;
    AW_GUEST_DO(lang::bind(vm, self, {args.positional.subspan(1), {}}, {{"name", &name}}));
    Value app = request->outermost_app;
    if (app.empty()) {
        AW_GUEST(app, vm.get_attribute(args.positional[0], "app"));
    }
    AW_GUEST(const Value path,
             vm.call_method(app, "url_path_for", std::span<Value>(&name, 1), args.keywords));
    http::UrlParts url = base_url_of(*request->message);
    if (url.path.ends_with('/')) url.path.pop_back();
    url.path += lang::text_of(path);
    return make_url(vm, url);
}

// -- made by the program -------------------------------------------------------------------------

Completion construct_request(Vm& vm, Class& cls, CallArgs) {
    Value made = lang::make_instance(vm, cls);
    auto payload = std::make_unique<RequestPayload>();
    payload->message = std::make_shared<http::Request>();
    payload->path_params = vm.heap().make_dict();
    payload->app = payload->receive = Value::none();
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

// Request(scope, receive, send), HTTPConnection(scope).
Completion request_init(Vm& vm, Native& self, CallArgs args) {
    AW_REQUEST(request);
    Value scope, receive, send;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"scope", &scope},
                            {"receive", &receive, lang::kOptional},
                            {"send", &send, lang::kOptional}}));
    auto message = std::make_shared<http::Request>();
    AW_GUEST_DO(read_scope(vm, scope, *message));
    request->message = std::move(message);
    request->scope = scope;
    if (!receive.empty()) request->receive = receive;
    return Completion::none();
}

// -- awaitables ----------------------------------------------------------------------------------

Completion read_object_body(Vm& vm, std::span<Value> arguments) {
    RequestPayload* request = request_payload(arguments[0]);
    Value& kept = request->made[static_cast<std::size_t>(RequestPayload::Made::Body)];
    if (!kept.empty()) return kept;
    std::string received;
    if (request->receive.is_none())
        return vm.raise("RuntimeError", "Receive channel has not been made available");
    if (!request->receive.empty())
        AW_GUEST_DO(read_received_body(vm, Value(request->receive), received));
    const std::string& body = request->receive.empty() ? request->message->body : received;
    if (!vm.has_room(body.size())) return vm.out_of_memory();
    request->made[static_cast<std::size_t>(RequestPayload::Made::Body)] =
        vm.heap().make_bytes(body);
    return request->made[static_cast<std::size_t>(RequestPayload::Made::Body)];
}

Completion read_object_json(Vm& vm, std::span<Value> arguments) {
    RequestPayload* request = request_payload(arguments[0]);
    Value& kept = request->made[static_cast<std::size_t>(RequestPayload::Made::Json)];
    if (!kept.empty()) return kept;
    AW_GUEST(Value body, read_object_body(vm, arguments));
    AW_GUEST(const Value json, vm.import_module("json"));
    AW_GUEST(Value value, vm.call_method(json, "loads", std::span<Value>(&body, 1)));
    request_payload(arguments[0])->made[static_cast<std::size_t>(RequestPayload::Made::Json)] =
        value;
    return value;
}

// The body and then an empty piece.
Completion request_stream(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value body, read_object_body(vm, args.positional));
    std::vector<Value> pieces;
    if (!body.as<lang::Bytes>()->view().empty()) pieces.push_back(body);
    pieces.push_back(vm.heap().make_bytes(""));
    return make_async_iterator(vm, vm.heap().make_list(pieces));
}

Completion read_object_form(Vm& vm, std::span<Value> arguments) {
    RequestPayload* request = request_payload(arguments[0]);
    Value& kept = request->made[static_cast<std::size_t>(RequestPayload::Made::Form)];
    if (!kept.empty()) return kept;
    const std::string* type = request->message->headers.get("content-type");
    AW_GUEST(const Value body, read_object_body(vm, arguments));
    base::Result<http::Form> form =
        http::parse_form(type ? *type : "", body.as<lang::Bytes>()->view());
    if (!form) return raise_http_exception(vm, 400, form.error().message);
    kept = make_form_data(vm, *form);
    return kept;
}

Completion is_connected(Vm&, std::span<Value>) { return Value::false_(); }
Completion close_connection(Vm&, std::span<Value>) { return Completion::none(); }

Completion request_receive(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    if (!request->receive.empty()) return request->receive;
    request->receive = make_receive(vm, request->message->body);
    return request->receive;
}

template <CoroutineBody kBody>
Completion awaitable(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    return make_native_coroutine(vm, kBody, {args.positional[0]});
}

template <RequestPayload::Made kWhich, Value (*kMake)(Vm&, const RequestPayload&)>
void def_made_once(Vm& vm, Class& cls, std::string_view name) {
    lang::def_property(vm, cls, name, made_once<kWhich, kMake>);
}

}  // namespace

Value make_request_object(Vm& vm, std::shared_ptr<const http::Request> message, Value path_params,
                          Value app) {
    auto payload = std::make_unique<RequestPayload>();
    payload->message = std::move(message);
    payload->path_params = path_params.empty() ? vm.heap().make_dict() : std::move(path_params);
    payload->app = app.empty() ? Value::none() : std::move(app);
    Value made = lang::make_instance(vm, *web_state(vm).request);
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

Completion scope_of(Vm& vm, const Value& value) {
    RequestPayload* request = request_payload(value);
    if (request == nullptr) return not_a_request(vm);
    if (!request->scope.empty()) return request->scope;
    const Value scope = make_scope(vm, *request->message);
    const auto put = [&](std::string_view name, const Value& entry) {
        if (!entry.empty()) lang::dict_put(vm, *scope.as<lang::Dict>(), name, entry);
    };
    put("app", request->app);
    put("path_params", request->path_params);
    if (request->state_dict.empty()) request->state_dict = vm.heap().make_dict();
    put("state", request->state_dict);
    request->scope = scope;
    tell_route(vm, *request);
    return scope;
}

void tell_route(Vm& vm, RequestPayload& request) {
    auto* scope = request.scope.try_as<lang::Dict>();
    if (scope == nullptr || !request.route || request.route->endpoint.empty()) return;
    lang::dict_put(vm, *scope, "app", request.app);
    lang::dict_put(vm, *scope, "path_params", request.path_params);
    lang::dict_put(vm, *scope, "endpoint", request.route->endpoint);
    lang::dict_put(vm, *scope, "route", make_route_object(vm, request.route));
}

Value made_scope(const Value& value) {
    const RequestPayload* request = request_payload(value);
    return request ? request->scope : Value();
}

Completion state_dict_of(Vm& vm, const Value& value) {
    RequestPayload* request = request_payload(value);
    if (request == nullptr) return not_a_request(vm);
    if (request->scope.empty()) {
        if (request->state_dict.empty()) request->state_dict = vm.heap().make_dict();
        return request->state_dict;
    }
    std::vector<Value> arguments{vm.heap().make_ascii("state"), vm.heap().make_dict()};
    return vm.call_method(Value(request->scope), "setdefault", arguments);
}

void install_requests(Vm& vm, WebState& state) {
    using enum RequestPayload::Made;
    install_coroutines(vm, state);
    install_headers(vm, state);
    install_multidicts(vm, state);
    install_urls(vm, state);
    install_state(vm, state);
    install_async_iterators(vm, state);
    Class& connection =
        lang::make_class(vm, "HTTPConnection", {vm.classes.object}, "starlette.requests");
    def_made_once<Headers, headers_of_request>(vm, connection, "headers");
    def_made_once<Query, make_query>(vm, connection, "query_params");
    def_made_once<Cookies, make_cookies>(vm, connection, "cookies");
    def_made_once<Url, make_own_url>(vm, connection, "url");
    def_made_once<BaseUrl, make_base>(vm, connection, "base_url");
    lang::def_property(vm, connection, "client", request_client);
    lang::def_property(vm, connection, "scope", request_scope);
    lang::def_property(vm, connection, "path_params", request_path_params);
    lang::def_property(vm, connection, "app", request_app);
    lang::def_property(vm, connection, "state", request_state);
    lang::def_property(vm, connection, "session", request_session);
    lang::def_property(vm, connection, "auth", request_auth);
    lang::def_property(vm, connection, "user", request_user);
    connection.construct = construct_request;
    lang::def(vm, connection, "__init__", request_init);
    lang::def(vm, connection, "__getitem__", request_getitem);
    lang::def(vm, connection, "__iter__", request_iter);
    lang::def(vm, connection, "__len__", request_len);
    lang::def(vm, connection, "url_for", request_url_for);
    Class& request = lang::make_class(vm, "Request", {&connection}, "starlette.requests");
    lang::def_property(vm, request, "method", request_method);
    lang::def(vm, request, "body", awaitable<read_object_body>);
    lang::def(vm, request, "json", awaitable<read_object_json>);
    lang::def(vm, request, "form", awaitable<read_object_form>);
    lang::def(vm, request, "stream", request_stream);
    lang::def(vm, request, "close", awaitable<close_connection>);
    lang::def_property(vm, request, "receive", request_receive);
    lang::def_property(vm, request, "_receive", request_receive);
    request.construct = construct_request;
    lang::def(vm, request, "is_disconnected", awaitable<is_connected>);
    state.http_connection = &connection;
    state.request = &request;
}

}  // namespace web
