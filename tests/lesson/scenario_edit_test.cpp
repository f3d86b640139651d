#include "lesson/scenario_edit.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "lesson/derive.h"

namespace lesson {
namespace {

std::filesystem::path first_lesson_path() {
    return std::filesystem::path(AUTHWALK_SOURCE_DIR) / "scenarios/01_protected_routes.json";
}

constexpr std::string_view kSmall = R"json({
  "format": 1, "id": "s", "title": "S", "framework": "FastAPI", "level": "beginner", "minutes": 1,
  "summary": "x",
  "source": ["from fastapi import FastAPI", "app = FastAPI()"],
  "requests": [{"label": "a ] \" b", "path": "/x"}],
  "table": {
    "columns" : [ {"title" : "R", "fact" : "response.status"} ]
}
})json";

ScenarioRequest sent(std::string_view method, std::string_view target, http::Headers headers = {},
                     std::string body = {}) {
    http::Request request = http::make_request(method, target);
    request.headers = std::move(headers);
    request.body = std::move(body);
    return scripted_form(request);
}

std::string added(const ScenarioRequest& request) {
    const auto text = add_request(kSmall, "small.json", request);
    if (!text.ok()) return text.error().message;
    const LoadedScenario loaded = load_scenario_text(*text, "small.json");
    EXPECT_TRUE(loaded.scenario && loaded.findings.empty()) << *text;
    EXPECT_TRUE(text->starts_with(kSmall.substr(0, kSmall.find("}],\n")))) << *text;
    const std::size_t begin = kSmall.find("}],\n") + 1;
    return text->substr(begin, text->find("],\n  \"table\"") - begin);
}

TEST(ScenarioEdit, TheFirstLessonIsStillProvenWithOneMoreRequest) {
    const auto before = base::read_file(first_lesson_path());
    ASSERT_TRUE(before.ok());
    const auto after = add_request(
        *before, first_lesson_path(),
        sent("GET", "/protected", {{"Host", "h"}, {"Authorization", "Bearer validtoken"}}));
    ASSERT_TRUE(after.ok());
    const LoadedScenario loaded = load_scenario_text(*after, first_lesson_path());
    ASSERT_TRUE(loaded.scenario && loaded.findings.empty());
    const auto run = run_scenario(*loaded.scenario);
    ASSERT_EQ(run->requests.size(), 4U);
    EXPECT_EQ(run->requests[3].response.status, 200);
    const CheckReport report = check_scenario(run);
    for (const Finding& finding : report.findings)
        EXPECT_NE(finding.severity, Severity::Error) << to_text(finding);
}

TEST(ScenarioEdit, OnlyLinesAreAdded) {
    const std::string before = *base::read_file(first_lesson_path());
    const std::string after =
        *add_request(before, first_lesson_path(), sent("GET", "/protected?a=1"));
    EXPECT_NE(
        after.find("    },\n    {\n      \"label\": \"Client sends GET /protected?a=1\",\n"
                   "      \"path\": \"/protected\",\n      \"query\": \"a=1\"\n    }\n  ],\n"),
        std::string::npos)
        << after;
    EXPECT_NE(after.find(",\n      [\"4\", \"Client sends GET /protected?a=1\", \"No\", "),
              std::string::npos);
    EXPECT_NE(after.find("[\"None\", \"None\", \"invalidtoken\", \"validtoken\", \"None\"]"),
              std::string::npos);
}

TEST(ScenarioEdit, ListsInOneLineStayInOneLine) {
    EXPECT_EQ(added(sent("POST", "/y", {{"X-A", "1"}, {"x-a", "2"}}, "a\"b")),
              ", {\n  \"label\": \"Client sends POST /y\",\n  \"method\": \"POST\",\n"
              "  \"path\": \"/y\",\n  \"headers\": [[\"X-A\", \"1\"], [\"x-a\", \"2\"]],\n"
              "  \"body\": \"a\\\"b\"\n}");
}

TEST(ScenarioEdit, WhatConcernsTheConnectionIsLeftOut) {
    const ScenarioRequest request = sent("GET", "/",
                                         {{"Host", "h"},
                                          {"User-Agent", "curl"},
                                          {"Accept", "*/*"},
                                          {"Connection", "close"},
                                          {"Cookie", "a=b"},
                                          {"Accept", "text/html"}});
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(request.headers, (Pairs{{"Cookie", "a=b"}, {"Accept", "text/html"}}));
}

TEST(ScenarioEdit, WhatIsNoTextIsRefused) {
    EXPECT_EQ(added(sent("POST", "/", {}, "\xFF")),
              "this request holds bytes that are no text: a lesson cannot hold it");
    EXPECT_FALSE(add_request("{", "x.json", sent("GET", "/")).ok());
}

}  // namespace
}  // namespace lesson
