// tests/window/fixture.h -- the program as a learner meets it: under Xvfb, with real keys and mouse
// from xdotool. What it shows is read back through --state-file, which only builds with tests have.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/json.h"

namespace window {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

inline constexpr Seconds kPatience{20};  // generous: the machine may be busy
inline const fs::path kLesson =
    fs::path(AUTHWALK_SOURCE_DIR) / "scenarios/01_protected_routes.json";

struct Environment {
    std::string display, config;
};

inline pid_t start(const std::vector<std::string>& command, const Environment& environment,
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

inline int wait_for_end(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

inline int run(const std::vector<std::string>& command, const Environment& environment,
               const std::string& errors = "/dev/null") {
    return wait_for_end(start(command, environment, -1, errors));
}

// A display of its own, on a number that Xvfb finds free.
class Display {
  public:
    explicit Display(const std::string& screen = "1280x800x24",
                     const std::vector<std::string>& more = {}) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return;
        std::vector<std::string> command = {"Xvfb",      "-displayfd", std::to_string(ends[1]),
                                            "-screen",   "0",          screen,
                                            "-nolisten", "tcp"};
        command.insert(command.end(), more.begin(), more.end());
        child_ = start(command, {}, ends[1]);
        ::close(ends[1]);
        std::string number;
        char c = 0;
        while (::read(ends[0], &c, 1) == 1 && c != '\n') number += c;
        ::close(ends[0]);
        if (!number.empty()) name_ = ":" + number;
    }
    ~Display() { end(); }
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;
    void end() {
        if (child_ <= 0) return;
        ::kill(child_, SIGTERM);
        wait_for_end(child_);
        child_ = -1;
    }
    const std::string& name() const { return name_; }

  private:
    pid_t child_ = -1;
    std::string name_;
};

class WindowTest : public ::testing::Test {
  protected:
    explicit WindowTest(const std::string& screen = "1280x800x24") : display_(screen) {}

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

    void open_window(const fs::path& lesson = kLesson, const std::string& size = "1200x760") {
        program_ = start({AUTHWALK_DESKTOP_PROGRAM, lesson.string(), "--size", size, "--state-file",
                          state_file().string()},
                         environment_, -1, errors_file().string());
        ASSERT_TRUE(state_becomes([](const base::JsonValue&) { return true; }))
            << "no frame was drawn";
        // Without a window manager the keys go where the pointer is.
        move_mouse(600, 748);
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

    void press(std::initializer_list<const char*> keys) {
        for (const char* key : keys) press(std::string(key));
    }
    void type(const std::string& text) {
        ASSERT_EQ(run({"xdotool", "type", "--delay", "30", text}, environment_), 0);
    }
    void move_mouse(int x, int y) {
        run({"xdotool", "mousemove", std::to_string(x), std::to_string(y)}, environment_);
    }
    void click(int x, int y, int button = 1) {
        move_mouse(x, y);
        settle();
        // Held for a moment: Dear ImGui 1.86 does not see a press and its end in one frame.
        run({"xdotool", "mousedown", std::to_string(button), "sleep", "0.25", "mouseup",
             std::to_string(button)},
            environment_);
    }

    // Presses and waits until `key` has that value.
    template <class Value>
    void expect_after(const char* pressed, const char* key, const Value& wanted) {
        press(std::string(pressed));
        EXPECT_TRUE(becomes(key, wanted)) << pressed << ": " << key << " is not " << wanted;
    }
    bool becomes(const char* key, bool wanted) const { return truth_becomes(key, wanted); }
    bool becomes(const char* key, int wanted) const { return number_becomes(key, wanted); }
    bool becomes(const char* key, const char* wanted) const { return text_becomes(key, wanted); }

    // The middle of what the keyboard's ring is on.
    std::pair<int, int> ring() const {
        const auto state = read_state();
        const base::JsonValue* box = state ? state->find("ring_box") : nullptr;
        if (!box || box->items.size() != 4) return {0, 0};
        const auto at = [box](std::size_t i) { return static_cast<int>(box->items[i].integer); };
        return {(at(0) + at(2)) / 2, (at(1) + at(3)) / 2};
    }
    // Presses a key of the ring and waits until it is elsewhere.
    void move_ring(const char* key) {
        const auto before = ring();
        press(std::string(key));
        EXPECT_TRUE(state_becomes([&](const base::JsonValue&) { return ring() != before; })) << key;
    }
    // Until no more frames are drawn, so that all that was pressed is done.
    void settle() const {
        std::int64_t before = -1;
        for (int same = 0, i = 0; same < 3 && i < 100; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(60));
            const std::int64_t now = number("frames");
            same = std::exchange(before, now) == now ? same + 1 : 0;
        }
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

    std::string text(const char* key) const {
        const auto state = read_state();
        return state && state->find(key) ? state->find(key)->text : "";
    }

    fs::path state_file() const { return folder_ / "state.json"; }
    fs::path errors_file() const { return folder_ / "window_errors.txt"; }
    std::string window_errors() const {
        const auto text = base::read_file(errors_file());
        return text.ok() ? *text : "";
    }
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

}  // namespace window
