// iter(), next(), list(): the iterators of the built-in types.
#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/dict_internal.h"
#include "lang/exceptions.h"
#include "lang/int.h"
#include "lang/operators.h"
#include "lang/str.h"

namespace lang {
namespace {

using Next = Completion (*)(Vm& vm, Iterator& self);

Value make_builtin_iterator(Vm& vm, std::string_view name, Next next, const Value& source) {
    auto* iterator = vm.heap().make<Iterator>(vm.classes.iterator, name);
    iterator->next = next;
    iterator->source = source;
    return Value::adopt(iterator);
}

// An exhausted iterator lets go of what it walked over and stays exhausted.
Completion exhausted(Iterator& self) {
    self.source = Value::none();
    return Value();
}

Completion next_of_list(Vm&, Iterator& self) {
    if (self.source.is_none()) return Value();
    const ValueVector& items = self.source.as<List>()->items;
    const auto at = static_cast<std::size_t>(self.position);
    if (at >= items.size()) return exhausted(self);
    ++self.position;
    return items[at];
}

Completion next_of_tuple(Vm&, Iterator& self) {
    if (self.source.is_none()) return Value();
    const auto& tuple = *self.source.as<Tuple>();
    if (self.position >= tuple.size) return exhausted(self);
    return tuple.items[self.position++];
}

Completion next_of_bytes(Vm&, Iterator& self) {
    if (self.source.is_none()) return Value();
    const auto& bytes = *self.source.as<Bytes>();
    if (self.position >= bytes.size) return exhausted(self);
    return Value::small(static_cast<unsigned char>(bytes.data[self.position++]));
}

// `extra` is the number that comes next, `position` how many have come.
Completion next_of_range(Vm& vm, Iterator& self) {
    if (self.source.is_none()) return Value();
    const auto& range = *self.source.as<Range>();
    const Value& length = range.length;
    const bool ends = length.is_small() ? self.position >= length.as_small() : false;
    if (ends) return exhausted(self);
    ++self.position;
    Value number = self.extra;
    if (number.is_small() && range.step.is_small()) {  // two 63-bit numbers fit in 64
        self.extra = make_int(number.as_small() + range.step.as_small());
        return number;
    }
    AW_GUEST(self.extra, vm.binary(Vm::Binary::Add, number, range.step));
    return number;
}

template <View::What kWhat>
Completion next_of_dict(Vm& vm, Iterator& self) {
    if (self.source.is_none()) return Value();
    const auto& dict = *self.source.as<Dict>();
    if (dict.used != self.version) {
        self.version = UINT32_MAX;  // no dict has so many: it stays an error
        return vm.raise("RuntimeError", "dictionary changed size during iteration");
    }
    const auto from = static_cast<std::size_t>(self.position);
    const std::size_t at = next_entry(dict, from);
    if (!vm.charge((at - from) / 8)) return vm.out_of_steps();
    if (at >= dict.entries.size()) return exhausted(self);
    self.position = static_cast<std::int64_t>(at + 1);
    const DictEntry& entry = dict.entries[at];
    if constexpr (kWhat == View::What::Keys) return entry.key;
    if constexpr (kWhat == View::What::Values) return entry.value;
    const Value pair[] = {entry.key, entry.value};
    return vm.heap().make_tuple(pair);
}

Completion next_of_set(Vm& vm, Iterator& self) {
    if (self.source.is_none()) return Value();
    const auto& set = *self.source.as<Set>();
    if (set.used != self.version) {
        self.version = UINT32_MAX;
        return vm.raise("RuntimeError", "Set changed size during iteration");
    }
    const auto from = static_cast<std::size_t>(self.position);
    const std::size_t at = next_item(set, from);
    if (!vm.charge((at - from) / 8)) return vm.out_of_steps();
    if (at >= set.table.size()) return exhausted(self);
    self.position = static_cast<std::int64_t>(at + 1);
    return set.table[at].key;
}

// Objects with __getitem__ only: 0, 1, 2 ... until IndexError.
Completion next_by_index(Vm& vm, Iterator& self) {
    if (self.source.is_none()) return Value();
    const Value hold = self.source;
    Completion item = vm.get_item(hold, Value::small(self.position));
    if (item.raised()) {
        const bool ends = vm.is_instance_of(item.error(), *vm.exception_class("IndexError")) ||
                          vm.is_instance_of(item.error(), *vm.exception_class("StopIteration"));
        if (!ends) return item;
        return exhausted(self);
    }
    ++self.position;
    return item;
}

Value iterate_dict(Vm& vm, const Value& dict, View::What what) {
    Value made;
    switch (what) {
        case View::What::Keys:
            made =
                make_builtin_iterator(vm, "dict_keyiterator", next_of_dict<View::What::Keys>, dict);
            break;
        case View::What::Values:
            made = make_builtin_iterator(vm, "dict_valueiterator", next_of_dict<View::What::Values>,
                                         dict);
            break;
        case View::What::Items:
            made = make_builtin_iterator(vm, "dict_itemiterator", next_of_dict<View::What::Items>,
                                         dict);
            break;
    }
    made.as<Iterator>()->version = dict.as<Dict>()->used;
    return made;
}

Completion iterate_builtin(Vm& vm, const Value& v) {
    switch (v.object()->kind()) {
        case Kind::List: return make_builtin_iterator(vm, "list_iterator", next_of_list, v);
        case Kind::Tuple: return make_builtin_iterator(vm, "tuple_iterator", next_of_tuple, v);
        case Kind::Bytes: return make_builtin_iterator(vm, "bytes_iterator", next_of_bytes, v);
        case Kind::Str: return str_iterator(vm, v);
        case Kind::Dict: return iterate_dict(vm, v, View::What::Keys);
        case Kind::View: return iterate_dict(vm, v.as<View>()->dict, v.as<View>()->what);
        case Kind::Set:
        case Kind::FrozenSet: {
            Value made = make_builtin_iterator(vm, "set_iterator", next_of_set, v);
            made.as<Iterator>()->version = v.as<Set>()->used;
            return made;
        }
        case Kind::Range: {
            Value made = make_builtin_iterator(vm, "range_iterator", next_of_range, v);
            made.as<Iterator>()->extra = v.as<Range>()->start;
            return made;
        }
        case Kind::Iterator: return v;
        case Kind::Generator:
            if (v.as<Generator>()->generator_kind == GeneratorKind::Generator) return v;
            break;
        default: break;
    }
    return Value();
}

Completion not_iterable(Vm& vm, const Value& v) {
    return vm.raise("TypeError", "'" + vm.class_of(v).name + "' object is not iterable");
}

Completion iterate_by_method(Vm& vm, const Value& v, const Value& method) {
    if (method.is_none()) return not_iterable(vm, v);
    AW_GUEST(Value iterator, call_with_self(vm, method, v));
    const bool is_iterator = iterator.is(Kind::Iterator) || iterator.is(Kind::Generator) ||
                             !special_method(vm, iterator, Name::Next).empty();
    if (is_iterator) return iterator;
    return vm.raise("TypeError",
                    "iter() returned non-iterator of type '" + vm.class_of(iterator).name + "'");
}

Completion next_by_method(Vm& vm, const Value& iterator) {
    const Value method = special_method(vm, iterator, Name::Next);
    if (method.empty())
        return vm.raise("TypeError",
                        "'" + vm.class_of(iterator).name + "' object is not an iterator");
    Completion item = call_with_self(vm, method, iterator);
    if (item.raised() && vm.is_instance_of(item.error(), *vm.exception_class("StopIteration")))
        return Value();
    return item;
}

Completion has_room_for(Vm& vm, std::size_t items) {
    if (!vm.has_room(items * sizeof(Value))) return vm.out_of_memory();
    return vm.charge(items / 8) ? Completion::none() : vm.out_of_steps();
}

// Lists, tuples and ranges know their length.
Completion sized_to_list(Vm& vm, const Value& v, bool* done) {
    *done = true;
    std::span<const Value> items;
    if (v.is(Kind::List)) items = v.as<List>()->items;
    if (v.is(Kind::Tuple)) items = v.as<Tuple>()->span();
    if (v.is(Kind::List) || v.is(Kind::Tuple)) {
        AW_GUEST_DO(has_room_for(vm, items.size()));
        return vm.heap().make_list(items);
    }
    *done = false;
    if (const auto* range = v.try_as<Range>()) {
        const auto length = to_int64(range->length);
        if (!length) return vm.out_of_memory();
        AW_GUEST_DO(has_room_for(vm, static_cast<std::size_t>(*length)));
    }
    return Value();
}

}  // namespace

Completion Vm::iterate(const Value& v) {
    if (!v.is_object()) return not_iterable(*this, v);
    const Value method = special_method(*this, v, Name::Iter);
    if (!method.empty()) return iterate_by_method(*this, v, method);
    AW_GUEST(Value iterator, iterate_builtin(*this, plain(v)));
    if (!iterator.empty()) return iterator;
    if (v.is(Kind::Instance) && !special_method(*this, v, Name::GetItem).empty())
        return make_builtin_iterator(*this, "iterator", next_by_index, v);
    return not_iterable(*this, v);
}

Completion Vm::next(const Value& iterator) {
    if (auto* native = iterator.try_as<Iterator>()) {
        StructureDepth depth(*this);  // map(f, map(f, map(f, ...)))
        return depth.ok() ? native->next(*this, *native) : depth.failure();
    }
    if (auto* generator = iterator.try_as<Generator>();
        generator && generator->generator_kind == GeneratorKind::Generator)
        return resume(*generator, Value::none());
    return next_by_method(*this, iterator);
}

Completion Vm::to_list(const Value& iterable) {
    const bool is_custom = !special_method(*this, iterable, Name::Iter).empty();
    bool done = false;
    Value made;
    if (!is_custom) {
        AW_GUEST(made, sized_to_list(*this, plain(iterable), &done));
        if (done) return made;
    }
    AW_GUEST(Value iterator, iterate(iterable));
    made = heap_.make_list();
    auto& list = *made.as<List>();
    while (true) {
        AW_GUEST(Value item, next(iterator));
        if (item.empty()) return made;
        if (!grow_list(*this, list, std::move(item))) return list_failure(*this);
    }
}

}  // namespace lang
