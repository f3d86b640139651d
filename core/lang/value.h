// lang/value.h -- one guest value in 8 bytes, counted.
// Low bits: ..1 small int (63 bits); 10 a constant (None, True, ...); 00 a pointer to an Object.
// A Value owns one count of its object; copies count up, moves steal. Freeing is never recursive
// (heap.h), so a chain of a million nodes drops safely. Reference cycles are found by
// Heap::collect_cycles, which is safe while C++ code holds Values (counts tell).
// Not thread-safe: a Vm and all its values belong to one thread.
#pragma once

#include <cstdint>
#include <utility>

namespace lang {

struct Class;

// What an object is laid out as. Guest classes make Instance (also subclasses of int, str, ...).
enum class Kind : std::uint8_t {
    Int,  // beyond 63 bits
    Float,
    Str,
    Bytes,
    Tuple,
    List,
    Dict,
    Set,
    FrozenSet,
    Range,
    Slice,
    Cell,
    Function,
    Native,
    BoundMethod,
    Class,
    Instance,  // exceptions too
    Module,
    Generator,  // coroutines and async generators too
    Iterator,
    Property,
    StaticMethod,
    ClassMethod,
    Super,
    GenericAlias,  // list[str], Annotated[str, ...]
    UnionType,     // str | None
    TypeVar,
    View,  // dict keys, values, items
};

struct Object {
    std::uint32_t refs = 1;
    std::uint32_t kind_bits : 6;
    std::uint32_t gc_bits : 2;    // heap.cpp only
    std::uint32_t trace_id : 24;  // 0: not in the trace yet; what it means depends on the kind
    Class* cls;                   // counted by Instances only; built-in classes outlive all objects

    Object(Kind its_kind, Class* its_class)
        : kind_bits(static_cast<std::uint32_t>(its_kind) & 63U),
          gc_bits(0),
          trace_id(0),
          cls(its_class) {}
    Kind kind() const { return static_cast<Kind>(kind_bits); }
};

void free_object(Object* object);  // heap.cpp; called when the last count goes

class Value {
  public:
    Value() = default;  // empty: an unbound name, an absent argument. Never seen by guests
    static Value none() { return constant(1); }
    static Value false_() { return constant(2); }
    static Value true_() { return constant(3); }
    static Value ellipsis() { return constant(4); }
    static Value not_implemented() { return constant(5); }
    static Value boolean(bool b) { return b ? true_() : false_(); }
    static constexpr bool fits_small(std::int64_t i) {
        return i >= -(std::int64_t{1} << 62) && i < (std::int64_t{1} << 62);
    }
    static Value small(std::int64_t i) {  // i must fit_small
        return Value((static_cast<std::uint64_t>(i) << 1) | 1);
    }
    // Takes over the count that the caller holds (a new object has one).
    static Value adopt(Object* object) { return Value(reinterpret_cast<std::uint64_t>(object)); }
    // Counts up: the caller keeps its own count.
    static Value share(Object* object) {
        ++object->refs;
        return adopt(object);
    }

    Value(const Value& other) : bits_(other.bits_) { count_up(); }
    Value(Value&& other) noexcept : bits_(std::exchange(other.bits_, kEmpty)) {}
    Value& operator=(const Value& other) {
        Value copy(other);
        std::swap(bits_, copy.bits_);
        return *this;
    }
    Value& operator=(Value&& other) noexcept {
        Value moved(std::move(other));
        std::swap(bits_, moved.bits_);
        return *this;
    }
    ~Value() { count_down(); }

    bool empty() const { return bits_ == kEmpty; }
    bool is_none() const { return bits_ == none_bits(); }
    bool is_true() const { return bits_ == ((3 << 2) | 2); }
    bool is_false() const { return bits_ == ((2 << 2) | 2); }
    bool is_bool() const { return is_true() || is_false(); }
    bool is_ellipsis() const { return bits_ == ((4 << 2) | 2); }
    bool is_not_implemented() const { return bits_ == ((5 << 2) | 2); }
    bool is_small() const { return bits_ & 1; }
    bool is_object() const { return (bits_ & 3) == 0; }
    bool is(Kind kind) const { return is_object() && object()->kind() == kind; }
    bool same_as(const Value& other) const { return bits_ == other.bits_; }  // Python's `is`

    std::int64_t as_small() const { return static_cast<std::int64_t>(bits_) >> 1; }
    Object* object() const { return reinterpret_cast<Object*>(bits_); }
    template <class T>
    T* as() const {
        return static_cast<T*>(object());
    }
    template <class T>
    T* try_as() const {  // nullptr when it is something else; T names its kind in T::kKind
        return is(T::kKind) ? as<T>() : nullptr;
    }
    std::uint64_t bits() const { return bits_; }
    // Gives the count away; the Value is empty afterwards.
    Object* release() { return reinterpret_cast<Object*>(std::exchange(bits_, kEmpty)); }

  private:
    static constexpr std::uint64_t kEmpty = 2;
    static constexpr std::uint64_t none_bits() { return (1 << 2) | 2; }
    static Value constant(std::uint64_t n) { return Value((n << 2) | 2); }
    explicit Value(std::uint64_t bits) : bits_(bits) {}
    void count_up() const {
        if (is_object()) ++object()->refs;
    }
    void count_down() {
        if (is_object() && --object()->refs == 0) free_object(object());
    }

    std::uint64_t bits_ = kEmpty;
};
static_assert(sizeof(Value) == 8);

}  // namespace lang
