#include <fmt/format.h>

#include <array>

#include "lang/arguments.h"
#include "web/jwt_claims_read.h"
#include "web/jwt_decoder_internal.h"
#include "web/jwt_state.h"

namespace web {

using auth::CheckOutcome;
using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::List;
using lang::Value;

namespace {}  // namespace

Completion Decoder::load_claims() {
    Completion loaded = loads_json(vm_, payload_);
    if (!loaded.ok()) return fail_json("claims", "payload", loaded);
    payload_ = loaded.take();
    if (!payload_.is(Kind::Dict))
        return fail("claims", "DecodeError", "Invalid payload string: must be a json object");
    trail_.passed("claims");
    return Completion::none();
}

Completion Decoder::check_required() {
    AW_GUEST(const Value names, vm_.to_list(lang::dict_find(dict_of(call_.options), "require")));
    if (names.as<List>()->items.empty()) {
        trail_.skipped("required", "the program demands no claim");
        return Completion::none();
    }
    for (const Value& name : names.as<List>()->items) {
        std::array<Value, 1> argument{name};
        AW_GUEST(const Value found, vm_.call_method(payload_, "get", argument));
        if (!found.is_none()) continue;
        AW_GUEST(const Value text, vm_.str(name));
        trail_.failed("required", fmt::format("the token has no {}", lang::text_of(text)));
        return raise_missing_claim(vm_, name);
    }
    trail_.passed("required");
    return Completion::none();
}

// Tells the outcome of one check, unless the program turned it off; raises when it failed.
Completion Decoder::tell(std::string_view check, std::string_view flag,
                         const CheckOutcome& outcome) {
    bool wanted = true;
    AW_GUEST_DO(option(flag, &wanted));
    if (!wanted) {
        trail_.skipped(
            check, fmt::format("{} is off", call_.verify_signature ? flag : "verify_signature"));
        return Completion::none();
    }
    trail_.tell(check, outcome);
    if (!outcome.fault) return Completion::none();
    return raise_jwt(vm_, outcome.fault->exception, outcome.fault->message);
}

Completion Decoder::check_times() {
    auth::Moment moment;
    moment.now_s = now_of(vm_);
    AW_GUEST_DO(read_leeway(vm_, call_.leeway, moment.leeway_s));
    struct Check {
        std::string_view claim, flag;
        CheckOutcome (*run)(const auth::TimeClaim&, const auth::Moment&);
    };
    constexpr Check kChecks[] = {{"iat", "verify_iat", auth::check_issued_at},
                                 {"nbf", "verify_nbf", auth::check_not_before},
                                 {"exp", "verify_exp", auth::check_expiry}};
    for (const Check& check : kChecks) {
        auth::TimeClaim claim;
        AW_GUEST_DO(read_time_claim(vm_, dict_of(payload_), check.claim, claim));
        AW_GUEST_DO(tell(check.claim, check.flag, check.run(claim, moment)));
    }
    return Completion::none();
}

Completion Decoder::check_parties() {
    const Dict& claims = dict_of(payload_);
    auth::IssuerRule issuer;
    AW_GUEST_DO(read_issuer_rule(vm_, call_.issuer, issuer));
    AW_GUEST_DO(
        tell("iss", "verify_iss", auth::check_issuer(read_text_claim(claims, "iss"), issuer)));
    auth::AudienceClaim audience;
    AW_GUEST_DO(read_audience_claim(vm_, claims, audience));
    auth::AudienceRule wanted;
    AW_GUEST_DO(read_audience_rule(vm_, call_.audience, wanted));
    AW_GUEST_DO(option("strict_aud", &wanted.strict));
    AW_GUEST_DO(tell("aud", "verify_aud", auth::check_audience(audience, wanted)));
    std::optional<std::string> subject;
    if (lang::is_text(call_.subject)) subject = std::string(lang::text_of(call_.subject));
    AW_GUEST_DO(
        tell("sub", "verify_sub", auth::check_subject(read_text_claim(claims, "sub"), subject)));
    return tell("jti", "verify_jti", auth::check_token_id(read_text_claim(claims, "jti")));
}

Completion Decoder::verify_claims() {
    AW_GUEST_DO(load_claims());
    auth::AudienceRule audience;
    AW_GUEST_DO(read_audience_rule(vm_, call_.audience, audience));
    AW_GUEST_DO(check_required());
    AW_GUEST_DO(check_times());
    return check_parties();
}

Value Decoder::result() const {
    Value out = vm_.heap().make_dict();
    Dict& dict = *out.as<Dict>();
    lang::dict_put(vm_, dict, "payload", payload_);
    lang::dict_put(vm_, dict, "header", header_);
    lang::dict_put(vm_, dict, "signature", vm_.heap().make_bytes(signature_));
    return out;
}

}  // namespace web
