// Sets, laid out as in CPython's Objects/setobject.c: the same table sizes, probing and resizing,
// so that iteration goes in the same order.
#include <vector>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/dict_internal.h"
#include "lang/object_model.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

constexpr std::size_t kSmallestTable = 8;
constexpr std::size_t kLinearProbes = 9;
constexpr std::uint64_t kRemovedHash = UINT64_MAX;  // no key has it
constexpr std::size_t kAbsent = SIZE_MAX;

bool is_free(const SetEntry& entry) { return entry.key.empty() && entry.hash == 0; }

// The places of the table that a hash may stand in: runs of neighbours, then a jump.
class Probe {
  public:
    Probe(std::uint64_t hash, std::size_t places)
        : mask_(places - 1), start_(hash & mask_), perturb_(hash) {
        begin_run();
    }
    std::size_t at() const { return at_; }
    void next() {
        if (left_ > 0) {
            --left_;
            ++at_;
            return;
        }
        perturb_ >>= 5;
        start_ = (start_ * 5 + 1 + perturb_) & mask_;
        begin_run();
    }

  private:
    void begin_run() {
        at_ = start_;
        left_ = start_ + kLinearProbes <= mask_ ? kLinearProbes : 0;
    }
    std::size_t mask_, start_;
    std::uint64_t perturb_;
    std::size_t at_ = 0, left_ = 0;
};

// Into a table without removed places that does not have the key.
void insert_clean(Set& set, SetEntry entry) {
    Probe probe(entry.hash, set.table.size());
    while (!set.table[probe.at()].key.empty()) probe.next();
    set.table[probe.at()] = std::move(entry);
}

void resize(Set& set, std::size_t more_than) {
    std::size_t places = kSmallestTable;
    while (places <= more_than) places *= 2;
    auto old = std::move(set.table);
    set.table.assign(places, SetEntry{0, {}});
    for (SetEntry& entry : old)
        if (!entry.key.empty()) insert_clean(set, std::move(entry));
    set.fill = set.used;
}

void ensure_table(Set& set) {
    if (set.table.empty()) set.table.assign(kSmallestTable, SetEntry{0, {}});
}

bool same_text(Vm& vm, const Value& a, const Value& b) {
    if (!a.is(Kind::Str) || !b.is(Kind::Str)) return false;
    const std::string_view x = a.as<Str>()->view(), y = b.as<Str>()->view();
    if (x.size() > 1024) pay(vm, x.size() / 64);
    return x == y;
}
bool is_plain_key(const Value& v) { return v.is_small() || v.is(Kind::Str); }

// Where the key stands, or kAbsent. As find_key of dict.cpp.
Completion find_key(Vm& vm, Set& set, const Value& key, std::uint64_t hash, std::size_t* found) {
    *found = kAbsent;
    const bool plain_key = is_plain_key(key);
    bool again = true;
    while (again) {
        again = false;
        if (set.table.empty()) return Completion::none();
        for (Probe probe(hash, set.table.size());; probe.next()) {
            const SetEntry& entry = set.table[probe.at()];
            if (is_free(entry)) return Completion::none();
            if (entry.hash != hash || entry.key.empty()) continue;
            *found = probe.at();
            if (entry.key.same_as(key) || same_text(vm, entry.key, key)) return Completion::none();
            *found = kAbsent;
            if (plain_key && is_plain_key(entry.key)) continue;
            const Value doubtful = entry.key;
            const std::uint32_t version = set.version;
            AW_GUEST(Value equal, vm.equals(doubtful, key));
            again = set.version != version;
            if (again) break;
            if (equal.is_true()) {
                *found = probe.at();
                return Completion::none();
            }
            if (!vm.charge(4)) return vm.out_of_steps();
        }
    }
    return Completion::none();
}

// Takes the removed place that was passed last on the way to a free one, if any.
void insert_absent(Set& set, const Value& key, std::uint64_t hash) {
    ensure_table(set);
    std::size_t removed = kAbsent;
    Probe probe(hash, set.table.size());
    for (; !is_free(set.table[probe.at()]); probe.next())
        if (set.table[probe.at()].key.empty()) removed = probe.at();
    ++set.used;
    ++set.version;
    if (removed != kAbsent) {
        set.table[removed] = {hash, key};
        return;
    }
    set.table[probe.at()] = {hash, key};
    ++set.fill;
    if (std::size_t{set.fill} * 5 < (set.table.size() - 1) * 3) return;
    resize(set, set.used > 50000 ? std::size_t{set.used} * 2 : std::size_t{set.used} * 4);
}

