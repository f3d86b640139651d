#include "lang/dict.h"

#include "lang/arguments.h"
#include "lang/dict_internal.h"
#include "lang/native.h"
#include "lang/object_model.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

constexpr std::int32_t kFree = -1;
constexpr std::int32_t kRemoved = -2;
constexpr std::size_t kAbsent = SIZE_MAX;

// The places of the index that a hash may stand in, in order.
class DictProbe {
  public:
    DictProbe(std::uint64_t hash, std::size_t places)
        : mask_(places - 1), at_(hash & mask_), perturb_(hash) {}
    std::size_t at() const { return at_; }
    void next() {
        perturb_ >>= 5;
        at_ = (at_ * 5 + perturb_ + 1) & mask_;
    }

  private:
    std::size_t mask_, at_;
    std::uint64_t perturb_;
};

void enter(Dict& dict, std::uint64_t hash, std::size_t entry) {
    DictProbe probe(hash, dict.index.size());
    while (dict.index[probe.at()] >= 0) probe.next();
    if (dict.index[probe.at()] == kFree) ++dict.filled;
    dict.index[probe.at()] = static_cast<std::int32_t>(entry);
}

void rebuild_index(Dict& dict) {
    std::size_t places = 16;
    while (places < dict.entries.size() * 3) places *= 2;
    dict.index.assign(places, kFree);
    dict.filled = 0;
    for (std::size_t i = 0; i < dict.entries.size(); ++i)
        if (!dict.entries[i].key.empty()) enter(dict, dict.entries[i].hash, i);
}

void close_gaps(Dict& dict) {
    std::size_t to = 0;
    for (std::size_t from = 0; from < dict.entries.size(); ++from) {
        if (dict.entries[from].key.empty()) continue;
        if (to != from) dict.entries[to] = std::move(dict.entries[from]);
        ++to;
    }
    dict.entries.resize(to);
    if (!dict.index.empty()) rebuild_index(dict);
}

// The entries whose hash is `hash`, one after the other, as long as the dict does not change.
class Candidates {
  public:
    Candidates(const Dict& dict, std::uint64_t hash)
        : dict_(dict), hash_(hash), probe_(hash, dict.index.empty() ? 1 : dict.index.size()) {}
    std::size_t next() {  // kAbsent: no more
        return dict_.index.empty() ? next_scanned() : next_probed();
    }

  private:
    std::size_t next_scanned() {
        for (; scanned_ < dict_.entries.size(); ++scanned_) {
            const DictEntry& entry = dict_.entries[scanned_];
            if (entry.hash == hash_ && !entry.key.empty()) return scanned_++;
        }
        return kAbsent;
    }
    std::size_t next_probed() {
        while (true) {
            const std::int32_t at = dict_.index[probe_.at()];
            if (at == kFree) return kAbsent;
            probe_.next();
            if (at == kRemoved) continue;
            if (dict_.entries[static_cast<std::size_t>(at)].hash == hash_)
                return static_cast<std::size_t>(at);
        }
    }
    const Dict& dict_;
    std::uint64_t hash_;
    DictProbe probe_;
    std::size_t scanned_ = 0;
};

// `found` is kAbsent when the key is not there. A guest's __eq__ may change the dict: then the
// search starts again, and it is the guest's steps that end it.
Completion find_key(Vm& vm, Dict& dict, const Value& key, std::uint64_t hash, std::size_t* found) {
    const bool plain_key = is_plain_key(key);
    bool again = true;
    while (again) {
        again = false;
        Candidates candidates(dict, hash);
        while (!again) {
            *found = candidates.next();
            if (*found == kAbsent) return Completion::none();
            const Value& there = dict.entries[*found].key;
            if (there.same_as(key) || same_text(vm, there, key)) return Completion::none();
            if (plain_key && is_plain_key(there)) continue;
            if (!vm.charge(4)) return vm.out_of_steps();
            const Value doubtful = there;
            const std::uint32_t version = dict.version;
            AW_GUEST(Value equal, vm.equals(doubtful, key));
            again = dict.version != version;
            if (!again && equal.is_true()) return Completion::none();
        }
    }
    return Completion::none();
}

