// lang/unicode_internal.h -- the layout of the generated tables in unicode_tables.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace lang {

struct UnicodeRecord {
    std::uint16_t flags;
    std::int32_t upper, lower, title, fold;  // what to add for the one-character mapping
    std::int32_t digit;                      // value = code point + digit, when it is a digit
};
struct UnicodeSpecial {  // mappings to several characters; kind 0 upper, 1 lower, 2 title, 3 fold
    std::uint32_t point;
    std::uint8_t kind;
    std::uint16_t mapped[3];  // 0 ends it
};

extern const UnicodeRecord kUnicodeRecords[];
extern const std::uint32_t kUnicodeRuns[];  // over all code points: length, record, length, ...
extern const std::size_t kUnicodeRunCount;
extern const UnicodeSpecial kUnicodeSpecials[];  // by point, then kind
extern const std::size_t kUnicodeSpecialCount;

}  // namespace lang
