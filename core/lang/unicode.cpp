#include "lang/unicode.h"

#include <algorithm>
#include <vector>

#include "lang/unicode_internal.h"

namespace lang {
namespace {

struct RunIndex {
    std::vector<std::uint32_t> starts;
    RunIndex() {
        starts.reserve(kUnicodeRunCount);
        std::uint32_t start = 0;
        for (std::size_t i = 0; i < kUnicodeRunCount; ++i) {
            starts.push_back(start);
            start += kUnicodeRuns[2 * i];
        }
    }
};

const UnicodeRecord& record_of(char32_t point) {
    static const RunIndex index;  // built once, when the first character beyond ASCII is asked for
    const auto after = std::upper_bound(index.starts.begin(), index.starts.end(),
                                        static_cast<std::uint32_t>(point));
    const auto run = static_cast<std::size_t>(after - index.starts.begin()) - 1;
    return kUnicodeRecords[kUnicodeRuns[2 * run + 1]];
}

std::int32_t simple_offset(const UnicodeRecord& record, CaseMapping mapping) {
    switch (mapping) {
        case CaseMapping::Upper: return record.upper;
        case CaseMapping::Lower: return record.lower;
        case CaseMapping::Title: return record.title;
        case CaseMapping::Fold: return record.fold;
    }
    return 0;
}

const UnicodeSpecial* find_special(char32_t point, CaseMapping mapping) {
    const UnicodeSpecial* end = kUnicodeSpecials + kUnicodeSpecialCount;
    const UnicodeSpecial* found =
        std::lower_bound(kUnicodeSpecials, end, point,
                         [](const UnicodeSpecial& s, char32_t p) { return s.point < p; });
    for (; found != end && found->point == point; ++found) {
        if (found->kind == static_cast<std::uint8_t>(mapping)) return found;
    }
    return nullptr;
}

char32_t map_ascii(char32_t point, CaseMapping mapping) {
    const bool up = mapping == CaseMapping::Upper || mapping == CaseMapping::Title;
    if (up && point >= 'a' && point <= 'z') return point - 32;
    if (!up && point >= 'A' && point <= 'Z') return point + 32;
    return point;
}

}  // namespace

bool is_char(char32_t point, CharClass what) {
    return (record_of(point).flags & static_cast<std::uint16_t>(what)) != 0;
}

int decimal_value(char32_t point) {
    if (point < 128) return point >= '0' && point <= '9' ? static_cast<int>(point - '0') : -1;
    const UnicodeRecord& record = record_of(point);
    if ((record.flags & static_cast<std::uint16_t>(CharClass::Decimal)) == 0) return -1;
    return static_cast<int>(point) + record.digit;
}

void append_mapped(std::string& out, char32_t point, CaseMapping mapping) {
    if (point < 128) {
        out.push_back(static_cast<char>(map_ascii(point, mapping)));
        return;
    }
    if (const UnicodeSpecial* special = find_special(point, mapping)) {
        for (const std::uint16_t mapped : special->mapped) {
            if (mapped != 0) append_point(out, mapped);
        }
        return;
    }
    const auto moved = static_cast<std::int32_t>(point) + simple_offset(record_of(point), mapping);
    append_point(out, static_cast<char32_t>(moved));
}

char32_t next_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    if (first < 0x80) {
        ++at;
        return first;
    }
    const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t point = first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) point = (point << 6) | (byte(at + i) & 0x3FU);
    at += size;
    return point;
}

char32_t point_before(std::string_view text, std::size_t& at) {
    do {
        --at;
    } while ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80);
    std::size_t start = at;
    return next_point(text, start);
}

void append_point(std::string& out, char32_t point) {
    const auto put = [&](char32_t bits) { out.push_back(static_cast<char>(bits)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | (point >> 6));
        put(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        put(0xE0 | (point >> 12));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
    } else {
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
    }
}

std::size_t count_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    }));
}

}  // namespace lang
