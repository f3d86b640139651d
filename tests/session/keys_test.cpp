#include "session/keys.h"

#include <gtest/gtest.h>

#include <set>

#include "session/first_lesson.h"

namespace session {
namespace {

void press(Session& session, std::string_view chord) {
    const auto action = action_for_key(chord, session.state());
    ASSERT_TRUE(action) << chord;
    session.apply(*action);
}

TEST(Keys, WalkPlayAndSpeed) {
    Session session = open_first_lesson();
    press(session, "Right");
    press(session, "PageDown");
    EXPECT_EQ(session.state().stop, 2);
    press(session, "Left");
    EXPECT_EQ(session.state().stop, 1);
    press(session, "Shift+Right");
    EXPECT_EQ(session.state().now.request, 1);
    press(session, "Shift+Left");
    EXPECT_EQ(session.state().now.request, 0);
    press(session, "End");
    EXPECT_EQ(session.state().stop, session.state().stop_count - 1);
    press(session, "Home");
    EXPECT_EQ(session.state().stop, 0);
    press(session, "Up");
    EXPECT_EQ(session.state().settings.speed, kNormalSpeed + 1);
    press(session, "Space");
    EXPECT_TRUE(session.state().playing);
}

TEST(Keys, PanelsThemeScaleAndOverlays) {
    Session session = open_first_lesson();
    press(session, "8");
    EXPECT_EQ(session.state().focus, PanelId::Quiz);
    press(session, "0");
    EXPECT_EQ(session.state().front_notes, PanelId::Transcript);
    press(session, "T");
    EXPECT_EQ(session.state().settings.theme, Theme::Light);
    press(session, "Ctrl+=");
    EXPECT_FLOAT_EQ(session.state().settings.scale, 1.1f);
    press(session, "?");
    EXPECT_EQ(session.state().overlay, Overlay::Help);
    press(session, "Escape");
    EXPECT_EQ(session.state().overlay, Overlay::None);
    press(session, "F11");
    EXPECT_TRUE(session.state().presenter);
}

TEST(Keys, TheBrowserKeepsLettersForItsFilter) {
    Session session = open_first_lesson();
    press(session, "Ctrl+O");
    ASSERT_EQ(session.state().overlay, Overlay::Lessons);
    EXPECT_FALSE(action_for_key("T", session.state()));
    EXPECT_FALSE(action_for_key("Space", session.state()));
    EXPECT_FALSE(action_for_key("1", session.state()));
    press(session, "Down");
    EXPECT_EQ(session.state().settings.speed, kNormalSpeed) << "arrows move in the list";
    press(session, "Enter");
    EXPECT_EQ(session.state().overlay, Overlay::None);
    EXPECT_TRUE(session.state().lesson);
}

TEST(Keys, TheRingTakesTheArrowsThatMoveIt) {
    const Session session = open_first_lesson();
    const auto down = action_for_key("Down", session.state(), KeyboardOn::Item);
    ASSERT_TRUE(down && std::holds_alternative<MoveFocus>(*down));
    const auto away = action_for_key("Escape", session.state(), KeyboardOn::Item);
    EXPECT_TRUE(away && std::holds_alternative<MoveFocus>(*away));
    const auto right = action_for_key("Right", session.state(), KeyboardOn::Item);
    EXPECT_TRUE(right && std::holds_alternative<Walk>(*right)) << "stepping goes on";
    const auto mark = action_for_key("M", session.state(), KeyboardOn::Item);
    EXPECT_TRUE(mark && std::holds_alternative<PressFocused>(*mark));
}

TEST(Keys, LevelsJumpsAndSettings) {
    Session session = open_first_lesson();
    press(session, "F");
    EXPECT_EQ(session.state().settings.level, lesson::Level::Flow);
    press(session, "C");
    EXPECT_EQ(session.state().settings.level, lesson::Level::Check);
    press(session, "L");
    EXPECT_EQ(session.state().settings.level, lesson::Level::Line);
    press(session, "R");
    EXPECT_EQ(session.state().now.kind, trace::EventKind::Response);
    press(session, "Shift+D");
    EXPECT_TRUE(in_the_past(session.state()));
    press(session, "Shift+End");
    EXPECT_FALSE(in_the_past(session.state()));
    press(session, "G");
    press(session, "S");
    press(session, "H");
    EXPECT_TRUE(session.state().settings.ghost_paths);
    EXPECT_TRUE(session.state().settings.caption);
    EXPECT_TRUE(session.state().settings.fold_framework);
}

TEST(Keys, WhileTypingOnlyKeysThatWriteNothingAreOurs) {
    const Session session = open_first_lesson();
    EXPECT_FALSE(action_for_key("Left", session.state(), KeyboardOn::Text));
    EXPECT_TRUE(action_for_key("F5", session.state(), KeyboardOn::Text));
    EXPECT_TRUE(action_for_key("Escape", session.state(), KeyboardOn::Text));
}

TEST(Keys, NoChordIsBoundTwiceAndEveryDesignedKeyIsThere) {
    std::set<std::string_view> chords;
    for (const KeyBinding& key : key_bindings())
        EXPECT_TRUE(chords.insert(key.chord).second) << key.chord;
    for (const char* chord :
         {"Right", "Left",      "Shift+Right", "Shift+Left", "Space",  "Home",   "End",
          "Up",    "Down",      "1",           "2",          "3",      "4",      "5",
          "6",     "7",         "8",           "9",          "Ctrl+P", "F5",     "F11",
          "?",     "Escape",    "PageUp",      "PageDown",   "T",      "Ctrl+=", "Ctrl+-",
          "Tab",   "Shift+Tab", "F6",          "Enter",      "Ctrl+,", "D",      "F8"})
        EXPECT_TRUE(chords.contains(chord)) << chord;
    EXPECT_FALSE(action_for_key("F9", State{}));
}

}  // namespace
}  // namespace session
