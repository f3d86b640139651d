// platform/fonts.h -- the font files of this machine, by what the window uses them for.
// Out: a path for each use; empty where the font is not installed (the window then uses the next
// best, at last the one built into Dear ImGui). Errors: none.
#pragma once

#include <string>

namespace platform {

struct FontFiles {
    std::string text;           // Inter Regular
    std::string text_strong;    // Inter SemiBold
    std::string code;           // JetBrains Mono Regular
    std::string icons;          // Font Awesome 4.7
    std::string fallback;       // DejaVu Sans: signs that the others lack
    std::string code_fallback;  // DejaVu Sans Mono
};

FontFiles find_fonts();

}  // namespace platform
