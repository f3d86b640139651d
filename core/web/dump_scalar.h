// web/dump_scalar.h -- single values as JSON has them, and which member of a union a value is of.
// pydantic-core serializers/infer.rs, type_serializers/.
#pragma once

#include "lang/vm.h"
#include "web/model_plan.h"
#include "web/validate.h"

namespace web {

// Text, number, None: of datetime, Decimal, UUID, SecretStr ... PydanticSerializationError for
// what JSON cannot hold.
lang::Completion json_scalar(lang::Vm& vm, const lang::Value& value);
lang::Completion json_bytes(lang::Vm& vm, const lang::Value& value);
lang::Completion json_key(lang::Vm& vm, const lang::Value& key);  // a Str

enum class Fit : std::uint8_t { Exact, Lax };
bool fits(lang::Vm& vm, const FieldType& type, const lang::Value& value, Fit wanted);

// Whether the field counts as set; `index` is the place in `plan`, which may be a base's.
bool is_set(const lang::Value& model, const ModelPlan& plan, std::size_t index);

// A new Dict: the fields of a dataclass's instance.
lang::Completion dataclass_values(lang::Vm& vm, const lang::Value& value);

lang::Completion raise_serialization_error(lang::Vm& vm, const std::string& message);

}  // namespace web
