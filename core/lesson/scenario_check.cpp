#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "lesson/derive.h"
#include "lesson/reader_internal.h"
#include "trace/recorder.h"

namespace lesson {
namespace {

class Checker {
  public:
    Checker(std::shared_ptr<const Run> run, CheckReport& report)
        : run_(std::move(run)), report_(report), faults_(run_->scenario.file, report.findings) {}

    void check_all() {
        if (!check_program()) return;
        check_requests();
        check_table();
        check_variables();
        check_flow();
        check_moments();
        check_quiz();
    }

  private:
    const Scenario& scenario() const { return run_->scenario; }

    bool check_program() {
        if (run_->load_error.empty()) return true;
        const auto lines = base::split_lines(base::trim(run_->load_error));
        Finding finding;
        finding.file = scenario().file.parent_path() / scenario().source_name;
        finding.origin.position = run_->load_error_position;
        finding.message = fmt::format("the sample does not load: {}", lines.back());
        report_.findings.push_back(std::move(finding));
        return false;
    }

    void check_requests() {
        for (std::size_t i = 0; i < run_->requests.size(); ++i) {
            const RequestRun& request = run_->requests[i];
            const Origin& origin = scenario().requests[i].origin;
            if (!request.stopped.empty())
                faults_.error(origin, fmt::format("the request did not end: {}", request.stopped));
            for (const std::string& problem : request.problems) faults_.error(origin, problem);
        }
    }

    void expect_cell(const std::pair<Origin, std::string>& promised, const std::string& actual,
                     const std::string& what) {
        if (promised.second == actual) return;
        faults_.error(promised.first, fmt::format("{}: promised `{}`, the run says `{}`", what,
                                                  promised.second, actual));
    }

    void check_table() {
        const ExecTable table = make_table(*run_);
        const auto& promised = scenario().expected_rows;
        if (!promised.empty() && promised.size() != table.rows.size())
            faults_.error(promised.front().origin,
                          fmt::format("`expect` promises {} table rows, the run has {}",
                                      promised.size(), table.rows.size()));
        for (std::size_t r = 0; r < std::min(promised.size(), table.rows.size()); ++r)
            for (std::size_t c = 0;
                 c < std::min(promised[r].cells.size(), table.rows[r].cells.size()); ++c)
                expect_cell(promised[r].cells[c], table.rows[r].cells[c].text,
                            fmt::format("table row {}, column `{}`", r + 1, table.titles[c]));
    }

    void check_variables() {
        const VarTracker tracker = make_tracker(*run_);
        std::vector<std::string> functions;
        for (int i = 0; i < run_->timeline.code_count(); ++i)
            functions.push_back(run_->timeline.code(static_cast<trace::CodeId>(i)).function);
        for (const TrackedVariable& variable : scenario().variables)
            if (std::find(functions.begin(), functions.end(), variable.function) == functions.end())
                faults_.error(variable.origin,
                              fmt::format("the sample has no function `{}`{}", variable.function,
                                          did_you_mean(variable.function, functions)));
        for (const ExpectedVariable& promised : scenario().expected_variables) {
            const auto row = std::find_if(
                tracker.rows.begin(), tracker.rows.end(),
                [&](const TrackerRow& candidate) { return candidate.variable == promised.name; });
            if (row == tracker.rows.end()) {
                faults_.error(
                    promised.origin,
                    fmt::format("`{}` is not among the tracked variables", promised.name));
                continue;
            }
            for (std::size_t i = 0; i < std::min(promised.cells.size(), row->cells.size()); ++i)
                expect_cell(promised.cells[i], row->cells[i].final_text(),
                            fmt::format("variable `{}`, {}", promised.name,
                                        i == 0 ? "start" : fmt::format("request {}", i)));
        }
    }

    void check_flow() {
        if (scenario().nodes.empty()) return;
        const FlowGraph flow = make_flow(*run_);
        std::vector<bool> lit(scenario().nodes.size());
        for (std::size_t request = 0; request < flow.visits.size(); ++request) {
            const auto& visits = flow.visits[request];
            for (std::size_t i = 0; i < visits.size(); ++i) {
                lit[static_cast<std::size_t>(visits[i].node)] = true;
                if (i == 0 || visits[i].edge >= 0) continue;
                const FlowNode& from =
                    scenario().nodes[static_cast<std::size_t>(visits[i - 1].node)];
                const FlowNode& to = scenario().nodes[static_cast<std::size_t>(visits[i].node)];
                faults_.error(to.origin,
                              fmt::format("request {} goes from `{}` to `{}`, but the flow has no "
                                          "edge between them",
                                          request + 1, from.id, to.id));
            }
        }
        for (std::size_t i = 0; i < lit.size(); ++i)
            if (!lit[i])
                faults_.error(
                    scenario().nodes[i].origin,
                    fmt::format("no request lights the node `{}`", scenario().nodes[i].id));
    }

    void check_moments() {
        for (const KeyMoment& moment : scenario().key_moments)
            if (!find_event(*run_, moment.request, moment.show))
                faults_.error(moment.show.origin,
                              fmt::format("request {} has no such event", moment.request + 1));
    }

    void check_quiz() {
        const std::vector<QuizVerdict> verdicts = judge_quiz(run_);
        report_.questions = static_cast<int>(verdicts.size());
        for (std::size_t i = 0; i < verdicts.size(); ++i) {
            if (!verdicts[i].problem.empty())
                faults_.error(scenario().quiz[i].origin, verdicts[i].problem);
            else if (verdicts[i].proven)
                ++report_.proven;
            else
                ++report_.asserted;
        }
    }

    std::shared_ptr<const Run> run_;
    CheckReport& report_;
    FaultList faults_;
};

}  // namespace

bool CheckReport::ok() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::Error; });
}

CheckReport check_scenario(std::shared_ptr<const Run> run) {
    CheckReport report;
    Checker(std::move(run), report).check_all();
    return report;
}

}  // namespace lesson
