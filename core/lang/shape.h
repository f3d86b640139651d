// lang/shape.h -- hidden classes: which attribute of an instance stands in which slot.
// Instances of one class that got the same attributes in the same order share a Shape, so an
// instruction may keep (Class::version, Shape*, index) and skip the look-up next time: see
// AttributePlan in class.h. Shared shapes never change and live as long as the heap.
// An instance that loses an attribute, or has more than kMaxSharedAttributes, gets a `unique`
// shape of its own, which changes in place and must not be kept by anyone.
#pragma once

#include <unordered_map>
#include <vector>

#include "lang/heap.h"

namespace lang {

struct Shape {
    // Interned Str per slot. In a unique shape empty where an attribute was deleted.
    std::vector<Value> names;
    bool unique = false;
    std::uint32_t deleted = 0;  // unique only: how many names are empty

    struct Transition {
        const Str* name;
        Shape* to;
    };
    std::vector<Transition> transitions;                    // shared only
    std::unordered_map<const Str*, std::uint32_t> by_name;  // when there are more than 8 names
};

inline constexpr std::uint32_t kMaxSharedAttributes = 64;
inline constexpr std::uint32_t kNoSlot = UINT32_MAX;

// `name` must be interned.
std::uint32_t slot_of(const Shape& shape, const Str& name);
// The shape of instances of `cls` without attributes.
Shape* root_shape(Class& cls);
// The shape after `name` was added as the next slot; null when only a unique shape can take it.
Shape* shape_with(Shape& shape, const Str& name);
// Adds or replaces. Nothing is told to the trace.
void put_slot(Instance& instance, const Str& name, Value value);
bool delete_slot(Instance& instance, const Str& name);  // false: was not there
void free_shape_of(Instance& instance);                 // heap.cpp, when the instance goes

}  // namespace lang
