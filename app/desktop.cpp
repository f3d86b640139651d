#include "desktop.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <system_error>

#include "appearance.h"
#include "base/file.h"
#include "desktop_live.h"
#include "platform/file_events.h"
#include "platform/memory.h"
#include "platform/paths.h"
#include "platform/window.h"
#include "session/file_watch.h"
#include "session/keys.h"
#include "settings_file.h"
#include "test_hook.h"
#include "ui/compat.h"
#include "ui/frame.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kFine = 0, kFaulty = 1, kWrongUsage = 2;

int complain(const std::string& sentence, int code) {
    fmt::print(stderr, "authwalk-desktop: {}\n", sentence);
    return code;
}

int complain(const base::Error& error, int code) {
    return complain(error.where.empty() ? error.message : error.where + ": " + error.message, code);
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
    return focus.wants_arrows() ? session::KeyboardOn::Item : session::KeyboardOn::Nothing;
}

void press_keys(platform::Window& window, session::Session& session, ui::Focus& focus) {
    for (const std::string& chord : window.take_keys()) {
        const auto action = session::action_for_key(chord, session.state(), keyboard_on(focus));
        if (!action) continue;
        if (const auto* move = std::get_if<session::MoveFocus>(&*action)) {
            focus.move(move->move);
        } else if (const auto* press = std::get_if<session::PressFocused>(&*action)) {
            focus.press(press->how);
        } else {
            // A panel called by its key is where the ring begins anew.
            if (std::holds_alternative<session::FocusPanel>(*action))
                focus.move(session::FocusMove::Away);
            session.apply(*action);
        }
    }
}

// An author sees the lesson anew as soon as it is saved. A file that is away may be on its way
// back, as editors replace files when they save: only after a while it counts as gone.
class Reloader {
  public:
    Reloader() : events_(platform::Window::wake_up) {}

    // How long the window may sleep; nullopt: until something happens.
    std::optional<double> seconds_to_look() const {
        if (look_again_) return kGrace_s;
        return events_.works() ? std::nullopt : std::optional(kLook_s);
    }

    // True when the lesson was loaded again or a file has gone.
    bool look(session::Session& session) {
        watch(session);
        const bool happened = events_.take() || !events_.works();
        if (happened && watch_.changed()) {
            session.apply(session::Reload{});
            watch(session);
            return true;
        }
        if (happened) look_again_ = Clock::now() + std::chrono::duration<double>(kGrace_s);
        if (!look_again_ || Clock::now() < *look_again_) return false;
        look_again_.reset();
        return session.look_for_files();
    }

  private:
    static constexpr double kGrace_s = 0.4;
    static constexpr double kLook_s = 1.0;  // where the system tells nothing

    void watch(const session::Session& session) {
        const std::vector<fs::path> files = session.files();
        watch_.watch(files);
        std::vector<fs::path> folders;
        for (const fs::path& file : files) {
            fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
            if (std::find(folders.begin(), folders.end(), folder) == folders.end())
                folders.push_back(std::move(folder));
        }
        events_.watch(std::move(folders));
    }

    session::FileWatch watch_;
    platform::FileEvents events_;
    std::optional<std::chrono::time_point<Clock, std::chrono::duration<double>>> look_again_;
};

std::optional<double> sooner(std::optional<double> a, std::optional<double> b) {
    return a && b ? std::min(*a, *b) : a ? a : b;
}

// The window at work, until it is closed.
class Loop {
  public:
    Loop(platform::Window& window, session::Session& session, const DesktopOptions& options,
         const fs::path& settings_file)
        : window_(window),
          session_(session),
          options_(options),
          appearance_(window, options.scale),
          keeper_(settings_file, session.state().settings) {
#ifdef AUTHWALK_TEST_HOOKS
        if (!options.state_file.empty()) window.measure_latency();
#endif
    }

    void run() {
        while (!window_.should_close()) {
            if (!window_.owes_frame()) keeper_.keep(session_.settings_to_keep());
            window_.wait(sooner(session_.seconds_to_next_step(), reloader_.seconds_to_look()));
            pass_time();
            press_keys(window_, session_, memory_.focus);
            for (const std::string& file : window_.take_drops())
                session_.apply(session::OpenLesson{file});
            window_.set_fullscreen(session_.state().presenter ? platform::Window::Fullscreen::On
                                                              : platform::Window::Fullscreen::Off);
            if (window_.owes_frame()) draw();
        }
        if (session_.state().live.on) session_.apply(session::ToggleLive{});
        keeper_.keep(session_.settings_to_keep());
    }

