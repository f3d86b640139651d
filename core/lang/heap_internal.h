// lang/heap_internal.h -- what each layout owns: destroying, visiting and clearing it.
// Stays in this folder.
#pragma once

#include "lang/heap.h"

namespace lang {

// Bytes of a Str, Bytes or Tuple; 0 for the others, which are all small.
std::size_t object_size(const Object& object);
// Runs the destructor; the bytes the object took. Its memory is still there.
std::size_t destroy_object(Object& object);

// Every count that the object holds of a container, once per count.
using VisitFn = void (*)(Object& child, void* context);
void visit_children_with(Object& object, VisitFn visit, void* context);
template <class Visit>
void visit_children(Object& object, Visit visit) {
    visit_children_with(
        object, [](Object& child, void* context) { (*static_cast<Visit*>(context))(child); },
        &visit);
}

// Drops what the object holds, so that a cycle through it falls apart. It stays a valid object.
void clear_children(Object& object);

bool is_container(const Object& object);

}  // namespace lang
