// trace/value_ref.h -- a value as the trace keeps it: 8 bytes, never a pointer into the guest.
// Small integers are inline; immutable values (text, bytes, float, big int, tuple, opaque things
// such as functions) are interned once; mutable containers are an object id whose content at a
// step is found in the object's log.
#pragma once

#include <cstdint>

namespace trace {

using CodeId = std::uint32_t;
using ObjectId = std::uint32_t;    // 1-based; 0 is none
using InternedId = std::uint32_t;  // 1-based; 0 is none
using FrameId = std::uint32_t;     // 1-based; one activation of a function, also while suspended

class ValueRef {
  public:
    enum class Tag : std::uint8_t { Unbound, None, True, False, Ellipsis, Int, Interned, Object };

    constexpr ValueRef() = default;
    static constexpr ValueRef none() { return {Tag::None, 0}; }
    static constexpr ValueRef boolean(bool b) { return {b ? Tag::True : Tag::False, 0}; }
    static constexpr ValueRef ellipsis() { return {Tag::Ellipsis, 0}; }
    // Integers of at most 61 bits; larger ones are interned by their decimal text.
    static constexpr bool fits(std::int64_t i) {
        return i >= -(std::int64_t{1} << 60) && i < (std::int64_t{1} << 60);
    }
    static constexpr ValueRef integer(std::int64_t i) {
        return {Tag::Int, static_cast<std::uint64_t>(i)};
    }
    static constexpr ValueRef interned(InternedId id) { return {Tag::Interned, id}; }
    static constexpr ValueRef object(ObjectId id) { return {Tag::Object, id}; }

    constexpr Tag tag() const { return static_cast<Tag>(bits_ & 7); }
    constexpr std::int64_t as_integer() const { return static_cast<std::int64_t>(bits_) >> 3; }
    constexpr std::uint32_t id() const { return static_cast<std::uint32_t>(bits_ >> 3); }
    constexpr std::uint64_t bits() const { return bits_; }
    static constexpr ValueRef from_bits(std::uint64_t bits) {
        ValueRef v;
        v.bits_ = bits;
        return v;
    }
    friend constexpr bool operator==(ValueRef, ValueRef) = default;

  private:
    constexpr ValueRef(Tag tag, std::uint64_t payload)
        : bits_((payload << 3) | static_cast<std::uint64_t>(tag)) {}
    std::uint64_t bits_ = 0;
};

}  // namespace trace
