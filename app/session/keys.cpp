#include "session/keys.h"

#include <array>

namespace session {

namespace {

constexpr std::string_view kTime = "Time";
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
        {"Ctrl+P", kWindow, "Ctrl + P", "lessons", ShowOverlay{Overlay::Lessons}},
        {"F5", kWindow, "F5", "load the lesson again", Reload{}},
        {"F11", kWindow, "F11", "presenter: larger, answers hidden", TogglePresenter{}},
        {"T", kWindow, "T", "light or dark", ToggleTheme{}},
        {"Ctrl+=", kWindow, "Ctrl + / -", "larger, smaller", ChangeScale{1}},
        {"Ctrl+-", kWindow, "", "", ChangeScale{-1}},
        {"Ctrl+0", kWindow, "Ctrl + 0", "normal size", ChangeScale{0}},
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
    return chord.size() == 1 || chord == "Space" || chord == "Left" || chord == "Right" ||
           chord == "Home" || chord == "End" || chord == "Shift+Left" || chord == "Shift+Right";
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

}  // namespace

const std::vector<KeyBinding>& key_bindings() {
    static const std::vector<KeyBinding> bindings = make_bindings();
    return bindings;
}

std::optional<Action> action_for_key(std::string_view chord, const State& state, Typing typing) {
    if (state.overlay == Overlay::Lessons)
        if (auto action = browser_action(chord)) return action;
    const bool text_goes_elsewhere = typing == Typing::Yes || state.overlay == Overlay::Lessons;
    if (text_goes_elsewhere && writes_text(chord)) return std::nullopt;
    for (const KeyBinding& binding : key_bindings())
        if (binding.chord == chord) return binding.action;
    return std::nullopt;
}

}  // namespace session
