// The whole window, drawn without a display: every step, every panel, what a press asks for.
#include "ui/frame.h"

#include <gtest/gtest.h>

#include <set>

#include "ui/headless.h"
#include "ui/layout.h"

namespace ui {
namespace {

using session::Move;
using session::Overlay;
using session::PanelId;
using session::Session;
using session::Theme;

Areas areas_of(const Headless& window, const Session& session) {
    LayoutWish wish;
    wish.presenter = session.state().presenter;
    return lay_out_window(window.look(), session.state().settings, ImGui::GetIO().DisplaySize,
                          wish);
}

void draw_every_step(Headless& window, Session& session) {
    session.apply(session::Walk{Move::First});
    for (int i = 0; i < session.state().stop_count; ++i) {
        EXPECT_TRUE(window.frame(session.state()).empty()) << "drawing alone wishes nothing";
        EXPECT_GT(Headless::vertices(), 1000);
        session.apply(session::Walk{Move::Forward});
    }
}

TEST(Frame, DrawsEveryStepInBothThemesAndAllSizes) {
    for (const Theme theme : session::kThemes)
        for (const ImVec2 size : {ImVec2{1024, 768}, ImVec2{1600, 900}, ImVec2{2560, 1440}}) {
            Headless window(size, theme, size.x > 2000 ? 1.6f : 1.0f);
            Session session = open_first_lesson();
            session.apply(session::SetLevel{lesson::Level::Check});
            draw_every_step(window, session);
        }
}

TEST(Frame, DrawsForAPresenterWithCaptionsAndEveryOverlayAtAnySize) {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{800, 600}, ImVec2{480, 320}}) {
        for (const float scale : {0.75f, 1.3f, 3.0f}) {
            Headless window(size, Theme::HighContrast, scale);
            Session session = open_first_lesson();
            session.apply(session::TogglePresenter{});
            EXPECT_TRUE(window.frame(session.state()).empty());
            session.apply(session::Walk{Move::Last});
            EXPECT_TRUE(window.frame(session.state()).empty());
            session.apply(session::Actions{session::TogglePresenter{}, session::ToggleCaption{}});
            for (const Overlay overlay :
                 {Overlay::Palette, Overlay::Settings, Overlay::Help, Overlay::Lessons}) {
                session.apply(session::ShowOverlay{overlay});
                EXPECT_TRUE(window.frame(session.state()).empty());
                EXPECT_TRUE(window.frame(session.state()).empty());
            }
            EXPECT_TRUE(window.memory().faults.empty());
        }
    }
}

TEST(Frame, ThePastAndBreakpointsAreShownAndPressed) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::Actions{session::Walk{Move::Last},
                                   session::ToggleBreakpoint{session::breakpoint_on_line(8)},
                                   session::Walk{Move::First}});
    const Areas areas = areas_of(window, session);
    bool back = false;
    for (float x = areas.timeline.max.x - 480; x < areas.timeline.max.x - 200; x += 12)
        for (const float y : {34.0f, 42.0f})
            back = back || !only<session::GoToFurthest>(
                                window.click(session.state(), {x, areas.timeline.min.y + y}))
                                .empty();
    EXPECT_TRUE(back) << "the word leads to the present";
}

TEST(Overlays, ThePaletteAndTheSettingsArePressed) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::ShowOverlay{Overlay::Palette});
    for (int i = 0; i < 3; ++i) window.frame(session.state());
    const auto chosen = window.click(session.state(), {800, 300});
    EXPECT_FALSE(only<session::OpenSelected>(chosen).empty());
    session.apply(session::ShowOverlay{Overlay::Settings});
    for (int i = 0; i < 3; ++i) window.frame(session.state());
    bool theme = false;
    for (float x = 820; x < 1130; x += 20)
        for (float y = 180; y < 280; y += 12)
            theme =
                theme || !only<session::SetTheme>(window.click(session.state(), {x, y})).empty();
    EXPECT_TRUE(theme);
}

