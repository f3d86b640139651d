#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "lesson/derive.h"

namespace lesson {
namespace {

bool claim_holds(const std::string& claim, const std::string& actual) {
    for (const std::string_view alternative : base::split(claim, '|'))
        if (alternative == actual) return true;
    return false;
}

// The run that a question asks about: the lesson's own, or that of its what-if.
class Runs {
  public:
    explicit Runs(std::shared_ptr<const Run> own) : own_(std::move(own)) {}

    std::shared_ptr<const Run> of(const QuizQuestion& question, std::string& problem) {
        if (!question.what_if) return own_;
        auto [place, is_new] = runs_.try_emplace(*question.what_if);
        if (!is_new) return place->second;
        for (const WhatIf& what_if : own_->scenario.what_ifs) {
            if (what_if.id != *question.what_if) continue;
            auto changed = apply_what_if(own_->scenario, what_if);
            if (!changed.ok()) {
                problem = changed.error().message;
                return nullptr;
            }
            place->second = run_scenario(*changed);
        }
        if (!place->second) problem = fmt::format("unknown what-if `{}`", *question.what_if);
        return place->second;
    }

  private:
    std::shared_ptr<const Run> own_;
    std::map<std::string, std::shared_ptr<const Run>> runs_;
};

// The one choice whose claim holds.
void find_right(const QuizQuestion& question, QuizVerdict& verdict) {
    std::vector<int> holding;
    for (int i = 0; i < static_cast<int>(question.choices.size()); ++i)
        if (claim_holds(question.choices[static_cast<std::size_t>(i)].is, verdict.actual))
            holding.push_back(i);
    if (holding.size() == 1) {
        verdict.right = holding.front();
        verdict.proven = true;
        return;
    }
    verdict.problem = holding.empty() ? fmt::format("no choice holds: in the run, {} is `{}`",
                                                    question.fact, verdict.actual)
                                      : fmt::format("{} choices hold: in the run, {} is `{}`",
                                                    holding.size(), question.fact, verdict.actual);
}

QuizVerdict judge(const QuizQuestion& question, Runs& runs) {
    QuizVerdict verdict;
    verdict.proof = runs.of(question, verdict.problem);
    if (!verdict.proof) return verdict;
    verdict.proof_request = question.request.value_or(0);
    if (question.answer) {
        verdict.right = *question.answer;
        return verdict;
    }
    if (!verdict.proof->load_error.empty()) {
        const auto lines = base::split_lines(base::trim(verdict.proof->load_error));
        verdict.problem = fmt::format("the program does not load: {}", lines.back());
        return verdict;
    }
    const auto value = fact_of(*verdict.proof, verdict.proof_request, question.fact);
    if (!value) {
        verdict.problem = fmt::format("{} cannot be found in request {}", question.fact,
                                      verdict.proof_request + 1);
        return verdict;
    }
    verdict.actual = value->text;
    verdict.proof_step = value->known_at;
    for (int i = 0; i < static_cast<int>(verdict.proof->requests.size()); ++i) {
        const trace::Span& span = verdict.proof->requests[static_cast<std::size_t>(i)].span;
        if (value->known_at >= span.first_step && value->known_at <= span.last_step)
            verdict.proof_request = i;
    }
    find_right(question, verdict);
    return verdict;
}

}  // namespace

std::vector<QuizVerdict> judge_quiz(std::shared_ptr<const Run> run) {
    const Run& own = *run;
    Runs runs(std::move(run));  // keeps it
    std::vector<QuizVerdict> out;
    for (const QuizQuestion& question : own.scenario.quiz) out.push_back(judge(question, runs));
    return out;
}

}  // namespace lesson
