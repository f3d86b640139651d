// What can be said about one request of a run. Each fact is found in the events and the response,
// together with the step from which on it is known.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/json.h"
#include "base/text.h"
#include "http/status.h"
#include "lesson/derive.h"
#include "lesson/json_text.h"

namespace lesson {
namespace {

using trace::EventKind;

const RequestRun& request_of(const Run& run, int request) {
    return run.requests[static_cast<std::size_t>(request)];
}

using Good = std::function<bool(const trace::Event&)>;

// The first event of the request with that kind, from `from` on, for which `good` holds.
std::optional<trace::Event> first_event(const Run& run, int request, EventKind kind,
                                        const Good& good, int from = 0) {
    const RequestRun& one = request_of(run, request);
    if (kind < EventKind::Line) {
        for (const WayStep& here : one.way) {
            if (here.kind != kind || here.step < from) continue;
            trace::Event event = run.timeline.event_at(here.step);
            if (good(event)) return event;
        }
        return std::nullopt;
    }
    std::optional<trace::Event> found;
    trace::Timeline::Kinds kinds;
    kinds.set(static_cast<std::size_t>(kind));
    run.timeline.each_event(std::max(from, one.span.first_step), one.span.last_step, kinds,
                            [&](const trace::Event& event) {
                                if (!good(event)) return trace::Timeline::GoOn::Yes;
                                found = event;
                                return trace::Timeline::GoOn::No;
                            });
    return found;
}

bool any(const trace::Event&) { return true; }

int response_step(const Run& run, int request) {
    const auto event = first_event(run, request, EventKind::Response, any);
    return event ? event->step : request_of(run, request).span.last_step;
}

std::string status_line(const http::Response& response) {
    return fmt::format("{} {}", response.status, http::reason_phrase(response.status));
}

bool was_answered(const RequestRun& request) { return request.stopped.empty(); }

FactValue response_status(const Run& run, int request) {
    const RequestRun& one = request_of(run, request);
    return {was_answered(one) ? status_line(one.response) : "none", response_step(run, request)};
}

// The reason line for an error, the JSON body for a success.
FactValue response_summary(const Run& run, int request) {
    const RequestRun& one = request_of(run, request);
    FactValue out = response_status(run, request);
    if (!was_answered(one) || one.response.status >= 400 || one.response.body.empty()) return out;
    const auto json = base::parse_json(one.response.body);
    out.text = json.ok() ? spaced_json(*json) : base::printable(one.response.body);
    return out;
}

FactValue outcome(const Run& run, int request) {
    const RequestRun& one = request_of(run, request);
    const int status = one.response.status;
    const char* text = !was_answered(one) || status >= 500 ? "failed"
                       : status >= 400                     ? "rejected"
                                                           : "allowed";
    return {text, response_step(run, request)};
}

FactValue credentials_present(const Run& run, int request) {
    const auto read = first_event(run, request, EventKind::CredentialsRead, any);
    if (!read) return {"No", response_step(run, request)};
    const auto found =
        first_event(run, request, EventKind::CredentialsRead, [](const trace::Event& event) {
            const std::string* present = event.field("present");
            return present && *present == "true";
        });
    return found ? FactValue{"Yes", found->step} : FactValue{"No", read->step};
}

// 401 says that the credentials were not accepted (RFC 9110 15.5.2); 403 that they were, but are
// not enough (15.5.4).
FactValue credentials_valid(const Run& run, int request) {
    const FactValue present = credentials_present(run, request);
    if (present.text == "No") return {"N/A", present.known_at};
    const int later = present.known_at + 1;
    if (request_of(run, request).response.status == 401) {
        const auto raised = first_event(run, request, EventKind::Raise, any, later);
        return {"No", raised ? raised->step : response_step(run, request)};
    }
    const auto returned = first_event(run, request, EventKind::Return, any, later);
    return {"Yes", returned ? returned->step : response_step(run, request)};
}

std::optional<FactValue> response_header(const Run& run, int request, std::string_view name) {
    const RequestRun& one = request_of(run, request);
    const std::string* value = one.response.headers.get(name);
    return FactValue{value ? *value : "none", response_step(run, request)};
}

// variable:FUNCTION.NAME, or variable:NAME of whichever function has it.
std::optional<FactValue> variable(const Run& run, int request, std::string_view what) {
    const auto dot = what.find('.');
    const std::string_view function = dot == what.npos ? "" : what.substr(0, dot);
    const std::string_view name = dot == what.npos ? what : what.substr(dot + 1);
    const trace::Span& span = request_of(run, request).span;
    const auto changes = run.timeline.assignments(function, name, span.first_step, span.last_step);
    if (changes.empty()) return FactValue{"none", span.last_step};
    const trace::Assignment& last = changes.back();
    return FactValue{run.timeline.show(last.value, span.last_step, trace::Style::Plain), last.step};
}

std::optional<FactValue> token_check(const Run& run, int request, std::string_view name) {
    const auto event = first_event(run, request, EventKind::TokenCheck, [&](const trace::Event& e) {
        const std::string* check = e.field("check");
        return check && *check == name;
    });
    if (!event) return FactValue{"not_reached", response_step(run, request)};
    const std::string* result = event->field("result");
    return FactValue{result ? *result : "", event->step};
}

// What the last check of a password came to: passed, failed, or none.
FactValue password_check(const Run& run, int request) {
    const trace::Span& span = request_of(run, request).span;
    FactValue out{"none", response_step(run, request)};
    for (const auto& brief : run.timeline.briefs(span.first_step, span.last_step)) {
        if (brief.kind != EventKind::PasswordCheck) continue;
        const trace::Event event = run.timeline.event_at(brief.step);
        const std::string* result = event.field("result");
        if (result && *result != "hashed") out = {*result, brief.step};
    }
    return out;
}

std::optional<FactValue> reached(const Run& run, int request, std::string_view id) {
    for (const FlowNode& node : run.scenario.nodes) {
        if (node.id != id) continue;
        std::optional<int> step;
        for (const EventPattern& pattern : node.when)
            if (const auto found = find_event(run, request, pattern))
                step = step ? std::min(*step, *found) : *found;
        return step ? FactValue{"Yes", *step} : FactValue{"No", response_step(run, request)};
    }
    return std::nullopt;
}

FactValue uncaught_exception(const Run& run, int request) {
    const RequestRun& one = request_of(run, request);
    if (one.traceback.empty()) return {"none", response_step(run, request)};
    const auto lines = base::split_lines(base::trim(one.traceback));
    const std::string_view last = lines.empty() ? std::string_view() : lines.back();
    return {std::string(last.substr(0, last.find(':'))), response_step(run, request)};
}

// request.where:FACT=VALUE: the number of the first request for which the fact has that value.
std::optional<FactValue> where(const Run& run, std::string_view claim) {
    const auto equals = claim.find('=');
    if (equals == claim.npos) return std::nullopt;
    int last_known = 0;
    for (int i = 0; i < static_cast<int>(run.requests.size()); ++i) {
        const auto value = fact_of(run, i, claim.substr(0, equals));
        if (!value) return std::nullopt;
        last_known = value->known_at;
        if (value->text == claim.substr(equals + 1))
            return FactValue{std::to_string(i + 1), value->known_at};
    }
    return FactValue{"none", last_known};
}

struct Plain {
    std::string_view name;
    FactValue (*find)(const Run&, int);
};
constexpr Plain kPlain[] = {
    {"credentials.present", credentials_present},
    {"credentials.valid", credentials_valid},
    {"outcome", outcome},
    {"password.check", password_check},
    {"response.status", response_status},
    {"response.summary", response_summary},
    {"exception", uncaught_exception},
};
struct Named {
    std::string_view prefix;
    std::optional<FactValue> (*find)(const Run&, int, std::string_view);
};
constexpr Named kNamed[] = {
    {"response.header:", response_header},
    {"variable:", variable},
    {"token.check:", token_check},
    {"reached:", reached},
};

}  // namespace

std::optional<FactValue> fact_of(const Run& run, int request, std::string_view fact) {
    if (fact.starts_with("request.where:")) return where(run, fact.substr(14));
    if (request < 0 || request >= static_cast<int>(run.requests.size())) return std::nullopt;
    const RequestRun& one = request_of(run, request);
    if (fact == "request.number")
        return FactValue{std::to_string(request + 1), one.span.first_step};
    if (fact == "request.label")
        return FactValue{run.scenario.requests[static_cast<std::size_t>(request)].label,
                         one.span.first_step};
    if (fact == "response.body") return FactValue{one.response.body, response_step(run, request)};
    for (const Plain& plain : kPlain)
        if (plain.name == fact) return plain.find(run, request);
    for (const Named& named : kNamed)
        if (fact.starts_with(named.prefix))
            return named.find(run, request, fact.substr(named.prefix.size()));
    return std::nullopt;
}

const std::vector<std::string>& fact_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all = {"request.number", "request.label",
                                        "request.where:", "response.body"};
        for (const Plain& plain : kPlain) all.emplace_back(plain.name);
        for (const Named& named : kNamed) all.emplace_back(named.prefix);
        return all;
    }();
    return names;
}

