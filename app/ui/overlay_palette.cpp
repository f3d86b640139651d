#include <fmt/format.h>

#include <algorithm>

#include "ui/compat.h"
#include "ui/overlays.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::Command;
using session::CommandGroup;

constexpr float kCommandRow = 34, kBetween = 2;

Icon icon_of_group(CommandGroup group) {
    switch (group) {
        case CommandGroup::Lesson: return Icon::Book;
        case CommandGroup::Panel: return Icon::Table;
        case CommandGroup::Go: return Icon::ArrowRight;
        case CommandGroup::Request: return Icon::Plane;
        case CommandGroup::Moment: return Icon::Bulb;
        case CommandGroup::Line: return Icon::Code;
        case CommandGroup::Window: return Icon::Screen;
        case CommandGroup::Setting: return Icon::Cog;
        case CommandGroup::Recent: return Icon::History;
    }
    return Icon::None;
}

// The title, with the letters that were asked for underlined in the accent.
void draw_command_title(const Look& look, const Box& row, const std::string& title,
                        const std::vector<std::size_t>& found, bool on) {
    const Palette& p = look.palette;
    draw_text_fitted(look, row, on ? Type::Strong : Type::Body, p.text, title);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string_view text = title;
    const Type type = on ? Type::Strong : Type::Body;
    for (std::size_t i = 0; i < found.size();) {
        std::size_t end = i + 1;
        while (end < found.size() && found[end] == found[end - 1] + 1) ++end;
        const float from = row.min.x + text_size(look, type, text.substr(0, found[i])).x;
        const float to = row.min.x + text_size(look, type, text.substr(0, found[end - 1] + 1)).x;
        const float y = row.centre().y + look.px(10);
        if (to <= row.max.x) list.AddRectFilled({from, y}, {to, y + look.px(2)}, p.accent);
        i = end;
    }
}

// On the right: the key that does the same, and what kind of thing it is. Out: where they begin.
float draw_kind(const Look& look, const Box& box, const Command& command) {
    const Palette& p = look.palette;
    const std::string_view kind = name_of(command.group);
    float x = box.max.x - look.px(12) - text_size(look, Type::Small, kind).x;
    draw_text_in_row(look, {x, box.min.y}, box.height(), Type::Small, p.muted, kind);
    x = std::min(x, box.max.x - look.px(96));
    if (command.keys.empty()) return x;
    const float width = text_size(look, Type::SmallStrong, command.keys).x + look.px(14);
    x -= width + look.px(12);
    const Box cap = {{x, box.min.y + look.px(6)}, {x + width, box.max.y - look.px(6)}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(cap.min, cap.max, p.raised, look.px(4));
    list.AddRect(cap.min, cap.max, p.strong_border, look.px(4));
    draw_text_in_row(look, {cap.min.x + look.px(7), cap.min.y}, cap.height(), Type::SmallStrong,
                     p.text, command.keys);
    return x;
}

void draw_command(const Panel& panel, int row, float width) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const session::CommandMatch& match = panel.state.commands_shown[static_cast<std::size_t>(row)];
    const Command& command = panel.state.commands[static_cast<std::size_t>(match.command)];
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box box = {at, {at.x + width, at.y + look.px(kCommandRow)}};
    const bool selected = row == panel.state.selected;
    const Hit hit = hit_area(row, box, Keyboard::Skips);
    if (hit.pressed) panel.out.push_back(session::OpenSelected{row});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (selected || hit.hovered)
        list.AddRectFilled(box.min, box.max, selected ? p.accent_soft : p.hover, look.px(6));
    if (selected) list.AddRect(box.min, box.max, p.accent, look.px(6));
    const float icon = at.x + look.px(22);
    draw_icon(look, {icon, box.centre().y}, Type::Body, command.on ? p.accent : p.muted,
              command.on ? Icon::Check : icon_of_group(command.group));
    const float right = draw_kind(look, box, command) - look.px(12);
    draw_command_title(look, {{icon + look.px(18), box.min.y}, {right, box.max.y}}, command.title,
                       match.at, command.on);
    ImGui::Dummy(box.size());
}

void draw_commands(const Panel& panel) {
    const float width = ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ScrollbarSize;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, panel.look.px(kBetween)));
    if (panel.memory.list_row != panel.state.selected) {
        const float middle = (static_cast<float>(panel.state.selected) + 0.5f) *
                             panel.look.px(kCommandRow + kBetween);
        ImGui::SetScrollY(middle - ImGui::GetWindowHeight() / 2);
    }
    ImGuiListClipper rows;  // a program may have thousands of lines
    rows.Begin(static_cast<int>(panel.state.commands_shown.size()),
               panel.look.px(kCommandRow + kBetween));
    while (rows.Step())
        for (int row = rows.DisplayStart; row < rows.DisplayEnd; ++row)
            draw_command(panel, row, width);
    ImGui::PopStyleVar();
    panel.memory.list_row = panel.state.selected;
    if (!panel.state.commands_shown.empty()) return;
    gap(panel.look, 24);
    paragraph(panel.look, Type::Body, panel.look.palette.muted, "Nothing has all these words.",
              width);
}

}  // namespace

void draw_palette(const Panel& panel, const Box& window) {
    const Look& look = panel.look;
    const Box card = overlay_card(look, window, 760, 520);
    const float filter_height = look.px(44), foot = look.px(24);
    draw_filter(panel, {card.min, {card.max.x, card.min.y + filter_height}},
                panel.state.overlay == session::Overlay::FindLine
                    ? "Type to find a line of the program"
                    : "Type to find a lesson, a panel, a jump, a setting");
    const Box body = {{card.min.x, card.min.y + filter_height + look.px(12)},
                      {card.max.x, card.max.y - foot}};
    ImGui::SetCursorScreenPos(body.min);
    compat::begin_child("commands", body.size(), compat::Border::No);
    draw_commands(panel);
    ImGui::EndChild();
    draw_text(look, {card.min.x, card.max.y - look.px(14)}, Type::Small, look.palette.muted,
              "Up and Down choose, Enter does it, Esc closes");
    cover_card(look, card);
}

}  // namespace ui
