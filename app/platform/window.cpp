#include "platform/window.h"

#include <glad/gl.h>

// glad comes before GLFW.
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "platform/display_loss.h"
#include "platform/key_names.h"
#include "platform/screenshot.h"

namespace platform {

namespace {

constexpr int kLeastWidth = 480, kLeastHeight = 320;
constexpr const char* kShaderVersion = "#version 330 core";

// GLFW tells its errors through a callback; open() turns the last one into its sentence.
std::string& last_glfw_error() {
    static std::string text;
    return text;
}
void remember_error(int, const char* text) { last_glfw_error() = text; }

base::Error no_window(const char* what) {
    std::string message = what;
    if (!last_glfw_error().empty()) message += " (" + last_glfw_error() + ")";
    return base::Error{"", std::move(message)};
}

// Where nothing was asked: at the display's own scale, as far as the screen has room beside its
// bars.
std::pair<int, int> fitting_size() {
    constexpr float kWidth = 1600, kHeight = 900, kShare = 0.95f;
    float scale_x = 1, scale_y = 1;
    int x = 0, y = 0, width = 0, height = 0;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        glfwGetMonitorContentScale(monitor, &scale_x, &scale_y);
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    }
    const auto fitted = [](float wanted, int room) {
        return static_cast<int>(room > 0 ? std::min(wanted, static_cast<float>(room) * kShare)
                                         : wanted);
    };
    return {fitted(kWidth * scale_x, width), fitted(kHeight * scale_y, height)};
}

GLFWwindow* create_window(const WindowOptions& options) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);  // nothing lies behind anything
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    const bool visible = options.visible == WindowOptions::Visible::Yes;
    glfwWindowHint(GLFW_VISIBLE, visible ? GLFW_TRUE : GLFW_FALSE);
    auto [width, height] = std::pair(options.width, options.height);
    if (width <= 0 || height <= 0) std::tie(width, height) = fitting_size();
    return glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
}

void draw_into_current_target(int width, int height, Color background) {
    glViewport(0, 0, width, height);
    glClearColor(background.red, background.green, background.blue, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

// The screen that holds the point, else the first.
GLFWmonitor* monitor_at(int x, int y) {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0;
        glfwGetMonitorPos(monitors[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        if (mode && x >= left && x < left + mode->width && y >= top && y < top + mode->height)
            return monitors[i];
    }
    return count > 0 ? monitors[0] : nullptr;
}

// Where no Wayland display is named, GLFW 3.4 still looks for one first, and Wayland's library then
// complains on stderr by itself.
void choose_platform() {
#if defined(__linux__) && defined(GLFW_PLATFORM_X11)
    if (!std::getenv("WAYLAND_DISPLAY") && !std::getenv("WAYLAND_SOCKET") &&
        glfwPlatformSupported(GLFW_PLATFORM_X11))
        glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
}

}  // namespace

base::Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    glfwSetErrorCallback(remember_error);
    choose_platform();
    if (!glfwInit()) return no_window("no window can be opened: there is no display");
    GLFWwindow* handle = create_window(options);
    if (!handle) {
        const base::Error error = no_window("no window can be opened: OpenGL 3.3 is not there");
        glfwTerminate();
        return error;
    }
    glfwMakeContextCurrent(handle);
    if (!gladLoadGL(glfwGetProcAddress)) {
        const base::Error error = no_window("no window can be opened: OpenGL cannot be loaded");
        glfwDestroyWindow(handle);
        glfwTerminate();
        return error;
    }
    glfwSwapInterval(1);
    glfwSetWindowSizeLimits(handle, kLeastWidth, kLeastHeight, GLFW_DONT_CARE, GLFW_DONT_CARE);
    end_cleanly_without_display();
    std::unique_ptr<Window> window(new Window(handle));
    window->attach_imgui();
    return window;
}

void Window::attach_imgui() {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;  // the arrangement is kept in our own settings
    watch_events();                        // first: Dear ImGui's callbacks call the ones they find
    ImGui_ImplGlfw_InitForOpenGL(handle_, true);
    ImGui_ImplOpenGL3_Init(kShaderVersion);
}

// Whatever happens to the window is worth a few frames.
void Window::watch_events() {
    glfwSetWindowUserPointer(handle_, this);
    glfwSetKeyCallback(handle_, on_key);
    glfwSetCharCallback(handle_, on_character);
    glfwSetWindowRefreshCallback(handle_, wake);
    glfwSetWindowCloseCallback(handle_, wake);
    glfwSetWindowFocusCallback(handle_, [](GLFWwindow* handle, int) { wake(handle); });
    glfwSetDropCallback(handle_, on_drop);
    glfwSetWindowContentScaleCallback(handle_,
                                      [](GLFWwindow* handle, float, float) { wake(handle); });
    glfwSetCursorEnterCallback(handle_, [](GLFWwindow* handle, int) { wake(handle); });
    glfwSetFramebufferSizeCallback(handle_, [](GLFWwindow* handle, int, int) { wake(handle); });
    glfwSetCursorPosCallback(handle_, [](GLFWwindow* handle, double, double) { wake(handle); });
    glfwSetScrollCallback(handle_, [](GLFWwindow* handle, double, double) { wake(handle); });
    glfwSetMouseButtonCallback(handle_, [](GLFWwindow* handle, int, int, int) { wake(handle); });
}

Window::~Window() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(handle_);
    glfwTerminate();
}

