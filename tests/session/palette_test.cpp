#include "session/palette.h"

#include <gtest/gtest.h>

#include <set>

#include "session/first_lesson.h"

namespace session {
namespace {

std::vector<std::string> titles(const std::vector<Command>& commands, std::string_view text) {
    std::vector<std::string> found;
    for (const CommandMatch& match : find_commands(commands, text))
        found.push_back(commands[static_cast<std::size_t>(match.command)].title);
    return found;
}

std::string first(const std::vector<Command>& commands, std::string_view text) {
    const auto found = titles(commands, text);
    return found.empty() ? "" : found.front();
}

TEST(Palette, HoldsLessonsPanelsJumpsRequestsMomentsAndSettings) {
    Session session = open_first_lesson();
    session.apply(ShowOverlay{Overlay::Palette});
    std::set<CommandGroup> groups;
    for (const Command& command : session.state().commands) groups.insert(command.group);
    for (const CommandGroup group :
         {CommandGroup::Lesson, CommandGroup::Panel, CommandGroup::Go, CommandGroup::Request,
          CommandGroup::Moment, CommandGroup::Window, CommandGroup::Setting, CommandGroup::Recent})
        EXPECT_TRUE(groups.contains(group)) << name_of(group);
    EXPECT_EQ(session.state().commands_shown.size(), session.state().commands.size());
}

TEST(Palette, FindsByWordsInAnyOrderAndByLetters) {
    const Session session = open_first_lesson();
    const auto commands = make_commands(session.state());
    EXPECT_EQ(first(commands, "light theme"), "Theme: light");
    EXPECT_EQ(first(commands, "quiz"), "Quiz");
    EXPECT_EQ(first(commands, "nxt dec"), "Next decision");
    EXPECT_EQ(first(commands, "tracker"), "Variable tracker");
    EXPECT_EQ(first(commands, "REQUEST 3"), first(commands, "request 3"));
    EXPECT_TRUE(titles(commands, "no such thing at all").empty());
    EXPECT_EQ(titles(commands, "  ").size(), commands.size());
}

TEST(Palette, TellsWhichLettersWereFound) {
    const Session session = open_first_lesson();
    const auto commands = make_commands(session.state());
    const auto matches = find_commands(commands, "quiz");
    ASSERT_FALSE(matches.empty());
    EXPECT_EQ(matches[0].at, (std::vector<std::size_t>{0, 1, 2, 3}));
    for (const CommandMatch& match : find_commands(commands, "t s e"))
        for (const std::size_t at : match.at)
            EXPECT_LT(at, commands[static_cast<std::size_t>(match.command)].title.size());
}

TEST(Palette, DoesWhatIsChosenAndCloses) {
    Session session = open_first_lesson();
    session.apply(Actions{ShowOverlay{Overlay::Palette}, SetFilter{"theme: high"}, OpenSelected{}});
    EXPECT_EQ(session.state().settings.theme, Theme::HighContrast);
    EXPECT_EQ(session.state().overlay, Overlay::None);
    session.apply(Actions{ShowOverlay{Overlay::Palette}, SetFilter{"request"}, MoveSelection{1},
                          MoveSelection{1000}, OpenSelected{0}});
    EXPECT_EQ(session.state().overlay, Overlay::None);
    session.apply(Actions{ShowOverlay{Overlay::Palette}, SetFilter{"zzzz"}, OpenSelected{}});
    EXPECT_EQ(session.state().overlay, Overlay::Palette) << "nothing is there to choose";
}

TEST(Palette, CanOpenAnotherOverlay) {
    Session session = open_first_lesson();
    session.apply(Actions{ShowOverlay{Overlay::Palette}, SetFilter{"all keys"}, OpenSelected{}});
    EXPECT_EQ(session.state().overlay, Overlay::Help);
}

TEST(Palette, MarksTheSettingsThatAreOn) {
    Session session = open_first_lesson();
    session.apply(SetTheme{Theme::Light});
    int on = 0;
    for (const Command& command : make_commands(session.state()))
        if (command.title.starts_with("Theme:") && command.on) {
            ++on;
            EXPECT_EQ(command.title, "Theme: light");
        }
    EXPECT_EQ(on, 1);
}

TEST(Palette, FindsALineOfTheProgramAndShowsIt) {
    Session session = open_first_lesson();
    session.apply(ShowOverlay{Overlay::FindLine});
    for (const Command& command : session.state().commands)
        EXPECT_EQ(command.group, CommandGroup::Line);
    session.apply(SetFilter{"raise http"});
    ASSERT_FALSE(session.state().commands_shown.empty());
    session.apply(OpenSelected{});
    EXPECT_EQ(session.state().overlay, Overlay::None);
    EXPECT_EQ(session.state().sought_line, 9);
    EXPECT_EQ(session.state().now.line, 9) << "it ran, so its step is shown";
    session.apply(Walk{Move::Forward});
    EXPECT_EQ(session.state().sought_line, 0);

    const int step = session.state().now.step;
    session.apply(ToggleAlone{PanelId::Table});
    session.apply(SeekLine{6});  // an empty line: it is shown, and time stays
    EXPECT_EQ(session.state().sought_line, 6);
    EXPECT_EQ(session.state().now.step, step);
    EXPECT_FALSE(session.state().alone) << "the table would hide it";
}

}  // namespace
}  // namespace session
