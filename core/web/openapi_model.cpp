// Models, dataclasses and TypedDicts as components of the OpenAPI document. pydantic
// json_schema.py.
#include "lang/native.h"
#include "web/field_object.h"
#include "web/json_plain.h"
#include "web/openapi_schema.h"

namespace web {

using lang::Completion;
using lang::Value;

namespace {

std::string name_in_input(const ModelField& field) {
    for (const KeyPath& path : field.aliases)
        if (path.size() == 1 && std::holds_alternative<std::string>(path[0]))
            return std::get<std::string>(path[0]);
    return field.name;
}

}  // namespace

Completion Schemas::of_property(const ModelField& field) {
    AW_GUEST(Value schema, of_type(*field.type));
    const auto* mark = lang::payload_of<FieldMark>(field.info);
    const bool refers = !lang::dict_find(*schema.as<lang::Dict>(), "$ref").empty();
    if (!refers)
        put(schema, "title",
            mark && !mark->title.empty() ? mark->title : text(title_of(name_in_input(field))));
    if (mark && !mark->description.empty()) put(schema, "description", mark->description);
    if (!field.default_value.empty()) {
        Completion shown = to_plain(vm_, field.default_value);
        if (shown.stopped()) return shown;
        if (shown.ok()) put(schema, "default", shown.take());
    }
    return schema;
}

// The component is there, empty, before its fields are described: they may name it again.
Completion Schemas::of_model(const FieldType& type) {
    ModelPlan* model =
        type.kind == TypeKind::Record ? nullptr : plan_of(*type.cls.as<lang::Class>());
    if (model) AW_GUEST_DO(complete_model(vm_, *model));
    const ModelPlan& plan = model ? *model : *type.plan;
    if (!lang::dict_find(*components_.as<lang::Dict>(), plan.name).empty())
        return reference(plan.name);
    Value schema = vm_.heap().make_dict();
    add_component(plan.name, schema);
    if (plan.kind == RecordKind::RootModel) {
        AW_GUEST(const Value root, of_type(*plan.fields[0].type));
        for (const lang::DictEntry& entry : root.as<lang::Dict>()->entries)
            if (!entry.key.empty()) put(schema, lang::text_of(entry.key), entry.value);
        put(schema, "title", text(plan.name));
        return reference(plan.name);
    }
    Value properties = vm_.heap().make_dict();
    std::vector<Value> required;
    for (const ModelField& field : plan.fields) {
        AW_GUEST(Value property, of_property(field));
        const std::string name = name_in_input(field);
        put(properties, name, std::move(property));
        if (field.required() && !field.optional_key) required.push_back(text(name));
    }
    put(schema, "properties", std::move(properties));
    if (plan.config.extra == Extra::Forbid) put(schema, "additionalProperties", Value::false_());
    if (plan.config.extra == Extra::Allow) put(schema, "additionalProperties", Value::true_());
    put(schema, "type", text("object"));
    if (!required.empty()) put(schema, "required", vm_.heap().make_list(required));
    put(schema, "title", plan.config.title.empty() ? text(plan.name) : plan.config.title);
    if (lang::is_text(plan.cls->doc) && plan.kind == RecordKind::Model)
        put(schema, "description", plan.cls->doc);
    return reference(plan.name);
}

Completion Schemas::of_tagged(const FieldType& type) {
    std::vector<Value> members;
    for (const FieldTypePtr& member : type.items) {
        AW_GUEST(Value schema, of_type(*member));
        members.push_back(std::move(schema));
    }
    Value schema = vm_.heap().make_dict();
    put(schema, "oneOf", vm_.heap().make_list(members));
    Value mapping = vm_.heap().make_dict();
    for (std::size_t i = 0; i < type.literals.size(); ++i) {
        const Value target = lang::dict_find(*members[type.tag_items[i]].as<lang::Dict>(), "$ref");
        if (lang::is_text(type.literals[i]) && !target.empty())
            put(mapping, lang::text_of(type.literals[i]), target);
    }
    Value discriminator = vm_.heap().make_dict();
    put(discriminator, "propertyName", text(type.discriminator));
    put(discriminator, "mapping", std::move(mapping));
    put(schema, "discriminator", std::move(discriminator));
    return schema;
}

}  // namespace web
