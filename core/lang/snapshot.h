// lang/snapshot.h -- guest values into the trace, without running guest code and without copying
// a big value twice. An object's trace_id remembers what the trace already knows: an ObjectId for
// lists, dicts, sets, cells and instances, an InternedId for everything else.
// No depth of nesting exhausts the native stack. LIMIT: tuples inside tuples and types inside types
// are followed kMaxSnapshotDepth deep; integers of more than kMaxSnapshotBits show as their size.
// Natives and the VM call note_* after a change; when the thing is not in the trace (or nothing is
// recorded) that is one test and nothing else. Where a key is told it is the one that the container
// holds (after d[1.0] = x on {1: ...} that is 1): the trace compares keys by identity.
#pragma once

#include "lang/objects.h"
#include "lang/vm.h"
#include "trace/value_ref.h"

namespace lang {

inline constexpr int kMaxSnapshotDepth = 100;
inline constexpr std::size_t kMaxSnapshotBits = 1 << 15;

inline bool is_trace_object(Kind kind) {
    const auto bit = [](Kind k) { return std::uint64_t{1} << static_cast<int>(k); };
    const std::uint64_t objects = bit(Kind::List) | bit(Kind::Dict) | bit(Kind::Set) |
                                  bit(Kind::FrozenSet) | bit(Kind::Cell) | bit(Kind::Instance);
    return (objects & (std::uint64_t{1} << static_cast<int>(kind))) != 0;
}

trace::ValueRef snapshot_slow(Vm& vm, const Value& value);

inline trace::ValueRef snapshot(Vm& vm, const Value& value) {  // needs a recorder
    if (value.is_small() && trace::ValueRef::fits(value.as_small()))
        return trace::ValueRef::integer(value.as_small());
    if (value.is_object() && value.object()->trace_id != 0) {
        const Object& known = *value.object();
        return is_trace_object(known.kind()) ? trace::ValueRef::object(known.trace_id)
                                             : trace::ValueRef::interned(known.trace_id);
    }
    return snapshot_slow(vm, value);
}

void note_item_slow(Vm& vm, List& list, std::int64_t index);
void note_append_slow(Vm& vm, List& list);
void note_splice_slow(Vm& vm, List& list, std::int64_t at, std::int64_t removed,
                      std::int64_t inserted);
void note_replaced_slow(Vm& vm, Object& container);
void note_entry_slow(Vm& vm, Dict& dict, const Value& key, const Value& value);
void note_removed_slow(Vm& vm, Object& dict_or_set, const Value& key);
void note_added_slow(Vm& vm, Set& set, const Value& key);
void note_attribute_slow(Vm& vm, Instance& instance, const Value& name, const Value& value);
void note_cell_slow(Vm& vm, Cell& cell);

inline bool in_trace(const Object& object) { return object.trace_id != 0; }

inline void note_item(Vm& vm, List& list, std::int64_t index) {  // list[index] was replaced
    if (in_trace(list)) note_item_slow(vm, list, index);
}
inline void note_append(Vm& vm, List& list) {  // its last item is new
    if (in_trace(list)) note_append_slow(vm, list);
}
// At `at`, `removed` items went and the `inserted` items that stand there now came.
inline void note_splice(Vm& vm, List& list, std::int64_t at, std::int64_t removed,
                        std::int64_t inserted) {
    if (in_trace(list)) note_splice_slow(vm, list, at, removed, inserted);
}
// sort, reverse, clear: all of it. An exception: its arguments.
inline void note_replaced(Vm& vm, Object& container) {
    if (in_trace(container)) note_replaced_slow(vm, container);
}
inline void note_entry(Vm& vm, Dict& dict, const Value& key, const Value& value) {
    if (in_trace(dict)) note_entry_slow(vm, dict, key, value);
}
inline void note_removed(Vm& vm, Object& dict_or_set, const Value& key) {
    if (in_trace(dict_or_set)) note_removed_slow(vm, dict_or_set, key);
}
inline void note_added(Vm& vm, Set& set, const Value& key) {
    if (in_trace(set)) note_added_slow(vm, set, key);
}
// `value` empty: the attribute was deleted.
inline void note_attribute(Vm& vm, Instance& instance, const Value& name, const Value& value) {
    if (in_trace(instance)) note_attribute_slow(vm, instance, name, value);
}
inline void note_cell(Vm& vm, Cell& cell) {
    if (in_trace(cell)) note_cell_slow(vm, cell);
}

}  // namespace lang
