// Sets with sets: update, union, difference ... in the order that CPython goes.
#include <vector>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/dict_internal.h"
#include "lang/object_model.h"
#include "lang/set_internal.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

void make_room_for(Set& set, std::size_t more) {
    ensure_table(set);
    if ((set.fill + more) * 5 >= (set.table.size() - 1) * 3) resize(set, (set.used + more) * 2);
}

Completion merge(Vm& vm, Set& set, const Set& other) {
    if (&set == &other || other.used == 0) return Completion::none();
    if (!vm.charge(other.table.size() / 2)) return vm.out_of_steps();
    if (!vm.has_room((std::size_t{set.used} + other.used) * 4 * sizeof(SetEntry)))
        return vm.out_of_memory();
    make_room_for(set, other.used);
    if (set.fill == 0) {
        if (set.table.size() == other.table.size() && other.fill == other.used) {
            set.table = other.table;
        } else {
            for (const SetEntry& entry : other.table)
                if (!entry.key.empty()) insert_clean(set, entry);
        }
        set.fill = set.used = other.used;
        ++set.version;
        note_replaced(vm, set);
        return Completion::none();
    }
    for (std::size_t at = next_item(other, 0); at < other.table.size();
         at = next_item(other, at + 1)) {
        const SetEntry entry = other.table[at];
        AW_GUEST_DO(add_with_hash(vm, set, entry.key, entry.hash));
    }
    return Completion::none();
}

Completion set_update_from_dict(Vm& vm, Set& set, const Dict& dict) {
    make_room_for(set, dict.used);
    for (std::size_t at = next_entry(dict, 0); at < dict.entries.size();
         at = next_entry(dict, at + 1)) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const DictEntry entry = dict.entries[at];
        AW_GUEST_DO(add_with_hash(vm, set, entry.key, entry.hash));
    }
    return Completion::none();
}

Completion intersection(Vm& vm, Set& a, Set& b, Set& result) {
    Set& larger = b.used > a.used ? b : a;
    Set& smaller = b.used > a.used ? a : b;
    for (std::size_t at = next_item(smaller, 0); at < smaller.table.size();
         at = next_item(smaller, at + 1)) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const SetEntry entry = smaller.table[at];
        AW_GUEST(Value both, contains_with_hash(vm, larger, entry.key, entry.hash));
        if (both.is_true()) AW_GUEST_DO(add_with_hash(vm, result, entry.key, entry.hash));
    }
    return Completion::none();
}

Completion difference(Vm& vm, Set& a, Set& b, Set& result) {
    const bool take_out = (a.used >> 2) > b.used;
    if (take_out) AW_GUEST_DO(merge(vm, result, a));
    Set& walked = take_out ? b : a;
    for (std::size_t at = next_item(walked, 0); at < walked.table.size();
         at = next_item(walked, at + 1)) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const SetEntry entry = walked.table[at];
        if (take_out) {
            AW_GUEST_DO(discard_with_hash(vm, result, entry.key, entry.hash));
            continue;
        }
        AW_GUEST(Value other, contains_with_hash(vm, b, entry.key, entry.hash));
        if (other.is_false()) AW_GUEST_DO(add_with_hash(vm, result, entry.key, entry.hash));
    }
    return Completion::none();
}

Completion symmetric_difference(Vm& vm, Set& a, Set& b, Set& result) {
    AW_GUEST_DO(merge(vm, result, b));
    for (std::size_t at = next_item(a, 0); at < a.table.size(); at = next_item(a, at + 1)) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const SetEntry entry = a.table[at];
        AW_GUEST(Value both, discard_with_hash(vm, result, entry.key, entry.hash));
        if (both.is_false()) AW_GUEST_DO(add_with_hash(vm, result, entry.key, entry.hash));
    }
    return Completion::none();
}

}  // namespace

