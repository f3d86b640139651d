#include "web/jose_decode.h"

#include <fmt/format.h>

#include <array>

#include "auth/base64.h"
#include "auth/jwt_claims.h"
#include "auth/jwt_parts.h"
#include "auth/jwt_sign.h"
#include "base/time_text.h"
#include "lang/arguments.h"
#include "web/jose_keys.h"
#include "web/jwt_claims_read.h"
#include "web/jwt_decode.h"
#include "web/jwt_encode.h"
#include "web/password_work.h"
#include "web/token_trail.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::string_view kChecks[] = {"parse",    "alg", "key", "signature", "claims",
                                        "required", "iat", "nbf", "exp",       "aud",
                                        "iss",      "sub", "jti"};

// One decode under way; a step is a method, a failed step tells the trail and raises.
class JoseDecoder {
  public:
    JoseDecoder(Vm& vm, const JoseCall& call, TokenTrail::Mode mode, Class* error)
        : vm_(vm),
          call_(call),
          error_(error),
          token_(secret_of(call.token).value_or("")),
          trail_(vm, kChecks, token_, mode) {}

    Completion load();
    Completion verify();
    Completion check_claims();
    const Value& header() const { return header_; }
    const std::string& payload() const { return payload_; }
    const Value& claims() const { return claims_; }
    Completion skip_signature();

  private:
    Completion fail(std::string_view check, Class* cls, std::string_view message,
                    std::string_view reason = {}) {
        trail_.failed(check, reason.empty() ? message : reason);
        return raise_jose(vm_, cls, message);
    }
    Completion option(std::string_view name, bool* out);
    Completion load_claims();
    Completion check_required();
    Completion whole_number(std::string_view claim, std::string_view message, double* out);
    Completion check_issued_at();
    Completion check_not_before(double leeway);
    Completion check_expiry(double leeway);
    Completion check_audience();
    Completion check_issuer();
    Completion check_texts();
    // Whether the claim is there and its check is on; tells the trail when it is not.
    Completion applies(std::string_view claim, bool* out);
    Value claim(std::string_view name) const { return lang::dict_find(*claims_.as<Dict>(), name); }

    Vm& vm_;
    const JoseCall& call_;
    Class* error_;  // what the steps up to the signature raise
    std::string_view token_;
    TokenTrail trail_;
    Value header_, claims_;
    std::string payload_, signature_, signing_input_;
};

Completion JoseDecoder::load() {
    const auto parts = auth::split_jwt(token_);
    const auto header = parts.ok() ? auth::base64url_decode_unpadded(parts->header)
                                   : base::Result<std::string>(parts.error());
    if (!header.ok())
        return fail("parse", error_, "Not enough segments",
                    "a token has three base64url parts with dots between them");
    Completion loaded = loads_json(vm_, vm_.heap().make_bytes(*header));
    if (loaded.stopped()) return loaded;
    if (!loaded.ok()) {
        AW_GUEST(const Value text, vm_.str(loaded.error()));
        return fail("parse", error_, fmt::format("Invalid header string: {}", lang::text_of(text)));
    }
    header_ = loaded.take();
    if (!header_.is(Kind::Dict))
        return fail("parse", error_, "Invalid header string: must be a json object");
    auto payload = auth::base64url_decode_unpadded(parts->payload);
    if (!payload.ok()) return fail("parse", error_, "Invalid payload padding");
    auto signature = auth::base64url_decode_unpadded(parts->signature);
    if (!signature.ok()) return fail("parse", error_, "Invalid crypto padding");
    payload_ = std::move(payload).value();
    signature_ = std::move(signature).value();
    signing_input_ = parts->signing_input;
    trail_.passed("parse");
    return Completion::none();
}

