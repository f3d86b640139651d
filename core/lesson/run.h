// lesson/run.h -- a scenario, executed: everything a lesson shows is derived from this.
// In: a Scenario. Out: a Run, immutable. The same scenario gives the same Run to the byte (clock
// and seed are fixed). Errors: a program that cannot load is a Run with `load_error` set.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/message.h"
#include "lesson/route_steps.h"
#include "lesson/scenario.h"
#include "trace/timeline.h"

namespace lesson {

// Lessons happen at one moment, so that every run is the same: 2026-01-01T00:00:00Z.
inline constexpr std::int64_t kLessonNow = 1767225600;

// A step at which the framework acts.
struct WayStep {
    int step = 0;
    trace::EventKind kind = trace::EventKind::Request;
};

struct RequestRun {
    http::Request request;
    http::Response response;
    trace::Span span;          // its steps in the timeline
    std::vector<WayStep> way;  // request ... response: few, where the program's may be millions
    std::string traceback;     // of an exception that nobody caught (then the status is 500)
    std::string stopped;       // "limit:steps: ..." when a limit ended it
    std::string bytes;         // as they were sent; "" for scripted requests
    std::string refused;       // what is wrong with bytes that are no request; "" for requests
    // Of references to earlier answers that could not be resolved (references.h).
    std::vector<std::string> problems;
};

struct Run {
    Scenario scenario;
    trace::Timeline timeline;
    std::vector<RequestRun> requests;    // as many as the scenario's, fewer when one was stopped
    std::string load_error;              // the traceback of a program that could not load
    base::Position load_error_position;  // in the sample; 0 when unknown
    trace::Span loading;
    std::int64_t now_s = 0;          // where the program's clock stood: what `exp` is compared with
    std::vector<RouteSteps> routes;  // of the program, in the order it declares them
    std::vector<std::size_t> line_begins;  // of the source, in bytes
    int last_step() const { return timeline.size() - 1; }
};

// A line of the sample without blanks around it; empty when it has no such line.
std::string_view source_line(const Run& run, int line);

struct RunOptions {
    std::uint64_t max_steps = 5'000'000;
    std::optional<int> only_request;  // 0-based; the requests before it run too (state is kept)
};
std::shared_ptr<const Run> run_scenario(const Scenario& scenario, const RunOptions& options = {});

// The scenario with a what-if applied: other source, other request.
base::Result<Scenario> apply_what_if(const Scenario& scenario, const WhatIf& what_if);

}  // namespace lesson
