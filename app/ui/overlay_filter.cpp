// The line to type into, on top of a list.
#include <imgui.h>
// Needs imgui.h before it.
#include <imgui_stdlib.h>

#include "ui/compat.h"
#include "ui/overlays.h"
#include "ui/widgets_text.h"

namespace ui {

void draw_filter(const Panel& panel, const Box& row, const char* hint) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(row.min, row.max, p.raised, look.px(8));
    list.AddRect(row.min, row.max, p.accent, look.px(8), 0, look.px(1.5f));
    draw_icon(look, {row.min.x + look.px(20), row.centre().y}, Type::Body, p.muted, Icon::Search);
    const Face& face = look.fonts[Type::Lead];
    compat::push_font(face.font, face.px);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, IM_COL32_BLACK_TRANS);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, (row.height() - face.size) / 2));
    ImGui::SetCursorScreenPos({row.min.x + look.px(40), row.min.y});
    ImGui::SetNextItemWidth(row.width() - look.px(52));
    if (!panel.memory.filter_focused) ImGui::SetKeyboardFocusHere();
    panel.memory.filter_focused = true;
    std::string text = panel.state.filter;
    if (ImGui::InputTextWithHint("##filter", hint, &text))
        panel.out.push_back(session::SetFilter{text});
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

}  // namespace ui
