#include "trace/interned.h"

#include <algorithm>
#include <cstring>

#include "base/assert.h"

namespace trace {
namespace {

constexpr std::size_t kProbes = 4;  // slots that are looked at
constexpr std::size_t kMaxShortText = InternedTable::kMaxShared - 2;

std::uint32_t hash_of(const std::uint8_t* bytes, std::size_t size) {
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15;  // 2^64 / the golden ratio
    std::uint64_t hash = size * kMultiplier;
    for (std::size_t i = 0; i < size; i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + i, std::min<std::size_t>(8, size - i));
        hash = (hash ^ word) * kMultiplier;
        hash ^= hash >> 29;
    }
    return static_cast<std::uint32_t>(hash >> 16);
}

// The first `limit` bytes, without half a UTF-8 character at the end.
std::string_view cut_text(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
    return text.substr(0, limit);
}

std::size_t entry_size(const std::uint8_t* entry) {
    const std::uint8_t* in = entry + 1;
    switch (static_cast<InternedKind>(*entry)) {
        case InternedKind::Real: return 1 + sizeof(double);
        case InternedKind::LongText:
            ++in;
            for (int i = 0; i < 3; ++i) read_varint(in);
            return static_cast<std::size_t>(in - entry);
        case InternedKind::Text:
        case InternedKind::Bytes:
        case InternedKind::BigInteger:
        case InternedKind::Tuple:
        case InternedKind::Opaque: break;
    }
    const std::uint64_t size = read_varint(in);
    return static_cast<std::size_t>(in - entry) + size;
}

}  // namespace

InternedId InternedTable::add_text(InternedKind kind, std::string_view text) {
    if (text.size() > kMaxShortText) return add_long_text(kind, text);
    std::uint8_t* out = entries_.reserve(kMaxShared);
    *out++ = static_cast<std::uint8_t>(kind);
    *out++ = static_cast<std::uint8_t>(text.size());
    if (!text.empty()) std::memcpy(out, text.data(), text.size());
    return share_entry(out + text.size());
}

InternedId InternedTable::add_long_text(InternedKind kind, std::string_view text) {
    constexpr std::size_t kLookBack = 4;
    const std::size_t left = kLongTextBudget - std::min(kLongTextBudget, long_bytes_);
    const std::size_t limit = std::clamp(left / 16, kMaxShared, kMaxTextBytes);
    const std::string_view kept =
        kind == InternedKind::Bytes ? text.substr(0, limit) : cut_text(text, limit);
    for (std::size_t back = 1; back <= std::min(kLookBack, long_texts_.size()); ++back) {
        const std::size_t number = long_texts_.size() - back;
        LongText& last = long_texts_[number];
        if (last.kind != kind || !text.starts_with(last.bytes)) continue;
        if (text.size() == last.whole_bytes && text.size() == last.bytes.size())
            return last.last_id;
        if (last.whole_bytes > last.bytes.size() && kept.size() > last.bytes.size()) continue;
        if (kept.size() > last.bytes.size()) {
            long_bytes_ += kept.size() - last.bytes.size();
            last.bytes.append(kept.substr(last.bytes.size()));
        }
        return add_long_entry(last, number, text.size());
    }
    long_bytes_ += kept.size();
    long_texts_.push_back({std::string(kept), text.size(), 0, kind});
    return add_long_entry(long_texts_.back(), long_texts_.size() - 1, text.size());
}

InternedId InternedTable::add_long_entry(LongText& long_text, std::size_t number,
                                         std::size_t whole_bytes) {
    std::uint8_t* out = entries_.reserve(2 + 3 * kMaxVarintBytes);
    *out++ = static_cast<std::uint8_t>(InternedKind::LongText);
    *out++ = static_cast<std::uint8_t>(long_text.kind);
    out = write_varint(out, number);
    out = write_varint(out, long_text.bytes.size());
    out = write_varint(out, whole_bytes);
    long_text.whole_bytes = whole_bytes;
    long_text.last_id = add_entry(out);
    return long_text.last_id;
}

InternedId InternedTable::add_real(double value) {
    std::uint8_t* out = entries_.reserve(1 + sizeof value);
    *out++ = static_cast<std::uint8_t>(InternedKind::Real);
    std::memcpy(out, &value, sizeof value);
    return add_entry(out + sizeof value);
}

