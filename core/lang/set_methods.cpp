// set and frozenset: constructors and methods.
#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/dict.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

Set* set_of(CallArgs args) {
    return args.positional.empty() ? nullptr : plain_set(args.positional[0]);
}

#define AW_SET_SELF(variable)     \
    Set* variable = set_of(args); \
    if (variable == nullptr) return wrong_receiver(vm, self, args, "set")

Value new_set(Vm& vm, Kind kind) {
    return kind == Kind::FrozenSet ? vm.heap().make_frozenset() : vm.heap().make_set();
}

Completion copy_of(Vm& vm, const Value& source, Kind kind) {
    Value copy = new_set(vm, kind);
    AW_GUEST_DO(set_update(vm, *copy.as<Set>(), source));
    return copy;
}

// `v` itself when it is a set, else a set of what it gives.
Completion as_set(Vm& vm, const Value& v) {
    if (plain_set(v) != nullptr) return plain(v);
    return copy_of(vm, v, Kind::Set);
}

// The items as they are now: what follows may run guest code.
std::vector<Value> items_of_set(const Set& set) {
    std::vector<Value> items;
    items.reserve(set.used);
    for (const SetEntry& entry : set.table) {
        if (!entry.key.empty()) items.push_back(entry.key);
    }
    return items;
}

template <Kind kind>
Completion set_construct(Vm& vm, Class& cls, CallArgs args) {
    const bool frozen = kind == Kind::FrozenSet;
    const Class& built_in = frozen ? *vm.classes.frozenset : *vm.classes.set;
    Value made = new_set(vm, kind);
    if (frozen || &cls == vm.classes.set) {  // otherwise __init__ fills it
        const Native named(nullptr, nullptr, frozen ? "frozenset" : "set");
        Value iterable;
        AW_GUEST_DO(bind(vm, named, args, {{"iterable", &iterable, kOptional}}));
        if (frozen && iterable.is(Kind::FrozenSet)) {
            made = iterable;
        } else if (!iterable.empty()) {
            AW_GUEST_DO(set_update(vm, *made.as<Set>(), iterable));
        }
    }
    return wrap_for(vm, cls, built_in, std::move(made));
}

Completion set_init(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    Value iterable;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"iterable", &iterable, kOptional}}));
    return iterable.empty() ? Completion::none() : set_update(vm, *set, iterable);
}

Completion set_add_method(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"element", &item}}));
    AW_GUEST_DO(set_add(vm, *set, item));
    return Completion::none();
}

Completion set_discard_method(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"element", &item}}));
    AW_GUEST_DO(set_discard(vm, *set, item));
    return Completion::none();
}

Completion set_remove(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"element", &item}}));
    AW_GUEST(const Value was_there, set_discard(vm, *set, item));
    if (!was_there.is_true()) return raise_key_error(vm, item);
    return Completion::none();
}

Completion set_pop(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    return set_pop(vm, *set);
}

Completion set_clear(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    set_clear(vm, *set);
    return Completion::none();
}

Completion set_copy(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    if (set->kind() == Kind::FrozenSet) return Value::share(set);
    return copy_of(vm, Value::share(set), Kind::Set);
}

Completion no_set_keywords(Vm& vm, const Native& self, CallArgs args) {
    if (args.keywords.empty()) return Completion::none();
    return vm.raise("TypeError", fmt::format("set.{}() takes no keyword arguments", self.name));
}

Completion set_update(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(no_set_keywords(vm, self, args));
    for (const Value& other : args.positional.subspan(1)) {
        if (plain(other).object() == set) continue;
        AW_GUEST_DO(set_update(vm, *set, other));
    }
    return Completion::none();
}

Completion set_union(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(no_set_keywords(vm, self, args));
    AW_GUEST(Value result, copy_of(vm, Value::share(set), set->kind()));
    for (const Value& other : args.positional.subspan(1)) {
        AW_GUEST_DO(set_update(vm, *result.as<Set>(), other));
    }
    return result;
}

enum class Keep : std::uint8_t { Inside, Outside };

// The items of `set` that are (not) in `other`, in the order that CPython finds them.
Completion filtered(Vm& vm, const Value& set, const Value& other, Keep keep, Kind kind) {
    if (Set* filter = plain_set(other))
        return set_binary(vm, keep == Keep::Inside ? Vm::Binary::And : Vm::Binary::Sub,
                          *set.as<Set>(), *filter);
    if (keep == Keep::Outside) {
        AW_GUEST(Value left, copy_of(vm, set, kind));
        AW_GUEST_DO(set_difference_update(vm, *left.as<Set>(), other));
        return left;
    }
    Value result = new_set(vm, kind);
    AW_GUEST(const Value iterator, vm.iterate(other));
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value item, vm.next(iterator));
        if (item.empty()) return result;
        AW_GUEST(const Value inside, set_contains(vm, *set.as<Set>(), item));
        if (inside.is_true()) AW_GUEST_DO(set_add(vm, *result.as<Set>(), item));
    }
}

