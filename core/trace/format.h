// trace/format.h -- the bytes of a recorded run; writer (recorder) and reader (replay) share this.
//
// Events. One event is one opcode byte and its operands; its step is its place in the row.
// Operands: `n` a varint (7 bits a byte, low bits first); `z` a varint holding a signed number
// (zigzag); `v` a value; `i` an interned id (as the value that refers to it).
//
//   00 EndOfPage                the row goes on at the start of the next page; not an event
//   01 LineFar z                z: distance from the activation's line
//   02 Call n v...              code, then a value for each parameter
//   03 CallSome n n v...        code, number of values, values (fewer or more than parameters)
//   04 Return v                 05 ReturnNone
//   06 Yield v
//   07 Resume n                 frame, as distance back from the next new frame's number
//   08 ResumeWhole n n z v...   frame, code, line, all slots: it stepped aside before the key frame
//   09 Raise i i                exception, message
//   0a Unwind i                 0b Caught i
//   0c AssignFar n v            slot, value
//   0d AssignGlobal n v         slot of the module, value
//   0e AssignCell n             slot whose cell changed; the cell's log has the value
//   0f Change v                 object; its log says what changed
//   10 ChangeSame               the object of the last Change in this stretch
//   11 Output i
//   12 Request n n (i i)...     kind, number of fields, name and value of each
//   20..5f Line                 distance -16..47 from the activation's line
//   60..6f AssignNext           slot 0..15: the int it held, plus one
//   70..7f AssignNear b         slot 0..15: the int it held, plus a signed byte
//   80..8f Assign v             slot 0..15
//   90..af CallNear v...        code 0..31, a value for each parameter
//
// Values. A varint: payload << 3 | tag. Int: zigzag of its distance from an int: for Assign* the
// one that the slot held, in a row of values the one before it, in an object's log the one written
// last, elsewhere 0. Interned, Object: zigzag of the distance from the last id of that tag in the
// same stretch. Unbound with a payload n > 0, in a row: the value before it, n more times.
// A stretch is: the events between two key frames, a node, a tuple's items, an object's log from
// one full content to the next.
//
// Key frames. Every kKeyFrameSteps events: where the events go on, the top activation's node, the
// module's node. A node is an activation as it was: n back to the caller's node (0: the module
// is next), n frame, n code, z line - first line, a row of values. Nodes never change; an
// activation that did not run since the last key frame keeps its node.
//
// Object logs. Per object: n = class name << 3 | ObjectKind, then records in order of steps, each
// n = step distance << 3 | ChangeOp and operands; lists of values as n count, row. Content records
// hold everything; they are written again when the changes since weigh more than the content, so
// any content is near.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "trace/value_ref.h"

namespace trace {

enum class Op : std::uint8_t {
    EndOfPage,
    LineFar,
    Call,
    CallSome,
    Return,
    ReturnNone,
    Yield,
    Resume,
    ResumeWhole,
    Raise,
    Unwind,
    Caught,
    AssignFar,
    AssignGlobal,
    AssignCell,
    Change,
    ChangeSame,
    Output,
    Request,
};
inline constexpr int kLineOps = 0x20, kLineOpCount = 64, kLineOpMin = -16;
inline constexpr int kAssignNextOps = 0x60, kAssignNearOps = 0x70, kAssignOps = 0x80;
inline constexpr int kNearSlots = 16;
inline constexpr int kCallNearOps = 0x90, kNearCodes = 32;

inline constexpr int kKeyFrameSteps = 512;
inline constexpr int kMaxVarintBytes = 10;

enum class ChangeOp : std::uint8_t {
    Content,  // count, values (entries: key, value, key, value ...); not a change
    Item,     // z distance from the last index, value
    Append,   // value
    Splice,   // at, removed, count, values
    Entry,    // key, value
    Remove,   // key
    Replace,  // as Content, but the program did it
};

inline std::uint64_t zigzag(std::int64_t i) {
    return (static_cast<std::uint64_t>(i) << 1) ^ static_cast<std::uint64_t>(i >> 63);
}
inline std::int64_t unzigzag(std::uint64_t n) {
    return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
}

inline std::uint8_t* write_varint(std::uint8_t* out, std::uint64_t n) {
    while (n >= 0x80) {
        *out++ = static_cast<std::uint8_t>(n | 0x80);
        n >>= 7;
    }
    *out++ = static_cast<std::uint8_t>(n);
    return out;
}
inline std::uint64_t read_varint(const std::uint8_t*& in) {
    std::uint64_t n = *in++;
    if (n < 0x80) return n;
    n &= 0x7f;
    for (int shift = 7;; shift += 7) {
        const std::uint64_t byte = *in++;
        n |= (byte & 0x7f) << shift;
        if (byte < 0x80) return n;
    }
}

// The distance between two ints of a ValueRef, kept in 61 bits: it wraps, and so does adding it.
inline std::int64_t wrap61(std::uint64_t n) { return static_cast<std::int64_t>(n << 3) >> 3; }
inline std::int64_t int_distance(ValueRef from, ValueRef to) {
    return wrap61(static_cast<std::uint64_t>(to.as_integer()) -
                  static_cast<std::uint64_t>(from.as_integer()));
}
inline ValueRef int_plus(ValueRef from, std::int64_t distance) {
    return ValueRef::integer(wrap61(static_cast<std::uint64_t>(from.as_integer()) +
                                    static_cast<std::uint64_t>(distance)));
}
inline constexpr ValueRef kZero = ValueRef::integer(0);

// Writes and reads values; remembers the last ids of its stretch. `held` is what an Int is
// measured from.
class ValueCoder {
  public:
    std::uint8_t* write(std::uint8_t* out, ValueRef value, ValueRef held = kZero) {
        const auto tag = static_cast<std::uint64_t>(value.tag());
        std::uint64_t payload = 0;
        if (value.tag() >= ValueRef::Tag::Interned) {
            std::uint32_t& last = last_id(value.tag());
            payload = zigzag(std::int64_t{value.id()} - last);
            last = value.id();
        } else if (value.tag() == ValueRef::Tag::Int) {
            payload = zigzag(int_distance(base(held), value));
        }
        return write_varint(out, payload << 3 | tag);
    }
    ValueRef read(const std::uint8_t*& in, ValueRef held = kZero) {
        return decode(read_varint(in), held);
    }

