#include "web/jwt_encode.h"

#include <fmt/format.h>

#include <array>

#include "auth/base64.h"
#include "auth/jwt_sign.h"
#include "lang/arguments.h"
#include "lang/datetime.h"
#include "web/jwk_objects.h"
#include "web/jwt_decode.h"
#include "web/jwt_state.h"
#include "web/key_objects.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::List;
using lang::Value;
using lang::Vm;

namespace {

// The header under construction, and what it says about the rest.
struct HeaderPlan {
    Value header;     // Dict
    Value algorithm;  // what names it
    bool detached = false;
};

Value first_algorithm(Vm& vm, const EncodeCall& call) {
    const JwkPayload* jwk = jwk_of(call.key);
    if (!call.algorithm.empty() && !call.algorithm.is_none()) return call.algorithm;
    if (jwk) return vm.heap().make_str(jwk->algorithm->name);
    return vm.heap().make_ascii(call.algorithm.empty() ? "HS256" : "none");
}

Completion mark_detached(Vm& vm, Dict& header) {
    lang::dict_put(vm, header, "b64", Value::false_());
    Value critical = lang::dict_find(header, "crit");
    if (critical.empty()) critical = vm.heap().make_list();
    if (!critical.is(Kind::List))
        return raise_jwt(vm, "InvalidTokenError", "Invalid 'crit' header: must be a list");
    const Value name = vm.heap().make_ascii("b64");
    AW_GUEST(const Value listed, vm.contains(critical, name));
    if (listed.is_true()) return Completion::none();
    Value longer = vm.heap().make_list(critical.as<List>()->items);
    longer.as<List>()->items.push_back(name);
    lang::dict_put(vm, header, "crit", longer);
    return Completion::none();
}

Completion plan_header(Vm& vm, const EncodeCall& call, HeaderPlan& plan) {
    plan.algorithm = first_algorithm(vm, call);
    AW_GUEST(const Value given, vm.truth(call.headers.empty() ? Value::none() : call.headers));
    if (given.is_true() && !call.headers.is(Kind::Dict))
        return vm.raise("AttributeError", fmt::format("'{}' object has no attribute 'get'",
                                                      lang::type_name_of(vm, call.headers)));
    if (given.is_true()) {
        const Dict& headers = *call.headers.as<Dict>();
        const Value named = lang::dict_find(headers, "alg");
        AW_GUEST(const Value truth, vm.truth(named.empty() ? Value::none() : named));
        if (truth.is_true()) plan.algorithm = named;
        plan.detached = lang::dict_find(headers, "b64").is_false();
        const Value kid = lang::dict_find(headers, "kid");
        if (!kid.empty() && !lang::is_text(kid))
            return raise_jwt(vm, "InvalidTokenError", "Key ID header parameter must be a string");
    }
    plan.header = vm.heap().make_dict();
    Dict& header = *plan.header.as<Dict>();
    lang::dict_put(vm, header, "typ", vm.heap().make_ascii("JWT"));
    lang::dict_put(vm, header, "alg", plan.algorithm);
    if (given.is_true()) {
        std::array<Value, 1> argument{call.headers};
        AW_GUEST_DO(vm.call_method(plan.header, "update", argument));
    }
    AW_GUEST(const Value typ, vm.truth(lang::dict_find(header, "typ")));
    if (!typ.is_true()) AW_GUEST_DO(vm.delete_item(plan.header, vm.heap().make_ascii("typ")));
    if (plan.detached) return mark_detached(vm, header);
    if (!lang::dict_find(header, "b64").empty())
        AW_GUEST_DO(vm.delete_item(plan.header, vm.heap().make_ascii("b64")));
    return Completion::none();
}

Completion sign_input(Vm& vm, const EncodeCall& call, const Value& algorithm_name,
                      std::string_view input, std::string* out) {
    const auth::JwtAlgorithm* algorithm =
        lang::is_text(algorithm_name) ? auth::find_jwt_algorithm(lang::text_of(algorithm_name))
                                      : nullptr;
    if (!algorithm) return vm.raise("NotImplementedError", "Algorithm not supported");
    const JwkPayload* jwk = jwk_of(call.key);
    auth::JwtKey key;
    AW_GUEST_DO(prepare_key_value(vm, *algorithm, jwk ? key_value(vm, jwk->key) : call.key, key));
    if (!vm.charge(input.size() / 32 + 64)) return vm.out_of_steps();
    auto signature = auth::sign(*algorithm, key, input, signing_chance(vm));
    if (!signature)
        return vm.raise("AttributeError", fmt::format("'{}' object has no attribute 'sign'",
                                                      auth::key_class_name(key)));
    *out = std::move(*signature);
    return Completion::none();
}

Completion encode_bytes(Vm& vm, const EncodeCall& call, std::string_view payload) {
    HeaderPlan plan;
    AW_GUEST_DO(plan_header(vm, call, plan));
    AW_GUEST(const Value header, dumps_json(vm, plan.header, call.sort_headers));
    if (!vm.has_room(payload.size() * 4)) return vm.out_of_memory();
    const std::string first = auth::base64url_encode_unpadded(lang::text_of(header));
    const std::string second =
        plan.detached ? std::string(payload) : auth::base64url_encode_unpadded(payload);
    std::string signature;
    AW_GUEST_DO(sign_input(vm, call, plan.algorithm, first + "." + second, &signature));
    return vm.heap().make_str(fmt::format("{}.{}.{}", first, plan.detached ? "" : second,
                                          auth::base64url_encode_unpadded(signature)));
}

Completion refuse_encoder(Vm& vm, const EncodeCall& call) {
    if (call.encoder.empty() || call.encoder.is_none()) return Completion::none();
    return vm.stop(lang::StopKind::Refused,
                   "refused: jwt.encode(json_encoder=...) is not offered here");
}

}  // namespace

