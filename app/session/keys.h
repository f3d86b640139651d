// session/keys.h -- the keys and what they do: one table, for the keyboard and for the help page.
// A key is named by its chord: "Right", "Shift+Right", "Ctrl+P", "F5", "?".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "session/action.h"
#include "session/session.h"

namespace session {

struct KeyBinding {
    std::string_view chord;
    std::string_view group;  // heading on the help page
    std::string_view shown;  // as the help page writes it; empty: not listed there
    std::string_view says;
    Action action;
};
const std::vector<KeyBinding>& key_bindings();

// What the chord means just now (an overlay on top takes the arrows for itself).
// `typing`: a text field has the keyboard; only keys that write nothing are ours then.
enum class Typing : bool { No, Yes };
std::optional<Action> action_for_key(std::string_view chord, const State& state,
                                     Typing typing = Typing::No);

}  // namespace session
