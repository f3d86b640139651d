// lang/lib_dataclasses.h -- the fields of a dataclass as natives see them.
#pragma once

#include "lang/vm.h"

namespace lang {

bool is_dataclass(const Class& cls);
bool is_dataclass_instance(const Value& v);
// dataclasses.asdict(v): nested dataclasses, lists, tuples and dicts are copied.
Completion dataclass_as_dict(Vm& vm, const Value& v);

}  // namespace lang