bool Window::should_close() const { return glfwWindowShouldClose(handle_) != 0; }

std::pair<int, int> Window::size() const {
    int width = 0, height = 0;
    glfwGetFramebufferSize(handle_, &width, &height);
    return {width, height};
}

float Window::content_scale() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(handle_, &x, &y);
    return x > 0 ? x : 1.0f;
}

void Window::wait(std::optional<double> seconds) {
    if (owed_frames_ > 0) {
        glfwPollEvents();
        return;
    }
    // The callbacks ask for frames when an event comes.
    if (seconds) {
        glfwWaitEventsTimeout(*seconds > 0 ? *seconds : 0.0);
    } else {
        glfwWaitEvents();
    }
}

std::vector<std::string> Window::take_keys() { return std::exchange(keys_, {}); }

std::vector<std::string> Window::take_drops() { return std::exchange(drops_, {}); }

void Window::wake_up() { glfwPostEmptyEvent(); }

bool Window::fullscreen() const { return glfwGetWindowMonitor(handle_) != nullptr; }

void Window::set_fullscreen(Fullscreen wanted) {
    if (fullscreen() == (wanted == Fullscreen::On)) return;
    auto& [x, y, width, height] = before_fullscreen_;
    if (wanted == Fullscreen::Off) {
        glfwSetWindowMonitor(handle_, nullptr, x, y, width, height, GLFW_DONT_CARE);
        return ask_for_frames();
    }
    glfwGetWindowPos(handle_, &x, &y);
    glfwGetWindowSize(handle_, &width, &height);
    GLFWmonitor* monitor = monitor_at(x + width / 2, y + height / 2);
    const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    if (!mode) return;
    glfwSetWindowMonitor(handle_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    ask_for_frames();
}

void Window::begin_frame() {
    if (owed_frames_ > 0) --owed_frames_;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
}

void Window::end_frame(Color background) {
    ImGui::Render();
    int width = 0, height = 0;
    glfwGetFramebufferSize(handle_, &width, &height);
    draw_into_current_target(width, height, background);
    while (glGetError() != GL_NO_ERROR) ++graphics_errors_;
    glfwSwapBuffers(handle_);
    if (!measuring_) return;
    glFinish();
    if (const auto begin = std::exchange(input_at_, std::nullopt)) {
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - *begin;
        latency_ms_ = took.count();
    }
}

// All of the renderer's state: 1.86 takes the new buffers for as large as the old ones when only
// its device objects are made again, and then draws nothing.
void Window::fonts_changed() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplOpenGL3_Init(kShaderVersion);
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(handle_, title.c_str()); }

base::Status Window::screenshot(int width, int height, Color background, const std::string& file,
                                const std::function<void()>& frame) {
    const OffscreenTarget target(width, height);
    for (int i = 0; i <= kSettlingFrames; ++i) {
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
        io.DisplayFramebufferScale = {1, 1};
        ImGui::NewFrame();
        frame();
        ImGui::Render();
    }
    draw_into_current_target(width, height, background);
    return target.write_png(file);
}

void Window::on_key(GLFWwindow* handle, int key, int scancode, int action, int modifiers) {
    auto* window = static_cast<Window*>(glfwGetWindowUserPointer(handle));
    window->ask_for_frames();
    if (action == GLFW_RELEASE) return;
    if (!window->input_at_) window->input_at_ = std::chrono::steady_clock::now();
    const std::string chord = chord_name(key, modifiers, glfwGetKeyName(key, scancode));
    if (!chord.empty()) window->keys_.push_back(chord);
}

void Window::on_character(GLFWwindow* handle, unsigned code_point) {
    auto* window = static_cast<Window*>(glfwGetWindowUserPointer(handle));
    window->ask_for_frames();
    // "?" lies on another key on every keyboard: its character is what counts.
    if (code_point == '?') window->keys_.emplace_back("?");
}

void Window::on_drop(GLFWwindow* handle, int count, const char** files) {
    auto* window = static_cast<Window*>(glfwGetWindowUserPointer(handle));
    window->ask_for_frames();
    for (int i = 0; i < count; ++i) window->drops_.emplace_back(files[i]);
}

void Window::wake(GLFWwindow* handle) {
    static_cast<Window*>(glfwGetWindowUserPointer(handle))->ask_for_frames();
}

}  // namespace platform
