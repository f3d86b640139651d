#include "ui/panel_code.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ui/compat.h"
#include "ui/context_menu.h"
#include "ui/inlay.h"
#include "ui/source_view.h"
#include "ui/widgets_button.h"
#include "ui/widgets_card.h"
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

// x offsets: marks, right edge of the number, the bar that says "has run", counts, the code.
struct Gutter {
    float mark, number, bar, count, text;
    Type type;  // of the code
};

// A narrow panel takes the smaller face before it wraps lines.
constexpr float kWideColumns = 84;
Gutter make_gutter(const Look& look, const session::LessonView& lesson, float width) {
    const std::size_t digits =
        std::max<std::size_t>(2, fmt::format("{}", lesson.code.size()).size());
    const float advance = text_size(look, Type::CodeSmall, "0").x;
    Gutter gutter;
    gutter.mark = look.px(2);
    gutter.number = look.px(26) + static_cast<float>(digits) * advance;
    gutter.bar = gutter.number + look.px(6);
    gutter.count = gutter.bar + look.px(6);
    // Counts have a column of their own where any line runs more than once.
    gutter.text = gutter.count + (lesson.lines_repeat ? 4 * advance : 0) + look.px(6);
    const bool wide = (width - gutter.text) / text_size(look, Type::Code, "0").x >= kWideColumns;
    gutter.type = wide ? Type::Code : Type::CodeSmall;
    return gutter;
}