  private:
    void pass_time() {
        if (reloader_.look(session_)) window_.ask_for_frames();
        if (session_.serve_live()) window_.ask_for_frames();
        const Clock::time_point now = Clock::now();
        if (session_.tick(std::chrono::duration<double>(now - before_).count()))
            window_.ask_for_frames();
        before_ = now;
    }

    void draw() {
        const auto [width, height] = window_.size();
        const ui::Look& look = appearance_.update(session_.state(), width, height);
        session::Actions wishes;
        window_.begin_frame();
        const bool more = ui::draw_frame({look, session_.state(), wishes, memory_});
        window_.end_frame(background_of(look.palette));
        if (ui::compat::drop_font_sources()) platform::give_back_memory();
        session_.apply(wishes);
        if (more || !wishes.empty() || session_.moving()) window_.ask_for_frames();
#ifdef AUTHWALK_TEST_HOOKS
        write_state(options_.state_file, session_.state(), memory_,
                    {++frames_, window_.graphics_errors(), width, height, look.scale,
                     window_.latency_ms()});
#endif
    }

    platform::Window& window_;
    session::Session& session_;
    const DesktopOptions& options_;
    Appearance appearance_;
    SettingsKeeper keeper_;
    Reloader reloader_;
    ui::PanelMemory memory_;
    Clock::time_point before_ = Clock::now();
    [[maybe_unused]] int frames_ = 0;
};

#ifdef AUTHWALK_TEST_HOOKS
// What every program with a window costs on this machine: one frame, nothing in it.
int run_bare(platform::Window& window, const std::string& state_file) {
    while (!window.should_close()) {
        window.wait(std::nullopt);
        if (!window.owes_frame()) continue;
        window.begin_frame();
        window.end_frame({});
        const base::Status written = base::write_file_atomic(state_file, "{}");
        if (!written.ok()) return complain(written.error(), kFaulty);
    }
    return kFine;
}
#endif

// A start that names something which is not there is wrong usage.
int start_where_asked(session::Session& session, const DesktopOptions& options, bool picture) {
    const session::State& state = session.state();
    session::StartOptions start = options.start;
    if (!state.lesson && !picture) {  // nothing to go to; only how it looks
        start = {};
        start.theme = options.start.theme;
        start.level = options.start.level;
    }
    const base::Status started = session::start_at(session, start);
    return started.ok() ? kFine : complain(started.error(), kWrongUsage);
}

}  // namespace

int run_desktop(const DesktopOptions& options) {
    const bool picture = !options.screenshot.empty();
    const fs::path settings_file = platform::settings_file();
    LoadedSettings loaded = picture ? LoadedSettings{} : load_settings(settings_file);
    session::Session session(std::move(loaded.settings), platform::lesson_folders());
    session.set_settings_file(settings_file.string());
    if (!loaded.notice.empty()) session.tell(loaded.notice);
    open_lesson(session, options);
    if (picture && !session.state().findings.empty()) {
        for (const std::string& finding : session.state().findings)
            fmt::print(stderr, "{}\n", finding);
        return kFaulty;
    }
    if (const int wrong = start_where_asked(session, options, picture)) return wrong;

    platform::WindowOptions wanted;
    const bool asked = options.width > 0 && options.height > 0;
    if (asked || picture) {
        wanted.width = asked ? options.width : 1600;
        wanted.height = asked ? options.height : 900;
    }
    wanted.visible =
        picture ? platform::WindowOptions::Visible::No : platform::WindowOptions::Visible::Yes;
    auto window = platform::Window::open(wanted);
    if (!window) return complain(window.error(), kFaulty);
#ifdef AUTHWALK_TEST_HOOKS
    if (options.bare) return run_bare(**window, options.state_file);
#endif
    if (picture) return take_screenshot(**window, session, options, wanted.width, wanted.height);
    auto inbox = std::make_shared<session::LiveInbox>([] { platform::Window::wake_up(); });
    session.set_live(make_live_gate(inbox), inbox);
    Loop(**window, session, options, settings_file).run();
    return kFine;
}
