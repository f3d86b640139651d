#include "session/keys.h"

#include <array>

namespace session {

namespace {

constexpr std::string_view kTime = "Time";
constexpr std::string_view kJumps = "Jumps";
constexpr std::string_view kPanels = "Panels";
constexpr std::string_view kWindow = "Window";

std::vector<KeyBinding> make_bindings() {
    std::vector<KeyBinding> keys = {
        {"Right", kTime, "Right / Left", "next, previous step", Walk{Move::Forward}},
        {"Left", kTime, "", "", Walk{Move::Back}},
        {"PageDown", kTime, "PgDn / PgUp", "the same, for clickers", Walk{Move::Forward}},
        {"PageUp", kTime, "", "", Walk{Move::Back}},
        {"Shift+Right", kTime, "Shift + Right / Left", "next, previous request",
         Walk{Move::NextRequest}},
        {"Shift+Left", kTime, "", "", Walk{Move::PreviousRequest}},
        {"Space", kTime, "Space", "play, pause", PlayOrPause{}},
        {"Home", kTime, "Home / End", "first, last step", Walk{Move::First}},
        {"End", kTime, "", "", Walk{Move::Last}},
        {"Up", kTime, "Up / Down", "faster, slower", ChangeSpeed{1}},
        {"Down", kTime, "", "", ChangeSpeed{-1}},
        {"F", kTime, "F / L / C", "flow, line or check: how closely",
         SetLevel{lesson::Level::Flow}},
        {"L", kTime, "", "", SetLevel{lesson::Level::Line}},
        {"C", kTime, "", "", SetLevel{lesson::Level::Check}},
        {"H", kTime, "H", "hide steps of the framework", ToggleFolding{}},

        {"D", kJumps, "D / Shift + D", "next, previous decision", GoToLandmark{Landmark::Decision}},
        {"Shift+D", kJumps, "", "", GoToLandmark{Landmark::Decision, Direction::Previous}},
        {"R", kJumps, "R / Shift + R", "next, previous response", GoToLandmark{Landmark::Response}},
        {"Shift+R", kJumps, "", "", GoToLandmark{Landmark::Response, Direction::Previous}},
        {"V", kJumps, "V / Shift + V", "next, previous change of the variable",
         GoToWatchedChange{}},
        {"Shift+V", kJumps, "", "", GoToWatchedChange{Direction::Previous}},
        {"F8", kJumps, "F8 / Shift + F8", "next, previous breakpoint",
         GoToLandmark{Landmark::Breakpoint}},
        {"Shift+F8", kJumps, "", "", GoToLandmark{Landmark::Breakpoint, Direction::Previous}},
        {"B", kJumps, "B", "breakpoint on this line", ToggleBreakpointHere{}},
        {"Shift+B", kJumps, "Shift + B", "no breakpoints", ClearBreakpoints{}},
        {"Shift+End", kJumps, "Shift + End", "back to the present", GoToFurthest{}},

        {"Ctrl+P", kWindow, "Ctrl + P", "lessons", ShowOverlay{Overlay::Lessons}},
        {"F5", kWindow, "F5", "load the lesson again", Reload{}},
        {"F11", kWindow, "F11", "presenter", TogglePresenter{}},
        {"T", kWindow, "T", "dark, light, high contrast", ToggleTheme{}},
        {"G", kWindow, "G", "ghost paths of all requests", ToggleGhosts{}},
        {"S", kWindow, "S", "narration as a large caption", ToggleCaption{}},
        {"Ctrl+=", kWindow, "Ctrl + / -", "larger, smaller", ChangeScale{1}},
        {"Ctrl+-", kWindow, "", "", ChangeScale{-1}},
        {"Ctrl+0", kWindow, "Ctrl + 0", "normal size", ChangeScale{0}},
        {"Tab", kWindow, "Tab / Shift + Tab", "to what can be pressed", MoveFocus{FocusMove::Next}},
        {"Shift+Tab", kWindow, "", "", MoveFocus{FocusMove::Previous}},
        {"F6", kWindow, "F6 / Shift + F6", "from panel to panel", MoveFocus{FocusMove::NextPanel}},
        {"Shift+F6", kWindow, "", "", MoveFocus{FocusMove::PreviousPanel}},
        {"Enter", kWindow, "Enter", "press it", PressFocused{}},
        {"?", kWindow, "?", "this page", ShowOverlay{Overlay::Help}},
        {"F1", kWindow, "", "", ShowOverlay{Overlay::Help}},
        {"Escape", kWindow, "Esc", "close, go back", Close{}},
    };
    struct PanelKey {
        std::string_view chord, says;
    };
    constexpr std::array<PanelKey, kPanelCount> panels = {{{"1", "concept flow"},
                                                           {"2", "code"},
                                                           {"3", "execution table"},
                                                           {"4", "variable tracker"},
                                                           {"5", "messages"},
                                                           {"6", "call stack"},
                                                           {"7", "key moments"},
                                                           {"8", "quiz"},
                                                           {"9", "snapshot"},
                                                           {"0", "transcript"}}};
    for (std::size_t i = 0; i < panels.size(); ++i)
        keys.push_back({panels[i].chord, kPanels, panels[i].chord, panels[i].says,
                        FocusPanel{static_cast<PanelId>(i)}});
    return keys;
}

bool writes_text(std::string_view chord) {
    const bool letter = chord.size() == 7 && chord.starts_with("Shift+");
    return chord.size() == 1 || letter || chord == "Space" || chord == "Tab" ||
           chord == "Shift+Tab" || chord == "Left" || chord == "Right" || chord == "Home" ||
           chord == "End" || chord == "Shift+Left" || chord == "Shift+Right";
}

// The lesson browser takes the keys that move in a list.
std::optional<Action> browser_action(std::string_view chord) {
    if (chord == "Up") return MoveSelection{-1};
    if (chord == "Down") return MoveSelection{1};
    if (chord == "PageUp") return MoveSelection{-8};
    if (chord == "PageDown") return MoveSelection{8};
    if (chord == "Enter") return OpenSelected{};
    return std::nullopt;
}

// The ring on something to press takes the keys that move it up and down and away.
std::optional<Action> ring_action(std::string_view chord, const State& state) {
    if (chord == "Up") return MoveFocus{FocusMove::Up};
    if (chord == "Down") return MoveFocus{FocusMove::Down};
    if (chord == "Escape" && state.overlay == Overlay::None) return MoveFocus{FocusMove::Away};
    return std::nullopt;
}

}  // namespace

const std::vector<KeyBinding>& key_bindings() {
    static const std::vector<KeyBinding> bindings = make_bindings();
    return bindings;
}

std::optional<Action> action_for_key(std::string_view chord, const State& state,
                                     KeyboardOn keyboard) {
    const bool list = state.overlay == Overlay::Lessons || state.overlay == Overlay::Palette;
    if (list)
        if (auto action = browser_action(chord)) return action;
    if ((list || keyboard == KeyboardOn::Text) && writes_text(chord)) return std::nullopt;
    if (keyboard == KeyboardOn::Item)
        if (auto action = ring_action(chord, state)) return action;
    for (const KeyBinding& binding : key_bindings())
        if (binding.chord == chord) return binding.action;
    return std::nullopt;
}

}  // namespace session