Completion has_room_to_grow(Vm& vm, const Set& set) {
    constexpr std::size_t kAlwaysFine = 1024;
    if (set.table.size() < kAlwaysFine) return Completion::none();
    if (std::size_t{set.fill} * 5 + 5 < (set.table.size() - 1) * 3) return Completion::none();
    if (!vm.has_room(set.table.size() * 4 * sizeof(SetEntry))) return vm.out_of_memory();
    return vm.charge(set.table.size() / 16) ? Completion::none() : vm.out_of_steps();
}

Completion add_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash) {
    std::size_t at = kAbsent;
    AW_GUEST_DO(find_key(vm, set, key, hash, &at));
    if (at != kAbsent) return Completion::none();
    AW_GUEST_DO(has_room_to_grow(vm, set));
    const std::size_t size_before = set.table.size();
    insert_absent(set, key, hash);
    if (set.table.size() == size_before) {
        note_added(vm, set, key);
    } else {
        note_replaced(vm, set);  // laid out anew: another order
    }
    return Completion::none();
}

void remove_at(Set& set, std::size_t at) {
    const Value gone = std::move(set.table[at].key);  // dropped when the set is consistent
    set.table[at].hash = kRemovedHash;
    --set.used;
    ++set.version;
}

Completion discard_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash) {
    std::size_t at = kAbsent;
    AW_GUEST_DO(find_key(vm, set, key, hash, &at));
    if (at == kAbsent) return Value::false_();
    const Value held = set.table[at].key;
    remove_at(set, at);
    note_removed(vm, set, held);
    return Value::true_();
}

Completion contains_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash) {
    std::size_t at = kAbsent;
    AW_GUEST_DO(find_key(vm, set, key, hash, &at));
    return Value::boolean(at != kAbsent);
}

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

Completion update_from_dict(Vm& vm, Set& set, const Dict& dict) {
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

Completion set_add(Vm& vm, Set& set, const Value& key) {
    std::uint64_t hash = 0;
    if (!quick_hash(key, &hash)) AW_GUEST_DO(hash_key(vm, key, "a set element", &hash));
    return add_with_hash(vm, set, key, hash);
}

Completion set_contains(Vm& vm, Set& set, const Value& key) {
    std::uint64_t hash = 0;
    if (!quick_hash(key, &hash)) AW_GUEST_DO(hash_key(vm, key, "a set element", &hash));
    return contains_with_hash(vm, set, key, hash);
}

Completion set_discard(Vm& vm, Set& set, const Value& key) {
    std::uint64_t hash = 0;
    if (!quick_hash(key, &hash)) AW_GUEST_DO(hash_key(vm, key, "a set element", &hash));
    return discard_with_hash(vm, set, key, hash);
}

void set_clear(Vm& vm, Set& set) {
    const auto table = std::move(set.table);
    set.table.clear();
    set.used = set.fill = set.finger = 0;
    ++set.version;
    note_replaced(vm, set);
}

Completion set_pop(Vm& vm, Set& set) {
    if (set.used == 0) return vm.raise("KeyError", "pop from an empty set");
    std::size_t at = set.finger & (set.table.size() - 1);
    std::size_t passed = 0;
    for (; set.table[at].key.empty(); ++passed) at = (at + 1) & (set.table.size() - 1);
    if (!vm.charge(passed / 8)) return vm.out_of_steps();
    const Value key = set.table[at].key;
    remove_at(set, at);
    set.finger = static_cast<std::uint32_t>(at + 1);
    note_removed(vm, set, key);
    return key;
}

Completion set_update(Vm& vm, Set& set, const Value& iterable) {
    const Value source = plain(iterable);
    if (const Set* other = plain_set(source)) return merge(vm, set, *other);
    if (source.is(Kind::Dict)) return update_from_dict(vm, set, *source.as<Dict>());
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
