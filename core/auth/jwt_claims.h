// auth/jwt_claims.h -- the checks of a token's claims, one function each. RFC 7519 4.1; what is
// refused and in which words is PyJWT 2.15's (api_jwt.py, _validate_claims).
// In: what the checks look at, read out of the JSON already. Out: how one check ended.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/jwt_checks.h"

namespace auth {

// exp, nbf, iat. `seconds` is what Python's int() makes of the value; nullopt when it refuses.
struct TimeClaim {
    bool present = false;
    std::optional<double> seconds;
};
// iss, sub, jti. `text` is nullopt when the value is no text.
struct TextClaim {
    bool present = false;
    std::optional<std::string> text;
};
struct AudienceClaim {
    bool present = false;                           // and neither empty nor null
    bool single = false;                            // one text, not a list
    std::optional<std::vector<std::string>> names;  // nullopt: not text, nor a list of texts
};

// What the program asks for.
struct AudienceRule {
    std::optional<std::vector<std::string>> wanted;  // nullopt: audience=None
    bool single = false;                             // one text, not a list
    bool strict = false;
};
struct IssuerRule {
    std::optional<std::vector<std::string>> wanted;  // nullopt: issuer=None
    bool usable = true;                              // false: neither text nor a container
};
struct Moment {
    double now_s = 0;
    double leeway_s = 0;
};

struct CheckOutcome {
    CheckResult result = CheckResult::Passed;
    std::string note;                 // why it was skipped, or what is worth knowing
    std::optional<TokenFault> fault;  // Failed
};

CheckOutcome check_issued_at(const TimeClaim& iat, const Moment& moment);
CheckOutcome check_not_before(const TimeClaim& nbf, const Moment& moment);
CheckOutcome check_expiry(const TimeClaim& exp, const Moment& moment);
CheckOutcome check_issuer(const TextClaim& iss, const IssuerRule& rule);
CheckOutcome check_audience(const AudienceClaim& aud, const AudienceRule& rule);
CheckOutcome check_subject(const TextClaim& sub, const std::optional<std::string>& wanted);
CheckOutcome check_token_id(const TextClaim& jti);

CheckOutcome passed(std::string note = {});
CheckOutcome skipped(std::string note);
CheckOutcome failed(std::string exception, std::string message, std::string reason);

}  // namespace auth
