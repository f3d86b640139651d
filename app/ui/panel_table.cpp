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

// What the cell says when all has run: columns do not move as cells fill.
GridCell final_cell(const Panel& panel, int row, int column) {
    const auto r = static_cast<std::size_t>(row), c = static_cast<std::size_t>(column);
    GridCell cell;
    cell.color = panel.look.palette.text;
    cell.text = panel.lesson().table.rows[r].cells[c].text;
    dress(panel.look.palette, panel.lesson().table_tones[r][c], cell);
    return cell;
}

GridCell table_cell_now(const Panel& panel, int row, int column) {
    const session::CellView now =
        session::table_cell(panel.lesson(), panel.now(), static_cast<std::size_t>(row),
                            static_cast<std::size_t>(column));
    GridCell cell = final_cell(panel, row, column);
    if (!now.known) return {};
    cell.pressable = true;
    if (now.changed) cell.mark = "new";
    if (column == 0 &&
        session::is_live(panel.state,
                         panel.lesson().table.rows[static_cast<std::size_t>(row)].request))
        cell.icon = Icon::Bolt;  // it came in over the socket
    return cell;
}

int row_of_request(const session::LessonView& lesson, int request) {
    for (std::size_t row = 0; row < lesson.table.rows.size(); ++row)
        if (lesson.table.rows[row].request == request) return static_cast<int>(row);
    return -1;
}

}  // namespace

void draw_table_panel(const Panel& panel) {
    const Look& look = panel.look;
    const lesson::ExecTable& table = panel.lesson().table;
    if (table.titles.empty() || table.rows.empty())
        return empty_state(look, Icon::Table, "No table", "The lesson describes no columns.");
    GridModel grid;
    grid.id = "table";
    grid.of = &table;
    grid.rows = static_cast<int>(table.rows.size());
    grid.columns = static_cast<int>(table.titles.size());
    grid.title = [&](int column) { return table.titles[static_cast<std::size_t>(column)]; };
    grid.cell = [&](int row, int column) { return table_cell_now(panel, row, column); };
    grid.widest = [&](int row, int column) { return final_cell(panel, row, column); };
    grid.current_row = row_of_request(panel.lesson(), panel.now().request);
    grid.follow = panel.memory.table_step != panel.now().step;
    grid.room_below = table.note.empty() ? 0 : look.px(56);
    panel.memory.table_step = panel.now().step;
    const float width = body_width();
    const GridPress press = draw_grid(look, grid, panel.memory.table, width);
    if (press.row >= 0 && !press.right) {
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
