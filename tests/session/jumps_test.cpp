// Every jump, the breakpoints, and the past.
#include <gtest/gtest.h>

#include "session/first_lesson.h"

namespace session {
namespace {

constexpr int kComparison = 8;  // the line `if token != "validtoken":`
const VariableName kToken = {"get_current_user", "token"};

TEST(Landmarks, TheNearestStepIsFoundBothWays) {
    const std::vector<int> steps = {3, 7, 7, 9};
    EXPECT_EQ(nearest(steps, 3, Direction::Next, Wrap::No), 7);
    EXPECT_EQ(nearest(steps, 7, Direction::Next, Wrap::No), 9);
    EXPECT_EQ(nearest(steps, 7, Direction::Previous, Wrap::No), 3);
    EXPECT_EQ(nearest(steps, 9, Direction::Next, Wrap::No), std::nullopt);
    EXPECT_EQ(nearest(steps, 9, Direction::Next, Wrap::Yes), 3);
    EXPECT_EQ(nearest(steps, 3, Direction::Previous, Wrap::Yes), 9);
    EXPECT_EQ(nearest({}, 3, Direction::Next, Wrap::Yes), std::nullopt);
}

TEST(Jumps, GoToTheNextAndThePreviousTimeALineRan) {
    Session session = open_first_lesson();
    session.apply(GoToLine{kComparison});
    EXPECT_EQ(session.state().now.request, 1);
    session.apply(GoToLine{kComparison});
    EXPECT_EQ(session.state().now.request, 2);
    session.apply(GoToLine{kComparison, Direction::Previous});
    EXPECT_EQ(session.state().now.request, 1);
    EXPECT_EQ(session.state().now.line, kComparison);
}

TEST(Jumps, GoFromLightingToLightingOfANodeAndAnEdge) {
    Session session = open_first_lesson();
    const auto& visits = session.state().lesson->flow.visits;
    const int node = visits[1].back().node, edge = visits[1].back().edge;
    ASSERT_GE(edge, 0);
    session.apply(Actions{Walk{Move::NextRequest}, GoToNode{node}});
    EXPECT_EQ(session.state().now.step, visits[1].back().step);
    EXPECT_EQ(session.state().now.nodes[static_cast<std::size_t>(node)], Lit::Current);
    session.apply(GoToNode{node, Direction::Previous});
    EXPECT_EQ(session.state().now.request, 0);
    session.apply(Actions{Walk{Move::First}, GoToEdge{edge}});
    EXPECT_NE(session.state().now.edges[static_cast<std::size_t>(edge)], Lit::No);
}

TEST(Jumps, GoThroughEveryDecisionAndComeToAnEnd) {
    Session session = open_first_lesson();
    std::vector<trace::EventKind> kinds;
    for (int before = -1; before != session.state().now.step;) {
        before = session.state().now.step;
        session.apply(GoToLandmark{Landmark::Decision});
        if (session.state().now.step != before) kinds.push_back(session.state().now.kind);
    }
    using enum trace::EventKind;
    EXPECT_EQ(std::count(kinds.begin(), kinds.end(), CredentialsRead), 3);
    EXPECT_EQ(std::count(kinds.begin(), kinds.end(), Line), 2) << "the `if` of two requests";
    session.apply(GoToLandmark{Landmark::Decision, Direction::Previous});
    EXPECT_LT(session.state().now.step, session.state().furthest);
}

TEST(Jumps, GoFromResponseToResponse) {
    Session session = open_first_lesson();
    for (int request = 0; request < 3; ++request) {
        session.apply(GoToLandmark{Landmark::Response});
        EXPECT_EQ(session.state().now.request, request);
        EXPECT_TRUE(session.state().now.response_built);
    }
    session.apply(GoToLandmark{Landmark::Response, Direction::Previous});
    EXPECT_EQ(session.state().now.request, 1);
}

std::string token_in(const Session& session, std::size_t column) {
    return tracker_cell(*session.state().lesson, session.state().now, 0, column).text;
}

TEST(Jumps, GoFromChangeToChangeOfAVariable) {
    Session session = open_first_lesson();
    session.apply(GoToChange{kToken});
    EXPECT_EQ(token_in(session, 2), "invalidtoken");
    session.apply(GoToWatchedChange{});
    EXPECT_EQ(token_in(session, 3), "validtoken");
    session.apply(GoToWatchedChange{Direction::Previous});
    EXPECT_EQ(session.state().now.request, 1);
}

TEST(Jumps, WithoutAWatchedVariableAnyOfTheLessonsCounts) {
    Session session = open_first_lesson();
    session.apply(GoToWatchedChange{});
    EXPECT_EQ(session.state().now.request, 1);
    EXPECT_EQ(token_in(session, 2), "invalidtoken");
}

TEST(Past, BeginsWithAStepBackAndEndsWithTheWayForward) {
    Session session = open_first_lesson();
    EXPECT_FALSE(in_the_past(session.state()));
    session.apply(Actions{Walk{Move::NextRequest}, Walk{Move::Forward}});
    const int furthest = session.state().now.step;
    session.apply(Walk{Move::Back});
    EXPECT_TRUE(in_the_past(session.state()));
    session.apply(GoToFurthest{});
    EXPECT_EQ(session.state().now.step, furthest);
    EXPECT_FALSE(in_the_past(session.state()));
}

TEST(Past, AProofHasItsOwn) {
    Session session = open_first_lesson();
    session.apply(Actions{Walk{Move::Last}, Walk{Move::First}, ShowProof{2}});
    ASSERT_TRUE(session.state().proof);
    EXPECT_FALSE(in_the_past(session.state()));
    session.apply(LeaveProof{});
    EXPECT_TRUE(in_the_past(session.state()));
    EXPECT_EQ(session.state().furthest, session.state().lesson->last_step);
}

TEST(Breakpoints, StopThePlayAtALineANodeAndAVariable) {
    for (const Breakpoint& breakpoint :
         {breakpoint_on_line(kComparison), breakpoint_on_variable(kToken),
          breakpoint_on_node("reject")}) {
        Session session = open_first_lesson();
        session.apply(Actions{ToggleBreakpoint{breakpoint}, PlayOrPause{}});
        ASSERT_FALSE(session.state().breakpoint_steps.empty()) << say(breakpoint);
        while (session.state().playing) ASSERT_TRUE(session.tick(1000));
        EXPECT_EQ(session.state().now.step, session.state().breakpoint_steps.front());
        EXPECT_TRUE(at_breakpoint(session.state()));
        session.apply(PlayOrPause{});
        EXPECT_TRUE(session.state().playing) << "and the play goes on";
    }
}

TEST(Breakpoints, HoldThePlayAlsoWhereTheLevelHasNoStop) {
    Session session = open_first_lesson();
    session.apply(Actions{SetLevel{lesson::Level::Flow},
                          ToggleBreakpoint{breakpoint_on_line(kComparison)}, PlayOrPause{}});
    while (session.state().playing) ASSERT_TRUE(session.tick(1000));
    EXPECT_EQ(session.state().now.line, kComparison);
}

TEST(Breakpoints, AreGoneToOneByOneAndToggled) {
    Session session = open_first_lesson();
    session.apply(Actions{GoToLine{kComparison}, ToggleBreakpointHere{}, Walk{Move::First}});
    EXPECT_TRUE(has_breakpoint(session.state(), breakpoint_on_line(kComparison)));
    session.apply(GoToLandmark{Landmark::Breakpoint});
    EXPECT_EQ(session.state().now.request, 1);
    session.apply(GoToLandmark{Landmark::Breakpoint});
    EXPECT_EQ(session.state().now.request, 2);
    session.apply(GoToLandmark{Landmark::Breakpoint, Direction::Previous});
    EXPECT_EQ(session.state().now.request, 1);
    session.apply(ToggleBreakpointHere{});
    EXPECT_TRUE(session.state().breakpoints.empty());
    session.apply(Actions{ToggleBreakpointHere{}, ToggleBreakpoint{breakpoint_on_node("reject")},
                          ClearBreakpoints{}});
    EXPECT_TRUE(session.state().breakpoint_steps.empty());
}

TEST(Breakpoints, OfWhatIsNotThereStopNothing) {
    Session session = open_first_lesson();
    session.apply(Actions{ToggleBreakpoint{breakpoint_on_node("nowhere")},
                          ToggleBreakpoint{breakpoint_on_line(9999)},
                          ToggleBreakpoint{{BreakpointKind::Variable, "nothing"}}});
    EXPECT_TRUE(session.state().breakpoint_steps.empty());
    session.apply(GoToLandmark{Landmark::Breakpoint});
    EXPECT_EQ(session.state().stop, 0);
}

TEST(Folding, PassesOverWhatOnlyTheFrameworkDoes) {
    Session session = open_first_lesson();
    session.apply(SetLevel{lesson::Level::Check});
    const int all = session.state().stop_count;
    session.apply(Actions{ToggleFolding{}, Walk{Move::First}});
    const int folded = session.state().stop_count;
    EXPECT_LT(folded, all);
    for (int i = 0; i < folded; ++i) {
        const trace::EventKind kind = session.state().now.kind;
        EXPECT_TRUE(kind >= trace::EventKind::Line || kind == trace::EventKind::Request ||
                    kind == trace::EventKind::Response);
        session.apply(Walk{Move::Forward});
    }
    session.apply(ToggleFolding{});
    EXPECT_EQ(session.state().stop_count, all);
}

TEST(Motion, BeginsWithTheStepAndComesToRest) {
    Session session = open_first_lesson();
    EXPECT_FALSE(session.moving());
    const int before = session.state().now.step;
    session.apply(Walk{Move::Forward});
    EXPECT_TRUE(session.moving());
    EXPECT_EQ(session.state().came_from, before);
    session.tick(kMotion_s / 2);
    EXPECT_TRUE(session.moving());
    session.tick(kMotion_s);
    EXPECT_FALSE(session.moving());
    session.apply(Actions{ToggleReducedMotion{}, Walk{Move::Forward}});
    EXPECT_FALSE(session.moving());
}

}  // namespace
}  // namespace session
