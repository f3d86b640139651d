#include "desktop.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <system_error>

#include "base/file.h"
#include "base/json.h"
#include "platform/fonts.h"
#include "platform/paths.h"
#include "platform/window.h"
#include "session/file_watch.h"
#include "session/keys.h"
#include "ui/compat.h"
#include "ui/frame.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kFine = 0, kFaulty = 1, kWrongUsage = 2;
constexpr float kPresenterScale = 1.3f;
constexpr double kLookAtFiles_s = 1.0;

int complain(const std::string& sentence, int code) {
    fmt::print(stderr, "authwalk-desktop: {}\n", sentence);
    return code;
}

int complain(const base::Error& error, int code) {
    return complain(error.where.empty() ? error.message : error.where + ": " + error.message, code);
}

session::Settings load_settings() {
    const fs::path file = platform::settings_file();
    if (file.empty()) return {};
    const base::Result<std::string> text = base::read_file(file);
    if (!text) return {};  // the first start
    const base::Result<session::Settings> settings = session::settings_from_json(*text);
    if (!settings) {
        complain(file.string() + " is not readable as settings; the usual ones are taken", kFaulty);
        return {};
    }
    return *settings;
}

// Keeps the settings file in step, so that nothing is lost however the window ends.
class SettingsKeeper {
  public:
    explicit SettingsKeeper(const session::Settings& settings) : kept_(to_json(settings)) {}

    void keep(const session::Settings& settings) {
        std::string text = to_json(settings);
        if (text == kept_) return;
        kept_ = std::move(text);
        const fs::path file = platform::settings_file();
        if (file.empty()) return;
        std::error_code failed;
        fs::create_directories(file.parent_path(), failed);
        const base::Status saved = base::write_file_atomic(file, kept_);
        if (!saved.ok()) complain(saved.error(), kFaulty);
    }

  private:
    std::string kept_;  // as the file has it
};

ui::FontSources font_sources() {
    const platform::FontFiles files = platform::find_fonts();
    return {files.text,  files.text_strong, files.code,
            files.icons, files.fallback,    files.code_fallback};
}

platform::Color background_of(const ui::Palette& palette) {
    const ImVec4 color = ImGui::ColorConvertU32ToFloat4(palette.window);
    return {color.x, color.y, color.z};
}

// Opens what the command line names, else the lesson of last time, else the first there is.
void open_lesson(session::Session& session, const DesktopOptions& options) {
    if (!options.file.empty()) {
        session.open(options.file);
        return;
    }
    std::error_code ignored;
    const fs::path last = session.state().settings.last_lesson;
    if (!last.empty() && fs::is_regular_file(last, ignored) && session.open(last)) return;
    session.apply(session::ShowOverlay{session::Overlay::Lessons});
    session.apply(session::Actions{session::OpenSelected{}, session::Close{}});
}

// A large window is looked at from further away, a small one must hold as much. Few steps, as each
// has its own fonts.
float size_scale(float width, float height) {
    const float room = std::min(width / 1600, height / 900);
    if (room < 0.8f) return 0.93f;
    if (room < 1.3f) return 1.0f;
    return room < 1.8f ? 1.45f : 1.8f;
}

// The colours and the type of the next frame; fonts are baked when the scale has changed.
class Appearance {
  public:
    Appearance(platform::Window& window, std::optional<float> scale)
        : window_(window),
          display_scale_(scale.value_or(window.content_scale())),
          fixed_(scale.has_value()) {}

    const ui::Look& update(const session::State& state, int width, int height) {
        const float fitted = fixed_ ? 1.0f
                                    : size_scale(static_cast<float>(width) / display_scale_,
                                                 static_cast<float>(height) / display_scale_);
        const float scale = display_scale_ * fitted * state.settings.scale *
                            (state.presenter ? kPresenterScale : 1.0f);
        if (scale != look_.scale || !baked_) set_scale(scale);
        if (scale != styled_scale_ || theme_ != state.settings.theme) {
            theme_ = state.settings.theme;
            styled_scale_ = scale;
            look_.palette = ui::palette_of(theme_);
            ui::apply_style(look_.palette, scale);
            ui::compat::set_font_scale(scale);
        }
        return look_;
    }
    const ui::Look& look() const { return look_; }

  private:
    void set_scale(float scale) {
        look_.scale = scale;
        if (!baked_ || ui::compat::rebake_on_scale() == ui::compat::Rebake::Yes) {
            look_.fonts = ui::bake_fonts(font_sources(), scale);
            if (baked_) window_.fonts_changed();
        } else {
            ui::rescale(look_.fonts, scale);
        }
        baked_ = true;
    }

    platform::Window& window_;
    float display_scale_;
    bool fixed_;  // --scale: the window's size does not count
    ui::Look look_;
    session::Theme theme_ = session::Theme::Dark;
    float styled_scale_ = 0;
    bool baked_ = false;
};

