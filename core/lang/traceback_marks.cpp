#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "lang/parser.h"
#include "lang/traceback_internal.h"

namespace lang {

namespace {

using Line = std::u32string;
using Lines = std::vector<Line>;

Line decoded(std::string_view text) {
    Line line;
    for (std::size_t i = 0; i < text.size();) {
        const base::Decoded character = base::decode_utf8(text, i);
        line.push_back(character.code_point);
        i += static_cast<std::size_t>(character.size);
    }
    return line;
}

std::string encoded(const Line& line) {
    std::string text;
    for (const char32_t c : line) base::append_utf8(text, c);
    return text;
}

bool is_source_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; }

std::size_t indent_of(const Line& line) {
    return static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_source_blank) -
                                    line.begin());
}

// A place between two characters.
struct Spot {
    std::size_t line = 0;
    std::size_t column = 0;
    friend auto operator<=>(const Spot&,
                            const Spot&) = default;  // NOLINT(modernize-use-nullptr): its own
};

// What stands out inside the marked text: from `left` up to `right`.
struct Anchors {
    Spot left, right;
};

// Goes on from `spot` to the first character that `wanted` accepts; comments do not count.
template <class Wanted>
Spot seek(const Lines& lines, Spot spot, Wanted wanted) {
    while (spot.line < lines.size()) {
        const Line& line = lines[spot.line];
        for (; spot.column < line.size(); ++spot.column) {
            const char32_t c = line[spot.column];
            if (c == '#') break;
            if (c != '\\' && wanted(c)) return spot;
        }
        if (spot.line + 1 == lines.size()) break;
        ++spot.line;
        spot.column = 0;
    }
    return spot;
}

Spot spot_of(int line, int column) {
    // The text was parsed with one line in front of it; lines and columns are 1-based.
    return {static_cast<std::size_t>(std::max(line - 2, 0)),
            static_cast<std::size_t>(std::max(column - 1, 0))};
}
Spot start_of(const ast::Expr& e) { return spot_of(e.line, e.column); }
Spot end_of(const ast::Expr& e) { return spot_of(e.end_line, e.end_column); }

Anchors operator_anchors(const Lines& lines, const ast::BinOp& expr) {
    const Spot left =
        seek(lines, end_of(*expr.left), [](char32_t c) { return !is_source_blank(c) && c != ')'; });
    Spot right{left.line, left.column + 1};
    const Line& line = lines[left.line];
    const bool two = right.column < line.size() && right < start_of(*expr.right) &&
                     !is_source_blank(line[right.column]) && line[right.column] != '\\' &&
                     line[right.column] != '#';
    if (two) ++right.column;
    return {left, right};
}

// Where an operation inside the marked text goes wrong: at its operator, brackets or arguments.
std::optional<Anchors> find_anchors(const Lines& lines) {
    std::string text = "(\n";
    for (const Line& line : lines) text += encoded(line) + "\n";
    const auto parsed = parse_expression(text + ")");
    if (!parsed.ok() || (*parsed)->expression == nullptr) return std::nullopt;
    const ast::Expr& expr = *(*parsed)->expression;
    if (const auto* binary = ast::try_as<ast::BinOp>(&expr))
        return operator_anchors(lines, *binary);
    if (const auto* item = ast::try_as<ast::Subscript>(&expr)) {
        const Spot left = seek(lines, end_of(*item->value), [](char32_t c) { return c == '['; });
        Spot right = seek(lines, end_of(*item->slice), [](char32_t c) { return c == ']'; });
        ++right.column;
        return Anchors{left, right};
    }
    if (const auto* call = ast::try_as<ast::Call>(&expr)) {
        const Spot left = seek(lines, end_of(*call->func), [](char32_t c) { return c == '('; });
        return Anchors{left, end_of(expr)};
    }
    return std::nullopt;
}

// A statement that is nothing but the call needs no marks: `return f(x)`, `a = f(x)`.
// Parsed inside a function, because only there a `return` is correct.
bool is_whole_call(const Lines& lines, std::size_t start, std::size_t end) {
    std::string text = "def f():\n ";
    for (const Line& line : lines) text += encoded(line) + "\n";
    const auto parsed = parse_module(text);
    if (!parsed.ok() || (*parsed)->body.empty()) return false;
    const auto* function = ast::try_as<ast::FunctionDef>((*parsed)->body.front());
    if (function == nullptr || function->body.empty()) return false;
    const ast::Stmt* statement = function->body.front();
    const ast::Call* call = nullptr;
    if (const auto* result = ast::try_as<ast::Return>(statement)) {
        call = ast::try_as<ast::Call>(result->value);
        if (call != nullptr && call->func->kind != ast::ExprKind::Name) call = nullptr;
    } else if (const auto* assign = ast::try_as<ast::Assign>(statement)) {
        call = ast::try_as<ast::Call>(assign->value);
    }
    const auto count = static_cast<int>(lines.size());
    const int shift = count == 1 ? 2 : 1;  // 1-based, and the first line stands one further in
    return call != nullptr && call->line == 2 && call->end_line == count + 1 &&
           call->column == static_cast<int>(start) + 2 &&
           call->end_column == static_cast<int>(end) + shift;
}

