#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "lesson/derive.h"

namespace cli {
namespace {

lesson::CheckReport check_file(const std::string& file) {
    lesson::LoadedScenario loaded = lesson::load_scenario(file);
    lesson::CheckReport report;
    if (loaded.scenario && loaded.findings.empty())
        report = lesson::check_scenario(lesson::run_scenario(*loaded.scenario));
    report.findings.insert(report.findings.begin(), loaded.findings.begin(), loaded.findings.end());
    return report;
}

nlohmann::ordered_json finding_json(const lesson::Finding& finding) {
    return {{"file", finding.file.string()},
            {"line", finding.origin.position.line},
            {"column", finding.origin.position.column},
            {"path", finding.origin.path},
            {"severity", finding.severity == lesson::Severity::Error ? "error" : "warning"},
            {"message", finding.message}};
}

nlohmann::ordered_json report_json(const std::string& file, const lesson::CheckReport& report) {
    nlohmann::ordered_json findings = nlohmann::ordered_json::array();
    for (const lesson::Finding& finding : report.findings)
        findings.push_back(finding_json(finding));
    return {{"file", file},
            {"ok", report.ok()},
            {"questions", report.questions},
            {"proven", report.proven},
            {"asserted", report.asserted},
            {"findings", std::move(findings)}};
}

void print_report(const std::string& file, const lesson::CheckReport& report,
                  const Painter& paint) {
    for (const lesson::Finding& finding : report.findings)
        fmt::print("{}\n", lesson::to_text(finding));
    if (report.ok())
        fmt::print("{} {}: {} of {} quiz answers proven{}\n", paint(Ink::Good, "ok"), file,
                   report.proven, report.questions,
                   report.asserted ? fmt::format(", {} asserted", report.asserted) : "");
    else
        fmt::print("{} {}: {} finding{}\n", paint(Ink::Bad, "FAULTS"), file, report.findings.size(),
                   report.findings.size() == 1 ? "" : "s");
}

}  // namespace

int check(const CheckFlags& flags) {
    const Painter paint(STDOUT_FILENO);
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    bool ok = true;
    for (const std::string& file : flags.files) {
        if (file.ends_with(".schema.json")) continue;  // scenarios/*.json names it too
        const lesson::CheckReport report = check_file(file);
        ok = ok && report.ok();
        if (flags.format == Format::Json)
            all.push_back(report_json(file, report));
        else
            print_report(file, report, paint);
    }
    if (flags.format == Format::Json)
        fmt::print("{}\n",
                   all.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return ok ? kFine : kFaults;
}

}  // namespace cli
