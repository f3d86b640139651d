#include "ui/widgets_grid.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "ui/compat.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kCellPadX = 12;
constexpr float kCellPadY = 5;
constexpr float kGridHeadHeight = 28;
constexpr float kLeastRow = 30;
constexpr std::size_t kMostLines = 4;  // of a cell; the rest shows on hover
constexpr int kMeasuredRows = 200;     // column widths are taken from so many
constexpr float kMostColumn = 420;
constexpr float kMarkRoom = 12;  // for the pencil at the corner of a cell that changed

float icon_room(const Look& look, const GridCell& cell) {
    return cell.icon == Icon::None ? 0 : icon_width(look, cell.type) + look.px(4);
}

float longest_word(const Look& look, Type type, std::string_view text) {
    float longest = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        longest = std::max(longest, text_size(look, type, text.substr(begin, end - begin)).x);
        begin = end + 1;
    }
    return std::min(longest, look.px(160));
}

struct Widths {
    std::vector<float> least, wanted;
};

Widths ask_columns(const Look& look, const GridModel& grid) {
    Widths widths;
    const float pads = look.px(2 * kCellPadX);
    for (int c = 0; c < grid.columns; ++c) {
        const std::string title = grid.title(c);
        float least = longest_word(look, Type::SmallStrong, title) + pads;
        float wanted = text_size(look, Type::SmallStrong, title).x + pads;
        const float mark = c > 0 ? look.px(kMarkRoom) : 0;
        for (int r = 0; r < std::min(grid.rows, kMeasuredRows); ++r) {
            const GridCell cell = grid.widest(r, c);
            const std::string_view text = std::string_view(cell.text).substr(0, 400);
            const float extra = icon_room(look, cell) + pads;
            wanted = std::max(wanted, text_size(look, cell.type, text).x + extra + mark);
            least = std::max(least, longest_word(look, cell.type, text) + extra);
        }
        widths.least.push_back(least);
        widths.wanted.push_back(std::max(std::min(wanted, look.px(kMostColumn)), least));
    }
    return widths;
}

// Columns that are no wider than `level`, but as wide as they must be.
std::vector<float> columns_at(const Widths& ask, float level) {
    std::vector<float> columns;
    for (std::size_t c = 0; c < ask.least.size(); ++c)
        columns.push_back(std::clamp(level, ask.least[c], ask.wanted[c]));
    return columns;
}

float sum(const std::vector<float>& widths) {
    return std::accumulate(widths.begin(), widths.end(), 0.0f);
}

// Every column gets what it needs at least; where not all can have what they want, the modest ones
// do and the widest share the rest. Where even that is too little, the table is wider than its
// panel.
std::vector<float> share_width(const Widths& ask, float width) {
    const float wanted = sum(ask.wanted);
    std::vector<float> columns = ask.wanted;
    if (wanted <= width) {
        for (float& column : columns) column += (width - wanted) * column / std::max(1.0f, wanted);
        return columns;
    }
    float low = 0, high = wanted;
    constexpr int kHalvings = 24;  // to far less than a pixel
    for (int i = 0; i < kHalvings; ++i) {
        const float level = (low + high) / 2;
        (sum(columns_at(ask, level)) <= width ? low : high) = level;
    }
    return columns_at(ask, low);
}

Paragraph lay_out_cell(const Look& look, const GridCell& cell, float width) {
    Paragraph laid =
        lay_out(look, cell.type, cell.text, width - look.px(2 * kCellPadX) - icon_room(look, cell));
    if (laid.lines.size() <= kMostLines) return laid;
    laid.lines.resize(kMostLines);
    laid.height = line_height(look, cell.type) * static_cast<float>(kMostLines);
    return laid;
}

// Columns and rows for this content at this width.
void lay_out_grid(const Look& look, const GridModel& grid, GridMemory& memory, float width) {
    const bool same = memory.of == grid.of && memory.width == width && memory.scale == look.scale &&
                      memory.rows == grid.rows && memory.columns_known == grid.columns;
    if (same) return;
    memory.of = grid.of;
    memory.width = width;
    memory.scale = look.scale;
    memory.rows = grid.rows;
    memory.columns_known = grid.columns;
    memory.columns = share_width(ask_columns(look, grid), width);
    std::size_t lines = 1;
    for (int c = 0; c < grid.columns; ++c) {
        const std::string title = grid.title(c);
        lines = std::max(
            lines, lay_out(look, Type::SmallStrong, title,
                           memory.columns[static_cast<std::size_t>(c)] - look.px(2 * kCellPadX))
                       .lines.size());
    }
    memory.head = look.px(kGridHeadHeight - 20) + static_cast<float>(lines) * look.px(20);
    memory.tops = {memory.head};
    for (int r = 0; r < grid.rows; ++r) {
        float height = look.px(kLeastRow);
        for (int c = 0; c < grid.columns; ++c) {
            const GridCell cell = grid.widest(r, c);
            const Paragraph laid =
                lay_out_cell(look, cell, memory.columns[static_cast<std::size_t>(c)]);
            height = std::max(height, laid.height + look.px(2 * kCellPadY));
        }
        memory.tops.push_back(memory.tops.back() + height);
    }
    memory.lefts = {0};
    for (const float column : memory.columns) memory.lefts.push_back(memory.lefts.back() + column);
}

