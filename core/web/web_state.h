// web/web_state.h -- what core/web keeps with one Vm: the classes it gives guests, and the request
// being answered. Made by add_web_modules, before any program runs; freed with the Vm.
//
// Each install_* makes its classes and stores them here; modules.cpp puts them into the modules
// that guests import (fastapi, fastapi.security, starlette.requests ...).
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "lang/vm.h"

namespace web {

struct Exchange;
struct Route;
struct ModelPlan;                    // model_plan.h
enum class TypeKind : std::uint8_t;  // validate.h

struct WebState : lang::Payload {
    lang::Class* native_coroutine = nullptr;  // native_coroutine.cpp
    lang::Class* async_iterator = nullptr;    // async_iterator.cpp
    // request_object.cpp
    lang::Class* http_connection = nullptr;
    lang::Class* request = nullptr;
    lang::Class* upload_file = nullptr;
    lang::Class* upload_stream = nullptr;
    lang::Class* headers = nullptr;  // header_objects.cpp
    lang::Class* mutable_headers = nullptr;
    lang::Class* query_params = nullptr;  // multidict_objects.cpp
    lang::Class* form_data = nullptr;
    lang::Class* url = nullptr;  // url_object.cpp
    lang::Class* address = nullptr;
    lang::Class* state_object = nullptr;  // state_object.cpp
    // response_objects.cpp
    lang::Class* response = nullptr;
    lang::Class* json_response = nullptr;
    lang::Class* plain_text_response = nullptr;
    lang::Class* html_response = nullptr;
    lang::Class* redirect_response = nullptr;
    lang::Class* streaming_response = nullptr;
    lang::Class* orjson_response = nullptr;
    lang::Class* ujson_response = nullptr;
    lang::Class* file_response = nullptr;
    lang::Class* static_files = nullptr;
    lang::Class* templates = nullptr;
    lang::Class* passed_response = nullptr;  // what call_next gives
    // security_objects.cpp
    lang::Class* security_base = nullptr;  // of every scheme
    lang::Class* schemes[11] = {};         // by auth::SchemeKind
    lang::Class* scheme_model = nullptr;
    lang::Class* authorization_credentials = nullptr;
    lang::Class* basic_credentials = nullptr;
    lang::Class* security_scopes = nullptr;
    lang::Class* password_form = nullptr;         // OAuth2PasswordRequestForm
    lang::Class* password_form_strict = nullptr;  // its subclass
    // exception_objects.cpp
    lang::Class* starlette_http_exception = nullptr;
    lang::Class* http_exception = nullptr;  // fastapi's, a subclass of starlette's
    lang::Class* request_validation_error = nullptr;
    lang::Class* response_validation_error = nullptr;
    lang::Class* fastapi_error = nullptr;
    lang::Class* scope_error = nullptr;  // DependencyScopeError
    lang::Class* validation_exception = nullptr;
    lang::Class* openapi_models[12] = {};  // openapi_models.cpp
    // test_client.cpp
    lang::Class* test_client = nullptr;
    // param_objects.cpp
    lang::Class* depends = nullptr;
    lang::Class* security = nullptr;
    lang::Class* param = nullptr;  // of the seven that follow
    lang::Class* params[7] = {};   // by ParamIn: Path, Query, Header, Cookie, Body, Form, File
    // router_objects.cpp
    lang::Class* fastapi = nullptr;
    lang::Class* api_router = nullptr;
    lang::Class* api_route = nullptr;
    lang::Class* included_router = nullptr;
    lang::Class* base_route = nullptr;  // starlette's, with Route and Mount
    lang::Class* route = nullptr;
    lang::Class* mount = nullptr;
    lang::Class* no_match_found = nullptr;
    lang::Class* background_task = nullptr;  // background.cpp
    lang::Class* background_tasks = nullptr;
    lang::Class* websocket = nullptr;  // websocket_objects.cpp
    lang::Class* websocket_disconnect = nullptr;
    lang::Class* websocket_exception = nullptr;
    // middleware_objects.cpp
    lang::Class* middleware = nullptr;
    lang::Class* base_middleware = nullptr;
    lang::Class* cors_middleware = nullptr;
    lang::Class* session_middleware = nullptr;
    lang::Class* session = nullptr;
    lang::Class* trusted_host_middleware = nullptr;
    lang::Class* https_redirect_middleware = nullptr;
    lang::Class* gzip_middleware = nullptr;
    // authentication.cpp
    lang::Class* authentication_middleware = nullptr;
    lang::Class* authentication_error = nullptr;
    lang::Class* authentication_backend = nullptr;
    lang::Class* auth_credentials = nullptr;
    lang::Class* base_user = nullptr;
    lang::Class* simple_user = nullptr;
    lang::Class* unauthenticated_user = nullptr;
    lang::Class* required = nullptr;

