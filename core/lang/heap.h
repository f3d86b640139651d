// lang/heap.h -- where guest objects live: size-class pages, counted against a limit.
// One heap per thread at a time (Heap::current). Freeing an object queues its children, so no
// depth of nesting can exhaust the native stack. Cycles: collect_cycles, run by the VM when the
// live bytes have doubled since the last time.
// LIMIT: `used() > limit()` makes the VM stop the program with limit:memory at the next step;
// before making something big, natives ask `Vm::reserve(bytes)`.
#pragma once

#include <cstddef>
#include <string_view>

#include "lang/objects.h"

namespace lang {

class Heap {
  public:
    explicit Heap(std::size_t limit_bytes);
    ~Heap();  // frees everything that is left, cycles too
    Heap(const Heap&) = delete;
    Heap& operator=(const Heap&) = delete;
    static Heap& current();

    // Objects. `cls` null: the built-in class of that kind.
    Value make_str(std::string_view utf8);             // counts the code points
    Value make_ascii(std::string_view ascii);          // the caller knows it is ASCII
    Value intern(std::string_view utf8);               // the same object for the same text
    Value make_bytes(std::string_view raw);
    Value make_float(double value);
    Value make_tuple(std::span<const Value> items);    // () is shared
    Value make_list(std::span<const Value> items = {});
    Value make_dict();
    Value make_set();
    Value make_frozenset();
    template <class T, class... Args>
    T* make(Args&&... args) {  // any other layout; count 1
        return new (allocate(sizeof(T))) T(std::forward<Args>(args)...);
    }

    void* allocate(std::size_t bytes);
    void release(void* memory, std::size_t bytes);
    void charge(std::ptrdiff_t bytes) { used_ += static_cast<std::size_t>(bytes); }
    std::size_t used() const { return used_; }
    std::size_t limit() const { return limit_; }
    bool over_limit() const { return used_ > limit_; }
    void collect_cycles();

  private:
    friend void free_object(Object* object);
    struct Impl;
    Impl* impl_;
    std::size_t used_ = 0;
    std::size_t limit_;
};

template <class T>
T* ChargedAllocator<T>::allocate(std::size_t n) {
    Heap::current().charge(static_cast<std::ptrdiff_t>(n * sizeof(T)));
    return static_cast<T*>(::operator new(n * sizeof(T)));
}
template <class T>
void ChargedAllocator<T>::deallocate(T* p, std::size_t n) {
    Heap::current().charge(-static_cast<std::ptrdiff_t>(n * sizeof(T)));
    ::operator delete(p);
}

}  // namespace lang
