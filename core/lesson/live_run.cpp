#include "lesson/live_run.h"

#include "base/clock.h"
#include "base/text.h"
#include "http/response_writer.h"
#include "http/status.h"
#include "lang/vm.h"
#include "lesson/references.h"
#include "trace/recorder.h"
#include "web/app.h"

namespace lesson {
namespace {

http::Request to_http(const ScenarioRequest& request) {
    std::string target = request.path;
    if (request.query) target += "?" + *request.query;
    http::Request out = http::make_request(request.method, target);
    for (const auto& [name, value] : request.headers) out.headers.add(name, value);
    if (request.body) out.body = *request.body;
    http::add_default_headers(out);
    return out;
}

ScenarioRequest to_scenario(const http::Request& request) {
    ScenarioRequest out;
    out.label = "Live: " + request.method + " " + request.target;
    out.method = request.method;
    out.path = request.raw_path;
    if (request.has_query) out.query = request.query;
    for (const http::HeaderField& field : request.headers)
        out.headers.emplace_back(field.name, field.value);
    if (!request.body.empty()) out.body = request.body;
    return out;
}

// What of a run can be told once its timeline is there, and is looked up again and again.
void index_run(Run& run) {
    for (const trace::Span& span : run.timeline.spans()) {
        if (span.request < 0)
            run.loading = span;
        else if (span.request < static_cast<int>(run.requests.size()))
            run.requests[static_cast<std::size_t>(span.request)].span = span;
    }
    for (const std::string_view line : base::split_lines(run.scenario.source))
        run.line_begins.push_back(
            static_cast<std::size_t>(line.data() - run.scenario.source.data()));
    for (RequestRun& request : run.requests)
        for (const auto& brief :
             run.timeline.briefs(request.span.first_step, request.span.last_step))
            if (brief.kind < trace::EventKind::Line)
                request.way.push_back({brief.step, brief.kind});
}

}  // namespace

// Each member is used by those behind it.
struct LiveRun::Program {
    base::FixedClock clock{{kLessonNow, 0}};
    trace::Recorder recorder;
    std::unique_ptr<lang::Vm> vm;
    std::unique_ptr<web::App> app;

    std::string stop_text() const { return vm->stopped() ? vm->stopped()->message : std::string(); }
};

LiveRun::LiveRun(const Scenario& scenario, const RunOptions& options)
    : run_(std::make_shared<Run>()), program_(std::make_unique<Program>()) {
    run_->scenario = scenario;
    run_->now_s = kLessonNow;
    lang::VmOptions vm_options;
    vm_options.max_steps = options.max_steps;
    vm_options.clock = &program_->clock;
    vm_options.recorder = &program_->recorder;
    program_->vm = std::make_unique<lang::Vm>(vm_options);
    web::add_web_modules(*program_->vm);
    program_->recorder.begin_request(-1);
    load();
}

LiveRun::~LiveRun() = default;

void LiveRun::load() {
    const Scenario& scenario = run_->scenario;
    web::Loading loading = web::load_app(*program_->vm, scenario.source, scenario.source_name);
    if (!loading.app) {
        run_->load_error = program_->stop_text();
        if (run_->load_error.empty()) run_->load_error = loading.traceback;
        if (run_->load_error.empty()) run_->load_error = loading.message;
        run_->load_error_position = loading.position;
        return;
    }
    run_->load_error = web::start(*loading.app);
    program_->app = std::move(loading.app);
}

bool LiveRun::can_answer() const { return run_->load_error.empty() && !program_->vm->stopped(); }

RequestRun& LiveRun::begin_request(const http::Request& request) {
    RequestRun& one = run_->requests.emplace_back();
    one.request = request;
    program_->recorder.begin_request(static_cast<int>(run_->requests.size()) - 1);
    return one;
}

void LiveRun::answer_scripted(int last) {
    for (int i = 0; i <= last && can_answer(); ++i) {
        std::vector<std::string> problems;
        RequestRun& one = begin_request(to_http(resolve_references(
            run_->scenario.requests[static_cast<std::size_t>(i)], run_->requests, problems)));
        one.problems = std::move(problems);
        web::Reply reply = web::handle(*program_->app, one.request);
        one.response = std::move(reply.response);
        one.traceback = std::move(reply.traceback);
        if (reply.stopped) one.stopped = program_->stop_text();
    }
}

void LiveRun::add_live(const http::Request& request) {
    // Scripted requests that a limit kept from running are no part of what goes on.
    run_->scenario.requests.resize(run_->requests.size());
    run_->scenario.requests.push_back(to_scenario(request));
}

http::Response LiveRun::answer(const http::Request& request, std::string bytes) {
    add_live(request);
    RequestRun& one = begin_request(request);
    one.bytes = std::move(bytes);
    web::Reply reply = web::handle(*program_->app, one.request);
    one.response = std::move(reply.response);
    one.traceback = std::move(reply.traceback);
    if (!reply.stopped) return one.response;
    one.stopped = program_->stop_text();
    return http::status_response(500);
}

void LiveRun::add_refused(const http::Request& request, std::string bytes, std::string sentence,
                          const http::Response& response) {
    add_live(request);
    run_->scenario.requests.back().label = "Live: no valid request";
    RequestRun& one = begin_request(request);
    one.bytes = std::move(bytes);
    one.refused = std::move(sentence);
    one.response = response;
    using trace::EventKind;
    trace::Recorder& recorder = program_->recorder;
    recorder.emit(EventKind::Request, {{"method", request.method}, {"path", request.path}});
    recorder.emit(EventKind::RouteMissed, {{"reason", "no_request"}, {"detail", one.refused}});
    recorder.emit(EventKind::Response, {{"status", std::to_string(response.status)},
                                        {"reason", http::reason_phrase(response.status)},
                                        {"body", response.body}});
}

std::shared_ptr<const Run> LiveRun::so_far() {
    auto run = std::make_shared<Run>();
    run->scenario = run_->scenario;
    run->now_s = run_->now_s;
    run->requests = run_->requests;
    run->load_error = run_->load_error;
    run->load_error_position = run_->load_error_position;
    run->timeline = program_->recorder.so_far();
    if (program_->app) run->routes = describe_routes(*program_->app);
    index_run(*run);
    return run;
}

std::shared_ptr<const Run> LiveRun::finish() {
    if (program_->app) run_->routes = describe_routes(*program_->app);
    program_->app.reset();
    program_->vm.reset();
    run_->timeline = program_->recorder.finish();
    index_run(*run_);
    return run_;
}

}  // namespace lesson
