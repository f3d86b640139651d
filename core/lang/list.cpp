// list and tuple: constructors and methods. Sorting is in sort.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

Completion list_construct(Vm& vm, Class& cls, CallArgs args) {
    if (&cls != vm.classes.list) {  // __init__ fills it
        return wrap_for(vm, cls, *vm.classes.list, vm.heap().make_list());
    }
    const Native named(nullptr, nullptr, "list");
    Value iterable;
    AW_GUEST_DO(bind(vm, named, args, {{"iterable", &iterable, kOptional}}));
    return iterable.empty() ? Completion(vm.heap().make_list()) : vm.to_list(iterable);
}

Completion tuple_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, "tuple");
    Value iterable;
    AW_GUEST_DO(bind(vm, named, args, {{"iterable", &iterable, kOptional}}));
    if (iterable.empty()) return wrap_for(vm, cls, *vm.classes.tuple, vm.heap().make_tuple({}));
    if (iterable.is(Kind::Tuple)) return wrap_for(vm, cls, *vm.classes.tuple, iterable);
    AW_GUEST(const Value list, vm.to_list(iterable));
    return wrap_for(vm, cls, *vm.classes.tuple, vm.heap().make_tuple(list.as<List>()->items));
}

Completion list_append(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    if (args.positional.size() == 2 && args.keywords.empty()) {
        list->items.push_back(args.positional[1]);
        note_append(vm, *list);
        return Completion::none();
    }
    return vm.raise("TypeError", fmt::format("list.append() takes exactly one argument ({} given)",
                                             args.positional.size() - 1 + args.keywords.size()));
}

Completion list_extend(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    Value iterable;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"iterable", &iterable}}));
    AW_GUEST(const Value added, vm.to_list(iterable));
    const ValueVector& items = added.as<List>()->items;
    if (!vm.has_room(items.size() * sizeof(Value))) return vm.out_of_memory();
    const std::size_t at = list->items.size();
    list->items.insert(list->items.end(), items.begin(), items.end());
    note_splice(vm, *list, static_cast<std::int64_t>(at), 0,
                static_cast<std::int64_t>(items.size()));
    return Completion::none();
}

Completion list_insert(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    Value index_value, item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"index", &index_value}, {"object", &item}}));
    std::int64_t index = 0;
    AW_GUEST_DO(read_index(vm, index_value, &index));
    const auto size = static_cast<std::int64_t>(list->items.size());
    if (index < 0) index = std::max<std::int64_t>(index + size, 0);
    index = std::min(index, size);
    if (!vm.charge(static_cast<std::uint64_t>(size - index) / 64)) return vm.out_of_steps();
    list->items.insert(list->items.begin() + index, std::move(item));
    note_splice(vm, *list, index, 0, 1);
    return Completion::none();
}

Completion list_pop(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    std::int64_t index = -1;
    if (args.positional.size() > 1 || !args.keywords.empty()) {
        Value index_value;
        AW_GUEST_DO(bind(vm, self, without_self(args), {{"index", &index_value, kOptional}}));
        AW_GUEST_DO(read_index(vm, index_value, &index));
    }
    const auto size = static_cast<std::int64_t>(list->items.size());
    if (size == 0) return vm.raise("IndexError", "pop from empty list");
    if (index < 0) index += size;
    if (index < 0 || index >= size) return vm.raise("IndexError", "pop index out of range");
    if (!vm.charge(static_cast<std::uint64_t>(size - index) / 64)) return vm.out_of_steps();
    Value item = std::move(list->items[static_cast<std::size_t>(index)]);
    list->items.erase(list->items.begin() + index);
    note_splice(vm, *list, index, 1, 0);
    return item;
}

// The first position in [from, to) that equals `item`; -1 when there is none. `items(i)` gives an
// empty Value behind the end: guest comparisons may shorten a list.
template <class Items>
Completion find_equal(Vm& vm, const Value& item, std::int64_t from, std::int64_t to, Items items,
                      std::int64_t* out) {
    *out = -1;
    for (std::int64_t i = from; i < to; ++i) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const Value candidate = items(i);
        if (candidate.empty()) break;
        AW_GUEST(const Value equal, vm.equals(candidate, item));
        if (equal.is_true()) {
            *out = i;
            break;
        }
    }
    return Completion::none();
}

