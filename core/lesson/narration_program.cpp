// What the program does, and why: the condition that led to a line, the call a value goes back to.
#include <fmt/format.h>

#include "base/text.h"
#include "lesson/narration_internal.h"

namespace lesson::narration {
namespace {

using trace::Event;
using trace::EventKind;

constexpr int kLookBack = 60;  // steps

struct Condition {
    std::string_view text;  // of the if or while, without the colon
    int line = 0;
    bool held = false;
    std::string values;  // "`token` is 'invalidtoken'"
};

// "if x:", "elif x:", "while x:" -> "x"
std::string_view condition_in(std::string_view line) {
    for (const std::string_view word : {"if ", "elif ", "while "})
        if (line.starts_with(word) && line.ends_with(":"))
            return base::trim(line.substr(word.size(), line.size() - word.size() - 1));
    return {};
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool mentions(std::string_view text, std::string_view name) {
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
        const bool begins = at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '.');
        const std::size_t end = at + name.size();
        if (begins && (end == text.size() || !is_word(text[end]))) return true;
    }
    return false;
}

std::string values_in(const Run& run, std::string_view text, int step) {
    const trace::State state = run.timeline.state_at(step);
    if (state.stack.empty()) return {};
    std::string values;
    for (const trace::Variable& variable : state.stack.back().variables)
        if (variable.value.tag() != trace::ValueRef::Tag::Unbound && mentions(text, variable.name))
            values += fmt::format("{}{} is {}", values.empty() ? "" : ", ", in_code(variable.name),
                                  run.timeline.show(variable.value, step, trace::Style::Repr, 60));
    return values;
}

// Where a block begins: comments and empty lines do not run.
int first_line_inside(const Run& run, int head) {
    int line = head + 1;
    while (line <= static_cast<int>(run.line_begins.size()) &&
           (source_line(run, line).empty() || source_line(run, line).starts_with('#')))
        ++line;
    return line;
}

// The condition that was looked at last before this step in the same call, when nothing else ran
// between: it decided that `line` is next.
Condition condition_before(const Run& run, const Event& event, int line) {
    const auto briefs = run.timeline.briefs(std::max(0, event.step - kLookBack), event.step - 1);
    for (auto brief = briefs.rbegin(); brief != briefs.rend(); ++brief) {
        if (brief->request != event.request || brief->depth < event.depth) return {};
        if (brief->kind != EventKind::Line || brief->depth != event.depth) continue;
        if (brief->line == line) continue;
        Condition found;
        found.text = condition_in(source_line(run, brief->line));
        if (found.text.empty()) return {};
        found.line = brief->line;
        found.held = line == first_line_inside(run, brief->line);
        found.values = values_in(run, found.text, brief->step);
        return found;
    }
    return {};
}

std::string in_brackets(const std::string& text) {
    return text.empty() ? std::string() : " (" + text + ")";
}

// The call under the one that has just ended; empty: the framework called it.
std::string caller_of(const Run& run, int step) {
    const trace::State state = run.timeline.state_at(step);
    return state.stack.size() < 2 ? std::string() : std::string(state.stack.back().function);
}

// The parameter that a function's value is for, when the framework asked for it.
std::string parameter_from(const Run& run, const std::string& function) {
    for (const RouteSteps& route : run.routes)
        for (const RouteStep& step : route.steps)
            if (step.name == function) return step.parameter;
    return {};
}

bool is_route(const Run& run, const std::string& function) {
    for (const RouteSteps& route : run.routes)
        if (route.function == function) return true;
    return false;
}

// What the line will do, said before it does it.
std::string preview(const Run& run, const Event& event, std::string_view text) {
    const std::string code = in_code(text);
    if (const std::string_view condition = condition_in(text); !condition.empty())
        return fmt::format("asks whether {} holds{}", in_code(condition),
                           in_brackets(values_in(run, condition, event.step)));
    if (text.starts_with("return ")) return "returns " + in_code(text.substr(7));
    if (text.starts_with("raise ")) return "raises " + in_code(text.substr(6));
    if (text.starts_with("def ") || text.starts_with("async def ")) return "defines " + code;
    if (text.starts_with("@")) return "applies " + code;
    if (text.starts_with("import ") || text.starts_with("from ")) return "brings in " + code;
    return "runs: " + code;
}

}  // namespace

