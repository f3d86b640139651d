// Models, dataclasses and TypedDicts as components of the OpenAPI document. pydantic
// json_schema.py.
#include <array>

#include "base/text.h"
#include "lang/native.h"
#include "web/field_object.h"
#include "web/model_dump.h"
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

std::string name_in_output(const ModelField& field) {
    return lang::is_text(field.output_key) ? std::string(lang::text_of(field.output_key))
                                           : field.name;
}

// What is described elsewhere has its own title; so has what may be that or None.
bool wants_title(const FieldType& type) {
    switch (type.kind) {
        case TypeKind::Model:
        case TypeKind::ModelItself:
        case TypeKind::Record:
        case TypeKind::Enum: return false;
        case TypeKind::Validator:
        case TypeKind::Checked: return type.items.empty() || wants_title(*type.items[0]);
        case TypeKind::Union: {
            if (type.items.size() != 2) return true;
            const bool first = type.items[0]->kind == TypeKind::None;
            const bool last = type.items[1]->kind == TypeKind::None;
            return first == last || wants_title(*type.items[first ? 1 : 0]);
        }
        default: return true;
    }
}

}  // namespace

std::string clean_docstring(std::string_view doc) {
    std::vector<std::string_view> lines = base::split(doc, '\n');
    std::size_t margin = std::string_view::npos;
    for (std::size_t i = 1; i < lines.size(); ++i)
        margin = std::min(margin, lines[i].find_first_not_of(" \t"));
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view line = lines[i];
        if (i == 0)
            line = base::trim(line, " \t");
        else
            line.remove_prefix(std::min(margin, line.size()));
        out += (i == 0 ? "" : "\n") + std::string(line);
    }
    return std::string(base::trim(out, "\n"));
}

// json_schema_extra=: more keys, or a function that changes the schema.
Completion Schemas::add_extra(const Value& extra, const Value& schema) {
    if (extra.empty()) return Completion::none();
    Value argument = schema;
    if (!extra.is(lang::Kind::Dict)) return vm_.call(extra, std::span<Value>(&argument, 1));
    argument = extra;
    return vm_.call_method(schema, "update", std::span<Value>(&argument, 1));
}

Completion Schemas::add_default(const ModelField& field, const Value& schema) {
    if (field.default_value.empty()) return Completion::none();
    // Only a plain serializer without info shows in a default, and only in what is written.
    FieldType type = *field.type;
    const Serializer* serializer = type.serializer.get();
    const bool shows =
        serializer && mode_ == SchemaMode::Output && !serializer->wraps && !serializer->takes_info;
    if (shows && serializer->is_method) return Completion::none();
    if (!shows) type.serializer = nullptr;
    DumpOptions options;
    options.json = true;
    Completion shown = dump_value(vm_, &type, field.default_value, options);
    if (shown.stopped()) return shown;
    if (shown.ok()) put(schema, "default", shown.take());
    return Completion::none();
}

Completion Schemas::of_property(const ModelField& field) {
    AW_GUEST(Value schema, of_type(*field.type));
    const auto* mark = lang::payload_of<FieldMark>(field.info);
    const std::string name =
        mode_ == SchemaMode::Input ? name_in_input(field) : name_in_output(field);
    if (mark && !mark->title.empty())
        put(schema, "title", mark->title);
    else if (wants_title(*field.type))
        put(schema, "title", text(title_of(name)));
    if (mark && !mark->description.empty()) put(schema, "description", mark->description);
    AW_GUEST_DO(add_default(field, schema));
    if (mark && !mark->examples.empty()) put(schema, "examples", mark->examples);
    if (mark && !mark->deprecated.empty() && !mark->deprecated.is_false())
        put(schema, "deprecated", Value::true_());
    if (mark) AW_GUEST_DO(add_extra(mark->schema_extra, schema));
    return schema;
}

Completion Schemas::of_computed(const ComputedField& field) {
    Value schema = vm_.heap().make_dict();
    if (field.type) {
        AW_GUEST(schema, of_type(*field.type));
    }
    if (!field.type || wants_title(*field.type))
        put(schema, "title", text(title_of(lang::text_of(field.output_key))));
    if (!field.doc.empty()) put(schema, "description", text(clean_docstring(field.doc)));
    put(schema, "readOnly", Value::true_());
    return schema;
}

