#include "test_hook.h"

#ifdef AUTHWALK_TEST_HOOKS

#include <fmt/format.h>

#include <cstdio>

#include "base/file.h"
#include "base/json.h"

namespace {

std::string walk_text(const session::State& state) {
    return fmt::format(
        "\"title\": {}, \"step\": {}, \"stop\": {}, \"stops\": {}, \"request\": {}, \"line\": {}, "
        "\"kind\": \"{}\", \"furthest\": {}, \"past\": {}, \"playing\": {}, \"breakpoints\": {}, "
        "\"at_breakpoint\": {}, \"findings\": {}, \"gone\": {}, \"notices\": {}, \"proof\": {}",
        base::json_quote(state.lesson ? state.lesson->title : ""), state.now.step, state.stop + 1,
        state.stop_count, state.now.request + 1, state.now.line, trace::name_of(state.now.kind),
        state.furthest, session::in_the_past(state), state.playing, state.breakpoints.size(),
        session::at_breakpoint(state), state.findings.size(), base::json_quote(state.gone),
        state.notices.size(), state.proof.has_value());
}

std::string window_text(const session::State& state) {
    const session::Settings& settings = state.settings;
    return fmt::format(
        "\"theme\": \"{}\", \"zoom\": {:.2f}, \"level\": \"{}\", \"speed\": {}, \"ghosts\": {}, "
        "\"fold\": {}, \"caption\": {}, \"reduced_motion\": {}, \"overlay\": {}, "
        "\"presenter\": {}, \"alone\": {}, \"focus\": {}, \"focus_shown\": {}, \"front_side\": {}, "
        "\"front_notes\": {}, \"front_compact\": {}, \"front_single\": {}",
        session::name_of(settings.theme), settings.scale, session::name_of(settings.level),
        settings.speed, settings.ghost_paths, settings.fold_framework, settings.caption,
        settings.reduced_motion, static_cast<int>(state.overlay), state.presenter, state.alone,
        static_cast<int>(state.focus), state.focus_shown, static_cast<int>(state.front_side),
        static_cast<int>(state.front_notes), static_cast<int>(state.front_compact),
        static_cast<int>(state.front_single));
}

std::string quiz_text(const session::State& state) {
    int checked = 0;
    for (const session::AnswerState& answer : state.answers) checked += answer.checked;
    const int chosen =
        state.answers.empty() ? -1 : state.answers[static_cast<std::size_t>(state.question)].chosen;
    return fmt::format(
        "\"question\": {}, \"questions\": {}, \"chosen\": {}, \"checked\": {}, \"score\": {}",
        state.question, state.answers.size(), chosen, checked, session::score(state));
}

}  // namespace

void write_state(const std::string& file, const session::State& state,
                 const ui::PanelMemory& memory, const FrameFigures& figures) {
    if (file.empty()) return;
    const base::Status written = base::write_file_atomic(
        file,
        fmt::format("{{{}, {}, {}, \"selected\": {}, \"filter\": {}, \"ring\": {}, "
                    "\"ring_box\": [{:.0f}, {:.0f}, {:.0f}, {:.0f}], \"faults\": {}, "
                    "\"frames\": {}, \"graphics_errors\": {}, \"width\": {}, \"height\": {}, "
                    "\"scale\": {:.3f}, \"latency_us\": {:.0f}}}\n",
                    walk_text(state), window_text(state), quiz_text(state), state.selected,
                    base::json_quote(state.filter), memory.focus.shown(), memory.focus.box().min.x,
                    memory.focus.box().min.y, memory.focus.box().max.x, memory.focus.box().max.y,
                    memory.faults.size(), figures.frames, figures.graphics_errors, figures.width,
                    figures.height, figures.scale, figures.latency_ms * 1000));
    if (!written.ok()) fmt::print(stderr, "authwalk-desktop: {}\n", base::to_text(written.error()));
}

#endif