InternedId InternedTable::add_tuple(std::span<const ValueRef> items) {
    scratch_.resize(kMaxVarintBytes);
    scratch_.resize(
        static_cast<std::size_t>(write_varint(scratch_.data(), items.size()) - scratch_.data()));
    ValueCoder().write_row(scratch_, items);
    std::uint8_t* const start = entries_.reserve(1 + kMaxVarintBytes + scratch_.size());
    std::uint8_t* out = start;
    *out++ = static_cast<std::uint8_t>(InternedKind::Tuple);
    out = write_varint(out, scratch_.size());
    std::memcpy(out, scratch_.data(), scratch_.size());
    out += scratch_.size();
    return static_cast<std::size_t>(out - start) <= kMaxShared ? share_entry(out) : add_entry(out);
}

InternedId InternedTable::add_entry(std::uint8_t* end) {
    const Pages::Position position = entries_.position();
    ++count_;
    if (index_.empty() || count_ - index_.back().id >= kIndexEvery ||
        position >> Pages::kPageBits != index_.back().position >> Pages::kPageBits)
        index_.push_back({count_, position});
    entries_.commit(end);
    return count_;
}

// The entry just written up to `end`, or the one from before with the same content.
InternedId InternedTable::share_entry(std::uint8_t* end) {
    if (std::size_t{shared_} * 2 >= slots_.size() && slots_.size() < kMaxSlots) grow_slots();
    const std::uint8_t* start = entries_.reserve(0);
    const auto size = static_cast<std::size_t>(end - start);
    const std::uint32_t hash = hash_of(start, size);
    const std::size_t mask = slots_.size() - 1;
    Slot* free = &slots_[hash & mask];  // the oldest gives way when there is no other
    for (std::size_t i = 0; i < kProbes; ++i) {
        Slot& slot = slots_[(hash + i) & mask];
        if (slot.id == 0) {
            free = &slot;
            ++shared_;
            break;
        }
        // Kind and size come first, so an entry that is shorter differs before it ends.
        if (slot.hash == hash && std::memcmp(entries_.at(slot.position), start, 2) == 0 &&
            std::memcmp(entries_.at(slot.position), start, size) == 0)
            return slot.id;
    }
    *free = {hash, count_ + 1, entries_.position()};
    return add_entry(end);
}

void InternedTable::grow_slots() {
    std::vector<Slot> larger(std::max<std::size_t>(64, slots_.size() * 2));
    const std::size_t mask = larger.size() - 1;
    shared_ = 0;
    for (const Slot& slot : slots_) {
        if (slot.id == 0) continue;
        std::size_t i = 0;
        while (i < kProbes && larger[(slot.hash + i) & mask].id != 0) ++i;
        if (i == kProbes) continue;
        larger[(slot.hash + i) & mask] = slot;
        ++shared_;
    }
    slots_ = std::move(larger);
}

const std::uint8_t* InternedTable::find(InternedId id) const {
    AW_ASSERT(id > 0 && id <= count_);
    const auto after = std::upper_bound(
        index_.begin(), index_.end(), id,
        [](InternedId wanted, const IndexEntry& entry) { return wanted < entry.id; });
    const IndexEntry& near = *std::prev(after);
    const std::uint8_t* entry = entries_.at(near.position);
    for (InternedId i = near.id; i < id; ++i) entry += entry_size(entry);
    return entry;
}

InternedValue InternedTable::get(InternedId id) const {
    const std::uint8_t* in = find(id);
    InternedValue value;
    value.kind = static_cast<InternedKind>(*in++);
    if (value.kind == InternedKind::Real) {
        std::memcpy(&value.real, in, sizeof value.real);
        return value;
    }
    if (value.kind == InternedKind::LongText) {
        value.kind = static_cast<InternedKind>(*in++);
        const std::string_view stored = long_texts_[read_varint(in)].bytes;
        value.text = stored.substr(0, read_varint(in));
        value.whole_bytes = read_varint(in);
        return value;
    }
    const std::size_t size = read_varint(in);
    if (value.kind == InternedKind::Tuple) {
        value.items.resize(read_varint(in));
        ValueCoder().read_row(in, value.items);
        return value;
    }
    value.text = {reinterpret_cast<const char*>(in), size};
    value.whole_bytes = size;
    return value;
}

std::size_t InternedTable::byte_size() const {
    return entries_.byte_size() + index_.capacity() * sizeof index_[0] +
           slots_.capacity() * sizeof(Slot) + long_texts_.capacity() * sizeof(LongText) +
           long_bytes_ + scratch_.capacity();
}

void InternedTable::finish() {
    entries_.trim();
    index_.shrink_to_fit();
    slots_ = std::vector<Slot>();
    scratch_ = std::vector<std::uint8_t>();
    for (LongText& text : long_texts_) text.bytes.shrink_to_fit();
    long_texts_.shrink_to_fit();
}

void InternedTable::append_to(std::string& out) const {
    entries_.append_to(out);
    for (const LongText& text : long_texts_) out += text.bytes;
}

}  // namespace trace
