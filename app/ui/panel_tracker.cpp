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

// Columns do not move as values come: they are as wide as the widest of the first of them.
std::string longest_of(const lesson::TrackerCell& cell) {
    constexpr std::size_t kLookedAt = 32;
    std::string longest;
    for (std::size_t i = 0; i < cell.changes.size() && i < kLookedAt; ++i)
        if (std::string text = cell.text_of(cell.changes[i]); text.size() > longest.size())
            longest = std::move(text);
    return longest;
}

// The texts that a grid's cells point to.
struct RowTexts {
    std::vector<session::CellView> cells;
    std::vector<std::string> longest;
};

RowTexts texts_of(const Panel& panel, std::size_t index) {
    RowTexts texts;
    const lesson::TrackerRow& row = panel.lesson().tracker.rows[index];
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
        texts.cells.push_back(session::tracker_cell(panel.lesson(), panel.now(), index, c));
        texts.longest.push_back(longest_of(row.cells[c]));
    }
    return texts;
}

GridRow make_row(const Panel& panel, std::size_t index, const RowTexts& texts) {
    const Palette& p = panel.look.palette;
    GridRow row;
    GridCell name;
    name.text = panel.lesson().tracker.rows[index].variable;
    name.type = Type::CodeSmall;
    name.color = p.function;
    row.cells.push_back(name);
    for (std::size_t c = 0; c < texts.cells.size(); ++c) {
        const session::CellView& now = texts.cells[c];
        GridCell cell;
        cell.text = now.text;
        cell.longest = texts.longest[c];
        cell.type = Type::CodeSmall;
        cell.color = now.text == "None" ? p.muted : p.text;
        cell.pressable = now.known && now.jump_to >= 0;
        if (now.changed) cell.mark = "changed";
        row.cells.push_back(cell);
    }
    return row;
}

}  // namespace

void draw_tracker_panel(const Panel& panel) {
    const auto& rows = panel.lesson().tracker.rows;
    if (rows.empty())
        return empty_state(panel.look, Icon::Sliders, "No variables",
                           "The lesson follows no variable.");
    const std::vector<std::string> titles = column_titles(panel.lesson());
    Grid grid = {"tracker", {titles.begin(), titles.end()}, {}, panel.now().request + 2, false};
    if (panel.now().request < 0) grid.current_column = 1;
    std::vector<RowTexts> texts;
    for (std::size_t i = 0; i < rows.size(); ++i) texts.push_back(texts_of(panel, i));
    for (std::size_t i = 0; i < rows.size(); ++i) grid.rows.push_back(make_row(panel, i, texts[i]));
    const GridPress press = draw_grid(panel.look, grid, body_width());
    if (press.row < 0 || press.column < 1) return;
    const auto& cell = texts[static_cast<std::size_t>(press.row)]
                           .cells[static_cast<std::size_t>(press.column - 1)];
    panel.out.push_back(session::GoToStep{cell.jump_to});
}

}  // namespace ui
