// The parts of a scenario file that have parts of their own: patterns, flow, quiz, what-ifs,
// expectations.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "lesson/json_text.h"
#include "lesson/reader_internal.h"

namespace lesson {
namespace {

int find_node(const Scenario& scenario, std::string_view id) {
    for (std::size_t i = 0; i < scenario.nodes.size(); ++i)
        if (scenario.nodes[i].id == id) return static_cast<int>(i);
    return -1;
}

void check_node(FaultList& faults, const Scenario& scenario, const Origin& origin,
                std::string_view id) {
    if (id.empty() || find_node(scenario, id) >= 0) return;
    std::vector<std::string> ids;
    for (const FlowNode& node : scenario.nodes) ids.push_back(node.id);
    faults.error(origin, fmt::format("unknown node `{}`{}", id, did_you_mean(id, ids)));
}

void read_node(FaultList& faults, const JsonNode& item, Scenario& scenario) {
    static const std::vector<std::string> kinds = {"start",  "step",   "decision",
                                                   "reject", "accept", "end"};
    ObjectReader reader(faults, item, keys_of("node"));
    FlowNode node;
    node.origin = reader.origin();
    node.id = reader.text("id", Presence::Required);
    node.label = reader.text("label", Presence::Required);
    const int kind =
        choose(faults, reader.child("kind").value ? reader.child("kind").origin() : reader.origin(),
               "node kind", reader.text("kind", Presence::Optional, "step"), kinds);
    if (kind >= 0) node.kind = static_cast<NodeKind>(kind);
    if (find_node(scenario, node.id) >= 0)
        faults.error(node.origin, fmt::format("the node id `{}` is given twice", node.id));
    const JsonNode when = reader.child("when");
    if (!when.value)
        faults.error(node.origin, "`when` is missing: expected an event pattern or a list of them");
    else if (when.value->type == base::JsonValue::Type::Array)
        for (std::size_t i = 0; i < when.value->items.size(); ++i)
            node.when.push_back(read_pattern(faults, when.at(i)));
    else
        node.when.push_back(read_pattern(faults, when));
    scenario.nodes.push_back(std::move(node));
}

Choice read_choice(FaultList& faults, const JsonNode& item) {
    ObjectReader reader(faults, item, keys_of("choice"));
    Choice choice;
    choice.origin = reader.origin();
    choice.text = reader.text("text", Presence::Required);
    if (const JsonNode is = reader.child("is"); is.value) {
        if (is_scalar(*is.value))
            choice.is = scalar_text(*is.value);
        else
            faults.error(is.origin(), "`is`: expected the fact's value as a string");
    }
    return choice;
}

void read_given(FaultList& faults, const JsonNode& node, const Scenario& scenario,
                QuizQuestion& question) {
    if (!node.value) return;
    ObjectReader reader(faults, node, keys_of("given"));
    const int count = static_cast<int>(scenario.requests.size());
    if (reader.has("request"))
        question.request = reader.integer("request", Presence::Optional, 1, count, 1) - 1;
    if (!reader.has("what_if")) return;
    question.what_if = reader.text("what_if", Presence::Optional);
    std::vector<std::string> ids;
    for (const WhatIf& what_if : scenario.what_ifs) ids.push_back(what_if.id);
    if (std::find(ids.begin(), ids.end(), *question.what_if) == ids.end())
        faults.error(reader.child("what_if").origin(),
                     fmt::format("unknown what-if `{}`{}", *question.what_if,
                                 did_you_mean(*question.what_if, ids)));
}

QuizQuestion read_question(FaultList& faults, const JsonNode& item, const Scenario& scenario) {
    ObjectReader reader(faults, item, keys_of("question"));
    QuizQuestion question;
    question.origin = reader.origin();
    question.question = reader.text("question", Presence::Required);
    question.explain = reader.text("explain", Presence::Optional);
    question.hints = reader.texts("hints", Presence::Optional);
    read_given(faults, reader.child("given"), scenario, question);
    for (const JsonNode& choice : reader.items("choices", Presence::Required))
        question.choices.push_back(read_choice(faults, choice));
    if (question.choices.size() < 2)
        faults.error(question.origin, "a question needs at least two choices");
    if (reader.has("answer")) {
        question.answer = reader.integer("answer", Presence::Optional, 1,
                                         static_cast<int>(question.choices.size()), 1) -
                          1;
        return question;
    }
    question.fact = reader.text("fact", Presence::Required);
    for (const Choice& choice : question.choices)
        if (choice.is.empty())
            faults.error(choice.origin,
                         "`is` is missing: expected the value that the fact must "
                         "have for this choice to be right");
    return question;
}

template <class Item>
void each_item(FaultList& faults, const JsonNode& node, std::string_view key, Item item) {
    if (node.value->type != base::JsonValue::Type::Array) {
        faults.error(node.origin(), fmt::format("`{}`: expected an array, found {}", key,
                                                base::type_name(node.value->type)));
        return;
    }
    for (std::size_t i = 0; i < node.value->items.size(); ++i) item(node.at(i));
}

std::vector<std::pair<Origin, std::string>> read_cells(FaultList& faults,
                                                       const std::vector<JsonNode>& items) {
    std::vector<std::pair<Origin, std::string>> cells;
    for (const JsonNode& cell : items) {
        if (!is_scalar(*cell.value)) faults.error(cell.origin(), "a cell is a string");
        cells.emplace_back(cell.origin(), scalar_text(*cell.value));
    }
    return cells;
}

}  // namespace

EventPattern read_pattern(FaultList& faults, const JsonNode& node) {
    EventPattern pattern;
    pattern.origin = node.origin();
    if (node.value->type != base::JsonValue::Type::Object) {
        faults.error(node.origin(),
                     "expected an event pattern such as {\"event\": \"call\", "
                     "\"function\": \"get_current_user\"}");
        return pattern;
    }
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (int i = 0; i < trace::kEventKindCount; ++i)
            all.emplace_back(trace::name_of(static_cast<trace::EventKind>(i)));
        return all;
    }();
    const base::JsonValue* event = node.value->find("event");
    if (!event || event->type != base::JsonValue::Type::String) {
        faults.error(node.origin(), "`event` is missing: expected the name of an event");
        return pattern;
    }
    const int kind =
        choose(faults, {node.path + "/event", event->position}, "event", event->text, names);
    if (kind >= 0) pattern.kind = static_cast<trace::EventKind>(kind);
    for (const base::JsonMember& member : node.value->members) {
        if (member.key == "event") continue;
        if (is_scalar(member.value))
            pattern.fields.push_back({member.key, scalar_text(member.value)});
        else
            faults.error({node.path + "/" + member.key, member.value.position},
                         "a pattern's field is a string, a number, true, false or null");
    }
    return pattern;
}