Completion JoseDecoder::verify() {
    const Value name = lang::dict_find(*header_.as<Dict>(), "alg");
    AW_GUEST(const Value named, vm_.truth(name.empty() ? Value::none() : name));
    if (!named.is_true())
        return fail("alg", error_, "No algorithm was specified in the JWS header.");
    AW_GUEST(const Value shown, vm_.str(name));
    if (!call_.algorithms.empty() && !call_.algorithms.is_none()) {
        AW_GUEST(const Value listed, vm_.contains(call_.algorithms, name));
        if (!listed.is_true())
            return fail("alg", error_, "The specified alg value is not allowed",
                        fmt::format("the token says alg '{}', which the program does not allow",
                                    lang::text_of(shown)));
    }
    trail_.passed("alg", fmt::format("alg is '{}'", lang::text_of(shown)));
    std::vector<Value> keys;
    AW_GUEST_DO(jose_keys(vm_, call_.key.empty() ? Value::none() : call_.key, keys));
    bool matches = false;
    for (const Value& key : keys) {
        auth::JwtKey ready;
        Completion made = jose_key(vm_, lang::text_of(shown), key, ready);
        if (made.raised()) {
            AW_GUEST(const Value text, vm_.str(made.error()));
            trail_.failed("key", lang::text_of(text));
        }
        if (!made.ok()) return made;
        if (!vm_.charge(signing_input_.size() / 32 + 64)) return vm_.out_of_steps();
        matches = auth::verify_signature(*jose_algorithm(lang::text_of(shown)), ready,
                                         signing_input_, signature_);
        if (matches) break;
    }
    trail_.passed("key");
    if (!matches)
        return fail("signature", error_, "Signature verification failed.",
                    "the signature does not go with this header, payload and key");
    trail_.passed("signature");
    return Completion::none();
}

Completion JoseDecoder::skip_signature() {
    for (const std::string_view check : {"alg", "key", "signature"})
        trail_.skipped(check, "verify_signature is off");
    return Completion::none();
}

Completion JoseDecoder::option(std::string_view name, bool* out) {
    if (call_.options.empty() || !lang::plain(call_.options).is(Kind::Dict))
        return Completion::none();
    const Value found = lang::dict_find(*lang::plain(call_.options).as<Dict>(), name);
    if (found.empty()) return Completion::none();
    AW_GUEST(const Value truth, vm_.truth(found));
    *out = truth.is_true();
    return Completion::none();
}

Completion JoseDecoder::load_claims() {
    Completion loaded = loads_json(vm_, vm_.heap().make_bytes(payload_));
    if (loaded.stopped()) return loaded;
    if (!loaded.ok()) {
        AW_GUEST(const Value text, vm_.str(loaded.error()));
        return fail("claims", error_,
                    fmt::format("Invalid payload string: {}", lang::text_of(text)));
    }
    claims_ = loaded.take();
    if (!claims_.is(Kind::Dict))
        return fail("claims", error_, "Invalid payload string: must be a json object");
    trail_.passed("claims");
    return Completion::none();
}

Completion JoseDecoder::check_required() {
    bool any = false;
    for (const std::string_view name : {"aud", "iat", "exp", "nbf", "iss", "sub", "jti"}) {
        bool required = false;
        AW_GUEST_DO(option(fmt::format("require_{}", name), &required));
        any = any || required;
        if (required && claim(name).empty())
            return fail("required", error_,
                        fmt::format("missing required key \"{}\" among claims", name),
                        fmt::format("the token has no {}", name));
    }
    if (any)
        trail_.passed("required");
    else
        trail_.skipped("required", "the program demands no claim");
    return Completion::none();
}

Completion JoseDecoder::applies(std::string_view name, bool* out) {
    bool wanted = true, required = false;
    AW_GUEST_DO(option(fmt::format("verify_{}", name), &wanted));
    AW_GUEST_DO(option(fmt::format("require_{}", name), &required));
    *out = (wanted || required) && !claim(name).empty();
    if (!*out)
        trail_.skipped(name, wanted || required ? fmt::format("the token has no {}", name)
                                                : fmt::format("verify_{} is off", name));
    return Completion::none();
}

Completion JoseDecoder::whole_number(std::string_view name, std::string_view message, double* out) {
    std::array<Value, 1> argument{claim(name)};
    Completion made = vm_.call(lang::class_value(*vm_.classes.int_), argument);
    if (made.raised()) {
        if (!vm_.is_instance_of(made.error(), *vm_.exception_class("ValueError"))) {
            trail_.failed(name, fmt::format("{} is not a number", name));
            return made;
        }
        return fail(name, jose_state(vm_).claims_error, message,
                    fmt::format("{} is not a number", name));
    }
    if (!made.ok()) return made;
    auth::TimeClaim read;
    AW_GUEST_DO(read_time_claim(vm_, *claims_.as<Dict>(), name, read));
    *out = read.seconds.value_or(0);
    return Completion::none();
}

Completion JoseDecoder::check_issued_at() {
    bool on = false;
    AW_GUEST_DO(applies("iat", &on));
    if (!on) return Completion::none();
    double iat = 0;
    AW_GUEST_DO(whole_number("iat", "Issued At claim (iat) must be an integer.", &iat));
    trail_.passed("iat");
    return Completion::none();
}

