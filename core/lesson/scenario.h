// lesson/scenario.h -- a lesson file (format 1) as data. scenarios/README.md explains every key;
// scenario.schema.json says the same to editors; scenario_load.cpp is the reader.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "trace/event.h"

namespace lesson {

// Where a thing of the file stands: for messages that name file:line:column and the JSON path.
struct Origin {
    std::string path;  // "/quiz/0/fact"
    base::Position position;
};

struct ScenarioRequest {
    Origin origin;
    std::string label;
    std::string method = "GET";
    std::string path = "/";
    std::optional<std::string> query;
    std::vector<std::pair<std::string, std::string>> headers;  // in order, repeats kept
    std::optional<std::string> body;  // bytes; `json` and `form` become a body and a content-type
};

// Matches an event whose name and fields are all as given ("event" first).
struct EventPattern {
    Origin origin;
    trace::EventKind kind = trace::EventKind::Line;
    std::vector<trace::Field> fields;  // without "event"; a value may be a JSON literal's text
};
bool matches(const EventPattern& pattern, const trace::Event& event);

enum class NodeKind { Start, Step, Decision, Reject, Accept, End };
struct FlowNode {
    Origin origin;
    std::string id;
    std::string label;
    NodeKind kind = NodeKind::Step;
    std::vector<EventPattern> when;  // any of them lights the node
};
struct FlowEdge {
    Origin origin;
    std::string from, to;  // node ids
    std::string label;     // may be empty
};

struct TableColumn {
    Origin origin;
    std::string title;
    std::string fact;
    std::vector<std::pair<std::string, std::string>> text;  // fact's value -> what the cell says
};

struct TrackedVariable {
    Origin origin;
    std::string name;
    std::string function;  // "in"
    std::string unbound;   // what a cell says where the function never ran
};

struct SourceEdit {
    Origin origin;
    int line = 0;      // 1-based
    std::string with;  // the new text of that line; may hold several lines
};
struct WhatIf {
    Origin origin;
    std::string id;
    std::string label;
    std::vector<SourceEdit> source_edits;
    std::optional<int> request;                  // 0-based: which request is changed ...
    std::optional<ScenarioRequest> new_request;  // ... and into what
};

struct KeyMoment {
    Origin origin;
    std::string question;
    std::string answer;
    int request = 0;    // 0-based
    EventPattern show;  // the event to jump to
};

struct Choice {
    Origin origin;
    std::string text;
    std::string is;  // the claim: this is the fact's value. May be a list joined by '|'
};
struct QuizQuestion {
    Origin origin;
    std::string question;
    std::optional<int> request;          // given; 0-based. None: the fact is looked for in all
    std::optional<std::string> what_if;  // given; id
    std::string fact;                    // empty when `answer` is asserted
    std::vector<Choice> choices;
    std::optional<int> answer;  // asserted choice, for what no run can prove
    std::vector<std::string> hints;
    std::string explain;
};

struct ExpectedRow {
    Origin origin;
    std::vector<std::pair<Origin, std::string>> cells;  // in the order of the columns
};
struct ExpectedVariable {
    Origin origin;
    std::string name;
    std::vector<std::pair<Origin, std::string>> cells;  // Start, then one per request
};

struct Scenario {
    std::filesystem::path file;
    std::string id, title, framework, level, summary;
    int minutes = 0;
    std::string source_name;  // "01_protected_routes.py"
    std::string source;       // the program's text
    std::vector<ScenarioRequest> requests;
    std::vector<FlowNode> nodes;  // empty: drawn from the route's dependency graph
    std::vector<FlowEdge> edges;
    std::vector<TableColumn> columns;
    std::string table_note;
    std::vector<TrackedVariable> variables;
    std::vector<WhatIf> what_ifs;
    std::vector<KeyMoment> key_moments;
    std::vector<QuizQuestion> quiz;
    std::vector<std::string> snapshot;
    std::string transcript;
    std::vector<ExpectedRow> expected_rows;
    std::vector<ExpectedVariable> expected_variables;
};

enum class Severity { Error, Warning };
struct Finding {
    Severity severity = Severity::Error;
    std::filesystem::path file;
    Origin origin;
    std::string message;  // "unknown fact `credential.valid`; did you mean `credentials.valid`?"
};
std::string to_text(const Finding& finding);  // "file:12:5: error: message (at /quiz/0/fact)"

struct LoadedScenario {
    std::optional<Scenario> scenario;  // absent when the file cannot be used at all
    std::vector<Finding> findings;     // every fault of the file, not just the first
};
LoadedScenario load_scenario(const std::filesystem::path& file);
LoadedScenario load_scenario_text(std::string_view json, const std::filesystem::path& file);

}  // namespace lesson
