#include "web/openapi_schema.h"

#include <algorithm>
#include <array>

#include "lang/dict.h"
#include "web/jsonable.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Value;
using lang::Vm;

namespace {

// A default as JSON has it.
Completion plain_json(Vm& vm, const Value& value) {
    std::string text;
    AW_GUEST_DO(to_json(vm, value, text));
    std::optional<JsonFault> fault;
    return json_value(vm, text, fault);
}

// "string", "integer" ... when all values are of one type.
std::string_view common_type(std::span<const Value> values) {
    const auto type = [](const Value& value) -> std::string_view {
        if (lang::is_text(value)) return "string";
        if (value.is_bool()) return "boolean";
        if (value.is_small()) return "integer";
        if (value.is(lang::Kind::Float)) return "number";
        return "";
    };
    const std::string_view first = values.empty() ? "" : type(values.front());
    for (const Value& value : values)
        if (type(value) != first) return "";
    return first;
}

}  // namespace

Value find_entry(const Value& dict, std::string_view key) {
    const auto* held = dict.try_as<Dict>();
    return held ? lang::dict_find(*held, key) : Value();
}

void Schemas::put(const Value& dict, std::string_view key, Value value) {
    lang::dict_put(vm_, *dict.as<Dict>(), key, std::move(value));
}

Value Schemas::dict_of(std::string_view type, std::string_view format) {
    Value schema = vm_.heap().make_dict();
    if (!type.empty()) put(schema, "type", text(type));
    if (!format.empty()) put(schema, "format", text(format));
    return schema;
}

Value Schemas::reference(std::string_view name) {
    Value schema = vm_.heap().make_dict();
    put(schema, "$ref", text("#/components/schemas/" + std::string(name)));
    return schema;
}

void Schemas::add_component(std::string_view name, Value schema) {
    put(components_, name, std::move(schema));
}

// The order is pydantic's.
Completion Schemas::add_constraints(const Constraints& given, TypeKind kind, const Value& schema) {
    const auto put_value = [&](std::string_view key, const Value& value) {
        if (!value.empty()) put(schema, key, value);
    };
    const auto put_length = [&](std::string_view key, const std::optional<std::int64_t>& value) {
        if (value) put(schema, key, Value::small(*value));
    };
    switch (kind) {
        case TypeKind::Int:
        case TypeKind::Float:
            put_value("multipleOf", given.multiple_of);
            put_value("maximum", given.le);
            put_value("minimum", given.ge);
            put_value("exclusiveMaximum", given.lt);
            put_value("exclusiveMinimum", given.gt);
            break;
        case TypeKind::List:
        case TypeKind::Set:
        case TypeKind::FrozenSet:
        case TypeKind::VariadicTuple:
            put_length("maxItems", given.max_length);
            put_length("minItems", given.min_length);
            put_value("ge", given.ge);  // pydantic knows no schema for bounds of a list
            put_value("gt", given.gt);
            put_value("le", given.le);
            put_value("lt", given.lt);
            break;
        default:
            put_length("minLength", given.min_length);
            put_length("maxLength", given.max_length);
            if (given.pattern) put(schema, "pattern", text(*given.pattern));
            break;
    }
    return Completion::none();
}

Completion Schemas::of_members(const FieldType& type) {
    std::vector<Value> members;
    for (const FieldTypePtr& item : type.items) {
        AW_GUEST(Value member, of_type(*item));
        members.push_back(std::move(member));
    }
    return vm_.heap().make_list(members);
}

Completion Schemas::of_items(const FieldType& type, Value& schema) {
    schema = dict_of("array");
    if (type.kind == TypeKind::Tuple) {
        AW_GUEST(Value items, of_members(type));
        const auto count = static_cast<std::int64_t>(type.items.size());
        put(schema, "prefixItems", std::move(items));
        put(schema, "minItems", Value::small(count));
        put(schema, "maxItems", Value::small(count));
        return Completion::none();
    }
    if (type.kind == TypeKind::Set || type.kind == TypeKind::FrozenSet)
        put(schema, "uniqueItems", Value::true_());
    Value items = vm_.heap().make_dict();
    if (!type.items.empty()) {
        AW_GUEST(items, of_type(*type.items.front()));
    }
    put(schema, "items", std::move(items));
    return Completion::none();
}

Completion Schemas::of_enum(const FieldType& type) {
    const auto* cls = type.cls.try_as<Class>();
    const std::string name = cls ? cls->name : "Enum";
    Value schema = vm_.heap().make_dict();
    std::vector<Value> values(type.literals.begin(), type.literals.end());
    if (const std::string_view common = common_type(values); !common.empty())
        put(schema, "type", text(common));
    put(schema, "enum", vm_.heap().make_list(values));
    put(schema, "title", text(name));
    add_component(name, std::move(schema));
    return reference(name);
}