class GridPainter {
  public:
    GridPainter(const Look& look, const GridModel& grid, const GridMemory& memory)
        : look_(look),
          p_(look.palette),
          grid_(grid),
          memory_(memory),
          origin_(ImGui::GetCursorScreenPos()),
          clip_{list().GetClipRectMin(), list().GetClipRectMax()} {}

    GridPress draw() {
        ImGui::PushID(grid_.id);
        const auto [first_row, end_row] =
            seen(memory_.tops, clip_.min.y - origin_.y, clip_.max.y - origin_.y, grid_.rows);
        const auto [first, end] =
            seen(memory_.lefts, clip_.min.x - origin_.x, clip_.max.x - origin_.x, grid_.columns);
        for (int r = first_row; r < end_row; ++r) draw_row(r, first, end);
        if (stays()) draw_first_column(first_row, end_row);
        draw_head(first, end);
        ImGui::PopID();
        ImGui::SetCursorScreenPos(origin_);
        ImGui::Dummy({memory_.lefts.back(), memory_.tops.back()});
        if (grid_.follow) follow();
        return press_;
    }

  private:
    static ImDrawList& list() { return *ImGui::GetWindowDrawList(); }
    bool stays() const { return grid_.first_stays && clip_.min.x > origin_.x && grid_.columns > 0; }

    // Which of the parts that begin at `starts` lie between two places.
    static std::pair<int, int> seen(const std::vector<float>& starts, float from, float to,
                                    int count) {
        const auto first =
            std::upper_bound(starts.begin(), starts.end(), from) - starts.begin() - 1;
        const auto end = std::lower_bound(starts.begin(), starts.end(), to) - starts.begin();
        const int low = std::clamp(static_cast<int>(first), 0, count);
        return {low, std::clamp(static_cast<int>(end), low, count)};
    }

    Box cell_box(int row, int column) const {
        const auto r = static_cast<std::size_t>(row), c = static_cast<std::size_t>(column);
        return {{origin_.x + memory_.lefts[c], origin_.y + memory_.tops[r]},
                {origin_.x + memory_.lefts[c + 1], origin_.y + memory_.tops[r + 1]}};
    }

    void draw_row(int row, int first, int end) {
        const Box box = {{origin_.x, cell_box(row, 0).min.y},
                         {origin_.x + memory_.lefts.back(), cell_box(row, 0).max.y}};
        if (row == grid_.current_row) {
            list().AddRectFilled(box.min, box.max, p_.accent_soft, look_.px(4));
            list().AddRectFilled(box.min, {box.min.x + look_.px(3), box.max.y}, p_.accent,
                                 look_.px(2));
        } else {
            list().AddLine({box.min.x, box.max.y - 1}, {box.max.x, box.max.y - 1}, p_.border);
        }
        for (int c = first; c < end; ++c)
            if (!(stays() && c == 0)) draw_cell(row, c, cell_box(row, c));
    }

    void draw_first_column(int first_row, int end_row) {
        for (int r = first_row; r < end_row; ++r) {
            Box box = cell_box(r, 0);
            box.max.x += clip_.min.x - box.min.x;
            box.min.x = clip_.min.x;
            list().AddRectFilled(box.min, box.max, p_.card);
            list().AddLine({box.max.x, box.min.y}, box.max, p_.strong_border);
            draw_cell(r, 0, box);
        }
    }

    void draw_cell(int row, int column, const Box& box) {
        const GridCell cell = grid_.cell(row, column);
        const Paragraph text = lay_out_cell(look_, cell, box.width());
        press_cell(cell, box, row, column);
        const ImVec2 inner = box.min + ImVec2{look_.px(kCellPadX), look_.px(kCellPadY)};
        const float line = line_height(look_, cell.type), icon = icon_room(look_, cell);
        if (icon > 0)
            draw_icon(look_, {inner.x + icon_width(look_, cell.type) / 2, inner.y + line / 2},
                      cell.type, cell.color, cell.icon);
        list().PushClipRect(box.min, box.max, true);
        draw_paragraph(look_, {inner.x + icon, inner.y}, cell.type, cell.color, text);
        list().PopClipRect();
        const ImVec2 after = {inner.x + icon + text.width, inner.y + text.height - line / 2};
        if (!cell.mark.empty())
            draw_mark(box, cell.mark, after);
        else
            draw_aside(box, cell.aside, after);
    }

    void draw_mark(const Box& box, std::string_view mark, ImVec2 after) const {
        list().AddRect({box.min.x + look_.px(2), box.min.y + look_.px(1)},
                       {box.max.x - look_.px(2), box.max.y - look_.px(2)}, p_.accent, look_.px(5));
        const float icon = icon_width(look_, Type::Small), x = after.x + look_.px(8);
        const float width = icon + look_.px(2) + text_size(look_, Type::SmallStrong, mark).x;
        if (x + width > box.max.x - look_.px(6)) {  // no room for the word
            const ImVec2 corner = {box.max.x - look_.px(10), box.min.y + look_.px(10)};
            list().AddCircleFilled(corner, look_.px(8), p_.card);
            draw_icon(look_, corner, Type::Small, p_.accent, Icon::Pencil);
            return;
        }
        draw_icon(look_, {x + icon / 2, after.y}, Type::Small, p_.accent, Icon::Pencil);
        draw_text_in_row(look_, {x + icon + look_.px(2), after.y - look_.px(10)}, look_.px(20),
                         Type::SmallStrong, p_.accent, mark);
    }

