// lang/lib_enum.h -- enum members as natives see them.
#pragma once

#include "lang/vm.h"

namespace lang {

bool is_enum_class(Vm& vm, const Class& cls);
// The value behind a member (_value_); empty when `v` is no member of an enum.
Value enum_value(Vm& vm, const Value& v);
// Members in order of definition, aliases left out: a List. The class must be an enum.
Completion enum_members(Vm& vm, const Class& cls);
// cls(value): the member, through _missing_ when there is none; the ValueError.
Completion enum_by_value(Vm& vm, Class& cls, const Value& value);

// str.__new__(cls, value) in the __new__ of an enum: a member without a name yet.
Completion new_enum_member(Vm& vm, Class& cls, CallArgs args);

}  // namespace lang
