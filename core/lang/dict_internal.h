// lang/dict_internal.h -- the table behind a Dict, without guest code. Stays in this folder.
// Small dicts are searched one by one; `index` exists once there are more than kScannedEntries.
#pragma once

#include "lang/hash.h"
#include "lang/object_model.h"

namespace lang {

inline constexpr std::size_t kScannedEntries = 8;

// Text and small ints compare without guest code.
inline bool is_plain_key(const Value& v) { return v.is_small() || v.is(Kind::Str); }
inline bool same_text(Vm& vm, const Value& a, const Value& b) {
    if (!a.is(Kind::Str) || !b.is(Kind::Str)) return false;
    const std::string_view x = a.as<Str>()->view(), y = b.as<Str>()->view();
    if (x.size() > 1024) pay(vm, x.size() / 64);
    return x == y;
}

// null when absent. Only entries whose key is a Str are looked at.
const DictEntry* find_text(const Dict& dict, std::string_view key);
// The key must not be in it yet.
void append_entry(Dict& dict, std::uint64_t hash, Value key, Value value);
// Takes entry `at` out; returns what it held.
DictEntry take_entry(Dict& dict, std::size_t at);

// For iteration: the next live entry at or after `at`; entries.size() at the end.
inline std::size_t next_entry(const Dict& dict, std::size_t at) {
    while (at < dict.entries.size() && dict.entries[at].key.empty()) ++at;
    return at;
}

}  // namespace lang
