#include <algorithm>

#include "base/text.h"
#include "lang/highlight.h"
#include "session/step_view.h"

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

constexpr std::size_t kMostValues = 8;        // LIMIT: at the end of one line
constexpr std::size_t kCodeValueLimit = 400;  // characters

const LineRuns& lines_of(const LessonView& lesson, const StepView& now) {
    return now.request < 0 ? lesson.loading_lines
                           : lesson.requests[static_cast<std::size_t>(now.request)].lines;
}

// As Python prints it, which an event's plain text is not.
std::string repr_of(const trace::Timeline& timeline, const trace::Event& event,
                    const std::string& name) {
    const std::string* function = event.field("function");
    const auto given =
        timeline.assignments(function ? *function : "", name, event.step, event.step);
    if (given.empty()) return {};
    return timeline.show(given.back().value, event.step, trace::Style::Repr, kCodeValueLimit);
}

// The names that an assignment or a call gave values to, the last first; each once.
void add_values(const trace::Timeline& timeline, const trace::Event& event, const StepView& now,
                std::vector<LineValue>& values) {
    const auto add = [&](const std::string& name) {
        for (const LineValue& known : values)
            if (known.name == name) return;
        values.push_back(
            {name, repr_of(timeline, event, name), event.step, event.step > now.previous_stop});
    };
    if (event.kind == trace::EventKind::Call) {
        for (auto field = event.fields.rbegin(); field != event.fields.rend(); ++field)
            if (field->name != "function") add(field->name);
        return;
    }
    const std::string* name = event.field("name");
    if (name && !name->empty() && event.field("value")) add(*name);
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

int times_run(const LessonView& lesson, const StepView& now, int line) {
    return lines_of(lesson, now).ran.count(line, now.step);
}

int line_to_show(const LessonView& lesson, const StepView& now) {
    return now.line > 0 ? now.line : std::max(0, lines_of(lesson, now).ran.latest(now.step));
}

std::vector<LineValue> values_on_line(const LessonView& lesson, const StepView& now, int line) {
    const LineRuns& lines = lines_of(lesson, now);
    const trace::Timeline& timeline = lesson.run->timeline;
    const std::span<const int> steps = lines.assigns.of(line);
    const auto count = static_cast<std::size_t>(lines.assigns.count(line, now.step));
    if (count == 0) return {};
    // Of the line's last run only, and only if that was in the function's last call.
    const int last = steps[count - 1];
    const auto briefs = timeline.briefs(last, last);
    const int called = lines.calls.last(static_cast<int>(briefs.front().code), now.step);
    const int since = std::max(called, lines.ran.last(line, last));
    if (last < called) return {};
    std::vector<LineValue> values;
    for (std::size_t i = count; i-- > 0 && steps[i] >= since && values.size() < kMostValues;)
        add_values(timeline, timeline.event_at(steps[i]), now, values);
    std::reverse(values.begin(), values.end());
    return values;
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