Completion set_update(Vm& vm, Set& set, const Value& iterable) {
    const Value source = plain(iterable);
    if (const Set* other = plain_set(source)) return merge(vm, set, *other);
    if (source.is(Kind::Dict)) return set_update_from_dict(vm, set, *source.as<Dict>());
    AW_GUEST(Value iterator, vm.iterate(iterable));
    while (true) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value item, vm.next(iterator));
        if (item.empty()) return Completion::none();
        AW_GUEST_DO(set_add(vm, set, item));
    }
}

namespace {

// After many removals CPython makes the table smaller.
void drop_removed_places(Set& set) {
    if (set.table.empty() || set.fill - set.used <= (set.table.size() - 1) / 4) return;
    resize(set, set.used > 50000 ? std::size_t{set.used} * 2 : std::size_t{set.used} * 4);
}

// The items as they are now: what follows may run guest code.
std::vector<SetEntry> entries_of(const Set& set) {
    std::vector<SetEntry> entries;
    entries.reserve(set.used);
    for (const SetEntry& entry : set.table)
        if (!entry.key.empty()) entries.push_back(entry);
    return entries;
}

}  // namespace

Completion set_difference_update(Vm& vm, Set& set, const Value& iterable) {
    if (const Set* other = plain_set(iterable)) {
        if (other == &set) {
            set_clear(vm, set);
            return Completion::none();
        }
        for (const SetEntry& entry : entries_of(*other)) {
            if (!vm.charge(1)) return vm.out_of_steps();
            AW_GUEST_DO(discard_with_hash(vm, set, entry.key, entry.hash));
        }
        drop_removed_places(set);
        return Completion::none();
    }
    AW_GUEST(Value iterator, vm.iterate(iterable));
    while (true) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value item, vm.next(iterator));
        if (item.empty()) break;
        AW_GUEST_DO(set_discard(vm, set, item));
    }
    drop_removed_places(set);
    return Completion::none();
}

Completion set_symmetric_update(Vm& vm, Set& set, const Set& other) {
    if (&other == &set) {
        set_clear(vm, set);
        return Completion::none();
    }
    for (const SetEntry& entry : entries_of(other)) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value both, discard_with_hash(vm, set, entry.key, entry.hash));
        if (both.is_false()) AW_GUEST_DO(add_with_hash(vm, set, entry.key, entry.hash));
    }
    return Completion::none();
}

Value set_copy(Vm& vm, const Set& set, Kind kind) {
    Value made = kind == Kind::Set ? vm.heap().make_set() : vm.heap().make_frozenset();
    auto& copy = *made.as<Set>();
    pay(vm, set.table.size() / 2);
    if (set.used == 0) return made;
    make_room_for(copy, set.used);
    for (const SetEntry& entry : set.table)
        if (!entry.key.empty()) insert_clean(copy, entry);
    copy.fill = copy.used = set.used;
    return made;
}

Completion set_binary(Vm& vm, Vm::Binary op, Set& a, Set& b) {
    const Value hold_a = Value::share(&a), hold_b = Value::share(&b);
    Value made = a.kind() == Kind::Set ? vm.heap().make_set() : vm.heap().make_frozenset();
    auto& result = *made.as<Set>();
    switch (op) {
        case Vm::Binary::Or:
            AW_GUEST_DO(merge(vm, result, a));
            AW_GUEST_DO(merge(vm, result, b));
            break;
        case Vm::Binary::And: AW_GUEST_DO(intersection(vm, a, b, result)); break;
        case Vm::Binary::Sub: AW_GUEST_DO(difference(vm, a, b, result)); break;
        case Vm::Binary::Xor: AW_GUEST_DO(symmetric_difference(vm, a, b, result)); break;
        default: return Value::not_implemented();
    }
    return made;
}

Completion is_subset(Vm& vm, Set& a, Set& b) {
    if (a.used > b.used) return Value::false_();
    const Value hold_a = Value::share(&a), hold_b = Value::share(&b);
    for (std::size_t at = next_item(a, 0); at < a.table.size(); at = next_item(a, at + 1)) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const SetEntry entry = a.table[at];
        AW_GUEST(Value there, contains_with_hash(vm, b, entry.key, entry.hash));
        if (there.is_false()) return there;
    }
    return Value::true_();
}

}  // namespace lang
