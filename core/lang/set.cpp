// Sets, laid out as in CPython's Objects/setobject.c: the same table sizes, probing and resizing,
// so that iteration goes in the same order.
#include <vector>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/dict_internal.h"
#include "lang/object_model.h"
#include "lang/set_internal.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

constexpr std::size_t kSmallestTable = 8;
constexpr std::size_t kLinearProbes = 9;
constexpr std::uint64_t kRemovedHash = UINT64_MAX;  // no key has it
constexpr std::size_t kNotInTable = SIZE_MAX;

bool is_free(const SetEntry& entry) { return entry.key.empty() && entry.hash == 0; }

// The places of the table that a hash may stand in: runs of neighbours, then a jump.
class SetProbe {
  public:
    SetProbe(std::uint64_t hash, std::size_t places)
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

}  // namespace

void insert_clean(Set& set, SetEntry entry) {
    SetProbe probe(entry.hash, set.table.size());
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

namespace {

// Where the key stands, or kAbsent. As find_key of dict.cpp.
Completion find_in_table(Vm& vm, Set& set, const Value& key, std::uint64_t hash,
                         std::size_t* found) {
    *found = kNotInTable;
    const bool plain_key = is_plain_key(key);
    while (true) {  // again, whenever __eq__ changed the set meanwhile
        if (set.table.empty()) return Completion::none();
        for (SetProbe probe(hash, set.table.size());; probe.next()) {
            const SetEntry& entry = set.table[probe.at()];
            if (is_free(entry)) return Completion::none();
            if (entry.hash != hash || entry.key.empty()) continue;
            *found = probe.at();
            if (entry.key.same_as(key) || same_text(vm, entry.key, key)) return Completion::none();
            *found = kNotInTable;
            if (plain_key && is_plain_key(entry.key)) continue;
            const Value doubtful = entry.key;
            const std::uint32_t version = set.version;
            AW_GUEST(Value equal, vm.equals(doubtful, key));
            if (set.version != version) break;
            if (equal.is_true()) {
                *found = probe.at();
                return Completion::none();
            }
            if (!vm.charge(4)) return vm.out_of_steps();
        }
    }
}

// Takes the removed place that was passed last on the way to a free one, if any.
void insert_absent(Set& set, const Value& key, std::uint64_t hash) {
    ensure_table(set);
    std::size_t removed = kNotInTable;
    SetProbe probe(hash, set.table.size());
    for (; !is_free(set.table[probe.at()]); probe.next())
        if (set.table[probe.at()].key.empty()) removed = probe.at();
    ++set.used;
    ++set.version;
    if (removed != kNotInTable) {
        set.table[removed] = {hash, key};
        return;
    }
    set.table[probe.at()] = {hash, key};
    ++set.fill;
    if (std::size_t{set.fill} * 5 < (set.table.size() - 1) * 3) return;
    resize(set, set.used > 50000 ? std::size_t{set.used} * 2 : std::size_t{set.used} * 4);
}

Completion set_has_room(Vm& vm, const Set& set) {
    constexpr std::size_t kAlwaysFine = 1024;
    if (set.table.size() < kAlwaysFine) return Completion::none();
    if (std::size_t{set.fill} * 5 + 5 < (set.table.size() - 1) * 3) return Completion::none();
    if (!vm.has_room(set.table.size() * 4 * sizeof(SetEntry))) return vm.out_of_memory();
    return vm.charge(set.table.size() / 16) ? Completion::none() : vm.out_of_steps();
}

}  // namespace

Completion add_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash) {
    std::size_t at = kNotInTable;
    AW_GUEST_DO(find_in_table(vm, set, key, hash, &at));
    if (at != kNotInTable) return Completion::none();
    AW_GUEST_DO(set_has_room(vm, set));
    const std::size_t size_before = set.table.size();
    insert_absent(set, key, hash);
    if (set.table.size() == size_before) {
        note_added(vm, set, key);
    } else {
        note_replaced(vm, set);  // laid out anew: another order
    }
    return Completion::none();
}

namespace {

void remove_at(Set& set, std::size_t at) {
    const Value gone = std::move(set.table[at].key);  // dropped when the set is consistent
    set.table[at].hash = kRemovedHash;
    --set.used;
    ++set.version;
}

}  // namespace

Completion discard_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash) {
    std::size_t at = kNotInTable;
    AW_GUEST_DO(find_in_table(vm, set, key, hash, &at));
    if (at == kNotInTable) return Value::false_();
    const Value held = set.table[at].key;
    remove_at(set, at);
    note_removed(vm, set, held);
    return Value::true_();
}

Completion contains_with_hash(Vm& vm, Set& set, const Value& key, std::uint64_t hash) {
    std::size_t at = kNotInTable;
    AW_GUEST_DO(find_in_table(vm, set, key, hash, &at));
    return Value::boolean(at != kNotInTable);
}

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

}  // namespace lang
