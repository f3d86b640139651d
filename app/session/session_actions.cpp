// What each Action does; session.h has them in the order of action.h.
#include <algorithm>
#include <cmath>

#include "session/session.h"

namespace session {

// -- time
// ------------------------------------------------------------------------------------------

void Session::on(const GoToStep& a) { go_to(a.step); }

void Session::on(const GoToLine& a) {
    if (!has_lesson()) return;
    int first = -1;
    const lesson::Run& run = *state_.lesson->run;
    for (const auto& brief : run.timeline.briefs(0, state_.lesson->last_step)) {
        if (brief.kind != trace::EventKind::Line || brief.line != a.line) continue;
        if (brief.step > state_.now.step) return go_to(brief.step);
        if (first < 0) first = brief.step;
    }
    if (first >= 0) go_to(first);
}

void Session::on(const GoToStop& a) {
    if (!has_lesson() || state_.stop_count == 0) return;
    const auto index = static_cast<std::size_t>(std::clamp(a.index, 0, state_.stop_count - 1));
    go_to(state_.lesson->stops_at(state_.settings.level)[index]);
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
    state_.proof = ProofState{a.question, question.what_if};
    show_view(make_lesson_view(question.proof, main_lesson_.get()), question.proof_step);
}

void Session::on(const LeaveProof&) {
    if (!state_.proof) return;
    state_.proof.reset();
    show_view(std::move(main_lesson_), main_step_);
}

// -- the window
// ------------------------------------------------------------------------------------

void Session::on(const ShowPanel& a) {
    switch (a.panel) {
        case PanelId::Flow:
        case PanelId::Code:
        case PanelId::Table:
        case PanelId::Tracker: return;  // always to be seen
        case PanelId::Wire:
        case PanelId::Stack: state_.front_side = a.panel; break;
        case PanelId::Moments:
        case PanelId::Quiz:
        case PanelId::Snapshot:
        case PanelId::Transcript: state_.front_notes = a.panel; break;
    }
    state_.front_merged = a.panel;
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
    if (state_.overlay != Overlay::Lessons) return;
    state_.filter.clear();
    refresh_catalog();
}

void Session::on(const Close&) {
    if (state_.overlay != Overlay::None) {
        state_.overlay = Overlay::None;
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
    state_.lessons_shown = filter_lessons(state_.lessons, state_.filter);
    state_.selected = 0;
}

void Session::on(const MoveSelection& a) {
    const int count = static_cast<int>(state_.lessons_shown.size());
    state_.selected = std::clamp(state_.selected + a.by, 0, std::max(0, count - 1));
}

void Session::on(const OpenSelected&) {
    const auto row = static_cast<std::size_t>(state_.selected);
    if (row >= state_.lessons_shown.size()) return;
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
    Theme& theme = state_.settings.theme;
    theme = theme == Theme::Dark ? Theme::Light : Theme::Dark;
}

void Session::on(const TogglePresenter&) {
    state_.presenter = !state_.presenter;
    state_.moments_open.assign(state_.moments_open.size(), false);
    for (AnswerState& given : state_.answers) given.revealed = !state_.presenter;
}

void Session::on(const ChangeScale& a) {
    const float wanted = a.by == 0 ? 1.0f : state_.settings.scale + 0.1f * static_cast<float>(a.by);
    state_.settings.scale = std::clamp(std::round(wanted * 10) / 10, kMinScale, kMaxScale);
}

void Session::on(const SetSplit& a) {
    state_.settings.layout[static_cast<std::size_t>(a.split)] = std::clamp(a.share, 0.1f, 0.9f);
}

void Session::on(const ResetLayout&) { state_.settings.layout = kDefaultLayout; }

}  // namespace session
