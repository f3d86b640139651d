#include "web/security_values.h"

#include <array>

#include "auth/scopes.h"
#include "web/security_objects.h"
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

using FieldNames = std::array<std::string_view, 2>;
constexpr FieldNames kAuthorization{"scheme", "credentials"};
constexpr FieldNames kBasic{"username", "password"};

// -- HTTPAuthorizationCredentials, HTTPBasicCredentials
// --------------------------------------------

template <const FieldNames& kNames>
Completion credentials_init(Vm& vm, Native& self, CallArgs args) {
    Value first, second;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{kNames[0], &first, lang::Parameter::How::KeywordRequired},
                            {kNames[1], &second, lang::Parameter::How::KeywordRequired}}));
    auto& instance = *args.positional[0].as<Instance>();
    lang::write_slot(vm, instance, kNames[0], first);
    lang::write_slot(vm, instance, kNames[1], second);
    return Completion::none();
}

// scheme='Bearer' credentials='abc', as pydantic models print.
template <const FieldNames& kNames>
Completion shown_fields(Vm& vm, const Value& value, std::string_view separator) {
    std::string text;
    for (const std::string_view name : kNames) {
        if (!text.empty()) text += separator;
        AW_GUEST(const Value field, vm.get_attribute(value, name));
        AW_GUEST(const Value shown, vm.repr(field));
        text.append(name).append("=").append(lang::text_of(shown));
    }
    return vm.heap().make_str(text);
}

template <const FieldNames& kNames>
Completion credentials_repr(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value fields, shown_fields<kNames>(vm, args.positional[0], ", "));
    return vm.heap().make_str(vm.class_of(args.positional[0]).name + "(" +
                              std::string(lang::text_of(fields)) + ")");
}

template <const FieldNames& kNames>
Completion credentials_str(Vm& vm, Native&, CallArgs args) {
    return shown_fields<kNames>(vm, args.positional[0], " ");
}

template <const FieldNames& kNames>
Completion credentials_eq(Vm& vm, Native& self, CallArgs args) {
    Value other;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"other", &other}}));
    const Value& mine = args.positional[0];
    if (!other.is(lang::Kind::Instance) || &vm.class_of(other) != &vm.class_of(mine))
        return Value::not_implemented();
    for (const std::string_view name : kNames) {
        AW_GUEST(const Value left, vm.get_attribute(mine, name));
        AW_GUEST(const Value right, vm.get_attribute(other, name));
        AW_GUEST(const Value same, vm.equals(left, right));
        if (!same.is_true()) return Value::false_();
    }
    return Value::true_();
}

template <const FieldNames& kNames>
Completion credentials_dump(Vm& vm, Native&, CallArgs args) {
    Value data = vm.heap().make_dict();
    for (const std::string_view name : kNames) {
        AW_GUEST(Value field, vm.get_attribute(args.positional[0], name));
        lang::dict_put(vm, *data.as<lang::Dict>(), name, std::move(field));
    }
    return data;
}

template <const FieldNames& kNames>
Class* install_credentials(Vm& vm, std::string_view name) {
    Class& cls = lang::make_class(vm, name, {vm.classes.object}, "fastapi.security.http");
    lang::def(vm, cls, "__init__", credentials_init<kNames>);
    lang::def(vm, cls, "__repr__", credentials_repr<kNames>);
    lang::def(vm, cls, "__str__", credentials_str<kNames>);
    lang::def(vm, cls, "__eq__", credentials_eq<kNames>);
    lang::def(vm, cls, "model_dump", credentials_dump<kNames>);
    return &cls;
}

Value make_pair_of(Vm& vm, Class& cls, const FieldNames& names, std::string_view first,
                   std::string_view second) {
    Value made = lang::make_instance(vm, cls);
    lang::write_slot(vm, *made.as<Instance>(), names[0], vm.heap().make_str(first));
    lang::write_slot(vm, *made.as<Instance>(), names[1], vm.heap().make_str(second));
    return made;
}

// -- the password form ---------------------------------------------------------------------------

template <lang::Parameter::How kGrantType>
Completion form_init(Vm& vm, Native& self, CallArgs args) {
    constexpr auto kRequired = lang::Parameter::How::KeywordRequired;
    Value grant_type = Value::none();
    Value username, password;
    Value scope = vm.heap().make_ascii("");
    Value client_id = Value::none();
    Value client_secret = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"grant_type", &grant_type, kGrantType},
                            {"username", &username, kRequired},
                            {"password", &password, kRequired},
                            {"scope", &scope, lang::kKeywordOnly},
                            {"client_id", &client_id, lang::kKeywordOnly},
                            {"client_secret", &client_secret, lang::kKeywordOnly}}));
    AW_GUEST(const Value scopes, vm.call_method(scope, "split"));
    auto& form = *args.positional[0].as<Instance>();
    lang::write_slot(vm, form, "grant_type", grant_type);
    lang::write_slot(vm, form, "username", username);
    lang::write_slot(vm, form, "password", password);
    lang::write_slot(vm, form, "scopes", scopes);
    lang::write_slot(vm, form, "client_id", client_id);
    lang::write_slot(vm, form, "client_secret", client_secret);
    return Completion::none();
}

