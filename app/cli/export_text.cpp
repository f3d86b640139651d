// A lesson as CSV and as Markdown.
#include <fmt/format.h>

#include "cli/export_page.h"
#include "cli/text_table.h"
#include "lesson/derive.h"

namespace cli {
namespace {

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out.push_back('"');
        out.push_back(c);
    }
    return out + "\"";
}

template <class Cells, class TextOf>
std::string csv_line(const Cells& cells, TextOf text_of) {
    std::string line;
    bool first = true;
    for (const auto& cell : cells) {
        if (!first) line += ",";
        first = false;
        line += csv_field(text_of(cell));
    }
    return line + "\r\n";
}

// In a table's cell: no line ends, no bars; nothing that Markdown would read as markup.
std::string markdown_cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\|*_`<>[]").find(c) != std::string_view::npos) out.push_back('\\');
        out.push_back(c == '\n' || c == '\r' ? ' ' : c);
    }
    return out;
}

std::string markdown_row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& cell : cells) line += " " + markdown_cell(cell) + " |";
    return line + "\n";
}

std::string markdown_table(const TextTable& table) {
    std::string out = markdown_row(table.titles) + "|";
    for (std::size_t i = 0; i < table.titles.size(); ++i) out += "---|";
    out += "\n";
    for (const auto& row : table.rows) out += markdown_row(row);
    return out + "\n";
}

std::string execution_table_markdown(const lesson::Run& run) {
    const lesson::ExecTable table = lesson::make_table(run);
    if (table.titles.empty()) return {};
    const std::string note = table.note.empty() ? "" : table.note + "\n\n";
    return "## Execution table\n\n" + markdown_table(text_of(table)) + note;
}

std::string tracker_table_markdown(const lesson::Run& run) {
    const TextTable table = tracker_as_text(run);
    return table.rows.empty() ? "" : "## Variable tracker\n\n" + markdown_table(table);
}

std::string walk(const lesson::Run& run) {
    const lesson::FlowGraph flow = lesson::make_flow(run);
    std::string out = "## Step by step\n\n";
    for (std::size_t i = 0; i < run.requests.size(); ++i) {
        const lesson::RequestRun& request = run.requests[i];
        out += fmt::format("### Request {}: {}\n\n", i + 1,
                           markdown_cell(run.scenario.requests[i].label));
        for (const int step : lesson::stops(run, flow, lesson::Level::Flow))
            if (step >= request.span.first_step && step <= request.span.last_step)
                out += "1. " + markdown_cell(lesson::narrate(run, step)) + "\n";
        out += "\n";
    }
    return out;
}

std::string notes(const std::shared_ptr<const lesson::Run>& run) {
    const lesson::Scenario& scenario = run->scenario;
    std::string out;
    if (!scenario.key_moments.empty()) out += "## Key moments\n\n";
    for (const lesson::KeyMoment& moment : scenario.key_moments)
        out += fmt::format("**{}** {}\n\n", markdown_cell(moment.question), moment.answer);
    const auto verdicts = lesson::judge_quiz(run);
    if (!scenario.quiz.empty()) out += "## Quiz\n\n";
    for (std::size_t q = 0; q < scenario.quiz.size() && q < verdicts.size(); ++q) {
        const lesson::QuizQuestion& question = scenario.quiz[q];
        out += fmt::format("{}. {}\n", q + 1, markdown_cell(question.question));
        char letter = 'A';
        for (const lesson::Choice& choice : question.choices)
            out += fmt::format("   - {}: {}\n", letter++, markdown_cell(choice.text));
        if (verdicts[q].right < 0) continue;
        out += fmt::format("\n   <details><summary>Answer</summary>{}: {}</details>\n\n",
                           static_cast<char>('A' + verdicts[q].right), html_text(question.explain));
    }
    if (!scenario.snapshot.empty()) out += "## Snapshot\n\n";
    for (const std::string& line : scenario.snapshot) out += "- " + line + "\n";
    if (!scenario.transcript.empty()) out += "\n## Transcript\n\n" + scenario.transcript + "\n";
    return out;
}

}  // namespace

std::string lesson_as_csv(const lesson::Run& run) {
    const lesson::ExecTable table = lesson::make_table(run);
    std::string out = csv_line(table.titles, [](const std::string& title) { return title; });
    for (const lesson::TableRow& row : table.rows)
        out += csv_line(row.cells, [](const lesson::TableCell& cell) { return cell.text; });
    return out;
}

std::string lesson_as_markdown(const std::shared_ptr<const lesson::Run>& run) {
    const lesson::Scenario& scenario = run->scenario;
    std::string out = fmt::format("# {}\n\n{}\n\n", scenario.title, scenario.summary);
    out += fmt::format("## {}\n\n```python\n{}```\n\n", markdown_cell(scenario.source_name),
                       scenario.source.ends_with('\n') ? scenario.source : scenario.source + "\n");
    return out + execution_table_markdown(*run) + tracker_table_markdown(*run) + walk(*run) +
           notes(run);
}

}  // namespace cli
