// One sentence per event, made of the event's own fields and the sample's own text: what happens,
// and why. Names and values stand between backticks: the screen sets them in the code face.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "http/status.h"
#include "lesson/narration_internal.h"

namespace lesson {

namespace narration {

std::string get(const trace::Event& event, std::string_view name) {
    const std::string* value = event.field(name);
    return value ? *value : std::string();
}

std::string in_code(std::string_view text, std::size_t limit) {
    std::string code = base::printable(text, limit);
    std::replace(code.begin(), code.end(), '`', '\'');  // or the face would change inside
    return "`" + code + "`";
}

}  // namespace narration

namespace {

using narration::get;
using narration::in_code;
using trace::Event;
using trace::EventKind;

// "get_current_user and page"
std::string in_words(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

// What a request shows of who it comes from.
std::string say_request(const Event& event) {
    std::vector<std::string> shown;
    for (const std::string_view header : {"authorization", "cookie", "x-api-key"})
        if (const std::string* value = event.field(fmt::format("header:{}", header)))
            shown.push_back(in_code(fmt::format("{}: {}", header, *value), 60));
    std::string target = get(event, "path");
    if (const std::string query = get(event, "query"); !query.empty()) target += "?" + query;
    return fmt::format(
        "The client sends {}, {}.", in_code(get(event, "method") + " " + target),
        shown.empty() ? "without credentials in its headers" : "with " + in_words(shown));
}

std::string say_route_matched(const Run& run, const Event& event) {
    const std::string function = get(event, "function"), path = get(event, "path");
    std::vector<std::string> first;
    for (const RouteSteps& route : run.routes) {
        if (route.function != function || route.path != path) continue;
        for (std::size_t i = 0; i + 1 < route.steps.size() && i < 4; ++i)
            first.push_back(in_code(route.steps[i].name));
        if (route.steps.size() > 5) first.push_back("more");
        break;
    }
    const std::string matched = fmt::format(
        "{} is the route of {}", in_code(get(event, "method") + " " + path), in_code(function));
    if (first.empty()) return matched + ".";
    return fmt::format("{}, which needs {} to be asked first.", matched, in_words(first));
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
    const std::string scheme = in_code(get(event, "scheme")), name = get(event, "name");
    const std::string where = fmt::format("the {} {}", name, get(event, "in"));
    if (get(event, "present") == "true")
        return fmt::format(
            "{} finds credentials in {}: {}. Whether they are good is not its "
            "question.",
            scheme, where, in_code(get(event, "value"), 60));
    const std::string reason = get(event, "reason");
    return fmt::format("{} looks into {} and finds no credentials that it can use{}.", scheme,
                       where, reason.empty() ? "" : ": " + reason);
}

std::string say_parameter(const Event& event) {
    const std::string name = in_code(get(event, "name"));
    if (get(event, "present") != "true")
        return get(event, "valid") == "false"
                   ? fmt::format("The {} parameter {} is missing, and it is required.",
                                 get(event, "in"), name)
                   : fmt::format("The {} parameter {} is not there: its default is taken.",
                                 get(event, "in"), name);
    return fmt::format("The {} parameter {} is {}{}.", get(event, "in"), name,
                       in_code(get(event, "value"), 60),
                       get(event, "valid") == "false" ? ", which is not valid" : "");
}

std::string say_body(const Event& event) {
    const std::string result = get(event, "result");
    if (result == "absent") return "The request has no body.";
    return fmt::format(
        "The body ({} bytes of {}) is read{}.", get(event, "bytes"),
        get(event, "media_type").empty() ? "no named type" : get(event, "media_type"),
        result == "invalid" ? ", but cannot be understood" : "");
}

std::string say_dependency(const Event& event) {
    const std::string name = in_code(get(event, "dependency"));
    const std::string parameter = get(event, "parameter");
    switch (event.kind) {
        case EventKind::DependencyEntered: {
            const std::string scopes = get(event, "scopes");
            const std::string with = scopes.empty() ? "" : " (scopes: " + scopes + ")";
            return parameter.empty()
                       ? fmt::format("{}{} is asked first: nothing runs before it agrees.", name,
                                     with)
                       : fmt::format(
                             "The value of {} comes from {}{}, so that is worked out first.",
                             in_code(parameter), name, with);
        }
        case EventKind::DependencyReused:
            return fmt::format("{} has already run for this request: its value is used again.",
                               name);
        default: break;
    }
    const std::string exception = get(event, "exception");
    if (!exception.empty())
        return fmt::format("{} ends with {}: it gives no value.", name, exception);
    return fmt::format("{} gives {}.", name, in_code(get(event, "value"), 80));
}

std::string say_password(const Event& event) {
    const std::string result = get(event, "result");
    const std::string how = fmt::format("{}, {}", get(event, "algorithm"), get(event, "cost"));
    if (result == "hashed") return fmt::format("A password becomes a new hash ({}).", how);
    return fmt::format(
        "The password is hashed again and compared ({}): it {}.", how,
        result == "passed" ? "matches the stored hash" : "does not match the stored hash");
}

// Which response comes of it, and what does not run because of it.
std::string say_handled(const Run& run, const Event& event) {
    const auto request = static_cast<std::size_t>(event.request);
    std::string response = "a response";
    if (event.request >= 0 && request < run.requests.size()) {
        const int status = run.requests[request].response.status;
        response = fmt::format("the response {} {}", status, http::reason_phrase(status));
    }
    return fmt::format("FastAPI turns {} into {}: nothing after it runs.",
                       in_code(get(event, "exception")), response);
}

std::string say_response(const Event& event) {
    const std::string body = get(event, "body");
    return fmt::format("The answer is {} {}{}.", get(event, "status"), get(event, "reason"),
                       body.empty() ? "" : ": " + in_code(body));
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
    const std::string function = in_code(get(event, "function"));
    switch (event.kind) {
        case EventKind::Request: return say_request(event);
        case EventKind::RouteMatched: return say_route_matched(run, event);
        case EventKind::RouteMissed: return say_route_missed(event);
        case EventKind::BodyRead: return say_body(event);
        case EventKind::DependencyEntered:
        case EventKind::DependencyReused:
        case EventKind::DependencyLeft: return say_dependency(event);
        case EventKind::ParameterRead: return say_parameter(event);
        case EventKind::CredentialsRead: return say_credentials(event);
        case EventKind::TokenCheck: return narration::say_check(event);
        case EventKind::PasswordCheck: return say_password(event);
        case EventKind::ExceptionHandled: return say_handled(run, event);
        case EventKind::Response: return say_response(event);
        case EventKind::Line: return narration::say_line(run, event);
        case EventKind::Call: return narration::say_call(run, event);
        case EventKind::Return: return narration::say_return(run, event);
        case EventKind::Yield:
            return fmt::format("{} steps aside with {} and goes on later.", function,
                               in_code(get(event, "value")));
        case EventKind::Resume: return fmt::format("{} goes on where it stepped aside.", function);
        case EventKind::Raise: return narration::say_raise(run, event);
        case EventKind::Unwind:
            return fmt::format("{} does not catch {}, so the call ends.", function,
                               in_code(get(event, "exception")));
        case EventKind::Caught:
            return fmt::format("{} catches {} and goes on.", function,
                               in_code(get(event, "exception")));
        case EventKind::Assign: return narration::say_assign(event);
        case EventKind::Change: return narration::say_change(event);
        case EventKind::Output:
            return fmt::format("The program prints {}.", in_code(get(event, "text"), 60));
    }
    return {};
}

}  // namespace lesson