    void draw_aside(const Box& box, std::string_view aside, ImVec2 after) const {
        const float x = box.max.x - look_.px(8) - text_size(look_, Type::Small, aside).x;
        if (aside.empty() || x < after.x + look_.px(8)) return;
        draw_text_in_row(look_, {x, after.y - look_.px(10)}, look_.px(20), Type::Small, p_.faint,
                         aside);
    }

    void press_cell(const GridCell& cell, const Box& box, int row, int column) {
        if (!cell.pressable) return;
        const Hit hit = hit_area(row * grid_.columns + column, box);
        if (hit.pressed) press_ = {row, column, false};
        if (hit.marked) press_ = {row, column, true};
        if (!hit.hovered) return;
        list().AddRectFilled({box.min.x + 1, box.min.y + 1}, {box.max.x - 1, box.max.y - 1},
                             with_alpha(p_.accent, 0.10f), look_.px(4));
        const Paragraph all =
            lay_out(look_, cell.type, cell.text,
                    box.width() - look_.px(2 * kCellPadX) - icon_room(look_, cell));
        const std::string rest =
            all.lines.size() > kMostLines ? base::printable(cell.text, 2000) + "\n" : "";
        const std::string more = grid_.tip ? grid_.tip(row, column) : std::string();
        if (!rest.empty() || !more.empty()) tip(look_, rest + more);
    }

    // It stays at the upper edge of what is seen.
    void draw_head(int first, int end) const {
        const float top = std::max(origin_.y, clip_.min.y);
        const Box head = {{origin_.x, top}, {origin_.x + memory_.lefts.back(), top + memory_.head}};
        if (top > origin_.y) list().AddRectFilled(head.min, head.max, p_.card);
        list().AddRectFilled(head.min, head.max, p_.raised, look_.px(6));
        for (int c = first; c < end; ++c) draw_title(c, cell_left(c), top);
        if (!stays()) return;
        const Box corner = {{clip_.min.x, top}, {clip_.min.x + memory_.columns[0], head.max.y}};
        list().AddRectFilled(corner.min, corner.max, p_.raised);
        draw_title(0, corner.min.x, top);
    }
    float cell_left(int column) const {
        return origin_.x + memory_.lefts[static_cast<std::size_t>(column)];
    }
    void draw_title(int column, float left, float top) const {
        const std::string title = grid_.title(column);
        const Paragraph laid =
            lay_out(look_, Type::SmallStrong, title,
                    memory_.columns[static_cast<std::size_t>(column)] - look_.px(2 * kCellPadX));
        draw_paragraph(look_, {left + look_.px(kCellPadX), top + look_.px(4)}, Type::SmallStrong,
                       column == grid_.current_column ? p_.accent : p_.muted, laid);
    }

    void follow() const {
        if (grid_.current_row >= 0) {
            const Box box = cell_box(grid_.current_row, 0);
            const float top = box.min.y - ImGui::GetWindowPos().y;
            if (top < memory_.head || top + box.height() > ImGui::GetWindowHeight())
                ImGui::SetScrollFromPosY(top + box.height() / 2, 0.6f);
        }
        if (grid_.current_column > 0 && grid_.current_column < grid_.columns) {
            const float left = cell_left(grid_.current_column) - ImGui::GetWindowPos().x;
            const float wide = memory_.columns[static_cast<std::size_t>(grid_.current_column)];
            if (left < memory_.columns[0] || left + wide > ImGui::GetWindowWidth())
                ImGui::SetScrollFromPosX(left + wide / 2, 0.5f);
        }
    }

    const Look& look_;
    const Palette& p_;
    const GridModel& grid_;
    const GridMemory& memory_;
    ImVec2 origin_;
    Box clip_;
    GridPress press_;
};

}  // namespace

GridPress draw_grid(const Look& look, const GridModel& grid, GridMemory& memory, float width) {
    lay_out_grid(look, grid, memory, width);
    if (memory.lefts.back() <= width + 1) return GridPainter(look, grid, memory).draw();
    // Too wide: it scrolls in a window of its own.
    const float room = ImGui::GetContentRegionAvail().y - grid.room_below - look.px(4);
    const float bar = ImGui::GetStyle().ScrollbarSize + look.px(4);
    const float height = std::max(look.px(110), std::min(room, memory.tops.back() + bar));
    compat::begin_child(grid.id, {width, height}, compat::Border::No,
                        ImGuiWindowFlags_HorizontalScrollbar);
    const GridPress press = GridPainter(look, grid, memory).draw();
    ImGui::EndChild();
    return press;
}

}  // namespace ui
