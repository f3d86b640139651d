#include "ui/widgets_card.h"

#include <algorithm>

#include "ui/compat.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kCardHeadHeight = 38;
constexpr float kPadding = 16;

void draw_surface(const Look& look, const Box& box, bool marked) {
    const Palette& p = look.palette;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float rounding = look.px(8);
    // Only the edge that is seen: what lies under the card costs as much as the card.
    list.AddRectFilled({box.min.x, box.max.y - 2 * rounding}, {box.max.x, box.max.y + look.px(2)},
                       p.shadow, rounding, ImDrawFlags_RoundCornersBottom);
    list.AddRectFilled(box.min, box.max, p.card, rounding);
    list.AddRect(box.min, box.max, marked ? p.accent : p.border, rounding, 0,
                 look.px(marked ? 2 : 1));
}

float tab_width(const Look& look, const CardTab& tab) {
    return icon_width(look, Type::Body) + look.px(6) + text_size(look, Type::Strong, tab.title).x;
}

// Titles shrink to their icons where the head is too narrow for all of them.
bool titles_fit(const Look& look, const CardHead& head, float width) {
    float needed = 0;
    for (const CardTab& tab : head.tabs) needed += tab_width(look, tab) + look.px(20);
    return needed <= width;
}

void draw_tab_title(const Look& look, const Box& row, const CardTab& tab, ImU32 icon_color,
                    ImU32 color, bool with_title) {
    const float icon = icon_width(look, Type::Body);
    draw_icon(look, {row.min.x + icon / 2, row.centre().y}, Type::Body, icon_color, tab.icon);
    if (with_title)
        draw_text_in_row(look, {row.min.x + icon + look.px(6), row.min.y}, row.height(),
                         Type::Strong, color, tab.title);
}

struct TabsResult {
    int pressed = -1;
    float right = 0;  // where the tabs end
};

TabsResult draw_tabs(const Look& look, const Box& head_box, const CardHead& head) {
    const Palette& p = look.palette;
    int pressed = -1;
    float x = head_box.min.x + look.px(kPadding);
    const bool titled = titles_fit(look, head, head_box.width() - look.px(kPadding + 40));
    for (int i = 0; i < static_cast<int>(head.tabs.size()); ++i) {
        const CardTab& tab = head.tabs[static_cast<std::size_t>(i)];
        const bool front = i == head.front;
        const bool with_title = titled || front;
        const float width = with_title ? tab_width(look, tab) : icon_width(look, Type::Body);
        const Box box = {{x, head_box.min.y}, {x + width, head_box.max.y}};
        const Hit hit =
            hit_area(i, {{box.min.x - look.px(8), box.min.y}, {box.max.x + look.px(8), box.max.y}});
        if (hit.pressed) pressed = i;
        if (hit.hovered && !with_title) tip(look, tab.title);
        const ImU32 color = front ? p.text : hit.hovered ? p.text : p.muted;
        draw_tab_title(look, box, tab, front ? p.accent : color, color, with_title);
        if (front)
            ImGui::GetWindowDrawList()->AddRectFilled({box.min.x, box.max.y - look.px(2)},
                                                      {box.max.x, box.max.y}, p.accent, look.px(1));
        x += width + look.px(24);
    }
    return {pressed, x};
}

bool alone_button(const Look& look, const Box& head_box, const CardHead& head) {
    const float side = look.px(32);
    const ButtonSpec spec = {"alone",
                             head.alone ? Icon::Compress : Icon::Expand,
                             {},
                             ButtonKind::Ghost,
                             head.alone ? "Back to all panels (Esc)" : "This panel alone"};
    return button_at(look, {head_box.max.x - side - look.px(4), head_box.centre().y - side / 2},
                     spec);
}

CardResult draw_head(const Look& look, const Box& box, const CardHead& head) {
    const Palette& p = look.palette;
    CardResult result;
    float left = box.min.x + look.px(kPadding);
    if (head.tabs.size() == 1) {
        const Box row = {{left, box.min.y}, box.max};
        draw_tab_title(look, row, head.tabs[0], p.accent, p.text, true);
        left += tab_width(look, head.tabs[0]) + look.px(12);
    } else {
        const TabsResult tabs = draw_tabs(look, box, head);
        result.tab_pressed = tabs.pressed;
        left = tabs.right;
    }
    if (!head.aside.empty()) {
        const float right = box.max.x - look.px(40);
        const float width = text_size(look, Type::Small, head.aside).x;
        const float x = std::max(left, right - width);
        if (right - x > look.px(40) && (head.tabs.size() == 1 || right - width >= left))
            draw_text_fitted(look, {{x, box.min.y}, {right, box.max.y}}, Type::Small, p.muted,
                             head.aside);
    }
    result.alone_pressed = alone_button(look, box, head);
    ImGui::GetWindowDrawList()->AddLine({box.min.x, box.max.y}, {box.max.x, box.max.y}, p.border);
    return result;
}

}  // namespace

CardResult begin_card(const Look& look, const char* id, const Box& box, const CardHead& head) {
    draw_surface(look, box, head.marked);  // by the window behind: the child clips its edges
    ImGui::SetCursorScreenPos(box.min);
    compat::begin_child(id, box.size(), compat::Border::No,
                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    const Box head_box = {box.min, {box.max.x, box.min.y + look.px(kCardHeadHeight)}};
    const CardResult result = draw_head(look, head_box, head);

    const float pad = look.px(kPadding);
    const Box body = {{box.min.x + pad, head_box.max.y + look.px(1)},
                      {box.max.x - look.px(4), box.max.y - look.px(4)}};
    ImGui::SetCursorScreenPos(body.min);
    compat::begin_child("body", {std::max(1.0f, body.width()), std::max(1.0f, body.height())},
                        compat::Border::No);
    ImGui::SetCursorPosY(look.px(10));
    if (Focus* focus = Focus::current()) focus->begin_body();
    return result;
}

void end_card() {
    // Air below the last line when the body scrolls.
    ImGui::Dummy({0, 0});
    ImGui::EndChild();
    ImGui::EndChild();
}

float body_width() {
    // The scroll bar's room is always kept, so that text does not wrap anew when it appears.
    const float bar = ImGui::GetScrollMaxY() > 0 ? 0 : ImGui::GetStyle().ScrollbarSize;
    return ImGui::GetContentRegionAvail().x - bar - ImGui::GetStyle().ItemSpacing.x / 2;
}

void empty_state(const Look& look, Icon icon, std::string_view title, std::string_view advice) {
    const Palette& p = look.palette;
    const float width = std::min(body_width(), look.px(360));
    const Paragraph laid = lay_out(look, Type::Body, advice, width);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float height = look.px(40) + line_height(look, Type::LeadStrong) + laid.height;
    const float centre = origin.x + body_width() / 2;
    float y = origin.y + std::max(0.0f, (room.y - height) / 2 - look.px(8));
    draw_icon(look, {centre, y + look.px(12)}, Type::Title, p.strong_border, icon);
    y += look.px(32);
    const float title_width = text_size(look, Type::Strong, title).x;
    draw_text(look, {centre - title_width / 2, y}, Type::Strong, p.muted, title);
    y += line_height(look, Type::LeadStrong);
    draw_paragraph(look, {centre - laid.width / 2, y}, Type::Body, p.muted, laid);
    ImGui::Dummy({1, height});
}

}  // namespace ui
