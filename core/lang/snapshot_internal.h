// lang/snapshot_internal.h -- how things without content show in the trace. Runs no guest code.
#pragma once

#include <string>

#include "lang/vm.h"

namespace lang {

// "<function f>", "<class 'User'>", "range(0, 3)", "str | None".
std::string opaque_text(Vm& vm, const Value& value);
// What an instance is called: "User", or "<FastAPI>" where all there is to it is native.
std::string instance_name(const Instance& instance);
// The text of a native instance that never changes and shows all it holds: a datetime, a UUID ...
// Empty for any other.
std::string shown_whole(Vm& vm, const Value& value);

}  // namespace lang
