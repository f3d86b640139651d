#include "base/text.h"
#include "session/lesson_view.h"

namespace session {

std::vector<CodeLine> make_code_lines(std::string_view source) {
    std::vector<CodeLine> lines;
    for (const std::string_view text : base::split_lines(source))
        lines.push_back({std::string(text), {}, false});
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
