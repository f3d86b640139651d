// web/model_hooks.h -- @field_validator, @model_validator, @field_serializer, @model_serializer,
// @computed_field: what stands in a class body until its model is made. pydantic
// functional_validators.py, functional_serializers.py, fields.py.
#pragma once

#include "lang/native.h"
#include "web/model_plan.h"

namespace web {

struct HookMark final : lang::Payload {
    Hook hook;
    lang::Value wrapped;  // the function, classmethod, property that stays in the class
    void visit(void (*each)(lang::Value& value, void* context), void* context) override {
        if (!wrapped.empty()) each(wrapped, context);
        if (!hook.return_type.empty()) each(hook.return_type, context);
    }
};

void add_hook_functions(lang::Vm& vm, lang::Module& module);

}  // namespace web