Completion set_intersection(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(no_set_keywords(vm, self, args));
    const std::span<Value> others = args.positional.subspan(1);
    Value result = Value::share(set);
    if (others.empty()) return copy_of(vm, result, set->kind());
    for (const Value& other : others) {
        AW_GUEST(result, filtered(vm, result, other, Keep::Inside, set->kind()));
    }
    return result;
}

Completion set_difference(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(no_set_keywords(vm, self, args));
    const std::span<Value> others = args.positional.subspan(1);
    const Value own = Value::share(set);
    if (others.empty()) return copy_of(vm, own, set->kind());
    AW_GUEST(const Value result, filtered(vm, own, others[0], Keep::Outside, set->kind()));
    for (const Value& other : others.subspan(1))
        AW_GUEST_DO(set_difference_update(vm, *result.as<Set>(), other));
    return result;
}

// Takes over the content of `from`.
void become(Vm& vm, Set& set, Set& from) {
    std::swap(set.table, from.table);
    std::swap(set.used, from.used);
    std::swap(set.fill, from.fill);
    ++set.version;
    note_replaced(vm, set);
}

Completion set_intersection_update(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(no_set_keywords(vm, self, args));
    for (const Value& other : args.positional.subspan(1)) {
        AW_GUEST(const Value left, filtered(vm, Value::share(set), other, Keep::Inside, Kind::Set));
        become(vm, *set, *left.as<Set>());
    }
    return Completion::none();
}

Completion set_difference_update(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    AW_GUEST_DO(no_set_keywords(vm, self, args));
    for (const Value& other : args.positional.subspan(1))
        AW_GUEST_DO(set_difference_update(vm, *set, other));
    return Completion::none();
}

Completion set_symmetric_difference(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    Value other;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"other", &other}}));
    AW_GUEST(const Value right, as_set(vm, other));
    return set_binary(vm, Vm::Binary::Xor, *set, *right.as<Set>());
}

Completion set_symmetric_difference_update(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    Value other;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"other", &other}}));
    AW_GUEST(const Value right, as_set(vm, other));
    return set_symmetric_update(vm, *set, *right.as<Set>());
}

// Whether every item of `inner` is (not) in `outer`.
Completion all_inside(Vm& vm, const Value& inner, const Value& outer, bool wanted) {
    for (const Value& item : items_of_set(*inner.as<Set>())) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value inside, set_contains(vm, *outer.as<Set>(), item));
        if (inside.is_true() != wanted) return Value::false_();
    }
    return Value::true_();
}

enum class Relation : std::uint8_t { Subset, Superset, Disjoint };

template <Relation relation>
Completion set_relation(Vm& vm, Native& self, CallArgs args) {
    AW_SET_SELF(set);
    Value other_value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"other", &other_value}}));
    AW_GUEST(const Value other, as_set(vm, other_value));
    const Value own = Value::share(set);
    if constexpr (relation == Relation::Superset) return all_inside(vm, other, own, true);
    return all_inside(vm, own, other, relation == Relation::Subset);
}

}  // namespace

void install_set(Vm& vm) {
    vm.classes.set->construct = set_construct<Kind::Set>;
    vm.classes.frozenset->construct = set_construct<Kind::FrozenSet>;
    for (Class* cls : {vm.classes.set, vm.classes.frozenset}) {
        def_all(vm, *cls,
                {{"copy", set_copy},
                 {"union", set_union},
                 {"intersection", set_intersection},
                 {"difference", set_difference},
                 {"symmetric_difference", set_symmetric_difference},
                 {"issubset", set_relation<Relation::Subset>},
                 {"issuperset", set_relation<Relation::Superset>},
                 {"isdisjoint", set_relation<Relation::Disjoint>}});
    }
    def_all(vm, *vm.classes.set,
            {{"__init__", set_init},
             {"add", set_add_method},
             {"discard", set_discard_method},
             {"remove", set_remove},
             {"pop", set_pop},
             {"clear", set_clear},
             {"update", set_update},
             {"intersection_update", set_intersection_update},
             {"difference_update", set_difference_update},
             {"symmetric_difference_update", set_symmetric_difference_update}});
}

}  // namespace lang
