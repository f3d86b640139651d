#include "session/session.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <tuple>

#include "base/file.h"
#include "session/first_lesson.h"

namespace session {
namespace {

namespace fs = std::filesystem;

constexpr int kRightOfQuestion1 = 2;  // "401 Unauthorized"

// A folder of its own that goes away with the test.
class Folder {
  public:
    Folder()
        : path_(fs::temp_directory_path() / ("authwalk_session_" + std::to_string(::getpid()))) {
        fs::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    fs::path write(const std::string& name, const std::string& text) const {
        EXPECT_TRUE(base::write_file_atomic(path_ / name, text).ok());
        return path_ / name;
    }
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

TEST(Session, OpensALessonAtTheFirstRequest) {
    const Session session = open_first_lesson();
    const State& state = session.state();
    ASSERT_TRUE(state.lesson);
    EXPECT_EQ(state.lesson->title, "Protected routes");
    EXPECT_EQ(state.now.request, 0);
    EXPECT_EQ(state.now.kind, trace::EventKind::Request);
    EXPECT_EQ(state.stop, 0);
    EXPECT_TRUE(state.findings.empty());
}

TEST(Session, SteppingForwardAndBackGivesTheSameStates) {
    Session session = open_first_lesson();
    for (const auto level : {lesson::Level::Flow, lesson::Level::Line, lesson::Level::Check}) {
        session.apply(Actions{SetLevel{level}, Walk{Move::First}});
        std::vector<std::string> sentences;
        std::vector<int> steps;
        const int count = session.state().stop_count;
        for (int i = 0; i < count; ++i) {
            EXPECT_EQ(session.state().stop, i);
            sentences.push_back(session.state().now.narration);
            steps.push_back(session.state().now.step);
            session.apply(Walk{Move::Forward});
        }
        EXPECT_EQ(session.state().stop, count - 1) << "the last stop is the end";
        for (int i = count; i-- > 0;) {
            EXPECT_EQ(session.state().now.step, steps[static_cast<std::size_t>(i)]);
            EXPECT_EQ(session.state().now.narration, sentences[static_cast<std::size_t>(i)]);
            session.apply(Walk{Move::Back});
        }
        EXPECT_EQ(session.state().stop, 0) << "the first stop is the beginning";
    }
}

TEST(Session, WalksFromRequestToRequest) {
    Session session = open_first_lesson();
    session.apply(Walk{Move::NextRequest});
    EXPECT_EQ(session.state().now.request, 1);
    EXPECT_EQ(session.state().now.step, session.state().lesson->requests[1].first_step);
    session.apply(Actions{Walk{Move::Forward}, Walk{Move::PreviousRequest}});
    EXPECT_EQ(session.state().now.step, session.state().lesson->requests[1].first_step)
        << "inside a request, back goes to its beginning";
    session.apply(Walk{Move::PreviousRequest});
    EXPECT_EQ(session.state().now.request, 0);
    session.apply(Actions{Walk{Move::Last}, Walk{Move::NextRequest}});
    EXPECT_EQ(session.state().now.step, session.state().lesson->last_step);
}

CellView in_table(const Session& session, std::size_t row, std::size_t column) {
    return table_cell(*session.state().lesson, session.state().now, row, column);
}
CellView in_tracker(const Session& session, std::size_t row, std::size_t column) {
    return tracker_cell(*session.state().lesson, session.state().now, row, column);
}

TEST(Session, KnowsNothingBeforeItHappened) {
    Session session = open_first_lesson();
    ASSERT_EQ(session.state().lesson->table.rows.size(), 3u);
    EXPECT_EQ(in_table(session, 0, 1).text, "Client requests /protected without token");
    EXPECT_FALSE(in_table(session, 0, 5).known);
    EXPECT_TRUE(in_table(session, 0, 5).text.empty());
    for (std::size_t c = 0; c < 6; ++c) EXPECT_FALSE(in_table(session, 2, c).known);
    EXPECT_TRUE(in_tracker(session, 0, 0).known) << "the start is known at once";
    EXPECT_FALSE(in_tracker(session, 0, 3).known);
    EXPECT_FALSE(session.state().now.response_built);
}

TEST(Session, ShowsThePagesTablesAtTheEnd) {
    Session session = open_first_lesson();
    session.apply(Walk{Move::Last});
    std::vector<std::string> responses;
    for (std::size_t row = 0; row < 3; ++row) responses.push_back(in_table(session, row, 5).text);
    EXPECT_EQ(responses, (std::vector<std::string>{"401 Unauthorized", "401 Unauthorized",
                                                   "{\"message\": \"Hello alice\"}"}));
    std::vector<std::string> users;
    for (std::size_t c = 0; c < 4; ++c) users.push_back(in_tracker(session, 1, c).text);
    EXPECT_EQ(users, (std::vector<std::string>{"None", "None", "None", "{\"user\": \"alice\"}"}));
    EXPECT_TRUE(session.state().now.response_built);
}

TEST(Session, MarksACellInTheVeryStepThatChangesIt) {
    Session session = open_first_lesson();
    session.apply(Walk{Move::First});
    int changes = 0;
    for (int i = 0; i < session.state().stop_count; ++i) {
        const CellView token = in_tracker(session, 0, 2);
        if (token.changed) {
            EXPECT_EQ(session.state().now.news, std::vector<std::string>{"token"});
            ++changes;
            EXPECT_EQ(token.text, "invalidtoken");
            EXPECT_EQ(session.state().now.request, 1);
        }
        session.apply(Walk{Move::Forward});
    }
    EXPECT_EQ(changes, 1);
}

TEST(Session, LightsTheFlowOnlyAsFarAsTheRequestHasCome) {
    Session session = open_first_lesson();
    const auto lit = [&session] {
        int count = 0;
        for (const Lit node : session.state().now.nodes) count += node != Lit::No;
        return count;
    };
    EXPECT_EQ(lit(), 1);
    session.apply(GoToStep{session.state().lesson->requests[0].last_step});
    EXPECT_EQ(lit(), 3) << "sent, checked, rejected";
    session.apply(Walk{Move::NextRequest});
    EXPECT_EQ(lit(), 1) << "each request has its own path";
    session.apply(GoToStep{session.state().lesson->requests[2].last_step});
    EXPECT_EQ(lit(), 5) << "sent, checked, validated, allowed, returned";
}

TEST(Session, GoesToTheNextStepThatRunsALine) {
    Session session = open_first_lesson();
    constexpr int kComparedLine = 8;
    session.apply(GoToLine{kComparedLine});
    EXPECT_EQ(session.state().now.line, kComparedLine);
    EXPECT_EQ(session.state().now.request, 1);
    session.apply(GoToLine{kComparedLine});
    EXPECT_EQ(session.state().now.request, 2);
    session.apply(GoToLine{kComparedLine});
    EXPECT_EQ(session.state().now.request, 1) << "from the last one it begins again";
    const int step = session.state().now.step;
    session.apply(GoToLine{3});
    EXPECT_EQ(session.state().now.step, step) << "an empty line runs never";
}

TEST(Session, PlaysAtItsSpeedAndStopsAtTheEnd) {
    Session session = open_first_lesson();
    EXPECT_FALSE(session.seconds_to_next_step());
    EXPECT_FALSE(session.tick(100)) << "nothing plays";
    session.apply(PlayOrPause{});
    const double slow = *session.seconds_to_next_step();
    EXPECT_FALSE(session.tick(slow / 2));
    EXPECT_TRUE(session.tick(slow));
    EXPECT_EQ(session.state().stop, 1);
    session.apply(SetSpeed{static_cast<int>(kSpeeds.size()) - 1});
    EXPECT_NEAR(*session.seconds_to_next_step(), slow / 4, 1e-6);
    while (session.state().playing) ASSERT_TRUE(session.tick(1000));
    EXPECT_EQ(session.state().stop, session.state().stop_count - 1);
    session.apply(PlayOrPause{});
    EXPECT_EQ(session.state().stop, 0) << "at the end, play begins again";
}

TEST(Session, KeepsItsPlaceWhenTheLevelChanges) {
    Session session = open_first_lesson();
    session.apply(SetLevel{lesson::Level::Check});
    session.apply(GoToStop{session.state().stop_count / 2});
    const int step = session.state().now.step;
    session.apply(SetLevel{lesson::Level::Flow});
    EXPECT_EQ(session.state().now.step, step);
    session.apply(Actions{Walk{Move::Back}, Walk{Move::Forward}});
    EXPECT_GE(session.state().now.step, step);
}

TEST(Quiz, CountsRightAnswersOnceTheyAreChecked) {
    Session session = open_first_lesson();
    session.apply(CheckAnswer{0});
    EXPECT_FALSE(session.state().answers[0].checked) << "nothing was chosen";
    session.apply(Choose{0, kRightOfQuestion1});
    EXPECT_EQ(score(session.state()), 0);
    session.apply(CheckAnswer{0});
    EXPECT_EQ(score(session.state()), 1);
    session.apply(Actions{Choose{0, 0}});
    EXPECT_FALSE(session.state().answers[0].checked) << "another choice is another try";
    session.apply(CheckAnswer{0});
    EXPECT_EQ(score(session.state()), 0);
}

TEST(Quiz, GivesHintsOneByOne) {
    Session session = open_first_lesson();
    for (int i = 0; i < 9; ++i) session.apply(ShowHint{0});
    EXPECT_EQ(session.state().answers[0].hints_shown,
              static_cast<int>(session.state().lesson->quiz[0].hints.size()));
}

TEST(Quiz, EveryAnswerIsProven) {
    const Session session = open_first_lesson();
    ASSERT_EQ(session.state().lesson->quiz.size(), 3u);
    for (const QuestionView& question : session.state().lesson->quiz) {
        EXPECT_TRUE(question.proven) << question.question;
        EXPECT_GE(question.right, 0);
        EXPECT_TRUE(question.proof);
    }
}

TEST(Quiz, ShowMeOfTheLessonsOwnRunGoesToTheStep) {
    Session session = open_first_lesson();
    session.apply(ShowProof{0});
    EXPECT_FALSE(session.state().proof);
    EXPECT_EQ(session.state().now.step, session.state().lesson->quiz[0].proof_step);
}

TEST(Quiz, ShowMeWalksTheWhatIfAndComesBack) {
    Session session = open_first_lesson();
    session.apply(Actions{Walk{Move::NextRequest}, Walk{Move::Forward}});
    const auto lesson = session.state().lesson;
    const int step = session.state().now.step;
    session.apply(ShowProof{2});
    ASSERT_TRUE(session.state().proof);
    EXPECT_NE(session.state().lesson, lesson);
    const CodeLine& changed = session.state().lesson->code[9];
    EXPECT_TRUE(changed.edited);
    EXPECT_EQ(changed.text, "    return None");
    EXPECT_EQ(session.state().lesson->requests[2].outcome, Outcome::Failed);
    EXPECT_EQ(session.state().answers.size(), 3u) << "the quiz stays";
    session.apply(Walk{Move::Back});
    session.apply(LeaveProof{});
    EXPECT_FALSE(session.state().proof);
    EXPECT_EQ(session.state().lesson, lesson);
    EXPECT_EQ(session.state().now.step, step);
}

TEST(Moments, JumpToTheirEventAlsoOutOfAProof) {
    Session session = open_first_lesson();
    const auto lesson = session.state().lesson;
    session.apply(Actions{ShowProof{2}, ShowMoment{1}});
    EXPECT_EQ(session.state().lesson, lesson);
    EXPECT_EQ(session.state().now.kind, trace::EventKind::Raise);
    EXPECT_EQ(session.state().now.request, 1);
    session.apply(ToggleMoment{1});
    EXPECT_TRUE(session.state().moments_open[1]);
}

TEST(Presenter, HidesAnswersUntilTheyAreRevealed) {
    Session session = open_first_lesson();
    session.apply(Actions{ToggleMoment{0}, Choose{0, kRightOfQuestion1}, CheckAnswer{0}});
    session.apply(TogglePresenter{});
    EXPECT_FALSE(session.state().moments_open[0]);
    EXPECT_FALSE(session.state().answers[0].revealed);
    session.apply(RevealAnswer{0});
    EXPECT_TRUE(session.state().answers[0].revealed);
    session.apply(Actions{Choose{1, 0}, CheckAnswer{1}});
    EXPECT_FALSE(session.state().answers[1].revealed);
    session.apply(TogglePresenter{});
    EXPECT_TRUE(session.state().answers[1].revealed);
}

// Everything that a presentation may touch.
auto looks_of(const State& state) {
    return std::tuple(to_json(state.settings), state.front_side, state.front_notes,
                      state.front_merged, state.front_compact, state.front_single, state.focus,
                      state.focus_shown, state.alone, state.moments_open, state.overlay,
                      state.now.step);
}

TEST(Presenter, LeavesEverythingExactlyAsItWas) {
    Session session = open_first_lesson();
    session.apply(Actions{SetTheme{Theme::Light}, ShowPanel{PanelId::Quiz}, ToggleMoment{1},
                          FocusPanel{PanelId::Stack}, Walk{Move::Forward}});
    const auto before = looks_of(session.state());
    const std::string kept = to_json(session.state().settings);
    session.apply(Actions{TogglePresenter{}, ToggleTheme{}, ChangeScale{3}, ToggleCaption{},
                          SetLevel{lesson::Level::Flow}, ToggleGhosts{}, ToggleFolding{},
                          SetSplit{Split::TopBottom, 0.3f}, ShowPanel{PanelId::Snapshot},
                          FocusPanel{PanelId::Table}, FocusPanel{PanelId::Table}, ToggleMoment{0}});
    EXPECT_TRUE(session.state().alone);
    EXPECT_NE(looks_of(session.state()), before);
    EXPECT_EQ(to_json(session.settings_to_keep()), kept) << "nothing of it is kept";
    session.apply(TogglePresenter{});
    EXPECT_EQ(looks_of(session.state()), before);
    EXPECT_EQ(to_json(session.settings_to_keep()), kept);
}

TEST(Presenter, KeepsThePlaceAndTheAnswersOfTheClass) {
    Session session = open_first_lesson();
    session.apply(Actions{TogglePresenter{}, Walk{Move::Last}, Choose{0, kRightOfQuestion1},
                          CheckAnswer{0}, TogglePresenter{}});
    EXPECT_EQ(session.state().now.step, session.state().lesson->last_step);
    EXPECT_EQ(score(session.state()), 1);
    EXPECT_TRUE(session.state().answers[0].revealed);
}

TEST(Close, TakesAwayWhatIsOnTop) {
    Session session = open_first_lesson();
    session.apply(Actions{ShowProof{2}, FocusPanel{PanelId::Code}, FocusPanel{PanelId::Code},
                          ShowOverlay{Overlay::Help}});
    session.apply(Close{});
    EXPECT_EQ(session.state().overlay, Overlay::None);
    EXPECT_TRUE(session.state().alone);
    session.apply(Close{});
    EXPECT_FALSE(session.state().alone);
    EXPECT_TRUE(session.state().focus_shown);
    session.apply(Close{});
    EXPECT_FALSE(session.state().focus_shown);
    EXPECT_TRUE(session.state().proof);
    session.apply(Close{});
    EXPECT_FALSE(session.state().proof);
}

TEST(Panels, AKeyBringsItsTabToTheFront) {
    Session session = open_first_lesson();
    session.apply(FocusPanel{PanelId::Stack});
    EXPECT_EQ(session.state().front_side, PanelId::Stack);
    session.apply(FocusPanel{PanelId::Quiz});
    EXPECT_EQ(session.state().front_notes, PanelId::Quiz);
    EXPECT_EQ(session.state().front_side, PanelId::Stack);
    EXPECT_EQ(session.state().front_merged, PanelId::Quiz);
}

TEST(Reload, KeepsStepAndAnswersWhenTheFileIsStillGood) {
    Session session = open_first_lesson();
    session.apply(Actions{Walk{Move::NextRequest}, Choose{0, 1}});
    const int step = session.state().now.step;
    session.apply(Reload{});
    EXPECT_EQ(session.state().now.step, step);
    EXPECT_EQ(session.state().answers[0].chosen, 1);
}

TEST(Reload, KeepsTheLastGoodRunBesideTheFaults) {
    const Folder folder;
    const std::string good = R"json({"format": 1, "id": "tiny", "title": "Tiny", "source":
        ["from fastapi import FastAPI", "app = FastAPI()", "@app.get('/')", "def root():",
         "    return 1"], "requests": [{"label": "ask", "path": "/"}]})json";
    const fs::path file = folder.write("tiny.json", good);
    Session session({}, {folder.path()});
    ASSERT_TRUE(session.open(file)) << session.state().findings.front();
    const auto lesson = session.state().lesson;
    folder.write("tiny.json", "{\"format\": 1,\n  oops");
    session.apply(Reload{});
    EXPECT_EQ(session.state().lesson, lesson);
    ASSERT_FALSE(session.state().findings.empty());
    EXPECT_NE(session.state().findings[0].find("tiny.json:2:"), std::string::npos)
        << session.state().findings[0];
    folder.write("tiny.json", good);
    session.apply(Reload{});
    EXPECT_TRUE(session.state().findings.empty());
}

// A lesson of its own, with its program, in `folder`.
fs::path copy_lesson(const Folder& folder) {
    const fs::path source = first_lesson_file().parent_path() / "01_protected_routes.py";
    folder.write("01_protected_routes.py", base::read_file(source).value());
    return folder.write("mine.json", base::read_file(first_lesson_file()).value());
}

TEST(Reload, FindsThePlaceAgainWhereLinesWereAdded) {
    const Folder folder;
    const fs::path file = copy_lesson(folder);
    Session session({}, {});
    ASSERT_TRUE(session.open(file));
    session.apply(Actions{Walk{Move::NextRequest}, GoToLine{9}});
    const std::string sentence = session.state().now.narration.substr(0, 30);
    ASSERT_EQ(session.state().now.line, 9);
    const std::string program = base::read_file(folder.path() / "01_protected_routes.py").value();
    folder.write("01_protected_routes.py", "import base64\n\n" + program);
    session.apply(Reload{});
    ASSERT_TRUE(session.state().findings.empty()) << session.state().findings[0];
    EXPECT_EQ(session.state().now.line, 11);
    EXPECT_EQ(session.state().now.request, 1);
    EXPECT_EQ(session.state().now.kind, trace::EventKind::Line);
}

TEST(Files, ThatAreGoneAreToldUntilTheyAreBack) {
    const Folder folder;
    const fs::path file = copy_lesson(folder);
    Session session({}, {});
    ASSERT_TRUE(session.open(file));
    EXPECT_FALSE(session.look_for_files());
    fs::rename(folder.path() / "01_protected_routes.py", folder.path() / "away.py");
    EXPECT_TRUE(session.look_for_files());
    EXPECT_EQ(session.state().gone, "01_protected_routes.py");
    EXPECT_TRUE(session.state().lesson) << "the last good run stays";
    fs::rename(folder.path() / "away.py", folder.path() / "01_protected_routes.py");
    session.apply(Reload{});
    EXPECT_TRUE(session.state().gone.empty());
}

TEST(Files, OpenedLatelyAreRememberedOnceAndTheLatestFirst) {
    const Folder folder;
    const fs::path mine = copy_lesson(folder);
    Session session = open_first_lesson();
    session.apply(Actions{OpenLesson{mine}, OpenLesson{first_lesson_file()}, OpenLesson{mine}});
    const auto& recent = session.state().settings.recent;
    ASSERT_EQ(recent.size(), 2u);
    EXPECT_EQ(recent[0], mine.string());
    session.apply(OpenLesson{folder.write("broken.json", "{")});
    EXPECT_EQ(session.state().settings.recent.size(), 2u) << "what did not open is not kept";
    EXPECT_TRUE(session.state().lesson);
}

TEST(Notices, StayUntilTheyAreClosed) {
    Session session = open_first_lesson();
    session.tell("something");
    EXPECT_EQ(session.state().notices.size(), 1u);
    session.apply(Close{});
    EXPECT_TRUE(session.state().notices.empty());
}

TEST(Settings, AsNewAreTheDefaultsButForTheFiles) {
    Session session = open_first_lesson();
    session.apply(Actions{ToggleTheme{}, ChangeScale{2}, SetLevel{lesson::Level::Check},
                          ToggleFolding{}, SetSplit{Split::TopBottom, 0.2f}, ResetSettings{}});
    Settings fresh;
    fresh.last_lesson = first_lesson_file().string();
    fresh.recent = {fresh.last_lesson};
    EXPECT_EQ(to_json(session.state().settings), to_json(fresh));
    EXPECT_EQ(session.state().stop_count, static_cast<int>(stops_of(session.state()).size()));
}

TEST(Session, AFileThatIsNotThereIsAFinding) {
    Session session({}, {});
    EXPECT_FALSE(session.open("/nowhere/lesson.json"));
    EXPECT_FALSE(session.state().lesson);
    ASSERT_FALSE(session.state().findings.empty());
    for (const Action& harmless :
         Actions{GoToStep{3}, GoToLine{1}, GoToStop{2}, Walk{Move::Last}, PlayOrPause{},
                 ShowMoment{0}, Choose{0, 0}, CheckAnswer{0}, ShowProof{0}, SetLevel{}, Close{}})
        session.apply(harmless);
    EXPECT_FALSE(session.state().playing);
}

TEST(Scale, StaysWithinItsBounds) {
    Session session({}, {});
    for (int i = 0; i < 100; ++i) session.apply(ChangeScale{1});
    EXPECT_FLOAT_EQ(session.state().settings.scale, kMaxScale);
    for (int i = 0; i < 100; ++i) session.apply(ChangeScale{-1});
    EXPECT_FLOAT_EQ(session.state().settings.scale, kMinScale);
    session.apply(ChangeScale{0});
    EXPECT_FLOAT_EQ(session.state().settings.scale, 1);
}

}  // namespace
}  // namespace session
