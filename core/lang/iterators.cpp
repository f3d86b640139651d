// enumerate, zip, map, filter, reversed, iter, next: lazy natives.
#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/generator.h"
#include "lang/int.h"
#include "lang/str.h"

namespace lang {
namespace {

using Next = Completion (*)(Vm& vm, Iterator& self);

Iterator& make_helper_iterator(Vm& vm, std::string_view name, Next next) {
    auto* iterator = vm.heap().make<Iterator>(vm.classes.iterator, name);
    iterator->next = next;
    return *iterator;
}

Completion enumerate_next(Vm& vm, Iterator& self) {
    AW_GUEST(Value item, vm.next(self.source));
    if (item.empty()) return Value();
    const Value pair[] = {self.extra, std::move(item)};
    AW_GUEST(self.extra, vm.binary(Vm::Binary::Add, self.extra, Value::small(1)));
    return vm.heap().make_tuple(pair);
}

Completion builtin_enumerate(Vm& vm, Native& self, CallArgs args) {
    Value iterable, start = Value::small(0);
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}, {"start", &start, kOptional}}));
    if (!is_integer(start)) {
        std::int64_t number = 0;
        AW_GUEST_DO(read_index(vm, start, &number));
        start = make_int(number);
    }
    AW_GUEST(Value source, vm.iterate(iterable));
    Iterator& iterator = make_helper_iterator(vm, "enumerate", enumerate_next);
    iterator.source = std::move(source);
    iterator.extra = plain(start);
    return Value::adopt(&iterator);
}

// Source: a Tuple of iterators. `position` is 1 when zip was asked to be strict.
Completion zip_next(Vm& vm, Iterator& self) {
    const Tuple& sources = *self.source.as<Tuple>();
    if (sources.size == 0) return Value();
    std::vector<Value> items;
    for (std::uint32_t i = 0; i < sources.size; ++i) {
        AW_GUEST(Value item, vm.next(sources.items[i]));
        if (!item.empty()) {
            items.push_back(std::move(item));
            continue;
        }
        if (self.position == 0) return Value();
        if (i > 0) {
            return vm.raise("ValueError",
                            fmt::format("zip() argument {} is shorter than argument{}{}", i + 1,
                                        i == 1 ? " " : "s 1-", i));
        }
        for (std::uint32_t later = 1; later < sources.size; ++later) {
            AW_GUEST(const Value more, vm.next(sources.items[later]));
            if (more.empty()) continue;
            return vm.raise("ValueError",
                            fmt::format("zip() argument {} is longer than argument{}{}", later + 1,
                                        later == 1 ? " " : "s 1-", later));
        }
        return Value();
    }
    return vm.heap().make_tuple(items);
}

Completion iterators_of(Vm& vm, std::span<Value> iterables, std::string_view zip_name, Value* out) {
    std::vector<Value> sources;
    for (std::size_t i = 0; i < iterables.size(); ++i) {
        Completion source = vm.iterate(iterables[i]);
        if (source.raised() && !zip_name.empty() &&
            vm.is_instance_of(source.error(), *vm.exception_class("TypeError")) &&
            vm.find_in_class(vm.class_of(iterables[i]), "__iter__").empty()) {
            return vm.raise("TypeError", fmt::format("'{}' object is not iterable",
                                                     type_name_of(vm, iterables[i])));
        }
        if (!source.ok()) return source;
        sources.push_back(source.take());
    }
    *out = vm.heap().make_tuple(sources);
    return Completion::none();
}

Completion builtin_zip(Vm& vm, Native& self, CallArgs args) {
    Value strict;
    AW_GUEST_DO(bind(vm, self, {{}, args.keywords}, {{"strict", &strict, kKeywordOnly}}));
    Value sources;
    AW_GUEST_DO(iterators_of(vm, args.positional, "zip", &sources));
    Iterator& iterator = make_helper_iterator(vm, "zip", zip_next);
    const Value result = Value::adopt(&iterator);
    iterator.source = std::move(sources);
    if (!strict.empty()) {
        AW_GUEST(const Value truth, vm.truth(strict));
        iterator.position = truth.is_true() ? 1 : 0;
    }
    return result;
}

Completion map_next(Vm& vm, Iterator& self) {
    const Tuple& sources = *self.source.as<Tuple>();
    std::vector<Value> items;
    for (const Value& source : sources.span()) {
        AW_GUEST(Value item, vm.next(source));
        if (item.empty()) return Value();
        items.push_back(std::move(item));
    }
    return vm.call(self.extra, items);
}

