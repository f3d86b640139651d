#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "lesson/derive.h"
#include "lesson/reader_internal.h"

namespace lesson {
namespace {

// `source` is a file beside the scenario, or the program's lines.
void read_source(ObjectReader& top, Scenario& scenario) {
    const JsonNode node = top.child("source");
    if (!node.value) {
        top.faults().error(top.origin(),
                           "`source` is missing: expected a file name or an array of lines");
        return;
    }
    if (node.value->type == base::JsonValue::Type::Array) {
        for (const std::string& line : top.texts("source", Presence::Required))
            scenario.source += line + "\n";
        scenario.source_name = scenario.file.stem().string() + ".py";
        return;
    }
    scenario.source_name = top.text("source", Presence::Required);
    if (scenario.source_name.empty()) return;
    const std::filesystem::path relative(scenario.source_name);
    if (relative.is_absolute() || scenario.source_name.find("..") != std::string::npos) {
        top.faults().error(node.origin(), "`source` must be a file beside the scenario");
        return;
    }
    auto text = base::read_file(scenario.file.parent_path() / relative, std::size_t{4} << 20);
    if (!text.ok()) {
        top.faults().error(node.origin(), fmt::format("`source`: {}", base::to_text(text.error())));
        return;
    }
    scenario.source = std::move(*text);
}

void read_table(FaultList& faults, const JsonNode& node, Scenario& scenario) {
    ObjectReader table(faults, node, keys_of("table"));
    scenario.table_note = table.text("note", Presence::Optional);
    for (const JsonNode& item : table.items("columns", Presence::Required)) {
        ObjectReader column(faults, item, keys_of("column"));
        TableColumn out;
        out.origin = column.origin();
        out.title = column.text("title", Presence::Required);
        out.fact = column.text("fact", Presence::Required);
        if (const JsonNode text = column.child("text"); text.value) {
            ObjectReader mapping(faults, text, [&] {
                std::vector<std::string> keys;
                for (const auto& member : text.value->members) keys.push_back(member.key);
                return keys;
            }());
            for (const auto& member : text.value->members)
                out.text.emplace_back(member.key, mapping.text(member.key, Presence::Required));
        }
        scenario.columns.push_back(std::move(out));
    }
}

void read_variables(ObjectReader& top, Scenario& scenario) {
    for (const JsonNode& item : top.items("variables", Presence::Optional)) {
        ObjectReader variable(top.faults(), item, keys_of("variable"));
        scenario.variables.push_back({variable.origin(), variable.text("name", Presence::Required),
                                      variable.text("in", Presence::Required),
                                      variable.text("unbound", Presence::Optional, "-")});
    }
}

void read_key_moments(ObjectReader& top, Scenario& scenario) {
    const int count = static_cast<int>(scenario.requests.size());
    for (const JsonNode& item : top.items("key_moments", Presence::Optional)) {
        ObjectReader moment(top.faults(), item, keys_of("key_moment"));
        KeyMoment out;
        out.origin = moment.origin();
        out.question = moment.text("question", Presence::Required);
        out.answer = moment.text("answer", Presence::Required);
        if (const JsonNode show = moment.child("show"); show.value) {
            ObjectReader reader(top.faults(), show, keys_of("show"));
            out.request = reader.integer("request", Presence::Required, 1, count, 1) - 1;
            if (const JsonNode event = reader.child("event"); event.value)
                out.show = read_pattern(top.faults(), event);
            else
                top.faults().error(reader.origin(), "`event` is missing: expected a pattern");
        } else {
            top.faults().error(moment.origin(),
                               "`show` is missing: expected {\"request\": N, \"event\": {...}}");
        }
        scenario.key_moments.push_back(std::move(out));
    }
}

void read_head(ObjectReader& top, Scenario& scenario) {
    const int format = top.integer("format", Presence::Required, 1, 1'000'000, 1);
    if (format != 1)
        top.faults().error(top.child("format").origin(),
                           fmt::format("format {} is not known here; this is format 1", format));
    scenario.id = top.text("id", Presence::Required);
    scenario.title = top.text("title", Presence::Required);
    scenario.framework = top.text("framework", Presence::Optional, "FastAPI");
    scenario.level = top.text("level", Presence::Optional);
    scenario.minutes = top.integer("minutes", Presence::Optional, 1, 600, 10);
    scenario.summary = top.text("summary", Presence::Optional);
    scenario.snapshot = top.texts("snapshot", Presence::Optional);
    scenario.transcript = top.text("transcript", Presence::Optional);
}

void check_facts(FaultList& faults, const Scenario& scenario) {
    const auto check = [&](const Origin& origin, const std::string& fact) {
        if (fact.empty() || is_fact(scenario, fact)) return;
        faults.error({origin.path + "/fact", origin.position},
                     fmt::format("unknown fact `{}`{}", fact, did_you_mean(fact, fact_names())));
    };
    for (const TableColumn& column : scenario.columns) check(column.origin, column.fact);
    for (const QuizQuestion& question : scenario.quiz) check(question.origin, question.fact);
}

void read_body(ObjectReader& top, Scenario& scenario) {
    FaultList& faults = top.faults();
    read_source(top, scenario);
    for (const JsonNode& item : top.items("requests", Presence::Required))
        scenario.requests.push_back(read_request(faults, item));
    if (top.has("requests") && scenario.requests.empty())
        faults.error(top.child("requests").origin(), "`requests` must have at least one request");
    if (const JsonNode node = top.child("flow"); node.value) read_flow(faults, node, scenario);
    if (const JsonNode node = top.child("table"); node.value) read_table(faults, node, scenario);
    read_variables(top, scenario);
    if (const JsonNode node = top.child("what_ifs"); node.value)
        read_what_ifs(faults, node, scenario);
    read_key_moments(top, scenario);
    if (const JsonNode node = top.child("quiz"); node.value) read_quiz(faults, node, scenario);
    if (const JsonNode node = top.child("expect"); node.value) read_expect(faults, node, scenario);
    check_facts(faults, scenario);
}

}  // namespace

LoadedScenario load_scenario_text(std::string_view json, const std::filesystem::path& file) {
    LoadedScenario out;
    FaultList faults(file, out.findings);
    const auto parsed = base::parse_json(json);
    if (!parsed.ok()) {
        faults.error({"", parsed.error().position}, parsed.error().message);
        return out;
    }
    if (parsed->type != base::JsonValue::Type::Object) {
        faults.error({"", parsed->position}, "a scenario file is one JSON object");
        return out;
    }
    Scenario scenario;
    scenario.file = file;
    ObjectReader top(faults, {&*parsed, ""}, keys_of("scenario"));
    read_head(top, scenario);
    read_body(top, scenario);
    out.scenario = std::move(scenario);
    return out;
}

LoadedScenario load_scenario(const std::filesystem::path& file) {
    auto text = base::read_file(file, std::size_t{16} << 20);
    if (text.ok()) return load_scenario_text(*text, file);
    LoadedScenario out;
    FaultList(file, out.findings).error({}, base::to_text(text.error()));
    return out;
}

std::string to_text(const Finding& finding) {
    std::string out = finding.file.string();
    if (finding.origin.position.line > 0)
        out += fmt::format(":{}:{}", finding.origin.position.line, finding.origin.position.column);
    out += finding.severity == Severity::Error ? ": error: " : ": warning: ";
    out += finding.message;
    if (!finding.origin.path.empty()) out += fmt::format(" (at {})", finding.origin.path);
    return out;
}

}  // namespace lesson