TEST(Frame, DrawsEveryPanelAloneAndEveryTab) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::Walk{Move::Last});
    for (const PanelEntry& entry : panels()) {
        session.apply(session::FocusPanel{entry.id});
        window.frame(session.state());
        session.apply(session::FocusPanel{entry.id});
        EXPECT_TRUE(session.state().alone);
        window.frame(session.state());
        session.apply(session::Actions{session::Close{}, session::Close{}});
    }
}

TEST(Frame, DrawsWithoutALessonWithFaultsAndInAProof) {
    Headless window;
    Session empty({}, {});
    EXPECT_TRUE(window.frame(empty.state()).empty());
    empty.open("/nowhere.json");
    EXPECT_TRUE(window.frame(empty.state()).empty());
    Session session = open_first_lesson();
    session.apply(session::ShowProof{2});
    draw_every_step(window, session);
}

TEST(Frame, SurvivesWindowsTooSmallForAnything) {
    for (const ImVec2 size : {ImVec2{64, 48}, ImVec2{320, 240}, ImVec2{640, 200}}) {
        Headless window(size, Theme::Dark, 2);
        Session session = open_first_lesson();
        session.apply(session::Walk{Move::Last});
        for (int i = 0; i < 3; ++i) window.frame(session.state());
        session.apply(session::ShowOverlay{Overlay::Lessons});
        window.frame(session.state());
        session.apply(session::ShowOverlay{Overlay::Help});
        window.frame(session.state());
    }
}

TEST(CodePanel, APressGoesToTheLineUnderThePointer) {
    Headless window;
    Session session = open_first_lesson();
    window.frame(session.state());
    const Box code = areas_of(window, session).of(Place::Code);
    int last = 0;
    for (float y = code.min.y + 60; y < code.max.y - 20; y += 20) {
        const auto wishes =
            only<session::GoToLine>(window.click(session.state(), {code.centre().x, y}));
        if (wishes.empty()) continue;
        ASSERT_EQ(wishes.size(), 1u);
        EXPECT_GE(wishes[0].line, last);
        last = wishes[0].line;
    }
    EXPECT_GE(last, 10);
}

TEST(TablePanel, APressGoesToAStepOfTheRow) {
    Headless window({1920, 1080});
    Session session = open_first_lesson();
    session.apply(session::Walk{Move::Last});
    window.frame(session.state());
    const Box table = areas_of(window, session).of(Place::Table);
    std::set<int> requests;
    for (float y = table.min.y + 50; y < table.max.y - 10; y += 6)
        for (const auto& wish :
             only<session::GoToStep>(window.click(session.state(), {table.min.x + 200, y})))
            requests.insert(session.state().lesson->request_at(wish.step));
    EXPECT_EQ(requests, (std::set<int>{0, 1, 2}));
}

TEST(TablePanel, RowsNotYetRunCannotBePressed) {
    Headless window;
    Session session = open_first_lesson();
    window.frame(session.state());
    const Box table = areas_of(window, session).of(Place::Table);
    for (float y = table.min.y + 50; y < table.max.y - 10; y += 6)
        for (const auto& wish :
             only<session::GoToStep>(window.click(session.state(), {table.min.x + 200, y})))
            EXPECT_EQ(session.state().lesson->request_at(wish.step), 0);
}

TEST(TrackerPanel, APressGoesToTheStepOfTheChange) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::Walk{Move::Last});
    window.frame(session.state());
    const Box tracker = areas_of(window, session).of(Place::Tracker);
    std::set<int> steps;
    for (float x = tracker.min.x + 20; x < tracker.max.x - 20; x += 60)
        for (float y = tracker.min.y + 80; y < tracker.max.y - 6; y += 8)
            for (const auto& wish : only<session::GoToStep>(window.click(session.state(), {x, y})))
                steps.insert(wish.step);
    const auto& change = session.state().lesson->tracker.rows[0].cells[2].changes.back();
    EXPECT_TRUE(steps.contains(change.step)) << "token becomes invalidtoken";
}

