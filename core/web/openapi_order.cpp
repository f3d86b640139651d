// The keys of schemas and operations in the order of FastAPI's OpenAPI models.
// FastAPI openapi/models.py.
#include <algorithm>
#include <array>

#include "lang/dict.h"
#include "web/openapi_schema.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Value;
using lang::Vm;

Value find_key(const Value& dict, std::string_view key) {
    const auto* held = dict.try_as<Dict>();
    return held ? lang::dict_find(*held, key) : Value();
}

namespace {

using Change = Value (*)(Vm& vm, const Value& value);

// The keys in `order` first, then the others as they come.
Value reordered(Vm& vm, const Value& dict, std::span<const std::string_view> order, Change change) {
    Value out = vm.heap().make_dict();
    const auto add = [&](std::string_view key, const Value& value) {
        lang::dict_put(vm, *out.as<Dict>(), key, change ? change(vm, value) : value);
    };
    for (const std::string_view key : order)
        if (const Value value = find_key(dict, key); !value.empty()) add(key, value);
    for (const lang::DictEntry& entry : dict.as<Dict>()->entries) {
        if (entry.key.empty() || !lang::is_text(entry.key)) continue;
        const std::string_view key = lang::text_of(entry.key);
        if (std::find(order.begin(), order.end(), key) == order.end()) add(key, entry.value);
    }
    return out;
}

Value each_value(Vm& vm, const Value& dict, Change change) {
    return dict.is(lang::Kind::Dict) ? reordered(vm, dict, {}, change) : dict;
}

Value each_item(Vm& vm, const Value& list) {
    const auto* held = list.try_as<lang::List>();
    if (held == nullptr) return list;
    std::vector<Value> items;
    for (const Value& item : held->items) items.push_back(in_model_order(vm, item));
    return vm.heap().make_list(items);
}

Value media_type_in_order(Vm& vm, const Value& media) {
    Value out = each_value(vm, media, nullptr);
    if (const Value schema = find_key(media, "schema"); !schema.empty() && out.is(lang::Kind::Dict))
        lang::dict_put(vm, *out.as<Dict>(), "schema", in_model_order(vm, schema));
    return out;
}

Value header_in_order(Vm& vm, const Value& header) {
    static constexpr std::array<std::string_view, 10> kOrder{
        "description",   "required", "deprecated", "style",    "explode",
        "allowReserved", "schema",   "example",    "examples", "content"};
    if (!header.is(lang::Kind::Dict)) return header;
    Value out = reordered(vm, header, kOrder, nullptr);
    if (const Value schema = find_key(header, "schema"); !schema.empty())
        lang::dict_put(vm, *out.as<Dict>(), "schema", in_model_order(vm, schema));
    return out;
}

// A response or a request body: its content's schemas, too.
Value holder_in_order(Vm& vm, const Value& holder) {
    static constexpr std::array<std::string_view, 4> kOrder{"description", "headers", "content",
                                                            "links"};
    if (!holder.is(lang::Kind::Dict)) return holder;
    Value out = reordered(vm, holder, kOrder, nullptr);
    if (const Value headers = find_key(holder, "headers"); !headers.empty())
        lang::dict_put(vm, *out.as<Dict>(), "headers", each_value(vm, headers, header_in_order));
    if (const Value content = find_key(holder, "content"); !content.empty())
        lang::dict_put(vm, *out.as<Dict>(), "content",
                       each_value(vm, content, media_type_in_order));
    return out;
}

}  // namespace

Value in_model_order(Vm& vm, const Value& schema) {
    static constexpr std::array<std::string_view, 37> kOrder{"$schema",
                                                             "$id",
                                                             "$ref",
                                                             "$defs",
                                                             "allOf",
                                                             "anyOf",
                                                             "oneOf",
                                                             "prefixItems",
                                                             "items",
                                                             "properties",
                                                             "additionalProperties",
                                                             "type",
                                                             "enum",
                                                             "const",
                                                             "multipleOf",
                                                             "maximum",
                                                             "exclusiveMaximum",
                                                             "minimum",
                                                             "exclusiveMinimum",
                                                             "maxLength",
                                                             "minLength",
                                                             "pattern",
                                                             "maxItems",
                                                             "minItems",
                                                             "uniqueItems",
                                                             "required",
                                                             "format",
                                                             "contentMediaType",
                                                             "contentSchema",
                                                             "title",
                                                             "description",
                                                             "default",
                                                             "deprecated",
                                                             "readOnly",
                                                             "writeOnly",
                                                             "examples",
                                                             "discriminator"};
    if (!schema.is(lang::Kind::Dict)) return schema;
    Value out = reordered(vm, schema, kOrder, nullptr);
    auto& dict = *out.as<Dict>();
    for (const std::string_view key : {"anyOf", "oneOf", "allOf", "prefixItems"})
        if (const Value list = lang::dict_find(dict, key); !list.empty())
            lang::dict_put(vm, dict, key, each_item(vm, list));
    for (const std::string_view key : {"items", "additionalProperties", "contentSchema"})
        if (const Value inner = lang::dict_find(dict, key); !inner.empty())
            lang::dict_put(vm, dict, key, in_model_order(vm, inner));
    for (const std::string_view key : {"properties", "$defs"})
        if (const Value inner = lang::dict_find(dict, key); !inner.empty())
            lang::dict_put(vm, dict, key, each_value(vm, inner, in_model_order));
    for (const std::string_view key :
         {"multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"})
        if (const Value bound = lang::dict_find(dict, key); bound.is_small())
            lang::dict_put(vm, dict, key,
                           vm.heap().make_float(static_cast<double>(bound.as_small())));
    return out;
}

