#include "lesson/token_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "auth/json_members.h"
#include "auth/jwt_parts.h"
#include "base/time_text.h"

namespace lesson {
namespace {

constexpr std::string_view kTimes[] = {"exp", "nbf", "iat", "auth_time"};

// The seconds of a NumericDate (RFC 7519 2): an integer or a fraction, within the years 0 to 9999.
std::optional<std::int64_t> seconds_of(std::string_view json) {
    double seconds = 0;
    const char* end = json.data() + json.size();
    const auto [stopped, error] = std::from_chars(json.data(), end, seconds);
    constexpr double kYear10000 = 253402300800.0;
    constexpr double kYear0 = -62167219200.0;
    if (error != std::errc() || stopped != end || !(seconds >= kYear0 && seconds < kYear10000))
        return std::nullopt;
    return static_cast<std::int64_t>(seconds);
}

// RFC 7519 4.1.4 to 4.1.6. A token is expired from the second of exp on.
void read_time(TokenMember& member, std::int64_t now_s) {
    if (std::find(std::begin(kTimes), std::end(kTimes), member.name) == std::end(kTimes)) return;
    const auto seconds = seconds_of(member.value);
    if (!seconds) return;
    const std::int64_t distance = *seconds - now_s;
    std::string when = distance == 0  ? "now"
                       : distance > 0 ? "in " + base::span_text(distance)
                                      : base::span_text(-distance) + " ago";
    member.time = ClaimTime::Fine;
    if (member.name == "exp" && distance <= 0) {
        member.time = ClaimTime::Expired;
        when = "expired " + when;
    } else if (member.name != "exp" && distance > 0) {
        member.time = ClaimTime::NotYet;
        when = "not yet: " + when;
    }
    member.readable = fmt::format("{}, {}", base::utc_text(*seconds), when);
}

void read_members(TokenSegment& segment, std::int64_t now_s) {
    const auto members = auth::json_members(segment.decoded);
    if (!members) {
        segment.fault = "not a JSON object";
        return;
    }
    for (std::size_t i = 0; i < members->size(); ++i) {
        TokenMember member;
        member.name = (*members)[i].name;
        member.value = (*members)[i].value;
        for (std::size_t later = i + 1; later < members->size(); ++later)
            member.repeated = member.repeated || (*members)[later].name == member.name;
        if (segment.part == TokenPart::Claims) read_time(member, now_s);
        segment.members.push_back(std::move(member));
    }
}

TokenSegment open_segment(TokenPart part, std::string_view token, std::string_view text,
                          std::int64_t now_s) {
    TokenSegment segment;
    segment.part = part;
    segment.begin = static_cast<int>(text.data() - token.data());
    segment.end = segment.begin + static_cast<int>(text.size());
    auto decoded = auth::decode_jwt_part(text);
    if (!decoded) {
        segment.fault = "not base64url";
        return segment;
    }
    segment.decoded = std::move(*decoded);
    if (part != TokenPart::Signature) read_members(segment, now_s);
    return segment;
}

CheckResult result_of(std::string_view name) {
    for (const CheckResult result :
         {CheckResult::Passed, CheckResult::Failed, CheckResult::Skipped})
        if (name_of(result) == name) return result;
    return CheckResult::NotReached;
}

}  // namespace

std::optional<OpenToken> open_token(std::string_view text, std::int64_t now_s) {
    OpenToken out;
    out.text = text;
    const std::string_view token = out.text;
    const auto parts = auth::split_jwt(token);
    if (!parts.ok()) return std::nullopt;
    out.segments.push_back(open_segment(TokenPart::Header, token, parts->header, now_s));
    out.segments.push_back(open_segment(TokenPart::Claims, token, parts->payload, now_s));
    out.segments.push_back(open_segment(TokenPart::Signature, token, parts->signature, now_s));
    for (const TokenMember& member : out.segments[0].members)
        if (member.name == "alg")
            out.algorithm = auth::json_string(member.value).value_or(std::string(member.value));
    for (const char c : out.segments[2].decoded)
        out.signature_hex += fmt::format("{}{:02x}", out.signature_hex.empty() ? "" : " ",
                                         static_cast<unsigned char>(c));
    return out;
}

std::vector<TokenChecks> token_checks(const Run& run, int request) {
    std::vector<TokenChecks> out;
    if (request < 0 || request >= static_cast<int>(run.requests.size())) return out;
    const trace::Span& span = run.requests[static_cast<std::size_t>(request)].span;
    for (const auto& brief : run.timeline.briefs(span.first_step, span.last_step)) {
        if (brief.kind != trace::EventKind::TokenCheck) continue;
        const trace::Event event = run.timeline.event_at(brief.step);
        const auto field = [&](std::string_view name) {
            const std::string* value = event.field(name);
            return value ? *value : std::string();
        };
        if (const std::string* token = event.field("token"); token || out.empty())
            out.push_back({token ? *token : std::string(), brief.step, {}, -1});
        TokenChecks& one = out.back();
        const CheckResult result = result_of(field("result"));
        if (result == CheckResult::Failed && one.first_failed < 0)
            one.first_failed = static_cast<int>(one.checks.size());
        one.checks.push_back({field("check"), result, field("reason"), brief.step});
    }
    return out;
}

TokenChecks known_at(TokenChecks checks, int step) {
    for (TokenCheck& check : checks.checks)
        if (check.known_at && *check.known_at > step)
            check = {check.name, CheckResult::NotReached, {}, {}};
    if (checks.first_failed >= 0 &&
        !checks.checks[static_cast<std::size_t>(checks.first_failed)].known_at)
        checks.first_failed = -1;
    return checks;
}

}  // namespace lesson
