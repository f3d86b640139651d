#include "web/jose_keys.h"

#include <fmt/format.h>

#include "auth/jwk.h"
#include "lang/arguments.h"
#include "web/jose_decode.h"
#include "web/jwk_objects.h"
#include "web/jwt_decode.h"
#include "web/key_objects.h"
#include "web/password_work.h"

namespace web {

using auth::JwtFamily;
using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

Completion jwk_error(Vm& vm, std::string_view message) {
    return raise_jose(vm, jose_state(vm).jwk_error, message);
}

Completion secret_key(Vm& vm, std::string_view text, auth::JwtKey& out) {
    for (const std::string_view mark :
         {"-----BEGIN PUBLIC KEY-----", "-----BEGIN RSA PUBLIC KEY-----",
          "-----BEGIN CERTIFICATE-----", "ssh-rsa"})
        if (text.find(mark) != text.npos)
            return jwk_error(vm,
                             "The specified key is an asymmetric key or x509 certificate and "
                             "should not be used as an HMAC secret.");
    out.secret = text;
    out.half = auth::KeyHalf::Private;
    return Completion::none();
}

Completion pem_key(Vm& vm, const auth::JwtAlgorithm& algorithm, std::string_view text,
                   auth::JwtKey& out) {
    if (text.starts_with("-----BEGIN CERTIFICATE-----"))
        return vm.stop(lang::StopKind::Refused,
                       "refused: X.509 certificates are not offered as keys here; use PEM");
    auth::KeyResult loaded = auth::load_public_pem(text);
    if (!loaded.key) loaded = auth::load_private_pem(text);
    if (!loaded.key) return jwk_error(vm, loaded.fault->message);
    if (auth::check_key(algorithm, *loaded.key))
        return jwk_error(vm, "the key does not go with the algorithm");
    out = std::move(*loaded.key);
    return Completion::none();
}

Completion jwk_key(Vm& vm, const auth::JwtAlgorithm& algorithm, const Dict& data,
                   auth::JwtKey& out) {
    const auth::JwkMembers members = read_jwk_members(data);
    const std::string* kty = auth::find_member(members, "kty");
    const std::string_view wanted = algorithm.family == JwtFamily::Hmac    ? "oct"
                                    : algorithm.family == JwtFamily::Ecdsa ? "EC"
                                                                           : "RSA";
    if (!kty || *kty != wanted)
        return jwk_error(vm, fmt::format("Incorrect key type. Expected: '{}', Received: {}", wanted,
                                         kty ? *kty : "None"));
    auth::KeyResult made = auth::key_from_jwk(algorithm, members);
    if (made.fault) return jwk_error(vm, made.fault->message);
    out = std::move(*made.key);
    return Completion::none();
}

}  // namespace

const auth::JwtAlgorithm* jose_algorithm(std::string_view name) {
    for (const std::string_view known :
         {"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"})
        if (known == name) return auth::find_jwt_algorithm(name);
    return nullptr;
}

Completion jose_key(Vm& vm, std::string_view name, const Value& key, auth::JwtKey& out) {
    const auth::JwtAlgorithm* algorithm = jose_algorithm(name);
    if (!algorithm) {
        AW_GUEST(const Value shown, vm.str(key));
        return jwk_error(
            vm, fmt::format("Unable to find an algorithm for key: {}", lang::text_of(shown)));
    }
    const Value& plain = lang::plain(key);
    if (plain.is(Kind::Dict)) return jwk_key(vm, *algorithm, *plain.as<Dict>(), out);
    if (const auth::JwtKey* known = key_of(key)) {
        if (auth::check_key(*algorithm, *known))
            return jwk_error(vm, "Expecting a string- or bytes-formatted key.");
        out = *known;
        return Completion::none();
    }
    const auto text = secret_of(key);
    if (algorithm->family == JwtFamily::Hmac) {
        if (!text) return jwk_error(vm, "Expecting a string- or bytes-formatted key.");
        return secret_key(vm, *text, out);
    }
    if (text) return pem_key(vm, *algorithm, *text, out);
    AW_GUEST(const Value shown, vm.str(key));
    return jwk_error(vm, fmt::format("Unable to parse an {}_JWK from key: {}",
                                     algorithm->family == JwtFamily::Ecdsa ? "EC" : "RSA",
                                     lang::text_of(shown)));
}

Completion jose_keys(Vm& vm, const Value& given, std::vector<Value>& out) {
    Value key = given;
    if (secret_of(given)) {
        Completion loaded = loads_json(vm, given);
        if (loaded.stopped()) return loaded;
        if (loaded.ok() && (loaded.value().is(Kind::Dict) || loaded.value().is(Kind::List)))
            key = loaded.take();
    }
    const Value& plain = lang::plain(key);
    Value several = key;
    if (plain.is(Kind::Dict)) {
        const Dict& data = *plain.as<Dict>();
        const Value keys = lang::dict_find(data, "keys");
        const bool single =
            keys.empty() && (!lang::dict_find(data, "kty").empty() || data.used == 0);
        if (single) {
            out.push_back(key);
            return Completion::none();
        }
        several = keys;
        if (keys.empty()) {
            AW_GUEST(several, vm.call_method(key, "values"));
        }
    } else if (secret_of(key) || key_of(key) || key.is_none() || lang::is_integer(key)) {
        out.push_back(key);
        return Completion::none();
    }
    AW_GUEST(const Value list, vm.to_list(several));
    for (const Value& one : list.as<lang::List>()->items) out.push_back(one);
    return Completion::none();
}

}  // namespace web
