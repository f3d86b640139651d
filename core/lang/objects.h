// lang/objects.h -- the layouts of guest objects. Open structs; the work is in the files named
// after the types (str.cpp, list.cpp, dict.cpp, class.cpp ...). Made only through heap.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/completion.h"
#include "lang/value.h"

namespace lang {

class Vm;
struct Code;   // code.h
struct Frame;  // frame.h
struct Shape;  // shape.h

// Storage inside containers is charged to the heap's limit (heap.h).
template <class T>
struct ChargedAllocator {
    using value_type = T;
    ChargedAllocator() = default;
    template <class U>
    ChargedAllocator(const ChargedAllocator<U>&) {}
    T* allocate(std::size_t n);
    void deallocate(T* p, std::size_t n);
    friend bool operator==(const ChargedAllocator&, const ChargedAllocator&) { return true; }
};
using ValueVector = std::vector<Value, ChargedAllocator<Value>>;

struct BigInt;  // int.h: GMP inside

struct Float : Object {
    static constexpr Kind kKind = Kind::Float;
    double value;
    Float(Class* c, double v) : Object(kKind, c), value(v) {}
};

// UTF-8 (surrogates as three bytes, as in WTF-8). `length` counts code points.
struct Str : Object {
    static constexpr Kind kKind = Kind::Str;
    std::uint64_t hash = 0;  // 0: not computed
    std::uint32_t size;      // bytes
    std::uint32_t length;    // code points; equal to size exactly when it is ASCII
    char data[1];            // size bytes and a NUL; allocated to fit
    std::string_view view() const { return {data, size}; }
    bool is_ascii() const { return size == length; }
    Str(Class* c, std::uint32_t bytes, std::uint32_t points)
        : Object(kKind, c), size(bytes), length(points) {}
};

struct Bytes : Object {
    static constexpr Kind kKind = Kind::Bytes;
    std::uint64_t hash = 0;
    std::uint32_t size;
    char data[1];
    std::string_view view() const { return {data, size}; }
    Bytes(Class* c, std::uint32_t n) : Object(kKind, c), size(n) {}
};

struct Tuple : Object {
    static constexpr Kind kKind = Kind::Tuple;
    std::uint32_t size;
    Value items[1];  // allocated to fit
    std::span<Value> span() { return {items, size}; }
    std::span<const Value> span() const { return {items, size}; }
    Tuple(Class* c, std::uint32_t n) : Object(kKind, c), size(n) {}
};

struct List : Object {
    static constexpr Kind kKind = Kind::List;
    ValueVector items;
    explicit List(Class* c) : Object(kKind, c) {}
};

// Insertion-ordered hash map; see dict.h for look-ups (they may run guest __eq__).
struct DictEntry {
    std::uint64_t hash;
    Value key;  // empty: a deleted entry
    Value value;
};
struct Dict : Object {
    static constexpr Kind kKind = Kind::Dict;
    std::vector<DictEntry, ChargedAllocator<DictEntry>> entries;      // in insertion order
    std::vector<std::int32_t, ChargedAllocator<std::int32_t>> index;  // power of two; -1 free
    std::uint32_t used = 0;                                           // live entries
    std::uint32_t version = 0;  // counts insertions and removals: iteration notices
    std::uint32_t filled = 0;   // places of `index` that are not free
    explicit Dict(Class* c) : Object(kKind, c) {}
};

// Laid out and iterated in CPython's order (with PYTHONHASHSEED=0), so that what a program prints
// is what CPython prints. Kind Set or FrozenSet.
struct SetEntry {
    std::uint64_t hash;
    Value key;  // empty: free or deleted (deleted when hash is not 0)
};
struct Set : Object {
    std::vector<SetEntry, ChargedAllocator<SetEntry>> table;
    std::uint32_t used = 0;    // live
    std::uint32_t fill = 0;    // live and deleted
    std::uint32_t finger = 0;  // where pop() goes on
    std::uint32_t version = 0;
    Set(Kind k, Class* c) : Object(k, c) {}
};

struct Range : Object {  // bounds of any size
    static constexpr Kind kKind = Kind::Range;
    Value start, stop, step, length;
    explicit Range(Class* c) : Object(kKind, c) {}
};

struct Slice : Object {
    static constexpr Kind kKind = Kind::Slice;
    Value start, stop, step;
    explicit Slice(Class* c) : Object(kKind, c) {}
};

struct Cell : Object {  // a variable shared with inner functions
    static constexpr Kind kKind = Kind::Cell;
    Value value;  // empty: unbound
    explicit Cell(Class* c) : Object(kKind, c) {}
};

// The global names of one program. Slots are given out by the compiler; `names[i]` is slot i's.
struct Module : Object {
    static constexpr Kind kKind = Kind::Module;
    std::string name;
    ValueVector slots;               // guest module: by slot; empty = unbound
    std::vector<std::string> names;  // by slot
    explicit Module(Class* c) : Object(kKind, c) {}
};

struct Function : Object {
    static constexpr Kind kKind = Kind::Function;
    std::shared_ptr<const Code> code;
    Value module;         // Module
    Value name;           // Str
    Value qualname;       // Str
    Value doc;            // Str or None
    Value defaults;       // Tuple or None: of the last positional parameters
    Value kw_defaults;    // Dict or None
    Value annotate;       // Function without parameters giving the annotations' Dict, or None.
                          // Run on first use, as in Python 3.14 (PEP 649); see Vm::annotations
    Value annotations;    // Dict once computed; empty before
    Value attributes;     // Dict or empty: what the guest or functools.wraps set on it
    Value wrapped;        // __wrapped__, or empty
    ValueVector closure;  // Cells
    explicit Function(Class* c) : Object(kKind, c) {}
};

struct Keyword {
    std::string_view name;  // outlives the call
    Value value;
};
// A call's arguments as a native sees them. For methods, positional[0] is self.
struct CallArgs {
    std::span<Value> positional;
    std::span<Keyword> keywords;
};
struct Native;
using NativeFn = Completion (*)(Vm& vm, Native& self, CallArgs args);

struct Native : Object {
    static constexpr Kind kKind = Kind::Native;
    NativeFn fn;
    std::string_view name;         // outlives the Vm (a literal)
    Value bound;                   // what the native carries along (a closure's value); often empty
    bool is_method = false;        // binds to the instance when read through it
    bool checks_receiver = false;  // positional[0] must be an instance of `owner`: else TypeError
    Class* owner = nullptr;        // methods: the class that has it
    Native(Class* c, NativeFn f, std::string_view n) : Object(kKind, c), fn(f), name(n) {}
};

struct BoundMethod : Object {
    static constexpr Kind kKind = Kind::BoundMethod;
    Value function;  // Function or Native
    Value self;
    explicit BoundMethod(Class* c) : Object(kKind, c) {}
};

// C++ state behind an instance of a native class (FastAPI(), HTTPBearer(), datetime ...).
// `visit` hands every guest value it owns to the cycle collector.
struct Payload {
    virtual ~Payload() = default;
    virtual void visit(void (*each)(Value& value, void* context), void* context) {
        (void)each;
        (void)context;
    }
};

struct ExceptionState {  // behind every instance of BaseException
    Value args;          // Tuple
    Value cause;         // exception or None
    Value context;       // exception or None
    bool suppress_context = false;
    struct TracebackEntry {  // innermost first, in the order of unwinding
        const Code* code;    // kept by the Vm
        std::uint32_t at;    // the instruction; code.h says which expression that was
        int line() const;    // traceback.cpp
        int column() const;
    };
    std::vector<TracebackEntry, ChargedAllocator<TracebackEntry>> traceback;
    ValueVector notes;  // Strs