Completion JoseDecoder::check_not_before(double leeway) {
    bool on = false;
    AW_GUEST_DO(applies("nbf", &on));
    if (!on) return Completion::none();
    double nbf = 0;
    AW_GUEST_DO(whole_number("nbf", "Not Before claim (nbf) must be an integer.", &nbf));
    const auto outcome =
        auth::check_not_before({true, nbf}, {static_cast<double>(vm_.clock().now_s()), leeway});
    if (outcome.fault)
        return fail("nbf", jose_state(vm_).claims_error, "The token is not yet valid (nbf)",
                    outcome.fault->reason);
    trail_.tell("nbf", outcome);
    return Completion::none();
}

// DIFF: to jose a token is still good in the second of its exp; RFC 7519 and PyJWT say no.
Completion JoseDecoder::check_expiry(double leeway) {
    bool on = false;
    AW_GUEST_DO(applies("exp", &on));
    if (!on) return Completion::none();
    double exp = 0;
    AW_GUEST_DO(whole_number("exp", "Expiration Time claim (exp) must be an integer.", &exp));
    const auto now = static_cast<double>(vm_.clock().now_s());
    const auto outcome = auth::check_expiry({true, exp}, {now, leeway});
    if (exp < now - leeway)
        return fail("exp", jose_state(vm_).expired_error, "Signature has expired.",
                    outcome.fault ? outcome.fault->reason : "");
    trail_.passed("exp", outcome.fault ? "expires in this second" : outcome.note);
    return Completion::none();
}

Completion JoseDecoder::check_audience() {
    bool on = false;
    AW_GUEST_DO(applies("aud", &on));
    if (!on) return Completion::none();
    Class* error = jose_state(vm_).claims_error;
    Value names = claim("aud");
    if (lang::is_text(names)) {
        std::array<Value, 1> one{names};
        names = vm_.heap().make_list(one);
    }
    bool well_formed = names.is(Kind::List);
    if (well_formed)
        for (const Value& name : names.as<lang::List>()->items)
            well_formed = well_formed && lang::is_text(name);
    if (!well_formed) return fail("aud", error, "Invalid claim format in token");
    AW_GUEST(const Value named,
             vm_.contains(names, call_.audience.empty() ? Value::none() : call_.audience));
    if (!named.is_true())
        return fail("aud", error, "Invalid audience",
                    "aud does not name the audience that the program expects");
    trail_.passed("aud");
    return Completion::none();
}

Completion JoseDecoder::check_issuer() {
    bool wanted = true;
    AW_GUEST_DO(option("verify_iss", &wanted));
    if (!wanted || call_.issuer.empty() || call_.issuer.is_none()) {
        trail_.skipped("iss",
                       wanted ? "the program expects no particular issuer" : "verify_iss is off");
        return Completion::none();
    }
    Value expected = call_.issuer;
    if (lang::is_text(expected)) {
        std::array<Value, 1> one{expected};
        expected = vm_.heap().make_tuple(one);
    }
    const Value issuer = claim("iss");
    AW_GUEST(const Value same, vm_.contains(expected, issuer.empty() ? Value::none() : issuer));
    if (!same.is_true())
        return fail("iss", jose_state(vm_).claims_error, "Invalid issuer",
                    "iss is not the issuer that the program expects");
    trail_.passed("iss");
    return Completion::none();
}

Completion JoseDecoder::check_texts() {
    bool on = false;
    Class* error = jose_state(vm_).claims_error;
    AW_GUEST_DO(applies("sub", &on));
    if (on) {
        const Value subject = claim("sub");
        if (!lang::is_text(subject)) return fail("sub", error, "Subject must be a string.");
        if (!call_.subject.empty() && !call_.subject.is_none()) {
            AW_GUEST(const Value same, vm_.equals(subject, call_.subject));
            if (!same.is_true()) return fail("sub", error, "Invalid subject");
        }
        trail_.passed("sub", fmt::format("sub is '{}'", lang::text_of(subject)));
    }
    AW_GUEST_DO(applies("jti", &on));
    if (!on) return Completion::none();
    if (!lang::is_text(claim("jti"))) return fail("jti", error, "JWT ID must be a string.");
    trail_.passed("jti");
    return Completion::none();
}

