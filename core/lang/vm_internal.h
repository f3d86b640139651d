// lang/vm_internal.h -- how a Vm is put together. Stays in this folder.
#pragma once

#include "lang/vm.h"

namespace lang {

// In this order, by Vm's constructor.
void install_object_model(Vm& vm);  // class.cpp: vm.classes, exception classes, vm.builtins
void install_builtins(Vm& vm);      // builtins.cpp: methods of the built-in types, functions
void install_library(Vm& vm);       // library.cpp: the importable modules that need no web layer

// frame.cpp; the heap asks, only when generator.frame is not null.
// Drops the registers and the frame; generator.frame is null afterwards.
void free_generator_frame(Generator& generator);
// Hands every Value that the frame and its registers own to `each`.
void visit_generator_frame(Generator& generator, void (*each)(Value& value, void* context),
                           void* context);

// interpret.cpp: the exception whose handler is running, innermost; empty when there is none.
Value handled_exception(Vm& vm);

// module_hint.cpp: what follows "No module named 'x'"; may be empty.
std::string missing_module_hint(Vm& vm, std::string_view name);

// The parts of install_object_model.
void install_exceptions(Vm& vm);        // exceptions.cpp
void install_exception_groups(Vm& vm);  // exception_groups.cpp
void install_object_methods(Vm& vm);    // object_methods.cpp: what `object` and `type` offer

}  // namespace lang