bool is_fact(const Scenario& scenario, std::string_view fact) {
    if (fact.starts_with("request.where:")) {
        const auto equals = fact.find('=');
        return equals != fact.npos && is_fact(scenario, fact.substr(14, equals - 14));
    }
    if (fact.starts_with("reached:")) {
        const std::string_view id = fact.substr(8);
        return std::any_of(scenario.nodes.begin(), scenario.nodes.end(),
                           [&](const FlowNode& node) { return node.id == id; });
    }
    const auto& names = fact_names();
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return name.back() == ':' ? fact.starts_with(name) && fact.size() > name.size()
                                  : fact == name;
    });
}

bool matches(const EventPattern& pattern, const trace::Event& event) {
    if (pattern.kind != event.kind) return false;
    for (const trace::Field& wanted : pattern.fields) {
        const std::string* value = wanted.name == "line" ? nullptr : event.field(wanted.name);
        if (wanted.name == "line" ? std::to_string(event.line) != wanted.value
                                  : !value || *value != wanted.value)
            return false;
    }
    return true;
}

std::optional<int> find_event(const Run& run, int request, const EventPattern& pattern) {
    if (request < 0 || request >= static_cast<int>(run.requests.size())) return std::nullopt;
    const auto event = first_event(run, request, pattern.kind, [&](const trace::Event& candidate) {
        return matches(pattern, candidate);
    });
    return event ? std::optional<int>(event->step) : std::nullopt;
}

}  // namespace lesson
