#include "session/lesson_view.h"

#include <algorithm>

#include "session/wire_view.h"

namespace session {

namespace {

std::string fact_text(const lesson::Run& run, int request, std::string_view fact) {
    const auto value = lesson::fact_of(run, request, fact);
    return value ? value->text : std::string();
}

int fact_step(const lesson::Run& run, int request, std::string_view fact, int otherwise) {
    const auto value = lesson::fact_of(run, request, fact);
    return value ? value->known_at : otherwise;
}

Outcome outcome_of(std::string_view text) {
    if (text == "allowed") return Outcome::Allowed;
    return text == "rejected" ? Outcome::Rejected : Outcome::Failed;
}

RequestView make_request_view(const lesson::Run& run, int request) {
    const lesson::RequestRun& recorded = run.requests[static_cast<std::size_t>(request)];
    RequestView view;
    view.label = run.scenario.requests[static_cast<std::size_t>(request)].label;
    view.status = fact_text(run, request, "response.status");
    view.outcome = outcome_of(fact_text(run, request, "outcome"));
    view.first_step = recorded.span.first_step;
    view.last_step = recorded.span.last_step;
    view.response_step = fact_step(run, request, "response.status", recorded.span.last_step);
    view.traceback = recorded.traceback.empty() ? recorded.stopped : recorded.traceback;
    view.lines = make_line_runs(run.timeline, recorded.span);
    add_messages(view, run, recorded);
    view.decodes = lesson::token_checks(run, request);
    return view;
}

std::vector<MomentView> make_moments(const lesson::Run& run) {
    std::vector<MomentView> moments;
    for (const lesson::KeyMoment& moment : run.scenario.key_moments)
        moments.push_back({moment.question, moment.answer,
                           lesson::find_event(run, moment.request, moment.show).value_or(-1)});
    return moments;
}

Tone tone_of_outcome(Outcome outcome) {
    switch (outcome) {
        case Outcome::Allowed: return Tone::Allowed;
        case Outcome::Rejected: return Tone::Rejected;
        case Outcome::Failed: return Tone::Failed;
    }
    return Tone::Plain;
}

Tone tone_of(const lesson::Run& run, const RequestView& request, int index,
             const std::string& fact) {
    if (fact == "outcome" || fact == "response.status" || fact == "exception")
        return tone_of_outcome(request.outcome);
    if (fact == "response.summary")
        return request.outcome == Outcome::Allowed ? Tone::Code : tone_of_outcome(request.outcome);
    if (fact.starts_with("response.") || fact.starts_with("variable:")) return Tone::Code;
    if (fact.starts_with("credentials.") || fact.starts_with("reached:")) {
        const std::string text = fact_text(run, index, fact);
        if (text == "Yes") return Tone::Yes;
        if (text == "No") return Tone::No;
    }
    return Tone::Plain;
}

std::vector<std::vector<Tone>> make_tones(const lesson::Run& run, const LessonView& view) {
    std::vector<std::vector<Tone>> tones;
    for (const lesson::TableRow& row : view.table.rows) {
        std::vector<Tone>& line = tones.emplace_back();
        const auto request = static_cast<std::size_t>(row.request);
        for (const lesson::TableColumn& column : run.scenario.columns)
            line.push_back(request < view.requests.size()
                               ? tone_of(run, view.requests[request], row.request, column.fact)
                               : Tone::Plain);
        line.resize(row.cells.size(), Tone::Plain);
    }
    return tones;
}

std::string what_if_label(const lesson::Scenario& scenario, const std::string& id) {
    for (const lesson::WhatIf& what_if : scenario.what_ifs)
        if (what_if.id == id) return what_if.label;
    return id;
}

std::vector<QuestionView> make_quiz(const std::shared_ptr<const lesson::Run>& run) {
    const std::vector<lesson::QuizVerdict> verdicts = lesson::judge_quiz(run);
    std::vector<QuestionView> quiz;
    for (std::size_t i = 0; i < run->scenario.quiz.size() && i < verdicts.size(); ++i) {
        const lesson::QuizQuestion& question = run->scenario.quiz[i];
        const lesson::QuizVerdict& verdict = verdicts[i];
        QuestionView view;
        view.question = question.question;
        for (const lesson::Choice& choice : question.choices) view.choices.push_back({choice.text});
        view.hints = question.hints;
        view.explain = question.explain;
        view.right = verdict.right;
        view.proven = verdict.proven;
        view.actual = verdict.actual;
        view.problem = verdict.problem;
        if (question.what_if) view.what_if = what_if_label(run->scenario, *question.what_if);
        view.proof = verdict.proof;
        view.proof_step = verdict.proof_step;
        quiz.push_back(std::move(view));
    }
    return quiz;
}

void index_visits(LessonView& view) {
    for (std::size_t i = 0; i < view.requests.size() && i < view.flow.visits.size(); ++i) {
        std::vector<std::pair<int, int>> nodes, edges;
        for (const lesson::FlowVisit& visit : view.flow.visits[i]) {
            nodes.emplace_back(visit.node, visit.step);
            if (visit.edge >= 0) edges.emplace_back(visit.edge, visit.step);
        }
        view.requests[i].node_steps = StepGroups(nodes);
        view.requests[i].edge_steps = StepGroups(edges);
    }
}

void add_derived(LessonView& view, const lesson::Run& run) {
    view.table = lesson::make_table(run);
    view.table_tones = make_tones(run, view);
    view.tracker = lesson::make_tracker(run);
    view.flow = lesson::make_flow(run);
    index_visits(view);
    for (const auto level : {lesson::Level::Flow, lesson::Level::Line, lesson::Level::Check})
        view.stops[static_cast<std::size_t>(level)] = lesson::stops(run, view.flow, level);
}

void add_notes(LessonView& view, const std::shared_ptr<const lesson::Run>& run,
               const LessonView* original) {
    if (original) {
        mark_edited_lines(view.code, original->code);
        view.moments = original->moments;
        view.quiz = original->quiz;
    } else {
        view.moments = make_moments(*run);
        view.quiz = make_quiz(run);
    }
    view.snapshot = run->scenario.snapshot;
    view.transcript = run->scenario.transcript;
}

}  // namespace

int LessonView::request_at(int step) const {
    const auto after = std::upper_bound(
        requests.begin(), requests.end(), step,
        [](int wanted, const RequestView& request) { return wanted < request.first_step; });
    if (after == requests.begin() || step > std::prev(after)->last_step) return -1;
    return static_cast<int>(after - requests.begin()) - 1;
}

std::shared_ptr<const LessonView> make_lesson_view(std::shared_ptr<const lesson::Run> run,
                                                   const LessonView* original) {
    auto view = std::make_shared<LessonView>();
    const lesson::Scenario& scenario = run->scenario;
    view->title = scenario.title;
    view->framework = scenario.framework;
    view->level = scenario.level;
    view->summary = scenario.summary;
    view->source_name = scenario.source_name;
    view->minutes = scenario.minutes;
    view->load_error = run->load_error;
    view->code = make_code_lines(scenario.source);
    view->last_step = std::max(0, run->last_step());
    view->loading_lines = make_line_runs(run->timeline, run->loading);
    for (std::size_t i = 0; i < run->requests.size(); ++i)
        view->requests.push_back(make_request_view(*run, static_cast<int>(i)));
    view->lines_repeat = view->loading_lines.ran.largest() > 1;
    for (const RequestView& request : view->requests)
        view->lines_repeat = view->lines_repeat || request.lines.ran.largest() > 1;
    add_derived(*view, *run);
    add_notes(*view, run, original);
    view->run = std::move(run);
    return view;
}

}  // namespace session
