// Large lessons: what is not seen is not drawn, and a step costs the same anywhere in a long run.
#include "ui/large.h"

#include <gtest/gtest.h>

#include "ui/headless.h"

namespace ui {
namespace {

using session::Move;
using session::PanelId;
using session::Session;

// A window full of text has some tens of thousands; a whole large lesson would have millions.
constexpr int kMostVertices = 80'000;

void draw_alone(Session& session, PanelId panel) {
    Headless window;
    session.apply(session::ToggleAlone{panel});
    for (int i = 0; i < 3; ++i) window.frame(session.state());
    EXPECT_LT(Headless::vertices(), kMostVertices) << static_cast<int>(panel);
    EXPECT_GT(Headless::vertices(), 500);
    session.apply(session::ToggleAlone{panel});
}

TEST(LargeLessons, ASampleOfTenThousandLinesIsDrawnWhereItIsSeen) {
    Session session = large::sample_of(10'000);
    ASSERT_GE(session.state().lesson->code.size(), 9'990u);
    session.apply(session::Walk{Move::Last});
    draw_alone(session, PanelId::Code);
}

TEST(LargeLessons, ATableOfAThousandRequestsIsDrawnWhereItIsSeen) {
    Session session = large::requests(1'000);
    ASSERT_EQ(session.state().lesson->table.rows.size(), 1'000u);
    session.apply(session::Walk{Move::Last});
    draw_alone(session, PanelId::Table);
    draw_alone(session, PanelId::Tracker);
}

TEST(LargeLessons, AHeaderOfAMegabyteIsDrawnWhereItIsSeen) {
    Session session = large::header_of(1'000'000);
    session.apply(session::Walk{Move::First});
    draw_alone(session, PanelId::Wire);
}

TEST(LargeLessons, ALongRunShowsTheLastValuesOfItsLoop) {
    Session session = large::events(40'000);
    session.apply(session::SetLevel{lesson::Level::Line});
    session.apply(session::Walk{Move::Last});
    const session::LessonView& lesson = *session.state().lesson;
    EXPECT_TRUE(lesson.lines_repeat);
    const int line = 10;  // total = total + i
    EXPECT_EQ(times_run(lesson, session.state().now, line), 10'000);
    const auto values = values_on_line(lesson, session.state().now, line);
    ASSERT_EQ(values.size(), 1u);
    EXPECT_EQ(values[0].value, "49995000");
    draw_alone(session, PanelId::Stack);
    draw_alone(session, PanelId::Code);
}

TEST(LargeLessons, DeepCallsAreListedInPart) {
    lesson::Scenario lesson = large::scenario(
        "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        "def down(n):\n    return n if n == 0 else down(n - 1)\n\n\n"
        "@app.get(\"/\")\ndef root():\n    return down(200)\n");
    Session session = large::open(lesson);
    session.apply(session::SetLevel{lesson::Level::Check});
    const auto& run = *session.state().lesson->run;
    int deepest = 0, depth = 0;
    for (const auto& brief : run.timeline.briefs(0, run.last_step())) {
        if (brief.depth <= depth) continue;
        depth = brief.depth;
        deepest = brief.step;
    }
    session.apply(session::GoToStep{deepest});
    const auto& stack = session.state().now.stack;
    ASSERT_EQ(stack.size(), 40u);
    EXPECT_GT(stack[0].left_out, 150);
    EXPECT_EQ(stack.back().variables[0].value, "0");
    EXPECT_EQ(session::full_value(*session.state().lesson, session.state().now, 39, "n"), "0");
    draw_alone(session, PanelId::Stack);
}

}  // namespace
}  // namespace ui
