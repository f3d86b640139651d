#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/lesson_file.h"
#include "cli/terminal.h"
#include "lesson/derive.h"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

// From 0; empty: all of them.
std::optional<int> only_request(const RunFlags& flags) {
    return flags.request ? std::optional(*flags.request - 1) : std::nullopt;
}

bool wanted(const RunFlags& flags, int request) {
    return only_request(flags).value_or(request) == request;
}

void print_table(const lesson::Run& run, const RunFlags& flags, const Painter& paint) {
    const lesson::ExecTable table = lesson::make_table(run);
    fmt::print("{}\n{}\n", paint(Ink::Bold, "Execution table"),
               format_table(text_of(table, only_request(flags)), paint));
    if (!table.note.empty()) fmt::print("{}\n\n", table.note);
}

void print_tracker(const lesson::Run& run, const RunFlags& flags, const Painter& paint) {
    const TextTable table = tracker_as_text(run, only_request(flags));
    if (table.rows.empty()) return;
    fmt::print("{}\n{}", paint(Ink::Bold, "Variable tracker"), format_table(table, paint));
}

void print_steps(const lesson::Run& run, const RunFlags& flags, const Painter& paint) {
    for (std::size_t i = 0; i < run.requests.size(); ++i) {
        if (!wanted(flags, static_cast<int>(i))) continue;
        const trace::Span& span = run.requests[i].span;
        fmt::print("\n{}\n", paint(Ink::Bold, fmt::format("Request {}: {}", i + 1,
                                                          run.scenario.requests[i].label)));
        for (int step = span.first_step; step <= span.last_step; ++step) {
            const trace::Event event = run.timeline.event_at(step);
            std::string fields;
            for (const trace::Field& field : event.fields)
                fields += fmt::format(" {}={}", field.name, base::printable(field.value, 120));
            const std::string line = event.line > 0 ? fmt::format("line {}", event.line) : "";
            fmt::print("{:>5}  {:<8} {}{}\n", step, line,
                       paint(Ink::Accent, trace::name_of(event.kind)), fields);
        }
    }
}

Json steps_json(const lesson::Run& run, const trace::Span& span) {
    Json steps = Json::array();
    for (int step = span.first_step; step <= span.last_step; ++step) {
        const trace::Event event = run.timeline.event_at(step);
        Json one = {{"step", step}, {"event", trace::name_of(event.kind)}};
        if (event.line > 0) one["line"] = event.line;
        for (const trace::Field& field : event.fields) one[field.name] = field.value;
        one["narration"] = lesson::narrate(run, step);
        steps.push_back(std::move(one));
    }
    return steps;
}

Json request_json(const lesson::Run& run, std::size_t index, bool with_steps) {
    const lesson::RequestRun& request = run.requests[index];
    Json headers = Json::array();
    for (const http::HeaderField& field : request.response.headers)
        headers.push_back({field.name, field.value});
    Json out = {{"label", run.scenario.requests[index].label},
                {"method", request.request.method},
                {"target", request.request.target},
                {"status", request.response.status},
                {"headers", std::move(headers)},
                {"body", request.response.body},
                {"first_step", request.span.first_step},
                {"last_step", request.span.last_step}};
    if (with_steps) out["steps"] = steps_json(run, request.span);
    return out;
}

Json to_json(const lesson::Run& run, const RunFlags& flags) {
    Json out = {{"id", run.scenario.id}, {"title", run.scenario.title}};
    out["requests"] = Json::array();
    for (std::size_t i = 0; i < run.requests.size(); ++i)
        if (wanted(flags, static_cast<int>(i)))
            out["requests"].push_back(request_json(run, i, flags.steps));
    const lesson::ExecTable table = lesson::make_table(run);
    const TextTable texts = text_of(table, only_request(flags));
    out["table"] = {{"columns", texts.titles}, {"rows", texts.rows}, {"note", table.note}};
    out["variables"] = Json::array();
    for (const lesson::TrackerRow& row : lesson::make_tracker(run).rows) {
        Json cells = Json::array();
        for (const lesson::TrackerCell& cell : row.cells) cells.push_back(cell.final_text());
        out["variables"].push_back(
            {{"name", row.variable}, {"in", row.function}, {"cells", cells}});
    }
    return out;
}

}  // namespace

int run(const RunFlags& flags) {
    lesson::RunOptions options;
    options.only_request = only_request(flags);
    const lesson::LoadedScenario loaded = lesson::load_scenario(flags.file);
    if (flags.request && loaded.scenario &&
        *flags.request > static_cast<int>(loaded.scenario->requests.size())) {
        complain(fmt::format("--request {}: the lesson has {} requests", *flags.request,
                             loaded.scenario->requests.size()));
        return kUsage;
    }
    const auto lesson = open_lesson(flags.file, options);
    if (!lesson) return kFaults;
    if (flags.format == Format::Json) {
        fmt::print("{}\n",
                   to_json(*lesson, flags).dump(1, ' ', false, Json::error_handler_t::replace));
    } else {
        const Painter paint(STDOUT_FILENO);
        print_table(*lesson, flags, paint);
        print_tracker(*lesson, flags, paint);
        if (flags.steps) print_steps(*lesson, flags, paint);
    }
    for (const lesson::RequestRun& request : lesson->requests)
        if (!request.stopped.empty()) {
            complain(request.stopped);
            return kLimit;
        }
    return kFine;
}

}  // namespace cli
