// What each Action does; session.h has them in the order of action.h.
#include <algorithm>

#include "session/session.h"

namespace session {

// -- time
// ------------------------------------------------------------------------------------------

void Session::on(const GoToStep& a) { go_to(a.step); }

void Session::on(const GoToStop& a) {
    if (!has_lesson() || state_.stop_count == 0) return;
    const auto index = static_cast<std::size_t>(std::clamp(a.index, 0, state_.stop_count - 1));
    go_to(stops_of(state_)[index]);
}

void Session::on(const Walk& a) {
    if (!has_lesson()) return;
    waited_s_ = 0;
    go_to(step_of_move(a.move));
}

void Session::on(const PlayOrPause&) {
    if (!has_lesson()) return;
    state_.playing = !state_.playing;
    waited_s_ = 0;
    if (state_.playing && state_.stop == state_.stop_count - 1) go_to(step_of_move(Move::First));
}

void Session::on(const SetSpeed& a) {
    state_.settings.speed = std::clamp(a.index, 0, static_cast<int>(kSpeeds.size()) - 1);
}

void Session::on(const ChangeSpeed& a) { on(SetSpeed{state_.settings.speed + a.by}); }

void Session::on(const SetLevel& a) {
    state_.settings.level = a.level;
    refresh_stops();
    if (has_lesson()) refresh_step();
}

void Session::on(const ToggleFolding&) {
    state_.settings.fold_framework = !state_.settings.fold_framework;
    refresh_stops();
    if (has_lesson()) refresh_step();
}

// -- questions
// -------------------------------------------------------------------------------------

void Session::on(const ShowMoment& a) {
    const auto index = static_cast<std::size_t>(a.index);
    if (!has_lesson() || index >= state_.lesson->moments.size()) return;
    on(LeaveProof{});  // the moment is one of the lesson's own run
    if (state_.lesson->moments[index].step < 0) return;
    state_.playing = false;
    go_to(state_.lesson->moments[index].step);
}

void Session::on(const ToggleMoment& a) {
    const auto index = static_cast<std::size_t>(a.index);
    if (index < state_.moments_open.size())
        state_.moments_open[index] = !state_.moments_open[index];
}

void Session::on(const GoToQuestion& a) {
    if (answer(a.index)) state_.question = a.index;
}

void Session::on(const Choose& a) {
    AnswerState* given = answer(a.question);
    if (!given || (given->checked && given->chosen == a.choice)) return;
    given->chosen = a.choice;
    given->checked = false;
}

void Session::on(const CheckAnswer& a) {
    AnswerState* given = answer(a.question);
    if (!given || given->chosen < 0) return;
    given->checked = true;
    given->revealed = !state_.presenter;
}

void Session::on(const ShowHint& a) {
    AnswerState* given = answer(a.question);
    if (!given) return;
    const auto& hints = state_.lesson->quiz[static_cast<std::size_t>(a.question)].hints;
    given->hints_shown = std::min(given->hints_shown + 1, static_cast<int>(hints.size()));
}

void Session::on(const RevealAnswer& a) {
    if (AnswerState* given = answer(a.question)) given->revealed = true;
}

void Session::on(const ShowProof& a) {
    if (!answer(a.question)) return;
    on(LeaveProof{});
    const QuestionView question = state_.lesson->quiz[static_cast<std::size_t>(a.question)];
    if (!question.proof) return;
    state_.playing = false;
    if (question.proof == state_.lesson->run) return go_to(question.proof_step);
    main_lesson_ = state_.lesson;
    main_step_ = state_.now.step;
    main_furthest_ = state_.furthest;
    state_.proof = ProofState{a.question, question.what_if};
    show_view(make_lesson_view(question.proof, main_lesson_.get()), question.proof_step);
}

void Session::on(const LeaveProof&) {
    if (!state_.proof) return;
    state_.proof.reset();
    show_view(std::move(main_lesson_), main_step_);
    state_.furthest = main_furthest_;
}

// -- the window
// ------------------------------------------------------------------------------------

void Session::on(const ShowPanel& a) {
    state_.front_single = a.panel;
    switch (a.panel) {
        case PanelId::Flow:
        case PanelId::Code: return;  // always to be seen, but for the smallest window
        case PanelId::Table:
        case PanelId::Tracker: state_.front_compact = a.panel; return;
        case PanelId::Wire:
        case PanelId::Stack: state_.front_side = a.panel; break;
        case PanelId::Moments:
        case PanelId::Quiz:
        case PanelId::Snapshot:
        case PanelId::Transcript: state_.front_notes = a.panel; break;
    }
    state_.front_merged = a.panel;
    state_.front_compact = a.panel;
}

void Session::on(const ToggleAlone& a) {
    on(ShowPanel{a.panel});
    state_.alone = !state_.alone;
    state_.focus = a.panel;
}

void Session::on(const FocusPanel& a) {
    on(ShowPanel{a.panel});
    const bool again = state_.focus_shown && state_.focus == a.panel;
    state_.alone = again && !state_.alone;
    state_.focus = a.panel;
    state_.focus_shown = true;
}

void Session::on(const ShowOverlay& a) {
    state_.overlay = state_.overlay == a.overlay ? Overlay::None : a.overlay;
    state_.filter.clear();
    if (state_.overlay == Overlay::Lessons) refresh_catalog();
    if (lists_commands(state_.overlay)) refresh_commands();
}

void Session::on(const Close&) {
    if (state_.overlay != Overlay::None) {
        state_.overlay = Overlay::None;
    } else if (!state_.notices.empty()) {
        state_.notices.clear();
    } else if (state_.alone) {
        state_.alone = false;
    } else if (state_.focus_shown) {
        state_.focus_shown = false;
    } else if (state_.presenter) {
        on(TogglePresenter{});
    } else {
        on(LeaveProof{});
    }
}

void Session::on(const SetFilter& a) {
    state_.filter = a.text;
    state_.selected = 0;
    if (lists_commands(state_.overlay)) {
        state_.commands_shown = find_commands(state_.commands, state_.filter);
    } else {
        state_.lessons_shown = filter_lessons(state_.lessons, state_.filter);
    }
}

void Session::on(const MoveSelection& a) {
    state_.selected = std::clamp(state_.selected + a.by, 0, std::max(0, listed() - 1));
}

void Session::on(const OpenSelected& a) {
    const auto row = static_cast<std::size_t>(a.row.value_or(state_.selected));
    if (row >= static_cast<std::size_t>(listed())) return;
    if (lists_commands(state_.overlay)) {
        const auto index = static_cast<std::size_t>(state_.commands_shown[row].command);
        const Action chosen = state_.commands[index].action;
        state_.overlay = Overlay::None;
        return apply(chosen);
    }
    const auto index = static_cast<std::size_t>(state_.lessons_shown[row]);
    on(OpenLesson{state_.lessons[index].file});
}

void Session::on(const OpenLesson& a) {
    const std::filesystem::path file = a.file;  // `a` may point into the list
    state_.overlay = Overlay::None;
    open(file);
}

void Session::on(const Reload&) {
    if (!state_.file.empty()) open(std::filesystem::path(state_.file));
}

void Session::on(const ToggleTheme&) {
    const auto next = static_cast<std::size_t>(state_.settings.theme) + 1;
    state_.settings.theme = kThemes[next % kThemes.size()];
}

void Session::on(const SetTheme& a) { state_.settings.theme = a.theme; }

void Session::on(const ToggleReducedMotion&) {
    state_.settings.reduced_motion = !state_.settings.reduced_motion;
}

void Session::on(const ToggleGhosts&) {
    state_.settings.ghost_paths = !state_.settings.ghost_paths;
}

void Session::on(const ToggleCaption&) { state_.settings.caption = !state_.settings.caption; }

void Session::on(const ResetSettings&) {
    Settings fresh;
    fresh.last_lesson = state_.settings.last_lesson;
    fresh.recent = state_.settings.recent;
    state_.settings = std::move(fresh);
    refresh_stops();
    if (has_lesson()) refresh_step();
}

void Session::on(const MoveFocus&) {}

void Session::on(const PressFocused&) {}

void Session::on(const ChangeScale& a) {
    float& scale = state_.settings.scale;
    for (int i = 0; i < a.by; ++i) {
        const auto* larger = std::upper_bound(kScales.begin(), kScales.end(), scale + 0.001f);
        if (larger != kScales.end()) scale = *larger;
    }
    for (int i = 0; i > a.by; --i) {
        const auto* here = std::lower_bound(kScales.begin(), kScales.end(), scale - 0.001f);
        if (here != kScales.begin()) scale = *(here - 1);
    }
    if (a.by == 0) scale = 1;
}

void Session::on(const SetSplit& a) {
    state_.settings.layout[static_cast<std::size_t>(a.split)] = std::clamp(a.share, 0.1f, 0.9f);
}

void Session::on(const ResetLayout&) { state_.settings.layout = kDefaultLayout; }

}  // namespace session
