// One sentence per event, made of the event's own fields and the sample's own text.
#include <fmt/format.h>

#include "base/text.h"
#include "http/status.h"
#include "lesson/derive.h"

namespace lesson {
namespace {

using trace::Event;
using trace::EventKind;

std::string get(const Event& event, std::string_view name) {
    const std::string* value = event.field(name);
    return value ? *value : std::string();
}

std::string in_quotes(std::string_view text) {
    return fmt::format("'{}'", base::printable(text, 60));
}

// "line 8's condition `token != "validtoken"` holds (token is 'invalidtoken')": when the line that
// ran just before in the same function was an `if` that let the run through.
std::string why(const Run& run, const Event& event) {
    const auto briefs = run.timeline.briefs(std::max(0, event.step - 60), event.step);
    int current = 0;
    for (auto brief = briefs.rbegin(); brief != briefs.rend(); ++brief) {
        if (brief->kind != EventKind::Line || brief->depth != event.depth) continue;
        if (current == 0) {
            current = brief->line;
            continue;
        }
        std::string_view text = source_line(run, brief->line);
        if (!text.starts_with("if ") || !text.ends_with(":") || current != brief->line + 1)
            return {};
        text = base::trim(text.substr(3, text.size() - 4));
        std::string values;
        const trace::State state = run.timeline.state_at(brief->step);
        for (const trace::Variable& variable : state.stack.back().variables)
            if (variable.value.tag() != trace::ValueRef::Tag::Unbound &&
                text.find(variable.name) != text.npos)
                values += fmt::format(
                    "{}{} is {}", values.empty() ? "" : ", ", variable.name,
                    run.timeline.show(variable.value, brief->step, trace::Style::Repr, 60));
        return fmt::format(", because `{}` on line {} holds{}", text, brief->line,
                           values.empty() ? "" : fmt::format(" ({})", values));
    }
    return {};
}

std::string say_request(const Event& event) {
    const std::string label = get(event, "label");
    return fmt::format("The request {} {} arrives.", get(event, "method"), get(event, "path")) +
           (label.empty() ? "" : " " + label + ".");
}

std::string say_route_missed(const Event& event) {
    const std::string reason = get(event, "reason");
    if (reason == "method_not_allowed")
        return fmt::format("The path is known, but not for this method: 405, allowed is {}.",
                           get(event, "allow"));
    if (reason == "redirect_slash")
        return "No route has this path, but one has it with the slash added or removed: 307.";
    if (reason == "no_request")
        return fmt::format("These bytes are no valid request: {}. The program never sees them.",
                           get(event, "detail"));
    return "No route has this path: 404 Not Found.";
}

std::string say_credentials(const Event& event) {
    if (get(event, "present") == "true")
        return fmt::format("{} finds credentials in the {} {}: {}.", get(event, "scheme"),
                           get(event, "name"), get(event, "in"), in_quotes(get(event, "value")));
    const std::string reason = get(event, "reason");
    return fmt::format("{} looks into the {} {} and finds no usable credentials{}.",
                       get(event, "scheme"), get(event, "name"), get(event, "in"),
                       reason.empty() ? "" : ": " + reason);
}

std::string say_parameter(const Event& event) {
    const std::string name = get(event, "name");
    if (get(event, "present") != "true")
        return fmt::format("The {} parameter `{}` is not there.", get(event, "in"), name);
    return fmt::format("The {} parameter `{}` is {}{}.", get(event, "in"), name,
                       in_quotes(get(event, "value")),
                       get(event, "valid") == "false" ? ", which is not valid" : "");
}

std::string say_dependency(const Event& event) {
    const std::string name = get(event, "dependency");
    const std::string parameter = get(event, "parameter");
    switch (event.kind) {
        case EventKind::DependencyEntered:
            return parameter.empty()
                       ? fmt::format("The dependency {} is needed, so it comes first.", name)
                       : fmt::format(
                             "The value of `{}` comes from the dependency {}, so that is "
                             "worked out first.",
                             parameter, name);
        case EventKind::DependencyReused:
            return fmt::format("{} has already run for this request: its value is used again.",
                               name);
        default: break;
    }
    const std::string exception = get(event, "exception");
    if (!exception.empty()) return fmt::format("{} ends with {}.", name, exception);
    return fmt::format("{} gives {}.", name, base::printable(get(event, "value"), 80));
}

std::string say_line(const Run& run, const Event& event) {
    return fmt::format("Line {} is next: {}", event.line,
                       base::printable(source_line(run, event.line), 90));
}

std::string say_call(const Event& event) {
    std::string arguments;
    for (const trace::Field& field : event.fields)
        if (field.name != "function")
            arguments += fmt::format("{}{} = {}", arguments.empty() ? "" : ", ", field.name,
                                     base::printable(field.value, 60));
    return fmt::format("{} is called{}{}.", get(event, "function"),
                       arguments.empty() ? "" : " with ", arguments);
}

std::string say_raise(const Run& run, const Event& event) {
    const std::string message = get(event, "message");
    const trace::State state = run.timeline.state_at(event.step);
    const std::string_view function = state.stack.empty() ? "" : state.stack.back().function;
    const std::string who =
        function == "<module>" || function.empty() ? "The program" : std::string(function);
    return fmt::format("{} raises {}{}{}.", who, get(event, "exception"),
                       message.empty() ? "" : ": " + base::printable(message, 90), why(run, event));
}

std::string say_assign(const Event& event) {
    const std::string scope = get(event, "scope");
    return fmt::format("{}{} is now {}.", scope == "global" ? "The global " : "",
                       get(event, "name"), base::printable(get(event, "value"), 90));
}

std::string say_change(const Event& event) {
    const std::string what = get(event, "what");
    const std::string object = base::printable(get(event, "object"), 40);
    const std::string key = get(event, "key");
    const std::string value = base::printable(get(event, "value"), 60);
    if (what == "append") return fmt::format("{} gains {}.", object, value);
    if (what == "remove") return fmt::format("{} loses {}.", object, key.empty() ? value : key);
    if (what == "attribute") return fmt::format("{}.{} is now {}.", object, key, value);
    if (what == "item") return fmt::format("{}[{}] is now {}.", object, key, value);
    return fmt::format("{} changes.", object);
}

std::string say_response(const Event& event) {
    const std::string body = get(event, "body");
    return fmt::format("The answer is {} {}{}.", get(event, "status"), get(event, "reason"),
                       body.empty() ? "" : ": " + base::printable(body, 90));
}

// What a passed or failed check means, for the checks that are about the token as a whole.
struct CheckWords {
    std::string_view check, passed, failed;
};
constexpr CheckWords kCheckWords[] = {
    {"parse", "The token can be read: three parts, and the header is a JSON object",
     "The token cannot be read"},
    {"header", "Nothing in the token's header stands in the way", "The token's header is refused"},
    {"alg", "The program allows the token's algorithm", "The token's algorithm is refused"},
    {"key", "The program's key goes with the algorithm", "The key is refused"},
    {"signature", "The signature is genuine: it was made with this key over exactly these claims",
     "The signature is refused"},
    {"claims", "The claims are a JSON object", "The claims cannot be read"},
    {"required", "Every claim that the program demands is there", "A demanded claim is missing"},
};

std::string say_check(const Event& event) {
    const std::string check = get(event, "check");
    const std::string result = get(event, "result");
    const std::string reason = get(event, "reason");
    const std::string because = reason.empty() ? "" : ": " + reason;
    if (result == "not_reached")
        return fmt::format("The check `{}` is not reached: an earlier one failed.", check);
    if (result == "skipped") return fmt::format("The check `{}` is skipped{}.", check, because);
    const bool passed = result == "passed";
    for (const CheckWords& words : kCheckWords)
        if (words.check == check)
            return fmt::format("{}{}.", passed ? words.passed : words.failed,
                               passed && check != "key" ? "" : because);
    return fmt::format("The claim `{}` is {}{}.", check, passed ? "in order" : "refused", because);
}

std::string say_password(const Event& event) {
    const std::string result = get(event, "result");
    const std::string how = fmt::format("{}, {}", get(event, "algorithm"), get(event, "cost"));
    if (result == "hashed") return fmt::format("A password becomes a new hash ({}).", how);
    return fmt::format(
        "The password is hashed again and compared ({}): it {}.", how,
        result == "passed" ? "matches the stored hash" : "does not match the stored hash");
}

}  // namespace

std::string event_word(EventKind kind) {
    switch (kind) {
        case EventKind::Request: return "Request";
        case EventKind::RouteMatched:
        case EventKind::RouteMissed: return "Routing";
        case EventKind::BodyRead: return "Body";
        case EventKind::DependencyEntered:
        case EventKind::DependencyReused:
        case EventKind::DependencyLeft: return "Dependency";
        case EventKind::ParameterRead: return "Parameter";
        case EventKind::CredentialsRead: return "Credentials";
        case EventKind::TokenCheck: return "Token";
        case EventKind::PasswordCheck: return "Password";
        case EventKind::ExceptionHandled: return "Handled";
        case EventKind::Response: return "Response";
        case EventKind::Line: return "Line";
        case EventKind::Call: return "Call";
        case EventKind::Return: return "Return";
        case EventKind::Yield: return "Yield";
        case EventKind::Resume: return "Resume";
        case EventKind::Raise: return "Raise";
        case EventKind::Unwind: return "Leave";
        case EventKind::Caught: return "Caught";
        case EventKind::Assign: return "Assign";
        case EventKind::Change: return "Change";
        case EventKind::Output: return "Output";
    }
    return {};
}

std::string narrate(const Run& run, int step) {
    if (step < 0 || step >= run.timeline.size()) return {};
    const Event event = run.timeline.event_at(step);
    const std::string function = get(event, "function");
    switch (event.kind) {
        case EventKind::Request: return say_request(event);
        case EventKind::RouteMatched:
            return fmt::format("The route {} {} matches: its function is {}.", get(event, "method"),
                               get(event, "path"), function);
        case EventKind::RouteMissed: return say_route_missed(event);
        case EventKind::BodyRead:
            return fmt::format("The body ({} bytes, {}) is read: {}.", get(event, "bytes"),
                               get(event, "media_type"), get(event, "result"));
        case EventKind::DependencyEntered:
        case EventKind::DependencyReused:
        case EventKind::DependencyLeft: return say_dependency(event);
        case EventKind::ParameterRead: return say_parameter(event);
        case EventKind::CredentialsRead: return say_credentials(event);
        case EventKind::TokenCheck: return say_check(event);
        case EventKind::PasswordCheck: return say_password(event);
        case EventKind::ExceptionHandled:
            return fmt::format("{} becomes a response; nothing after it runs.",
                               get(event, "exception"));
        case EventKind::Response: return say_response(event);
        case EventKind::Line: return say_line(run, event);
        case EventKind::Call: return say_call(event);
        case EventKind::Return:
            return fmt::format("{} returns {}.", function,
                               base::printable(get(event, "value"), 90));
        case EventKind::Yield:
            return fmt::format("{} steps aside with {}.", function,
                               base::printable(get(event, "value"), 90));
        case EventKind::Resume: return fmt::format("{} goes on.", function);
        case EventKind::Raise: return say_raise(run, event);
        case EventKind::Unwind:
            return fmt::format("{} ends because of {}.", function, get(event, "exception"));
        case EventKind::Caught:
            return fmt::format("{} catches {}.", function, get(event, "exception"));
        case EventKind::Assign: return say_assign(event);
        case EventKind::Change: return say_change(event);
        case EventKind::Output:
            return fmt::format("The program prints {}.", in_quotes(get(event, "text")));
    }
    return {};
}

}  // namespace lesson
