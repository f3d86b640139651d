// AuthenticationMiddleware and what goes with it: request.user, request.auth and @requires(...).
// Starlette authentication.py, middleware/authentication.py.
#include "http/url.h"
#include "lang/arguments.h"
#include "web/exception_objects.h"
#include "web/middleware.h"
#include "web/middleware_objects.h"
#include "web/native_coroutine.h"
#include "web/request_object.h"
#include "web/respond.h"
#include "web/response_objects.h"
#include "web/signature.h"
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

constexpr std::string_view kModule = "starlette.authentication";
constexpr int kForbidden = 403;

// -- users and credentials -----------------------------------------------------------------------

Completion auth_credentials_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "AuthCredentials");
    Value scopes = Value::none();
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"scopes", &scopes, lang::kOptional}}));
    AW_GUEST(Value list, scopes.is_none() ? Completion(vm.heap().make_list()) : vm.to_list(scopes));
    lang::write_slot(vm, *instance, "scopes", std::move(list));
    return Completion::none();
}

Completion user_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "SimpleUser");
    Value name;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"username", &name}}));
    lang::write_slot(vm, *instance, "username", name);
    return Completion::none();
}

Completion user_name(Vm& vm, Native&, CallArgs args) {
    return vm.get_attribute(args.positional[0], "username");
}
Completion yes(Vm&, Native&, CallArgs) { return Value::true_(); }
Completion no(Vm&, Native&, CallArgs) { return Value::false_(); }
Completion empty_text(Vm& vm, Native&, CallArgs) { return vm.heap().make_ascii(""); }
Completion abstract(Vm& vm, Native&, CallArgs) { return vm.raise("NotImplementedError", ""); }

// -- the middleware ------------------------------------------------------------------------------

struct AuthenticationPayload : MiddlewarePayload {
    Value backend;
    Value on_error;  // empty: 400 with the error's text
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(backend, context);
        each(on_error, context);
    }
    Completion run(Exchange& exchange, const Next& next) override;

  private:
    Completion refuse(Exchange& exchange, const Value& error);
};

Completion AuthenticationPayload::refuse(Exchange& exchange, const Value& error) {
    Vm& vm = exchange.vm;
    if (on_error.empty()) {
        AW_GUEST(const Value text, vm.str(error));
        exchange.response = plain_response(400, lang::text_of(text));
    } else {
        std::vector<Value> arguments{exchange.request_value(), error};
        AW_GUEST(const Value response, vm.call(Value(on_error), arguments));
        if (!is_response(vm, response))
            return vm.raise("TypeError",
                            "'" + vm.class_of(response).name + "' object is not callable");
        AW_GUEST_DO(to_http_response(vm, response, exchange.response));
    }
    exchange.sent = true;
    return Completion::none();
}

Completion AuthenticationPayload::run(Exchange& exchange, const Next& next) {
    Vm& vm = exchange.vm;
    const WebState& state = web_state(vm);
    Value connection = exchange.request_value();
    Completion found = vm.call_method(backend, "authenticate", std::span<Value>(&connection, 1));
    if (found.ok()) found = finish_awaitable(vm, found.take());
    if (found.raised() && vm.is_instance_of(found.error(), *state.authentication_error))
        return refuse(exchange, Value(found.error()));
    if (!found.ok()) return found;
    Value credentials, user;
    if (found.value().is_none()) {
        AW_GUEST(credentials, vm.call(lang::class_value(*state.auth_credentials)));
        AW_GUEST(user, vm.call(lang::class_value(*state.unauthenticated_user)));
    } else {
        AW_GUEST(credentials, vm.get_item(found.value(), Value::small(0)));
        AW_GUEST(user, vm.get_item(found.value(), Value::small(1)));
    }
    AW_GUEST(const Value scope, scope_of(vm, connection));
    AW_GUEST_DO(vm.set_item(scope, vm.heap().make_ascii("auth"), credentials));
    AW_GUEST_DO(vm.set_item(scope, vm.heap().make_ascii("user"), user));
    return next.run(exchange);
}