Completion has_room_to_grow(Vm& vm, const Dict& dict) {
    constexpr std::size_t kAlwaysFine = 1024;
    const std::size_t capacity = dict.entries.capacity();
    if (dict.entries.size() < capacity || capacity < kAlwaysFine) return Completion::none();
    const std::size_t bytes = capacity * 2 * (sizeof(DictEntry) + 2 * sizeof(std::int32_t));
    if (!vm.has_room(bytes)) return vm.out_of_memory();
    if (!vm.charge(capacity / 16)) return vm.out_of_steps();
    return Completion::none();
}

}  // namespace

const DictEntry* find_text(const Dict& dict, std::string_view key) {
    const std::uint64_t hash = hash_text(key);
    Candidates candidates(dict, hash);
    while (true) {
        const std::size_t at = candidates.next();
        if (at == kAbsent) return nullptr;
        const DictEntry& entry = dict.entries[at];
        if (entry.key.is(Kind::Str) && entry.key.as<Str>()->view() == key) return &entry;
    }
}

void append_entry(Dict& dict, std::uint64_t hash, Value key, Value value) {
    const bool is_full = dict.entries.size() == dict.entries.capacity();
    if (is_full && dict.used < dict.entries.size() - dict.entries.size() / 4) close_gaps(dict);
    if (is_full && dict.entries.empty()) dict.entries.reserve(4);
    dict.entries.push_back({hash, std::move(key), std::move(value)});
    ++dict.used;
    ++dict.version;
    if (dict.index.empty()) {
        if (dict.entries.size() > kScannedEntries) rebuild_index(dict);
    } else if ((std::size_t{dict.filled} + 1) * 3 > dict.index.size() * 2) {
        rebuild_index(dict);
    } else {
        enter(dict, hash, dict.entries.size() - 1);
    }
}

DictEntry take_entry(Dict& dict, std::size_t at) {
    DictEntry taken = std::move(dict.entries[at]);
    if (!dict.index.empty()) {
        DictProbe probe(taken.hash, dict.index.size());
        while (dict.index[probe.at()] != static_cast<std::int32_t>(at)) probe.next();
        dict.index[probe.at()] = kRemoved;
    }
    --dict.used;
    ++dict.version;
    while (!dict.entries.empty() && dict.entries.back().key.empty()) dict.entries.pop_back();
    if (dict.used == 0) {
        dict.index.clear();
        dict.index.shrink_to_fit();
        dict.filled = 0;
    }
    return taken;
}

Completion dict_get(Vm& vm, Dict& dict, const Value& key) {
    std::uint64_t hash = 0;
    if (!quick_hash(key, &hash)) AW_GUEST_DO(hash_key(vm, key, "a dict key", &hash));
    std::size_t at = kAbsent;
    AW_GUEST_DO(find_key(vm, dict, key, hash, &at));
    return at == kAbsent ? Value() : dict.entries[at].value;
}

Completion dict_set(Vm& vm, Dict& dict, const Value& key, Value value) {
    std::uint64_t hash = 0;
    if (!quick_hash(key, &hash)) AW_GUEST_DO(hash_key(vm, key, "a dict key", &hash));
    std::size_t at = kAbsent;
    AW_GUEST_DO(find_key(vm, dict, key, hash, &at));
    if (at != kAbsent) {
        note_entry(vm, dict, dict.entries[at].key, value);
        const Value old = std::exchange(dict.entries[at].value, std::move(value));
        return Completion::none();
    }
    AW_GUEST_DO(has_room_to_grow(vm, dict));
    note_entry(vm, dict, key, value);
    append_entry(dict, hash, key, std::move(value));
    return Completion::none();
}