Completion Schemas::of_literal(const FieldType& type) {
    Value schema = vm_.heap().make_dict();
    const std::string_view common = common_type(type.literals);
    if (type.literals.size() == 1)
        put(schema, "const", type.literals.front());
    else
        put(schema, "enum", vm_.heap().make_list(type.literals));
    if (!common.empty()) put(schema, "type", text(common));
    return schema;
}

Completion Schemas::of_type(const FieldType& type) {
    if (!vm_.charge(1)) return vm_.out_of_steps();
    Value schema;
    switch (type.kind) {
        case TypeKind::Any: return vm_.heap().make_dict();
        case TypeKind::None: return dict_of("null");
        case TypeKind::Bool: return dict_of("boolean");
        case TypeKind::Int: schema = dict_of("integer"); break;
        case TypeKind::Float: schema = dict_of("number"); break;
        case TypeKind::Str: schema = dict_of("string"); break;
        case TypeKind::Bytes:
        case TypeKind::Instance:
            schema = dict_of("string");
            put(schema, "contentMediaType", text("application/octet-stream"));
            return schema;
        case TypeKind::Decimal: schema = dict_of("string"); break;
        case TypeKind::Date: return dict_of("string", "date");
        case TypeKind::DateTime: return dict_of("string", "date-time");
        case TypeKind::Time: return dict_of("string", "time");
        case TypeKind::TimeDelta: return dict_of("string", "duration");
        case TypeKind::Uuid: return dict_of("string", "uuid");
        case TypeKind::Enum: return of_enum(type);
        case TypeKind::Literal: return of_literal(type);
        case TypeKind::List:
        case TypeKind::Set:
        case TypeKind::FrozenSet:
        case TypeKind::Tuple:
        case TypeKind::VariadicTuple: AW_GUEST_DO(of_items(type, schema)); break;
        case TypeKind::Dict: {
            schema = dict_of("object");
            Value values = Value::true_();
            if (type.items.size() > 1 && type.items[1]->kind != TypeKind::Any) {
                AW_GUEST(values, of_type(*type.items[1]));
            }
            put(schema, "additionalProperties", std::move(values));
            break;
        }
        case TypeKind::Model:
        case TypeKind::ModelItself:
        case TypeKind::Record: return of_model(type);
        case TypeKind::TaggedUnion: return of_tagged(type);
        case TypeKind::Validator:
        case TypeKind::Checked: {
            AW_GUEST(schema, of_type(*type.items[0]));
            if (type.kind == TypeKind::Validator) return schema;
            break;
        }
        case TypeKind::Secret:
            schema = dict_of("string", "password");
            put(schema, "writeOnly", Value::true_());
            break;
        case TypeKind::Email: schema = dict_of("string", "email"); break;
        case TypeKind::Url: schema = dict_of("string", "uri"); break;
        case TypeKind::Json: schema = dict_of("string", "json-string"); break;
        case TypeKind::Callable:
        case TypeKind::Subclass: return vm_.heap().make_dict();
        case TypeKind::Union: {
            schema = vm_.heap().make_dict();
            AW_GUEST(Value members, of_members(type));
            put(schema, "anyOf", std::move(members));
            return schema;
        }
    }
    AW_GUEST_DO(add_constraints(type.constraints, type.kind, schema));
    return schema;
}

Completion Schemas::of_titled(const FieldType& type, std::string_view title) {
    AW_GUEST(Value schema, of_type(type));
    if (find_entry(schema, "$ref").empty()) put(schema, "title", text(title));
    return schema;
}

Completion Schemas::of_parameter(const ParameterPlan& parameter) {
    AW_GUEST(Value schema, of_type(*parameter.type));
    const ParamDoc& doc = parameter.doc;
    const auto put_given = [&](std::string_view key, const Value& value) {
        if (!value.empty()) put(schema, key, value);
    };
    put_given("title", doc.title);
    put_given("description", doc.description);
    put_given("examples", doc.examples);
    put_given("deprecated", doc.deprecated);
    if (!doc.format.empty()) put(schema, "format", text(doc.format));
    if (!parameter.default_value.empty() && !parameter.default_value.is_none()) {
        AW_GUEST(Value value, plain_json(vm_, parameter.default_value));
        put(schema, "default", std::move(value));
    }
    if (doc.title.empty() && find_entry(schema, "$ref").empty())
        put(schema, "title", text(title_of(parameter.alias)));
    return schema;
}

