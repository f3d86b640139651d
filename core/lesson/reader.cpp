#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"
#include "lesson/reader_internal.h"

namespace lesson {

JsonNode JsonNode::at(std::size_t index) const {
    return {&value->items[index], fmt::format("{}/{}", path, index)};
}

void FaultList::error(const Origin& origin, std::string message) {
    out_.push_back({Severity::Error, file_, origin, std::move(message)});
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const auto near = base::nearest(word, candidates);
    return near ? fmt::format("; did you mean `{}`?", *near) : std::string();
}

ObjectReader::ObjectReader(FaultList& faults, JsonNode node, std::vector<std::string> keys)
    : faults_(faults), node_(std::move(node)) {
    const base::JsonValue& value = *node_.value;
    if (value.type != base::JsonValue::Type::Object) {
        faults_.error(node_.origin(),
                      fmt::format("expected an object, found {}", base::type_name(value.type)));
        return;
    }
    for (const base::JsonMember& member : value.members) {
        if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
        faults_.error(
            {node_.path + "/" + member.key, member.key_position},
            fmt::format("unknown key `{}`{}", member.key, did_you_mean(member.key, keys)));
    }
}

JsonNode ObjectReader::child(std::string_view key) const {
    return {node_.value->find(key), fmt::format("{}/{}", node_.path, key)};
}

const base::JsonValue* ObjectReader::find(std::string_view key, Presence presence,
                                          std::string_view expected) {
    const base::JsonValue* value = node_.value->find(key);
    if (!value && presence == Presence::Required &&
        node_.value->type == base::JsonValue::Type::Object)
        faults_.error(node_.origin(), fmt::format("`{}` is missing: expected {}", key, expected));
    return value;
}

std::string ObjectReader::text(std::string_view key, Presence presence, std::string fallback) {
    const base::JsonValue* value = find(key, presence, "a string");
    if (!value) return fallback;
    if (value->type != base::JsonValue::Type::String) {
        faults_.error(child(key).origin(), fmt::format("`{}`: expected a string, found {}", key,
                                                       base::type_name(value->type)));
        return fallback;
    }
    if (value->text.empty() && presence == Presence::Required)
        faults_.error(child(key).origin(), fmt::format("`{}` must not be empty", key));
    return value->text;
}

int ObjectReader::integer(std::string_view key, Presence presence, int low, int high,
                          int fallback) {
    const base::JsonValue* value = find(key, presence, "an integer");
    if (!value) return fallback;
    if (value->type != base::JsonValue::Type::Integer || value->integer < low ||
        value->integer > high) {
        faults_.error(
            child(key).origin(),
            fmt::format("`{}`: expected an integer from {} to {}, found {}", key, low, high,
                        value->text.empty() ? base::type_name(value->type)
                                            : std::string_view(value->text)));
        return fallback;
    }
    return static_cast<int>(value->integer);
}

std::vector<JsonNode> ObjectReader::items(std::string_view key, Presence presence) {
    const base::JsonValue* value = find(key, presence, "an array");
    if (!value) return {};
    if (value->type != base::JsonValue::Type::Array) {
        faults_.error(child(key).origin(), fmt::format("`{}`: expected an array, found {}", key,
                                                       base::type_name(value->type)));
        return {};
    }
    std::vector<JsonNode> out;
    for (std::size_t i = 0; i < value->items.size(); ++i) out.push_back(child(key).at(i));
    return out;
}

std::vector<std::string> ObjectReader::texts(std::string_view key, Presence presence) {
    std::vector<std::string> out;
    for (const JsonNode& item : items(key, presence)) {
        if (item.value->type == base::JsonValue::Type::String) {
            out.push_back(item.value->text);
            continue;
        }
        faults_.error(item.origin(), fmt::format("expected a string, found {}",
                                                 base::type_name(item.value->type)));
    }
    return out;
}

int choose(FaultList& faults, const Origin& origin, std::string_view what, std::string_view word,
           const std::vector<std::string>& names) {
    const auto at = std::find(names.begin(), names.end(), word);
    if (at != names.end()) return static_cast<int>(at - names.begin());
    faults.error(origin, fmt::format("unknown {} `{}`{} (known: {})", what, word,
                                     did_you_mean(word, names), fmt::join(names, ", ")));
    return -1;
}

}  // namespace lesson