// -- SecurityScopes ------------------------------------------------------------------------------

Completion scopes_init(Vm& vm, Native& self, CallArgs args) {
    Value scopes = Value::none();
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"scopes", &scopes, lang::kOptional}}));
    if (scopes.is_none()) scopes = vm.heap().make_list();
    std::array pieces{scopes};
    AW_GUEST(const Value text,
             vm.call_method(vm.heap().make_ascii(" "), "join", std::span<Value>(pieces)));
    auto& instance = *args.positional[0].as<Instance>();
    lang::write_slot(vm, instance, "scopes", scopes);
    lang::write_slot(vm, instance, "scope_str", text);
    return Completion::none();
}

std::string_view openapi_type(auth::SchemeKind kind) {
    using enum auth::SchemeKind;
    switch (kind) {
        case OAuth2:
        case OAuth2PasswordBearer:
        case OAuth2AuthorizationCodeBearer: return "oauth2";
        case OpenIdConnect: return "openIdConnect";
        case HttpBase:
        case HttpBearer:
        case HttpBasic:
        case HttpDigest: return "http";
        case ApiKeyHeader:
        case ApiKeyQuery:
        case ApiKeyCookie: return "apiKey";
    }
    return "";
}

std::string_view http_scheme(const auth::Scheme& scheme) {
    if (scheme.kind == auth::SchemeKind::HttpBearer) return "bearer";
    if (scheme.kind == auth::SchemeKind::HttpBasic) return "basic";
    if (scheme.kind == auth::SchemeKind::HttpDigest) return "digest";
    return scheme.name;
}

}  // namespace

Value make_scheme_model(Vm& vm, const auth::Scheme& scheme) {
    Value model = lang::make_instance(vm, *web_state(vm).scheme_model);
    auto& instance = *model.as<Instance>();
    const auto write = [&](std::string_view name, std::string_view text) {
        lang::write_slot(vm, instance, name, vm.heap().make_str(text));
    };
    const std::string_view type = openapi_type(scheme.kind);
    write("type_", type);
    if (type == "apiKey") {
        write("in_", scheme.kind == auth::SchemeKind::ApiKeyHeader  ? "header"
                     : scheme.kind == auth::SchemeKind::ApiKeyQuery ? "query"
                                                                    : "cookie");
        write("name", scheme.name);
    }
    if (type == "http") write("scheme", http_scheme(scheme));
    return model;
}

Value make_credentials(Vm& vm, const auth::Credentials& given) {
    return make_pair_of(vm, *web_state(vm).authorization_credentials, kAuthorization, given.scheme,
                        given.value);
}

Value make_basic_credentials(Vm& vm, const auth::Credentials& given) {
    return make_pair_of(vm, *web_state(vm).basic_credentials, kBasic, given.username,
                        given.password);
}

Value make_security_scopes(Vm& vm, const std::vector<std::string>& scopes) {
    std::vector<Value> items;
    items.reserve(scopes.size());
    for (const std::string& scope : scopes) items.push_back(vm.heap().make_str(scope));
    Value made = lang::make_instance(vm, *web_state(vm).security_scopes);
    lang::write_slot(vm, *made.as<Instance>(), "scopes", vm.heap().make_list(items));
    lang::write_slot(vm, *made.as<Instance>(), "scope_str",
                     vm.heap().make_str(auth::scope_text(scopes)));
    return made;
}

void install_security_values(Vm& vm, WebState& state) {
    state.authorization_credentials =
        install_credentials<kAuthorization>(vm, "HTTPAuthorizationCredentials");
    state.basic_credentials = install_credentials<kBasic>(vm, "HTTPBasicCredentials");
    constexpr std::string_view kModule = "fastapi.security.oauth2";
    Class& form = lang::make_class(vm, "OAuth2PasswordRequestForm", {vm.classes.object}, kModule);
    lang::def(vm, form, "__init__", form_init<lang::kKeywordOnly>);
    Class& strict = lang::make_class(vm, "OAuth2PasswordRequestFormStrict", {&form}, kModule);
    lang::def(vm, strict, "__init__", form_init<lang::Parameter::How::KeywordRequired>);
    Class& scopes = lang::make_class(vm, "SecurityScopes", {vm.classes.object}, kModule);
    lang::def(vm, scopes, "__init__", scopes_init);
    state.password_form = &form;
    state.password_form_strict = &strict;
    state.security_scopes = &scopes;
    state.scheme_model =
        &lang::make_class(vm, "SecurityBase", {vm.classes.object}, "fastapi.openapi.models");
}

}  // namespace web
