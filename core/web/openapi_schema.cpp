#include "web/openapi_schema.h"

#include <algorithm>
#include <array>

#include "lang/dict.h"
#include "web/jsonable.h"
#include "web/model_dump.h"
#include "web/special_types.h"

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
    put(schema, "$ref", text(prefix_ + std::string(name)));
    return schema;
}

void Schemas::add_component(std::string_view name, Value schema) {
    put(fixed_, name, std::move(schema));
}

// The order is pydantic's.
Completion Schemas::add_constraints(const Constraints& given, TypeKind kind, const Value& schema) {
    Completion outcome = Completion::none();
    const auto put_value = [&](std::string_view key, const Value& value) {
        if (value.empty() || !outcome.ok()) return;
        outcome = plain_json(vm_, value);  // a Decimal is a number there
        if (outcome.ok()) put(schema, key, outcome.value());
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
    return outcome.ok() ? Completion::none() : std::move(outcome);
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
    bool made = false;
    Value schema;
    Value reference = shared(cls, SchemaMode::Input, name, made, schema);
    if (!made) return reference;
    std::vector<Value> values(type.literals.begin(), type.literals.end());
    if (const std::string_view common = common_type(values); !common.empty())
        put(schema, "type", text(common));
    put(schema, "enum", vm_.heap().make_list(values));
    put(schema, "title", text(name));
    if (cls && lang::is_text(cls->doc))
        put(schema, "description", text(clean_docstring(lang::text_of(cls->doc))));
    return reference;
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

// A number or a text; it is written as a text.
Completion Schemas::of_decimal(const FieldType& type) {
    if (mode_ == SchemaMode::Output) return dict_of("string");
    const Value number = dict_of("number");
    AW_GUEST_DO(add_constraints(type.constraints, TypeKind::Float, number));
    Value schema = vm_.heap().make_dict();
    put(schema, "anyOf", vm_.heap().make_list(std::array{number, dict_of("string")}));
    return schema;
}

Completion Schemas::of_url(const FieldType& type) {
    const auto* cls = type.cls.try_as<Class>();
    const bool hosts = cls && cls->name == "PostgresDsn";
    const Value schema = dict_of("string", hosts ? "multi-host-uri" : "uri");
    put(schema, "minLength", Value::small(1));
    if (const auto most = longest_url(type)) put(schema, "maxLength", Value::small(*most));
    AW_GUEST_DO(add_constraints(type.constraints, type.kind, schema));
    return schema;
}

Completion Schemas::of_type(const FieldType& type) {
    if (!vm_.charge(1)) return vm_.out_of_steps();
    if (const auto* said = type.schema.try_as<Dict>()) return lang::dict_copy(vm_, *said);
    if (mode_ == SchemaMode::Output && type.kind != TypeKind::Email && type.serializer &&
        type.serializer->returns && type.serializer->returns.get() != &type)
        return of_type(*type.serializer->returns);
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
        case TypeKind::Decimal: return of_decimal(type);
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
        case TypeKind::Url: return of_url(type);
        case TypeKind::Json: {
            AW_GUEST(Value content, of_type(*type.items[0]));
            if (mode_ == SchemaMode::Output) return content;
            schema = dict_of("string");
            put(schema, "contentMediaType", text("application/json"));
            put(schema, "contentSchema", std::move(content));
            break;
        }
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
    if (find_key(schema, "$ref").empty()) put(schema, "title", text(title));
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
    put_given("deprecated", doc.deprecated);
    put_given("examples", doc.examples);
    if (!doc.format.empty()) put(schema, "format", text(doc.format));
    AW_GUEST_DO(add_extra(doc.schema_extra, schema));
    if (!parameter.default_value.empty() && !parameter.default_value.is_none()) {
        AW_GUEST(Value value, plain_json(vm_, parameter.default_value));
        put(schema, "default", std::move(value));
    }
    if (doc.title.empty() && find_key(schema, "$ref").empty())
        put(schema, "title", text(title_of(parameter.alias)));
    return schema;
}

void Schemas::add_validation_errors() {
    if (!find_key(fixed_, "ValidationError").empty()) return;
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

}  // namespace web
