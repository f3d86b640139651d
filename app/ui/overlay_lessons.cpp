#include <fmt/format.h>

#include <algorithm>

#include "ui/compat.h"
#include "ui/overlays.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

Badge level_badge(const Palette& p, const session::LessonEntry& lesson) {
    if (lesson.faulty) return {Icon::Warning, "has faults", p.bad, p.bad_soft};
    return {Icon::Graduation, lesson.level, p.muted, p.raised};
}

void draw_entry(const Panel& panel, int row, const session::LessonEntry& lesson, float width) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const bool selected = row == panel.state.selected;
    const float pad = look.px(14);
    const Paragraph summary = lay_out(look, Type::Small, lesson.summary, width - 2 * pad);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.px(52) + summary.height;
    const Box box = {at, {at.x + width, at.y + height}};
    const Hit hit = hit_area(row, box, Keyboard::Skips);
    if (hit.pressed) panel.out.push_back(session::OpenLesson{lesson.file});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (selected || hit.hovered)
        list.AddRectFilled(box.min, box.max, selected ? p.accent_soft : p.hover, look.px(8));
    if (selected) list.AddRect(box.min, box.max, p.accent, look.px(8));
    const Badge badge = level_badge(p, lesson);
    const ImVec2 badge_box = badge_size(look, badge);
    const std::string about =
        lesson.minutes > 0 ? fmt::format("{}  \u00b7  {} min", lesson.framework, lesson.minutes)
                           : lesson.framework;
    const float about_width = text_size(look, Type::Small, about).x;
    const float row_top = at.y + pad;
    float right = box.max.x - pad;
    if (!badge.text.empty()) {
        right -= badge_box.x;
        draw_badge(look, {right, row_top}, badge);
    }
    right -= about_width + look.px(12);
    draw_text_in_row(look, {right, row_top}, badge_box.y, Type::Small, p.muted, about);
    draw_text_fitted(look, {{at.x + pad, row_top}, {right - look.px(12), row_top + badge_box.y}},
                     Type::LeadStrong, p.text, lesson.title);
    draw_paragraph(look, {at.x + pad, row_top + look.px(28)}, Type::Small, p.muted, summary);
    ImGui::Dummy(box.size());
    if (selected && !ImGui::IsItemVisible()) ImGui::SetScrollHereY();
    gap(look, 4);
}

void draw_list(const Panel& panel) {
    const session::State& state = panel.state;
    const float width = ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ScrollbarSize;
    for (int row = 0; row < static_cast<int>(state.lessons_shown.size()); ++row) {
        const int index = state.lessons_shown[static_cast<std::size_t>(row)];
        draw_entry(panel, row, state.lessons[static_cast<std::size_t>(index)], width);
    }
    if (!state.lessons_shown.empty()) return;
    gap(panel.look, 24);
    paragraph(panel.look, Type::Body, panel.look.palette.muted,
              state.lessons.empty() ? "No lessons were found on this machine."
                                    : "No lesson has all these words.",
              width);
}

}  // namespace

void draw_lesson_browser(const Panel& panel, const Box& window) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const Box card = overlay_card(look, window, 760, 560);
    const float filter_height = look.px(44), foot = look.px(24);
    draw_text(look, card.min, Type::Title, p.text, "Lessons");
    const std::string count =
        fmt::format("{} of {}", panel.state.lessons_shown.size(), panel.state.lessons.size());
    const float count_width = text_size(look, Type::Small, count).x;
    draw_text_in_row(look, {card.max.x - count_width, card.min.y}, look.px(24), Type::Small,
                     p.muted, count);
    const float top = card.min.y + look.px(40);
    draw_filter(panel, {{card.min.x, top}, {card.max.x, top + filter_height}},
                "Type to find a lesson");
    const Box body = {{card.min.x, top + filter_height + look.px(12)},
                      {card.max.x, card.max.y - foot}};
    ImGui::SetCursorScreenPos(body.min);
    compat::begin_child("list", body.size(), compat::Border::No);
    draw_list(panel);
    ImGui::EndChild();
    draw_text(look, {card.min.x, card.max.y - look.px(14)}, Type::Small, p.muted,
              "Up and Down choose, Enter opens, Esc closes");
    cover_card(look, card);
}

}  // namespace ui
