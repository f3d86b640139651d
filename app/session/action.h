// session/action.h -- everything a learner can wish for. Panels and keys push Actions while a
// frame is drawn; Session::apply carries them out after it. Steps, requests and indexes are
// 0-based, lines 1-based.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "lesson/derive.h"
#include "session/settings.h"

namespace session {

enum class Move : std::uint8_t { First, Back, Forward, Last, PreviousRequest, NextRequest };
enum class Overlay : std::uint8_t { None, Lessons, Help };

// The panels by number key: 1 to 9 and 0.
enum class PanelId : std::uint8_t {
    Flow,
    Code,
    Table,
    Tracker,
    Wire,
    Stack,
    Moments,
    Quiz,
    Snapshot,
    Transcript,
};
inline constexpr int kPanelCount = 10;

// -- time
struct GoToStep {
    int step;
};
struct GoToLine {
    int line;
};  // the next step that runs it, else the first that does
struct GoToStop {
    int index;
};  // the n-th stop of the current level
struct Walk {
    Move move;
};
struct PlayOrPause {};
struct SetSpeed {
    int index;
};  // into kSpeeds; held inside its bounds
struct ChangeSpeed {
    int by;
};
struct SetLevel {
    lesson::Level level;
};

// -- questions
struct ShowMoment {
    int index;
};
struct ToggleMoment {
    int index;
};
struct GoToQuestion {
    int index;
};
struct Choose {
    int question;
    int choice;
};
struct CheckAnswer {
    int question;
};
struct ShowHint {
    int question;
};
struct RevealAnswer {
    int question;
};  // in presenter mode, where verdicts stay hidden
struct ShowProof {
    int question;
};
struct LeaveProof {};

// -- the window
struct ShowPanel {
    PanelId panel;
};  // brings its tab to the front
struct FocusPanel {
    PanelId panel;
};  // and marks it; a second time: the panel alone
struct ToggleAlone {
    PanelId panel;
};
struct ShowOverlay {
    Overlay overlay;
};
struct Close {};  // whatever is on top: overlay, single panel, proof
struct SetFilter {
    std::string text;
};
struct MoveSelection {
    int by;
};
struct OpenSelected {};
struct OpenLesson {
    std::filesystem::path file;
};
struct Reload {};
struct ToggleTheme {};
struct TogglePresenter {};
struct ChangeScale {
    int by;
};  // steps of 10 %; 0: back to 100 %
struct SetSplit {
    Split split;
    float share;
};
struct ResetLayout {};

using Action =
    std::variant<GoToStep, GoToLine, GoToStop, Walk, PlayOrPause, SetSpeed, ChangeSpeed, SetLevel,
                 ShowMoment, ToggleMoment, GoToQuestion, Choose, CheckAnswer, ShowHint,
                 RevealAnswer, ShowProof, LeaveProof, ShowPanel, FocusPanel, ToggleAlone,
                 ShowOverlay, Close, SetFilter, MoveSelection, OpenSelected, OpenLesson, Reload,
                 ToggleTheme, TogglePresenter, ChangeScale, SetSplit, ResetLayout>;
using Actions = std::vector<Action>;

}  // namespace session
