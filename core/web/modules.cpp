// The modules that programs import: which names of ours stand in which of them.
#include <array>

#include "auth/credentials.h"
#include "auth/scheme.h"
#include "web/app.h"
#include "web/async_iterator.h"
#include "web/background.h"
#include "web/errors.h"
#include "web/json_plain.h"
#include "web/middleware_objects.h"
#include "web/native_coroutine.h"
#include "web/openapi.h"
#include "web/openapi_models.h"
#include "web/response_objects.h"
#include "web/router_objects.h"
#include "web/status_module.h"
#include "web/test_client.h"
#include "web/token_modules.h"
#include "web/web_state.h"
#include "web/websocket_objects.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

void put(Vm& vm, Module& module, std::string_view name, Class* cls) {
    if (cls) lang::set(vm, module, name, lang::class_value(*cls));
}
void put(Vm& vm, Module& module, Class* cls) {
    if (cls) put(vm, module, cls->name, cls);
}

// -- functions -----------------------------------------------------------------------------------

Completion get_authorization_scheme_param(Vm& vm, Native& self, CallArgs args) {
    Value header;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"authorization_header_value", &header}}));
    const auto [scheme, rest] =
        auth::split_authorization(lang::is_text(header) ? lang::text_of(header) : "");
    const std::array<Value, 2> items{vm.heap().make_str(scheme), vm.heap().make_str(rest)};
    return vm.heap().make_tuple(items);
}

using Render = Completion (*)(Vm& vm, const Value& exception, http::Response& out);
template <Render kRender>
Completion render_body(Vm& vm, std::span<Value> arguments) {
    http::Response response;
    AW_GUEST_DO(kRender(vm, arguments[0], response));
    return make_response_object(vm, response);
}

template <Render kRender>
Completion default_exception_handler(Vm& vm, Native& self, CallArgs args) {
    Value request;
    Value exception;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"request", &request}, {"exc", &exception}}));
    return make_native_coroutine(vm, render_body<kRender>, {exception});
}

// -- modules -------------------------------------------------------------------------------------

void load_empty(Vm&, Module&) {}

void load_responses(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls : {state.response, state.json_response, state.plain_text_response,
                       state.html_response, state.redirect_response, state.streaming_response,
                       state.orjson_response, state.ujson_response, state.file_response})
        put(vm, module, cls);
}

void load_requests(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    put(vm, module, state.request);
    put(vm, module, "HTTPConnection", state.http_connection);
}

void load_background(Vm& vm, Module& module) {
    put(vm, module, web_state(vm).background_task);
    put(vm, module, web_state(vm).background_tasks);
}

void load_datastructures(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls : {state.headers, state.mutable_headers, state.query_params, state.form_data,
                       state.url, state.address, state.state_object, state.upload_file})
        put(vm, module, cls);
}

void load_fastapi(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls : {state.fastapi, state.api_router, state.http_exception, state.request,
                       state.response, state.background_tasks, state.upload_file, state.websocket,
                       state.websocket_disconnect, state.websocket_exception})
        put(vm, module, cls);
    add_param_functions(vm, module);
    if (Completion status = vm.import_module("starlette.status"); status.ok())
        lang::set(vm, module, "status", status.take());
    lang::set(vm, module, "__version__", vm.heap().make_str(kFastApiVersion));
}

void load_params(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    put(vm, module, state.depends);
    put(vm, module, state.security);
    put(vm, module, state.param);
    for (Class* cls : state.params) put(vm, module, cls);
}

void load_routing(Vm& vm, Module& module) {
    put(vm, module, web_state(vm).api_router);
    put(vm, module, web_state(vm).api_route);
}

void load_starlette_routing(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls : {state.no_match_found, state.base_route, state.route, state.mount})
        put(vm, module, cls);
}

void load_applications(Vm& vm, Module& module) { put(vm, module, web_state(vm).fastapi); }

void load_exceptions(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls : {state.http_exception, state.request_validation_error,
                       state.response_validation_error, state.fastapi_error, state.scope_error,
                       state.validation_exception, state.websocket_exception})
        put(vm, module, cls);
}

void load_starlette_exceptions(Vm& vm, Module& module) {
    put(vm, module, web_state(vm).starlette_http_exception);
    put(vm, module, web_state(vm).websocket_exception);
}

void load_exception_handlers(Vm& vm, Module& module) {
    lang::def(vm, module, "http_exception_handler",
              default_exception_handler<render_http_exception>);
    lang::def(vm, module, "request_validation_exception_handler",
              default_exception_handler<render_invalid>);
}

void load_encoders(Vm& vm, Module& module) {
    lang::def(vm, module, "jsonable_encoder", jsonable_encoder);
}

// fastapi.security itself leaves out HTTPBase.
// What the modules of fastapi.security import themselves, which programs import from there.
void put_models(Vm& vm, Module& module) {
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"APIKey", "APIKey"},
        {"APIKeyIn", "APIKeyIn"},
        {"OAuthFlows", "OAuthFlowsModel"},
        {"OAuth2", "OAuth2Model"}};
    Completion models = vm.import_module("fastapi.openapi.models");
    for (const auto& [name, here] : kNames)
        if (models.ok())
            if (Completion found = vm.get_attribute(models.value(), name); found.ok())
                lang::set(vm, module, here, found.take());
    put(vm, module, web_state(vm).security_base);
}

