// session/action.h -- everything a learner can wish for. Panels and keys push Actions while a
// frame is drawn; Session::apply carries them out after it. Steps, requests and indexes are
// 0-based, lines 1-based.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lesson/derive.h"
#include "session/breakpoint.h"
#include "session/landmarks.h"
#include "session/settings.h"

namespace session {

enum class Move : std::uint8_t { First, Back, Forward, Last, PreviousRequest, NextRequest };
enum class Overlay : std::uint8_t { None, Lessons, Help, Palette, Settings, FindLine };
// Those that are a list of commands to search.
constexpr bool lists_commands(Overlay overlay) {
    return overlay == Overlay::Palette || overlay == Overlay::FindLine;
}
// What "the next one" can be asked of.
enum class Landmark : std::uint8_t { Decision, Response, Breakpoint };

// Where the keyboard's ring goes: through everything that can be pressed, up and down inside a
// panel, or from panel to panel.
enum class Press : std::uint8_t {
    Enter,       // what a press of the mouse does
    ShiftEnter,  // the same, to the previous time
    Mark,        // what the right button does: a breakpoint
};
enum class FocusMove : std::uint8_t { Next, Previous, Up, Down, NextPanel, PreviousPanel, Away };

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
// A jump to the next or previous step at which something happens; past the last comes the first.
struct SeekLine {
    int line;
};  // shows it, and goes to the next time it ran if it did
struct GoToLine {
    int line;
    Direction direction = Direction::Next;
};  // it runs
struct GoToNode {
    int node;
    Direction direction = Direction::Next;
};  // it is lit; an index into FlowGraph::nodes
struct GoToEdge {
    int edge;
    Direction direction = Direction::Next;
};
struct GoToChange {
    VariableName variable;
    Direction direction = Direction::Next;
};  // it takes on a value; and it becomes the watched one
struct GoToWatchedChange {
    Direction direction = Direction::Next;
};  // of the watched variable, else of the one that changed last
struct GoToLandmark {
    Landmark landmark;
    Direction direction = Direction::Next;
};                       // without coming round
struct GoToFurthest {};  // back to the present
struct ToggleBreakpoint {
    Breakpoint breakpoint;
};
struct ToggleBreakpointHere {};  // on the current line
struct ClearBreakpoints {};
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
struct ToggleFolding {};  // steps of the framework alone are passed over

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
struct Close {};  // whatever is on top: overlay, notice, single panel, proof
struct SetFilter {
    std::string text;
};
struct MoveSelection {
    int by;
};
struct OpenSelected {
    std::optional<int> row = {};
};  // of the list on top; without a row, the selected one
struct OpenLesson {
    std::filesystem::path file;
};
struct Reload {};
struct ToggleLive {};  // real requests come in, or no longer
struct SaveLiveRequest {
    int request;
};                      // writes it into the lesson's file
struct ToggleTheme {};  // the next one
struct SetTheme {
    Theme theme;
};
struct ToggleReducedMotion {};
struct ToggleGhosts {};   // the paths of all requests in the flow diagram
struct ToggleCaption {};  // the narration in large type
struct ResetSettings {};  // as new; recent files stay
struct MoveFocus {
    FocusMove move;
};  // the keyboard's ring; carried out by ui/focus.h
struct PressFocused {
    Press how = Press::Enter;
};  // likewise
struct TogglePresenter {};
struct ChangeScale {
    int by;
};  // steps of kScales; 0: back to 100 %
struct SetSplit {
    Split split;
    float share;
};
struct ResetLayout {};

using Action =
    std::variant<GoToStep, SeekLine, GoToLine, GoToNode, GoToEdge, GoToChange, GoToWatchedChange,
                 GoToLandmark, GoToFurthest, ToggleBreakpoint, ToggleBreakpointHere,
                 ClearBreakpoints, GoToStop, Walk, PlayOrPause, SetSpeed, ChangeSpeed, SetLevel,
                 ToggleFolding, ShowMoment, ToggleMoment, GoToQuestion, Choose, CheckAnswer,
                 ShowHint, RevealAnswer, ShowProof, LeaveProof, ShowPanel, FocusPanel, ToggleAlone,
                 ShowOverlay, Close, SetFilter, MoveSelection, OpenSelected, OpenLesson, Reload,
                 ToggleLive, SaveLiveRequest, ToggleTheme, SetTheme, ToggleReducedMotion,
                 ToggleGhosts, ToggleCaption, ResetSettings, MoveFocus, PressFocused,
                 TogglePresenter, ChangeScale, SetSplit, ResetLayout>;
using Actions = std::vector<Action>;

}  // namespace session
