#include "ui/panel_table.h"

#include "ui/widgets_card.h"
#include "ui/widgets_grid.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::Tone;

void dress(const Palette& p, Tone tone, GridCell& cell) {
    switch (tone) {
        case Tone::Plain: break;
        case Tone::Code: cell.type = Type::CodeSmall; break;
        case Tone::Yes: cell.icon = Icon::Check; break;
        case Tone::No: cell.icon = Icon::Cross; break;
        case Tone::Allowed:
            cell.icon = Icon::CheckCircle;
            cell.color = p.good;
            break;
        case Tone::Rejected:
            cell.icon = Icon::Blocked;
            cell.color = p.bad;
            break;
        case Tone::Failed:
            cell.icon = Icon::Warning;
            cell.color = p.warn;
            break;
    }
}

GridRow make_row(const Panel& panel, std::size_t index) {
    const session::LessonView& lesson = panel.lesson();
    GridRow row;
    row.current = lesson.table.rows[index].request == panel.now().request;
    const auto& cells = lesson.table.rows[index].cells;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const session::CellView now = session::table_cell(lesson, panel.now(), index, c);
        GridCell cell;
        cell.color = panel.look.palette.text;
        cell.longest = cells[c].text;
        if (now.known) cell.text = cells[c].text;
        cell.pressable = now.known;
        dress(panel.look.palette, lesson.table_tones[index][c], cell);
        if (!now.known) cell.color = IM_COL32_BLACK_TRANS;  // its icon keeps its room
        if (now.changed) cell.mark = "new";
        if (c == 0 && session::is_live(panel.state, lesson.table.rows[index].request))
            cell.icon = Icon::Bolt;  // it came in over the socket
        row.cells.push_back(cell);
    }
    return row;
}

}  // namespace

void draw_table_panel(const Panel& panel) {
    const Look& look = panel.look;
    const lesson::ExecTable& table = panel.lesson().table;
    if (table.titles.empty() || table.rows.empty())
        return empty_state(look, Icon::Table, "No table", "The lesson describes no columns.");
    Grid grid = {"table", {table.titles.begin(), table.titles.end()}, {}};
    for (std::size_t i = 0; i < table.rows.size(); ++i) grid.rows.push_back(make_row(panel, i));
    grid.follow = panel.memory.table_step != panel.now().step;
    panel.memory.table_step = panel.now().step;
    const float width = body_width();
    const GridPress press = draw_grid(look, grid, width);
    if (press.row >= 0) {
        const auto& row = table.rows[static_cast<std::size_t>(press.row)];
        panel.out.push_back(
            session::GoToStep{row.cells[static_cast<std::size_t>(press.column)].jump_to});
    }
    if (table.note.empty()) return;
    gap(look, 10);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_icon(look, {at.x + look.px(18), at.y + look.px(10)}, Type::Small, look.palette.warn,
              Icon::Bulb);
    ImGui::SetCursorScreenPos({at.x + look.px(32), at.y});
    paragraph(look, Type::Small, look.palette.muted, table.note, width - look.px(32));
    gap(look, 4);
}

}  // namespace ui
