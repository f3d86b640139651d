// lesson/derive.h -- what a lesson shows, derived from a Run: execution table, variable tracker,
// flow, narration, quiz verdicts, levels of detail. Nothing here is typed in by an author.
// Every cell knows the step at which it becomes known, so that a view can show the run "so far".
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lesson/run.h"

namespace lesson {

// -- facts: the vocabulary of tables and quiz claims (facts.cpp)
// ----------------------------------- request.number, request.label, credentials.present (Yes|No),
// credentials.valid (Yes|No|N/A), outcome (allowed|rejected|failed), response.status ("401
// Unauthorized"), response.summary, response.body, response.header:NAME, variable:FUNCTION.NAME or
// variable:NAME, token.check:NAME, reached:NODE (Yes|No), exception (type of an uncaught one, or
// none).
struct FactValue {
    std::string text;
    int known_at = 0;  // the step from which on it is known
};
std::optional<FactValue> fact_of(const Run& run, int request, std::string_view fact);
const std::vector<std::string>& fact_names();  // for messages and completion
bool is_fact(const Scenario& scenario, std::string_view fact);

// -- execution table (exec_table.cpp)
// --------------------------------------------------------------
struct TableCell {
    std::string text;
    int known_at = 0;
    int jump_to = 0;  // the step that shows why
};
struct TableRow {
    int request = 0;
    std::vector<TableCell> cells;
};
struct ExecTable {
    std::vector<std::string> titles;
    std::vector<TableRow> rows;
    std::string note;
};
ExecTable make_table(const Run& run);

// -- variable tracker (var_tracker.cpp)
// ------------------------------------------------------------
struct TrackerChange {
    int step = 0;
    trace::ValueRef value;
};
// One variable in one request (or at the start). Its texts are made when they are asked for: a
// variable may change a million times.
struct TrackerCell {
    trace::Timeline timeline;
    std::string unbound;                                     // what it says when the request begins
    std::vector<TrackerChange> changes;                      // the first is the beginning
    const TrackerChange& at(int step) const;                 // the last at or before step
    std::string text_of(const TrackerChange& change) const;  // one of changes
    std::string text_at(int step) const { return text_of(at(step)); }
    std::string final_text() const { return text_of(changes.back()); }
};
struct TrackerRow {
    std::string variable;
    std::string function;
    std::vector<TrackerCell> cells;  // Start, then one per request
};
struct VarTracker {
    std::vector<TrackerRow> rows;
};
VarTracker make_tracker(const Run& run);

// -- flow diagram (flow_graph.cpp, flow_layout.cpp)
// ------------------------------------------------
struct PlacedNode {
    std::string id, label;
    NodeKind kind = NodeKind::Step;
    int layer = 0, order = 0;     // layout: row from the top, place in the row
    float x = 0, y = 0;           // centre, in layout units; see FlowGraph::width and height
    float width = 0, height = 0;  // in layout units
};
struct PlacedEdge {
    int from = 0, to = 0;  // indexes of nodes
    std::string label;
    // From border to border: sideways only between layers, straight down inside them.
    std::vector<std::pair<float, float>> points;
    float label_x = 0, label_y = 0;  // centre of the label
    float label_width = 0;           // in layout units; 0: no label
};
struct FlowVisit {  // a node lit by an event
    int step = 0;
    int node = 0;
    int edge = -1;  // the edge it came by; -1 for the first
};
struct FlowGraph {
    std::vector<PlacedNode> nodes;
    std::vector<PlacedEdge> edges;
    float width = 0, height = 0;
    std::vector<std::vector<FlowVisit>> visits;  // per request, in order
    bool authored = true;                        // false: drawn from the dependency graph
};
// Text widths are measured by the caller (fonts differ): characters -> layout units.
FlowGraph make_flow(const Run& run);

// -- narration (narration.cpp)
// --------------------------------------------------------------------- One plain sentence: what
// happened at this step and why.
std::string narrate(const Run& run, int step);
// A word for the kind of event ("Call", "Credentials", "Raise") for badges and lists.
std::string event_word(trace::EventKind kind);

// -- levels of detail (levels.cpp)
// -----------------------------------------------------------------
enum class Level { Flow, Line, Check };
// The steps that a learner stops at, ascending. Check: every event. The last step of every request
// is always among them.
std::vector<int> stops(const Run& run, const FlowGraph& flow, Level level);

// -- quiz (quiz.cpp)
// -------------------------------------------------------------------------------
struct QuizVerdict {
    int right = -1;       // index of the one choice whose claim holds; -1: none or several
    bool proven = false;  // false: asserted by the author
    std::string actual;   // the fact's value in the run
    std::string problem;  // why there is no right answer; empty when all is well
    std::shared_ptr<const Run> proof;  // the run that proves it (the lesson's own, or a what-if's)
    int proof_request = 0;             // 0-based
    int proof_step = 0;                // where the fact becomes known
};
std::vector<QuizVerdict> judge_quiz(std::shared_ptr<const Run> run);

// -- check (scenario_check.cpp)
// --------------------------------------------------------------------
struct CheckReport {
    std::vector<Finding> findings;
    int questions = 0, proven = 0, asserted = 0;
    bool ok() const;  // no finding is an error
};
CheckReport check_scenario(std::shared_ptr<const Run> run);

// The step of the first event in `request` that the pattern matches; nullopt when none does.
std::optional<int> find_event(const Run& run, int request, const EventPattern& pattern);

}  // namespace lesson
