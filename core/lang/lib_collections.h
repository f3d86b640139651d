// lang/lib_collections.h -- the parts of the collections module.
#pragma once

#include "lang/library_internal.h"

namespace lang {

void install_deque(Vm& vm, Module& module);  // lib_deque.cpp

}  // namespace lang
