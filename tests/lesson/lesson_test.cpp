// The first lesson, run for real: what it shows, and that its words are held to the run.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "lesson/derive.h"

namespace lesson {
namespace {

const std::filesystem::path kFile =
    std::filesystem::path(AUTHWALK_SOURCE_DIR) / "scenarios/01_protected_routes.json";

std::shared_ptr<const Run> first_run() {
    const LoadedScenario loaded = load_scenario(kFile);
    EXPECT_TRUE(loaded.scenario && loaded.findings.empty());
    return run_scenario(*loaded.scenario);
}

std::vector<std::string> texts(const TableRow& row) {
    std::vector<std::string> out;
    for (const TableCell& cell : row.cells) out.push_back(cell.text);
    return out;
}

std::vector<std::string> finals(const TrackerRow& row) {
    std::vector<std::string> out;
    for (const TrackerCell& cell : row.cells) out.push_back(cell.final_text());
    return out;
}

using Texts = std::vector<std::string>;

TEST(FirstLesson, TheTableIsThePagesTable) {
    const ExecTable table = make_table(*first_run());
    EXPECT_EQ(table.titles,
              (Texts{"Step", "Action", "Token Present?", "Token Valid?", "Result", "Response"}));
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(texts(table.rows[0]), (Texts{"1", "Client requests /protected without token", "No",
                                           "N/A", "Reject request", "401 Unauthorized"}));
    EXPECT_EQ(texts(table.rows[1]),
              (Texts{"2", "Client requests /protected with token='invalidtoken'", "Yes", "No",
                     "Reject request", "401 Unauthorized"}));
    EXPECT_EQ(texts(table.rows[2]),
              (Texts{"3", "Client requests /protected with token='validtoken'", "Yes", "Yes",
                     "Allow access", "{\"message\": \"Hello alice\"}"}));
}

TEST(FirstLesson, TheTrackerIsThePagesTracker) {
    const VarTracker tracker = make_tracker(*first_run());
    ASSERT_EQ(tracker.rows.size(), 2U);
    EXPECT_EQ(finals(tracker.rows[0]), (Texts{"None", "None", "invalidtoken", "validtoken"}));
    EXPECT_EQ(finals(tracker.rows[1]), (Texts{"None", "None", "None", "{\"user\": \"alice\"}"}));
}

TEST(FirstLesson, EachRequestTakesItsPathThroughTheFlow) {
    const auto run = first_run();
    const FlowGraph flow = make_flow(*run);
    std::vector<Texts> paths;
    for (const auto& visits : flow.visits) {
        Texts path;
        for (const FlowVisit& visit : visits)
            path.push_back(flow.nodes[static_cast<std::size_t>(visit.node)].id);
        paths.push_back(path);
    }
    EXPECT_EQ(paths, (std::vector<Texts>{{"request", "check", "reject"},
                                         {"request", "check", "validate", "reject"},
                                         {"request", "check", "validate", "allow", "data"}}));
}

TEST(FirstLesson, AllThreeQuizAnswersAreProven) {
    const CheckReport report = check_scenario(first_run());
    for (const Finding& finding : report.findings) ADD_FAILURE() << to_text(finding);
    EXPECT_EQ(report.questions, 3);
    EXPECT_EQ(report.proven, 3);
}

TEST(FirstLesson, TheThirdAnswerIsProvenByATypeErrorInThePatchedProgram) {
    const auto verdicts = judge_quiz(first_run());
    ASSERT_EQ(verdicts.size(), 3U);
    EXPECT_EQ(verdicts[0].right, 2);
    EXPECT_EQ(verdicts[1].right, 0);
    EXPECT_EQ(verdicts[2].right, 1);
    EXPECT_EQ(verdicts[2].actual, "500 Internal Server Error");
    const RequestRun& proof = verdicts[2].proof->requests[2];
    EXPECT_NE(proof.traceback.find("TypeError: 'NoneType' object is not subscriptable"),
              std::string::npos)
        << proof.traceback;
}

TEST(FirstLesson, EveryStepHasASentence) {
    const auto run = first_run();
    for (int step = 0; step <= run->last_step(); ++step) {
        const std::string sentence = narrate(*run, step);
        EXPECT_GT(sentence.size(), 10U) << "step " << step;
        EXPECT_EQ(sentence.find("{}"), std::string::npos) << sentence;
    }
}

TEST(FirstLesson, ARaiseIsExplainedByTheConditionThatHeld) {
    const auto run = first_run();
    EventPattern raise;
    raise.kind = trace::EventKind::Raise;
    const auto step = find_event(*run, 1, raise);
    ASSERT_TRUE(step);
    const std::string sentence = narrate(*run, *step);
    EXPECT_NE(sentence.find("`get_current_user` raises HTTPException 401: Invalid token, because "),
              std::string::npos)
        << sentence;
    EXPECT_NE(sentence.find("`token != \"validtoken\"` holds (`token` is 'invalidtoken')"),
              std::string::npos)
        << sentence;
}

// The third request, line by line, as `authwalk walk` prints it.
TEST(FirstLesson, SentencesSayWhatHappensAndWhy) {
    const auto run = first_run();
    Texts sentences;
    for (const int step : stops(*run, make_flow(*run), Level::Line))
        if (run->timeline.event_at(step).request == 2) sentences.push_back(narrate(*run, step));
    EXPECT_EQ(
        sentences,
        (Texts{
            "The client sends `GET /protected`, with `authorization: Bearer validtoken`.",
            "`GET /protected` is the route of `protected_route`, which needs `oauth2_scheme` and "
            "`get_current_user` to be asked first.",
            "`OAuth2PasswordBearer` finds credentials in the Authorization header: "
            "`validtoken`. Whether they are good is not its question.",
            "FastAPI calls `get_current_user` with `token = validtoken`.",
            "Line 8 asks whether `token != \"validtoken\"` holds (`token` is 'validtoken').",
            "`token != \"validtoken\"` does not hold (`token` is 'validtoken'), so line 10 "
            "returns `{\"user\": \"alice\"}`.",
            "`get_current_user` returns `{'user': 'alice'}`: that is the value of "
            "`current_user`.",
            "All that it needs is there, so the route's function `protected_route` is called "
            "with `current_user = {'user': 'alice'}`.",
            "Line 14 returns `{\"message\": f\"Hello {current_user['user']}\"}`.",
            "`protected_route` returns `{'message': 'Hello alice'}`: FastAPI makes the response "
            "of it.",
            "The answer is 200 OK: `{\"message\":\"Hello alice\"}`."}));
}

TEST(FirstLesson, TheSameRunTwiceGivesTheSameBytes) {
    EXPECT_EQ(first_run()->timeline.serialized(), first_run()->timeline.serialized());
}

TEST(FirstLesson, LevelsContainEachOther) {
    const auto run = first_run();
    const FlowGraph flow = make_flow(*run);
    const auto flow_stops = stops(*run, flow, Level::Flow);
    const auto line_stops = stops(*run, flow, Level::Line);
    const auto check_stops = stops(*run, flow, Level::Check);
    EXPECT_TRUE(
        std::includes(line_stops.begin(), line_stops.end(), flow_stops.begin(), flow_stops.end()));
    EXPECT_TRUE(std::includes(check_stops.begin(), check_stops.end(), line_stops.begin(),
                              line_stops.end()));
    EXPECT_LT(flow_stops.size(), line_stops.size());
    EXPECT_LT(line_stops.size(), check_stops.size());
}

// -- the lesson's words are held to the run
// --------------------------------------------------------

CheckReport report_with(const std::string& from, const std::string& to) {
    std::string text = *base::read_file(kFile);
    const auto at = text.rfind(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    LoadedScenario loaded = load_scenario_text(text, kFile);
    EXPECT_TRUE(loaded.findings.empty());
    return check_scenario(run_scenario(*loaded.scenario));
}

TEST(Check, AChangedPromisedCellIsNamed) {
    const CheckReport report =
        report_with("\"Yes\", \"No\", \"Reject request\"", "\"Yes\", \"Yes\", \"Reject request\"");
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].message,
              "table row 2, column `Token Valid?`: promised `Yes`, the run says `No`");
    EXPECT_EQ(report.findings[0].origin.path, "/expect/table/1/3");
    EXPECT_GT(report.findings[0].origin.position.line, 100);
}

TEST(Check, AChangedPromisedVariableIsNamed) {
    const CheckReport report =
        report_with("\"invalidtoken\", \"validtoken\"]", "\"invalidtoken\", \"other\"]");
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].message,
              "variable `token`, request 3: promised `other`, the run says `validtoken`");
}