// At most four characters: "×3", "×12k".
std::string count_text(int count) {
    if (count < 1000) return fmt::format("\u00d7{}", count);
    if (count < 100'000) return fmt::format("\u00d7{}k", count / 1000);
    if (count < 1'000'000) return fmt::format("{}k", count / 1000);
    return fmt::format("\u00d7{}M", count / 1'000'000);
}

class CodePainter {
  public:
    CodePainter(const Panel& panel, const Gutter& gutter, SourceView& view, float left, float right)
        : panel_(panel),
          look_(panel.look),
          p_(panel.look.palette),
          gutter_(gutter),
          view_(view),
          left_(left),
          right_(right) {}

    void draw() {
        for (const SourceRow& row : view_.visible()) draw_row(row);
        copy_when_asked(view_);
    }

  private:
    ImDrawList& list() const { return *ImGui::GetWindowDrawList(); }

    void draw_row(const SourceRow& row) {
        const session::CodeLine& line = panel_.lesson().code[static_cast<std::size_t>(row.line)];
        const int number = row.line + 1;
        const bool current = panel_.now().line == number;
        const Box box = {{left_, row.box.min.y}, {right_, row.box.max.y}};
        ImGui::PushID(row.line);
        const Hit hit = hit_area(row.begin, box);
        ImGui::PopID();
        press(hit, number);
        draw_band(box, number, line.edited, hit.hovered);
        if (row.first) draw_gutter(box, number, current, hit.hovered);
        view_.draw_row(row, pieces_of(p_, line), p_.text);
        if (row.last) draw_values(row, line.edited);
        if (row.first && line.edited) draw_edit_badge(box);
    }

    void press(const Hit& hit, int number) {
        const bool in_gutter = hit.hovered && ImGui::GetIO().MousePos.x < left_ + gutter_.count;
        const bool clicked = view_.select_here(hit.pressed);
        const bool by_mouse = ImGui::IsMouseClicked(ImGuiMouseButton_Right);
        if (hit.marked && by_mouse) {
            panel_.memory.code.menu_line = number;
            panel_.memory.code.menu_wanted = true;
        }
        if ((hit.marked && !by_mouse) || (clicked && in_gutter))
            panel_.out.push_back(session::ToggleBreakpoint{session::breakpoint_on_line(number)});
        else if (clicked)
            panel_.out.push_back(session::GoToLine{
                number, hit.back ? session::Direction::Previous : session::Direction::Next});
    }

    void draw_band(const Box& row, int number, bool edited, bool hovered) const {
        const bool current = panel_.now().line == number;
        const bool sought = panel_.state.sought_line == number;
        const Box band = {{row.min.x - look_.px(8), row.min.y}, row.max};
        if (current) {
            const BandInk ink = band_of(p_, panel_.now().kind);
            list().AddRectFilled(band.min, band.max, ink.surface, look_.px(4));
            list().AddRectFilled(band.min, {band.min.x + look_.px(3), band.max.y}, ink.mark,
                                 look_.px(2));
        } else if (edited) {
            list().AddRectFilled(band.min, band.max, p_.warn_soft, look_.px(4));
        } else if (hovered) {
            list().AddRectFilled(band.min, band.max, p_.hover, look_.px(4));
        }
        if (sought) list().AddRect(band.min, band.max, p_.accent, look_.px(4), 0, look_.px(1.5f));
    }

    void draw_gutter(const Box& row, int number, bool current, bool hovered) const {
        const int times = session::times_run(panel_.lesson(), panel_.now(), number);
        const std::string text = fmt::format("{}", number);
        const float width = text_size(look_, Type::CodeSmall, text).x;
        draw_text_in_row(look_, {row.min.x + gutter_.number - width, row.min.y}, row.height(),
                         Type::CodeSmall, times > 0 || current ? p_.text : p_.faint, text);
        if (times > 0)  // a bar beside the number: this line has run in this request
            list().AddRectFilled({row.min.x + gutter_.bar, row.min.y + look_.px(3)},
                                 {row.min.x + gutter_.bar + look_.px(3), row.max.y - look_.px(3)},
                                 p_.good, look_.px(2));
        if (times > 1)
            draw_text_in_row(look_, {row.min.x + gutter_.count, row.min.y}, row.height(),
                             Type::CodeSmall, p_.muted, count_text(times));
        const ImVec2 mark = {row.min.x + gutter_.mark + look_.px(9), row.centre().y};
        const bool stops =
            session::has_breakpoint(panel_.state, session::breakpoint_on_line(number));
        if (stops) list().AddCircleFilled(mark, look_.px(6), p_.bad);
        if (current) {
            const BandInk band = band_of(p_, panel_.now().kind);
            draw_icon(look_, mark, Type::Body, stops ? p_.card : band.mark, band.icon);
        } else if (hovered && !stops) {  // where a press makes one
            list().AddCircle(mark, look_.px(5), p_.strong_border, 0, look_.px(1.5f));
        }
    }

    void draw_values(const SourceRow& row, bool edited) {
        CodeMemory& memory = panel_.memory.code;
        if (memory.values_of != &panel_.lesson() || memory.values_step != panel_.now().step) {
            memory.values_of = &panel_.lesson();
            memory.values_step = panel_.now().step;
            memory.values.clear();
        }
        const auto [found, fresh] = memory.values.try_emplace(row.line + 1);
        if (fresh)
            found->second = session::values_on_line(panel_.lesson(), panel_.now(), row.line + 1);
        if (found->second.empty()) return;
        const float left = view_.end_of(row) + look_.px(16);
        const float right = right_ - look_.px(edited ? 96 : 4);
        draw_inlay(look_, {{left, row.box.min.y}, {right, row.box.max.y}}, found->second);
    }

    void draw_edit_badge(const Box& row) const {
        const Badge badge = {Icon::Pencil, "changed", p_.warn, p_.card};
        const ImVec2 size = badge_size(look_, badge);
        draw_badge(look_, {row.max.x - size.x - look_.px(4), row.centre().y - size.y / 2}, badge);
    }

    const Panel& panel_;
    const Look& look_;
    const Palette& p_;
    const Gutter& gutter_;
    SourceView& view_;
    float left_, right_;
};

void draw_menu(const Panel& panel, SourceView& view) {
    CodeMemory& memory = panel.memory.code;
    const Look& look = panel.look;
    if (memory.menu_wanted) ImGui::OpenPopup("code menu");
    memory.menu_wanted = false;
    if (!begin_menu(look, "code menu", 250)) return;
    const int line = memory.menu_line;
    const auto& code = panel.lesson().code;
    if (menu_item(look, Icon::StepForward, "Next time it runs"))
        panel.out.push_back(session::GoToLine{line, session::Direction::Next});
    if (menu_item(look, Icon::StepBack, "Previous time it ran"))
        panel.out.push_back(session::GoToLine{line, session::Direction::Previous});
    const auto breakpoint = session::breakpoint_on_line(line);
    const bool stops = session::has_breakpoint(panel.state, breakpoint);
    if (menu_item(look, Icon::Dot, stops ? "Remove the breakpoint" : "Stop here: a breakpoint"))
        panel.out.push_back(session::ToggleBreakpoint{breakpoint});
    menu_line(look);
    if (view.has_selection() && menu_item(look, Icon::Copy, "Copy the selection  (Ctrl + C)"))
        ImGui::SetClipboardText(view.selected().c_str());
    if (menu_item(look, Icon::Copy, "Copy this line") && line >= 1 &&
        line <= static_cast<int>(code.size()))
        ImGui::SetClipboardText(code[static_cast<std::size_t>(line - 1)].text.c_str());
    if (menu_item(look, Icon::Copy, "Copy all of it"))
        ImGui::SetClipboardText(panel.lesson().run->scenario.source.c_str());
    menu_line(look);
    const bool wraps = memory.wrap == Wrap::Yes;
    if (menu_item(look, wraps ? Icon::Check : Icon::None, "Wrap long lines"))
        memory.wrap = wraps ? Wrap::No : Wrap::Yes;
    end_menu();
}

void scroll_to(const Panel& panel, const SourceView& view, float above, int line) {
    const float row = line_height(panel.look, Type::Code);
    const float top = above + view.top_of(line - 1);
    const float bottom = top + row * static_cast<float>(view.rows_of(line - 1));
    const float seen = ImGui::GetScrollY(), room = ImGui::GetWindowHeight();
    if (top < seen + row || bottom > seen + room - row) ImGui::SetScrollY(top - room * 0.4f);
}

// Scrolls to the current line or the last that ran, once per step and when lines have been broken
// anew; to a line that was found, once.
void follow_line(const Panel& panel, const SourceView& view, float above) {
    PanelMemory& memory = panel.memory;
    const bool moved = memory.code_step != panel.now().step || memory.code.source.follow;
    if (moved) {
        memory.code_step = panel.now().step;
        memory.code.source.follow = false;
        if (const int line = session::line_to_show(panel.lesson(), panel.now()); line >= 1)
            scroll_to(panel, view, above, line);
    }
    if (memory.code.seeks == panel.state.seeks) return;
    memory.code.seeks = panel.state.seeks;
    const int count = static_cast<int>(panel.lesson().code.size());
    if (panel.state.sought_line >= 1 && panel.state.sought_line <= count)
        scroll_to(panel, view, above, panel.state.sought_line);
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

void draw_program(const Panel& panel, float width) {
    const Look& look = panel.look;
    const session::LessonView& lesson = panel.lesson();
    CodeMemory& memory = panel.memory.code;
    const Gutter gutter = make_gutter(look, lesson, width);
    const SourceText text = {
        &lesson, static_cast<int>(lesson.code.size()), [&lesson](int line) {
            return std::string_view(lesson.code[static_cast<std::size_t>(line)].text);
        }};
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float above = ImGui::GetCursorPosY();
    SourceView view(look, gutter.type, text, memory.source, {origin.x + gutter.text, origin.y},
                    width - gutter.text, memory.wrap);
    follow_line(panel, view, above);
    const float wide = std::max(width, gutter.text + view.width() + look.px(8));
    CodePainter(panel, gutter, view, origin.x, origin.x + wide).draw();
    draw_menu(panel, view);
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({wide, view.height()});
    draw_traceback(panel, width);
    gap(look, 8);
}

}  // namespace

void draw_code_panel(const Panel& panel) {
    if (panel.lesson().code.empty())
        return empty_state(panel.look, Icon::Code, "No program", "The source is empty.");
    if (panel.memory.code.wrap == Wrap::Yes) return draw_program(panel, body_width());
    const ImVec2 room = ImGui::GetContentRegionAvail();
    compat::begin_child("unwrapped", {room.x, std::max(1.0f, room.y - panel.look.px(8))},
                        compat::Border::No, ImGuiWindowFlags_HorizontalScrollbar);
    draw_program(panel, body_width());
    ImGui::EndChild();
}

}  // namespace ui