Completion JoseDecoder::check_claims() {
    AW_GUEST_DO(load_claims());
    Value leeway_value;
    if (!call_.options.empty() && lang::plain(call_.options).is(Kind::Dict))
        leeway_value = lang::dict_find(*lang::plain(call_.options).as<Dict>(), "leeway");
    double leeway = 0;
    AW_GUEST_DO(read_leeway(vm_, leeway_value, leeway));
    AW_GUEST_DO(check_required());
    if (!call_.audience.empty() && !call_.audience.is_none() && !lang::is_text(call_.audience))
        return fail("iat", error_, "audience must be a string or None");
    AW_GUEST_DO(check_issued_at());
    AW_GUEST_DO(check_not_before(leeway));
    AW_GUEST_DO(check_expiry(leeway));
    AW_GUEST_DO(check_audience());
    AW_GUEST_DO(check_issuer());
    AW_GUEST_DO(check_texts());
    bool at_hash = true;
    AW_GUEST_DO(option("verify_at_hash", &at_hash));
    if (!at_hash || claim("at_hash").empty()) return Completion::none();
    return vm_.stop(lang::StopKind::Refused,
                    "refused: jose's check of at_hash is not offered here");
}

}  // namespace

Completion raise_jose(Vm& vm, Class* cls, std::string_view message) {
    std::array<Value, 1> args{vm.heap().make_str(message)};
    return vm.raise(*cls, args);
}

Completion jose_decode(Vm& vm, const JoseCall& call) {
    JoseDecoder decoder(vm, call, TokenTrail::Mode::Told, jose_state(vm).jwt_error);
    AW_GUEST_DO(decoder.load());
    Value verify;
    if (!call.options.empty() && lang::plain(call.options).is(Kind::Dict))
        verify = lang::dict_find(*lang::plain(call.options).as<Dict>(), "verify_signature");
    AW_GUEST(const Value wanted, vm.truth(verify.empty() ? Value::true_() : verify));
    AW_GUEST_DO(wanted.is_true() ? decoder.verify() : decoder.skip_signature());
    AW_GUEST_DO(decoder.check_claims());
    return decoder.claims();
}

Completion jose_verify(Vm& vm, const JoseCall& call) {
    JoseDecoder decoder(vm, call, TokenTrail::Mode::Told, jose_state(vm).jws_error);
    AW_GUEST_DO(decoder.load());
    AW_GUEST_DO(decoder.verify());
    return vm.heap().make_bytes(decoder.payload());
}

Completion jose_unverified(Vm& vm, const Value& token, JosePart part) {
    JoseCall call;
    call.token = token;
    JoseDecoder decoder(vm, call, TokenTrail::Mode::Silent, jose_state(vm).jws_error);
    AW_GUEST_DO(decoder.load());
    return part == JosePart::Header ? decoder.header() : vm.heap().make_bytes(decoder.payload());
}

Completion jose_sign(Vm& vm, const Value& payload, const Value& key, const Value& headers,
                     std::string_view algorithm) {
    Class* error = jose_state(vm).jws_error;
    if (!jose_algorithm(algorithm))
        return raise_jose(vm, error, fmt::format("Algorithm {} not supported.", algorithm));
    const Value header = vm.heap().make_dict();
    lang::dict_put(vm, *header.as<Dict>(), "typ", vm.heap().make_ascii("JWT"));
    lang::dict_put(vm, *header.as<Dict>(), "alg", vm.heap().make_str(algorithm));
    if (!headers.empty() && !headers.is_none()) {
        std::array<Value, 1> more{headers};
        AW_GUEST_DO(vm.call_method(header, "update", more));
    }
    AW_GUEST(const Value header_json, dumps_json(vm, header, true));
    Value body = payload;
    if (lang::plain(payload).is(Kind::Dict)) {
        AW_GUEST(body, dumps_json(vm, payload, false));
    }
    const auto bytes = secret_of(body);
    if (!bytes) return vm.raise("TypeError", "a bytes-like object is required");
    const std::string input = auth::base64url_encode_unpadded(lang::text_of(header_json)) + "." +
                              auth::base64url_encode_unpadded(*bytes);
    auth::JwtKey ready;
    Completion made = jose_key(vm, algorithm, key, ready);
    if (made.raised()) {
        AW_GUEST(const Value text, vm.str(made.error()));
        return raise_jose(vm, error, lang::text_of(text));
    }
    if (!made.ok()) return made;
    if (!vm.charge(input.size() / 32 + 64)) return vm.out_of_steps();
    const auto signature = auth::sign(*jose_algorithm(algorithm), ready, input, signing_chance(vm));
    if (!signature) return raise_jose(vm, error, "the key cannot sign: it is a public key");
    return vm.heap().make_str(input + "." + auth::base64url_encode_unpadded(*signature));
}

}  // namespace web
