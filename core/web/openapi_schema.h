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

class Schemas {
  public:
    Schemas(lang::Vm& vm, lang::Value components) : vm_(vm), components_(std::move(components)) {}

    // The schema of a type alone; an Enum becomes a component and a reference to it.
    lang::Completion of_type(const FieldType& type);
    // With the title, description, examples and default that a parameter has.
    lang::Completion of_parameter(const ParameterPlan& parameter);
    // A type with a title.
    lang::Completion of_titled(const FieldType& type, std::string_view title);
    // {"$ref": "#/components/schemas/NAME"}
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
    lang::Completion of_property(const ModelField& field);
    lang::Completion of_tagged(const FieldType& type);
    lang::Completion add_constraints(const Constraints& constraints, TypeKind kind,
                                     const lang::Value& schema);
    void put(const lang::Value& dict, std::string_view key, lang::Value value);
    lang::Value text(std::string_view utf8) { return vm_.heap().make_str(utf8); }
    lang::Value dict_of(std::string_view type, std::string_view format = "");

    lang::Vm& vm_;
    lang::Value components_;  // Dict: name -> schema
};

// The value under the key; empty when there is none, or `dict` is no dict.
lang::Value find_entry(const lang::Value& dict, std::string_view key);

// "x_api-key" as a title: "X Api-Key".
std::string title_of(std::string_view name);

// A schema, or a whole operation, with its keys as FastAPI's OpenAPI models order them.
lang::Value in_model_order(lang::Vm& vm, const lang::Value& schema);
lang::Value operation_in_model_order(lang::Vm& vm, const lang::Value& operation);
// A copy without the members of dicts that are None, at any depth: FastAPI writes the document with
// exclude_none. LIMIT: 64 levels; what lies deeper stays as it is.
lang::Completion without_none(lang::Vm& vm, const lang::Value& document, int depth = 0);

}  // namespace web
