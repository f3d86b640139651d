// lang/dict_internal.h -- the table behind a Dict, without guest code. Stays in this folder.
// Small dicts are searched one by one; `index` exists once there are more than kScannedEntries.
#pragma once

#include "lang/hash.h"

namespace lang {

inline constexpr std::size_t kScannedEntries = 8;

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
