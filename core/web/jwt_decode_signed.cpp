#include <fmt/format.h>

#include <array>

#include "auth/jwt_sign.h"
#include "lang/arguments.h"
#include "web/jwk_objects.h"
#include "web/jwt_decoder_internal.h"
#include "web/jwt_state.h"
#include "web/key_objects.h"

namespace web {

using auth::CheckOutcome;
using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::List;
using lang::Value;
using lang::Vm;

namespace {}  // namespace

Completion Decoder::fail(std::string_view check, std::string_view exception,
                         std::string_view message, std::string_view reason) {
    trail_.failed(check, reason.empty() ? message : reason);
    return raise_jwt(vm_, exception, message);
}

// "Invalid header string: Expecting value: ..."; json's own exception otherwise passes through.
Completion Decoder::fail_json(std::string_view check, std::string_view what,
                              const Completion& raised) {
    if (!raised.raised()) return raised;
    const Value& error = raised.error();
    if (!vm_.is_instance_of(error, *vm_.exception_class("ValueError")) &&
        !vm_.is_instance_of(error, *vm_.exception_class("RecursionError")))
        return raised;
    AW_GUEST(const Value text, vm_.str(error));
    return fail(check, "DecodeError",
                fmt::format("Invalid {} string: {}", what, lang::text_of(text)));
}

Completion Decoder::part(std::string_view text, std::string_view name, std::string* out) {
    if (!vm_.has_room(text.size() * 2)) return vm_.out_of_memory();
    if (!vm_.charge(text.size() / 16)) return vm_.out_of_steps();
    auto decoded = auth::decode_jwt_part(text);
    if (!decoded)
        return fail("parse", "DecodeError", fmt::format("Invalid {} padding", name),
                    fmt::format("the {} is not base64url",
                                name == "crypto" ? std::string_view("signature") : name));
    *out = std::move(*decoded);
    return Completion::none();
}

Completion Decoder::load_parts() {
    const auto parts = auth::split_jwt(token_);
    if (!parts.ok())
        return fail("parse", "DecodeError", parts.error().message,
                    "a token has three parts with dots between them");
    parts_ = *parts;
    std::string header;
    AW_GUEST_DO(part(parts_.header, "header", &header));
    Completion loaded = loads_json(vm_, vm_.heap().make_bytes(header));
    if (!loaded.ok()) return fail_json("parse", "header", loaded);
    header_ = loaded.take();
    if (!header_.is(Kind::Dict))
        return fail("parse", "DecodeError", "Invalid header string: must be a json object");
    if (lang::dict_find(dict_of(header_), "b64").is_false()) {
        if (!parts_.payload.empty())
            return fail("parse", "DecodeError",
                        "Payload segment must be empty when 'b64' is false.");
    } else {
        AW_GUEST_DO(part(parts_.payload, "payload", &payload_bytes_));
    }
    AW_GUEST_DO(part(parts_.signature, "crypto", &signature_));
    signing_input_ = parts_.signing_input;
    trail_.passed("parse");
    return Completion::none();
}

// RFC 7515 4.1.11: what the header calls critical must be understood.
Completion Decoder::check_critical(const Value& critical) {
    const auto refuse = [&](std::string_view message) {
        return fail("header", "InvalidTokenError", message);
    };
    if (!critical.is(Kind::List) || critical.as<List>()->items.empty())
        return refuse("Invalid 'crit' header: must be a non-empty list");
    for (const Value& name : critical.as<List>()->items) {
        if (!lang::is_text(name)) return refuse("Invalid 'crit' header: values must be strings");
        if (lang::text_of(name) != "b64")
            return refuse(fmt::format("Unsupported critical extension: {}", lang::text_of(name)));
        if (lang::dict_find(dict_of(header_), "b64").empty())
            return refuse("Critical extension 'b64' is missing from headers");
    }
    return Completion::none();
}

// RFC 7797: the payload travels apart from the token.
Completion Decoder::check_detached() {
    const bool given = !call_.detached.empty() && !call_.detached.is_none();
    if (!lang::dict_find(dict_of(header_), "b64").is_false()) {
        if (!given) return Completion::none();
        return fail("header", "DecodeError",
                    "It is only valid to pass \"detached_payload\" when the protected header has "
                    "\"b64\" set to false.");
    }
    const Value critical = lang::dict_find(dict_of(header_), "crit");
    if (!critical.is(Kind::List))
        return fail("header", "InvalidTokenError",
                    "The 'b64' header parameter requires 'b64' to be listed in 'crit'.");
    if (!given)
        return fail("header", "DecodeError",
                    "It is required that you pass in a value for the \"detached_payload\" argument "
                    "to decode a message having the b64 header set to false.");
    const lang::Bytes* apart = lang::plain_as<lang::Bytes>(call_.detached);
    if (!apart) return vm_.raise("TypeError", "detached_payload must be bytes");
    payload_bytes_ = apart->view();
    signing_input_ = std::string(parts_.header) + "." + payload_bytes_;
    return Completion::none();
}

Completion Decoder::check_header() {
    const Value kid = lang::dict_find(dict_of(header_), "kid");
    if (!kid.empty() && !lang::is_text(kid))
        return fail("header", "InvalidTokenError", "Key ID header parameter must be a string");
    const Value critical = lang::dict_find(dict_of(header_), "crit");
    if (!critical.empty()) AW_GUEST_DO(check_critical(critical));
    return Completion::none();
}

Completion Decoder::option(std::string_view name, bool* out) {
    const Value found =
        call_.options.empty() ? Value() : lang::dict_find(dict_of(call_.options), name);
    if (found.empty()) return Completion::none();
    AW_GUEST(const Value truth, vm_.truth(found));
    *out = truth.is_true();
    return Completion::none();
}

Completion Decoder::check_algorithm() {
    const Value name = lang::dict_find(dict_of(header_), "alg");
    const JwkPayload* jwk = jwk_of(call_.key);
    if (name.empty())
        return fail("alg", "InvalidAlgorithmError", "Algorithm not specified",
                    "the header names no algorithm");
    AW_GUEST(const Value shown, vm_.repr(name));
    AW_GUEST(const Value truth, vm_.truth(name));
    bool allowed = truth.is_true();
    if (allowed && !call_.algorithms.empty() && !call_.algorithms.is_none()) {
        AW_GUEST(const Value listed, vm_.contains(call_.algorithms, name));
        allowed = listed.is_true();
    } else if (allowed && jwk) {
        allowed = lang::is_text(name) && lang::text_of(name) == jwk->algorithm->name;
    }
    if (!allowed)
        return fail("alg", "InvalidAlgorithmError", "The specified alg value is not allowed",
                    fmt::format("the token says alg {}, which the program does not allow",
                                lang::text_of(shown)));
    if (jwk && lang::text_of(name) != jwk->algorithm->name)
        return fail("alg", "InvalidAlgorithmError",
                    fmt::format("Token algorithm {} does not match the key's algorithm '{}'",
                                lang::text_of(shown), jwk->algorithm->name));
    algorithm_ = lang::is_text(name) ? auth::find_jwt_algorithm(lang::text_of(name)) : nullptr;
    if (!algorithm_)
        return fail("alg", "InvalidAlgorithmError", "Algorithm not supported",
                    fmt::format("alg {} is not known", lang::text_of(shown)));
    trail_.passed("alg", fmt::format("alg is {}", lang::text_of(shown)));
    return Completion::none();
}

Completion Decoder::check_short_key() {
    const auto warning = auth::short_key_warning(*algorithm_, key_);
    bool enforced = false;
    AW_GUEST_DO(option("enforce_minimum_key_length", &enforced));
    if (warning && enforced) return fail("key", "InvalidKeyError", *warning);
    trail_.passed("key", warning.value_or(""));
    return Completion::none();
}

Completion Decoder::check_key() {
    const JwkPayload* jwk = jwk_of(call_.key);
    const Value key = jwk                 ? key_value(vm_, jwk->key)
                      : call_.key.empty() ? vm_.heap().make_ascii("")
                                          : call_.key;
    Completion prepared = prepare_key_value(vm_, *algorithm_, key, key_);
    if (prepared.raised()) {
        AW_GUEST(const Value text, vm_.str(prepared.error()));
        trail_.failed("key", lang::text_of(text));
    }
    if (!prepared.ok()) return prepared;
    return check_short_key();
}

Completion Decoder::check_signature() {
    if (key_.type == auth::KeyType::Rsa && key_.half == auth::KeyHalf::Private) {
        const std::string message =
            fmt::format("'{}' object has no attribute 'verify'", auth::key_class_name(key_));
        trail_.failed("signature", "an RSA signature is checked with the public key");
        return vm_.raise("AttributeError", message);
    }
    if (!vm_.charge(signing_input_.size() / 32 + 64)) return vm_.out_of_steps();
    if (!auth::verify_signature(*algorithm_, key_, signing_input_, signature_))
        return fail("signature", "InvalidSignatureError", "Signature verification failed",
                    algorithm_->family == auth::JwtFamily::None
                        ? "a token without signature is never accepted"
                    : signature_.empty() ? "the token carries no signature"
                                         : "the signature does not go with this header, payload "
                                           "and key");
    trail_.passed("signature");
    return Completion::none();
}

Completion Decoder::verify_signed() {
    if (call_.verify_signature && !jwk_of(call_.key)) {
        Value algorithms = call_.algorithms.empty() ? Value::none() : call_.algorithms;
        AW_GUEST(const Value given, vm_.truth(algorithms));
        if (!given.is_true())
            return raise_jwt(vm_, "DecodeError",
                             "It is required that you pass in a value for the \"algorithms\" "
                             "argument when calling decode().");
    }
    AW_GUEST_DO(load_parts());
    AW_GUEST_DO(check_header());
    AW_GUEST_DO(check_detached());
    trail_.passed("header");
    payload_ = vm_.heap().make_bytes(payload_bytes_);
    if (!call_.verify_signature) {
        for (const std::string_view check : {"alg", "key", "signature"})
            trail_.skipped(check, "verify_signature is off");
        return Completion::none();
    }
    AW_GUEST_DO(check_algorithm());
    AW_GUEST_DO(check_key());
    return check_signature();
}

}  // namespace web