template <bool kAll>
void load_security(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls : state.schemes)
        if (kAll || cls != state.schemes[static_cast<std::size_t>(auth::SchemeKind::HttpBase)])
            put(vm, module, cls);
    if (kAll) put_models(vm, module);
    for (Class* cls : {state.authorization_credentials, state.basic_credentials,
                       state.security_scopes, state.password_form, state.password_form_strict})
        put(vm, module, cls);
}

void load_security_base(Vm& vm, Module& module) { put(vm, module, web_state(vm).security_base); }

void load_security_utils(Vm& vm, Module& module) {
    lang::def(vm, module, "get_authorization_scheme_param", get_authorization_scheme_param);
}

void load_middleware(Vm& vm, Module& module) { put(vm, module, web_state(vm).middleware); }

void put_any(Vm& vm, Module& module, std::initializer_list<std::string_view> names) {
    Completion typing = vm.import_module("typing");
    if (!typing.ok()) return;
    if (Completion any = vm.get_attribute(typing.value(), "Any"); any.ok())
        for (const std::string_view name : names) lang::set(vm, module, name, any.value());
}

void load_middleware_base(Vm& vm, Module& module) {
    put(vm, module, web_state(vm).base_middleware);
    put_any(vm, module, {"RequestResponseEndpoint", "DispatchFunction"});
}

void load_asgi_types(Vm& vm, Module& module) {
    put_any(vm, module, {"ASGIApp", "Scope", "Receive", "Send", "Message", "Lifespan"});
}

// A module with one class of the middleware that we bring along.
template <Class* WebState::*kClass>
void load_class(Vm& vm, Module& module) {
    put(vm, module, web_state(vm).*kClass);
}

constexpr lang::NativeModule kWebModules[] = {
    {"starlette", load_empty},
    {"starlette.applications", load_applications},
    {"starlette.authentication", load_authentication},
    {"starlette.background", load_background},
    {"starlette.concurrency", load_concurrency},
    {"starlette.datastructures", load_datastructures},
    {"starlette.exceptions", load_starlette_exceptions},
    {"starlette.middleware", load_middleware},
    {"starlette.middleware.authentication", load_class<&WebState::authentication_middleware>},
    {"starlette.middleware.base", load_middleware_base},
    {"starlette.middleware.cors", load_class<&WebState::cors_middleware>},
    {"starlette.middleware.gzip", load_class<&WebState::gzip_middleware>},
    {"starlette.middleware.httpsredirect", load_class<&WebState::https_redirect_middleware>},
    {"starlette.middleware.sessions", load_class<&WebState::session_middleware>},
    {"starlette.middleware.trustedhost", load_class<&WebState::trusted_host_middleware>},
    {"starlette.requests", load_requests},
    {"starlette.responses", load_responses},
    {"starlette.routing", load_starlette_routing},
    {"starlette.staticfiles", load_class<&WebState::static_files>},
    {"starlette.status", load_status},
    {"starlette.templating", load_class<&WebState::templates>},
    {"starlette.testclient", load_test_client},
    {"starlette.types", load_asgi_types},
    {"starlette.websockets", load_websockets},
    {"fastapi", load_fastapi},
    {"fastapi.applications", load_applications},
    {"fastapi.background", load_background},
    {"fastapi.concurrency", load_concurrency},
    {"fastapi.datastructures", load_datastructures},
    {"fastapi.encoders", load_encoders},
    {"fastapi.exception_handlers", load_exception_handlers},
    {"fastapi.exceptions", load_exceptions},
    {"fastapi.middleware", load_middleware},
    {"fastapi.middleware.cors", load_class<&WebState::cors_middleware>},
    {"fastapi.middleware.gzip", load_class<&WebState::gzip_middleware>},
    {"fastapi.middleware.httpsredirect", load_class<&WebState::https_redirect_middleware>},
    {"fastapi.middleware.trustedhost", load_class<&WebState::trusted_host_middleware>},
    {"fastapi.openapi", load_empty},
    {"fastapi.openapi.models", load_openapi_models},
    {"fastapi.openapi.utils", load_openapi_utils},
    {"fastapi.param_functions", add_param_functions},
    {"fastapi.params", load_params},
    {"fastapi.requests", load_requests},
    {"fastapi.responses", load_responses},
    {"fastapi.routing", load_routing},
    {"fastapi.security", load_security<false>},
    {"fastapi.security.api_key", load_security<true>},
    {"fastapi.security.base", load_security_base},
    {"fastapi.security.http", load_security<true>},
    {"fastapi.security.oauth2", load_security<true>},
    {"fastapi.security.open_id_connect_url", load_security<true>},
    {"fastapi.security.utils", load_security_utils},
    {"fastapi.staticfiles", load_class<&WebState::static_files>},
    {"fastapi.status", load_status},
    {"fastapi.templating", load_class<&WebState::templates>},
    {"fastapi.testclient", load_test_client},
    {"fastapi.websockets", load_websockets},
};

}  // namespace

WebState& web_state(Vm& vm) { return static_cast<WebState&>(*vm.host_data); }

void add_web_modules(Vm& vm) {
    vm.host_data = std::make_unique<WebState>();
    WebState& state = web_state(vm);
    install_exceptions(vm, state);
    install_requests(vm, state);
    install_responses(vm, state);
    install_security(vm, state);
    install_params(vm, state);
    install_models(vm, state);
    install_background(vm, state);
    install_middleware(vm, state);
    install_websockets(vm, state);
    install_openapi_models(vm, state);
    install_test_client(vm, state);
    install_routers(vm, state);
    for (const lang::NativeModule& module : kWebModules) vm.add_module(module);
    add_token_modules(vm);
    add_model_modules(vm);
}

}  // namespace web
