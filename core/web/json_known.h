// web/json_known.h -- how jsonable_encoder turns objects into what JSON has. FastAPI encoders.py.
#pragma once

#include "lang/vm.h"

namespace web {

bool is_enum(lang::Vm& vm, const lang::Value& value);

// The plain value of a type that jsonable_encoder has a rule for (bytes, datetime, Decimal, UUID
// ...); an empty Value for any other.
lang::Completion known_to_plain(lang::Vm& vm, const lang::Value& value);

// A new Dict: the fields of a dataclass, else dict(value), else vars(value). ValueError when the
// value has neither.
lang::Completion as_dict(lang::Vm& vm, const lang::Value& value);

}  // namespace web
