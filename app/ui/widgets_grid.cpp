#include "ui/widgets_grid.h"

#include <algorithm>
#include <numeric>

#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kCellPadX = 12;
constexpr float kCellPadY = 5;
constexpr float kHeadHeight = 28;

float icon_room(const Look& look, const GridCell& cell) {
    return cell.icon == Icon::None ? 0 : icon_width(look, cell.type) + look.px(4);
}

float longest_word(const Look& look, Type type, std::string_view text) {
    float longest = 0;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        longest = std::max(longest, text_size(look, type, text.substr(begin, end - begin)).x);
        begin = end + 1;
    }
    return std::min(longest, look.px(160));
}

struct Widths {
    std::vector<float> least, wanted;
};

Widths ask_columns(const Look& look, const Grid& grid) {
    Widths widths;
    for (std::size_t c = 0; c < grid.titles.size(); ++c) {
        const float pads = look.px(2 * kCellPadX);
        const float title = text_size(look, Type::SmallStrong, grid.titles[c]).x + pads;
        float least = longest_word(look, Type::SmallStrong, grid.titles[c]) + pads;
        float wanted = title;
        for (const GridRow& row : grid.rows) {
            if (c >= row.cells.size()) continue;
            const GridCell& cell = row.cells[c];
            const std::string_view text = cell.longest.empty() ? cell.text : cell.longest;
            const float extra = icon_room(look, cell) + pads;
            wanted = std::max(wanted, text_size(look, cell.type, text).x + extra);
            least = std::max(least, longest_word(look, cell.type, text) + extra);
        }
        widths.least.push_back(least);
        widths.wanted.push_back(std::max(wanted, least));
    }
    return widths;
}

// Every column gets what it needs at least; what is left goes to those that want more.
std::vector<float> share_width(const Widths& ask, float width) {
    const float least = std::accumulate(ask.least.begin(), ask.least.end(), 0.0f);
    const float wanted = std::accumulate(ask.wanted.begin(), ask.wanted.end(), 0.0f);
    std::vector<float> columns(ask.least.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (wanted <= width) {
            columns[c] = ask.wanted[c] + (width - wanted) * ask.wanted[c] / std::max(1.0f, wanted);
        } else if (least <= width) {
            const float more = std::max(1.0f, wanted - least);
            columns[c] = ask.least[c] + (width - least) * (ask.wanted[c] - ask.least[c]) / more;
        } else {
            columns[c] = ask.least[c] * width / std::max(1.0f, least);
        }
    }
    return columns;
}

Paragraph lay_out_cell(const Look& look, const GridCell& cell, float width) {
    return lay_out(look, cell.type, cell.text,
                   width - look.px(2 * kCellPadX) - icon_room(look, cell));
}

void draw_mark(const Look& look, const Box& box, const GridCell& cell, ImVec2 after_text) {
    const Palette& p = look.palette;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRect({box.min.x + look.px(2), box.min.y + look.px(1)},
                 {box.max.x - look.px(2), box.max.y - look.px(2)}, p.accent, look.px(5));
    const float radius = look.px(3), x = after_text.x + look.px(10);
    const float width = 2 * radius + look.px(4) + text_size(look, Type::SmallStrong, cell.mark).x;
    if (x + width > box.max.x - look.px(6)) {  // no room for the word
        list.AddCircleFilled({box.max.x - look.px(10), box.min.y + look.px(9)}, radius, p.accent);
        return;
    }
    list.AddCircleFilled({x + radius, after_text.y}, radius, p.accent);
    draw_text_in_row(look, {x + 2 * radius + look.px(4), after_text.y - look.px(10)}, look.px(20),
                     Type::SmallStrong, p.accent, cell.mark);
}

void draw_cell(const Look& look, const Box& box, const GridCell& cell, const Paragraph& text) {
    const ImVec2 inner = box.min + ImVec2{look.px(kCellPadX), look.px(kCellPadY)};
    const float line = line_height(look, cell.type);
    const float icon = icon_room(look, cell);
    if (icon > 0)
        draw_icon(look, {inner.x + icon_width(look, cell.type) / 2, inner.y + line / 2}, cell.type,
                  cell.color, cell.icon);
    draw_paragraph(look, {inner.x + icon, inner.y}, cell.type, cell.color, text);
    if (!cell.mark.empty())
        draw_mark(look, box, cell, {inner.x + icon + text.width, inner.y + text.height - line / 2});
}

