#include <algorithm>
#include <array>

#include "session/keys.h"
#include "ui/compat.h"
#include "ui/overlays.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kHelpRow = 30;

void draw_key_cap(const Look& look, ImVec2 at, std::string_view chord) {
    const Palette& p = look.palette;
    const float width = text_size(look, Type::SmallStrong, chord).x + look.px(16);
    const Box cap = {{at.x, at.y + look.px(3)}, {at.x + width, at.y + look.px(27)}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(cap.min, cap.max, p.raised, look.px(5));
    list.AddRect(cap.min, cap.max, p.strong_border, look.px(5));
    draw_text_in_row(look, {cap.min.x + look.px(8), cap.min.y}, cap.height(), Type::SmallStrong,
                     p.text, chord);
}

constexpr std::array<std::string_view, 5> kGroups = {"Time", "Without a mouse", "Jumps", "Panels",
                                                     "Window"};
constexpr float kHelpHead = 30, kAfterGroup = 16;

int keys_in(std::string_view group) {
    int count = 0;
    for (const session::KeyBinding& key : session::key_bindings())
        if (key.group == group && !key.shown.empty()) ++count;
    return count;
}
float height_of(const Look& look, std::string_view group) {
    return look.px(kHelpHead + kHelpRow * static_cast<float>(keys_in(group)) + kAfterGroup);
}

float width_of_caps(const Look& look, std::string_view group) {
    float width = 0;
    for (const session::KeyBinding& key : session::key_bindings())
        if (key.group == group)
            width = std::max(width, text_size(look, Type::SmallStrong, key.shown).x);
    return width + look.px(28);
}

void draw_group(const Look& look, ImVec2 at, std::string_view group, float width) {
    const Palette& p = look.palette;
    draw_text(look, at, Type::Strong, p.accent, group);
    const float caps = width_of_caps(look, group);
    float y = at.y + look.px(kHelpHead);
    for (const session::KeyBinding& key : session::key_bindings()) {
        if (key.group != group || key.shown.empty()) continue;
        draw_key_cap(look, {at.x, y}, key.shown);
        draw_text_fitted(look, {{at.x + caps, y}, {at.x + width, y + look.px(kHelpRow)}},
                         Type::Body, p.muted, key.says);
        y += look.px(kHelpRow);
    }
}

// The groups below each other in columns as high as the tallest group needs, or the room has.
void draw_groups(const Look& look, const Box& room) {
    float column_height = room.height();
    for (const std::string_view group : kGroups)
        column_height = std::max(column_height, height_of(look, group));
    const int columns =
        std::clamp(static_cast<int>(room.width() / look.px(290)), 1, static_cast<int>(3));
    const float between = look.px(24);
    const float width =
        (room.width() - between * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float x = room.min.x, y = room.min.y, lowest = y;
    int column = 0;
    for (const std::string_view group : kGroups) {
        const float height = height_of(look, group);
        if (y > room.min.y && y + height > room.min.y + column_height && column + 1 < columns) {
            ++column;
            x += width + between;
            y = room.min.y;
        }
        draw_group(look, {x, y}, group, width);
        y += height;
        lowest = std::max(lowest, y);
    }
    ImGui::Dummy({room.width(), lowest - room.min.y});
}

}  // namespace

void draw_help(const Panel& panel, const Box& window) {
    const Look& look = panel.look;
    const Box card = overlay_card(look, window, 1080, 700);
    draw_overlay_title(panel, card, "Keys");
    const Box body = {{card.min.x, card.min.y + look.px(44)},
                      {card.max.x, card.max.y - look.px(44)}};
    ImGui::SetCursorScreenPos(body.min);
    compat::begin_child("keys", body.size(), compat::Border::No);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ScrollbarSize;
    draw_groups(look, {at, {at.x + width, at.y + body.height()}});
    ImGui::EndChild();
    draw_text_fitted(
        look, {{card.min.x, card.max.y - look.px(36)}, {card.max.x, card.max.y - look.px(18)}},
        Type::Small, look.palette.muted,
        "Press a table row, a cell, a node, a line or the timeline to jump there; with "
        "Shift, to the previous time.");
    draw_text_fitted(look, {{card.min.x, card.max.y - look.px(18)}, card.max}, Type::Small,
                     look.palette.muted,
                     "A panel's key twice: that panel alone. The right button sets a breakpoint.");
    cover_card(look, card);
}

}  // namespace ui
