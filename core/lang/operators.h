// lang/operators.h -- the parts of what operators do that several files share. The operators
// themselves are methods of Vm (vm.h). Stays in this folder.
#pragma once

#include <span>

#include "lang/class.h"
#include "lang/vm.h"

namespace lang {

// "unsupported operand type(s) for +: 'int' and 'str'"
Completion unsupported_operands(Vm& vm, std::string_view symbol, const Value& a, const Value& b);
// Both sides of the built-in types; NotImplemented when they do not go together.
Completion builtin_binary(Vm& vm, Vm::Binary op, const Value& a, const Value& b);
// Of a list or a tuple; a list that changes takes them away.
inline std::span<const Value> sequence_items(const Value& v) {
    if (v.is(Kind::List)) return v.as<List>()->items;
    return v.as<Tuple>()->span();
}
Completion sequence_concat(Vm& vm, const Value& a, const Value& b);
Completion sequence_repeat(Vm& vm, const Value& sequence, const Value& times);
// X | Y of types.
Completion make_union(Vm& vm, const Value& a, const Value& b);
bool is_type_expression(const Value& v);  // may stand in X | Y
// Equality of built-in values: a bool, or NotImplemented when the kinds do not compare.
Completion builtin_compare(Vm& vm, Vm::Compare op, const Value& a, const Value& b);

// A method that a guest's class gives, or a native class of its own: empty for what the built-in
// types do by themselves, because that is done without a call.
Value special_method(Vm& vm, const Value& object, Name name);

// Where an index or a slice falls. `v` is an int or has __index__.
Completion index_of(Vm& vm, const Value& v, std::int64_t* out);
struct SliceSpan {
    std::int64_t start = 0, step = 1, count = 0;
};
Completion resolve_slice(Vm& vm, const Slice& slice, std::int64_t length, SliceSpan* out);
// Range of any size; `index` may be negative. IndexError when outside.
Completion range_item(Vm& vm, const Range& range, const Value& index);
Completion range_slice(Vm& vm, const Range& range, const Slice& slice);
Completion make_range(Vm& vm, Value start, Value stop, Value step);
Completion range_contains(Vm& vm, const Range& range, const Value& item);  // a bool

}  // namespace lang
