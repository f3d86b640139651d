#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "lesson/scenario.h"

namespace lesson {
namespace {

const std::filesystem::path kScenarios = std::filesystem::path(AUTHWALK_SOURCE_DIR) / "scenarios";

std::string first_lesson_text() {
    std::ifstream file(kScenarios / "01_protected_routes.json");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The first lesson with one piece of its text replaced, loaded.
LoadedScenario changed(const std::string& from, const std::string& to) {
    std::string text = first_lesson_text();
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    return load_scenario_text(text, kScenarios / "changed.json");
}

std::string only_message(const LoadedScenario& loaded) {
    return loaded.findings.size() == 1 ? loaded.findings[0].message
                                       : std::to_string(loaded.findings.size()) + " findings";
}

TEST(ScenarioLoad, TheFirstLessonHasNoFaults) {
    const LoadedScenario loaded = load_scenario(kScenarios / "01_protected_routes.json");
    for (const Finding& finding : loaded.findings) ADD_FAILURE() << to_text(finding);
    ASSERT_TRUE(loaded.scenario);
    EXPECT_EQ(loaded.scenario->title, "Protected routes");
    EXPECT_EQ(loaded.scenario->requests.size(), 3U);
    EXPECT_EQ(loaded.scenario->nodes.size(), 6U);
    EXPECT_EQ(loaded.scenario->edges.size(), 6U);
    EXPECT_EQ(loaded.scenario->quiz.size(), 3U);
    EXPECT_EQ(loaded.scenario->source_name, "01_protected_routes.py");
    EXPECT_NE(loaded.scenario->source.find("oauth2_scheme"), std::string::npos);
}

TEST(ScenarioLoad, AnUnknownFactNamesTheNearestOne) {
    const LoadedScenario loaded =
        changed("\"fact\": \"credentials.valid\"", "\"fact\": \"credential.valid\"");
    EXPECT_EQ(only_message(loaded),
              "unknown fact `credential.valid`; did you mean `credentials.valid`?");
    EXPECT_EQ(loaded.findings[0].origin.path, "/table/columns/3/fact");
    EXPECT_GT(loaded.findings[0].origin.position.line, 50);
}

TEST(ScenarioLoad, AnUnknownKeyNamesItsPlaceAndTheNearestOne) {
    const LoadedScenario loaded = changed("\"minutes\": 10", "\"minuets\": 10");
    EXPECT_EQ(only_message(loaded), "unknown key `minuets`; did you mean `minutes`?");
    EXPECT_EQ(loaded.findings[0].origin.position.line, 8);
    EXPECT_EQ(loaded.findings[0].origin.position.column, 3);
}

TEST(ScenarioLoad, AnUnknownEventIsAFault) {
    const LoadedScenario loaded =
        changed("\"event\": \"credentials_read\"", "\"event\": \"credential_read\"");
    EXPECT_TRUE(only_message(loaded).starts_with(
        "unknown event `credential_read`; did you mean `credentials_read`?"));
}

TEST(ScenarioLoad, AnEdgeToNowhereIsAFault) {
    const LoadedScenario loaded = changed("\"to\": \"allow\"", "\"to\": \"alow\"");
    EXPECT_EQ(only_message(loaded), "unknown node `alow`; did you mean `allow`?");
}

TEST(ScenarioLoad, AnUnknownWhatIfIsAFault) {
    const LoadedScenario loaded =
        changed("\"what_if\": \"user_is_none\"", "\"what_if\": \"user_is_non\"");
    EXPECT_EQ(only_message(loaded), "unknown what-if `user_is_non`; did you mean `user_is_none`?");
}

TEST(ScenarioLoad, AMissingSourceFileIsNamed) {
    const LoadedScenario loaded = changed("\"01_protected_routes.py\"", "\"no_such_file.py\"");
    ASSERT_FALSE(loaded.findings.empty());
    EXPECT_NE(loaded.findings[0].message.find("no_such_file.py"), std::string::npos);
}

TEST(ScenarioLoad, ASourceOutsideTheFolderIsRefused) {
    const LoadedScenario loaded = changed("\"01_protected_routes.py\"", "\"../README.md\"");
    ASSERT_FALSE(loaded.findings.empty());
    EXPECT_EQ(loaded.findings[0].message, "`source` must be a file beside the scenario");
}

TEST(ScenarioLoad, AWrongTypeSaysWhatWasExpected) {
    EXPECT_EQ(only_message(changed("\"title\": \"Protected routes\"", "\"title\": 5")),
              "`title`: expected a string, found integer");
    EXPECT_EQ(only_message(changed("\"minutes\": 10", "\"minutes\": \"ten\"")),
              "`minutes`: expected an integer from 1 to 600, found ten");
}

TEST(ScenarioLoad, ARequestNumberBeyondTheRequestsIsAFault) {
    EXPECT_EQ(only_message(changed("\"given\": {\"request\": 1}", "\"given\": {\"request\": 4}")),
              "`request`: expected an integer from 1 to 3, found 4");
}

TEST(ScenarioLoad, BrokenJsonNamesLineAndColumn) {
    const LoadedScenario loaded = load_scenario_text("{\n  \"format\": 1,,\n}", "broken.json");
    EXPECT_FALSE(loaded.scenario);
    ASSERT_EQ(loaded.findings.size(), 1U);
    EXPECT_EQ(loaded.findings[0].origin.position.line, 2);
}

TEST(ScenarioLoad, EveryFaultOfAFileIsReported) {
    const LoadedScenario loaded = load_scenario_text(
        R"({"format": 2, "id": "x", "title": "", "requests": [{"path": "nope", "label": "l"}],
            "source": ["app = 1"], "qiz": []})",
        "many.json");
    EXPECT_EQ(loaded.findings.size(), 4U);
}

TEST(ScenarioLoad, FilesThatAreNoScenarioAreFaultsNotCrashes) {
    for (const char* text : {"", "[]", "null", "\"x\"", "{}", "{\"requests\": 5}",
                             "{\"quiz\": {}, \"flow\": [], \"table\": 1, \"expect\": [1]}",
                             "\xff\xfe\x00", "{\"flow\": {\"nodes\": [1, null, []]}}"}) {
        const LoadedScenario loaded = load_scenario_text(text, "odd.json");
        EXPECT_FALSE(loaded.findings.empty()) << text;
    }
}

TEST(ScenarioLoad, FormAndJsonBecomeBodiesWithTheirContentType) {
    const LoadedScenario loaded = load_scenario_text(
        R"({"format": 1, "id": "x", "title": "x", "source": ["app = 1"], "requests": [
            {"label": "form", "method": "POST", "path": "/", "form": {"user name": "a&b"}},
            {"label": "json", "method": "POST", "path": "/", "json": {"a": [1, null]}}]})",
        "bodies.json");
    ASSERT_TRUE(loaded.findings.empty()) << to_text(loaded.findings[0]);
    EXPECT_EQ(*loaded.scenario->requests[0].body, "user+name=a%26b");
    EXPECT_EQ(loaded.scenario->requests[0].headers[0].second, "application/x-www-form-urlencoded");
    EXPECT_EQ(*loaded.scenario->requests[1].body, "{\"a\": [1, null]}");
    EXPECT_EQ(loaded.scenario->requests[1].headers[0].second, "application/json");
}

}  // namespace
}  // namespace lesson
