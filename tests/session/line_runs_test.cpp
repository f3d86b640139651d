#include "session/line_runs.h"

#include <gtest/gtest.h>

#include "session/first_lesson.h"

namespace session {
namespace {

TEST(StepGroups, FindWhatWasAtOrBeforeAStep) {
    const StepGroups groups({{7, 1}, {3, 2}, {7, 5}, {7, 9}});
    EXPECT_EQ(groups.count(7, 0), 0);
    EXPECT_EQ(groups.count(7, 5), 2);
    EXPECT_EQ(groups.last(7, 8), 5);
    EXPECT_EQ(groups.last(3, 1), -1);
    EXPECT_EQ(groups.of(7).size(), 3u);
    EXPECT_TRUE(groups.of(4).empty());
    EXPECT_EQ(groups.largest(), 3);
    EXPECT_EQ(groups.latest(3), 3);
    EXPECT_EQ(groups.latest(5), 7);
    EXPECT_EQ(groups.latest(0), -1);
    EXPECT_EQ(StepGroups().count(1, 5), 0);
}

TEST(LineValues, AreWhatTheLineAssignedWhenItLastRan) {
    Session session = open_first_lesson();
    const LessonView& lesson = *session.state().lesson;
    int line = 0;  // of `async def get_current_user(...)`
    for (std::size_t i = 0; i < lesson.code.size(); ++i)
        if (lesson.code[i].text.find("def get_current_user") != std::string::npos)
            line = static_cast<int>(i) + 1;
    ASSERT_GT(line, 0);
    const auto at = [&](int step) {
        session.apply(GoToStep{step});
        return values_on_line(lesson, session.state().now, line);
    };
    EXPECT_TRUE(at(lesson.requests[1].first_step).empty()) << "not called yet in this request";
    const auto values = at(lesson.requests[1].last_step);
    ASSERT_EQ(values.size(), 1u);
    EXPECT_EQ(values[0].name, "token");
    EXPECT_EQ(values[0].value, "'invalidtoken'");
    EXPECT_FALSE(values[0].changed);
    const auto fresh = at(values[0].step);
    ASSERT_EQ(fresh.size(), 1u);
    EXPECT_TRUE(fresh[0].changed);
}

TEST(LineValues, CountHowOftenALineRan) {
    Session session = open_first_lesson();
    const LessonView& lesson = *session.state().lesson;
    session.apply(Walk{Move::Last});
    int ran = 0;
    for (int line = 1; line <= static_cast<int>(lesson.code.size()); ++line)
        ran += times_run(lesson, session.state().now, line);
    EXPECT_EQ(ran, 3) << "the condition and both returns of the third request";
    EXPECT_TRUE(lesson.lines_repeat || ran > 0);
}

TEST(LineToShow, IsTheLastThatRanWhereTheProgramIsAtNone) {
    Session session = open_first_lesson();
    const LessonView& lesson = *session.state().lesson;
    session.apply(GoToStep{lesson.requests[1].last_step});
    EXPECT_EQ(session.state().now.line, 0) << "the response is the framework's";
    const int shown = line_to_show(lesson, session.state().now);
    ASSERT_GT(shown, 0);
    EXPECT_NE(lesson.code[static_cast<std::size_t>(shown - 1)].text.find("raise HTTPException"),
              std::string::npos);
    session.apply(GoToStep{lesson.requests[1].first_step});
    EXPECT_EQ(line_to_show(lesson, session.state().now), 0) << "nothing has run yet";
}

}  // namespace
}  // namespace session
