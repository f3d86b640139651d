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

void set_clear(Vm& vm, Set& set);
Completion set_pop(Vm& vm, Set& set);                            // KeyError when empty
Completion set_update(Vm& vm, Set& set, const Value& iterable);  // None
Value set_copy(Vm& vm, const Set& set, Kind kind);               // kind: Set or FrozenSet
Completion set_difference_update(Vm& vm, Set& set, const Value& iterable);  // None
Completion set_symmetric_update(Vm& vm, Set& set, const Set& other);        // None
// a | b, a & b, a - b, a ^ b as a new set of a's kind.
Completion set_binary(Vm& vm, Vm::Binary op, Set& a, Set& b);
// Is every item of `a` in `b`? A bool.
Completion is_subset(Vm& vm, Set& a, Set& b);
// For iteration: the next taken place at or after `at`; table.size() at the end.
inline std::size_t next_item(const Set& set, std::size_t at) {
    while (at < set.table.size() && set.table[at].key.empty()) ++at;
    return at;
}

}  // namespace lang
