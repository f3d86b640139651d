// trace/interned.h -- the immutable values of a run, each stored once and found by its id.
// In: text, bytes, floats, big integers, tuples and opaque things, as recorder.h takes them.
// Out: InternedValue, whose views point into the table.
// Short entries are shared by content, as long as the table that finds them again remembers them
// (it stays small enough for the processor's cache). A long text that goes on where the last long
// one ended (a text built up piece by piece) shares its storage. LIMIT: one text keeps at most
// kMaxTextBytes; less as all long texts together use up kLongTextBudget. What was cut is noted.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trace/format.h"
#include "trace/pages.h"
#include "trace/value_ref.h"

namespace trace {

enum class InternedKind : std::uint8_t { Text, LongText, Bytes, Real, BigInteger, Tuple, Opaque };

struct InternedValue {
    InternedKind kind = InternedKind::Opaque;  // never LongText: that is read as Text
    std::string_view text;                     // Text, Bytes, BigInteger, Opaque
    std::size_t whole_bytes = 0;               // Text, Bytes: of the value; more than text's if cut
    double real = 0;
    std::vector<ValueRef> items;  // Tuple
};

class InternedTable {
  public:
    static constexpr std::size_t kMaxShared = 128;  // bytes of an entry that is shared by content
    static constexpr std::size_t kMaxSlots = std::size_t{1} << 16;
    static constexpr std::size_t kMaxTextBytes = std::size_t{64} << 10;
    static constexpr std::size_t kLongTextBudget = std::size_t{8} << 20;

    InternedId add_text(InternedKind kind, std::string_view text);
    InternedId add_real(double value);
    InternedId add_tuple(std::span<const ValueRef> items);

    std::uint32_t count() const { return count_; }
    InternedValue get(InternedId id) const;
    std::string_view text(InternedId id) const { return get(id).text; }

    std::size_t byte_size() const;
    void finish();  // forgets what only adding needs
    void append_to(std::string& out) const;

  private:
    static constexpr std::uint32_t kIndexEvery = 16;
    struct IndexEntry {  // of every kIndexEvery-th entry, and of the first in a page
        InternedId id = 0;
        Pages::Position position = 0;
    };
    struct Slot {
        std::uint32_t hash = 0;
        InternedId id = 0;  // 0: free
        Pages::Position position = 0;
    };
    struct LongText {
        std::string bytes;
        std::size_t whole_bytes = 0;  // of the text that last_id stands for
        InternedId last_id = 0;
        InternedKind kind = InternedKind::Text;
    };
    InternedId add_long_text(InternedKind kind, std::string_view text);
    InternedId add_long_entry(LongText& long_text, std::size_t number, std::size_t whole_bytes);
    InternedId add_entry(std::uint8_t* end);
    InternedId share_entry(std::uint8_t* end);
    void grow_slots();
    const std::uint8_t* find(InternedId id) const;

    Pages entries_;
    std::vector<IndexEntry> index_;
    std::vector<LongText> long_texts_;
    std::size_t long_bytes_ = 0;
    std::uint32_t count_ = 0;
    std::vector<Slot> slots_;  // a power of two
    std::uint32_t shared_ = 0;
    std::vector<std::uint8_t> scratch_;
};

}  // namespace trace
