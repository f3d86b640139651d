#include "ui/panel_tracker.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ui/widgets_card.h"
#include "ui/widgets_grid.h"

namespace ui {

namespace {

const lesson::TrackerRow& row_at(const Panel& panel, int row) {
    return panel.lesson().tracker.rows[static_cast<std::size_t>(row)];
}

session::VariableName name_of(const lesson::TrackerRow& row) {
    return {row.function, row.variable};
}

GridCell name_cell(const Panel& panel, int row) {
    GridCell cell;
    cell.text = row_at(panel, row).variable;
    cell.type = Type::CodeSmall;
    cell.color = panel.look.palette.function;
    cell.pressable = true;
    const auto breakpoint = session::breakpoint_on_variable(name_of(row_at(panel, row)));
    if (session::has_breakpoint(panel.state, breakpoint)) cell.icon = Icon::Dot;
    return cell;
}

// Columns do not move as values come: they are as wide as the widest of the first of them.
GridCell widest_tracker_cell(const Panel& panel, int row, int column) {
    if (column == 0) return name_cell(panel, row);
    constexpr std::size_t kLookedAt = 32;
    const auto& cells = row_at(panel, row).cells;
    GridCell widest;
    widest.type = Type::CodeSmall;
    if (column > static_cast<int>(cells.size())) return widest;
    const lesson::TrackerCell& cell = cells[static_cast<std::size_t>(column - 1)];
    for (std::size_t i = 0; i < cell.changes.size() && i < kLookedAt; ++i)
        if (std::string text = cell.text_of(cell.changes[i]); text.size() > widest.text.size())
            widest.text = std::move(text);
    return widest;
}

// Its values so far, the last ones: "step 31  invalidtoken".
std::string history_of(const lesson::TrackerCell& cell, int step) {
    constexpr std::ptrdiff_t kMostShown = 10;
    const lesson::TrackerChange* first = cell.changes.data();
    const std::ptrdiff_t count = &cell.at(step) - first + 1;
    if (count < 2) return {};
    std::string text = count > kMostShown ? fmt::format("{} values; the last:", count) : "";
    for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, count - kMostShown); i < count; ++i)
        text += fmt::format("{}step {}:  {}", text.empty() ? "" : "\n", first[i].step,
                            base::printable(cell.text_of(first[i]), 60));
    return text;
}

GridCell tracker_cell_now(const Panel& panel, int row, int column) {
    if (column == 0) return name_cell(panel, row);
    const Palette& p = panel.look.palette;
    const auto at = static_cast<std::size_t>(column - 1);
    const session::CellView now =
        session::tracker_cell(panel.lesson(), panel.now(), static_cast<std::size_t>(row), at);
    GridCell cell;
    cell.type = Type::CodeSmall;
    if (!now.known) return cell;
    cell.text = now.text;
    cell.color = now.text == "None" ? p.muted : p.text;
    cell.pressable = now.jump_to >= 0;
    if (now.changed) cell.mark = "changed";
    const lesson::TrackerCell& tracked = row_at(panel, row).cells[at];
    const auto changes = &tracked.at(panel.now().step) - tracked.changes.data();
    if (changes > 1) cell.aside = fmt::format("{} values", changes);
    return cell;
}

std::string tip_of(const Panel& panel, int row, int column) {
    const lesson::TrackerRow& tracked = row_at(panel, row);
    if (column == 0)
        return fmt::format(
            "A variable of {}. Click: its next change. Right click: stop where it "
            "changes.",
            tracked.function);
    if (column > static_cast<int>(tracked.cells.size())) return {};
    return history_of(tracked.cells[static_cast<std::size_t>(column - 1)], panel.now().step);
}

void act_on(const Panel& panel, const GridPress& press) {
    const lesson::TrackerRow& row = row_at(panel, press.row);
    if (press.right) {
        panel.out.push_back(
            session::ToggleBreakpoint{session::breakpoint_on_variable(name_of(row))});
        return;
    }
    if (press.column == 0) {
        panel.out.push_back(session::GoToChange{name_of(row), ImGui::GetIO().KeyShift
                                                                  ? session::Direction::Previous
                                                                  : session::Direction::Next});
        return;
    }
    const session::CellView cell =
        session::tracker_cell(panel.lesson(), panel.now(), static_cast<std::size_t>(press.row),
                              static_cast<std::size_t>(press.column - 1));
    panel.out.push_back(session::GoToStep{cell.jump_to});
}

}  // namespace

void draw_tracker_panel(const Panel& panel) {
    const auto& rows = panel.lesson().tracker.rows;
    if (rows.empty())
        return empty_state(panel.look, Icon::Sliders, "No variables",
                           "The lesson follows no variable.");
    GridModel grid;
    grid.id = "tracker";
    grid.of = &panel.lesson().tracker;
    grid.rows = static_cast<int>(rows.size());
    grid.columns = static_cast<int>(panel.lesson().requests.size()) + 2;
    grid.title = [](int column) {
        return column == 0   ? std::string("Variable")
               : column == 1 ? std::string("Start")
                             : fmt::format("Request {}", column - 1);
    };
    grid.cell = [&](int row, int column) { return tracker_cell_now(panel, row, column); };
    grid.tip = [&](int row, int column) { return tip_of(panel, row, column); };
    grid.widest = [&](int row, int column) { return widest_tracker_cell(panel, row, column); };
    grid.current_column = panel.now().request + 2;
    grid.follow = panel.memory.tracker_step != panel.now().step;
    grid.first_stays = true;
    panel.memory.tracker_step = panel.now().step;
    const GridPress press = draw_grid(panel.look, grid, panel.memory.tracker, body_width());
    if (press.row >= 0) act_on(panel, press);
}

}  // namespace ui