void read_flow(FaultList& faults, const JsonNode& node, Scenario& scenario) {
    ObjectReader reader(faults, node, keys_of("flow"));
    for (const JsonNode& item : reader.items("nodes", Presence::Required))
        read_node(faults, item, scenario);
    for (const JsonNode& item : reader.items("edges", Presence::Required)) {
        ObjectReader edge(faults, item, keys_of("edge"));
        scenario.edges.push_back({edge.origin(), edge.text("from", Presence::Required),
                                  edge.text("to", Presence::Required),
                                  edge.text("label", Presence::Optional)});
        check_node(faults, scenario, edge.child("from").origin(), scenario.edges.back().from);
        check_node(faults, scenario, edge.child("to").origin(), scenario.edges.back().to);
    }
}

void read_quiz(FaultList& faults, const JsonNode& node, Scenario& scenario) {
    each_item(faults, node, "quiz", [&](const JsonNode& item) {
        scenario.quiz.push_back(read_question(faults, item, scenario));
    });
}

void read_what_ifs(FaultList& faults, const JsonNode& node, Scenario& scenario) {
    const int lines = static_cast<int>(base::split_lines(scenario.source).size());
    each_item(faults, node, "what_ifs", [&](const JsonNode& item) {
        ObjectReader reader(faults, item, keys_of("what_if"));
        WhatIf what_if;
        what_if.origin = reader.origin();
        what_if.id = reader.text("id", Presence::Required);
        what_if.label = reader.text("label", Presence::Required);
        for (const JsonNode& edit : reader.items("source", Presence::Optional)) {
            ObjectReader edit_reader(faults, edit, keys_of("edit"));
            SourceEdit out;
            out.origin = edit_reader.origin();
            out.line = edit_reader.integer("replace", Presence::Required, 1, std::max(1, lines), 1);
            out.with = edit_reader.text("with", Presence::Optional);
            what_if.source_edits.push_back(std::move(out));
        }
        if (reader.has("request"))
            what_if.request = reader.integer("request", Presence::Optional, 1,
                                             static_cast<int>(scenario.requests.size()), 1) -
                              1;
        if (const JsonNode with = reader.child("with"); with.value)
            what_if.new_request = read_request(faults, with);
        if (what_if.request.has_value() != what_if.new_request.has_value())
            faults.error(what_if.origin,
                         "`request` (which one) and `with` (its new form) go "
                         "together");
        if (what_if.source_edits.empty() && !what_if.new_request)
            faults.error(what_if.origin, "a what-if changes the `source` or a `request`");
        scenario.what_ifs.push_back(std::move(what_if));
    });
}

void read_expect(FaultList& faults, const JsonNode& node, Scenario& scenario) {
    ObjectReader reader(faults, node, keys_of("expect"));
    for (const JsonNode& row : reader.items("table", Presence::Optional)) {
        ExpectedRow out{row.origin(), {}};
        std::vector<JsonNode> cells;
        for (std::size_t i = 0; i < row.value->items.size(); ++i) cells.push_back(row.at(i));
        out.cells = read_cells(faults, cells);
        if (out.cells.size() != scenario.columns.size())
            faults.error(row.origin(), fmt::format("expected {} cells, one per column, found {}",
                                                   scenario.columns.size(), out.cells.size()));
        scenario.expected_rows.push_back(std::move(out));
    }
    for (const JsonNode& item : reader.items("variables", Presence::Optional)) {
        ObjectReader variable(faults, item, keys_of("expected_variable"));
        ExpectedVariable out{variable.origin(), variable.text("name", Presence::Required), {}};
        out.cells = read_cells(faults, variable.items("cells", Presence::Required));
        if (out.cells.size() != scenario.requests.size() + 1)
            faults.error(out.origin, fmt::format("expected {} cells (start, then one per request), "
                                                 "found {}",
                                                 scenario.requests.size() + 1, out.cells.size()));
        scenario.expected_variables.push_back(std::move(out));
    }
}

}  // namespace lesson
