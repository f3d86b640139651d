// The program as a learner meets it: under Xvfb, with real keys from xdotool. What it shows is read
// back through --state-file, which only builds with tests have.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "base/json.h"

namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

constexpr Seconds kPatience{20};  // generous: the machine may be busy
const fs::path kLesson = fs::path(AUTHWALK_SOURCE_DIR) / "scenarios/01_protected_routes.json";

struct Environment {
    std::string display, config;
};

pid_t start(const std::vector<std::string>& command, const Environment& environment,
            int kept_open = -1, const std::string& errors = "/dev/null") {
    const pid_t child = ::fork();
    if (child != 0) return child;
    if (kept_open >= 0) ::fcntl(kept_open, F_SETFD, 0);
    const int quiet = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const int error_file = ::open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ::dup2(quiet, STDOUT_FILENO);
    ::dup2(error_file, STDERR_FILENO);
    if (environment.display.empty()) {
        ::unsetenv("DISPLAY");
        ::unsetenv("WAYLAND_DISPLAY");
    } else {
        ::setenv("DISPLAY", environment.display.c_str(), 1);
    }
    ::setenv("XDG_CONFIG_HOME", environment.config.c_str(), 1);
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

int wait_for_end(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int run(const std::vector<std::string>& command, const Environment& environment,
        const std::string& errors = "/dev/null") {
    return wait_for_end(start(command, environment, -1, errors));
}

// A display of its own, on a number that Xvfb finds free.
class Display {
  public:
    Display() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return;
        child_ = start({"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0",
                        "1280x800x24", "-nolisten", "tcp"},
                       {}, ends[1]);
        ::close(ends[1]);
        std::string number;
        char c = 0;
        while (::read(ends[0], &c, 1) == 1 && c != '\n') number += c;
        ::close(ends[0]);
        if (!number.empty()) name_ = ":" + number;
    }
    ~Display() {
        if (child_ <= 0) return;
        ::kill(child_, SIGTERM);
        wait_for_end(child_);
    }
    const std::string& name() const { return name_; }

  private:
    pid_t child_ = -1;
    std::string name_;
};

class WindowTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "authwalk_window_XXXXXX").string();
        ASSERT_TRUE(::mkdtemp(pattern.data()));
        folder_ = pattern;
        ASSERT_FALSE(display_.name().empty())
            << "this test needs Xvfb (Debian: apt-get install xvfb)";
        environment_ = {display_.name(), folder_.string()};
        ASSERT_EQ(run({"xdotool", "version"}, environment_), 0)
            << "this test needs xdotool (Debian: apt-get install xdotool)";
    }
    void TearDown() override {
        if (program_ > 0) close_window();
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    void open_window(const fs::path& lesson = kLesson) {
        program_ = start({AUTHWALK_DESKTOP_PROGRAM, lesson.string(), "--size", "1200x760",
                          "--state-file", state_file().string()},
                         environment_);
        ASSERT_TRUE(state_becomes([](const base::JsonValue&) { return true; }))
            << "no frame was drawn";
        // Without a window manager the keys go where the pointer is.
        run({"xdotool", "mousemove", "600", "748"}, environment_);
    }

    // Abruptly: nothing may depend on a tidy end.
    void close_window() {
        ::kill(program_, SIGTERM);
        wait_for_end(program_);
        program_ = -1;
    }

    void press(const std::string& key) {
        ASSERT_EQ(run({"xdotool", "key", "--clearmodifiers", key}, environment_), 0) << key;
    }

    std::optional<base::JsonValue> read_state() const {
        const auto text = base::read_file(state_file());
        if (!text) return std::nullopt;
        auto value = base::parse_json(*text);
        if (!value) return std::nullopt;
        return std::move(*value);
    }

    bool state_becomes(const std::function<bool(const base::JsonValue&)>& wanted) const {
        const auto begin = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - begin < kPatience) {
            const auto state = read_state();
            if (state && wanted(*state)) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(15));
        }
        return false;
    }
    bool number_becomes(const char* key, std::int64_t wanted) const {
        return state_becomes([&](const base::JsonValue& state) {
            return state.find(key) && state.find(key)->integer == wanted;
        });
    }
    bool text_becomes(const char* key, std::string_view wanted) const {
        return state_becomes([&](const base::JsonValue& state) {
            return state.find(key) && state.find(key)->text == wanted;
        });
    }
    bool truth_becomes(const char* key, bool wanted) const {
        return state_becomes([&](const base::JsonValue& state) {
            return state.find(key) && state.find(key)->boolean == wanted;
        });
    }
    std::int64_t number(const char* key) const {
        const auto state = read_state();
        return state && state->find(key) ? state->find(key)->integer : -1;
    }

    fs::path state_file() const { return folder_ / "state.json"; }
    std::string errors_of(const std::vector<std::string>& command, int expected_exit) const {
        const std::string errors = (folder_ / "errors.txt").string();
        EXPECT_EQ(run(command, environment_, errors), expected_exit);
        return base::read_file(errors).value();
    }

    Display display_;
    Environment environment_;
    fs::path folder_;
    pid_t program_ = -1;
};

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
    EXPECT_TRUE(text_becomes("theme", "dark"));
    press("question");
    EXPECT_TRUE(number_becomes("overlay", 2));
    press("Escape");
    EXPECT_TRUE(number_becomes("overlay", 0));
    press("ctrl+p");
    EXPECT_TRUE(number_becomes("overlay", 1));
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
