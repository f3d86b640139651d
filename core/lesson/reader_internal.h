// lesson/reader_internal.h -- reads JSON objects key by key and collects every fault on the way.
// A fault never stops the reading: the value it spoils keeps its default, so that all faults of a
// file are reported at once. Stays in this folder.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "lesson/scenario.h"

namespace lesson {

enum class Presence { Required, Optional };

// A value and where it stands in the file.
struct JsonNode {
    const base::JsonValue* value = nullptr;
    std::string path;  // JSON path, "" for the whole file
    Origin origin() const { return {path, value ? value->position : base::Position{}}; }
    JsonNode at(std::size_t index) const;
};

class FaultList {
  public:
    FaultList(std::filesystem::path file, std::vector<Finding>& out)
        : file_(std::move(file)), out_(out) {}
    void error(const Origin& origin, std::string message);

  private:
    std::filesystem::path file_;
    std::vector<Finding>& out_;
};

// "; did you mean `x`?" or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

class ObjectReader {
  public:
    // Reports a value that is no object and keys that are not in `keys`.
    ObjectReader(FaultList& faults, JsonNode node, std::vector<std::string> keys);

    bool has(std::string_view key) const { return node_.value->find(key) != nullptr; }
    JsonNode child(std::string_view key) const;  // value null when absent
    Origin origin() const { return node_.origin(); }

    std::string text(std::string_view key, Presence presence, std::string fallback = {});
    int integer(std::string_view key, Presence presence, int low, int high, int fallback);
    // The items of an array; empty when absent or something else.
    std::vector<JsonNode> items(std::string_view key, Presence presence);
    std::vector<std::string> texts(std::string_view key, Presence presence);

    FaultList& faults() { return faults_; }

  private:
    const base::JsonValue* find(std::string_view key, Presence presence, std::string_view expected);
    FaultList& faults_;
    JsonNode node_;
};

// The kinds of object that a scenario file is made of, and the keys of each (scenario_keys.cpp).
// scenarios/scenario.schema.json has the same under $defs; a test keeps the two in step.
struct ObjectKeys {
    std::string_view object;
    std::vector<std::string> keys;
};
const std::vector<ObjectKeys>& object_keys();
const std::vector<std::string>& keys_of(std::string_view object);

// A string that must be one of `names`; the index, or -1 (reported).
int choose(FaultList& faults, const Origin& origin, std::string_view what, std::string_view word,
           const std::vector<std::string>& names);

EventPattern read_pattern(FaultList& faults, const JsonNode& node);
ScenarioRequest read_request(FaultList& faults, const JsonNode& node);
void read_flow(FaultList& faults, const JsonNode& node, Scenario& scenario);
void read_quiz(FaultList& faults, const JsonNode& node, Scenario& scenario);
void read_what_ifs(FaultList& faults, const JsonNode& node, Scenario& scenario);
void read_expect(FaultList& faults, const JsonNode& node, Scenario& scenario);

}  // namespace lesson
