// The window from the outside: keys, overlays, pictures, settings, wrong usage.
#include "window/fixture.h"

namespace window {
namespace {

TEST_F(WindowTest, KeysWalkThroughTheLesson) {
    open_window();
    ASSERT_TRUE(number_becomes("stop", 1));
    for (int i = 2; i <= 5; ++i) {
        press("Right");
        ASSERT_TRUE(number_becomes("stop", i)) << "no tap is lost";
    }
    press("Left");
    EXPECT_TRUE(number_becomes("stop", 4));
    press("shift+Right");
    EXPECT_TRUE(number_becomes("request", 2));
    press("shift+Right");
    EXPECT_TRUE(number_becomes("request", 3));
    press("Home");
    EXPECT_TRUE(number_becomes("stop", 1));
    press("End");
    EXPECT_TRUE(number_becomes("stop", number("stops")));
    press("Prior");  // page up, as clickers send it
    EXPECT_TRUE(number_becomes("stop", number("stops") - 1));
}

TEST_F(WindowTest, FastTapsAllArrive) {
    open_window();
    ASSERT_EQ(run({"xdotool", "key", "--delay", "1", "Right", "Right", "Right", "Right", "Right",
                   "Right", "Right", "Right"},
                  environment_),
              0);
    EXPECT_TRUE(number_becomes("stop", 9));
}

TEST_F(WindowTest, ThemeOverlaysPresenterAndPlay) {
    open_window();
    press("t");
    EXPECT_TRUE(text_becomes("theme", "light"));
    press("t");
    EXPECT_TRUE(text_becomes("theme", "contrast"));
    press("t");
    EXPECT_TRUE(text_becomes("theme", "dark"));
    press("question");
    EXPECT_TRUE(number_becomes("overlay", 2));
    press("Escape");
    EXPECT_TRUE(number_becomes("overlay", 0));
    press("ctrl+p");
    EXPECT_TRUE(number_becomes("overlay", 3));
    press("t");
    press("Escape");
    EXPECT_TRUE(number_becomes("overlay", 0));
    EXPECT_TRUE(text_becomes("theme", "dark")) << "the letter went into the filter";
    press("F11");
    EXPECT_TRUE(truth_becomes("presenter", true));
    press("F11");
    EXPECT_TRUE(truth_becomes("presenter", false));
    press("space");
    EXPECT_TRUE(truth_becomes("playing", true));
    EXPECT_TRUE(number_becomes("stop", 2)) << "it plays by itself";
    press("space");
    EXPECT_TRUE(truth_becomes("playing", false));
}

TEST_F(WindowTest, ScalingUpAndDownGoesOnDrawing) {
    open_window();
    for (const char* key : {"F11", "F11", "ctrl+minus", "ctrl+equal", "ctrl+0"}) {
        const std::int64_t frames = number("frames");
        press(key);
        ASSERT_TRUE(state_becomes([&](const base::JsonValue& state) {
            return state.find("frames")->integer >= frames + 3;
        }));
        EXPECT_EQ(number("graphics_errors"), 0) << key;
    }
}

TEST_F(WindowTest, IdleMeansNoFrames) {
    open_window();
    std::int64_t before = -1;
    ASSERT_TRUE(state_becomes([&](const base::JsonValue& state) {
        const std::int64_t now = state.find("frames")->integer;
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        return std::exchange(before, now) == now;  // it has settled
    }));
    std::this_thread::sleep_for(std::chrono::seconds(2));
    EXPECT_EQ(number("frames"), before);
}

TEST_F(WindowTest, SettingsAreKeptForTheNextTime) {
    open_window();
    press("t");
    ASSERT_TRUE(text_becomes("theme", "light"));
    const auto kept = [this] {
        const auto text = base::read_file(folder_ / "authwalk/settings.json");
        return text.ok() && text->find("\"light\"") != std::string::npos;
    };
    for (int i = 0; i < 500 && !kept(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    close_window();
    fs::remove(state_file());
    open_window();
    EXPECT_TRUE(text_becomes("theme", "light"));
}

TEST_F(WindowTest, ALessonIsLoadedAgainWhenItsFileChanges) {
    const fs::path mine = folder_ / "mine.json";
    fs::copy_file(kLesson, mine);
    fs::copy_file(kLesson.parent_path() / "01_protected_routes.py",
                  folder_ / "01_protected_routes.py");
    open_window(mine);
    ASSERT_TRUE(text_becomes("title", "Protected routes"));
    press("shift+Right");
    ASSERT_TRUE(number_becomes("request", 2));
    std::string text = base::read_file(kLesson).value();
    ASSERT_TRUE(base::write_file_atomic(mine, text.substr(0, text.size() / 2)).ok());
    EXPECT_TRUE(number_becomes("findings", 1));
    EXPECT_TRUE(text_becomes("title", "Protected routes")) << "the last good run stays";
    text.replace(text.find("Protected routes"), 16, "Guarded routes");
    ASSERT_TRUE(base::write_file_atomic(mine, text).ok());
    EXPECT_TRUE(text_becomes("title", "Guarded routes"));
    EXPECT_EQ(number("findings"), 0);
    EXPECT_EQ(number("request"), 2) << "the place is kept";
}

TEST_F(WindowTest, DrawsThePictureThatWasAskedFor) {
    const std::string picture = (folder_ / "out.png").string();
    ASSERT_EQ(run({AUTHWALK_DESKTOP_PROGRAM, "--scenario", kLesson.string(), "--request", "2",
                   "--step", "last", "--level", "line", "--theme", "light", "--size", "1600x900",
                   "--answer", "1=C", "--screenshot", picture},
                  environment_),
              0);
    const std::string png = base::read_file(picture).value();
    ASSERT_GT(png.size(), 20000u);
    EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
    EXPECT_EQ(png.substr(16, 8), std::string("\x00\x00\x06\x40\x00\x00\x03\x84", 8)) << "1600x900";
}

TEST_F(WindowTest, TheSamePictureTwiceIsTheSameToTheByte) {
    const std::string one = (folder_ / "1.png").string(), two = (folder_ / "2.png").string();
    for (const std::string& picture : {one, two})
        ASSERT_EQ(run({AUTHWALK_DESKTOP_PROGRAM, kLesson.string(), "--request", "3", "--screenshot",
                       picture},
                      environment_),
                  0);
    EXPECT_TRUE(base::read_file(one).value() == base::read_file(two).value());
}

TEST_F(WindowTest, WrongUsageIsOneSentenceAndExitCode2) {
    const std::string program = AUTHWALK_DESKTOP_PROGRAM, lesson = kLesson.string();
    for (const std::vector<std::string>& wrong :
         {std::vector<std::string>{"--sideways"},
          {lesson, "--size", "big"},
          {lesson, "--screenshot", "x.png", "--request", "9"},
          {lesson, "--screenshot", "x.png", "--theme", "pink"},
          {lesson, "--scale", "90"}}) {
        std::vector<std::string> command = {program};
        command.insert(command.end(), wrong.begin(), wrong.end());
        const std::string errors = errors_of(command, 2);
        EXPECT_TRUE(errors.starts_with("authwalk-desktop: ")) << errors;
        EXPECT_EQ(errors.find('\n'), errors.size() - 1) << errors;
    }
}

TEST_F(WindowTest, AFaultyLessonHasNoPictureButItsFaults) {
    const fs::path broken = folder_ / "broken.json";
    ASSERT_TRUE(base::write_file_atomic(broken, "{\n \"format\": 1,\n oops}").ok());
    const std::string errors = errors_of(
        {AUTHWALK_DESKTOP_PROGRAM, broken.string(), "--screenshot", (folder_ / "x.png").string()},
        1);
    EXPECT_NE(errors.find("broken.json:3:"), std::string::npos) << errors;
    EXPECT_FALSE(fs::exists(folder_ / "x.png"));
}

TEST_F(WindowTest, WithoutADisplayItSaysSo) {
    environment_.display.clear();
    const std::string errors = errors_of({AUTHWALK_DESKTOP_PROGRAM, kLesson.string()}, 1);
    EXPECT_TRUE(errors.starts_with("authwalk-desktop: no window can be opened")) << errors;
    EXPECT_EQ(errors.find('\n'), errors.size() - 1) << errors;
}

}  // namespace
}  // namespace window