bool is_wide(char32_t c) {  // East Asian wide and fullwidth, roughly
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

struct Quote {
    Lines lines;
    Spot start, end;  // what is marked
    std::optional<Anchors> anchors;
    bool marked = false;

    std::string marks(std::size_t number) const {
        const Line& line = lines[number];
        const std::size_t indent = indent_of(line);
        const std::size_t last = number + 1 == lines.size() ? end.column : line.size();
        std::string text;
        for (std::size_t column = 0; column < last && column < line.size(); ++column) {
            const Spot spot{number, column};
            char mark = anchors ? '~' : '^';
            if (column < indent || spot < start) {
                mark = ' ';
            } else if (anchors && spot >= anchors->left && spot < anchors->right) {
                mark = '^';
            }
            text.append(is_wide(line[column]) ? 2 : 1, mark);
        }
        return text;
    }
    std::string shown(std::size_t number) const {
        const std::string four(4, ' ');
        std::string text = four + encoded(lines[number]) + "\n";
        if (marked) text += four + marks(number) + "\n";
        return text;
    }
};

// The lines without the blanks that all of them start with.
Quote dedented(const SourceFile& source, const ast::Place& place) {
    Quote quote;
    std::size_t common = std::string::npos;
    for (int number = place.line; number <= std::max(place.end_line, place.line); ++number) {
        Line line = decoded(source.line(number));
        if (indent_of(line) < line.size()) common = std::min(common, indent_of(line));
        quote.lines.push_back(std::move(line));
    }
    if (common == std::string::npos) common = 0;
    for (Line& line : quote.lines) {
        line.erase(0, std::min(common, line.size()));
        while (!line.empty() && is_source_blank(line.back())) line.pop_back();
    }
    const auto column = [common](int given) {
        const std::size_t zero_based = static_cast<std::size_t>(std::max(given, 1)) - 1;
        return zero_based > common ? zero_based - common : 0;
    };
    quote.start = {0, column(place.column)};
    quote.end = {quote.lines.size() - 1, column(place.end_column)};
    quote.end.column = std::min(quote.end.column, quote.lines.back().size());
    return quote;
}

void find_marks(Quote& quote) {
    Lines segment = quote.lines;
    segment.back().erase(quote.end.column);
    segment.front().erase(0, std::min(quote.start.column, segment.front().size()));
    quote.anchors = find_anchors(segment);
    if (quote.anchors) {
        for (Spot* spot : {&quote.anchors->left, &quote.anchors->right})
            if (spot->line == 0) spot->column += quote.start.column;
    }
    if (is_whole_call(quote.lines, quote.start.column, quote.end.column)) return;
    const Line& first = quote.lines.front();
    const Line& last = quote.lines.back();
    const bool before = indent_of(first) < std::min(quote.start.column, first.size());
    quote.marked = quote.anchors || before || quote.end.column < last.size();
}

}  // namespace

// First and last line, and those around what stands out; what is between is counted.
std::string quoted_source(const SourceFile& source, const ast::Place& place) {
    if (source.line(place.line).empty()) return {};
    Quote quote = dedented(source, place);
    find_marks(quote);
    const std::size_t count = quote.lines.size();
    std::set<std::size_t> significant = {0, count - 1};
    if (quote.anchors) {
        for (const std::size_t line : {quote.anchors->left.line, quote.anchors->right.line}) {
            for (std::size_t near = line == 0 ? 0 : line - 1; near <= line + 1; ++near)
                if (near < count) significant.insert(near);
        }
    }
    std::string text;
    std::size_t previous = 0;
    for (const std::size_t number : significant) {
        if (number == previous + 2) text += quote.shown(number - 1);
        if (number > previous + 2)
            text += "    ...<" + std::to_string(number - previous - 1) + " lines>...\n";
        text += quote.shown(number);
        previous = number;
    }
    return text;
}

}  // namespace lang
