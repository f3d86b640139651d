// The modules that programs import as jose, jose.jwt, jose.jws and jose.exceptions.
#include <array>

#include "lang/arguments.h"
#include "lang/datetime.h"
#include "web/jose_decode.h"
#include "web/jose_keys.h"
#include "web/jwt_decode.h"
#include "web/jwt_encode.h"
#include "web/options.h"
#include "web/token_modules.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::string_view kJoseDecodeNames[] = {
    "token", "key", "algorithms", "options", "audience", "issuer", "subject", "access_token"};
constexpr std::string_view kJoseEncodeNames[] = {"claims", "key", "algorithm", "headers",
                                                 "access_token"};

std::string algorithm_of(const Options& options) {
    return options.text("algorithm").value_or("HS256");
}

// exp, iat and nbf become seconds in the program's own dict, as jose does it.
Completion write_seconds(Vm& vm, const Value& claims) {
    AW_GUEST(const Value converted, claims_with_seconds(vm, claims));
    for (const std::string_view name : {"exp", "iat", "nbf"}) {
        const Value value = lang::dict_find(*lang::plain(converted).as<Dict>(), name);
        if (!value.empty()) AW_GUEST_DO(vm.set_item(claims, vm.heap().make_ascii(name), value));
    }
    return Completion::none();
}

Completion jose_jwt_encode(Vm& vm, Native& self, CallArgs args) {
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, kJoseEncodeNames, {}, Unknown::Refuse, options));
    const Value& claims = options.get("claims");
    if (claims.empty() || options.get("key").empty())
        return vm.raise("TypeError", "encode() missing 1 required positional argument: 'key'");
    if (!lang::plain(claims).is(Kind::Dict))
        return vm.raise("AttributeError", "'" + std::string(lang::type_name_of(vm, claims)) +
                                              "' object has no attribute 'get'");
    AW_GUEST_DO(write_seconds(vm, claims));
    return jose_sign(vm, claims, options.get("key"), options.get("headers"), algorithm_of(options));
}

Completion read_jose_decode(Vm& vm, const Native& self, CallArgs args, JoseCall& call) {
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, kJoseDecodeNames, {}, Unknown::Refuse, options));
    call.token = options.get("token");
    call.key = options.get("key");
    if (call.token.empty() || call.key.empty())
        return vm.raise("TypeError", "decode() missing 1 required positional argument: 'key'");
    call.algorithms = options.get("algorithms");
    call.options = options.get("options");
    call.audience = options.get("audience");
    call.issuer = options.get("issuer");
    call.subject = options.get("subject");
    return Completion::none();
}

Completion jose_jwt_decode(Vm& vm, Native& self, CallArgs args) {
    JoseCall call;
    AW_GUEST_DO(read_jose_decode(vm, self, args, call));
    return jose_decode(vm, call);
}

// Whatever goes wrong below is one JWTError to jose.
Completion as_jwt_error(Vm& vm, Completion outcome, std::string_view message) {
    if (!outcome.raised()) return outcome;
    return raise_jose(vm, jose_state(vm).jwt_error, message);
}

Completion jose_unverified_header(Vm& vm, Native& self, CallArgs args) {
    Value token;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"token", &token}}));
    return as_jwt_error(vm, jose_unverified(vm, token, JosePart::Header),
                        "Error decoding token headers.");
}

Completion jwt_unverified_claims(Vm& vm, Native& self, CallArgs args) {
    Value token;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"token", &token}}));
    AW_GUEST(const Value payload, as_jwt_error(vm, jose_unverified(vm, token, JosePart::Payload),
                                               "Error decoding token claims."));
    Completion claims = loads_json(vm, payload);
    if (claims.raised()) {
        AW_GUEST(const Value text, vm.str(claims.error()));
        return raise_jose(vm, jose_state(vm).jwt_error,
                          "Invalid claims string: " + std::string(lang::text_of(text)));
    }
    if (claims.ok() && !claims.value().is(Kind::Dict))
        return raise_jose(vm, jose_state(vm).jwt_error,
                          "Invalid claims string: must be a json object");
    return claims;
}