void Schemas::add_validation_errors() {
    if (!find_entry(components_, "ValidationError").empty()) return;
    static constexpr std::string_view kError =
        R"({"properties":{"loc":{"items":{"anyOf":[{"type":"string"},{"type":"integer"}]},)"
        R"("type":"array","title":"Location"},"msg":{"type":"string","title":"Message"},)"
        R"("type":{"type":"string","title":"Error Type"},"input":{"title":"Input"},)"
        R"("ctx":{"type":"object","title":"Context"}},"type":"object",)"
        R"("required":["loc","msg","type"],"title":"ValidationError"})";
    static constexpr std::string_view kErrors =
        R"({"properties":{"detail":{"items":{"$ref":"#/components/schemas/ValidationError"},)"
        R"("type":"array","title":"Detail"}},"type":"object","title":"HTTPValidationError"})";
    std::optional<JsonFault> fault;
    if (Completion error = json_value(vm_, kError, fault); error.ok())
        add_component("ValidationError", error.take());
    if (Completion errors = json_value(vm_, kErrors, fault); errors.ok())
        add_component("HTTPValidationError", errors.take());
}

std::string title_of(std::string_view name) {
    std::string out;
    bool begin = true;
    for (char c : name) {
        const bool lower = c >= 'a' && c <= 'z';
        const bool upper = c >= 'A' && c <= 'Z';
        if (begin && lower) c = static_cast<char>(c - 32);
        if (!begin && upper) c = static_cast<char>(c + 32);
        begin = !lower && !upper;
        out += c == '_' ? ' ' : c;
    }
    return out;
}

// -- the order of FastAPI's OpenAPI models -------------------------------------------------------

namespace {

using Change = Value (*)(Vm& vm, const Value& value);

// The keys in `order` first, then the others as they come.
Value reordered(Vm& vm, const Value& dict, std::span<const std::string_view> order, Change change) {
    Value out = vm.heap().make_dict();
    const auto add = [&](std::string_view key, const Value& value) {
        lang::dict_put(vm, *out.as<Dict>(), key, change ? change(vm, value) : value);
    };
    for (const std::string_view key : order)
        if (const Value value = find_entry(dict, key); !value.empty()) add(key, value);
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
    if (const Value schema = find_entry(media, "schema");
        !schema.empty() && out.is(lang::Kind::Dict))
        lang::dict_put(vm, *out.as<Dict>(), "schema", in_model_order(vm, schema));
    return out;
}

// A response or a request body: its content's schemas, too.
Value holder_in_order(Vm& vm, const Value& holder) {
    static constexpr std::array<std::string_view, 4> kOrder{"description", "headers", "content",
                                                            "links"};
    if (!holder.is(lang::Kind::Dict)) return holder;
    Value out = reordered(vm, holder, kOrder, nullptr);
    if (const Value content = find_entry(holder, "content"); !content.empty())
        lang::dict_put(vm, *out.as<Dict>(), "content",
                       each_value(vm, content, media_type_in_order));
    return out;
}

}  // namespace

Value in_model_order(Vm& vm, const Value& schema) {
    static constexpr std::array<std::string_view, 28> kOrder{"$ref",
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
                                                             "title",
                                                             "description",
                                                             "default"};
    if (!schema.is(lang::Kind::Dict)) return schema;
    Value out = reordered(vm, schema, kOrder, nullptr);
    auto& dict = *out.as<Dict>();
    for (const std::string_view key : {"anyOf", "oneOf", "allOf", "prefixItems"})
        if (const Value list = lang::dict_find(dict, key); !list.empty())
            lang::dict_put(vm, dict, key, each_item(vm, list));
    for (const std::string_view key : {"items", "additionalProperties"})
        if (const Value inner = lang::dict_find(dict, key); !inner.empty())
            lang::dict_put(vm, dict, key, in_model_order(vm, inner));
    if (const Value properties = lang::dict_find(dict, "properties"); !properties.empty())
        lang::dict_put(vm, dict, "properties", each_value(vm, properties, in_model_order));
    for (const std::string_view key :
         {"multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"})
        if (const Value bound = lang::dict_find(dict, key); bound.is_small())
            lang::dict_put(vm, dict, key,
                           vm.heap().make_float(static_cast<double>(bound.as_small())));
    return out;
}

Value operation_in_model_order(Vm& vm, const Value& operation) {
    static constexpr std::array<std::string_view, 12> kOrder{
        "tags",        "summary",   "description", "externalDocs", "operationId", "parameters",
        "requestBody", "responses", "callbacks",   "deprecated",   "security",    "servers"};
    Value out = reordered(vm, operation, kOrder, nullptr);
    if (const Value body = find_entry(operation, "requestBody"); !body.empty())
        lang::dict_put(vm, *out.as<Dict>(), "requestBody", holder_in_order(vm, body));
    if (const Value responses = find_entry(operation, "responses"); !responses.empty())
        lang::dict_put(vm, *out.as<Dict>(), "responses",
                       each_value(vm, responses, holder_in_order));
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
