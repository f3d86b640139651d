// The list of importable modules. What is not in it (os, sys, socket, subprocess, threading ...)
// is a ModuleNotFoundError.
#include "lang/library_internal.h"
#include "lang/vm_internal.h"

namespace lang {
void install_library(Vm& vm) {
    for (const NativeModule& module :
         {NativeModule{"abc", load_abc}}) {
        vm.add_module(module);
    }
}

}  // namespace lang