TEST(Timeline, APressOnTheTrackGoesThere) {
    Headless window;
    const Session session = open_first_lesson();
    window.frame(session.state());
    const Box bar = areas_of(window, session).timeline;
    int last = 0, presses = 0;
    for (float x = bar.min.x + 320; x < bar.max.x - 420; x += 40) {
        const auto wishes =
            only<session::GoToStop>(window.click(session.state(), {x, bar.centre().y + 7}));
        if (wishes.empty()) continue;
        EXPECT_GE(wishes.back().index, last);
        last = wishes.back().index;
        ++presses;
    }
    EXPECT_GT(presses, 10);
    EXPECT_GT(last, session.state().stop_count / 2);
}

TEST(Timeline, ItsButtonsWalkPlayAndChooseTheLevel) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::Walk{Move::NextRequest});
    window.frame(session.state());
    const Box bar = areas_of(window, session).timeline;
    std::set<Move> moves;
    std::set<lesson::Level> levels;
    int plays = 0, speeds = 0;
    for (float x = bar.min.x + 4; x < bar.max.x; x += 12)
        for (const session::Action& action : window.click(session.state(), {x, bar.centre().y})) {
            if (const auto* walk = std::get_if<session::Walk>(&action)) moves.insert(walk->move);
            if (const auto* level = std::get_if<session::SetLevel>(&action))
                levels.insert(level->level);
            plays += std::holds_alternative<session::PlayOrPause>(action);
            speeds += std::holds_alternative<session::SetSpeed>(action);
        }
    EXPECT_EQ(moves, (std::set<Move>{Move::First, Move::Back, Move::Forward, Move::Last}));
    EXPECT_EQ(levels.size(), 3u);
    EXPECT_GT(plays, 0);
    EXPECT_GT(speeds, 0);
}

// Presses every point of the notes on a grid and carries out what is wished for.
session::Actions press_notes(Headless& window, Session& session, PanelId panel) {
    session.apply(session::ShowPanel{panel});
    for (int i = 0; i < 3; ++i) window.frame(session.state());
    const Box notes = areas_of(window, session).of(Place::Notes);
    session::Actions all;
    for (float y = notes.min.y + 44; y < notes.max.y - 6; y += 12)
        for (float x = notes.min.x + 24; x < notes.max.x - 24; x += 48)
            for (const session::Action& action : window.click(session.state(), {x, y}))
                all.push_back(action);
    return all;
}

TEST(QuizPanel, OffersChoicesHintsAndQuestions) {
    Headless window({1600, 1200});
    Session session = open_first_lesson();
    const session::Actions wishes = press_notes(window, session, PanelId::Quiz);
    std::set<int> choices;
    for (const auto& wish : only<session::Choose>(wishes)) choices.insert(wish.choice);
    EXPECT_EQ(choices, (std::set<int>{0, 1, 2, 3}));
    EXPECT_FALSE(only<session::ShowHint>(wishes).empty());
    EXPECT_FALSE(only<session::GoToQuestion>(wishes).empty());
    EXPECT_TRUE(only<session::CheckAnswer>(wishes).empty()) << "nothing is chosen yet";
}

TEST(QuizPanel, ShowsTheProofOnceTheAnswerIsChecked) {
    Headless window({1600, 1200});
    Session session = open_first_lesson();
    session.apply(session::Choose{0, 2});
    EXPECT_FALSE(only<session::CheckAnswer>(press_notes(window, session, PanelId::Quiz)).empty());
    session.apply(session::CheckAnswer{0});
    EXPECT_FALSE(only<session::ShowProof>(press_notes(window, session, PanelId::Quiz)).empty());
}

TEST(QuizPanel, KeepsTheVerdictToItselfForThePresenter) {
    Headless window({1600, 1200});
    Session session = open_first_lesson();
    session.apply(session::Actions{session::TogglePresenter{}, session::Choose{0, 2},
                                   session::CheckAnswer{0}});
    const session::Actions wishes = press_notes(window, session, PanelId::Quiz);
    EXPECT_FALSE(only<session::RevealAnswer>(wishes).empty());
    EXPECT_TRUE(only<session::ShowProof>(wishes).empty());
}

