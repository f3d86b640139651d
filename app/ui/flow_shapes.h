// ui/flow_shapes.h -- the marks of a flow diagram. What a node is, is told by its outline and icon;
// how a request went, by dashes, end marks and words; colour only says it again.
#pragma once

#include <string_view>

#include "ui/flow_canvas.h"
#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

// How a line is drawn: whole, or in dashes (a rejected request's way).
enum class Dash : bool { No, Yes };
void stroke_curve(const Curve& curve, ImU32 color, float width, Dash dash, float dash_length);
void draw_arrow_head(const Look& look, const Curve& curve, ImU32 color);

struct NodeInks {
    ImU32 surface, border, text, icon;
    float width;     // of the border, unscaled
    ImU32 halo = 0;  // around it; 0: none
};
Icon icon_of(lesson::NodeKind kind);
ImU32 tint_of(const Palette& palette, lesson::NodeKind kind);
ImU32 soft_of(const Palette& palette, lesson::NodeKind kind);
// How a request ended.
Icon icon_of(session::Outcome outcome);
ImU32 tint_of(const Palette& palette, session::Outcome outcome);
ImU32 soft_of(const Palette& palette, session::Outcome outcome);

void draw_node_shape(const Look& look, const Box& box, lesson::NodeKind kind, const NodeInks& inks);
// In one or more lines, as large as the zoom asks and the box allows.
void draw_node_label(const Look& look, const Box& box, const lesson::PlacedNode& node, float zoom,
                     const NodeInks& inks);

// In one line in the middle of the box, on its own surface; smaller where the zoom asks for it.
void draw_small_label(const Look& look, const Box& box, float zoom, ImU32 color, ImU32 surface,
                      std::string_view text);

// A small rounded sign with an icon and a word, its centre there.
struct Sign {
    Icon icon = Icon::None;
    std::string_view text;
    ImU32 color = 0, surface = 0, border = 0;
};
ImVec2 sign_size(const Look& look, const Sign& sign);
void draw_sign(const Look& look, ImVec2 centre, const Sign& sign);

}  // namespace ui
