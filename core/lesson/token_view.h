// lesson/token_view.h -- a token opened for the eye: its parts with their places in the text,
// header and claims with readable times, the signature's bytes; and the checks that the program's
// library made of it, in their order. Opening verifies nothing: what a token claims is shown
// whether or not it is true. The checks are the run's own events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/jwt_checks.h"
#include "lesson/run.h"

namespace lesson {

enum class TokenPart { Header, Claims, Signature };

// What a time claim says of the moment at which it is looked at.
enum class ClaimTime { None, Fine, Expired, NotYet };

struct TokenMember {
    std::string name;
    std::string value;  // JSON as it stands in the token: "alice" with its quotes, 1767227400
    ClaimTime time = ClaimTime::None;
    std::string readable;   // exp, nbf, iat, auth_time: "2026-01-01 00:30:00 UTC, in 30 minutes"
    bool repeated = false;  // the name stands again further on; readers take the last one
};

struct TokenSegment {
    TokenPart part = TokenPart::Header;
    int begin = 0, end = 0;            // bytes of the token's text, half-open, without the dots
    std::string decoded;               // the bytes behind the base64url
    std::vector<TokenMember> members;  // header and claims
    std::string fault;                 // "not base64url", "not a JSON object"; empty when fine
};

struct OpenToken {
    std::string text;                    // the token itself
    std::vector<TokenSegment> segments;  // header, claims, signature: always three
    std::string algorithm;               // the header's alg, decoded; empty when there is none
    std::string signature_hex;           // "d2 70 c1 ..."
};

// nullopt: the text is no compact token (fewer than two dots). Times are compared with `now_s`.
std::optional<OpenToken> open_token(std::string_view text, std::int64_t now_s);

using auth::CheckResult;

struct TokenCheck {
    std::string name;  // parse, alg, key, signature, ...: the `check` field of the event
    CheckResult result = CheckResult::NotReached;
    std::string reason;           // why it failed, or why it was skipped
    std::optional<int> known_at;  // the step; empty: later than the step that was asked for
};

// One decode of one token: the checks of the run, in order.
struct TokenChecks {
    std::string token;
    int first_step = 0;
    std::vector<TokenCheck> checks;
    int first_failed = -1;  // index of the failed one
};
// Every decode of the request, in the order they happened, as known at its end.
std::vector<TokenChecks> token_checks(const Run& run, int request);
// What of it is known at that step: later checks have no result yet (known_at is empty, result
// NotReached, no reason).
TokenChecks known_at(TokenChecks checks, int step);

}  // namespace lesson
