#include <algorithm>

#include "base/text.h"
#include "lang/highlight.h"
#include "session/lesson_view.h"

namespace session {

namespace {

Ink ink_of(lang::ColourKind kind) {
    switch (kind) {
        case lang::ColourKind::Keyword: return Ink::Keyword;
        case lang::ColourKind::Name: return Ink::Plain;
        case lang::ColourKind::Function: return Ink::Function;
        case lang::ColourKind::Decorator: return Ink::Decorator;
        case lang::ColourKind::Builtin: return Ink::Builtin;
        case lang::ColourKind::String: return Ink::Text;
        case lang::ColourKind::StringInterpolation: return Ink::Interpolation;
        case lang::ColourKind::Number: return Ink::Number;
        case lang::ColourKind::Comment: return Ink::Comment;
        case lang::ColourKind::Operator: return Ink::Operator;
    }
    return Ink::Plain;
}

// Spans count bytes of the whole source; a string may reach over several lines.
void colour(std::vector<CodeLine>& lines, std::string_view source) {
    const auto offset_of = [&source](std::string_view part) {
        return static_cast<int>(part.data() - source.data());
    };
    const std::vector<std::string_view> texts = base::split_lines(source);
    const std::vector<lang::ColouredSpan> spans = lang::highlight(source);
    std::size_t first = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const int begin = offset_of(texts[i]), end = begin + static_cast<int>(texts[i].size());
        while (first < spans.size() && static_cast<int>(spans[first].end) <= begin) ++first;
        for (std::size_t s = first; s < spans.size(); ++s) {
            const int from = std::max(begin, static_cast<int>(spans[s].begin));
            const int to = std::min(end, static_cast<int>(spans[s].end));
            if (from >= end) break;
            lines[i].inks.push_back({from - begin, to - begin, ink_of(spans[s].kind)});
        }
    }
}

}  // namespace

std::vector<CodeLine> make_code_lines(std::string_view source) {
    std::vector<CodeLine> lines;
    for (const std::string_view text : base::split_lines(source))
        lines.push_back({std::string(text), {}, false});
    colour(lines, source);
    while (!lines.empty() && base::trim(lines.back().text).empty()) lines.pop_back();
    return lines;
}

// Everything between the lines that both begin with and those that both end with was changed.
void mark_edited_lines(std::vector<CodeLine>& lines, const std::vector<CodeLine>& original) {
    std::size_t head = 0;
    const std::size_t shorter = std::min(lines.size(), original.size());
    while (head < shorter && lines[head].text == original[head].text) ++head;
    std::size_t tail = 0;
    while (tail < shorter - head &&
           lines[lines.size() - 1 - tail].text == original[original.size() - 1 - tail].text)
        ++tail;
    for (std::size_t i = head; i < lines.size() - tail; ++i) lines[i].edited = true;
}

}  // namespace session
