#include "lesson/run.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "lesson/live_run.h"

namespace lesson {

std::string_view source_line(const Run& run, int line) {
    const auto index = static_cast<std::size_t>(line - 1);
    if (line < 1 || index >= run.line_begins.size()) return {};
    std::string_view text = run.scenario.source;
    if (index + 1 < run.line_begins.size()) text = text.substr(0, run.line_begins[index + 1]);
    return base::trim(text.substr(run.line_begins[index]));
}

std::shared_ptr<const Run> run_scenario(const Scenario& scenario, const RunOptions& options) {
    LiveRun run(scenario, options);
    const int all = static_cast<int>(scenario.requests.size()) - 1;
    run.answer_scripted(options.only_request.value_or(all));
    return run.finish();
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
