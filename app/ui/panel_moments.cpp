#include "ui/panel_moments.h"

#include <algorithm>

#include "ui/widgets_button.h"
#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kMomentsPad = 12;

bool is_open(const Panel& panel, int index) {
    const auto at = static_cast<std::size_t>(index);
    return at < panel.state.moments_open.size() && panel.state.moments_open[at];
}

void draw_moment(const Panel& panel, int index, const session::MomentView& moment, float width) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const bool open = is_open(panel, index);
    const ButtonSpec show = {
        "show",          Icon::Target, "Show", ButtonKind::Quiet, "Go to this moment of the run",
        moment.step >= 0};
    const ImVec2 show_size = button_size(look, show);
    const float pad = look.px(kMomentsPad), indent = look.px(24);
    const float text_width = width - 2 * pad - indent - show_size.x - look.px(12);
    const Paragraph question = lay_out(look, Type::Strong, moment.question, text_width);
    const Paragraph answer = lay_out(look, Type::Body, moment.answer, width - 2 * pad - indent);
    float height = 2 * pad + std::max(question.height, show_size.y);
    if (open) height += answer.height + look.px(8);

    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box box = {at, {at.x + width, at.y + height}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(box.min, box.max, p.raised, look.px(8));
    list.AddRect(box.min, box.max, p.border, look.px(8));

    ImGui::PushID(index);
    const ImVec2 show_at = {box.max.x - pad - show_size.x, at.y + pad};
    if (button_at(look, show_at, show)) panel.out.push_back(session::ShowMoment{index});
    const Hit fold = hit_area("fold", {box.min, {show_at.x - look.px(8), box.max.y}});
    if (fold.pressed) panel.out.push_back(session::ToggleMoment{index});
    ImGui::PopID();

    const float row = std::max(question.height, show_size.y);
    const float question_y = at.y + pad + (row - question.height) / 2;
    draw_icon(look, {at.x + pad + look.px(6), question_y + look.px(10)}, Type::Strong,
              fold.hovered ? p.accent : p.muted, open ? Icon::Unfolded : Icon::Folded);
    draw_paragraph(look, {at.x + pad + indent, question_y}, Type::Strong, p.text, question);
    if (open)
        draw_paragraph(look, {at.x + pad + indent, at.y + pad + row + look.px(8)}, Type::Body,
                       p.muted, answer);
    ImGui::Dummy({width, height});
}

}  // namespace

void draw_moments_panel(const Panel& panel) {
    const auto& moments = panel.lesson().moments;
    if (moments.empty())
        return empty_state(panel.look, Icon::Bulb, "No key moments", "The lesson names none.");
    const float width = std::min(body_width(), panel.look.px(820));
    for (int i = 0; i < static_cast<int>(moments.size()); ++i) {
        draw_moment(panel, i, moments[static_cast<std::size_t>(i)], width);
        gap(panel.look, 8);
    }
}

}  // namespace ui