std::string signing_chance(Vm& vm) {
    std::string out;
    while (out.size() < auth::kSigningChance) {
        std::uint64_t bits = vm.random_bits();
        for (int i = 0; i < 8; ++i, bits >>= 8) out.push_back(static_cast<char>(bits & 0xFFU));
    }
    return out;
}

// calendar.timegm(value.utctimetuple()): a naive datetime counts as UTC.
Completion claims_with_seconds(Vm& vm, const Value& claims) {
    AW_GUEST(Value copy, vm.call_method(claims, "copy"));
    for (const std::string_view name : {"exp", "iat", "nbf"}) {
        const Value value = lang::dict_find(*lang::plain(copy).as<Dict>(), name);
        const auto* time = value.empty() ? nullptr : lang::payload_of<lang::Temporal>(value);
        if (!time || time->what != lang::TemporalKind::DateTime) continue;
        const std::int64_t micros =
            lang::micros_of(time->fields) - lang::offset_of(*time).value_or(0);
        const std::int64_t rest = micros % lang::kMicrosPerSecond;
        const std::int64_t seconds = micros / lang::kMicrosPerSecond - (rest < 0 ? 1 : 0);
        lang::dict_put(vm, *lang::plain(copy).as<Dict>(), name, Value::small(seconds));
    }
    return copy;
}

Completion encode_claims(Vm& vm, const EncodeCall& call) {
    if (!lang::plain(call.payload).is(Kind::Dict))
        return vm.raise("TypeError",
                        "Expecting a dict object, as JWT only supports JSON objects as payloads.");
    AW_GUEST_DO(refuse_encoder(vm, call));
    AW_GUEST(const Value claims, claims_with_seconds(vm, call.payload));
    const Value issuer = lang::dict_find(*lang::plain(claims).as<Dict>(), "iss");
    if (!issuer.empty() && !lang::is_text(issuer))
        return vm.raise("TypeError", "Issuer (iss) must be a string.");
    AW_GUEST(const Value json, dumps_json(vm, claims, false));
    return encode_bytes(vm, call, lang::text_of(json));
}

Completion encode_payload(Vm& vm, const EncodeCall& call) {
    AW_GUEST_DO(refuse_encoder(vm, call));
    const lang::Bytes* payload = lang::plain_as<lang::Bytes>(call.payload);
    if (!payload) return vm.raise("TypeError", "payload must be bytes");
    return encode_bytes(vm, call, payload->view());
}

}  // namespace web