Completion authentication_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "AuthenticationMiddleware");
    auto payload = std::make_unique<AuthenticationPayload>();
    Value app;
    Value on_error = Value::none();
    AW_GUEST_DO(lang::bind(
        vm, self, lang::without_self(args),
        {{"app", &app}, {"backend", &payload->backend}, {"on_error", &on_error, lang::kOptional}}));
    if (!on_error.is_none()) payload->on_error = on_error;
    lang::write_slot(vm, *instance, "app", app);
    instance->payload = std::move(payload);
    return Completion::none();
}

// -- @requires(scopes, status_code=403, redirect=None) -------------------------------------------

struct RequiresPayload : lang::Payload {
    Value function;
    Value scopes;  // List of str
    int status = kForbidden;
    Value redirect;         // the name of a route, or None
    std::size_t place = 0;  // of the parameter `request`
    bool awaits = false;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(function, context);
        each(scopes, context);
        each(redirect, context);
    }
};

Completion has_scopes(Vm& vm, const Value& request, const Value& scopes, bool& out) {
    AW_GUEST(const Value auth, vm.get_attribute(request, "auth"));
    AW_GUEST(const Value given, vm.get_attribute(auth, "scopes"));
    out = true;
    for (const Value& scope : scopes.as<lang::List>()->items) {
        AW_GUEST(const Value known, vm.contains(given, scope));
        out = out && known.is_true();
    }
    return Completion::none();
}

// What is answered instead: a redirect that remembers where the client wanted to go, or 403.
Completion turn_away(Vm& vm, const RequiresPayload& payload, const Value& request) {
    if (payload.redirect.is_none()) return raise_http_exception(vm, payload.status, {}, {});
    Value name = payload.redirect;
    AW_GUEST(const Value target, vm.call_method(request, "url_for", std::span<Value>(&name, 1)));
    AW_GUEST(const Value target_text, vm.str(target));
    AW_GUEST(const Value url, vm.get_attribute(request, "url"));
    AW_GUEST(const Value url_text, vm.str(url));
    Value location = vm.heap().make_str(std::string(lang::text_of(target_text)) +
                                        "?next=" + http::quote_plus(lang::text_of(url_text)));
    std::vector<Keyword> keywords{{"status_code", Value::small(303)}};
    return vm.call(lang::class_value(*web_state(vm).redirect_response),
                   std::span<Value>(&location, 1), keywords);
}

Completion call_required(Vm& vm, RequiresPayload& payload, CallArgs args) {
    Value request;
    for (const Keyword& keyword : args.keywords)
        if (keyword.name == "request") request = keyword.value;
    if (request.empty() && payload.place < args.positional.size())
        request = args.positional[payload.place];
    if (request.empty() || !vm.is_instance_of(request, *web_state(vm).request))
        return vm.raise("AssertionError",
                        "Parameter with name 'request' is required to be of type 'Request' not '" +
                            (request.empty() ? "NoneType" : vm.class_of(request).name) + "'");
    bool allowed = false;
    AW_GUEST_DO(has_scopes(vm, request, payload.scopes, allowed));
    return allowed ? vm.call(Value(payload.function), args.positional, args.keywords)
                   : turn_away(vm, payload, request);
}

// arguments: the wrapper, a tuple, a dict.
Completion await_required(Vm& vm, std::span<Value> arguments) {
    std::vector<Value> positional;
    for (const Value& value : arguments[1].as<lang::Tuple>()->span()) positional.push_back(value);
    std::vector<Keyword> keywords;
    for (const lang::DictEntry& entry : arguments[2].as<lang::Dict>()->entries)
        if (!entry.key.empty()) keywords.push_back({lang::text_of(entry.key), entry.value});
    auto* payload = lang::payload_of<RequiresPayload>(arguments[0]);
    AW_GUEST(const Value called, call_required(vm, *payload, {positional, keywords}));
    return finish_awaitable(vm, called);
}

Completion required_call(Vm& vm, Native&, CallArgs args) {
    auto* payload = lang::payload_of<RequiresPayload>(args.positional[0]);
    if (payload == nullptr) return vm.raise("TypeError", "a function behind @requires is needed");
    if (!payload->awaits) return call_required(vm, *payload, lang::without_self(args));
    const Value named = vm.heap().make_dict();
    for (const Keyword& keyword : args.keywords)
        lang::dict_put(vm, *named.as<lang::Dict>(), keyword.name, keyword.value);
    return make_native_coroutine(
        vm, await_required,
        {args.positional[0], vm.heap().make_tuple(args.positional.subspan(1)), named});
}

