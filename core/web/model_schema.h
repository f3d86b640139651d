// web/model_schema.h -- Model.model_json_schema(), TypeAdapter(...).json_schema(). pydantic
// json_schema.py. Refused in plain words: ref_template=, schema_generator=, by_alias=False.
#pragma once

#include "lang/native.h"
#include "web/validate.h"

namespace web {

lang::Completion model_json_schema(lang::Vm& vm, lang::Native& self, lang::CallArgs args);
lang::Completion schema_json(lang::Vm& vm, lang::Native& self, lang::CallArgs args);
// `args`: without the receiver.
lang::Completion json_schema_of(lang::Vm& vm, const lang::Native& self, lang::CallArgs args,
                                const FieldType& type);

}  // namespace web
