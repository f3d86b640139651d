// web/field_type_internal.h -- the compiler of annotations, in two files. Stays in this folder.
#pragma once

#include <span>

#include "lang/native.h"
#include "web/validate.h"

namespace web {

// `out` stays null wherever there is no schema for an annotation.
class TypeCompiler {
  public:
    TypeCompiler(lang::Vm& vm, TypeContext& context) : vm_(vm), context_(context) {}

    lang::Completion compile(const lang::Value& annotation, const Constraints& constraints,
                             FieldTypePtr& out);

  private:
    // field_type.cpp
    lang::Completion compile_inner(const lang::Value& annotation, const Constraints& constraints,
                                   FieldTypePtr& out);
    lang::Completion compile_text(const lang::Value& annotation, const Constraints& constraints,
                                  FieldTypePtr& out);
    lang::Completion compile_class(const lang::Class& cls, const lang::Value& value,
                                   const Constraints& constraints, FieldTypePtr& out);
    lang::Completion compile_other_class(const lang::Class& cls, const lang::Value& value,
                                         const Constraints& constraints, FieldTypePtr& out);
    lang::Completion compile_enum(const lang::Value& cls, const Constraints& constraints,
                                  FieldTypePtr& out);
    lang::Completion compile_mark(TypeKind kind, const lang::Value& cls,
                                  const Constraints& constraints, FieldTypePtr& out);
    lang::Completion instance_of(const lang::Value& cls, const Constraints& constraints,
                                 FieldTypePtr& out);
    lang::Completion finish(TypeKind kind, const Constraints& constraints, FieldTypePtr& out);
    lang::Completion finish(FieldType type, const Constraints& constraints, FieldTypePtr& out);
    lang::Completion check_constraints(const FieldType& type);
    Constraints with_config(TypeKind kind, const Constraints& constraints) const;
    lang::Completion unknown(const lang::Value& annotation);

    // field_type_alias.cpp
    lang::Completion compile_alias(const lang::Value& annotation, const Constraints& constraints,
                                   FieldTypePtr& out);
    lang::Completion compile_form(std::string_view form, std::span<const lang::Value> args,
                                  const Constraints& constraints, FieldTypePtr& out);
    lang::Completion compile_literal(std::span<const lang::Value> args,
                                     const Constraints& constraints, FieldTypePtr& out);
    lang::Completion compile_annotated(std::span<const lang::Value> args, const Constraints& outer,
                                       FieldTypePtr& out);
    lang::Completion apply_metadata(const lang::Value& mark, FieldTypePtr& type);
    lang::Completion compile_items(TypeKind kind, std::span<const lang::Value> args,
                                   const Constraints& constraints, FieldTypePtr& out);
    lang::Completion compile_union(const lang::UnionType& united, const Constraints& constraints,
                                   FieldTypePtr& out);

    lang::Vm& vm_;
    TypeContext& context_;
    int depth_ = 0;
};

// Around a type: a validator of the program, constraints that the type cannot have itself.
FieldTypePtr wrap_validator(lang::Vm& vm, FieldTypePtr inner, const lang::Value& function,
                            ValidatorMode mode);
FieldTypePtr wrap_checked(FieldTypePtr inner, const Constraints& constraints);
// The members of a union told apart by a field of theirs. TypeError, with pydantic's words.
lang::Completion apply_discriminator(lang::Vm& vm, const std::string& field, FieldTypePtr& type);
// The same with a function that says the tag of an input; the members have theirs by Tag().
lang::Completion apply_tags(lang::Vm& vm, const lang::Value& function, FieldTypePtr& type);
// Field(union_mode="left_to_right").
void try_in_order(FieldTypePtr& type);
// An annotation that is text, evaluated where the program's names are; the name of `owner`, a class
// that is being made, means that class.
lang::Completion evaluate_annotation(lang::Vm& vm, std::string_view text, const lang::Value& owner);
// "'a', 'b' or 3".
lang::Completion expected_text(lang::Vm& vm, const std::vector<lang::Value>& literals,
                               std::string& out);

}  // namespace web