class GridPainter {
  public:
    GridPainter(const Look& look, const Grid& grid, float width)
        : look_(look),
          grid_(grid),
          columns_(share_width(ask_columns(look, grid), width)),
          origin_(ImGui::GetCursorScreenPos()),
          width_(width) {}

    GridPress draw() {
        ImGui::PushID(grid_.id);
        draw_head();
        for (int r = 0; r < static_cast<int>(grid_.rows.size()); ++r) draw_row(r);
        ImGui::PopID();
        ImGui::SetCursorScreenPos(origin_);
        ImGui::Dummy({width_, y_});
        return press_;
    }

  private:
    ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

    void draw_head() {
        const Palette& p = look_.palette;
        float lines = 1;
        std::vector<Paragraph> titles;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            titles.push_back(lay_out(look_, Type::SmallStrong, grid_.titles[c],
                                     columns_[c] - look_.px(2 * kCellPadX)));
            lines = std::max(lines, static_cast<float>(titles.back().lines.size()));
        }
        const float height = look_.px(kHeadHeight - 20) + lines * look_.px(20);
        list().AddRectFilled(origin_, {origin_.x + width_, origin_.y + height}, p.raised,
                             look_.px(6));
        float x = origin_.x;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const bool current = static_cast<int>(c) == grid_.current_column;
            draw_paragraph(look_, {x + look_.px(kCellPadX), origin_.y + look_.px(4)},
                           Type::SmallStrong, current ? p.accent : p.muted, titles[c]);
            x += columns_[c];
        }
        y_ = height;
    }

    void draw_row(int index) {
        const GridRow& row = grid_.rows[static_cast<std::size_t>(index)];
        std::vector<Paragraph> laid;
        float height = look_.px(30);
        for (std::size_t c = 0; c < row.cells.size() && c < columns_.size(); ++c) {
            laid.push_back(lay_out_cell(look_, row.cells[c], columns_[c]));
            height = std::max(height, laid.back().height + look_.px(2 * kCellPadY));
        }
        const Box box = {{origin_.x, origin_.y + y_},
                         {origin_.x + width_, origin_.y + y_ + height}};
        draw_row_surface(row, box);
        float x = box.min.x;
        for (std::size_t c = 0; c < laid.size(); ++c) {
            const Box cell = {{x, box.min.y}, {x + columns_[c], box.max.y}};
            press_cell(row.cells[c], cell, index, static_cast<int>(c));
            draw_cell(look_, cell, row.cells[c], laid[c]);
            x += columns_[c];
        }
        y_ += height;
        if (row.current && grid_.follow) scroll_to(box);
    }

    static void scroll_to(const Box& box) {
        const float top = box.min.y - ImGui::GetWindowPos().y;
        if (top < 0 || top + box.height() > ImGui::GetWindowHeight())
            ImGui::SetScrollFromPosY(top + box.height() / 2, 0.6f);
    }

    void draw_row_surface(const GridRow& row, const Box& box) {
        const Palette& p = look_.palette;
        if (row.current) {
            list().AddRectFilled(box.min, box.max, p.accent_soft, look_.px(4));
            list().AddRectFilled(box.min, {box.min.x + look_.px(3), box.max.y}, p.accent,
                                 look_.px(2));
            return;
        }
        list().AddLine({box.min.x, box.max.y - 1}, {box.max.x, box.max.y - 1}, p.border);
    }

    void press_cell(const GridCell& cell, const Box& box, int row, int column) {
        if (!cell.pressable) return;
        const Hit hit = hit_area(row * static_cast<int>(columns_.size()) + column, box);
        if (hit.pressed) press_ = {row, column};
        if (!hit.hovered) return;
        list().AddRectFilled({box.min.x + 1, box.min.y + 1}, {box.max.x - 1, box.max.y - 1},
                             with_alpha(look_.palette.accent, 0.10f), look_.px(4));
    }

    const Look& look_;
    const Grid& grid_;
    std::vector<float> columns_;
    ImVec2 origin_;
    float width_;
    float y_ = 0;
    GridPress press_;
};

}  // namespace

GridPress draw_grid(const Look& look, const Grid& grid, float width) {
    return GridPainter(look, grid, width).draw();
}

}  // namespace ui
