// web/field_object.h -- Field(), FieldInfo, PrivateAttr, AliasPath, AliasChoices, StringConstraints
// and the functions of pydantic that stand in Annotated[]. pydantic fields.py, aliases.py,
// types.py, functional_validators.py, functional_serializers.py.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lang/native.h"
#include "web/heap_charge.h"
#include "web/model_plan.h"
#include "web/validate.h"

namespace web {

// Behind FieldInfo.
struct FieldMark : ConstraintsPayload {
    lang::Value default_value;    // empty: none
    lang::Value default_factory;  // empty: none
    std::optional<std::string> alias, serialization_alias, discriminator;
    lang::Value validation_alias;  // str, AliasPath, AliasChoices; empty: none
    std::optional<bool> exclude, frozen, validate_default, repr, left_to_right;
    bool init_only = false;
    lang::Value alias_priority, discriminator_function;
    lang::Value description, title;
    lang::Value examples, deprecated, schema_extra;  // what only a JSON schema shows
    HeapCharge charge;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

struct PrivateMark : lang::Payload {
    lang::Value default_value, default_factory;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

// AliasPath("a", 0) and AliasChoices("a", AliasPath("b", 1)).
struct AliasPathMark : lang::Payload {
    KeyPath path;
};
struct AliasChoicesMark : lang::Payload {
    std::vector<KeyPath> choices;
};

// BeforeValidator(f) ...: inside Annotated[].
struct ValidatorMark : lang::Payload {
    lang::Value function;
    ValidatorMode mode = ValidatorMode::After;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override {
        each(function, context);
    }
};
// PlainSerializer(f), WrapSerializer(f).
struct SerializerMark : lang::Payload {
    lang::Value function, return_type;
    bool wraps = false;
    std::string when_used = "always";
    void visit(void (*each)(lang::Value& value, void* context), void* context) override {
        each(function, context);
        each(return_type, context);
    }
};
// A type that is more than its class: what EmailStr, HttpUrl, Json ... stand for.
struct TypeMark : lang::Payload {
    TypeKind kind = TypeKind::Any;
};
// Discriminator("kind"), Discriminator(function), Tag("a").
struct DiscriminatorMark : lang::Payload {
    std::optional<std::string> field;
    lang::Value function;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override {
        if (!function.empty()) each(function, context);
    }
};
// WithJsonSchema({...}): what a schema says in place of the type's own.
struct SchemaMark : lang::Payload {
    lang::Value schema;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override {
        if (!schema.empty()) each(schema, context);
    }
};
struct TagMark : lang::Payload {
    std::string tag;
};

// `later` over `earlier`, attribute by attribute. Constraints too.
void merge_marks(FieldMark& earlier, const FieldMark& later);
void join_constraints(Constraints& over, const Constraints& under);  // `over` has the say

// A FieldInfo object around `mark`, for model_fields.
lang::Value make_field_info(lang::Vm& vm, std::unique_ptr<FieldMark> mark,
                            const lang::Value& annotation);
// The paths that validation_alias stands for.
lang::Completion read_alias(lang::Vm& vm, const lang::Value& alias, std::vector<KeyPath>& out);

// Whether a validator wants a ValidationInfo behind its other arguments.
bool takes_info(lang::Vm& vm, const lang::Value& function, std::size_t arguments);

}  // namespace web