std::string say_line(const Run& run, const Event& event) {
    const std::string_view text = source_line(run, event.line);
    const std::string does = preview(run, event, text);
    const Condition before = condition_before(run, event, event.line);
    if (before.text.empty()) return fmt::format("Line {} {}.", event.line, does);
    return fmt::format("{} {}{}, so line {} {}.", in_code(before.text),
                       before.held ? "holds" : "does not hold", in_brackets(before.values),
                       event.line, does);
}

std::string say_call(const Run& run, const Event& event) {
    std::string arguments;
    for (const trace::Field& field : event.fields)
        if (field.name != "function")
            arguments += fmt::format("{}{}", arguments.empty() ? "" : ", ",
                                     in_code(field.name + " = " + field.value, 70));
    const std::string function = get(event, "function");
    const std::string with = arguments.empty() ? "" : " with " + arguments;
    if (event.depth > 1) return fmt::format("{} is called{}.", in_code(function), with);
    if (is_route(run, function))
        return fmt::format("All that it needs is there, so the route's function {} is called{}.",
                           in_code(function), with);
    return fmt::format("FastAPI calls {}{}.", in_code(function), with);
}

std::string say_return(const Run& run, const Event& event) {
    const std::string function = get(event, "function");
    const std::string value = in_code(get(event, "value"));
    const std::string caller = caller_of(run, event.step);
    if (!caller.empty())
        return fmt::format("{} returns {} to {}.", in_code(function), value, in_code(caller));
    if (is_route(run, function))
        return fmt::format("{} returns {}: FastAPI makes the response of it.", in_code(function),
                           value);
    if (const std::string parameter = parameter_from(run, function); !parameter.empty())
        return fmt::format("{} returns {}: that is the value of {}.", in_code(function), value,
                           in_code(parameter));
    return fmt::format("{} returns {}.", in_code(function), value);
}

std::string say_raise(const Run& run, const Event& event) {
    const std::string message = get(event, "message");
    const std::string exception = get(event, "exception");
    const trace::State state = run.timeline.state_at(event.step);
    const std::string_view function = state.stack.empty() ? "" : state.stack.back().function;
    const std::string who =
        function == "<module>" || function.empty() ? "The program" : in_code(function);
    // "HTTPException 401: Invalid token" reads better than two colons.
    const bool numbered = exception == "HTTPException" && !message.empty();
    const Condition why = condition_before(run, event, event.line);
    return fmt::format("{} raises {}{}{}{}.", who, exception,
                       message.empty() ? ""
                       : numbered      ? " "
                                       : ": ",
                       base::printable(message, 90),
                       why.text.empty() ? ""
                                        : fmt::format(", because {} {}{}", in_code(why.text),
                                                      why.held ? "holds" : "does not hold",
                                                      in_brackets(why.values)));
}

std::string say_assign(const Event& event) {
    const std::string scope = get(event, "scope");
    const std::string name = in_code(get(event, "name"));
    if (!event.field("value")) return fmt::format("{} has no value any more.", name);
    return fmt::format("{}{} is now {}.", scope == "global" ? "The global " : "", name,
                       in_code(get(event, "value")));
}

std::string say_change(const Event& event) {
    const std::string what = get(event, "what");
    const std::string name = get(event, "name");
    const std::string object = in_code(name.empty() ? get(event, "object") : name, 40);
    const std::string key = get(event, "key");
    const std::string value = in_code(get(event, "value"), 60);
    if (what == "append") return fmt::format("{} gains {}.", object, value);
    if (what == "insert") return fmt::format("{} gains {} at {}.", object, value, key);
    if (what == "remove")
        return fmt::format("{} loses {}.", object, key.empty() ? value : in_code(key, 60));
    if (what == "attribute")
        return fmt::format("The attribute {} of {} is now {}.", in_code(key), object, value);
    if (what == "item") return fmt::format("In {}, {} is now {}.", object, in_code(key, 60), value);
    return fmt::format("{} has new content.", object);
}

}  // namespace lesson::narration
