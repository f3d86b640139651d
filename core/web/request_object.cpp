#include "web/request_object.h"

#include <array>

#include "base/text.h"
#include "http/cookies.h"
#include "http/form.h"
#include "http/url.h"
#include "web/exception_objects.h"
#include "web/header_objects.h"
#include "web/multidict_objects.h"
#include "web/native_coroutine.h"
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
    each(path_params, context);
    each(app, context);
    each(state, context);
    for (Value& value : made) each(value, context);
}

namespace {

RequestPayload* payload_of(const Value& value) { return lang::payload_of<RequestPayload>(value); }

Completion not_a_request(Vm& vm) { return vm.raise("TypeError", "a Request was expected"); }

#define AW_REQUEST(variable)                                   \
    RequestPayload* variable = payload_of(args.positional[0]); \
    if (variable == nullptr) return not_a_request(vm)

// An attribute that is made once and then stays the same object.
template <RequestPayload::Made kWhich, Value (*kMake)(Vm&, const RequestPayload&)>
Completion made_once(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    Value& kept = request->made[static_cast<std::size_t>(kWhich)];
    if (kept.empty()) kept = kMake(vm, *request);
    return kept;
}

Value make_headers(Vm& vm, const RequestPayload& request) {
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
Value make_url(Vm& vm, const RequestPayload& request) {
    return make_request_url(vm, *request.message);
}
Value make_base(Vm& vm, const RequestPayload& request) {
    return make_base_url(vm, *request.message);
}
Value make_client(Vm& vm, const RequestPayload& request) {
    return make_address(vm, request.message->client_host, request.message->client_port);
}

Value raw_headers(Vm& vm, const http::Request& message) {
    std::vector<Value> pairs;
    for (const http::HeaderField& field : message.headers)
        pairs.push_back(
            vm.heap().make_tuple(std::array{vm.heap().make_bytes(base::to_lower_ascii(field.name)),
                                            vm.heap().make_bytes(field.value)}));
    return vm.heap().make_list(pairs);
}

Value make_scope(Vm& vm, const RequestPayload& request) {
    const http::Request& message = *request.message;
    lang::Heap& heap = vm.heap();
    Value scope = heap.make_dict();
    const auto put = [&](std::string_view name, Value value) {
        lang::dict_put(vm, *scope.as<lang::Dict>(), name, std::move(value));
    };
    put("type", heap.make_ascii("http"));
    put("http_version", heap.make_str(message.http_version));
    put("method", heap.make_str(message.method));
    put("path", heap.make_str(message.path));
    put("raw_path", heap.make_bytes(message.raw_path));
    put("root_path", heap.make_ascii(""));
    put("scheme", heap.make_ascii("http"));
    put("query_string", heap.make_bytes(message.query));
    put("headers", raw_headers(vm, message));
    put("client", heap.make_tuple(std::array{heap.make_str(message.client_host),
                                             Value::small(message.client_port)}));
    put("path_params", request.path_params);
    put("app", request.app);
    return scope;
}

Completion request_method(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    return vm.heap().make_str(request->message->method);
}
Completion request_path_params(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    return request->path_params;
}
Completion request_app(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    return request->app;
}
Completion request_state(Vm& vm, Native&, CallArgs args) {
    AW_REQUEST(request);
    if (request->state.empty())
        request->state = lang::make_instance(vm, *web_state(vm).state_object);
    return request->state;
}

// What a middleware would have to put there.
template <const char* kMessage>
Completion not_installed(Vm& vm, Native&, CallArgs) {
    return vm.raise("AssertionError", kMessage);
}
constexpr char kNoSession[] = "SessionMiddleware must be installed to access request.session";
constexpr char kNoAuth[] = "AuthenticationMiddleware must be installed to access request.auth";
constexpr char kNoUser[] = "AuthenticationMiddleware must be installed to access request.user";

Completion request_getitem(Vm& vm, Native& self, CallArgs args) {
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    AW_GUEST(const Value scope, vm.get_attribute(args.positional[0], "scope"));
    return vm.get_item(scope, key);
}

// -- awaitables ----------------------------------------------------------------------------------

Completion read_body(Vm& vm, std::span<Value> arguments) {
    const std::string& body = payload_of(arguments[0])->message->body;
    if (!vm.has_room(body.size())) return vm.out_of_memory();
    return vm.heap().make_bytes(body);
}

Completion read_json(Vm& vm, std::span<Value> arguments) {
    RequestPayload* request = payload_of(arguments[0]);
    Value& kept = request->made[static_cast<std::size_t>(RequestPayload::Made::Json)];
    if (!kept.empty()) return kept;
    AW_GUEST(const Value json, vm.import_module("json"));
    Value body = vm.heap().make_bytes(request->message->body);
    AW_GUEST(Value value, vm.call_method(json, "loads", std::span<Value>(&body, 1)));
    kept = value;
    return value;
}

Completion read_form(Vm& vm, std::span<Value> arguments) {
    RequestPayload* request = payload_of(arguments[0]);
    Value& kept = request->made[static_cast<std::size_t>(RequestPayload::Made::Form)];
    if (!kept.empty()) return kept;
    const std::string* type = request->message->headers.get("content-type");
    base::Result<http::Form> form = http::parse_form(type ? *type : "", request->message->body);
    if (!form) return raise_http_exception(vm, 400, form.error().message);
    kept = make_form_data(vm, *form);
    return kept;
}

Completion is_connected(Vm&, std::span<Value>) { return Value::false_(); }

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

void install_requests(Vm& vm, WebState& state) {
    using enum RequestPayload::Made;
    install_coroutines(vm, state);
    install_headers(vm, state);
    install_multidicts(vm, state);
    install_urls(vm, state);
    state.state_object =
        &lang::make_class(vm, "State", {vm.classes.object}, "starlette.datastructures");
    Class& connection =
        lang::make_class(vm, "HTTPConnection", {vm.classes.object}, "starlette.requests");
    def_made_once<Headers, make_headers>(vm, connection, "headers");
    def_made_once<Query, make_query>(vm, connection, "query_params");
    def_made_once<Cookies, make_cookies>(vm, connection, "cookies");
    def_made_once<Url, make_url>(vm, connection, "url");
    def_made_once<BaseUrl, make_base>(vm, connection, "base_url");
    def_made_once<Client, make_client>(vm, connection, "client");
    def_made_once<Scope, make_scope>(vm, connection, "scope");
    lang::def_property(vm, connection, "path_params", request_path_params);
    lang::def_property(vm, connection, "app", request_app);
    lang::def_property(vm, connection, "state", request_state);
    lang::def_property(vm, connection, "session", not_installed<kNoSession>);
    lang::def_property(vm, connection, "auth", not_installed<kNoAuth>);
    lang::def_property(vm, connection, "user", not_installed<kNoUser>);
    lang::def(vm, connection, "__getitem__", request_getitem);
    Class& request = lang::make_class(vm, "Request", {&connection}, "starlette.requests");
    lang::def_property(vm, request, "method", request_method);
    lang::def(vm, request, "body", awaitable<read_body>);
    lang::def(vm, request, "json", awaitable<read_json>);
    lang::def(vm, request, "form", awaitable<read_form>);
    lang::def(vm, request, "is_disconnected", awaitable<is_connected>);
    state.http_connection = &connection;
    state.request = &request;
}

}  // namespace web
