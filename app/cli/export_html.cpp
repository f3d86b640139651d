// A lesson as a page of its own.
#include <fmt/format.h>

#include "base/text.h"
#include "cli/export_page.h"
#include "cli/text_table.h"
#include "http/status.h"
#include "http/wire.h"
#include "lesson/derive.h"

namespace cli {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --accent: #2b6cb0; --good: #2f855a;
  --bad: #c53030; }
@media (prefers-color-scheme: dark) { :root { --accent: #90cdf4; --good: #9ae6b4; --bad: #feb2b2; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; } .about { opacity: .75; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; }
th { background: var(--soft); }
pre { background: var(--soft); padding: .8rem; overflow-x: auto; border-radius: .4rem;
  white-space: pre-wrap; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
.number { display: inline-block; width: 2.5em; opacity: .5; user-select: none; }
details { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .8rem; margin: .6rem 0; }
summary { cursor: pointer; } summary:focus-visible { outline: 2px solid var(--accent); }
svg { width: 100%; height: auto; } svg text { font: 14px system-ui, sans-serif; fill: currentColor;
  text-anchor: middle; } svg .label { font-size: 12px; opacity: .8; }
.node rect { fill: var(--soft); stroke: currentColor; stroke-opacity: .5; }
.edge { fill: none; stroke: currentColor; stroke-opacity: .35; stroke-width: 1.5; }
.node.lit rect { stroke: var(--accent); stroke-opacity: 1; stroke-width: 3; }
.edge.lit { stroke: var(--accent); stroke-opacity: 1; stroke-width: 3; }
.node.lit.accept rect { stroke: var(--good); } .node.lit.reject rect { stroke: var(--bad); }
)css";

std::string table_html(const TextTable& table) {
    std::string out = "<table>\n<tr>";
    for (const std::string& title : table.titles)
        out += "<th scope=\"col\">" + html_text(title) + "</th>";
    out += "</tr>\n";
    for (const auto& row : table.rows) {
        out += "<tr>";
        for (const std::string& cell : row) out += "<td>" + html_text(cell) + "</td>";
        out += "</tr>\n";
    }
    return out + "</table>\n";
}

std::string execution_table_html(const lesson::Run& run) {
    const lesson::ExecTable table = lesson::make_table(run);
    if (table.titles.empty()) return {};
    return "<h2>Execution table</h2>\n" + table_html(text_of(table)) +
           (table.note.empty() ? "" : "<p>" + html_text(table.note) + "</p>\n");
}

std::string tracker_table_html(const lesson::Run& run) {
    const TextTable table = tracker_as_text(run);
    return table.rows.empty() ? "" : "<h2>Variable tracker</h2>\n" + table_html(table);
}

std::string code_html(const lesson::Scenario& scenario) {
    std::string out = "<h2>" + html_text(scenario.source_name) + "</h2>\n<pre>";
    int number = 0;
    for (const std::string_view line : base::split_lines(scenario.source))
        out += fmt::format("<span class=\"number\">{}</span>{}\n", ++number, html_text(line));
    return out + "</pre>\n";
}

std::string message_html(const http::Wire& wire) {
    std::string out = "<pre>";
    for (const std::string_view line : base::split_lines(wire.bytes))
        out += html_text(base::printable(line, 4000)) + "\n";
    return out + "</pre>\n";
}

// One request: its way through the diagram, what happened in sentences, the messages.
std::string request_html(const lesson::Run& run, const lesson::FlowGraph& flow, int request) {
    const auto index = static_cast<std::size_t>(request);
    const lesson::RequestRun& recorded = run.requests[index];
    std::string out = fmt::format(
        "<details{}><summary><b>Request {}</b>: {}: {} {}</summary>\n", request == 0 ? " open" : "",
        request + 1, html_text(run.scenario.requests[index].label), recorded.response.status,
        html_text(http::reason_phrase(recorded.response.status)));
    out += flow_as_svg(run, request) + "<ol>\n";
    for (const int step : lesson::stops(run, flow, lesson::Level::Flow))
        if (step >= recorded.span.first_step && step <= recorded.span.last_step)
            out += "<li>" + html_text(lesson::narrate(run, step)) + "</li>\n";
    out += "</ol>\n" + message_html(http::render(recorded.request));
    return out + message_html(http::render(recorded.response)) + "</details>\n";
}

std::string moments_html(const lesson::Scenario& scenario) {
    std::string out = scenario.key_moments.empty() ? "" : "<h2>Key moments</h2>\n";
    for (const lesson::KeyMoment& moment : scenario.key_moments)
        out += "<details><summary>" + html_text(moment.question) + "</summary><p>" +
               html_text(moment.answer) + "</p></details>\n";
    return out;
}

std::string quiz_html(const std::shared_ptr<const lesson::Run>& run) {
    const auto verdicts = lesson::judge_quiz(run);
    std::string out = run->scenario.quiz.empty() ? "" : "<h2>Quiz</h2>\n";
    for (std::size_t q = 0; q < run->scenario.quiz.size() && q < verdicts.size(); ++q) {
        const lesson::QuizQuestion& question = run->scenario.quiz[q];
        out +=
            fmt::format("<h3>{}. {}</h3>\n<ol type=\"A\">\n", q + 1, html_text(question.question));
        for (const lesson::Choice& choice : question.choices)
            out += "<li>" + html_text(choice.text) + "</li>\n";
        out += "</ol>\n";
        for (const std::string& hint : question.hints)
            out += "<details><summary>Hint</summary><p>" + html_text(hint) + "</p></details>\n";
        if (verdicts[q].right < 0) continue;
        out += fmt::format("<details><summary>Answer</summary><p><b>{}</b>. {}</p></details>\n",
                           static_cast<char>('A' + verdicts[q].right), html_text(question.explain));
    }
    return out;
}

std::string ending_html(const lesson::Scenario& scenario) {
    std::string out;
    if (!scenario.snapshot.empty()) {
        out += "<h2>Snapshot</h2>\n<ul>\n";
        for (const std::string& line : scenario.snapshot)
            out += "<li>" + html_text(line) + "</li>\n";
        out += "</ul>\n";
    }
    if (!scenario.transcript.empty())
        out += "<h2>Transcript</h2>\n<p>" + html_text(scenario.transcript) + "</p>\n";
    return out;
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out.push_back(c);
        }
    }
    return out;
}

std::string lesson_as_html(const std::shared_ptr<const lesson::Run>& run) {
    const lesson::Scenario& scenario = run->scenario;
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n"
        "<p class=\"about\">{} &middot; about {} min &middot; {}</p>\n<p>{}</p>\n",
        html_text(scenario.title), kStyle, html_text(scenario.title), html_text(scenario.framework),
        scenario.minutes, html_text(scenario.level), html_text(scenario.summary));
    out += execution_table_html(*run) + tracker_table_html(*run) + code_html(scenario);
    out += "<h2>Step by step</h2>\n";
    const lesson::FlowGraph flow = lesson::make_flow(*run);
    for (int i = 0; i < static_cast<int>(run->requests.size()); ++i)
        out += request_html(*run, flow, i);
    out += moments_html(scenario) + quiz_html(run) + ending_html(scenario);
    return out + "</body>\n</html>\n";
}

}  // namespace cli
