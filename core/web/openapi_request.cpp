// What a route reads, as the OpenAPI document says it: parameters and the request's body.
// FastAPI openapi/utils.py.
#include <algorithm>

#include "web/field_object.h"
#include "web/openapi_document.h"
#include "web/param_model.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

// A parameter as the document lists it: its own, or one that stands for a field of a model.
struct ListedParameter {
    ParameterPlan plan;  // alias: for the title
    std::string name;    // in the request
    bool required = false;
};

// A field of a model that Query(), Header() or Cookie() reads by its fields.
ListedParameter listed_field(const ParameterPlan& parent, const ModelPlan& model,
                             const ModelField& field) {
    ListedParameter out;
    out.plan.in = parent.in;
    out.plan.type = field.type;
    out.plan.default_value = field.default_value;
    out.plan.default_factory = field.default_factory;
    const bool dashes = parent.in == ParamIn::Header && parent.dashes;
    const RequestName name = request_name(model, field, dashes);
    out.plan.alias = name.key;
    out.name = name.name;
    out.required = field.required() && (parent.type->kind == TypeKind::Model || parent.required());
    if (const auto* mark = lang::payload_of<FieldMark>(field.info)) {
        out.plan.doc.title = mark->title;
        out.plan.doc.description = mark->description;
        out.plan.doc.examples = mark->examples;
        out.plan.doc.deprecated = mark->deprecated;
        out.plan.doc.schema_extra = mark->schema_extra;
    }
    return out;
}

Completion list_parameters(Vm& vm, const Needs& needs, std::vector<ListedParameter>& out) {
    for (const ParameterPlan* parameter : needs.parameters) {
        if (!parameter->doc.in_schema) continue;
        if (!parameter->is_model) {
            out.push_back({*parameter, parameter->alias, parameter->required()});
            continue;
        }
        ModelPlan& model = *plan_of(*param_model(*parameter->type)->cls.as<lang::Class>());
        AW_GUEST_DO(complete_model(vm, model));
        for (const ModelField& field : model.fields)
            out.push_back(listed_field(*parameter, model, field));
    }
    return Completion::none();
}

bool any_is_in(const Needs& needs, ParamIn in) {
    return std::any_of(needs.body.begin(), needs.body.end(),
                       [&](const ParameterPlan* field) { return field->in == in; });
}

// Body(media_type=...), where all parts of the body say the same.
std::string media_type_of(const Needs& needs) {
    if (any_is_in(needs, ParamIn::File)) return "multipart/form-data";
    if (any_is_in(needs, ParamIn::Form)) return "application/x-www-form-urlencoded";
    std::string said;
    for (const ParameterPlan* field : needs.body) {
        const Value& given = field->doc.media_type;
        const std::string one =
            lang::is_text(given) ? std::string(lang::text_of(given)) : "application/json";
        if (!said.empty() && one != said) return "application/json";
        said = one;
    }
    return said;
}

}  // namespace

Completion Document::make_parameter(const ParameterPlan& parameter, const std::string& name,
                                    bool required, Value& out) {
    out = dict();
    put(out, "name", text(name));
    put(out, "in", text(place_name(parameter.in)));
    put(out, "required", Value::boolean(required));
    AW_GUEST(Value schema, schemas_.of_parameter(parameter));
    put(out, "schema", std::move(schema));
    const ParamDoc& doc = parameter.doc;
    if (!doc.description.empty()) put(out, "description", doc.description);
    if (!doc.openapi_examples.empty())
        put(out, "examples", doc.openapi_examples);
    else if (!doc.example.empty())
        put(out, "example", doc.example);
    if (!doc.deprecated.empty() && !doc.deprecated.is_false())
        put(out, "deprecated", Value::true_());
    return Completion::none();
}

// The same parameter of two dependencies stands once; where it is required counts.
Completion Document::add_parameters(const Needs& needs, const Value& operation) {
    std::vector<ListedParameter> parameters;
    AW_GUEST_DO(list_parameters(vm_, needs, parameters));
    std::vector<std::pair<const ListedParameter*, Value>> listed;
    for (const ListedParameter& parameter : parameters) {
        Value entry;
        AW_GUEST_DO(make_parameter(parameter.plan, parameter.name, parameter.required, entry));
        const auto known = std::find_if(listed.begin(), listed.end(), [&](const auto& other) {
            return other.first->plan.in == parameter.plan.in && other.first->name == parameter.name;
        });
        if (known == listed.end())
            listed.emplace_back(&parameter, std::move(entry));
        else if (parameter.required || !known->first->required)
            *known = {&parameter, std::move(entry)};
    }
    std::vector<Value> entries;
    for (auto& [parameter, entry] : listed) entries.push_back(std::move(entry));
    if (!entries.empty()) put(operation, "parameters", vm_.heap().make_list(entries));
    return Completion::none();
}

Completion Document::body_schema(const Route& route, const Needs& needs, Value& out) {
    if (!route.plan.embed_body) {
        AW_GUEST(out, schemas_.of_parameter(*needs.body.front()));
        return Completion::none();
    }
    Value properties = dict();
    std::vector<Value> required;
    for (const ParameterPlan* field : needs.body) {
        AW_GUEST(const Value schema, schemas_.of_body_field(*field));
        put(properties, field->alias, in_model_order(vm_, schema));
        if (field->required()) required.push_back(text(field->alias));
    }
    const std::string name = "Body_" + unique_id(route);
    Value schema = dict();
    put(schema, "properties", std::move(properties));
    put(schema, "type", text("object"));
    if (!required.empty()) put(schema, "required", vm_.heap().make_list(required));
    put(schema, "title", text(name));
    schemas_.add_component(name, std::move(schema));
    out = schemas_.reference(name);
    return Completion::none();
}

Completion Document::add_body(const Route& route, const Needs& needs, const Value& operation) {
    if (needs.body.empty()) return Completion::none();
    Value schema;
    AW_GUEST_DO(body_schema(route, needs, schema));
    Value media = dict();
    put(media, "schema", std::move(schema));
    if (!route.plan.embed_body) {
        const ParamDoc& doc = needs.body.front()->doc;
        if (!doc.openapi_examples.empty())
            put(media, "examples", doc.openapi_examples);
        else if (!doc.example.empty())
            put(media, "example", doc.example);
    }
    Value content = dict();
    put(content, media_type_of(needs), std::move(media));
    Value body = dict();
    if (std::any_of(needs.body.begin(), needs.body.end(),
                    [](const ParameterPlan* field) { return field->required(); }))
        put(body, "required", Value::true_());
    put(body, "content", std::move(content));
    put(operation, "requestBody", std::move(body));
    return Completion::none();
}

}  // namespace web
