// web/field_functions.h -- what puts pydantic's names into the modules that programs import. Stays
// in this folder.
#pragma once

#include "lang/native.h"
#include "web/options.h"
#include "web/validate.h"

namespace web {

// ge=, max_length=, pattern= ... of Field(), conint(), StringConstraints() and their kin.
void read_constraints(const Options& options, Constraints& out);

void add_field_functions(lang::Vm& vm, lang::Module& module);       // field_object.cpp
void add_annotation_functions(lang::Vm& vm, lang::Module& module);  // field_annotations.cpp
void add_constrained_types(lang::Vm& vm, lang::Module& module);     // constrained_types.cpp
void add_special_types(lang::Vm& vm, lang::Module& module);         // special_types.cpp

}  // namespace web