Completion dict_remove(Vm& vm, Dict& dict, const Value& key) {
    std::uint64_t hash = 0;
    if (!quick_hash(key, &hash)) AW_GUEST_DO(hash_key(vm, key, "a dict key", &hash));
    std::size_t at = kAbsent;
    AW_GUEST_DO(find_key(vm, dict, key, hash, &at));
    if (at == kAbsent) return Value();
    DictEntry taken = take_entry(dict, at);
    note_removed(vm, dict, taken.key);
    return std::move(taken.value);
}

void dict_clear(Vm& vm, Dict& dict) {
    const auto entries = std::move(dict.entries);  // dropped when the dict is empty already
    dict.entries.clear();
    dict.index.clear();
    dict.used = dict.filled = 0;
    ++dict.version;
    note_replaced(vm, dict);
}

Value dict_copy(Vm& vm, const Dict& dict) {
    Value made = vm.heap().make_dict();
    auto& copy = *made.as<Dict>();
    pay(vm, dict.entries.size());
    copy.entries.reserve(dict.used);
    for (const DictEntry& entry : dict.entries)
        if (!entry.key.empty()) copy.entries.push_back(entry);
    copy.used = dict.used;
    if (copy.entries.size() > kScannedEntries) rebuild_index(copy);
    return made;
}

namespace {

Completion update_from_dict(Vm& vm, Dict& dict, Dict& other) {
    if (&dict == &other) return Completion::none();
    const std::uint32_t used = other.used;
    for (std::size_t at = next_entry(other, 0); at < other.entries.size();
         at = next_entry(other, at + 1)) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const DictEntry entry = other.entries[at];
        AW_GUEST_DO(dict_set(vm, dict, entry.key, entry.value));
        if (other.used != used) return vm.raise("RuntimeError", "dict mutated during update");
    }
    return Completion::none();
}

Completion update_from_keys(Vm& vm, Dict& dict, const Value& mapping, const Value& keys_method) {
    AW_GUEST(Value keys, vm.call(keys_method));
    AW_GUEST(Value iterator, vm.iterate(keys));
    while (true) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value key, vm.next(iterator));
        if (key.empty()) return Completion::none();
        AW_GUEST(Value value, vm.get_item(mapping, key));
        AW_GUEST_DO(dict_set(vm, dict, key, std::move(value)));
    }
}

Completion add_pair(Vm& vm, Dict& dict, const Value& pair, std::int64_t number) {
    Completion listed = vm.to_list(pair);
    if (listed.raised() && vm.is_instance_of(listed.error(), *vm.exception_class("TypeError")))
        return vm.raise("TypeError", "cannot convert dictionary update sequence element #" +
                                         std::to_string(number) + " to a sequence");
    AW_GUEST(Value items, std::move(listed));
    const ValueVector& parts = items.as<List>()->items;
    if (parts.size() != 2)
        return vm.raise("ValueError", "dictionary update sequence element #" +
                                          std::to_string(number) + " has length " +
                                          std::to_string(parts.size()) + "; 2 is required");
    return dict_set(vm, dict, parts[0], parts[1]);
}

}  // namespace

Completion dict_update(Vm& vm, Dict& dict, const Value& mapping_or_pairs) {
    const Value& source = plain(mapping_or_pairs);
    const Value hold = source;
    if (source.is(Kind::Dict)) return update_from_dict(vm, dict, *source.as<Dict>());
    AW_GUEST(Value keys_method, vm.find_attribute(mapping_or_pairs, "keys"));
    if (!keys_method.empty()) return update_from_keys(vm, dict, mapping_or_pairs, keys_method);
    AW_GUEST(Value iterator, vm.iterate(mapping_or_pairs));
    for (std::int64_t number = 0;; ++number) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value pair, vm.next(iterator));
        if (pair.empty()) return Completion::none();
        AW_GUEST_DO(add_pair(vm, dict, pair, number));
    }
}

}  // namespace lang
