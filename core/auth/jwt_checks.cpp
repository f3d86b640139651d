#include "auth/jwt_checks.h"

namespace auth {

std::string_view name_of(CheckResult result) {
    switch (result) {
        case CheckResult::Passed: return "passed";
        case CheckResult::Failed: return "failed";
        case CheckResult::NotReached: return "not_reached";
        case CheckResult::Skipped: return "skipped";
    }
    return {};
}

std::span<const std::string_view> pyjwt_checks() {
    static constexpr std::string_view kChecks[] = {"parse",  "header",   "alg", "key", "signature",
                                                   "claims", "required", "iat", "nbf", "exp",
                                                   "iss",    "aud",      "sub", "jti"};
    return kChecks;
}

}  // namespace auth
