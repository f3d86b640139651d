// lang/hash.h -- CPython's hash values with PYTHONHASHSEED=0, because they decide the order in
// which sets print. Text: SipHash-1-3 with a zero key over CPython's representation of the text
// (one, two or four bytes a code point). Tuples: its xxHash variant. Numbers: modulo 2**61 - 1.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lang/vm.h"

namespace lang {

std::uint64_t hash_bytes(std::string_view raw);
std::uint64_t hash_text(std::string_view utf8);
inline std::uint64_t hash_of(Str& str) {
    if (str.hash == 0) str.hash = hash_text(str.view());
    return str.hash;
}
inline std::uint64_t hash_small(std::int64_t value) {
    constexpr std::int64_t kModulus = (std::int64_t{1} << 61) - 1;
    if (value >= 0 && value < kModulus) return static_cast<std::uint64_t>(value);
    const std::int64_t rest = value % kModulus;
    return static_cast<std::uint64_t>(rest == -1 ? -2 : rest);
}

// Any guest value; runs its __hash__. `out` is set when the result is not a raise.
Completion hash_value(Vm& vm, const Value& v, std::uint64_t* out);
// The same for "a dict key" or "a set element", which a TypeError then names.
Completion hash_key(Vm& vm, const Value& key, std::string_view role, std::uint64_t* out);

// The quick way for the usual keys; false: use hash_value.
inline bool quick_hash(const Value& v, std::uint64_t* out) {
    if (v.is_small()) {
        *out = hash_small(v.as_small());
        return true;
    }
    if (v.is(Kind::Str)) {
        *out = hash_of(*v.as<Str>());
        return true;
    }
    return false;
}

}  // namespace lang
