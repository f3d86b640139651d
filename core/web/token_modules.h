// web/token_modules.h -- what fills the modules about tokens, keys and passwords when a program
// imports them; the table is in modules.cpp.
#pragma once

#include "lang/native.h"

namespace web {

void load_jwt(lang::Vm& vm, lang::Module& module);  // jwt_module.cpp
void load_jwt_exceptions(lang::Vm& vm, lang::Module& module);
void load_jwt_algorithms(lang::Vm& vm, lang::Module& module);
void load_jwt_warnings(lang::Vm& vm, lang::Module& module);
void load_jwt_utils(lang::Vm& vm, lang::Module& module);

}  // namespace web