TEST(Check, AChangedClaimLeavesAQuestionWithoutARightAnswer) {
    const CheckReport report =
        report_with("\"is\": \"500 Internal Server Error\"", "\"is\": \"503 Service Unavailable\"");
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].message,
              "no choice holds: in the run, response.status is `500 Internal Server Error`");
    EXPECT_EQ(report.findings[0].origin.path, "/quiz/2");
}

TEST(Check, TwoChoicesThatHoldAreAFault) {
    const CheckReport report =
        report_with("\"is\": \"200 OK\"", "\"is\": \"200 OK|500 Internal Server Error\"");
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_TRUE(report.findings[0].message.starts_with("2 choices hold"));
}

CheckReport report_of_program(const std::string& from, const std::string& to) {
    LoadedScenario loaded = load_scenario(kFile);
    const auto at = loaded.scenario->source.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    loaded.scenario->source.replace(at, from.size(), to);
    return check_scenario(run_scenario(*loaded.scenario));
}

TEST(Check, AChangedLineOfTheSampleFails) {
    EXPECT_FALSE(report_of_program("!= \"validtoken\"", "== \"validtoken\"").ok());
    EXPECT_FALSE(report_of_program("\"alice\"", "\"bob\"").ok());
    EXPECT_FALSE(report_of_program("HTTP_401_UNAUTHORIZED", "HTTP_403_FORBIDDEN").ok());
    EXPECT_FALSE(report_of_program("Depends(get_current_user)", "Depends(oauth2_scheme)").ok());
}

TEST(Check, ASampleThatDoesNotLoadNamesItsLine) {
    const CheckReport report = report_of_program("app = FastAPI()", "app = FastAPY()");
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_NE(report.findings[0].message.find("NameError: name 'FastAPY' is not defined"),
              std::string::npos)
        << report.findings[0].message;
    EXPECT_EQ(report.findings[0].origin.position.line, 4);
    const CheckReport syntax = report_of_program("app = FastAPI()", "app = = FastAPI()");
    ASSERT_EQ(syntax.findings.size(), 1U);
    EXPECT_EQ(syntax.findings[0].origin.position.line, 4);
}

}  // namespace
}  // namespace lesson