auto growing_items_of(const List& list) {
    return [&list](std::int64_t i) {
        return i < static_cast<std::int64_t>(list.items.size())
                   ? list.items[static_cast<std::size_t>(i)]
                   : Value();
    };
}
auto growing_items_of(const Tuple& tuple) {
    return [&tuple](std::int64_t i) { return tuple.items[i]; };
}
std::int64_t size_of(const List& list) { return static_cast<std::int64_t>(list.items.size()); }
std::int64_t size_of(const Tuple& tuple) { return tuple.size; }

Completion list_remove(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"value", &item}}));
    std::int64_t at = -1;
    AW_GUEST_DO(find_equal(vm, item, 0, size_of(*list), growing_items_of(*list), &at));
    if (at < 0) return vm.raise("ValueError", "list.remove(x): x not in list");
    if (at >= size_of(*list)) return Completion::none();
    list->items.erase(list->items.begin() + at);
    note_splice(vm, *list, at, 1, 0);
    return Completion::none();
}

template <class T>
Completion sequence_index(Vm& vm, Native& self, CallArgs args) {
    constexpr bool kIsList = std::is_same_v<T, List>;
    AW_SELF(T, sequence, kIsList ? "list" : "tuple");
    Value item, start, stop;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"value", &item}, {"start", &start, kOptional}, {"stop", &stop, kOptional}}));
    std::int64_t from = 0, to = 0, at = -1;
    AW_GUEST_DO(read_span(vm, start, stop, size_of(*sequence), &from, &to));
    AW_GUEST_DO(find_equal(vm, item, from, to, growing_items_of(*sequence), &at));
    if (at >= 0) return Value::small(at);
    if (!kIsList) return vm.raise("ValueError", "tuple.index(x): x not in tuple");
    return vm.raise("ValueError", "list.index(x): x not in list");
}

template <class T>
Completion sequence_count(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(T, sequence, (std::is_same_v<T, List> ? "list" : "tuple"));
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"value", &item}}));
    std::int64_t count = 0;
    for (std::int64_t from = 0;; ++count) {
        std::int64_t at = -1;
        AW_GUEST_DO(
            find_equal(vm, item, from, size_of(*sequence), growing_items_of(*sequence), &at));
        if (at < 0) return Value::small(count);
        from = at + 1;
    }
}

Completion list_clear(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    ValueVector().swap(list->items);
    note_replaced(vm, *list);
    return Completion::none();
}

Completion list_copy(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    if (!vm.has_room(list->items.size() * sizeof(Value))) return vm.out_of_memory();
    return vm.heap().make_list(list->items);
}

Completion list_reverse(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    if (!vm.charge(list->items.size() / 8)) return vm.out_of_steps();
    std::reverse(list->items.begin(), list->items.end());
    note_replaced(vm, *list);
    return Completion::none();
}

// list.__init__: fills the instances of guest subclasses.
Completion list_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    Value iterable;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"iterable", &iterable, kOptional}}));
    ValueVector items;
    if (!iterable.empty()) {
        AW_GUEST(const Value filled, vm.to_list(iterable));
        items = filled.as<List>()->items;
    }
    list->items.swap(items);
    note_replaced(vm, *list);
    return Completion::none();
}

}  // namespace

void install_list(Vm& vm) {
    Class& cls = *vm.classes.list;
    cls.construct = list_construct;
    def_all(vm, cls,
            {{"__init__", list_init},
             {"append", list_append},
             {"extend", list_extend},
             {"insert", list_insert},
             {"remove", list_remove},
             {"pop", list_pop},
             {"clear", list_clear},
             {"copy", list_copy},
             {"reverse", list_reverse},
             {"index", sequence_index<List>},
             {"count", sequence_count<List>}});
    vm.classes.tuple->construct = tuple_construct;
    def_all(vm, *vm.classes.tuple,
            {{"index", sequence_index<Tuple>}, {"count", sequence_count<Tuple>}});
}

}  // namespace lang
