// The scheme classes. FastAPI security/*.py.
#include "web/security_objects.h"

#include <array>

#include "trace/recorder.h"
#include "web/exception_objects.h"
#include "web/native_coroutine.h"
#include "web/openapi_models.h"
#include "web/options.h"
#include "web/request_object.h"
#include "web/security_values.h"
#include "web/web_state.h"

namespace web {

using auth::SchemeKind;
using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// -- making a scheme -----------------------------------------------------------------------------

constexpr std::array<std::string_view, 4> kCommon{"scheme_name", "description", "auto_error",
                                                  "realm"};

std::span<const std::string_view> positional_of(SchemeKind kind) {
    static constexpr std::string_view kPassword[] = {"tokenUrl",    "scheme_name", "scopes",
                                                     "description", "auto_error",  "refreshUrl"};
    static constexpr std::string_view kCode[] = {"authorizationUrl", "tokenUrl", "refreshUrl",
                                                 "scheme_name",      "scopes",   "description",
                                                 "auto_error"};
    if (kind == SchemeKind::OAuth2PasswordBearer) return kPassword;
    if (kind == SchemeKind::OAuth2AuthorizationCodeBearer) return kCode;
    return {};
}

std::span<const std::string_view> keywords_of(SchemeKind kind) {
    static constexpr std::string_view kFlows[] = {"flows", "scheme_name", "description",
                                                  "auto_error"};
    static constexpr std::string_view kConnect[] = {"openIdConnectUrl", "scheme_name",
                                                    "description", "auto_error"};
    static constexpr std::string_view kBase[] = {"scheme", "scheme_name", "description",
                                                 "auto_error"};
    static constexpr std::string_view kBearer[] = {"bearerFormat", "scheme_name", "description",
                                                   "auto_error"};
    static constexpr std::string_view kBasic[] = {"scheme_name", "realm", "description",
                                                  "auto_error"};
    static constexpr std::string_view kDigest[] = {"scheme_name", "description", "auto_error"};
    static constexpr std::string_view kKey[] = {"name", "scheme_name", "description", "auto_error"};
    switch (kind) {
        case SchemeKind::OAuth2PasswordBearer:
        case SchemeKind::OAuth2AuthorizationCodeBearer: return {};
        case SchemeKind::OAuth2: return kFlows;
        case SchemeKind::OpenIdConnect: return kConnect;
        case SchemeKind::HttpBase: return kBase;
        case SchemeKind::HttpBearer: return kBearer;
        case SchemeKind::HttpBasic: return kBasic;
        case SchemeKind::HttpDigest: return kDigest;
        case SchemeKind::ApiKeyHeader:
        case SchemeKind::ApiKeyQuery:
        case SchemeKind::ApiKeyCookie: return kKey;
    }
    return {};
}

// What must be given, and in what order TypeError lists what is missing.
std::span<const std::string_view> required_of(SchemeKind kind) {
    static constexpr std::string_view kToken[] = {"tokenUrl"};
    static constexpr std::string_view kCode[] = {"authorizationUrl", "tokenUrl"};
    static constexpr std::string_view kUrl[] = {"openIdConnectUrl"};
    static constexpr std::string_view kScheme[] = {"scheme"};
    static constexpr std::string_view kName[] = {"name"};
    switch (kind) {
        case SchemeKind::OAuth2PasswordBearer: return kToken;
        case SchemeKind::OAuth2AuthorizationCodeBearer: return kCode;
        case SchemeKind::OpenIdConnect: return kUrl;
        case SchemeKind::HttpBase: return kScheme;
        case SchemeKind::ApiKeyHeader:
        case SchemeKind::ApiKeyQuery:
        case SchemeKind::ApiKeyCookie: return kName;
        case SchemeKind::OAuth2:
        case SchemeKind::HttpBearer:
        case SchemeKind::HttpBasic:
        case SchemeKind::HttpDigest: return {};
    }
    return {};
}

Completion check_required(Vm& vm, SchemeKind kind, const Options& options) {
    std::vector<std::string> missing;
    for (const std::string_view name : required_of(kind))
        if (options.get(name).empty()) missing.push_back("'" + std::string(name) + "'");
    if (missing.empty()) return Completion::none();
    const bool by_position = !positional_of(kind).empty();
    std::string message = std::string(auth::class_name(kind)) + ".__init__() missing " +
                          std::to_string(missing.size()) + " required " +
                          (by_position ? "positional argument" : "keyword-only argument") +
                          (missing.size() > 1 ? "s: " : ": ") + missing[0];
    if (missing.size() > 1) message += " and " + missing[1];
    return vm.raise("TypeError", message);
}

// The attributes that programs read: scheme_name, auto_error, realm, model.
void write_attributes(Vm& vm, Instance& instance, const Options& options,
                      const auth::Scheme& scheme) {
    const Value& name = options.given("scheme_name");
    lang::write_slot(vm, instance, "scheme_name",
                     name.empty() ? vm.heap().make_str(instance.cls->name) : name);
    lang::write_slot(vm, instance, "auto_error", Value::boolean(scheme.auto_error));
    if (scheme.kind == SchemeKind::HttpBasic)
        lang::write_slot(vm, instance, "realm",
                         scheme.realm ? vm.heap().make_str(*scheme.realm) : Value::none());
    const Value model = make_scheme_model(vm, scheme);
    auto& model_instance = *model.as<Instance>();
    for (const std::string_view key : {"bearerFormat", "openIdConnectUrl"})
        if (!options.given(key).empty())
            lang::write_slot(vm, model_instance, key, options.given(key));
    const Value& description = options.get("description");
    lang::write_slot(vm, *model.as<Instance>(), "description",
                     description.empty() ? Value::none() : description);
    lang::write_slot(vm, instance, "model", model);
}

// flows= of OAuth2; of its two subclasses what their own arguments make.
Completion write_flows(Vm& vm, SchemeKind kind, const Options& options, Instance& instance) {
    const bool password = kind == SchemeKind::OAuth2PasswordBearer;
    const bool code = kind == SchemeKind::OAuth2AuthorizationCodeBearer;
    if (!password && !code && kind != SchemeKind::OAuth2) return Completion::none();
    Value given = options.given("flows").empty() ? vm.heap().make_dict() : options.given("flows");
    if (password || code) {
        const Value flow = vm.heap().make_dict();
        for (const std::string_view key : {"authorizationUrl", "tokenUrl", "refreshUrl"})
            if (!options.given(key).empty())
                lang::dict_put(vm, *flow.as<lang::Dict>(), key, options.given(key));
        lang::dict_put(
            vm, *flow.as<lang::Dict>(), "scopes",
            options.given("scopes").empty() ? vm.heap().make_dict() : options.given("scopes"));
        given = vm.heap().make_dict();
        lang::dict_put(vm, *given.as<lang::Dict>(), password ? "password" : "authorizationCode",
                       flow);
    }
    AW_GUEST(const Value flows, make_flows(vm, given));
    const Value model = lang::read_slot(instance, "model");
    lang::write_slot(vm, *model.as<Instance>(), "flows", flows);
    return Completion::none();
}

template <SchemeKind kKind>
Completion scheme_init(Vm& vm, Native& self, CallArgs args) {
    Options options;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), positional_of(kKind),
                              keywords_of(kKind), Unknown::Refuse, options));
    AW_GUEST_DO(check_required(vm, kKind, options));
    auto payload = std::make_unique<SchemePayload>();
    payload->scheme.kind = kKind;
    payload->scheme.auto_error = options.flag("auto_error", true);
    if (kKind == SchemeKind::HttpBase) payload->scheme.name = options.text("scheme").value_or("");
    if (kKind == SchemeKind::HttpBasic) payload->scheme.realm = options.text("realm");
    if (required_of(kKind).size() == 1 && required_of(kKind)[0] == "name")
        payload->scheme.name = options.text("name").value_or("");
    auto& instance = *args.positional[0].as<Instance>();
    write_attributes(vm, instance, options, payload->scheme);
    AW_GUEST_DO(write_flows(vm, kKind, options, instance));
    instance.payload = std::move(payload);
    return Completion::none();
}