Value Schemas::shared(const void* key, SchemaMode mode, const std::string& name, bool& made,
                      Value& schema) {
    std::size_t at = 0;
    while (at < shared_.size() && (shared_[at].key != key || shared_[at].mode != mode)) ++at;
    made = at == shared_.size();
    if (made) shared_.push_back({key, mode, name, vm_.heap().make_dict()});
    schema = shared_[at].schema;
    return reference(name + "#" + std::to_string(at));
}

Completion Schemas::fill_model(const ModelPlan& plan, const Value& schema) {
    Value properties = vm_.heap().make_dict();
    std::vector<Value> required;
    const bool output = mode_ == SchemaMode::Output;
    for (const ModelField& field : plan.fields) {
        if (output && field.exclude) continue;
        AW_GUEST(Value property, of_property(field));
        const std::string name = output ? name_in_output(field) : name_in_input(field);
        put(properties, name, std::move(property));
        if (field.required() && !field.optional_key) required.push_back(text(name));
    }
    if (output)
        for (const ComputedField& field : plan.computed) {
            AW_GUEST(Value property, of_computed(field));
            put(properties, lang::text_of(field.output_key), std::move(property));
            required.push_back(field.output_key);
        }
    put(schema, "properties", std::move(properties));
    if (plan.config.extra == Extra::Forbid) put(schema, "additionalProperties", Value::false_());
    if (plan.config.extra == Extra::Allow) put(schema, "additionalProperties", Value::true_());
    put(schema, "type", text("object"));
    if (!required.empty()) put(schema, "required", vm_.heap().make_list(required));
    return Completion::none();
}

// The component is there, empty, before its fields are described: they may name it again.
Completion Schemas::of_model(const FieldType& type) {
    ModelPlan* model =
        type.kind == TypeKind::Record ? nullptr : plan_of(*type.cls.as<lang::Class>());
    if (model) AW_GUEST_DO(complete_model(vm_, *model));
    const ModelPlan& plan = model ? *model : *type.plan;
    bool made = false;
    Value schema;
    Value reference = shared(plan.cls, mode_, plan.name, made, schema);
    if (!made) return reference;
    const bool replaced =
        mode_ == SchemaMode::Output && plan.serializer && plan.serializer->returns;
    if (plan.kind == RecordKind::RootModel || replaced) {
        AW_GUEST(const Value root,
                 of_type(replaced ? *plan.serializer->returns : *plan.fields[0].type));
        for (const lang::DictEntry& entry : root.as<lang::Dict>()->entries)
            if (!entry.key.empty()) put(schema, lang::text_of(entry.key), entry.value);
    } else {
        AW_GUEST_DO(fill_model(plan, schema));
    }
    if (replaced) return reference;
    put(schema, "title", plan.config.title.empty() ? text(plan.name) : plan.config.title);
    // What @dataclass itself writes there is no description.
    const bool generated = plan.kind == RecordKind::DataClass && lang::is_text(plan.cls->doc) &&
                           lang::text_of(plan.cls->doc).starts_with(plan.cls->name + "(");
    if (lang::is_text(plan.cls->doc) && !generated)
        put(schema, "description", text(clean_docstring(lang::text_of(plan.cls->doc))));
    AW_GUEST_DO(add_extra(plan.config.schema_extra, schema));
    return reference;
}

Completion Schemas::of_body_field(const ParameterPlan& parameter) {
    AW_GUEST(Value schema, of_parameter(parameter));
    if (parameter.doc.title.empty() && !wants_title(*parameter.type)) {
        std::array title{text("title"), Value::none()};
        AW_GUEST_DO(vm_.call_method(schema, "pop", title));
    }
    return schema;
}

Completion Schemas::of_tagged(const FieldType& type) {
    std::vector<Value> members;
    for (const FieldTypePtr& member : type.items) {
        AW_GUEST(Value schema, of_type(*member));
        members.push_back(std::move(schema));
    }
    Value schema = vm_.heap().make_dict();
    put(schema, "oneOf", vm_.heap().make_list(members));
    if (!type.function.empty()) return schema;
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
