// web/openapi_schema.h -- types and parameters as JSON Schema, in the words and the order of
// pydantic's json_schema and of FastAPI's OpenAPI models. JSON Schema 2020-12, OpenAPI 3.1.
// Out: dicts of the program's language. LIMIT: what pydantic can describe and we cannot is {}.
#pragma once

#include <string>
#include <string_view>

#include "lang/native.h"
#include "web/depend_plan.h"
#include "web/model_plan.h"

namespace web {

// What is read and what is written need not look alike: a Decimal, an alias, a computed field.
enum class SchemaMode : std::uint8_t { Input, Output };

inline constexpr std::string_view kOpenApiPrefix = "#/components/schemas/";

class Schemas {
  public:
    explicit Schemas(lang::Vm& vm, std::string_view prefix = kOpenApiPrefix)
        : vm_(vm), prefix_(prefix), fixed_(vm.heap().make_dict()) {}

    void set_mode(SchemaMode mode) { mode_ = mode; }
    // `document` with the final names in place of those that stood for them until now. Models are
    // "Item", or "Item-Input" and "Item-Output" when the two differ. `components`: all of them.
    lang::Completion resolve(const lang::Value& document, lang::Value& out,
                             lang::Value& components);
    // The schema of a model or record alone, with its definitions. pydantic model_json_schema.
    lang::Completion of_one(const FieldType& type);

    // The schema of a type alone; an Enum becomes a component and a reference to it.
    lang::Completion of_type(const FieldType& type);
    // With the title, description, examples and default that a parameter has.
    lang::Completion of_parameter(const ParameterPlan& parameter);
    // A field of a model that holds several body parameters.
    lang::Completion of_body_field(const ParameterPlan& parameter);
    // A type with a title.
    lang::Completion of_titled(const FieldType& type, std::string_view title);
    // {"$ref": "#/components/schemas/NAME"}, of one that add_component() has put there.
    lang::Value reference(std::string_view name);
    void add_component(std::string_view name, lang::Value schema);
    // ValidationError and HTTPValidationError.
    void add_validation_errors();

  private:
    lang::Completion of_members(const FieldType& type);
    lang::Completion of_items(const FieldType& type, lang::Value& schema);
    lang::Completion of_enum(const FieldType& type);
    lang::Completion of_literal(const FieldType& type);
    // openapi_model.cpp
    lang::Completion of_model(const FieldType& type);
    lang::Completion fill_model(const ModelPlan& plan, const lang::Value& schema);
    lang::Completion of_property(const ModelField& field);
    lang::Completion of_computed(const ComputedField& field);
    lang::Completion add_extra(const lang::Value& extra, const lang::Value& schema);
    lang::Completion add_default(const ModelField& field, const lang::Value& schema);
    lang::Completion of_decimal(const FieldType& type);
    lang::Completion of_url(const FieldType& type);
    // A component that is described once; `made` says that it is new.
    lang::Value shared(const void* key, SchemaMode mode, const std::string& name, bool& made,
                       lang::Value& schema);
    lang::Completion rewritten(const lang::Value& value, const std::vector<std::string>& names,
                               int depth);
    lang::Completion choose_names(std::vector<std::string>& names);
    lang::Completion of_tagged(const FieldType& type);
    lang::Completion add_constraints(const Constraints& constraints, TypeKind kind,
                                     const lang::Value& schema);
    void put(const lang::Value& dict, std::string_view key, lang::Value value);
    lang::Value text(std::string_view utf8) { return vm_.heap().make_str(utf8); }
    lang::Value dict_of(std::string_view type, std::string_view format = "");

    // A model, record or Enum. Until resolve() it is called "NAME#INDEX".
    struct Component {
        const void* key;
        SchemaMode mode;
        std::string name;
        lang::Value schema;
    };

    lang::Vm& vm_;
    std::string prefix_;
    SchemaMode mode_ = SchemaMode::Input;
    lang::Value fixed_;  // Dict: name -> schema
    std::vector<Component> shared_;
};

// The value under the key; empty when there is none, or `dict` is no dict.
lang::Value find_key(const lang::Value& dict, std::string_view key);

// "x_api-key" as a title: "X Api-Key".
std::string title_of(std::string_view name);

// inspect.cleandoc.
std::string clean_docstring(std::string_view doc);
// The keys of schemas in the order of the alphabet, but not those of properties.
lang::Value sorted_schema(lang::Vm& vm, const lang::Value& schema);

// A schema, or a whole operation, with its keys as FastAPI's OpenAPI models order them.
lang::Value in_model_order(lang::Vm& vm, const lang::Value& schema);
lang::Value operation_in_model_order(lang::Vm& vm, const lang::Value& operation);
// The paths of a document: as those models order the keys of each path. A path
// whose operations have parameters is no such model: it stays as it was put together.
lang::Value paths_in_model_order(lang::Vm& vm, const lang::Value& paths);
// The webhooks: all of them are.
lang::Value webhooks_in_model_order(lang::Vm& vm, const lang::Value& webhooks);
// A copy without the members of dicts that are None, at any depth: FastAPI writes the document with
// exclude_none. LIMIT: 64 levels; what lies deeper stays as it is.
lang::Completion without_none(lang::Vm& vm, const lang::Value& document, int depth = 0);

}  // namespace web