// -- asking it -----------------------------------------------------------------------------------

void record(Vm& vm, std::string_view class_name, const auth::Extraction& found) {
    if (vm.recorder() == nullptr) return;
    std::vector<trace::Field> fields{{"scheme", std::string(class_name)},
                                     {"in", std::string(found.in)},
                                     {"name", found.name},
                                     {"present", found.credentials ? "true" : "false"}};
    if (found.credentials) {
        const auth::Credentials& given = *found.credentials;
        const bool is_basic = !given.username.empty() || !given.password.empty();
        fields.push_back({"value", is_basic ? given.username + ":" + given.password : given.value});
    } else if (found.raw) {
        fields.push_back({"value", *found.raw});
    }
    if (found.refusal) fields.push_back({"reason", found.refusal->reason});
    vm.recorder()->emit(trace::EventKind::CredentialsRead, fields);
}

Value credentials_value(Vm& vm, SchemeKind kind, const auth::Credentials& credentials) {
    switch (kind) {
        case SchemeKind::HttpBase:
        case SchemeKind::HttpBearer:
        case SchemeKind::HttpDigest: return make_credentials(vm, credentials);
        case SchemeKind::HttpBasic: return make_basic_credentials(vm, credentials);
        case SchemeKind::OAuth2:
        case SchemeKind::OAuth2PasswordBearer:
        case SchemeKind::OAuth2AuthorizationCodeBearer:
        case SchemeKind::OpenIdConnect:
        case SchemeKind::ApiKeyHeader:
        case SchemeKind::ApiKeyQuery:
        case SchemeKind::ApiKeyCookie: return vm.heap().make_str(credentials.value);
    }
    return Value::none();
}

