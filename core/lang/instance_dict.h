// lang/instance_dict.h -- an object's __dict__: a dict whose changes change the object's
// attributes. LIMIT: what is set on the object later does not show in a __dict__ that was read
// before.
#pragma once

#include "lang/vm.h"

namespace lang {

// The attributes of `object`, an instance of a class of the program.
Value make_instance_dict(Vm& vm, const Value& object);
// object.__dict__ = given
Completion replace_instance_dict(Vm& vm, const Value& object, const Value& given);

}  // namespace lang
