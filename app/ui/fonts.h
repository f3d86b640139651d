// ui/fonts.h -- the type scale: every size and weight that is drawn, baked at the display's scale.
// In: font files by use (platform/fonts.h finds them); empty names fall back, at last to Dear
// ImGui's own font. Errors: none. Text drawn at another size than the baked one would be blurred
// before 1.92, so a Face carries its size.
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>
#include <string>

namespace ui {

struct FontSources {
    std::string text, text_strong, code, icons, fallback, code_fallback;
};

enum class Type : std::uint8_t {
    Tiny,         // 11: a flow diagram seen as a whole
    TinyStrong,   // 11
    Small,        // 13: captions, badges, table heads
    SmallStrong,  // 13
    Body,         // 14
    Strong,       // 14: panel titles, buttons
    Lead,         // 16: the narration
    LeadStrong,   // 16: questions, the lesson's title
    Title,        // 20
    Caption,      // 26: the narration for the back row
    Code,         // 14
    CodeSmall,    // 13: tables, messages
};
inline constexpr int kTypeCount = 12;

struct Face {
    ImFont* font = nullptr;
    float px = 0;    // unscaled
    float size = 0;  // as drawn
};

struct Fonts {
    std::array<Face, kTypeCount> faces;
    bool has_icons = false;
    const Face& operator[](Type type) const { return faces[static_cast<std::size_t>(type)]; }
};

// Empties the atlas and fills it again. Between frames only.
Fonts bake_fonts(const FontSources& sources, float scale);

// The same fonts for another scale, where they need not be baked again.
void rescale(Fonts& fonts, float scale);

}  // namespace ui
