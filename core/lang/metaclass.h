// lang/metaclass.h -- classes that are made by a metaclass of the program: class Meta(type).
// A `class` statement then calls Meta(name, bases, namespace, **keywords), as CPython does.
// LIMIT: what __prepare__ gives is a plain dict, whose names the body itself does not see.
#pragma once

#include "lang/class.h"

namespace lang {

bool is_guest_metaclass(const Class& cls);
// The metaclass of the program that a class statement is made by; null: none of the program's.
// TypeError when the bases' metaclasses do not fit each other.
Completion guest_metaclass_of(Vm& vm, const ClassPlan& plan, Class** metaclass);
Completion build_by_metaclass(Vm& vm, const ClassPlan& plan, Class& metaclass);
// type.__new__(metaclass, name, bases, namespace)
Completion new_class_of(Vm& vm, Class& metaclass, CallArgs args);
// What the program's metaclass says of calling `cls`; empty: nothing.
Value guest_call_of(Vm& vm, const Class& cls);
// type.__call__, which super().__call__() of a metaclass gets to.
void install_type_call(Vm& vm);

}  // namespace lang
