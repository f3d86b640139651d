// lang/heap.h -- where guest objects live: size-class pages, counted against a limit.
// A thread may have several heaps; the one that is current (Heap::Scope, entered by every way into
// a Vm) makes and frees. They may go in any order. Freeing an object queues its children, so no
// depth of nesting can exhaust the native stack. Cycles: collect_cycles, run by the VM when the
// live bytes have doubled since the last time.
// LIMIT: `used() > limit()` makes the VM stop the program with limit:memory at the next step;
// before making something big, natives ask `Vm::has_room(bytes)`.
// Objects and the storage of containers lie in different pages, so that the collector can walk
// all objects. Shapes (shape.h) are kept until the heap goes: inline caches may point to them.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "lang/objects.h"

namespace lang {

class Heap {
  public:
    explicit Heap(std::size_t limit_bytes);
    ~Heap();  // frees everything that is left, cycles too
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;
    static Heap& current() { return *current_; }
    // Makes a heap current for as long as the scope lasts.
    class Scope {
      public:
        explicit Scope(Heap& heap) : outer_(std::exchange(current_, &heap)) {}
        ~Scope() { current_ = outer_; }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

      private:
        Heap* outer_;
    };
    // The owner begins to drop what it has here: this heap is current until it is gone.
    void begin_closing();

    // Objects. `cls` null: the built-in class of that kind.
    Value make_str(std::string_view utf8);     // counts the code points
    Value make_ascii(std::string_view ascii);  // the caller knows it is ASCII
    Value make_concat(const Str& a, const Str& b);
    Value intern(std::string_view utf8);  // the same object for the same text
    Value make_bytes(std::string_view raw);
    Value make_float(double value);
    Value make_tuple(std::span<const Value> items);  // () is shared
    Value make_list(std::span<const Value> items = {});
    Value make_dict();
    Value make_set();
    Value make_frozenset();
    template <class T, class... Args>
    T* make(Args&&... args) {  // any other layout; count 1
        return new (allocate(sizeof(T))) T(std::forward<Args>(args)...);
    }

    // For objects only: what lies here starts with an Object once the caller has built it.
    void* allocate(std::size_t bytes) { return take(objects_, bytes); }
    void release(void* memory, std::size_t bytes) { give(objects_, memory, bytes); }
    // For plain storage.
    void* allocate_storage(std::size_t bytes) { return take(storage_, bytes); }
    void release_storage(void* memory, std::size_t bytes) { give(storage_, memory, bytes); }

    void charge(std::ptrdiff_t bytes) { used_ += static_cast<std::size_t>(bytes); }
    std::size_t used() const { return used_; }
    std::size_t limit() const { return limit_; }
    bool over_limit() const { return used_ > limit_; }
    bool closing() const { return closing_; }  // the destructor runs
    // Frees what only cycles keep alive. Call it between instructions.
    void collect_cycles();

    // A number that no other living object has, the same in every run of the same program.
    std::uint64_t identity_of(const Object& object) const;

    // The class that new objects of a layout get. Null until the object model is installed.
    Class* class_for(Kind kind) const { return class_for_[static_cast<std::size_t>(kind)]; }
    void set_class_for(Kind kind, Class* cls);

    // Called with a suspended generator whose last count has gone, so that its `finally` blocks
    // can still run: the hook takes over the Value and closes the generator when it may run code.
    using GeneratorHook = void (*)(void* context, Value generator);
    void set_generator_hook(GeneratorHook hook, void* context) {
        generator_hook_ = hook;
        generator_context_ = context;
    }
    // The number that no class had before: see Class::version.
    std::uint32_t next_class_version() { return ++class_version_; }
    Shape* keep(std::unique_ptr<Shape> shape);

  private:
    friend void free_object(Object* object);
    static constexpr std::size_t kGrain = 16;
    static constexpr std::size_t kLargestSmall = 512;
    struct FreeSlot {
        std::uint64_t no_refs;  // Object::refs of a free slot is 0: walking skips it
        FreeSlot* next;
    };
    struct Page;
    struct LargeBlock;
    struct Pool {  // by size class: free slots, and the page that more are cut from
        std::array<FreeSlot*, kLargestSmall / kGrain + 1> free = {};
        std::array<Page*, kLargestSmall / kGrain + 1> open = {};
        std::vector<Page*> pages;
        LargeBlock* large = nullptr;  // a list of blocks that malloc gave one by one
    };
    static std::size_t size_class(std::size_t bytes) { return (bytes + kGrain - 1) / kGrain; }

    void* take(Pool& pool, std::size_t bytes) {
        used_ += bytes;
        if (bytes <= kLargestSmall) {
            FreeSlot*& first = pool.free[size_class(bytes)];
            if (FreeSlot* slot = first) {
                first = slot->next;
                return slot;
            }
        }
        return take_slow(pool, bytes);
    }
    void give(Pool& pool, void* memory, std::size_t bytes) {
        used_ -= bytes;
        if (bytes > kLargestSmall || kEveryBlockAlone) return give_alone(pool, memory);
        FreeSlot*& first = pool.free[size_class(bytes)];
        first = new (memory) FreeSlot{0, first};
    }
    void* take_slow(Pool& pool, std::size_t bytes);
    void* take_alone(Pool& pool, std::size_t bytes);
    void give_alone(Pool& pool, void* memory);
    void release_pool(Pool& pool);
    template <class Each>
    void each_object(Each each);
    void destroy(Object* object);
    Value intern_long(std::string_view utf8);
    void forget_interned(const Str& str);
    void grow_interned();
    Value build_str(std::string_view utf8, std::uint32_t points);

    // Under AddressSanitizer every block is malloc's, so that a use after free is found.
#if defined(__SANITIZE_ADDRESS__)
    static constexpr bool kEveryBlockAlone = true;
#else
    static constexpr bool kEveryBlockAlone = false;
#endif
    static constinit inline thread_local Heap* current_ = nullptr;
    static constinit inline thread_local Heap* newest_ = nullptr;

    Pool objects_;
    Pool storage_;
    std::size_t used_ = 0;
    std::size_t limit_;
    bool draining_ = false;
    bool closing_ = false;  // the destructor runs: nothing is freed one by one any more
    std::vector<Object*> pending_;
    std::vector<Str*> interned_;  // open addressing, a power of two; not counted
    std::size_t interned_count_ = 0;
    std::array<Class*, 32> class_for_ = {};
    std::uint32_t class_version_ = 0;
    std::uint64_t blocks_made_ = 0;
    std::vector<std::unique_ptr<Shape>> shapes_;
    GeneratorHook generator_hook_ = nullptr;
    void* generator_context_ = nullptr;
    Value empty_tuple_;
    Value empty_str_;
    std::array<Value, 128> characters_;  // the texts of one ASCII character, once they were made
    Heap* older_;                        // a list of the thread's heaps
    Heap* newer_ = nullptr;
    Heap* outer_ = nullptr;  // what was current when begin_closing came
};

template <class T>
T* ChargedAllocator<T>::allocate(std::size_t n) {
    return static_cast<T*>(Heap::current().allocate_storage(n * sizeof(T)));
}
template <class T>
void ChargedAllocator<T>::deallocate(T* p, std::size_t n) {
    Heap::current().release_storage(p, n * sizeof(T));
}

}  // namespace lang
