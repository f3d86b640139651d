// The presenter's mode: larger, fewer panels, answers hidden; and exactly as it was afterwards.
#include "session/session.h"

namespace session {

void Session::on(const TogglePresenter&) {
    if (state_.presenter) {
        end_presenting();
    } else {
        begin_presenting();
    }
}

void Session::begin_presenting() {
    before_ =
        Before{state_.settings,      state_.front_side,   state_.front_notes, state_.front_merged,
               state_.front_compact, state_.front_single, state_.focus,       state_.focus_shown,
               state_.alone,         state_.moments_open};
    state_.presenter = true;
    state_.front_compact = PanelId::Table;
    state_.focus_shown = state_.alone = false;
    state_.moments_open.assign(state_.moments_open.size(), false);
    for (AnswerState& given : state_.answers) given.revealed = false;
}

void Session::end_presenting() {
    state_.presenter = false;
    for (AnswerState& given : state_.answers) given.revealed = true;
    if (!before_) return;
    // The lesson may be another one by now: which files were open is no matter of looks.
    before_->settings.last_lesson = state_.settings.last_lesson;
    before_->settings.recent = state_.settings.recent;
    state_.settings = before_->settings;
    state_.front_side = before_->front_side;
    state_.front_notes = before_->front_notes;
    state_.front_merged = before_->front_merged;
    state_.front_compact = before_->front_compact;
    state_.front_single = before_->front_single;
    state_.focus = before_->focus;
    state_.focus_shown = before_->focus_shown;
    state_.alone = before_->alone;
    if (before_->moments_open.size() == state_.moments_open.size())
        state_.moments_open = before_->moments_open;
    before_.reset();
    refresh_stops();
    if (has_lesson()) refresh_step();
}

const Settings& Session::settings_to_keep() const {
    return before_ ? before_->settings : state_.settings;
}

}  // namespace session
