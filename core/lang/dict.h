// lang/dict.h -- look-ups in dicts and sets. Keys may be guest objects whose __hash__ and __eq__
// run guest code, which may change the container: every look-up survives that.
// Changes are told to the trace when the container is in it (trace_id != 0).
#pragma once

#include "lang/vm.h"

namespace lang {

Completion dict_get(Vm& vm, Dict& dict, const Value& key);  // empty Value when absent
Completion dict_set(Vm& vm, Dict& dict, const Value& key, Value value);
Completion dict_remove(Vm& vm, Dict& dict, const Value& key);  // the value; empty when absent
void dict_clear(Vm& vm, Dict& dict);
Completion dict_update(Vm& vm, Dict& dict, const Value& mapping_or_pairs);
Value dict_copy(Vm& vm, const Dict& dict);

Completion set_add(Vm& vm, Set& set, const Value& key);
Completion set_contains(Vm& vm, Set& set, const Value& key);  // a bool
Completion set_discard(Vm& vm, Set& set, const Value& key);   // a bool: was there

}  // namespace lang
