#include "ui/panel_tracker.h"

#include <fmt/format.h>

#include "ui/widgets_card.h"
#include "ui/widgets_grid.h"

namespace ui {

namespace {

std::vector<std::string> column_titles(const session::LessonView& lesson) {
    std::vector<std::string> titles = {"Variable", "Start"};
    for (std::size_t i = 0; i < lesson.requests.size(); ++i)
        titles.push_back(fmt::format("Request {}", i + 1));
    return titles;
}

std::string_view longest_of(const lesson::TrackerCell& cell) {
    std::string_view longest;
    for (const lesson::TrackerChange& change : cell.changes)
        if (change.text.size() > longest.size()) longest = change.text;
    return longest;
}

GridRow make_row(const Panel& panel, std::size_t index) {
    const Palette& p = panel.look.palette;
    GridRow row;
    GridCell name;
    name.text = panel.lesson().tracker.rows[index].variable;
    name.type = Type::CodeSmall;
    name.color = p.function;
    row.cells.push_back(name);
    const auto& cells = panel.now().tracker[index];
    for (std::size_t c = 0; c < cells.size(); ++c) {
        GridCell cell;
        cell.text = cells[c].text;
        cell.longest = longest_of(panel.lesson().tracker.rows[index].cells[c]);
        cell.type = Type::CodeSmall;
        cell.color = cells[c].text == "None" ? p.muted : p.text;
        cell.pressable = cells[c].known && cells[c].jump_to >= 0;
        if (cells[c].changed) cell.mark = "changed";
        row.cells.push_back(cell);
    }
    return row;
}

}  // namespace

void draw_tracker_panel(const Panel& panel) {
    const auto& rows = panel.now().tracker;
    if (rows.empty())
        return empty_state(panel.look, Icon::Sliders, "No variables",
                           "The lesson follows no variable.");
    const std::vector<std::string> titles = column_titles(panel.lesson());
    Grid grid = {"tracker", {titles.begin(), titles.end()}, {}, panel.now().request + 2, false};
    if (panel.now().request < 0) grid.current_column = 1;
    for (std::size_t i = 0; i < rows.size(); ++i) grid.rows.push_back(make_row(panel, i));
    const GridPress press = draw_grid(panel.look, grid, body_width());
    if (press.row < 0 || press.column < 1) return;
    const auto& cell =
        rows[static_cast<std::size_t>(press.row)][static_cast<std::size_t>(press.column - 1)];
    panel.out.push_back(session::GoToStep{cell.jump_to});
}

}  // namespace ui
