#include "auth/jwt_claims.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "base/time_text.h"

namespace auth {
namespace {

// Within the years 0 to 9999 a moment is named; beyond them only the number says anything.
std::string moment_text(double seconds) {
    constexpr double kYear0 = -62167219200.0, kYear10000 = 253402300800.0;
    if (!(seconds >= kYear0 && seconds < kYear10000)) return fmt::format("{:g}", seconds);
    return base::utc_text(static_cast<std::int64_t>(seconds));
}

std::string distance_text(double seconds) {
    constexpr double kMost = 1e12;
    return base::span_text(static_cast<std::int64_t>(std::min(std::abs(seconds), kMost)));
}

std::string absent(std::string_view claim) { return fmt::format("the token has no {}", claim); }

bool contains(const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

std::string listed(const std::vector<std::string>& names) {
    return names.empty() ? "nothing" : fmt::format("'{}'", fmt::join(names, "', '"));
}

CheckOutcome not_yet(std::string_view claim, double seconds, const Moment& moment) {
    return failed("ImmatureSignatureError", fmt::format("The token is not yet valid ({})", claim),
                  fmt::format("{} is {}, {} from now", claim, moment_text(seconds),
                              distance_text(seconds - moment.now_s)));
}

CheckOutcome strict_audience(const AudienceClaim& aud, const AudienceRule& rule) {
    if (!rule.single)
        return failed("InvalidAudienceError", "Invalid audience (strict)",
                      "strict_aud allows one audience only, and the program names several");
    if (!aud.single)
        return failed("InvalidAudienceError", "Invalid claim format in token (strict)",
                      "strict_aud allows one audience only, and aud is a list");
    if (aud.names->front() != rule.wanted->front())
        return failed(
            "InvalidAudienceError", "Audience doesn't match (strict)",
            fmt::format("aud is {}, expected is {}", listed(*aud.names), listed(*rule.wanted)));
    return passed();
}

}  // namespace

CheckOutcome passed(std::string note) { return {CheckResult::Passed, std::move(note), {}}; }
CheckOutcome skipped(std::string note) { return {CheckResult::Skipped, std::move(note), {}}; }
CheckOutcome failed(std::string exception, std::string message, std::string reason) {
    CheckOutcome out{CheckResult::Failed, reason, {}};
    out.fault = TokenFault{std::move(exception), std::move(message), std::move(reason)};
    return out;
}

CheckOutcome check_issued_at(const TimeClaim& iat, const Moment& moment) {
    if (!iat.present) return skipped(absent("iat"));
    if (!iat.seconds)
        return failed("InvalidIssuedAtError", "Issued At claim (iat) must be an integer.",
                      "iat is not a number");
    if (*iat.seconds > moment.now_s + moment.leeway_s) return not_yet("iat", *iat.seconds, moment);
    return passed(fmt::format("issued at {}", moment_text(*iat.seconds)));
}

CheckOutcome check_not_before(const TimeClaim& nbf, const Moment& moment) {
    if (!nbf.present) return skipped(absent("nbf"));
    if (!nbf.seconds)
        return failed("DecodeError", "Not Before claim (nbf) must be an integer.",
                      "nbf is not a number");
    if (*nbf.seconds > moment.now_s + moment.leeway_s) return not_yet("nbf", *nbf.seconds, moment);
    return passed(fmt::format("valid since {}", moment_text(*nbf.seconds)));
}

// RFC 7519 4.1.4: the moment of exp itself is too late.
CheckOutcome check_expiry(const TimeClaim& exp, const Moment& moment) {
    if (!exp.present) return skipped("the token has no exp, so it never expires");
    if (!exp.seconds)
        return failed("DecodeError", "Expiration Time claim (exp) must be an integer.",
                      "exp is not a number");
    const double distance = *exp.seconds - moment.now_s;
    const std::string when = moment_text(*exp.seconds);
    if (distance <= -moment.leeway_s)
        return failed("ExpiredSignatureError", "Signature has expired",
                      fmt::format("expired at {}, {} ago", when, distance_text(distance)));
    if (distance <= 0) return passed(fmt::format("expired at {}, but within the leeway", when));
    return passed(fmt::format("valid until {}, {} from now", when, distance_text(distance)));
}

CheckOutcome check_issuer(const TextClaim& iss, const IssuerRule& rule) {
    if (!rule.wanted && rule.usable) return skipped("the program expects no particular issuer");
    if (!iss.present) return failed("MissingRequiredClaimError", "iss", absent("iss"));
    if (!iss.text)
        return failed("InvalidIssuerError", "Payload Issuer (iss) must be a string",
                      "iss is not text");
    if (!rule.usable)
        return failed("InvalidIssuerError", "Issuer param must be \"str\" or \"Container[str]\"",
                      "the program's issuer is neither text nor a list");
    if (!contains(*rule.wanted, *iss.text))
        return failed("InvalidIssuerError", "Invalid issuer",
                      fmt::format("iss is '{}', expected is {}", *iss.text, listed(*rule.wanted)));
    return passed(fmt::format("iss is '{}'", *iss.text));
}

CheckOutcome check_audience(const AudienceClaim& aud, const AudienceRule& rule) {
    if (!rule.wanted) {
        if (!aud.present) return skipped(absent("aud"));
        return failed("InvalidAudienceError", "Invalid audience",
                      "the token is meant for an audience, and the program does not say who it is");
    }
    if (!aud.present) return failed("MissingRequiredClaimError", "aud", absent("aud"));
    if (rule.strict) return strict_audience(aud, rule);
    if (!aud.names)
        return failed("InvalidAudienceError", "Invalid claim format in token",
                      "aud is neither text nor a list of texts");
    for (const std::string& name : *rule.wanted)
        if (contains(*aud.names, name)) return passed(fmt::format("aud names '{}'", name));
    return failed(
        "InvalidAudienceError", "Audience doesn't match",
        fmt::format("aud is {}, expected is {}", listed(*aud.names), listed(*rule.wanted)));
}

CheckOutcome check_subject(const TextClaim& sub, const std::optional<std::string>& wanted) {
    if (!sub.present) return skipped(absent("sub"));
    if (!sub.text)
        return failed("InvalidSubjectError", "Subject must be a string", "sub is not text");
    if (wanted && *sub.text != *wanted)
        return failed("InvalidSubjectError", "Invalid subject",
                      fmt::format("sub is '{}', expected is '{}'", *sub.text, *wanted));
    return passed(fmt::format("sub is '{}'", *sub.text));
}

CheckOutcome check_token_id(const TextClaim& jti) {
    if (!jti.present) return skipped(absent("jti"));
    if (!jti.text) return failed("InvalidJTIError", "JWT ID must be a string", "jti is not text");
    return passed(fmt::format("jti is '{}'", *jti.text));
}

}  // namespace auth
