// lang/lib_namedtuple.h -- collections.namedtuple and typing.NamedTuple: tuples with named items.
#pragma once

#include "lang/library_internal.h"

namespace lang {

// The class that `class Point(NamedTuple): x: int` inherits from.
Class& named_tuple_base(Vm& vm);
Completion collections_namedtuple(Vm& vm, Native& self, CallArgs args);

}  // namespace lang
