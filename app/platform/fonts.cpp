#include "platform/fonts.h"

#include <initializer_list>

#include "platform/paths.h"

namespace platform {

namespace {

std::string first_of(std::initializer_list<const char*> candidates) {
    for (const char* candidate : candidates) {
        const std::filesystem::path found = find_font(candidate);
        if (!found.empty()) return found.string();
    }
    return {};
}

}  // namespace

FontFiles find_fonts() {
    FontFiles files;
    files.text = first_of({"opentype/inter/Inter-Regular.otf", "truetype/dejavu/DejaVuSans.ttf"});
    files.text_strong =
        first_of({"opentype/inter/Inter-SemiBold.otf", "opentype/inter/Inter-Bold.otf",
                  "truetype/dejavu/DejaVuSans-Bold.ttf", "truetype/dejavu/DejaVuSans.ttf"});
    files.code = first_of({"truetype/jetbrains-mono/JetBrainsMono-Regular.ttf",
                           "truetype/dejavu/DejaVuSansMono.ttf"});
    files.icons = first_of({"truetype/font-awesome/fontawesome-webfont.ttf"});
    files.fallback = first_of({"truetype/dejavu/DejaVuSans.ttf"});
    files.code_fallback = first_of({"truetype/dejavu/DejaVuSansMono.ttf"});
    return files;
}

}  // namespace platform