    // pydantic: model_object.cpp, validation_error.cpp, field_object.cpp ...
    lang::Class* base_model = nullptr;
    lang::Class* root_model = nullptr;
    lang::Class* type_adapter = nullptr;
    lang::Class* base_settings = nullptr;
    lang::Class* validation_error = nullptr;
    lang::Class* custom_error = nullptr;
    lang::Class* user_error = nullptr;
    lang::Class* schema_error = nullptr;
    lang::Class* serialization_error = nullptr;
    lang::Class* validation_info = nullptr;
    lang::Class* serialization_info = nullptr;
    lang::Class* hook_proxy = nullptr;  // what stands in a class body for @field_validator
    lang::Class* field_info = nullptr;
    lang::Class* private_attr = nullptr;
    lang::Class* alias_path = nullptr;
    lang::Class* alias_choices = nullptr;
    lang::Class* alias_generator = nullptr;
    lang::Class* constraints_object = nullptr;
    lang::Value undefined;                                        // PydanticUndefined
    std::vector<std::pair<lang::Class*, TypeKind>> marked_types;  // SecretStr, HttpUrl ...
    std::vector<std::pair<lang::Value, std::shared_ptr<ModelPlan>>> records;  // model_record.cpp

    // Counts the routes that were added, to any router.
    std::uint64_t routes_version = 1;
    // The route that a route_class is being asked a handler for; null: the object's own.
    std::shared_ptr<Route> placed_route;
    // The request being answered, the innermost of them; null between requests.
    Exchange* current = nullptr;
    // Made when a program first imports the modules.
    std::unique_ptr<lang::Payload> jwt;        // jwt_state.h
    std::unique_ptr<lang::Payload> keys;       // key_objects.cpp
    std::unique_ptr<lang::Payload> passwords;  // password_state.h
    std::unique_ptr<lang::Payload> jose;       // jose_decode.h
};

WebState& web_state(lang::Vm& vm);

void install_requests(lang::Vm& vm, WebState& state);       // request_object.cpp
void install_responses(lang::Vm& vm, WebState& state);      // response_objects.cpp
void install_security(lang::Vm& vm, WebState& state);       // security_objects.cpp
void install_exceptions(lang::Vm& vm, WebState& state);     // exception_objects.cpp
void install_params(lang::Vm& vm, WebState& state);         // param_objects.cpp
void install_routers(lang::Vm& vm, WebState& state);        // router_objects.cpp
void install_models(lang::Vm& vm, WebState& state);         // model_module.cpp
void install_fields(lang::Vm& vm, WebState& state);         // field_object.cpp
void install_special_types(lang::Vm& vm, WebState& state);  // special_types.cpp
void install_model_errors(lang::Vm& vm, WebState& state);   // validation_error.cpp
void install_type_adapter(lang::Vm& vm, WebState& state);   // type_adapter.cpp

// pydantic, pydantic_core, annotated_types, pydantic_settings: once per Vm.
void add_model_modules(lang::Vm& vm);

// Depends, Security, Query, Path ... as programs import them from fastapi.
void add_param_functions(lang::Vm& vm, lang::Module& module);

}  // namespace web
