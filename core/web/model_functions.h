// web/model_functions.h -- the modules of pydantic that are put together in model_module.cpp. Stays
// in this folder.
#pragma once

#include "lang/native.h"

namespace web {

void add_model_functions(lang::Vm& vm, lang::Module& module);        // type_adapter.cpp
void add_call_functions(lang::Vm& vm, lang::Module& module);         // validate_call.cpp
void load_pydantic_dataclasses(lang::Vm& vm, lang::Module& module);  // type_adapter.cpp
void load_annotated_types(lang::Vm& vm, lang::Module& module);       // field_annotations.cpp

}  // namespace web
