// platform/key_names.h -- GLFW's key codes as chords: "Right", "Shift+Right", "Ctrl+P", "F5".
#pragma once

#include <string>

namespace platform {

// Empty for keys that the program has no name for. Shift is named with letters and with keys that
// write nothing ("Shift+D", "Shift+Right"); for the others the character counts. `on_the_key`: what
// the user's keyboard has on it, as GLFW tells it (nullptr: nothing); GLFW's own codes are those of
// an American keyboard.
std::string chord_name(int glfw_key, int glfw_modifiers, const char* on_the_key = nullptr);

}  // namespace platform
