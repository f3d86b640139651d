#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/repr.h"
#include "lang/repr_internal.h"

namespace lang {
namespace {

Completion too_deep(Vm& vm) {
    return vm.raise("RecursionError",
                    "maximum recursion depth exceeded while getting the repr of an object");
}

// The items between commas. `item(i)` gives an empty Value at the end: a guest's __repr__ may have
// shortened the container.
template <class Item>
Completion items_into(Vm& vm, TextBuilder& out, Item item) {
    for (std::size_t i = 0;; ++i) {
        const Value value = item(i);
        if (value.empty()) return Completion::none();
        if (i > 0) out.add(", ");
        AW_GUEST_DO(repr_into(vm, value, out));
    }
}

// Live entries of a dict or a set in order, tolerant of changes.
template <class Entries>
std::size_t next_live(const Entries& entries, std::size_t at) {
    while (at < entries.size() && entries[at].key.empty()) ++at;
    return at;
}

}  // namespace

Completion tuple_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const ReprGuard guard(v.object());
    if (guard.too_deep()) return too_deep(vm);
    if (guard.repeated()) {
        out.add("(...)");
        return Completion::none();
    }
    const Tuple& tuple = *v.as<Tuple>();
    out.add("(");
    AW_GUEST_DO(items_into(
        vm, out, [&](std::size_t i) { return i < tuple.size ? tuple.items[i] : Value(); }));
    out.add(tuple.size == 1 ? ",)" : ")");
    return Completion::none();
}

Completion list_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const ReprGuard guard(v.object());
    if (guard.too_deep()) return too_deep(vm);
    if (guard.repeated()) {
        out.add("[...]");
        return Completion::none();
    }
    const List& list = *v.as<List>();
    out.add("[");
    AW_GUEST_DO(items_into(
        vm, out, [&](std::size_t i) { return i < list.items.size() ? list.items[i] : Value(); }));
    out.add("]");
    return Completion::none();
}

Completion dict_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const ReprGuard guard(v.object());
    if (guard.too_deep()) return too_deep(vm);
    if (guard.repeated()) {
        out.add("{...}");
        return Completion::none();
    }
    const Dict& dict = *v.as<Dict>();
    out.add("{");
    bool first = true;
    for (std::size_t at = next_live(dict.entries, 0); at < dict.entries.size();
         at = next_live(dict.entries, at + 1)) {
        const Value key = dict.entries[at].key, value = dict.entries[at].value;
        if (!first) out.add(", ");
        first = false;
        AW_GUEST_DO(repr_into(vm, key, out));
        out.add(": ");
        AW_GUEST_DO(repr_into(vm, value, out));
    }
    out.add("}");
    return Completion::none();
}

Completion set_repr(Vm& vm, const Value& v, std::string_view class_name, TextBuilder& out) {
    const Set& set = *plain_set(v);
    if (set.used == 0) {
        out.add(class_name);
        out.add("()");
        return Completion::none();
    }
    const ReprGuard guard(v.object());
    if (guard.too_deep()) return too_deep(vm);
    const bool braces_only = class_name == "set";
    if (!braces_only) {
        out.add(class_name);
        out.add("(");
    }
    if (guard.repeated()) {
        out.add(braces_only ? "set(...)" : "...");
    } else {
        out.add("{");
        std::size_t at = next_live(set.table, 0);
        AW_GUEST_DO(items_into(vm, out, [&](std::size_t i) {
            if (i > 0) at = next_live(set.table, at + 1);
            return at < set.table.size() ? set.table[at].key : Value();
        }));
        out.add("}");
    }
    if (!braces_only) out.add(")");
    return Completion::none();
}

Completion view_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const View& view = *v.as<View>();
    const ReprGuard guard(v.object());
    if (guard.too_deep()) return too_deep(vm);
    if (guard.repeated()) {
        out.add("...");
        return Completion::none();
    }
    out.add(view.what == View::What::Keys     ? "dict_keys(["
            : view.what == View::What::Values ? "dict_values(["
                                              : "dict_items([");
    const Dict& dict = *plain(view.dict).as<Dict>();
    std::size_t at = next_live(dict.entries, 0);
    AW_GUEST_DO(items_into(vm, out, [&](std::size_t i) {
        if (i > 0) at = next_live(dict.entries, at + 1);
        if (at >= dict.entries.size()) return Value();
        const DictEntry& entry = dict.entries[at];
        if (view.what == View::What::Keys) return entry.key;
        if (view.what == View::What::Values) return entry.value;
        const Value pair[] = {entry.key, entry.value};
        return vm.heap().make_tuple(pair);
    }));
    out.add("])");
    return Completion::none();
}

Completion range_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const Range& range = *v.as<Range>();
    out.add("range(");
    AW_GUEST_DO(repr_into(vm, range.start, out));
    out.add(", ");
    AW_GUEST_DO(repr_into(vm, range.stop, out));
    if (!(range.step.is_small() && range.step.as_small() == 1)) {
        out.add(", ");
        AW_GUEST_DO(repr_into(vm, range.step, out));
    }
    out.add(")");
    return Completion::none();
}

Completion slice_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const Slice& slice = *v.as<Slice>();
    out.add("slice(");
    AW_GUEST_DO(repr_into(vm, slice.start, out));
    out.add(", ");
    AW_GUEST_DO(repr_into(vm, slice.stop, out));
    out.add(", ");
    AW_GUEST_DO(repr_into(vm, slice.step, out));
    out.add(")");
    return Completion::none();
}

}  // namespace lang
