#include "ui/widgets_source.h"

#include <algorithm>

#include "base/text.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

int leading_blanks(std::string_view line) {
    const auto first = line.find_first_not_of(' ');
    return static_cast<int>(first == std::string_view::npos ? 0 : first);
}

float advance_of(const Look& look, Type type) { return text_size(look, type, "0").x; }

// How good a place after this character is to go on in the next row; 0: none.
int break_worth(std::string_view line, std::size_t at) {
    const char c = line[at];
    const bool blank_next = at + 1 < line.size() && line[at + 1] == ' ';
    if (c == ' ' && at > 0 && line[at - 1] == ',') return 3;
    if (c == '(' || ((c == ',' || c == ';' || c == '&') && !blank_next)) return 2;
    return c == ' ' ? 1 : 0;
}

// The byte where the row that begins at `begin` ends, when `columns` characters fit.
int row_end(std::string_view line, int begin, int columns) {
    std::size_t at = static_cast<std::size_t>(begin);
    // The best place of the second half; of the first half where the second has none.
    int best[2] = {-1, -1}, worth[2] = {0, 0};
    for (int column = 0; column < columns && at < line.size(); ++column) {
        const int half = column < columns / 2 ? 0 : 1;
        const int here = column < columns / 6 ? 0 : break_worth(line, at);
        at += static_cast<std::size_t>(base::decode_utf8(line, at).size);
        if (here == 0 || here < worth[half]) continue;
        worth[half] = here;
        best[half] = static_cast<int>(at);
    }
    if (at >= line.size()) return static_cast<int>(line.size());
    for (const int place : {best[1], best[0]})
        if (place > begin) return place;
    return static_cast<int>(at);
}

struct RowCursor {
    ImVec2 at;
    float height;
};

// Draws the bytes [begin, end) of the line and moves on to the right.
void draw_piece(const Look& look, RowCursor& cursor, Type type, std::string_view text, ImU32 color,
                ImU32 surface) {
    const float width = text_size(look, type, text).x;
    if (surface) {
        const float pad = look.px(2);
        ImGui::GetWindowDrawList()->AddRectFilled(
            {cursor.at.x - pad, cursor.at.y + pad / 2},
            {cursor.at.x + width + pad, cursor.at.y + cursor.height - pad / 2}, surface,
            look.px(4));
    }
    draw_text_in_row(look, cursor.at, cursor.height, type, color, text);
    cursor.at.x += width;
}

}  // namespace

// Under the line's own text, four characters further.
int hanging_indent(std::string_view line) { return std::min(leading_blanks(line) + 4, 16); }

void draw_source_row(const Look& look, ImVec2 place, Type type, std::string_view line, int begin,
                     int end, const std::vector<Piece>& pieces, ImU32 color) {
    RowCursor cursor = {place, line_height(look, type)};
    int at = begin;
    const auto text = [&line](int from, int to) {
        return line.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
    };
    // Only the pieces of this row: a line may have very many.
    auto first = std::lower_bound(pieces.begin(), pieces.end(), begin,
                                  [](const Piece& piece, int byte) { return piece.end <= byte; });
    for (; first != pieces.end() && first->begin < end; ++first) {
        const Piece& piece = *first;
        const int from = std::max(piece.begin, at), to = std::min(piece.end, end);
        if (from >= to) continue;
        if (from > at) draw_piece(look, cursor, type, text(at, from), color, 0);
        draw_piece(look, cursor, type, text(from, to), piece.color, piece.surface);
        at = to;
    }
    if (at < end) draw_piece(look, cursor, type, text(at, end), color, 0);
}

std::vector<int> row_starts(const Look& look, Type type, std::string_view line, float width) {
    const int all = std::max(16, static_cast<int>(width / advance_of(look, type)));
    std::vector<int> rows = {0};
    int columns = all;
    while (true) {
        const int end = row_end(line, rows.back(), columns);
        if (end >= static_cast<int>(line.size())) return rows;
        rows.push_back(end);
        columns = std::max(8, all - hanging_indent(line));
    }
}

void draw_source_line(const Look& look, ImVec2 at, Type type, std::string_view line,
                      const std::vector<int>& rows, const std::vector<Piece>& pieces, ImU32 color) {
    const float height = line_height(look, type);
    const float hanging = advance_of(look, type) * static_cast<float>(hanging_indent(line));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const int end = i + 1 < rows.size() ? rows[i + 1] : static_cast<int>(line.size());
        draw_source_row(look,
                        {at.x + (i == 0 ? 0 : hanging), at.y + static_cast<float>(i) * height},
                        type, line, rows[i], end, pieces, color);
    }
}

}  // namespace ui
