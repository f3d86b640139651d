// lang/sort.h -- the stable sort behind list.sort, sorted, min and max.
// Guest comparisons may raise, run for ever (the steps end) or change the list that is sorted.
#pragma once

#include "lang/vm.h"

namespace lang {

// Sorts in place. `key` is empty or None for none. On a raise the items are as they were.
Completion sort_values(Vm& vm, ValueVector& items, const Value& key, bool reverse);

}  // namespace lang
