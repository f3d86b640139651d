// lang/arena_list.h -- a list that grows in an arena and is given away as a span. For small,
// trivially destructible items.
#pragma once

#include <cstddef>
#include <memory_resource>
#include <new>
#include <span>

namespace lang {

template <class T>
class ArenaList {
  public:
    explicit ArenaList(std::pmr::memory_resource& arena) : arena_(&arena) {}
    void push(T item) {
        if (size_ == capacity_) grow();
        items_[size_++] = item;
    }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T& operator[](std::size_t i) { return items_[i]; }
    T& back() { return items_[size_ - 1]; }
    std::span<T> span() const { return {items_, size_}; }

  private:
    void grow() {
        capacity_ = capacity_ ? capacity_ * 2 : 4;
        T* more = std::pmr::polymorphic_allocator<T>(arena_).allocate(capacity_);
        for (std::size_t i = 0; i < size_; ++i) new (more + i) T(items_[i]);
        for (std::size_t i = size_; i < capacity_; ++i) new (more + i) T();
        items_ = more;
    }
    std::pmr::memory_resource* arena_;
    T* items_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace lang
