// ui/widgets_grid.h -- a table of text of any size: columns as wide as their text asks and the
// panel allows, cells that wrap, a head that stays, one row or column marked as current. Only what
// is seen is asked for and drawn; it scrolls sideways where columns would get too narrow.
// Execution table and variable tracker are drawn with it. It knows nothing of lessons.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

struct GridCell {
    std::string text;
    Type type = Type::Body;
    ImU32 color = 0;
    Icon icon = Icon::None;      // before the text
    std::string_view mark = {};  // a badge behind it: "new", "changed"
    std::string aside = {};      // quiet, in the badge's place when there is none: "3 values"
    bool pressable = false;
};

struct GridModel {
    const char* id;
    const void* of;  // another content has another
    int rows = 0, columns = 0;
    std::function<std::string(int column)> title;
    std::function<GridCell(int row, int column)> cell;    // as it is now
    std::function<GridCell(int row, int column)> widest;  // what it may yet say: makes the layout
    std::function<std::string(int row, int column)> tip = {};  // on hover, besides what was cut
    int current_row = -1, current_column = -1;
    bool follow = false;       // scroll to what is current
    bool first_stays = false;  // the first column, while the others scroll sideways
    float room_below = 0;      // pixels that must be left free below it
};

struct GridPress {
    int row = -1, column = -1;
    bool right = false;  // the other button
};

// At ImGui's cursor, `width` wide; moves the cursor below it.
GridPress draw_grid(const Look& look, const GridModel& grid, GridMemory& memory, float width);

}  // namespace ui
