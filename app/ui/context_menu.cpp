#include "ui/context_menu.h"

#include "ui/compat.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kItemHeight = 28;

}  // namespace

bool begin_menu(const Look& look, const char* id, float width) {
    ImGui::SetNextWindowSize({look.px(width), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(6), look.px(6)));
    ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 1.0f);
    const bool open = ImGui::BeginPopup(id, ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar(2);
    if (open && compat::escape_pressed()) ImGui::CloseCurrentPopup();
    if (open) ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    return open;
}

bool menu_item(const Look& look, Icon icon, std::string_view label) {
    const Palette& p = look.palette;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box row = {at, {at.x + ImGui::GetContentRegionAvail().x, at.y + look.px(kItemHeight)}};
    ImGui::PushID(label.data(), label.data() + label.size());
    const Hit hit = hit_area("item", row);
    ImGui::PopID();
    if (hit.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, p.hover, look.px(5));
    draw_icon(look, {row.min.x + look.px(16), row.centre().y}, Type::Small, p.muted, icon);
    draw_text_in_row(look, {row.min.x + look.px(32), row.min.y}, row.height(), Type::Body, p.text,
                     label);
    ImGui::Dummy(row.size());
    if (hit.pressed) ImGui::CloseCurrentPopup();
    return hit.pressed;
}

void menu_line(const Look& look) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, y = at.y + look.px(4);
    ImGui::GetWindowDrawList()->AddLine({at.x, y}, {at.x + width, y}, look.palette.border);
    ImGui::Dummy({width, look.px(9)});
}

void end_menu() {
    ImGui::PopStyleVar();
    ImGui::EndPopup();
}

}  // namespace ui