    // Counted against the heap's limit like the instance it belongs to.
    static void* operator new(std::size_t bytes);
    static void operator delete(void* memory, std::size_t bytes);
};

struct Instance : Object {
    static constexpr Kind kKind = Kind::Instance;
    Shape* shape;       // names of the attributes in `slots`
    ValueVector slots;  // attribute values, by the shape's index
    Value wrapped;      // the int, str, dict ... that a subclass of a built-in type is; or empty
    std::unique_ptr<Payload> payload;
    std::unique_ptr<ExceptionState> exception;
    Instance(Class* c, Shape* s) : Object(kKind, c), shape(s) {}
};

// Attributes of a class, in definition order. Keys are plain text: guests use str names only.
struct ClassAttribute {
    Value name;  // Str, interned
    Value value;
};

struct Class : Object {
    static constexpr Kind kKind = Kind::Class;
    std::string name;
    std::string qualname;
    std::string module_name = "builtins";  // where it says it is from
    std::vector<Class*> bases;             // counted
    std::vector<Class*> mro;               // itself first; not counted
    std::vector<ClassAttribute> attributes;
    Value annotate;  // as in Function
    Value annotations;
    Value doc;
    Kind instance_kind = Kind::Instance;  // of instances made by calling it
    bool is_exception = false;
    bool is_native = false;  // its attributes cannot be set by guests
    bool is_final = false;   // bool, NoneType ...: cannot be subclassed
    // Changes whenever it or a base changes; no two classes ever have the same one, so that an
    // inline cache which compares it need not compare the class.
    std::uint32_t version = 0;
    Shape* root_shape = nullptr;
    // Native classes: makes the instance (`__new__`); inherited. Null: a plain Instance.
    Completion (*construct)(Vm& vm, Class& cls, CallArgs args) = nullptr;
    // Called for every subclass a guest defines (BaseModel, Enum); inherited.
    Completion (*on_subclass)(Vm& vm, Class& subclass, CallArgs keywords) = nullptr;
    std::unique_ptr<Payload> payload;  // what on_subclass keeps with the class
    std::vector<Class*> subclasses;    // not counted; class_changed (class.h) goes down here
    bool has_slots = false;            // __slots__ everywhere: no other attributes
    explicit Class(Class* metaclass) : Object(kKind, metaclass) {}
};

struct Property : Object {
    static constexpr Kind kKind = Kind::Property;
    Value getter, setter, deleter, doc;
    explicit Property(Class* c) : Object(kKind, c) {}
};
struct StaticMethod : Object {
    static constexpr Kind kKind = Kind::StaticMethod;
    Value function;
    explicit StaticMethod(Class* c) : Object(kKind, c) {}
};
struct ClassMethod : Object {
    static constexpr Kind kKind = Kind::ClassMethod;
    Value function;
    explicit ClassMethod(Class* c) : Object(kKind, c) {}
};
struct Super : Object {
    static constexpr Kind kKind = Kind::Super;
    Value after;  // Class: look-up starts behind it in self's mro
    Value self;
    explicit Super(Class* c) : Object(kKind, c) {}
};

// list[str]: origin list, args (str,). Annotated[str, x]: origin is typing.Annotated's own Class,
// args (str, x). Optional[str] and Union[...] are UnionType.
struct GenericAlias : Object {
    static constexpr Kind kKind = Kind::GenericAlias;
    Value origin;
    Value args;  // Tuple
    explicit GenericAlias(Class* c) : Object(kKind, c) {}
};
struct UnionType : Object {
    static constexpr Kind kKind = Kind::UnionType;
    Value args;  // Tuple, flattened, without repeats
    explicit UnionType(Class* c) : Object(kKind, c) {}
};
struct TypeVar : Object {
    static constexpr Kind kKind = Kind::TypeVar;
    std::string name;
    explicit TypeVar(Class* c) : Object(kKind, c) {}
};

enum class GeneratorKind : std::uint8_t { Generator, Coroutine, AsyncGenerator };
struct Generator : Object {
    static constexpr Kind kKind = Kind::Generator;
    GeneratorKind generator_kind;
    enum class State : std::uint8_t { Fresh, Suspended, Running, Done } state = State::Fresh;
    Frame* frame = nullptr;  // owned until Done
    Value name, qualname;    // Str
    Value result;  // what it returned; without a frame, what awaiting it gives (generator.cpp)
    Value source;  // a coroutine that steps this async generator
    Value sent, thrown;  // what it hands over there
    std::uint32_t trace_frame = 0;
    Generator(Class* c, GeneratorKind k) : Object(kKind, c), generator_kind(k) {}
};

// A native iterator (list, dict views, enumerate, zip, map ...): `next` gives the next value, or
// an empty Value when it is exhausted.
struct Iterator : Object {
    static constexpr Kind kKind = Kind::Iterator;
    std::string_view name;  // "list_iterator"
    Completion (*next)(Vm& vm, Iterator& self) = nullptr;
    Value source;
    Value extra;
    std::int64_t position = 0;
    std::uint32_t version = 0;
    Iterator(Class* c, std::string_view n) : Object(kKind, c), name(n) {}
};

struct View : Object {  // d.keys(), d.values(), d.items()
    static constexpr Kind kKind = Kind::View;
    enum class What : std::uint8_t { Keys, Values, Items } what;
    Value dict;
    View(Class* c, What w, Value d) : Object(kKind, c), what(w), dict(std::move(d)) {}
};

}  // namespace lang
