// Every key of the list, every jump, and a whole lesson without a mouse.
#include "window/fixture.h"

namespace window {
namespace {

enum Overlay { kNone, kLessons, kHelp, kPalette, kSettings, kFindLine };

// One window for all of it: starting one costs more than pressing a key.
TEST_F(WindowTest, EveryKeyOfTheListDoesWhatItSays) {
    open_window();
    expect_after("Right", "stop", 2);
    expect_after("Left", "stop", 1);
    expect_after("Next", "stop", 2);
    expect_after("Prior", "stop", 1);
    expect_after("shift+Right", "request", 2);
    expect_after("shift+Left", "request", 1);
    expect_after("End", "request", 3);
    expect_after("Home", "past", true);
    expect_after("shift+End", "past", false);
    expect_after("Home", "stop", 1);
    expect_after("Up", "speed", 2);
    expect_after("Down", "speed", 1);
    for (const auto& [key, level] : {std::pair{"f", "flow"}, {"c", "check"}, {"l", "line"}})
        expect_after(key, "level", level);
    expect_after("h", "fold", true);
    expect_after("h", "fold", false);
    expect_after("g", "ghosts", true);
    expect_after("g", "ghosts", false);
    expect_after("s", "caption", true);
    expect_after("s", "caption", false);
    expect_after("ctrl+equal", "zoom", "1.10");
    expect_after("ctrl+minus", "zoom", "1.00");
    expect_after("ctrl+equal", "zoom", "1.10");
    expect_after("ctrl+0", "zoom", "1.00");
    for (const auto& [key, overlay] : {std::pair{"ctrl+p", kPalette},
                                       {"ctrl+o", kLessons},
                                       {"ctrl+f", kFindLine},
                                       {"ctrl+comma", kSettings},
                                       {"question", kHelp},
                                       {"F1", kHelp}}) {
        expect_after(key, "overlay", static_cast<int>(overlay));
        expect_after("Escape", "overlay", 0);
    }
    for (int panel = 0; panel < 10; ++panel) {
        const std::string key = std::to_string((panel + 1) % 10);
        expect_after(key.c_str(), "focus", panel);
    }
    expect_after("0", "alone", true);
    expect_after("Escape", "alone", false);
    expect_after("Escape", "focus_shown", false);
    EXPECT_EQ(number("graphics_errors"), 0);
    EXPECT_EQ(number("faults"), 0);
}

TEST_F(WindowTest, EveryJumpGoesThereAndBreakpointsHoldThePlay) {
    open_window();
    expect_after("d", "kind", "credentials_read");
    expect_after("r", "kind", "response");
    expect_after("r", "request", 2);
    expect_after("shift+r", "request", 1);
    expect_after("v", "request", 2);  // the token's first value
    expect_after("v", "request", 3);
    expect_after("shift+v", "request", 2);
    expect_after("Home", "stop", 1);
    for (const char* kind : {"credentials_read", "credentials_read", "call", "line"})
        expect_after("d", "kind", kind);
    ASSERT_EQ(number("line"), 8) << "the comparison";
    expect_after("b", "breakpoints", 1);
    expect_after("Home", "stop", 1);
    expect_after("F8", "line", 8);
    EXPECT_TRUE(becomes("at_breakpoint", true));
    expect_after("F8", "request", 3);
    expect_after("shift+F8", "request", 2);
    press({"Home", "Up", "Up", "Up", "space"});
    EXPECT_TRUE(becomes("playing", true));
    EXPECT_TRUE(becomes("line", 8));
    EXPECT_TRUE(becomes("playing", false)) << "the breakpoint holds it";
    expect_after("shift+b", "breakpoints", 0);
}

TEST_F(WindowTest, AWholeLessonWithoutAMouse) {
    open_window();
    // Open the lesson by its name.
    expect_after("ctrl+o", "overlay", static_cast<int>(kLessons));
    type("protected");
    EXPECT_TRUE(becomes("filter", "protected"));
    expect_after("Return", "overlay", 0);
    EXPECT_TRUE(becomes("title", "Protected routes"));
    // Step, back, jump, breakpoint, play.
    expect_after("Right", "stop", 2);
    expect_after("Left", "stop", 1);
    expect_after("d", "kind", "credentials_read");
    press({"2", "Tab", "Down", "Down", "Down", "Down", "Down", "Down", "Down"});
    settle();
    expect_after("Return", "kind", "line");
    EXPECT_TRUE(becomes("line", 8));
    expect_after("b", "breakpoints", 1);
    expect_after("Home", "stop", 1);
    press({"Up", "Up", "Up"});
    expect_after("space", "playing", true);
    EXPECT_TRUE(becomes("line", 8));
    EXPECT_TRUE(becomes("playing", false));
    // The quiz: the right answers are C, A and B.
    press("8");
    for (const auto& [question, choice] : {std::pair{0, 2}, {1, 0}, {2, 1}}) {
        press("Tab");
        for (int i = 0; i < question; ++i) press("Tab");
        settle();
        expect_after("Return", "question", question);
        for (int i = 0; i <= choice; ++i) press("Down");
        settle();
        expect_after("Return", "chosen", choice);
        for (int i = choice; i < 3; ++i) press("Down");  // to the last choice, and to the button
        for (int i = 0; i < 9 && number("checked") == question; ++i) {
            press({"Down", "Return"});
            settle();
        }
        EXPECT_TRUE(becomes("checked", question + 1));
        press("Escape");  // the ring begins anew
    }
    EXPECT_TRUE(becomes("score", 3));
    // Another theme, another size, a presentation, and away.
    expect_after("t", "theme", "light");
    expect_after("ctrl+equal", "zoom", "1.10");
    expect_after("F11", "presenter", true);
    expect_after("Next", "presenter", true);
    expect_after("F11", "presenter", false);
    EXPECT_EQ(number("faults"), 0);
}

TEST_F(WindowTest, ThePaletteFindsAThemeAndThePageOfSettingsSetsIt) {
    open_window();
    expect_after("ctrl+p", "overlay", static_cast<int>(kPalette));
    type("high con");
    EXPECT_TRUE(becomes("filter", "high con"));
    expect_after("Return", "theme", "contrast");
    expect_after("ctrl+comma", "overlay", static_cast<int>(kSettings));
    press({"Tab", "Tab"});  // past the button that closes it, to "Dark"
    settle();
    expect_after("Return", "theme", "dark");
    press("Tab");
    settle();
    expect_after("Return", "theme", "light");
    expect_after("Escape", "overlay", 0);
}

}  // namespace
}  // namespace window
