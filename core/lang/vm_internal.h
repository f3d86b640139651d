// lang/vm_internal.h -- how a Vm is put together. Stays in this folder.
#pragma once

#include "lang/vm.h"

namespace lang {

// In this order, by Vm's constructor.
void install_object_model(Vm& vm);  // class.cpp: vm.classes, exception classes, vm.builtins
void install_builtins(Vm& vm);      // builtins.cpp: methods of the built-in types, functions
void install_library(Vm& vm);       // library.cpp: the importable modules that need no web layer

}  // namespace lang
