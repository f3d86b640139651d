// platform/key_names.h -- GLFW's key codes as chords: "Right", "Shift+Right", "Ctrl+P", "F5".
#pragma once

#include <string>

namespace platform {

// Empty for keys that the program has no name for. Shift is named only with keys that write
// nothing ("Shift+Right"); for the others the character counts.
std::string chord_name(int glfw_key, int glfw_modifiers);

}  // namespace platform