Completion builtin_map(Vm& vm, Native& self, CallArgs args) {
    (void)self;
    if (args.positional.size() < 2) {
        return vm.raise("TypeError", "map() must have at least two arguments.");
    }
    Value sources;
    AW_GUEST_DO(iterators_of(vm, args.positional.subspan(1), "map", &sources));
    Iterator& iterator = make_helper_iterator(vm, "map", map_next);
    iterator.source = std::move(sources);
    iterator.extra = args.positional[0];
    return Value::adopt(&iterator);
}

Completion filter_next(Vm& vm, Iterator& self) {
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value item, vm.next(self.source));
        if (item.empty()) return Value();
        Value verdict = item;
        if (!self.extra.is_none()) {
            Value argument[] = {item};
            AW_GUEST(verdict, vm.call(self.extra, argument));
        }
        AW_GUEST(const Value truth, vm.truth(verdict));
        if (truth.is_true()) return item;
    }
}

Completion builtin_filter(Vm& vm, Native& self, CallArgs args) {
    Value test, iterable;
    AW_GUEST_DO(bind(vm, self, args, {{"function", &test}, {"iterable", &iterable}}));
    AW_GUEST(Value source, vm.iterate(iterable));
    Iterator& iterator = make_helper_iterator(vm, "filter", filter_next);
    iterator.source = std::move(source);
    iterator.extra = std::move(test);
    return Value::adopt(&iterator);
}

// Lists shrink while they are walked: the position is checked at every step.
Completion reversed_list_next(Vm& vm, Iterator& self) {
    (void)vm;
    if (self.source.empty()) return Value();
    const ValueVector& items = self.source.as<List>()->items;
    if (self.position < 0 || self.position >= static_cast<std::int64_t>(items.size())) {
        self.source = Value();
        return Value();
    }
    return items[static_cast<std::size_t>(self.position--)];
}

Completion reversed_items_next(Vm& vm, Iterator& self) {
    if (self.position < 0) return Value();
    return vm.get_item(self.source, Value::small(self.position--));
}

Completion reversed_of(Vm& vm, const Value& sequence, Next next, std::int64_t length,
                       std::string_view name) {
    Iterator& iterator = make_helper_iterator(vm, name, next);
    iterator.source = sequence;
    iterator.position = length - 1;
    return Value::adopt(&iterator);
}

Completion reversed_range(Vm& vm, const Range& range) {
    // start + (length - 1) * step, back to start.
    AW_GUEST(const Value steps, vm.binary(Vm::Binary::Sub, range.length, Value::small(1)));
    AW_GUEST(const Value span, vm.binary(Vm::Binary::Mul, steps, range.step));
    AW_GUEST(const Value last, vm.binary(Vm::Binary::Add, range.start, span));
    AW_GUEST(const Value stop, vm.binary(Vm::Binary::Sub, range.start, range.step));
    AW_GUEST(const Value step, vm.negate(range.step));
    Value bounds[] = {last, stop, step};
    AW_GUEST(const Value turned, vm.call(class_value(*vm.classes.range), bounds));
    return vm.iterate(turned);
}

Completion builtin_reversed(Vm& vm, Native& self, CallArgs args) {
    Value sequence;
    AW_GUEST_DO(bind(vm, self, args, {{"sequence", &sequence}}));
    if (sequence.is(Kind::Instance)) {
        const Value method = vm.find_in_class(vm.class_of(sequence), "__reversed__");
        if (!method.empty() && !method.is_none()) return vm.call_method(sequence, "__reversed__");
    } else if (sequence.is(Kind::Class)) {  // what its metaclass says
        const Value method = vm.find_in_class(vm.class_of(sequence), "__reversed__");
        if (!method.empty()) return vm.call(method, std::span<Value>(&sequence, 1));
    }
    const Value& p = plain(sequence);
    if (const List* list = p.try_as<List>()) {
        return reversed_of(vm, p, reversed_list_next, static_cast<std::int64_t>(list->items.size()),
                           "list_reverseiterator");
    }
    if (const Range* range = p.try_as<Range>()) return reversed_range(vm, *range);
    if (p.is(Kind::Dict) || p.is(Kind::View)) {
        AW_GUEST(const Value list, vm.to_list(p));
        return reversed_of(vm, list, reversed_list_next,
                           static_cast<std::int64_t>(list.as<List>()->items.size()),
                           "dict_reversekeyiterator");
    }
    const bool indexed = p.is(Kind::Tuple) || p.is(Kind::Str) || p.is(Kind::Bytes) ||
                         (sequence.is(Kind::Instance) &&
                          !vm.find_in_class(vm.class_of(sequence), "__getitem__").empty() &&
                          !vm.find_in_class(vm.class_of(sequence), "__len__").empty());
    if (!indexed) {
        return vm.raise("TypeError",
                        fmt::format("'{}' object is not reversible", type_name_of(vm, sequence)));
    }
    AW_GUEST(const Value length, vm.length(sequence));
    return reversed_of(vm, sequence, reversed_items_next, length.as_small(), "reversed");
}

