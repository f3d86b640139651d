// What goes wrong around the window: files, settings, graphics, the display.
#include "window/fixture.h"

namespace window {
namespace {

TEST_F(WindowTest, AFileThatIsGoneIsToldAndFoundAgain) {
    const fs::path mine = folder_ / "mine.json";
    fs::copy_file(kLesson, mine);
    fs::copy_file(kLesson.parent_path() / "01_protected_routes.py",
                  folder_ / "01_protected_routes.py");
    open_window(mine);
    expect_after("shift+Right", "request", 2);
    fs::rename(folder_ / "01_protected_routes.py", folder_ / "away.py");
    EXPECT_TRUE(becomes("gone", "01_protected_routes.py"));
    EXPECT_TRUE(becomes("title", "Protected routes"));
    expect_after("Right", "request", 2);
    fs::rename(folder_ / "away.py", folder_ / "01_protected_routes.py");
    EXPECT_TRUE(becomes("gone", ""));
    EXPECT_TRUE(becomes("request", 2));
}

TEST_F(WindowTest, BrokenSettingsAreKeptAsideAndTold) {
    fs::create_directories(folder_ / "authwalk");
    ASSERT_TRUE(base::write_file_atomic(folder_ / "authwalk/settings.json", "{ theme: dark").ok());
    open_window();
    EXPECT_TRUE(becomes("notices", 1));
    EXPECT_EQ(base::read_file(folder_ / "authwalk/settings.json.bak").value(), "{ theme: dark");
    expect_after("Escape", "notices", 0);
}

TEST_F(WindowTest, WithoutALessonThereIsAPageThatLeadsToOne) {
    const fs::path broken = folder_ / "broken.json";
    ASSERT_TRUE(base::write_file_atomic(broken, "{").ok());
    open_window(broken);
    EXPECT_TRUE(becomes("title", ""));
    EXPECT_TRUE(becomes("findings", 1));
    press({"Right", "space", "d", "b", "8", "F8"});
    expect_after("question", "overlay", 2);
    expect_after("Escape", "overlay", 0);
    fs::copy_file(kLesson.parent_path() / "01_protected_routes.py",
                  folder_ / "01_protected_routes.py");
    ASSERT_TRUE(base::write_file_atomic(broken, base::read_file(kLesson).value()).ok());
    EXPECT_TRUE(becomes("title", "Protected routes")) << "saved, and there it is";
}

TEST_F(WindowTest, ALostDisplayIsOneSentenceAndExitCode1) {
    open_window();
    display_.end();
    EXPECT_EQ(wait_for_end(program_), 1);
    program_ = -1;
    EXPECT_NE(window_errors().find("authwalk-desktop: the display is lost"), std::string::npos)
        << window_errors();
}

TEST_F(WindowTest, WithoutOpenGlItSaysSo) {
    const Display bare("640x480x24", {"-extension", "GLX"});
    environment_.display = bare.name();
    const std::string errors = errors_of({AUTHWALK_DESKTOP_PROGRAM, kLesson.string()}, 1);
    EXPECT_TRUE(errors.find("authwalk-desktop: no window can be opened: OpenGL 3.3") !=
                std::string::npos)
        << errors;
}

}  // namespace
}  // namespace window
