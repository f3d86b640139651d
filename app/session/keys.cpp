#include "session/keys.h"

#include <array>

namespace session {

namespace {

constexpr std::string_view kTime = "Time";
constexpr std::string_view kJumps = "Jumps";
constexpr std::string_view kPanels = "Panels";
constexpr std::string_view kKeyboard = "Without a mouse";
constexpr std::string_view kWindow = "Window";

std::vector<KeyBinding> make_bindings() {
    using enum FocusMove;
    constexpr auto kPrevious = Direction::Previous;
    std::vector<KeyBinding> keys = {
        {"Right", kTime, "Right / Left", "next, previous step", Walk{Move::Forward}, "Next step"},
        {"Left", kTime, "", "", Walk{Move::Back}, "Previous step"},
        {"PageDown", kTime, "PgDn / PgUp", "the same, for clickers", Walk{Move::Forward}},
        {"PageUp", kTime, "", "", Walk{Move::Back}},
        {"Shift+Right", kTime, "Shift + Right / Left", "next, previous request",
         Walk{Move::NextRequest}, "Next request"},
        {"Shift+Left", kTime, "", "", Walk{Move::PreviousRequest}, "Previous request"},
        {"Space", kTime, "Space", "play, pause", PlayOrPause{}, "Play or pause"},
        {"Home", kTime, "Home / End", "first, last step", Walk{Move::First}, "First step"},
        {"End", kTime, "", "", Walk{Move::Last}, "Last step"},
        {"Shift+End", kTime, "Shift + End", "back to the present", GoToFurthest{},
         "Back to the present"},
        {"Up", kTime, "Up / Down", "faster, slower", ChangeSpeed{1}, "Faster"},
        {"Down", kTime, "", "", ChangeSpeed{-1}, "Slower"},
        {"F", kTime, "F / L / C", "how closely: flow, line, check", SetLevel{lesson::Level::Flow}},
        {"L", kTime, "", "", SetLevel{lesson::Level::Line}},
        {"C", kTime, "", "", SetLevel{lesson::Level::Check}},
        {"H", kTime, "H", "hide steps of the framework", ToggleFolding{}},

        {"D", kJumps, "D / Shift + D", "next, previous decision", GoToLandmark{Landmark::Decision},
         "Next decision"},
        {"Shift+D", kJumps, "", "", GoToLandmark{Landmark::Decision, kPrevious},
         "Previous decision"},
        {"R", kJumps, "R / Shift + R", "next, previous response", GoToLandmark{Landmark::Response},
         "Next response"},
        {"Shift+R", kJumps, "", "", GoToLandmark{Landmark::Response, kPrevious},
         "Previous response"},
        {"V", kJumps, "V / Shift + V", "next, previous change of a variable", GoToWatchedChange{},
         "Next change of the variable"},
        {"Shift+V", kJumps, "", "", GoToWatchedChange{kPrevious},
         "Previous change of the variable"},
        {"F8", kJumps, "F8 / Shift + F8", "next, previous breakpoint",
         GoToLandmark{Landmark::Breakpoint}, "Next breakpoint"},
        {"Shift+F8", kJumps, "", "", GoToLandmark{Landmark::Breakpoint, kPrevious},
         "Previous breakpoint"},
        {"B", kJumps, "B", "breakpoint on this line", ToggleBreakpointHere{},
         "Breakpoint on this line"},
        {"Shift+B", kJumps, "Shift + B", "clear all breakpoints", ClearBreakpoints{},
         "Clear all breakpoints"},

        {"Ctrl+P", kWindow, "Ctrl + P", "find anything", ShowOverlay{Overlay::Palette}},
        {"Ctrl+F", kWindow, "Ctrl + F", "find a line of the program",
         ShowOverlay{Overlay::FindLine}, "Find a line of the program"},
        {"Ctrl+O", kWindow, "Ctrl + O", "lessons", ShowOverlay{Overlay::Lessons}, "Lessons"},
        {"Ctrl+,", kWindow, "Ctrl + ,", "settings", ShowOverlay{Overlay::Settings}, "Settings"},
        {"F5", kWindow, "F5", "load the lesson again", Reload{}, "Load the lesson again"},
        {"F11", kWindow, "F11", "presenter", TogglePresenter{}, "Presenter"},
        {"Ctrl+L", kWindow, "Ctrl + L", "live: answer real requests", ToggleLive{},
         "Live: answer real requests"},
        {"T", kWindow, "T", "dark, light, high contrast", ToggleTheme{}},
        {"G", kWindow, "G", "ghost paths of all requests", ToggleGhosts{}},
        {"S", kWindow, "S", "subtitles in large type", ToggleCaption{}},
        {"Ctrl+=", kWindow, "Ctrl + / -", "larger, smaller", ChangeScale{1}},
        {"Ctrl+-", kWindow, "", "", ChangeScale{-1}},
        {"Ctrl+0", kWindow, "Ctrl + 0", "normal size", ChangeScale{0}},
        {"?", kWindow, "?", "this page", ShowOverlay{Overlay::Help}, "All keys"},
        {"F1", kWindow, "", "", ShowOverlay{Overlay::Help}},
        {"Escape", kWindow, "Esc", "close, go back", Close{}},

        {"Tab", kKeyboard, "Tab / Shift + Tab", "to what can be pressed", MoveFocus{Next}},
        {"Shift+Tab", kKeyboard, "", "", MoveFocus{Previous}},
        {"F6", kKeyboard, "F6 / Shift + F6", "panel by panel", MoveFocus{NextPanel}},
        {"Shift+F6", kKeyboard, "", "", MoveFocus{PreviousPanel}},
        {"Enter", kKeyboard, "Enter", "press it", PressFocused{}},
        {"M", kKeyboard, "M", "breakpoint on it", PressFocused{Press::Mark}},
        {"Shift+Enter", kKeyboard, "Shift + Enter", "the previous time",
         PressFocused{Press::ShiftEnter}},
    };
    struct PanelKey {
        std::string_view chord, says, title;
    };
    constexpr std::array<PanelKey, kPanelCount> kPanelKeys = {
        {{"1", "concept flow", "Concept flow"},
         {"2", "program", "Program"},
         {"3", "execution table", "Execution table"},
         {"4", "variable tracker", "Variable tracker"},
         {"5", "messages", "Messages"},
         {"6", "call stack", "Call stack"},
         {"7", "key moments", "Key moments"},
         {"8", "quiz", "Quiz"},
         {"9", "snapshot", "Snapshot"},
         {"0", "transcript", "Transcript"}}};
    for (std::size_t i = 0; i < kPanelKeys.size(); ++i)
        keys.push_back({kPanelKeys[i].chord, kPanels, kPanelKeys[i].chord, kPanelKeys[i].says,
                        FocusPanel{static_cast<PanelId>(i)}, kPanelKeys[i].title});
    return keys;
}

bool writes_text(std::string_view chord) {
    const bool letter = chord.size() == 7 && chord.starts_with("Shift+");
    return chord.size() == 1 || letter || chord == "Space" || chord == "Tab" ||
           chord == "Shift+Tab" || chord == "Left" || chord == "Right" || chord == "Home" ||
           chord == "End" || chord == "Shift+Left" || chord == "Shift+Right";
}

// The lesson browser and the palette take the keys that move in a list.
std::optional<Action> list_action(std::string_view chord) {
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
    const bool list = state.overlay == Overlay::Lessons || lists_commands(state.overlay);
    if (list)
        if (auto action = list_action(chord)) return action;
    if ((list || keyboard == KeyboardOn::Text) && writes_text(chord)) return std::nullopt;
    if (keyboard == KeyboardOn::Item)
        if (auto action = ring_action(chord, state)) return action;
    for (const KeyBinding& binding : key_bindings())
        if (binding.chord == chord) return binding.action;
    return std::nullopt;
}

}  // namespace session
