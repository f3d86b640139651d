#include "ui/widgets_button.h"

#include <algorithm>

#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kButtonHeight = 32;

struct ButtonInks {
    ImU32 surface, border, text;
};

ButtonInks inks_of(const Palette& p, const ButtonSpec& spec, bool hovered) {
    if (!spec.enabled) return {0, spec.kind == ButtonKind::Ghost ? 0 : p.border, p.strong_border};
    switch (spec.kind) {
        case ButtonKind::Primary:
            return {
                hovered ? blend(p.accent_fill, with_alpha(IM_COL32_BLACK, 0.15f)) : p.accent_fill,
                0, p.on_accent};
        case ButtonKind::Quiet:
            return {hovered ? p.hover : p.raised, hovered ? p.strong_border : p.border, p.text};
        case ButtonKind::Ghost: return {hovered ? p.hover : 0, 0, hovered ? p.text : p.muted};
    }
    return {};
}

void draw_button(const Look& look, const Box& box, const ButtonSpec& spec, bool hovered) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ButtonInks inks = inks_of(look.palette, spec, hovered);
    const float rounding = look.px(6);
    if (inks.surface) list.AddRectFilled(box.min, box.max, inks.surface, rounding);
    if (inks.border) list.AddRect(box.min, box.max, inks.border, rounding);
    const float icon = spec.icon == Icon::None ? 0 : icon_width(look, Type::Body);
    const float text = spec.label.empty() ? 0 : text_size(look, Type::Strong, spec.label).x;
    const float between = icon > 0 && text > 0 ? look.px(6) : 0;
    float x = box.centre().x - (icon + between + text) / 2;
    if (icon > 0) draw_icon(look, {x + icon / 2, box.centre().y}, Type::Body, inks.text, spec.icon);
    x += icon + between;
    draw_text_in_row(look, {x, box.min.y}, box.height(), Type::Strong, inks.text, spec.label);
}

}  // namespace

Hit hit_area(const char* id, const Box& box, Keyboard keyboard) {
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(box.min);
    Hit hit;
    hit.pressed =
        ImGui::InvisibleButton(id, {std::max(1.0f, box.width()), std::max(1.0f, box.height())});
    hit.hovered = ImGui::IsItemHovered();
    if (hit.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    hit.back = ImGui::GetIO().KeyShift;
    hit.marked = hit.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    if (Focus* focus = Focus::current(); focus && keyboard == Keyboard::Stops)
        if (const auto press = focus->item(ImGui::GetID(id), box)) {
            hit.marked = *press == session::Press::Mark;
            hit.pressed = !hit.marked;
            hit.back = *press == session::Press::ShiftEnter;
        }
    ImGui::SetCursorScreenPos(cursor);
    return hit;
}

Hit hit_area(int id, const Box& box, Keyboard keyboard) {
    ImGui::PushID(id);
    const Hit hit = hit_area("hit", box, keyboard);
    ImGui::PopID();
    return hit;
}

void tip(const Look& look, std::string_view text) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(10), look.px(8)));
    ImGui::BeginTooltip();
    paragraph(look, Type::Small, look.palette.text, text, look.px(340));
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

ImVec2 button_size(const Look& look, const ButtonSpec& spec) {
    const float icon = spec.icon == Icon::None ? 0 : icon_width(look, Type::Body);
    if (spec.label.empty()) return {look.px(kButtonHeight), look.px(kButtonHeight)};
    const float between = icon > 0 ? look.px(6) : 0;
    return {icon + between + text_size(look, Type::Strong, spec.label).x + look.px(24),
            look.px(kButtonHeight)};
}

bool button_at(const Look& look, ImVec2 at, const ButtonSpec& spec) {
    const Box box = {at, at + button_size(look, spec)};
    Hit hit;
    if (spec.enabled) hit = hit_area(spec.id, box);
    draw_button(look, box, spec, hit.hovered);
    if (hit.hovered && spec.tip) tip(look, spec.tip);
    return hit.pressed;
}

bool button(const Look& look, const ButtonSpec& spec) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool pressed = button_at(look, at, spec);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(button_size(look, spec));
    return pressed;
}

float segments_width(const Look& look, const std::vector<std::string_view>& labels) {
    float width = look.px(4);
    for (const std::string_view label : labels)
        width += text_size(look, Type::SmallStrong, label).x + look.px(24);
    return width;
}

int segments_at(const Look& look, ImVec2 at, const char* id,
                const std::vector<std::string_view>& labels, int current, const char* tip_text) {
    const Palette& p = look.palette;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float height = look.px(kButtonHeight);
    list.AddRectFilled(at, {at.x + segments_width(look, labels), at.y + height}, p.raised,
                       look.px(6));
    list.AddRect(at, {at.x + segments_width(look, labels), at.y + height}, p.border, look.px(6));
    int pressed = -1;
    float x = at.x + look.px(2);
    ImGui::PushID(id);
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
        const std::string_view label = labels[static_cast<std::size_t>(i)];
        const float width = text_size(look, Type::SmallStrong, label).x + look.px(24);
        const Box box = {{x, at.y + look.px(2)}, {x + width, at.y + height - look.px(2)}};
        const Hit hit = hit_area(i, box);
        if (hit.pressed) pressed = i;
        if (i == current) {
            list.AddRectFilled(box.min, box.max, p.accent_soft, look.px(4));
        } else if (hit.hovered) {
            list.AddRectFilled(box.min, box.max, p.hover, look.px(4));
        }
        if (hit.hovered && tip_text) tip(look, tip_text);
        draw_text_in_row(look, {x + look.px(12), box.min.y}, box.height(), Type::SmallStrong,
                         i == current ? p.accent : p.muted, label);
        x += width;
    }
    ImGui::PopID();
    return pressed;
}

}  // namespace ui
