// session/keys.h -- the keys and what they do: one table, for the keyboard and for the help page.
// A key is named by its chord: "Right", "Shift+Right", "Ctrl+P", "F5", "?".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "session/action.h"
#include "session/palette.h"
#include "session/session.h"

namespace session {

struct KeyBinding {
    std::string_view chord;
    std::string_view group;  // heading on the help page
    std::string_view shown;  // as the help page writes it; empty: not listed there
    std::string_view says;
    Action action;
    std::string_view title = {};  // of this key alone, for the palette; empty: not listed there
};
const std::vector<KeyBinding>& key_bindings();

// What the chord means just now (an overlay on top takes the arrows for itself). `keyboard`: where
// else keys go. In a text field, only keys that write nothing are ours; with the ring on something
// to press, the arrows that move it are its own.
enum class KeyboardOn : std::uint8_t { Nothing, Text, Item };
std::optional<Action> action_for_key(std::string_view chord, const State& state,
                                     KeyboardOn keyboard = KeyboardOn::Nothing);

}  // namespace session
