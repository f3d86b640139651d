// ui/theme.h -- the colours of the window, by meaning. One accent colour; what a status means is
// told by icon and word as well. Text has a contrast of at least 4.5:1 on every surface it is
// drawn on (WCAG 2.2, 1.4.3); tests/ui/theme_test.cpp measures it.
#pragma once

#include <imgui.h>

#include "session/settings.h"

namespace ui {

struct Palette {
    // surfaces, from back to front
    ImU32 window, card, raised, hover, border, strong_border;
    // text
    ImU32 text, muted, faint;
    // the accent: what is now, what can be pressed
    ImU32 accent, accent_fill, on_accent, accent_soft;
    // statuses: as text, and as a soft surface behind it
    ImU32 good, good_soft, bad, bad_soft, warn, warn_soft;
    // source code
    ImU32 keyword, function, type, string, number, comment, decorator;
    ImU32 shadow, veil;
};

const Palette& palette_of(session::Theme theme);

// Contrast ratio of two opaque colours, 1 to 21. WCAG 2.2 "contrast ratio".
double contrast(ImU32 a, ImU32 b);

// `over` blended onto `under` by over's alpha; opaque.
ImU32 blend(ImU32 under, ImU32 over);
ImU32 with_alpha(ImU32 color, float alpha);

// Dear ImGui's own style: spacing on the 4 px grid, colours of the palette.
void apply_style(const Palette& palette, float scale);

}  // namespace ui
