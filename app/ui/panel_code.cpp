#include "ui/panel_code.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ui/widgets_button.h"
#include "ui/widgets_card.h"
#include "ui/widgets_source.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::Ink;

ImU32 color_of(const Palette& p, Ink ink) {
    switch (ink) {
        case Ink::Plain:
        case Ink::Operator: return p.text;
        case Ink::Keyword: return p.keyword;
        case Ink::Builtin: return p.type;
        case Ink::Function: return p.function;
        case Ink::Text: return p.string;
        case Ink::Interpolation: return p.keyword;
        case Ink::Number: return p.number;
        case Ink::Comment: return p.comment;
        case Ink::Decorator: return p.decorator;
    }
    return p.text;
}

std::vector<Piece> pieces_of(const Palette& p, const session::CodeLine& line) {
    std::vector<Piece> pieces;
    for (const session::InkSpan& span : line.inks)
        pieces.push_back({span.begin, span.end, color_of(p, span.ink), 0});
    return pieces;
}

// What the current line's band says about the event, beside the arrow.
struct BandInk {
    ImU32 surface, mark;
    Icon icon;
};
BandInk band_of(const Palette& p, trace::EventKind kind) {
    if (kind == trace::EventKind::Raise || kind == trace::EventKind::Unwind)
        return {p.bad_soft, p.bad, Icon::Bolt};
    if (kind == trace::EventKind::Return) return {p.accent_soft, p.accent, Icon::Return};
    return {p.accent_soft, p.accent, Icon::ArrowRight};
}

struct Gutter {
    float mark, number, text;  // x offsets: arrow, right edge of the number, the code
    Type type;                 // of the code
};

// A narrow panel takes the smaller face before it wraps lines.
constexpr float kWideColumns = 84;
Gutter make_gutter(const Look& look, std::size_t line_count, float width) {
    const float digits =
        static_cast<float>(std::max<std::size_t>(2, fmt::format("{}", line_count).size()));
    const float advance = text_size(look, Type::CodeSmall, "0").x;
    const float number = look.px(26) + digits * advance;
    const float text = number + look.px(18);
    const bool wide = (width - text) / text_size(look, Type::Code, "0").x >= kWideColumns;
    return {look.px(2), number, text, wide ? Type::Code : Type::CodeSmall};
}

void draw_gutter(const Panel& panel, const Box& row, int number, const Gutter& gutter, bool current,
                 bool ran) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const float line = line_height(look, gutter.type);
    const std::string text = fmt::format("{}", number);
    const float width = text_size(look, Type::CodeSmall, text).x;
    draw_text_in_row(look, {row.min.x + gutter.number - width, row.min.y}, line, Type::CodeSmall,
                     ran || current ? p.text : p.faint, text);
    if (ran)  // a bar beside the number: this line has run in this request
        ImGui::GetWindowDrawList()->AddRectFilled(
            {row.min.x + gutter.number + look.px(6), row.min.y + look.px(3)},
            {row.min.x + gutter.number + look.px(9), row.max.y - look.px(3)}, p.good, look.px(2));
    if (current) {
        const BandInk band = band_of(p, panel.now().kind);
        draw_icon(look, {row.min.x + gutter.mark + look.px(9), row.min.y + line / 2}, Type::Body,
                  band.mark, band.icon);
    }
}

void draw_band(const Panel& panel, const Box& row, bool current, bool edited, bool hovered) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Box band = {{row.min.x - look.px(8), row.min.y}, {row.max.x, row.max.y}};
    if (current) {
        const BandInk ink = band_of(p, panel.now().kind);
        list.AddRectFilled(band.min, band.max, ink.surface, look.px(4));
        list.AddRectFilled(band.min, {band.min.x + look.px(3), band.max.y}, ink.mark, look.px(2));
    } else if (edited) {
        list.AddRectFilled(band.min, band.max, p.warn_soft, look.px(4));
    } else if (hovered) {
        list.AddRectFilled(band.min, band.max, p.hover, look.px(4));
    }
}

void draw_edit_badge(const Look& look, const Box& row) {
    const Badge badge = {Icon::Pencil, "changed", look.palette.warn, look.palette.card};
    const ImVec2 size = badge_size(look, badge);
    draw_badge(look, {row.max.x - size.x - look.px(4), row.min.y + look.px(1)}, badge);
}

void draw_line(const Panel& panel, int index, const Gutter& gutter, float width) {
    const Look& look = panel.look;
    const auto at = static_cast<std::size_t>(index);
    const session::CodeLine& line = panel.lesson().code[at];
    const bool current = panel.now().line == index + 1;
    const bool ran = session::times_run(panel.lesson(), panel.now(), index + 1) > 0;
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const auto rows = row_starts(look, gutter.type, line.text, width - gutter.text);
    const float height = static_cast<float>(rows.size()) * line_height(look, gutter.type);
    const Box row = {origin, {origin.x + width, origin.y + height}};
    const Hit hit = hit_area(index, row);
    if (hit.pressed) panel.out.push_back(session::GoToLine{index + 1});
    draw_band(panel, row, current, line.edited, hit.hovered);
    draw_gutter(panel, row, index + 1, gutter, current, ran);
    draw_source_line(look, {origin.x + gutter.text, origin.y}, gutter.type, line.text, rows,
                     pieces_of(look.palette, line), look.palette.text);
    if (line.edited) draw_edit_badge(look, row);
    ImGui::SetCursorScreenPos({origin.x, row.max.y});
    if (current && panel.memory.code_step != panel.now().step) {
        panel.memory.code_step = panel.now().step;
        const float room = ImGui::GetWindowHeight();
        const float y = origin.y - ImGui::GetWindowPos().y;  // inside the window
        if (y < look.px(24) || y + height > room - look.px(24)) ImGui::SetScrollFromPosY(y, 0.4f);
    }
}

void draw_traceback(const Panel& panel, float width) {
    const int request = panel.now().request;
    if (request < 0 || !panel.now().response_built) return;
    const auto& traceback = panel.lesson().requests[static_cast<std::size_t>(request)].traceback;
    if (traceback.empty()) return;
    const Look& look = panel.look;
    gap(look, 16);
    paragraph(look, Type::SmallStrong, look.palette.bad, "The traceback on the server", width);
    gap(look, 4);
    for (const std::string_view line : base::split_lines(traceback)) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const auto rows = row_starts(look, Type::CodeSmall, line, width);
        draw_source_line(look, at, Type::CodeSmall, line, rows, {}, look.palette.muted);
        const float height = static_cast<float>(rows.size()) * line_height(look, Type::CodeSmall);
        ImGui::SetCursorScreenPos({at.x, at.y + height});
    }
    ImGui::Dummy({width, 0});
}

}  // namespace

void draw_code_panel(const Panel& panel) {
    const auto& code = panel.lesson().code;
    if (code.empty())
        return empty_state(panel.look, Icon::Code, "No program", "The source is empty.");
    const float width = body_width();
    const Gutter gutter = make_gutter(panel.look, code.size(), width);
    for (int i = 0; i < static_cast<int>(code.size()); ++i) draw_line(panel, i, gutter, width);
    draw_traceback(panel, width);
    gap(panel.look, 8);
}

}  // namespace ui
