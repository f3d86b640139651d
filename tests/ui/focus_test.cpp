#include "ui/focus.h"

#include <gtest/gtest.h>

#include "ui/headless.h"

namespace ui {
namespace {

using session::FocusMove;
using session::Press;
using session::Session;

// One frame in which the ring is asked to move, and one that shows it.
void move(Headless& window, const Session& session, FocusMove by) {
    window.focus().move(by);
    window.frame(session.state());
    window.frame(session.state());
}

TEST(Focus, TabGoesThroughEverythingAndRoundAgain) {
    Headless window;
    const Session session = open_first_lesson();
    window.frame(session.state());
    EXPECT_FALSE(window.focus().shown()) << "no ring before a key asks for it";
    move(window, session, FocusMove::Next);
    EXPECT_TRUE(window.focus().shown());
    const Box first = window.focus().box();
    int stops = 1;
    for (; stops < 300; ++stops) {
        move(window, session, FocusMove::Next);
        const Box& here = window.focus().box();
        if (here.min.x == first.min.x && here.min.y == first.min.y) break;
    }
    EXPECT_GT(stops, 40) << "buttons, nodes, lines, cells, moments";
    EXPECT_LT(stops, 300);
    move(window, session, FocusMove::Previous);
    move(window, session, FocusMove::Next);
    EXPECT_EQ(window.focus().box().min.x, first.min.x);
}

TEST(Focus, EnterPressesWhatTheRingIsOn) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::FocusPanel{session::PanelId::Code});
    window.frame(session.state());
    move(window, session, FocusMove::Next);
    for (int i = 0; i < 8; ++i) move(window, session, FocusMove::Down);
    window.focus().press(Press::Enter);
    const auto wishes = window.frame(session.state());
    ASSERT_EQ(only<session::GoToLine>(wishes).size(), 1u);
    EXPECT_GT(only<session::GoToLine>(wishes)[0].line, 5);
    EXPECT_TRUE(window.frame(session.state()).empty()) << "once";
}

TEST(Focus, F6GoesFromPanelToPanel) {
    Headless window;
    const Session session = open_first_lesson();
    window.frame(session.state());
    std::vector<Box> boxes;
    for (int i = 0; i < 8; ++i) {
        move(window, session, FocusMove::NextPanel);
        boxes.push_back(window.focus().box());
    }
    for (std::size_t i = 1; i < boxes.size(); ++i)
        EXPECT_FALSE(boxes[i].min.x == boxes[i - 1].min.x && boxes[i].min.y == boxes[i - 1].min.y);
    move(window, session, FocusMove::PreviousPanel);
    EXPECT_EQ(window.focus().box().min.y, boxes[6].min.y);
}

TEST(Focus, GoesAwayWithEscapeAndWithThePress) {
    Headless window;
    const Session session = open_first_lesson();
    window.frame(session.state());
    move(window, session, FocusMove::Next);
    move(window, session, FocusMove::Away);
    EXPECT_FALSE(window.focus().shown());
    window.focus().press(Press::Enter);
    EXPECT_TRUE(window.frame(session.state()).empty()) << "without a ring nothing is pressed";
}

TEST(Focus, StaysInsideAnOverlay) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::ShowOverlay{session::Overlay::Settings});
    window.frame(session.state());
    move(window, session, FocusMove::Next);
    ASSERT_TRUE(window.focus().shown());
    for (int i = 0; i < 30; ++i) {
        move(window, session, FocusMove::Next);
        const Box& box = window.focus().box();
        EXPECT_GT(box.min.x, 400) << "on the card in the middle";
        EXPECT_LT(box.max.x, 1200);
    }
}

TEST(Focus, ReachesEveryQuizChoiceAndAnswersByKeyboard) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::FocusPanel{session::PanelId::Quiz});
    window.frame(session.state());
    move(window, session, FocusMove::Next);
    int choices = 0;
    for (int i = 0; i < 12; ++i) {
        window.focus().press(Press::Enter);
        choices += static_cast<int>(only<session::Choose>(window.frame(session.state())).size());
        move(window, session, FocusMove::Down);
    }
    EXPECT_GE(choices, 3);
}

}  // namespace
}  // namespace ui