// iter(callable, sentinel)
Completion callable_next(Vm& vm, Iterator& self) {
    if (self.source.empty()) return Value();
    AW_GUEST(Value item, vm.call(self.source));
    AW_GUEST(const Value end, vm.equals(item, self.extra));
    if (!end.is_true()) return item;
    self.source = Value();
    return Value();
}

Completion builtin_iter(Vm& vm, Native& self, CallArgs args) {
    Value source, sentinel;
    AW_GUEST_DO(bind(vm, self, args, {{"object", &source}, {"sentinel", &sentinel, kOptional}}));
    if (sentinel.empty()) return vm.iterate(source);
    if (!vm.is_callable(source)) {
        return vm.raise("TypeError", "iter(v, w): v must be callable");
    }
    Iterator& iterator = make_helper_iterator(vm, "callable_iterator", callable_next);
    iterator.source = std::move(source);
    iterator.extra = std::move(sentinel);
    return Value::adopt(&iterator);
}

bool is_iterator(Vm& vm, const Value& v) {
    if (v.is(Kind::Iterator) || v.is(Kind::Generator)) return true;
    return v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), "__next__").empty();
}

Completion builtin_next(Vm& vm, Native& self, CallArgs args) {
    Value iterator, otherwise;
    AW_GUEST_DO(
        bind(vm, self, args, {{"iterator", &iterator}, {"default", &otherwise, kOptional}}));
    if (!is_iterator(vm, iterator)) {
        return vm.raise("TypeError",
                        fmt::format("'{}' object is not an iterator", type_name_of(vm, iterator)));
    }
    Completion item =
        iterator.is(Kind::Instance) ? vm.call_method(iterator, "__next__") : vm.next(iterator);
    if (item.raised() && !otherwise.empty() &&
        vm.is_instance_of(item.error(), *vm.exception_class("StopIteration"))) {
        return otherwise;
    }
    if (!item.ok()) return item;
    if (!item.value().empty()) return item;
    if (!otherwise.empty()) return otherwise;
    if (auto* generator = iterator.try_as<Generator>()) return raise_stop_iteration(vm, *generator);
    return vm.raise(*vm.exception_class("StopIteration"), {});
}

Completion not_async(Vm& vm, const Value& object, std::string_view what) {
    return vm.raise("TypeError", "'" + vm.class_of(object).name + "' object is not an async " +
                                     std::string(what));
}

Completion builtin_aiter(Vm& vm, Native& self, CallArgs args) {
    Value iterable;
    AW_GUEST_DO(bind(vm, self, args, {{"async_iterable", &iterable}}));
    if (vm.find_in_class(vm.class_of(iterable), "__aiter__").empty())
        return not_async(vm, iterable, "iterable");
    return vm.call_method(iterable, "__aiter__");
}

Completion builtin_anext(Vm& vm, Native& self, CallArgs args) {
    Value iterator, otherwise;
    AW_GUEST_DO(
        bind(vm, self, args, {{"async_iterator", &iterator}, {"default", &otherwise, kOptional}}));
    if (vm.find_in_class(vm.class_of(iterator), "__anext__").empty())
        return not_async(vm, iterator, "iterator");
    if (otherwise.empty()) return vm.call_method(iterator, "__anext__");
    AW_GUEST(const Value library, vm.import_module("_anext"));
    Value both[] = {iterator, otherwise};
    return vm.call_method(library, "anext_or", both);
}

Completion iterator_iter(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "iterator");
    return args.positional[0];
}

Completion iterator_next(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() != 1 || !args.positional[0].is(Kind::Iterator)) {
        return wrong_receiver(vm, self, args, "iterator");
    }
    Value argument[] = {args.positional[0]};
    return builtin_next(vm, self, {argument, {}});
}

}  // namespace

void install_iterators(Vm& vm) {
    Dict& builtins = *vm.builtins.as<Dict>();
    const MethodEntry functions[] = {
        {"enumerate", builtin_enumerate}, {"zip", builtin_zip},           {"map", builtin_map},
        {"filter", builtin_filter},       {"reversed", builtin_reversed}, {"iter", builtin_iter},
        {"next", builtin_next},           {"aiter", builtin_aiter},       {"anext", builtin_anext}};
    for (const MethodEntry& function : functions) {
        dict_put(vm, builtins, function.name, make_native(vm, function.name, function.fn));
    }
    def_all(vm, *vm.classes.iterator, {{"__iter__", iterator_iter}, {"__next__", iterator_next}});
}

}  // namespace lang
