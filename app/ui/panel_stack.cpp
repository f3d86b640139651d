#include "ui/panel_stack.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kPad = 12;

struct VariableRow {
    const session::VariableView* variable;
    Paragraph value;
};

// The module's own names are mostly imports: they are shown when nothing else is running.
std::vector<VariableRow> rows_of(const Look& look, const session::FrameView& frame, bool on_top,
                                 float width) {
    std::vector<VariableRow> rows;
    if (!on_top && frame.function == "<module>") return rows;
    for (const session::VariableView& variable : frame.variables)
        if (variable.bound)
            rows.push_back({&variable, lay_out(look, Type::CodeSmall, variable.value, width)});
    return rows;
}

void draw_variable(const Look& look, ImVec2 at, const VariableRow& row, float name_width) {
    const Palette& p = look.palette;
    const float line = line_height(look, Type::CodeSmall);
    draw_text_fitted(look, {at, {at.x + name_width, at.y + line}}, Type::CodeSmall, p.function,
                     row.variable->name);
    const ImVec2 value_at = {at.x + name_width + look.px(8), at.y};
    draw_paragraph(look, value_at, Type::CodeSmall, p.text, row.value);
    if (!row.variable->changed) return;
    const Badge badge = {Icon::Dot, "new", p.accent, p.accent_soft};
    draw_badge(look,
               {value_at.x + row.value.width + look.px(8),
                at.y + row.value.height - line / 2 - badge_size(look, badge).y / 2},
               badge);
}

void draw_frame_head(const Look& look, const Box& row, const session::FrameView& frame,
                     bool on_top) {
    const Palette& p = look.palette;
    const bool module = frame.function == "<module>";
    draw_icon(look, {row.min.x + look.px(8), row.centre().y}, Type::Small,
              on_top ? p.accent : p.muted, on_top ? Icon::ArrowRight : Icon::Ring);
    draw_text_in_row(look, {row.min.x + look.px(24), row.min.y}, row.height(),
                     module ? Type::Strong : Type::Code, p.text,
                     module ? std::string_view("the program") : std::string_view(frame.function));
    if (frame.line <= 0) return;
    const std::string line = fmt::format("line {}", frame.line);
    const float width = text_size(look, Type::Small, line).x;
    draw_text_in_row(look, {row.max.x - width, row.min.y}, row.height(), Type::Small, p.muted,
                     line);
}

void draw_frame_card(const Look& look, const session::FrameView& frame, bool on_top, float width) {
    const Palette& p = look.palette;
    const float pad = look.px(kPad), head = look.px(24);
    const float name_width = std::min(look.px(130), width * 0.35f);
    const auto rows =
        rows_of(look, frame, on_top, width - 2 * pad - look.px(24 + 8 + 64) - name_width);
    float height = 2 * pad + head + (rows.empty() ? 0 : look.px(6));
    for (const VariableRow& row : rows) height += row.value.height + look.px(4);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, on_top ? p.raised : p.card, look.px(8));
    list.AddRect(at, {at.x + width, at.y + height}, on_top ? p.strong_border : p.border,
                 look.px(8));
    const Box head_row = {{at.x + pad, at.y + pad}, {at.x + width - pad, at.y + pad + head}};
    draw_frame_head(look, head_row, frame, on_top);
    float y = head_row.max.y + look.px(6);
    for (const VariableRow& row : rows) {
        draw_variable(look, {head_row.min.x + look.px(24), y}, row, name_width);
        y += row.value.height + look.px(4);
    }
    ImGui::Dummy({width, height});
}

}  // namespace

void draw_stack_panel(const Panel& panel) {
    const auto& stack = panel.now().stack;
    if (stack.empty())
        return empty_state(panel.look, Icon::Layers, "Nothing is running",
                           "No function of the program is called at this step: the framework is "
                           "at work.");
    const float width = body_width();
    for (std::size_t i = stack.size(); i-- > 0;) {
        draw_frame_card(panel.look, stack[i], i + 1 == stack.size(), width);
        gap(panel.look, 8);
    }
}

}  // namespace ui
