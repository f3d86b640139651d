// a[b], a[b] = c, del a[b].
#include <algorithm>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/native.h"
#include "lang/operators.h"
#include "lang/snapshot.h"
#include "lang/str.h"

namespace lang {
namespace {

// "list indices must be integers or slices, not str": str has words of its own.
Completion wrong_index_type(Vm& vm, const Value& object, const Value& key) {
    const std::string& got = vm.class_of(key).name;
    switch (object.object()->kind()) {
        case Kind::Str:
            return vm.raise("TypeError", "string indices must be integers, not '" + got + "'");
        case Kind::Bytes:
            return vm.raise("TypeError", "byte indices must be integers or slices, not " + got);
        default:
            return vm.raise("TypeError", vm.class_of(object).name +
                                             " indices must be integers or slices, not " + got);
    }
}

std::string_view out_of_range(Kind kind) {
    switch (kind) {
        case Kind::List: return "list index out of range";
        case Kind::Tuple: return "tuple index out of range";
        case Kind::Str: return "string index out of range";
        default: return "index out of range";
    }
}

// The place that `key` means, or the guest's error. Negative places count from the end.
Completion find_place(Vm& vm, const Value& object, const Value& key, std::int64_t length,
                      std::string_view error, std::int64_t* place) {
    const Value& number = plain(key);
    if (!is_int(number) && special_method(vm, key, Name::Index).empty())
        return wrong_index_type(vm, object, key);
    AW_GUEST_DO(index_of(vm, key, place));
    if (*place < 0) *place += length;
    if (*place < 0 || *place >= length) return vm.raise("IndexError", error);
    return Completion::none();
}

std::int64_t length_of(const Value& v) {
    switch (v.object()->kind()) {
        case Kind::List: return std::ssize(v.as<List>()->items);
        case Kind::Tuple: return v.as<Tuple>()->size;
        case Kind::Str: return v.as<Str>()->length;
        case Kind::Bytes: return v.as<Bytes>()->size;
        default: return 0;
    }
}

Completion item_at(Vm& vm, const Value& object, std::int64_t place) {
    switch (object.object()->kind()) {
        case Kind::List: return object.as<List>()->items[static_cast<std::size_t>(place)];
        case Kind::Tuple: return object.as<Tuple>()->items[place];
        case Kind::Str: return str_at(vm, *object.as<Str>(), place);
        default: return Value::small(static_cast<unsigned char>(object.as<Bytes>()->data[place]));
    }
}

Completion slice_of_items(Vm& vm, std::span<const Value> items, const SliceSpan& span, Kind kind) {
    const auto count = static_cast<std::size_t>(span.count);
    if (!vm.has_room(count * sizeof(Value) * 2)) return vm.out_of_memory();
    if (!vm.charge(count / 4)) return vm.out_of_steps();
    if (span.step == 1) {
        const auto part = items.subspan(static_cast<std::size_t>(span.start), count);
        return kind == Kind::List ? vm.heap().make_list(part) : vm.heap().make_tuple(part);
    }
    ValueVector taken;
    taken.reserve(count);
    for (std::int64_t i = 0; i < span.count; ++i)
        taken.push_back(items[static_cast<std::size_t>(span.start + i * span.step)]);
    if (kind == Kind::Tuple) return vm.heap().make_tuple(taken);
    Value made = vm.heap().make_list();
    made.as<List>()->items = std::move(taken);
    return made;
}

Completion slice_of_bytes(Vm& vm, const Bytes& bytes, const SliceSpan& span) {
    if (!vm.has_room(static_cast<std::size_t>(span.count))) return vm.out_of_memory();
    if (!vm.charge(static_cast<std::size_t>(span.count) / 16)) return vm.out_of_steps();
    std::string taken(static_cast<std::size_t>(span.count), '\0');
    for (std::int64_t i = 0; i < span.count; ++i)
        taken[static_cast<std::size_t>(i)] = bytes.data[span.start + i * span.step];
    return vm.heap().make_bytes(taken);
}

Completion get_slice(Vm& vm, const Value& object, const Slice& slice) {
    SliceSpan span;
    AW_GUEST_DO(resolve_slice(vm, slice, length_of(object), &span));
    // The bounds may have been guest code that shortened the list.
    if (object.is(Kind::List)) AW_GUEST_DO(resolve_slice(vm, slice, length_of(object), &span));
    switch (object.object()->kind()) {
        case Kind::List: return slice_of_items(vm, object.as<List>()->items, span, Kind::List);
        case Kind::Tuple:
            if (span.step == 1 && span.count == object.as<Tuple>()->size) return object;
            return slice_of_items(vm, object.as<Tuple>()->span(), span, Kind::Tuple);
        case Kind::Str: return str_slice(vm, *object.as<Str>(), span.start, span.step, span.count);
        default: return slice_of_bytes(vm, *object.as<Bytes>(), span);
    }
}

Completion get_from_sequence(Vm& vm, const Value& object, const Value& key) {
    if (const auto* slice = key.try_as<Slice>()) return get_slice(vm, object, *slice);
    std::int64_t place = 0;
    AW_GUEST_DO(find_place(vm, object, key, length_of(object),
                           out_of_range(object.object()->kind()), &place));
    if (place >= length_of(object))  // __index__ was guest code
        return vm.raise("IndexError", out_of_range(object.object()->kind()));
    return item_at(vm, object, place);
}

Completion get_from_dict(Vm& vm, const Value& object, const Value& dict, const Value& key) {
    AW_GUEST(Value found, dict_get(vm, *dict.as<Dict>(), key));
    if (!found.empty()) return found;
    const Value missing = special_method(vm, object, Name::Missing);
    if (missing.empty()) return raise_key_error(vm, key);
    Value wanted = key;
    return call_with_self(vm, missing, object, {&wanted, 1});
}

Completion make_alias(Vm& vm, const Value& origin, const Value& key) {
    auto* alias = vm.heap().make<GenericAlias>(vm.classes.generic_alias);
    Value made = Value::adopt(alias);
    alias->origin = origin;
    alias->args = key.is(Kind::Tuple) ? key : vm.heap().make_tuple({&key, 1});
    return made;
}

bool is_generic(const Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    return &cls == c.list || &cls == c.dict || &cls == c.tuple || &cls == c.set ||
           &cls == c.frozenset || &cls == c.type;
}

// list[int], Box[int], Color["RED"]
Completion get_from_class(Vm& vm, const Value& object, const Value& key) {
    Value wanted = key;
    const Value of_metaclass = special_method(vm, object, Name::GetItem);
    if (!of_metaclass.empty()) return call_with_self(vm, of_metaclass, object, {&wanted, 1});
    auto& cls = *object.as<Class>();
    const Value method = find_name(vm, cls, vm.model().name(Name::ClassGetItem));
    if (!method.empty()) {
        AW_GUEST(Value bound, bind_found(vm, method, object, cls));
        return vm.call(bound, {&wanted, 1});
    }
    for (const Class* at : cls.mro)
        if (is_generic(vm, *at)) return make_alias(vm, object, key);
    const Value parameters = vm.heap().intern("__type_params__");
    if (!find_name(vm, cls, *parameters.as<Str>()).empty()) return make_alias(vm, object, key);
    return vm.raise("TypeError", "type '" + cls.name + "' is not subscriptable");
}

Completion not_subscriptable(Vm& vm, const Value& object) {
    return vm.raise("TypeError", "'" + vm.class_of(object).name + "' object is not subscriptable");
}

// -- lists that change -----------------------------------------------------------------------

Completion assign_plain_slice(Vm& vm, List& list, const SliceSpan& span, const ValueVector& items) {
    const auto at = static_cast<std::size_t>(span.start);
    const auto removed = static_cast<std::size_t>(span.count);
    if (!vm.has_room(items.size() * sizeof(Value) * 2)) return vm.out_of_memory();
    if (!vm.charge((items.size() + list.items.size() - at) / 16)) return vm.out_of_steps();
    const auto first = list.items.begin() + span.start;
    // What goes is dropped last: nothing of the list is seen half done.
    const ValueVector gone(std::make_move_iterator(first),
                           std::make_move_iterator(first + span.count));
    const std::size_t common = std::min(removed, items.size());
    std::copy_n(items.begin(), common, first);
    if (removed > common) {
        list.items.erase(first + static_cast<std::ptrdiff_t>(common), first + span.count);
    } else {
        list.items.insert(first + span.count, items.begin() + static_cast<std::ptrdiff_t>(common),
                          items.end());
    }
    note_splice(vm, list, span.start, span.count, std::ssize(items));
    return Completion::none();
}

Completion assign_slice(Vm& vm, List& list, const Slice& slice, const Value& value) {
    Completion listed = vm.to_list(value);
    if (listed.raised() && vm.is_instance_of(listed.error(), *vm.exception_class("TypeError")))
        return vm.raise("TypeError", slice.step.is_none()
                                         ? "can only assign an iterable"
                                         : "must assign iterable to extended slice");
    AW_GUEST(Value source, std::move(listed));
    const ValueVector& items = source.as<List>()->items;
    SliceSpan span;
    AW_GUEST_DO(resolve_slice(vm, slice, std::ssize(list.items), &span));
    AW_GUEST_DO(resolve_slice(vm, slice, std::ssize(list.items), &span));
    if (span.step == 1) return assign_plain_slice(vm, list, span, items);
    if (std::ssize(items) != span.count)
        return vm.raise("ValueError",
                        "attempt to assign sequence of size " + std::to_string(items.size()) +
                            " to extended slice of size " + std::to_string(span.count));
    if (!vm.charge(items.size() / 8)) return vm.out_of_steps();
    ValueVector gone;
    for (std::int64_t i = 0; i < span.count; ++i) {
        Value& place = list.items[static_cast<std::size_t>(span.start + i * span.step)];
        gone.push_back(std::exchange(place, items[static_cast<std::size_t>(i)]));
    }
    note_replaced(vm, list);
    return Completion::none();
}

Completion delete_slice(Vm& vm, List& list, const Slice& slice) {
    SliceSpan span;
    AW_GUEST_DO(resolve_slice(vm, slice, std::ssize(list.items), &span));
    AW_GUEST_DO(resolve_slice(vm, slice, std::ssize(list.items), &span));
    if (span.step == 1) return assign_plain_slice(vm, list, span, {});
    if (!vm.charge(list.items.size() / 8)) return vm.out_of_steps();
    if (span.step < 0) {  // the same places, from the lowest up
        span.start += (span.count - 1) * span.step;
        span.step = -span.step;
    }
    ValueVector kept, gone;
    for (std::int64_t i = 0; i < std::ssize(list.items); ++i) {
        const std::int64_t offset = i - span.start;
        const bool goes = offset >= 0 && offset % span.step == 0 && offset / span.step < span.count;
        (goes ? gone : kept).push_back(std::move(list.items[static_cast<std::size_t>(i)]));
    }
    list.items = std::move(kept);
    note_replaced(vm, list);
    return Completion::none();
}

Completion list_place(Vm& vm, const Value& list, const Value& key, std::int64_t* place) {
    const std::string_view error = "list assignment index out of range";
    AW_GUEST_DO(find_place(vm, list, key, length_of(list), error, place));
    if (*place >= length_of(list)) return vm.raise("IndexError", error);
    return Completion::none();
}

Completion set_in_list(Vm& vm, const Value& object, const Value& key, Value value) {
    auto& list = *object.as<List>();
    if (const auto* slice = key.try_as<Slice>()) return assign_slice(vm, list, *slice, value);
    std::int64_t place = 0;
    AW_GUEST_DO(list_place(vm, object, key, &place));
    const Value old = std::exchange(list.items[static_cast<std::size_t>(place)], std::move(value));
    note_item(vm, list, place);
    return Completion::none();
}

Completion delete_from_list(Vm& vm, const Value& object, const Value& key) {
    auto& list = *object.as<List>();
    if (const auto* slice = key.try_as<Slice>()) return delete_slice(vm, list, *slice);
    std::int64_t place = 0;
    AW_GUEST_DO(list_place(vm, object, key, &place));
    return assign_plain_slice(vm, list, {place, 1, 1}, {});
}

}  // namespace

Completion index_of(Vm& vm, const Value& v, std::int64_t* out) {
    const Value& number = plain(v);
    if (is_int(number)) {
        const auto fits = to_int64(number);
        if (!fits) return vm.raise("IndexError", "cannot fit 'int' into an index-sized integer");
        *out = *fits;
        return Completion::none();
    }
    return read_index(vm, v, out);
}

// As PySlice_AdjustIndices.
Completion resolve_slice(Vm& vm, const Slice& slice, std::int64_t length, SliceSpan* out) {
    const Value hold[] = {slice.start, slice.stop, slice.step};
    std::int64_t step = 1;
    AW_GUEST_DO(read_bound(vm, hold[2], &step));
    if (step == 0) return vm.raise("ValueError", "slice step cannot be zero");
    step = std::max(step, -INT64_MAX);
    const bool forward = step > 0;
    std::int64_t start = forward ? 0 : length - 1, stop = forward ? length : -1;
    const auto clip = [&](std::int64_t at) {
        if (at < 0) at += length;
        if (at < 0) return forward ? std::int64_t{0} : std::int64_t{-1};
        return at >= length ? (forward ? length : length - 1) : at;
    };
    if (!hold[0].is_none()) {
        AW_GUEST_DO(read_bound(vm, hold[0], &start));
        start = clip(start);
    }
    if (!hold[1].is_none()) {
        AW_GUEST_DO(read_bound(vm, hold[1], &stop));
        stop = clip(stop);
    }
    std::int64_t count = 0;
    if (forward && start < stop) count = (stop - start - 1) / step + 1;
    if (!forward && stop < start) count = (start - stop - 1) / -step + 1;
    *out = {start, step, count};
    return Completion::none();
}

Completion Vm::get_item(const Value& object, const Value& key) {
    if (!object.is_object()) return not_subscriptable(*this, object);
    if (object.is(Kind::List) && key.is_small()) {
        const ValueVector& items = object.as<List>()->items;
        const std::int64_t place = key.as_small() + (key.as_small() < 0 ? std::ssize(items) : 0);
        if (place >= 0 && place < std::ssize(items)) return items[static_cast<std::size_t>(place)];
    }
    if (object.is(Kind::Class)) return get_from_class(*this, object, key);
    const Value method = special_method(*this, object, Name::GetItem);
    if (!method.empty()) {
        Value wanted = key;
        return call_with_self(*this, method, object, {&wanted, 1});
    }
    const Value inside = plain(object);
    switch (inside.object()->kind()) {
        case Kind::List:
        case Kind::Tuple:
        case Kind::Str:
        case Kind::Bytes: return get_from_sequence(*this, inside, key);
        case Kind::Dict: return get_from_dict(*this, object, inside, key);
        case Kind::Range:
            if (const auto* slice = key.try_as<Slice>())
                return range_slice(*this, *inside.as<Range>(), *slice);
            return range_item(*this, *inside.as<Range>(), key);
        case Kind::GenericAlias: return make_alias(*this, inside.as<GenericAlias>()->origin, key);
        default: return not_subscriptable(*this, object);
    }
}

Completion Vm::set_item(const Value& object, const Value& key, Value value) {
    const Value method = special_method(*this, object, Name::SetItem);
    if (!method.empty()) {
        Value args[] = {key, std::move(value)};
        return call_with_self(*this, method, object, args);
    }
    const Value inside = plain(object);
    if (inside.is(Kind::List)) return set_in_list(*this, inside, key, std::move(value));
    if (inside.is(Kind::Dict)) return dict_set(*this, *inside.as<Dict>(), key, std::move(value));
    return raise("TypeError",
                 "'" + class_of(object).name + "' object does not support item assignment");
}

Completion Vm::delete_item(const Value& object, const Value& key) {
    const Value method = special_method(*this, object, Name::DelItem);
    if (!method.empty()) {
        Value wanted = key;
        return call_with_self(*this, method, object, {&wanted, 1});
    }
    const Value inside = plain(object);
    if (inside.is(Kind::List)) return delete_from_list(*this, inside, key);
    if (inside.is(Kind::Dict)) {
        AW_GUEST(Value taken, dict_remove(*this, *inside.as<Dict>(), key));
        return taken.empty() ? raise_key_error(*this, key) : Completion::none();
    }
    return raise("TypeError",
                 "'" + class_of(object).name + "' object doesn't support item deletion");
}

}  // namespace lang
