// lang/set_internal.h -- the table behind a Set. Stays in this folder.
#pragma once

#include "lang/dict.h"

namespace lang {

// Into a table without removed places that does not have the key.
void insert_clean(Set& set, SetEntry entry);
// A table of at least one place more than that, without removed places.
void resize(Set& set, std::size_t more_than);
void ensure_table(Set& set);

// The hash is the key's. Told to the trace.
Completion add_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash);
Completion discard_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash);   // a bool
Completion contains_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash);  // a bool

}  // namespace lang