    // A row of values, repeats counted.
    void write_row(std::vector<std::uint8_t>& out, std::span<const ValueRef> values);
    std::uint8_t* write_row(std::uint8_t* out, std::span<const ValueRef> values);
    void read_row(const std::uint8_t*& in, std::span<ValueRef> values);

  private:
    std::uint8_t* write_part(std::uint8_t* out, std::span<const ValueRef> values, ValueRef& before);
    static ValueRef base(ValueRef held) { return held.tag() == ValueRef::Tag::Int ? held : kZero; }
    std::uint32_t& last_id(ValueRef::Tag tag) {
        return last_[tag == ValueRef::Tag::Object ? 1 : 0];
    }
    ValueRef decode(std::uint64_t n, ValueRef held) {
        const auto tag = static_cast<ValueRef::Tag>(n & 7);
        if (tag == ValueRef::Tag::Int) return int_plus(base(held), unzigzag(n >> 3));
        if (tag < ValueRef::Tag::Int) return ValueRef::from_bits(n & 7);
        std::uint32_t& last = last_id(tag);
        last = static_cast<std::uint32_t>(last + unzigzag(n >> 3));
        return tag == ValueRef::Tag::Object ? ValueRef::object(last) : ValueRef::interned(last);
    }
    std::array<std::uint32_t, 2> last_ = {0, 0};
};

inline std::uint8_t* ValueCoder::write_row(std::uint8_t* out, std::span<const ValueRef> values) {
    ValueRef before = kZero;
    return write_part(out, values, before);
}

inline std::uint8_t* ValueCoder::write_part(std::uint8_t* out, std::span<const ValueRef> values,
                                            ValueRef& before) {
    for (std::size_t i = 0; i < values.size();) {
        out = write(out, values[i], before);
        before = values[i];
        std::size_t same = i + 1;
        while (same < values.size() && values[same] == before) ++same;
        if (same - i > 1) out = write_varint(out, (same - i - 1) << 3);
        i = same;
    }
    return out;
}

inline void ValueCoder::write_row(std::vector<std::uint8_t>& out,
                                  std::span<const ValueRef> values) {
    constexpr std::size_t kPart = 1024;  // so that room is made for what is written, not the worst
    ValueRef before = kZero;
    for (std::size_t i = 0; i < values.size(); i += kPart) {
        const auto part = values.subspan(i, std::min(kPart, values.size() - i));
        const std::size_t used = out.size();
        out.resize(used + 2 * part.size() * kMaxVarintBytes);
        const std::uint8_t* end = write_part(out.data() + used, part, before);
        out.resize(static_cast<std::size_t>(end - out.data()));
    }
}

inline void ValueCoder::read_row(const std::uint8_t*& in, std::span<ValueRef> values) {
    ValueRef before = kZero;
    for (std::size_t i = 0; i < values.size();) {
        const std::uint64_t n = read_varint(in);
        if (n > 7 && (n & 7) == 0) {
            for (std::uint64_t k = n >> 3; k > 0; --k, ++i) values[i] = before;
        } else {
            before = values[i++] = decode(n, before);
        }
    }
}

}  // namespace trace
