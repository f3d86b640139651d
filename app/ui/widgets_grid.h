// ui/widgets_grid.h -- a table of text: columns as wide as their text asks and the panel allows,
// cells that wrap, one row marked as current. Execution table and variable tracker are drawn with
// it. Out: what was pressed. It knows nothing of lessons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

struct GridCell {
    std::string_view text;
    Type type = Type::Body;
    ImU32 color = 0;
    Icon icon = Icon::None;         // before the text
    std::string_view mark = {};     // a badge behind it: "new", "changed"
    std::string_view longest = {};  // what it may say yet: columns do not move as cells fill
    bool pressable = false;
};
struct GridRow {
    std::vector<GridCell> cells;
    bool current = false;
    std::string_view tip = {};
};
struct Grid {
    const char* id;
    std::vector<std::string_view> titles;
    std::vector<GridRow> rows;
    int current_column = -1;
    bool follow = false;  // scroll to the current row
};
struct GridPress {
    int row = -1, column = -1;
};

// At ImGui's cursor, `width` wide; moves the cursor below it.
GridPress draw_grid(const Look& look, const Grid& grid, float width);

}  // namespace ui