#ifdef AUTHWALK_TEST_HOOKS
// What a whole-window test reads back.
void write_state(const std::string& file, const session::State& state, int frames,
                 int graphics_errors) {
    if (file.empty()) return;
    const base::Status written = base::write_file_atomic(
        file,
        fmt::format("{{\"step\": {}, \"stop\": {}, \"stops\": {}, \"request\": {}, "
                    "\"theme\": \"{}\", \"level\": \"{}\", \"playing\": {}, "
                    "\"overlay\": {}, \"presenter\": {}, \"title\": {}, "
                    "\"findings\": {}, \"graphics_errors\": {}, \"frames\": {}}}\n",
                    state.now.step, state.stop + 1, state.stop_count, state.now.request + 1,
                    session::name_of(state.settings.theme), session::name_of(state.settings.level),
                    state.playing, static_cast<int>(state.overlay), state.presenter,
                    base::json_quote(state.lesson ? state.lesson->title : ""),
                    state.findings.size(), graphics_errors, frames));
    if (!written.ok()) complain(written.error(), kFaulty);
}
#endif

int take_screenshot(platform::Window& window, session::Session& session,
                    const DesktopOptions& options, int width, int height) {
    Appearance appearance(window, options.scale);
    const ui::Look& look = appearance.update(session.state(), width, height);
    ui::PanelMemory memory;
    const base::Status taken =
        window.screenshot(width, height, background_of(look.palette), options.screenshot, [&] {
            session::Actions ignored;
            ui::draw_frame({look, session.state(), ignored, memory});
        });
    return taken.ok() ? kFine : complain(taken.error(), kFaulty);
}

session::KeyboardOn keyboard_on(const ui::Focus& focus) {
    if (ImGui::GetIO().WantTextInput) return session::KeyboardOn::Text;
    return focus.shown() ? session::KeyboardOn::Item : session::KeyboardOn::Nothing;
}

void press_keys(platform::Window& window, session::Session& session, ui::Focus& focus) {
    for (const std::string& chord : window.take_keys()) {
        const auto action = session::action_for_key(chord, session.state(), keyboard_on(focus));
        if (!action) continue;
        if (const auto* move = std::get_if<session::MoveFocus>(&*action)) {
            focus.move(move->move);
        } else if (std::holds_alternative<session::PressFocused>(*action)) {
            focus.press();
        } else {
            session.apply(*action);
        }
    }
}

// An author sees the lesson anew as soon as it is saved.
bool reload_when_changed(session::Session& session, session::FileWatch& watch) {
    watch.watch(session.files());
    if (!watch.changed()) return false;
    session.apply(session::Reload{});
    return true;
}

void run_window(platform::Window& window, session::Session& session,
                const DesktopOptions& options) {
    Appearance appearance(window, options.scale);
    SettingsKeeper keeper(session.state().settings);
    session::FileWatch watch;
    ui::PanelMemory memory;
    Clock::time_point before = Clock::now();
    [[maybe_unused]] int frames = 0;
    while (!window.should_close()) {
        if (!window.owes_frame()) keeper.keep(session.state().settings);
        window.wait(
            std::min(kLookAtFiles_s, session.seconds_to_next_step().value_or(kLookAtFiles_s)));
        if (reload_when_changed(session, watch)) window.ask_for_frames();
        const Clock::time_point now = Clock::now();
        if (session.tick(std::chrono::duration<double>(now - before).count()))
            window.ask_for_frames();
        before = now;
        press_keys(window, session, memory.focus);
        if (!window.owes_frame()) continue;
        const auto [width, height] = window.size();
        const ui::Look& look = appearance.update(session.state(), width, height);
        session::Actions wishes;
        window.begin_frame();
        const bool more = ui::draw_frame({look, session.state(), wishes, memory});
        window.end_frame(background_of(look.palette));
        session.apply(wishes);
        if (more || !wishes.empty() || session.moving()) window.ask_for_frames();
#ifdef AUTHWALK_TEST_HOOKS
        write_state(options.state_file, session.state(), ++frames, window.graphics_errors());
#endif
    }
    keeper.keep(session.state().settings);
}

}  // namespace

int run_desktop(const DesktopOptions& options) {
    const bool picture = !options.screenshot.empty();
    session::Session session(picture ? session::Settings{} : load_settings(),
                             platform::lesson_folders());
    open_lesson(session, options);
    const session::State& state = session.state();
    if (picture && !state.findings.empty()) {
        for (const std::string& finding : state.findings) fmt::print(stderr, "{}\n", finding);
        return kFaulty;
    }
    session::StartOptions start = options.start;
    if (!state.lesson && !picture) {  // nothing to go to; only how it looks
        start = {};
        start.theme = options.start.theme;
        start.level = options.start.level;
    }
    if (const base::Status started = session::start_at(session, start); !started.ok())
        return complain(started.error(), kWrongUsage);

    const int width = options.width > 0 ? options.width : 1600;
    const int height = options.height > 0 ? options.height : 900;
    platform::WindowOptions wanted;
    wanted.width = width;
    wanted.height = height;
    wanted.visible =
        picture ? platform::WindowOptions::Visible::No : platform::WindowOptions::Visible::Yes;
    auto window = platform::Window::open(wanted);
    if (!window) return complain(window.error(), kFaulty);
    if (picture) return take_screenshot(**window, session, options, width, height);
    run_window(**window, session, options);
    return kFine;
}
