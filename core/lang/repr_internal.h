// lang/repr_internal.h -- repr of each kind; repr.cpp chooses. Stays in this folder.
#pragma once

#include <string_view>

#include "lang/str.h"
#include "lang/vm.h"

namespace lang {

// A method that install_builtins or the object model put on a built-in class: it would only come
// back here.
bool is_default_dunder(Vm& vm, const Value& method);  // dunders.cpp

// repr_containers.cpp
Completion tuple_repr(Vm& vm, const Value& v, TextBuilder& out);
Completion list_repr(Vm& vm, const Value& v, TextBuilder& out);
Completion dict_repr(Vm& vm, const Value& v, TextBuilder& out);
Completion set_repr(Vm& vm, const Value& v, std::string_view class_name, TextBuilder& out);
Completion view_repr(Vm& vm, const Value& v, TextBuilder& out);
Completion range_repr(Vm& vm, const Value& v, TextBuilder& out);
Completion slice_repr(Vm& vm, const Value& v, TextBuilder& out);

// repr_machinery.cpp
Completion type_expression_repr(Vm& vm, const Value& v, TextBuilder& out);
Completion machinery_repr(Vm& vm, const Value& v, TextBuilder& out);

}  // namespace lang