Completion jws_sign(Vm& vm, Native& self, CallArgs args) {
    Options options;
    constexpr std::string_view kNames[] = {"payload", "key", "headers", "algorithm"};
    AW_GUEST_DO(Options::read(vm, self, args, kNames, {}, Unknown::Refuse, options));
    if (options.get("payload").empty() || options.get("key").empty())
        return vm.raise("TypeError", "sign() missing 1 required positional argument: 'key'");
    return jose_sign(vm, options.get("payload"), options.get("key"), options.get("headers"),
                     algorithm_of(options));
}

Completion jws_verify(Vm& vm, Native& self, CallArgs args) {
    JoseCall call;
    AW_GUEST_DO(
        lang::bind(vm, self, args,
                   {{"token", &call.token}, {"key", &call.key}, {"algorithms", &call.algorithms}}));
    return jose_verify(vm, call);
}

Completion jws_unverified_header(Vm& vm, Native& self, CallArgs args) {
    Value token;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"token", &token}}));
    return jose_unverified(vm, token, JosePart::Header);
}

Completion jwk_construct(Vm& vm, Native&, CallArgs) {
    return vm.stop(lang::StopKind::Refused,
                   "refused: jose.jwk.construct is not offered here; jwt.decode takes JWKs and "
                   "key sets as they are");
}

}  // namespace

JoseState& jose_state(Vm& vm) {
    auto& held = web_state(vm).jose;
    if (!held) {
        auto made = std::make_unique<JoseState>();
        const auto error = [&](std::string_view name, Class* base) {
            return &lang::make_class(vm, name, {base}, "jose.exceptions");
        };
        made->error = error("JOSEError", vm.exception_class("Exception"));
        made->jws_error = error("JWSError", made->error);
        made->signature_error = error("JWSSignatureError", made->jws_error);
        made->algorithm_error = error("JWSAlgorithmError", made->jws_error);
        made->jwt_error = error("JWTError", made->error);
        made->claims_error = error("JWTClaimsError", made->jwt_error);
        made->expired_error = error("ExpiredSignatureError", made->jwt_error);
        made->jwk_error = error("JWKError", made->error);
        held = std::move(made);
    }
    return static_cast<JoseState&>(*held);
}

void load_jose_exceptions(Vm& vm, Module& module) {
    const JoseState& state = jose_state(vm);
    for (Class* cls : {state.error, state.jws_error, state.signature_error, state.algorithm_error,
                       state.jwt_error, state.claims_error, state.expired_error, state.jwk_error})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
}

void load_jose_jwt(Vm& vm, Module& module) {
    lang::def_all(vm, module,
                  {{"encode", jose_jwt_encode},
                   {"decode", jose_jwt_decode},
                   {"get_unverified_header", jose_unverified_header},
                   {"get_unverified_headers", jose_unverified_header},
                   {"get_unverified_claims", jwt_unverified_claims}});
    const JoseState& state = jose_state(vm);
    for (Class* cls : {state.jwt_error, state.claims_error, state.expired_error, state.jws_error})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
}

void load_jose_jws(Vm& vm, Module& module) {
    lang::def_all(vm, module,
                  {{"sign", jws_sign},
                   {"verify", jws_verify},
                   {"get_unverified_header", jws_unverified_header},
                   {"get_unverified_headers", jws_unverified_header}});
}

void load_jose_jwk(Vm& vm, Module& module) { lang::def(vm, module, "construct", jwk_construct); }

void load_jose_constants(Vm& vm, Module& module) {
    Class& names = lang::make_class(vm, "Algorithms", {}, "jose.constants");
    for (const std::string_view name :
         {"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"})
        lang::set(vm, names, name, vm.heap().make_ascii(name));
    lang::set(vm, module, "ALGORITHMS", lang::class_value(names));
}

void load_jose(Vm& vm, Module& module) {
    const JoseState& state = jose_state(vm);
    for (Class* cls : {state.error, state.jws_error, state.jwt_error, state.expired_error})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
    lang::set(vm, module, "__version__", vm.heap().make_ascii("3.3.0"));
    for (const std::string_view part : {"exceptions", "constants", "jwt", "jws", "jwk"})
        if (Completion loaded = vm.import_module("jose." + std::string(part)); loaded.ok())
            lang::set(vm, module, part, loaded.take());
}

}  // namespace web
