// web/heap_charge.h -- memory of ours that an object of the program keeps, told to the heap's
// limit for as long as it is kept. What asks for much at once asks Vm::has_room first.
#pragma once

#include <cstddef>

#include "lang/heap.h"

namespace web {

class HeapCharge {
  public:
    HeapCharge() = default;
    ~HeapCharge() { set(0); }
    HeapCharge(const HeapCharge&) = delete;
    HeapCharge& operator=(const HeapCharge&) = delete;

    void set(std::size_t bytes) {
        lang::Heap::current().charge(static_cast<std::ptrdiff_t>(bytes) -
                                     static_cast<std::ptrdiff_t>(bytes_));
        bytes_ = bytes;
    }

  private:
    std::size_t bytes_ = 0;
};

// A vector whose storage is counted.
template <class T>
using ChargedVector = std::vector<T, lang::ChargedAllocator<T>>;

}  // namespace web