static Value parameter_in_model_order(Vm& vm, const Value& parameter) {
    static constexpr std::array<std::string_view, 12> kOrder{
        "description", "required", "deprecated", "style",   "explode", "allowReserved",
        "schema",      "example",  "examples",   "content", "name",    "in"};
    if (!parameter.is(lang::Kind::Dict)) return parameter;
    Value out = reordered(vm, parameter, kOrder, nullptr);
    if (const Value schema = find_key(parameter, "schema"); !schema.empty())
        lang::dict_put(vm, *out.as<Dict>(), "schema", in_model_order(vm, schema));
    return out;
}

Value operation_in_model_order(Vm& vm, const Value& operation) {
    static constexpr std::array<std::string_view, 12> kOrder{
        "tags",        "summary",   "description", "externalDocs", "operationId", "parameters",
        "requestBody", "responses", "callbacks",   "deprecated",   "security",    "servers"};
    Value out = reordered(vm, operation, kOrder, nullptr);
    if (const Value body = find_key(operation, "requestBody"); !body.empty())
        lang::dict_put(vm, *out.as<Dict>(), "requestBody", holder_in_order(vm, body));
    if (const auto* listed = find_key(operation, "parameters").try_as<lang::List>()) {
        std::vector<Value> parameters;
        for (const Value& one : listed->items)
            parameters.push_back(parameter_in_model_order(vm, one));
        lang::dict_put(vm, *out.as<Dict>(), "parameters", vm.heap().make_list(parameters));
    }
    if (const Value callbacks = find_key(operation, "callbacks"); !callbacks.empty())
        lang::dict_put(vm, *out.as<Dict>(), "callbacks",
                       each_value(vm, callbacks, paths_in_model_order));
    if (const Value responses = find_key(operation, "responses"); !responses.empty())
        lang::dict_put(vm, *out.as<Dict>(), "responses",
                       each_value(vm, responses, holder_in_order));
    return out;
}

namespace {

// FastAPI's models do not take a path in whose operations there are parameters.
bool fits_models(const Value& path) {
    for (const lang::DictEntry& entry : path.as<Dict>()->entries) {
        if (entry.key.empty() || !entry.value.is(lang::Kind::Dict)) continue;
        if (!find_key(entry.value, "parameters").empty()) return false;
        const Value callbacks = find_key(entry.value, "callbacks");
        if (!callbacks.is(lang::Kind::Dict)) continue;
        for (const lang::DictEntry& callback : callbacks.as<Dict>()->entries)
            for (const lang::DictEntry& inner : callback.value.as<Dict>()->entries)
                if (inner.value.is(lang::Kind::Dict) && !fits_models(inner.value)) return false;
    }
    return true;
}

Value fitted_path(Vm& vm, const Value& path) {
    static constexpr std::array<std::string_view, 13> kOrder{
        "$ref",    "summary", "description", "get",   "put",     "post",      "delete",
        "options", "head",    "patch",       "trace", "servers", "parameters"};
    return reordered(vm, path, kOrder, operation_in_model_order);
}

Value path_in_model_order(Vm& vm, const Value& path) {
    return path.is(lang::Kind::Dict) && fits_models(path) ? fitted_path(vm, path) : path;
}

}  // namespace

Value paths_in_model_order(Vm& vm, const Value& paths) {
    return each_value(vm, paths, path_in_model_order);
}

Value webhooks_in_model_order(Vm& vm, const Value& webhooks) {
    return each_value(vm, webhooks, fitted_path);
}

Value sorted_schema(Vm& vm, const Value& schema) {
    if (const auto* list = schema.try_as<lang::List>()) {
        std::vector<Value> items;
        for (const Value& item : list->items) items.push_back(sorted_schema(vm, item));
        return vm.heap().make_list(items);
    }
    if (!schema.is(lang::Kind::Dict)) return schema;
    std::vector<std::string_view> keys;
    for (const lang::DictEntry& entry : schema.as<Dict>()->entries)
        if (!entry.key.empty() && lang::is_text(entry.key))
            keys.push_back(lang::text_of(entry.key));
    std::sort(keys.begin(), keys.end());
    Value out = vm.heap().make_dict();
    for (const std::string_view key : keys) {
        const Value value = find_key(schema, key);
        lang::dict_put(vm, *out.as<Dict>(), key,
                       key == "default"      ? value
                       : key == "properties" ? each_value(vm, value, sorted_schema)
                                             : sorted_schema(vm, value));
    }
    return out;
}

Completion without_none(Vm& vm, const Value& document, int depth) {
    constexpr int kMostLevels = 64;
    if (depth == kMostLevels) return document;
    if (const auto* list = document.try_as<lang::List>()) {
        std::vector<Value> items;
        for (const Value& item : list->items) {
            AW_GUEST(Value kept, without_none(vm, item, depth + 1));
            items.push_back(std::move(kept));
        }
        return vm.heap().make_list(items);
    }
    const auto* dict = document.try_as<lang::Dict>();
    if (!dict) return document;
    Value out = vm.heap().make_dict();
    for (const lang::DictEntry& entry : dict->entries) {
        if (entry.key.empty() || entry.value.is_none()) continue;
        AW_GUEST(Value kept, without_none(vm, entry.value, depth + 1));
        AW_GUEST_DO(lang::dict_set(vm, *out.as<lang::Dict>(), entry.key, std::move(kept)));
    }
    return out;
}

}  // namespace web