Completion raise_refusal(Vm& vm, const auth::Refusal& refusal) {
    return raise_http_exception(vm, refusal.status, vm.heap().make_str(refusal.detail),
                                refusal.headers);
}

SchemePayload* scheme_payload(const Value& value) { return lang::payload_of<SchemePayload>(value); }

// -- methods -------------------------------------------------------------------------------------

Completion await_call(Vm& vm, std::span<Value> arguments) {
    const auto* request = lang::payload_of<RequestPayload>(arguments[1]);
    if (request == nullptr)
        return vm.raise("AttributeError", "'" + vm.class_of(arguments[1]).name +
                                              "' object has no attribute 'headers'");
    return ask_scheme(vm, arguments[0], *request->message);
}

Completion scheme_call(Vm& vm, Native& self, CallArgs args) {
    Value request;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"request", &request}}));
    return make_native_coroutine(vm, await_call, {args.positional[0], request});
}

// The exception that a refusal raises, as an instance.
Completion scheme_error(Vm& vm, Native&, CallArgs args) {
    const SchemePayload* payload = scheme_payload(args.positional[0]);
    if (payload == nullptr) return vm.raise("TypeError", "a security scheme was expected");
    const auth::Extraction nothing = auth::extract(payload->scheme, http::Request{});
    Completion raised = raise_refusal(vm, *nothing.refusal);
    return raised.raised() ? Completion(raised.error()) : raised;
}

template <SchemeKind kKind>
void install_scheme(Vm& vm, WebState& state, Class& base, std::string_view module_name) {
    Class& cls = lang::make_class(vm, auth::class_name(kKind), {&base}, module_name);
    lang::def(vm, cls, "__init__", scheme_init<kKind>);
    lang::def(vm, cls, "__call__", scheme_call);
    lang::def(vm, cls, "make_not_authenticated_error", scheme_error);
    state.schemes[static_cast<std::size_t>(kKind)] = &cls;
}

}  // namespace

Completion ask_scheme(Vm& vm, const auth::Scheme& scheme, const http::Request& request) {
    const auth::Extraction found = auth::extract(scheme, request);
    record(vm, auth::class_name(scheme.kind), found);
    if (found.credentials) return credentials_value(vm, scheme.kind, *found.credentials);
    if (!scheme.auto_error && !found.refusal->always) return Value::none();
    return raise_refusal(vm, *found.refusal);
}

Completion ask_scheme(Vm& vm, const Value& value, const http::Request& request) {
    const SchemePayload* payload = scheme_payload(value);
    if (payload == nullptr)  // a subclass that never called super().__init__()
        return vm.raise("AttributeError",
                        "'" + vm.class_of(value).name + "' object has no attribute 'auto_error'");
    const auth::Scheme scheme = payload->scheme;
    const Value error = vm.find_in_class(vm.class_of(value), "make_not_authenticated_error");
    if (!error.is(lang::Kind::Function)) return ask_scheme(vm, scheme, request);
    const auth::Extraction found = auth::extract(scheme, request);
    record(vm, vm.class_of(value).name, found);
    if (found.credentials) return credentials_value(vm, scheme.kind, *found.credentials);
    if (!scheme.auto_error && !found.refusal->always) return Value::none();
    AW_GUEST(const Value exception, vm.call_method(value, "make_not_authenticated_error"));
    return vm.raise_value(exception);
}

void install_security(Vm& vm, WebState& state) {
    Class& base =
        lang::make_class(vm, "SecurityBase", {vm.classes.object}, "fastapi.security.base");
    state.security_base = &base;
    using enum SchemeKind;
    install_scheme<OAuth2>(vm, state, base, "fastapi.security.oauth2");
    Class& oauth2 = *state.schemes[static_cast<std::size_t>(OAuth2)];
    install_scheme<OAuth2PasswordBearer>(vm, state, oauth2, "fastapi.security.oauth2");
    install_scheme<OAuth2AuthorizationCodeBearer>(vm, state, oauth2, "fastapi.security.oauth2");
    install_scheme<OpenIdConnect>(vm, state, base, "fastapi.security.open_id_connect_url");
    install_scheme<HttpBase>(vm, state, base, "fastapi.security.http");
    Class& http_base = *state.schemes[static_cast<std::size_t>(HttpBase)];
    install_scheme<HttpBearer>(vm, state, http_base, "fastapi.security.http");
    install_scheme<HttpBasic>(vm, state, http_base, "fastapi.security.http");
    install_scheme<HttpDigest>(vm, state, http_base, "fastapi.security.http");
    Class& key_base = lang::make_class(vm, "APIKeyBase", {&base}, "fastapi.security.api_key");
    install_scheme<ApiKeyHeader>(vm, state, key_base, "fastapi.security.api_key");
    install_scheme<ApiKeyQuery>(vm, state, key_base, "fastapi.security.api_key");
    install_scheme<ApiKeyCookie>(vm, state, key_base, "fastapi.security.api_key");
    install_security_values(vm, state);
}

}  // namespace web
