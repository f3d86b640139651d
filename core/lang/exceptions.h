// lang/exceptions.h -- exceptions: what they are made of and how they print. The classes and their
// messages are CPython's. Raising is Vm::raise; the traceback grows in the interpreter.
#pragma once

#include <string_view>

#include "lang/class.h"
#include "lang/vm.h"

namespace lang {

// An instance of `cls` with these args; __init__ is not called.
Value make_exception(Vm& vm, Class& cls, std::span<const Value> args);
// null when `v` is no exception.
ExceptionState* exception_state(const Value& v);
// `raise v`: an exception as it is, an exception class called without arguments; TypeError else.
Completion exception_from(Vm& vm, const Value& v);
// raise ... from cause: a class is called, None is kept; TypeError for anything else.
Completion set_cause(Vm& vm, const Value& exception, const Value& cause);
Value stop_iteration_value(const Value& exception);  // StopIteration.value; None when absent

// args, __cause__, value ...; empty when there is none of that name.
Completion exception_attribute(Vm& vm, const Value& exception, std::string_view name);
Completion set_exception_attribute(Vm& vm, const Value& exception, std::string_view name,
                                   const Value& value, SpecialSet* result);
// AttributeError.name
void note_missing_attribute(const Value& attribute_error, const Str& name, const Value& object);

}  // namespace lang
