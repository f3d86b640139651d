// ui/widgets_text.h -- text in the type scale: single lines, paragraphs that wrap, icons, badges.
// In: a Look and UTF-8 text. Positions and widths are screen pixels. Text between `backticks` is
// set in the code face.
#pragma once

#include <string_view>
#include <vector>

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

ImVec2 text_size(const Look& look, Type type, std::string_view text);
// The height of a line, its leading included: a multiple of the 4 px grid.
float line_height(const Look& look, Type type);

void draw_text(const Look& look, ImVec2 at, Type type, ImU32 color, std::string_view text);
// Vertically in the middle of a row that begins at `at` and is `height` tall.
void draw_text_in_row(const Look& look, ImVec2 at, float height, Type type, ImU32 color,
                      std::string_view text);
// Cut with an ellipsis where it does not fit.
void draw_text_cut(const Look& look, const Box& row, Type type, ImU32 color, std::string_view text);
// The same; the whole text shows as a tooltip then.
void draw_text_fitted(const Look& look, const Box& row, Type type, ImU32 color,
                      std::string_view text);

// -- icons
// -----------------------------------------------------------------------------------------
float icon_width(const Look& look, Type type);  // the same for every icon, so that they align
void draw_icon(const Look& look, ImVec2 centre, Type type, ImU32 color, Icon icon);

// -- paragraphs
// ------------------------------------------------------------------------------------
struct Run {  // a piece of one line in one face
    std::string_view text;
    bool code = false;
    float x = 0, width = 0;
};
struct Paragraph {
    std::vector<std::vector<Run>> lines;
    float width = 0, height = 0;
};
Paragraph lay_out(const Look& look, Type type, std::string_view text, float width);
void draw_paragraph(const Look& look, ImVec2 at, Type type, ImU32 color,
                    const Paragraph& paragraph);

// At ImGui's cursor, moving it on.
void paragraph(const Look& look, Type type, ImU32 color, std::string_view text, float width);
void gap(const Look& look, float unscaled);

// -- badges
// ----------------------------------------------------------------------------------------
struct Badge {
    Icon icon = Icon::None;
    std::string_view text;
    ImU32 color = 0, surface = 0;
};
ImVec2 badge_size(const Look& look, const Badge& badge);
void draw_badge(const Look& look, ImVec2 at, const Badge& badge);

}  // namespace ui
