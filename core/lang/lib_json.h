// lang/lib_json.h -- the two halves of the json module.
#pragma once

#include "lang/library_internal.h"

namespace lang {

void install_json_reader(Vm& vm, Module& module);  // loads, JSONDecodeError

}  // namespace lang