Completion wrap_required(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"func", &function}}));
    const auto* given = lang::payload_of<RequiresPayload>(self.bound);
    auto payload = std::make_unique<RequiresPayload>(*given);
    payload->function = function;
    Signature signature;
    AW_GUEST_DO(read_signature(vm, function, signature));
    payload->awaits = signature.style == CallStyle::Coroutine;
    bool found = false;
    for (std::size_t i = 0; i < signature.parameters.size() && !found; ++i) {
        found = signature.parameters[i].name == "request";
        payload->place = i;
    }
    if (!found) {
        AW_GUEST(const Value shown, vm.str(function));
        return vm.raise("Exception", "No \"request\" or \"websocket\" argument on function \"" +
                                         std::string(lang::text_of(shown)) + "\"");
    }
    Value made = lang::make_instance(vm, *web_state(vm).required);
    auto& instance = *made.as<Instance>();
    lang::write_slot(vm, instance, "__wrapped__", function);
    lang::write_slot(vm, instance, "__name__", vm.heap().make_str(display_name(vm, function)));
    instance.payload = std::move(payload);
    return made;
}

Completion requires_(Vm& vm, Native& self, CallArgs args) {
    auto payload = std::make_unique<RequiresPayload>();
    Value scopes;
    Value status = Value::small(kForbidden);
    payload->redirect = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, args,
                           {{"scopes", &scopes},
                            {"status_code", &status, lang::kOptional},
                            {"redirect", &payload->redirect, lang::kOptional}}));
    std::vector<Value> wanted;
    AW_GUEST_DO(items_of(vm, scopes, wanted));
    payload->scopes = vm.heap().make_list(wanted);
    if (status.is_small()) payload->status = static_cast<int>(status.as_small());
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<Instance>()->payload = std::move(payload);
    return lang::make_native(vm, "decorator", wrap_required, carried);
}

Class& add_user_class(Vm& vm, std::string_view name, Class& base, lang::NativeFn authenticated,
                      lang::NativeFn shown) {
    Class& cls = lang::make_class(vm, name, {&base}, kModule);
    lang::def_property(vm, cls, "is_authenticated", authenticated);
    lang::def_property(vm, cls, "display_name", shown);
    lang::def_property(vm, cls, "identity", shown);
    return cls;
}

}  // namespace

void load_authentication(Vm& vm, lang::Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls :
         {state.authentication_error, state.authentication_backend, state.auth_credentials,
          state.base_user, state.simple_user, state.unauthenticated_user})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
    lang::def(vm, module, "requires", requires_);
}

void install_authentication(Vm& vm, WebState& state) {
    state.authentication_error =
        &lang::make_class(vm, "AuthenticationError", {vm.exception_class("Exception")}, kModule);
    state.authentication_backend =
        &lang::make_class(vm, "AuthenticationBackend", {vm.classes.object}, kModule);
    lang::def(vm, *state.authentication_backend, "authenticate", abstract);
    state.auth_credentials = &lang::make_class(vm, "AuthCredentials", {vm.classes.object}, kModule);
    lang::def(vm, *state.auth_credentials, "__init__", auth_credentials_init);
    state.base_user = &add_user_class(vm, "BaseUser", *vm.classes.object, abstract, abstract);
    state.simple_user = &add_user_class(vm, "SimpleUser", *state.base_user, yes, user_name);
    lang::def(vm, *state.simple_user, "__init__", user_init);
    state.unauthenticated_user =
        &add_user_class(vm, "UnauthenticatedUser", *state.base_user, no, empty_text);
    state.required = &lang::make_class(vm, "function", {vm.classes.object}, "builtins");
    lang::def(vm, *state.required, "__call__", required_call);
    state.authentication_middleware = &add_middleware_class(
        vm, "AuthenticationMiddleware", "starlette.middleware.authentication", authentication_init);
}

}  // namespace web
