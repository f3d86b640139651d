// platform/window.h -- one window with OpenGL 3.3, Dear ImGui attached, and its keys.
// Event-driven: wait() sleeps until there is something to draw. Keys go into a queue of ours, so
// that a tap shorter than a frame is not lost (Dear ImGui 1.86 has no input queue of its own).
// Errors: no display or no OpenGL is one sentence from open(); nothing throws.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

struct GLFWwindow;

namespace platform {

struct WindowOptions {
    int width = 0, height = 0;  // pixels; 0: what the screen has room for, at most 1600x900 scaled
    std::string title = "Authwalk";
    enum class Visible { Yes, No } visible = Visible::Yes;
};

struct Color {
    float red = 0, green = 0, blue = 0;
};

class Window {
  public:
    static base::Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    bool should_close() const;
    std::pair<int, int> size() const;  // width and height in pixels
    float content_scale() const;       // the display's own: 2 on a HiDPI screen

    // Sleeps until an event came or the time is over; nullopt: until an event. Returns at once
    // while frames are owed: each event is worth three, in which sizes settle.
    void wait(std::optional<double> seconds);
    bool owes_frame() const { return owed_frames_ > 0; }
    void ask_for_frames() { owed_frames_ = kSettlingFrames; }

    // Chords pressed since the last call, in order: "Right", "Shift+Right", "Ctrl+P", "?".
    std::vector<std::string> take_keys();
    // Files dropped on the window since the last call.
    std::vector<std::string> take_drops();

    // Over the whole of the screen that the window lies on; off: where it was before.
    enum class Fullscreen : bool { Off, On };
    void set_fullscreen(Fullscreen wanted);
    bool fullscreen() const;

    // From any thread: wait() returns.
    static void wake_up();

    // For measurements: from the first event that was not yet answered to the frame that answers
    // it, until the graphics card has drawn it. 0 before the first.
    void measure_latency() { measuring_ = true; }
    double latency_ms() const { return latency_ms_; }

    void begin_frame();
    void end_frame(Color background);

    // Fonts were baked anew: the graphics card's copy is dropped and made again.
    void fonts_changed();
    int graphics_errors() const { return graphics_errors_; }  // that OpenGL told so far
    void set_title(const std::string& title);

    // Draws `frame` (between begin_frame's and end_frame's work) into a picture of exactly
    // width x height, whatever the screen, and writes it as PNG.
    base::Status screenshot(int width, int height, Color background, const std::string& file,
                            const std::function<void()>& frame);

  private:
    explicit Window(GLFWwindow* handle) : handle_(handle) {}
    void attach_imgui();
    void watch_events();
    static void on_key(GLFWwindow* handle, int key, int scancode, int action, int modifiers);
    static void on_character(GLFWwindow* handle, unsigned code_point);
    static void on_drop(GLFWwindow* handle, int count, const char** files);
    static void wake(GLFWwindow* handle);

    static constexpr int kSettlingFrames = 3;
    GLFWwindow* handle_;
    int owed_frames_ = kSettlingFrames;
    int graphics_errors_ = 0;
    std::vector<std::string> keys_, drops_;
    std::array<int, 4> before_fullscreen_ = {};  // x, y, width, height
    bool measuring_ = false;
    std::optional<std::chrono::steady_clock::time_point> input_at_;
    double latency_ms_ = 0;
};

}  // namespace platform
