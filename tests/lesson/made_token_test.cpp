// Tokens that a lesson makes, and requests that take something over from earlier answers.
#include <gtest/gtest.h>

#include "lesson/derive.h"
#include "lesson/references.h"
#include "lesson/token_view.h"

namespace lesson {
namespace {

constexpr std::string_view kTokenProgram = R"x(
    "source": ["import jwt", "from fastapi import FastAPI, Header", "app = FastAPI()",
               "@app.get('/decode')", "def decode(authorization: str = Header()):",
               "    try:", "        return jwt.decode(authorization[7:], 'k' * 32, algorithms=['HS256', 'none'])",
               "    except jwt.PyJWTError as error:", "        return str(error)",
               "@app.get('/make')", "def make():", "    return {'token': 'abc', 'list': [1, {'deep': True}]}"],)x";

LoadedScenario load(std::string_view requests) {
    return load_scenario_text(R"({"format": 1, "id": "t", "title": "T",)" +
                                  std::string(kTokenProgram) + R"("requests": [)" +
                                  std::string(requests) + "]}",
                              "t.json");
}

std::string answer(std::string_view requests) {
    const LoadedScenario loaded = load(requests);
    for (const Finding& finding : loaded.findings) ADD_FAILURE() << to_text(finding);
    const auto run = run_scenario(*loaded.scenario);
    return run->load_error + run->requests.back().response.body;
}

std::string fault(std::string_view requests) {
    const LoadedScenario loaded = load(requests);
    if (!loaded.findings.empty()) return loaded.findings.front().message;
    const CheckReport report = check_scenario(run_scenario(*loaded.scenario));
    return report.findings.empty() ? "" : report.findings.front().message;
}

std::string token_request(std::string_view token) {
    return R"({"label": "l", "path": "/decode", "token": )" + std::string(token) + "}";
}

constexpr std::string_view kKey = R"("key": "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk")";

TEST(MadeToken, IsWhatTheLibraryAccepts) {
    EXPECT_EQ(answer(token_request(R"({"claims": {"sub": "mia", "exp": "now+30m"}, )" +
                                   std::string(kKey) + "}")),
              R"({"sub":"mia","exp":1767227400})");
    EXPECT_EQ(answer(token_request(R"({"claims": {"exp": "now-1s"}, )" + std::string(kKey) + "}")),
              "\"Signature has expired\"");
    EXPECT_EQ(
        answer(token_request(R"({"claims": {"sub": "mia"}, "tamper": {"claims": {"sub": "x"}}, )" +
                             std::string(kKey) + "}")),
        "\"Signature verification failed\"");
    EXPECT_EQ(answer(token_request(R"({"claims": {}, "tamper": {"signature": ""}, )" +
                                   std::string(kKey) + "}")),
              "\"Signature verification failed\"");
    EXPECT_EQ(answer(token_request(R"({"claims": {}, "alg": "none"})")),
              "\"When alg = \\\"none\\\", key value must be None.\"");
}

TEST(MadeToken, SaysWhatIsWrong) {
    EXPECT_EQ(fault(token_request(R"({"claims": {"exp": "soon"}, )" + std::string(kKey) + "}")),
              "`soon` is no time: expected seconds, or now, now+30m, now-2h");
    EXPECT_EQ(fault(token_request(R"({"claims": {}, "alg": "HS25", "key": "k"})")),
              "unknown algorithm `HS25`; did you mean `HS256`?");
    EXPECT_EQ(fault(token_request(R"({"claims": {}})")),
              "the key does not go with HS256: HMAC key must not be empty.");
    EXPECT_EQ(fault(token_request(R"({"key": "k"})")), "`claims` is missing: expected an object");
    EXPECT_EQ(fault(token_request(R"({"claims": {}, "kee": "k", )" + std::string(kKey) + "}"))
                  .substr(0, 11),
              "unknown key");
}

TEST(References, TakeMembersOfEarlierAnswers) {
    constexpr std::string_view kMake = R"({"label": "m", "path": "/make"}, )";
    EXPECT_EQ(
        answer(
            std::string(kMake) +
            R"({"label": "d", "path": "/decode", "headers": {"Authorization": "Bearer {response[1].token}.x"}})"),
        "\"Not enough segments\"");
    std::vector<RequestRun> answered(1);
    answered[0].response.body = R"({"a": "x y", "list": [1, {"deep": true}]})";
    std::vector<std::string> problems;
    EXPECT_EQ(resolve_references("<{response[1].a}|{response[1].list.1.deep}|{response[1].list}>",
                                 answered, problems),
              "<x y|true|[1, {\"deep\": true}]>");
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(resolve_references("{\"response\": {}}", answered, problems), "{\"response\": {}}");
    EXPECT_TRUE(problems.empty());
}

TEST(References, ThatCannotBeResolvedAreReported) {
    EXPECT_EQ(fault(R"({"label": "d", "path": "/make?{response[1].x}"})"),
              "{response[1].x}: request 1 has not been answered before this one");
    EXPECT_EQ(
        fault(
            R"({"label": "m", "path": "/make"}, {"label": "d", "path": "/make?{response[1].x}"})"),
        "{response[1].x}: the answer to request 1 has no member `x`");
    EXPECT_EQ(
        fault(
            R"({"label": "m", "path": "/make"}, {"label": "d", "path": "/make?{response[a].x}"})"),
        "{response[a].x}: expected {response[NUMBER].MEMBER}");
}

TEST(TokenChecks, AreThoseOfTheRunAndKnownOnlyWhenTheyHappened) {
    const LoadedScenario loaded =
        load(token_request(R"({"claims": {"exp": "now-1h"}, )" + std::string(kKey) + "}"));
    const auto run = run_scenario(*loaded.scenario);
    const auto all = token_checks(*run, 0);
    ASSERT_EQ(all.size(), 1U);
    ASSERT_GE(all[0].first_failed, 0);
    const TokenCheck& failed = all[0].checks[static_cast<std::size_t>(all[0].first_failed)];
    EXPECT_EQ(failed.name, "exp");
    EXPECT_EQ(failed.reason, "expired at 2025-12-31 23:00:00 UTC, 1 hour ago");
    EXPECT_EQ(all[0].checks.back().result, CheckResult::NotReached);
    EXPECT_TRUE(open_token(all[0].token, run->now_s));
    const TokenChecks early = known_at(all[0], all[0].first_step);
    EXPECT_EQ(early.first_failed, -1);
    EXPECT_EQ(early.checks[0].result, CheckResult::Passed);
    EXPECT_FALSE(early.checks[1].known_at);
}

TEST(Narration, SaysWhatAChecksOutcomeMeans) {
    const LoadedScenario loaded =
        load(token_request(R"({"claims": {"exp": "now-1h"}, )" + std::string(kKey) + "}"));
    const auto run = run_scenario(*loaded.scenario);
    const int first = token_checks(*run, 0)[0].first_step;
    EXPECT_EQ(
        narrate(*run, first),
        "The token's check `parse` (is it three parts of base64url with JSON in the first two) "
        "passes.");
    EXPECT_EQ(narrate(*run, first + 9),
              "The token's check `exp` (is it still before its time of expiry) fails: expired at "
              "2025-12-31 23:00:00 UTC, 1 hour ago.");
    EXPECT_EQ(narrate(*run, first + 10),
              "The token's check `iss` (does it come from the issuer that is expected) is not "
              "reached: an earlier one failed.");
}

}  // namespace
}  // namespace lesson
