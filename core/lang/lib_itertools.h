// lang/lib_itertools.h -- the parts of the itertools module.
#pragma once

#include "lang/library_internal.h"

namespace lang {

// lib_itertools_combine.cpp: product, permutations, combinations, groupby, tee
void install_combinations(Vm& vm, Module& module);

}  // namespace lang