TEST(MomentsPanel, UnfoldsAnswersAndJumps) {
    Headless window;
    Session session = open_first_lesson();
    const session::Actions wishes = press_notes(window, session, PanelId::Moments);
    std::set<int> shown, folded;
    for (const auto& wish : only<session::ShowMoment>(wishes)) shown.insert(wish.index);
    for (const auto& wish : only<session::ToggleMoment>(wishes)) folded.insert(wish.index);
    EXPECT_EQ(shown, (std::set<int>{0, 1, 2}));
    EXPECT_EQ(folded, (std::set<int>{0, 1, 2}));
}

TEST(Cards, TabsChooseAndACardCanStandAlone) {
    Headless window;
    Session session = open_first_lesson();
    window.frame(session.state());
    const Areas areas = areas_of(window, session);
    std::set<PanelId> chosen, alone;
    for (const Place place : {Place::Side, Place::Notes, Place::Flow}) {
        const Box& box = areas.of(place);
        for (float x = box.min.x + 6; x < box.max.x; x += 14)
            for (const session::Action& action :
                 window.click(session.state(), {x, box.min.y + 18})) {
                if (const auto* tab = std::get_if<session::ShowPanel>(&action))
                    chosen.insert(tab->panel);
                if (const auto* one = std::get_if<session::ToggleAlone>(&action))
                    alone.insert(one->panel);
            }
    }
    EXPECT_EQ(chosen.size(), 6u) << "two on the side, four notes";
    EXPECT_TRUE(alone.contains(PanelId::Flow));
}

TEST(Splitters, DraggingOneMovesItsShare) {
    Headless window;
    Session session = open_first_lesson();
    window.frame(session.state());
    const Areas areas = areas_of(window, session);
    for (const Splitter& splitter : areas.splitters) {
        compat::mouse_to(splitter.box.centre());
        window.frame(session.state());
        compat::mouse_button(compat::Button::Down);
        window.frame(session.state());
        compat::mouse_to({splitter.box.centre().x + 40, splitter.box.centre().y + 40});
        const auto wishes = only<session::SetSplit>(window.frame(session.state()));
        compat::mouse_button(compat::Button::Up);
        window.frame(session.state());
        ASSERT_FALSE(wishes.empty());
        EXPECT_EQ(wishes.back().split, splitter.split);
    }
}

TEST(Overlays, APressOnALessonOpensItAndBesideItCloses) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::ShowOverlay{Overlay::Lessons});
    for (int i = 0; i < 3; ++i) window.frame(session.state());
    session::Actions wishes;
    for (float y = 200; y < 500; y += 20)
        for (const session::Action& action : window.click(session.state(), {800, y}))
            wishes.push_back(action);
    EXPECT_FALSE(only<session::OpenLesson>(wishes).empty());
    EXPECT_TRUE(only<session::Close>(wishes).empty());
    EXPECT_TRUE(only<session::GoToLine>(wishes).empty()) << "what lies below is out of reach";
    EXPECT_FALSE(only<session::Close>(window.click(session.state(), {20, 500})).empty());
    session.apply(session::ShowOverlay{Overlay::Help});
    for (int i = 0; i < 3; ++i) window.frame(session.state());
    EXPECT_TRUE(only<session::Close>(window.click(session.state(), {800, 300})).empty());
    EXPECT_FALSE(only<session::Close>(window.click(session.state(), {20, 500})).empty());
}

TEST(TopBar, OffersLessonsPresenterThemeScaleAndKeys) {
    Headless window;
    const Session session = open_first_lesson();
    window.frame(session.state());
    const Box bar = areas_of(window, session).top_bar;
    session::Actions wishes;
    for (float x = bar.min.x + 4; x < bar.max.x; x += 10)
        for (const session::Action& action : window.click(session.state(), {x, bar.centre().y}))
            wishes.push_back(action);
    EXPECT_FALSE(only<session::ShowOverlay>(wishes).empty());
    EXPECT_FALSE(only<session::TogglePresenter>(wishes).empty());
    EXPECT_FALSE(only<session::ToggleTheme>(wishes).empty());
    EXPECT_FALSE(only<session::ChangeScale>(wishes).empty());
}

}  // namespace
}  // namespace ui
