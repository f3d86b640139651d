// lang/builtins_internal.h -- the parts of install_builtins, one a file. Stays in this folder.
#pragma once

#include "lang/vm.h"

namespace lang {

void install_str_case(Vm& vm);      // str_case.cpp: lower, title, isalpha ...
void install_str_search(Vm& vm);    // str_search.cpp: find, replace, startswith, strip ...
void install_str_split(Vm& vm);     // str_split.cpp: split, join, partition ...
void install_str_layout(Vm& vm);    // str_layout.cpp: center, zfill, expandtabs, translate
void install_codecs(Vm& vm);        // codecs.cpp: str.encode, bytes.decode, the constructors
void install_bytes(Vm& vm);         // bytes.cpp
void install_bytes_layout(Vm& vm);  // bytes_layout.cpp
void install_formatting(Vm& vm);    // str_format.cpp: str.format, format_map, __format__
void install_numbers(Vm& vm);       // numbers.cpp: int, float, bool
void install_list(Vm& vm);          // list.cpp: list and tuple
void install_range(Vm& vm);         // range.cpp: range and slice
void install_sort(Vm& vm);          // sort.cpp: list.sort, sorted
void install_dict(Vm& vm);          // dict_methods.cpp
void install_set(Vm& vm);           // set_methods.cpp
void install_iterators(Vm& vm);     // iterators.cpp: enumerate, zip, map, filter, reversed
void install_functions(Vm& vm);     // builtins_functions.cpp: print, len, sum ...
void install_objects(Vm& vm);       // builtins_objects.cpp: isinstance, getattr, property ...
void install_dunders(Vm& vm);       // dunders.cpp: __len__, __getitem__ ... of the built-in types

}  // namespace lang
