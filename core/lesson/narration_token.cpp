// The checks of a JSON Web Token in words: what passing means. RFC 7515 5.2, RFC 7519 7.2.
#include <fmt/format.h>

#include <array>

#include "lesson/narration_internal.h"

namespace lesson::narration {
namespace {

struct CheckWords {
    std::string_view check, asks;
};
constexpr std::array kChecks = {
    CheckWords{"parse", "is it three parts of base64url with JSON in the first two"},
    CheckWords{"header", "does its header say nothing that cannot be understood"},
    CheckWords{"claims", "is its second part a JSON object"},
    CheckWords{"alg", "is the algorithm that its header names one that the program allows"},
    CheckWords{"key", "does the key fit the algorithm"},
    CheckWords{"signature", "was it signed with the key, and not changed since"},
    CheckWords{"exp", "is it still before its time of expiry"},
    CheckWords{"nbf", "has its time begun"},
    CheckWords{"iat", "was it issued in the past"},
    CheckWords{"aud", "is it meant for this audience"},
    CheckWords{"iss", "does it come from the issuer that is expected"},
    CheckWords{"sub", "is its subject a text, and the one that is expected"},
    CheckWords{"jti", "is its identifier a text"},
    CheckWords{"required", "are all claims there that the program requires"},
};

std::string_view asks_of(std::string_view check) {
    for (const CheckWords& words : kChecks)
        if (words.check == check) return words.asks;
    return {};
}

}  // namespace

std::string say_check(const trace::Event& event) {
    const std::string result = get(event, "result"), reason = get(event, "reason");
    const std::string check = get(event, "check");
    std::string sentence = fmt::format("The token's check {}", in_code(check));
    if (const std::string_view asks = asks_of(check); !asks.empty())
        sentence += fmt::format(" ({})", asks);
    if (result == "not_reached") return sentence + " is not reached: an earlier one failed.";
    sentence += result == "passed"    ? " passes"
                : result == "failed"  ? " fails"
                : result == "skipped" ? " is skipped"
                                      : " is " + result;
    return sentence + (reason.empty() ? "." : ": " + reason + ".");
}

}  // namespace lesson::narration
