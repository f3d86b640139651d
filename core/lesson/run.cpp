#include "lesson/run.h"

#include <fmt/format.h>

#include "base/text.h"
#include "lang/vm.h"
#include "trace/recorder.h"
#include "web/app.h"

namespace lesson {
namespace {

// Lessons happen at one moment, so that every run is the same: 2026-01-01T00:00:00Z.
constexpr base::Instant kLessonTime{1767225600, 0};

std::string stop_text(const lang::Vm& vm) {
    return vm.stopped() ? vm.stopped()->message : std::string();
}

http::Request to_http(const ScenarioRequest& request) {
    std::string target = request.path;
    if (request.query) target += "?" + *request.query;
    http::Request out = http::make_request(request.method, target);
    for (const auto& [name, value] : request.headers) out.headers.add(name, value);
    if (request.body) out.body = *request.body;
    http::add_default_headers(out);
    return out;
}

void run_requests(Run& run, lang::Vm& vm, web::App& app, trace::Recorder& recorder, int last) {
    for (int i = 0; i <= last; ++i) {
        RequestRun one;
        one.request = to_http(run.scenario.requests[static_cast<std::size_t>(i)]);
        recorder.begin_request(i);
        web::Reply reply = web::handle(app, one.request);
        one.response = std::move(reply.response);
        one.traceback = std::move(reply.traceback);
        if (reply.stopped) one.stopped = stop_text(vm);
        run.requests.push_back(std::move(one));
        if (reply.stopped) return;
    }
}

}  // namespace

std::shared_ptr<const Run> run_scenario(const Scenario& scenario, const RunOptions& options) {
    auto run = std::make_shared<Run>();
    run->scenario = scenario;
    trace::Recorder recorder;
    {
        const base::FixedClock clock(kLessonTime);
        lang::VmOptions vm_options;
        vm_options.max_steps = options.max_steps;
        vm_options.clock = &clock;
        vm_options.recorder = &recorder;
        lang::Vm vm(vm_options);
        web::add_web_modules(vm);
        recorder.begin_request(-1);
        web::Loading loading = web::load_app(vm, scenario.source, scenario.source_name);
        if (!loading.app) {
            run->load_error = vm.stopped() ? stop_text(vm) : loading.traceback;
            if (run->load_error.empty()) run->load_error = loading.message;
            run->load_error_position = loading.position;
        } else if (std::string error = web::start(*loading.app); !error.empty()) {
            run->load_error = std::move(error);
        } else {
            const int all = static_cast<int>(scenario.requests.size()) - 1;
            run_requests(*run, vm, *loading.app, recorder, options.only_request.value_or(all));
        }
    }
    run->timeline = recorder.finish();
    for (const trace::Span& span : run->timeline.spans()) {
        if (span.request < 0)
            run->loading = span;
        else if (span.request < static_cast<int>(run->requests.size()))
            run->requests[static_cast<std::size_t>(span.request)].span = span;
    }
    return run;
}

base::Result<Scenario> apply_what_if(const Scenario& scenario, const WhatIf& what_if) {
    Scenario out = scenario;
    std::vector<std::string> lines;
    for (const std::string_view line : base::split_lines(scenario.source)) lines.emplace_back(line);
    for (const SourceEdit& edit : what_if.source_edits) {
        if (edit.line < 1 || edit.line > static_cast<int>(lines.size()))
            return base::Error{edit.origin.path,
                               fmt::format("the sample has no line {}", edit.line),
                               edit.origin.position};
        lines[static_cast<std::size_t>(edit.line - 1)] = edit.with;
    }
    out.source = fmt::format("{}\n", fmt::join(lines, "\n"));
    if (what_if.request && what_if.new_request)
        out.requests[static_cast<std::size_t>(*what_if.request)] = *what_if.new_request;
    return out;
}

}  // namespace lesson
