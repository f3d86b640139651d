#include "ui/inlay.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ui/icons.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kLeastRoom = 56;  // less says nothing

std::string text_of(const std::vector<session::LineValue>& values, std::string_view between,
                    std::size_t limit) {
    std::string text;
    for (const session::LineValue& value : values)
        text += fmt::format("{}{} = {}", text.empty() ? "" : between, value.name,
                            base::printable(value.value, limit));
    return text;
}

}  // namespace

void draw_inlay(const Look& look, const Box& room, const std::vector<session::LineValue>& values) {
    if (room.width() < look.px(kLeastRoom)) return;
    const Palette& p = look.palette;
    const bool changed = std::any_of(values.begin(), values.end(),
                                     [](const session::LineValue& value) { return value.changed; });
    const std::string text = text_of(values, "   ", 120);
    const float pad = look.px(6);
    const float icon = changed ? icon_width(look, Type::Small) + look.px(2) : 0;
    const float wide = text_size(look, Type::CodeSmall, text).x + icon + 2 * pad;
    const Box chip = {{room.min.x, room.min.y + look.px(1)},
                      {std::min(room.max.x, room.min.x + wide), room.max.y - look.px(1)}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(chip.min, chip.max, changed ? p.accent_soft : p.raised, look.px(5));
    if (changed) {
        list.AddRect(chip.min, chip.max, p.accent, look.px(5));
        draw_icon(look, {chip.min.x + pad + icon / 2 - look.px(2), chip.centre().y}, Type::Small,
                  p.accent, Icon::Pencil);
    }
    const Box inner = {{chip.min.x + pad + icon, chip.min.y}, {chip.max.x - pad + 1, chip.max.y}};
    draw_text_cut(look, inner, Type::CodeSmall, changed ? p.accent : p.muted, text);
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(chip.min, chip.max))
        tip(look, text_of(values, "\n", 2000));
}

}  // namespace ui
