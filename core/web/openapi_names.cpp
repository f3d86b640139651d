// The names of the document's components. pydantic json_schema.py: a definition takes the shortest
// of its names that stands for one schema alone.
#include <cctype>
#include <map>
#include <set>

#include "lang/dict.h"
#include "web/jsonable.h"
#include "web/openapi_schema.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Value;

namespace {

constexpr int kMostLevels = 64;
constexpr int kMostRounds = 10;

std::vector<std::string> names_of(std::string name, SchemaMode mode, std::size_t index) {
    for (char& c : name)  // "Page[int]"
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '-') c = '_';
    const std::string way = mode == SchemaMode::Input ? "-Input" : "-Output";
    const std::string full = "__main____" + name;
    return {name, name + way, full, full + way, full + way + "__" + std::to_string(index)};
}

}  // namespace

// A copy in which "PREFIX NAME#INDEX" is the name that was chosen.
Completion Schemas::rewritten(const Value& value, const std::vector<std::string>& names,
                              int depth) {
    if (depth == kMostLevels) return value;
    if (!vm_.charge(1)) return vm_.out_of_steps();
    if (lang::is_text(value)) {
        const std::string_view given = lang::text_of(value);
        const std::size_t hash = given.rfind('#');
        if (!given.starts_with(prefix_) || hash < prefix_.size()) return value;
        const auto index = static_cast<std::size_t>(std::atoi(given.data() + hash + 1));
        return index < names.size() ? text(prefix_ + names[index]) : value;
    }
    if (const auto* list = value.try_as<lang::List>()) {
        std::vector<Value> items;
        for (const Value& item : list->items) {
            AW_GUEST(Value changed, rewritten(item, names, depth + 1));
            items.push_back(std::move(changed));
        }
        return vm_.heap().make_list(items);
    }
    const auto* dict = value.try_as<Dict>();
    if (dict == nullptr) return value;
    Value out = vm_.heap().make_dict();
    for (const lang::DictEntry& entry : dict->entries) {
        if (entry.key.empty()) continue;
        AW_GUEST(Value changed, rewritten(entry.value, names, depth + 1));
        AW_GUEST_DO(lang::dict_set(vm_, *out.as<Dict>(), entry.key, std::move(changed)));
    }
    return out;
}

// Names give schemas, which may give shorter names: again until nothing changes.
Completion Schemas::choose_names(std::vector<std::string>& names) {
    names.clear();
    for (std::size_t i = 0; i < shared_.size(); ++i)
        names.push_back(names_of(shared_[i].name, shared_[i].mode, i).back());
    for (int round = 0; round < kMostRounds; ++round) {
        std::map<std::string, std::set<std::string>> schemas;
        for (std::size_t i = 0; i < shared_.size(); ++i) {
            AW_GUEST(const Value schema, rewritten(shared_[i].schema, names, 0));
            std::string json;
            AW_GUEST_DO(to_json(vm_, schema, json));
            for (const std::string& name : names_of(shared_[i].name, shared_[i].mode, i))
                schemas[name].insert(json);
        }
        const std::vector<std::string> before = names;
        for (std::size_t i = 0; i < shared_.size(); ++i)
            for (const std::string& name : names_of(shared_[i].name, shared_[i].mode, i))
                if (schemas[name].size() == 1) {
                    names[i] = name;
                    break;
                }
        if (names == before) break;
    }
    return Completion::none();
}

Completion Schemas::resolve(const Value& document, Value& out, Value& components) {
    std::vector<std::string> names;
    AW_GUEST_DO(choose_names(names));
    AW_GUEST(out, rewritten(document, names, 0));
    AW_GUEST(components, rewritten(fixed_, names, 0));
    for (std::size_t i = 0; i < shared_.size(); ++i) {
        AW_GUEST(Value schema, rewritten(shared_[i].schema, names, 0));
        put(components, names[i], std::move(schema));
    }
    return Completion::none();
}

Completion Schemas::of_one(const FieldType& type) {
    AW_GUEST(const Value reference, of_type(type));
    Value top;
    Value definitions;
    AW_GUEST_DO(resolve(reference, top, definitions));
    const Value named = find_key(top, "$ref");
    if (lang::is_text(named)) {
        const std::string own(lang::text_of(named).substr(prefix_.size()));
        std::string all;
        AW_GUEST_DO(to_json(vm_, definitions, all));
        if (all.find("\"" + prefix_ + own + "\"") == std::string::npos) {
            Value key = text(own);
            AW_GUEST(top, vm_.call_method(definitions, "pop", std::span<Value>(&key, 1)));
        }
    }
    if (definitions.as<Dict>()->used > 0) put(top, "$defs", definitions);
    return sorted_schema(vm_, top);
}

}  // namespace web
