#include "lang/shape.h"

#include <iterator>

namespace lang {
namespace {

constexpr std::size_t kScanned = 8;  // so many names are compared one by one

std::unique_ptr<Shape> extended(const Shape& shape, const Str& name) {
    auto wider = std::make_unique<Shape>();
    wider->names.reserve(shape.names.size() + 1);
    wider->names = shape.names;
    wider->names.push_back(Value::share(const_cast<Str*>(&name)));
    return wider;
}

void index_names(Shape& shape) {
    shape.by_name.clear();
    if (shape.names.size() <= kScanned) return;
    for (std::uint32_t i = 0; i < shape.names.size(); ++i)
        if (!shape.names[i].empty()) shape.by_name.emplace(shape.names[i].as<Str>(), i);
}

// Names of unique shapes are charged to the heap: a list and a map entry each.
void charge_names(std::ptrdiff_t names) { Heap::current().charge(names * 64); }

Shape& make_unique_shape(Instance& instance) {
    if (instance.shape->unique) return *instance.shape;
    auto* own = new Shape;
    own->names = instance.shape->names;
    own->unique = true;
    index_names(*own);
    instance.shape = own;
    charge_names(std::ssize(own->names));
    return *own;
}

void append_unique(Instance& instance, const Str& name, Value value) {
    Shape& shape = make_unique_shape(instance);
    charge_names(1);
    shape.names.push_back(Value::share(const_cast<Str*>(&name)));
    if (shape.names.size() == kScanned + 1) {
        index_names(shape);
    } else if (shape.names.size() > kScanned) {
        shape.by_name.emplace(&name, static_cast<std::uint32_t>(shape.names.size() - 1));
    }
    instance.slots.push_back(std::move(value));
}

// Closes the gaps once they are the larger half.
void compact(Instance& instance) {
    Shape& shape = *instance.shape;
    if (std::size_t{shape.deleted} * 2 < shape.names.size()) return;
    std::size_t to = 0;
    for (std::size_t from = 0; from < shape.names.size(); ++from) {
        if (shape.names[from].empty()) continue;
        shape.names[to] = std::move(shape.names[from]);
        instance.slots[to] = std::move(instance.slots[from]);
        ++to;
    }
    charge_names(static_cast<std::ptrdiff_t>(to) - std::ssize(shape.names));
    shape.names.resize(to);
    instance.slots.resize(to);
    shape.deleted = 0;
    index_names(shape);
}

}  // namespace

std::uint32_t slot_of(const Shape& shape, const Str& name) {
    const std::size_t count = shape.names.size();
    if (count <= kScanned) {
        const Value* names = shape.names.data();
        for (std::size_t i = 0; i < count; ++i)
            if (!names[i].empty() && names[i].object() == &name)
                return static_cast<std::uint32_t>(i);
        return kNoSlot;
    }
    const auto found = shape.by_name.find(&name);
    return found == shape.by_name.end() ? kNoSlot : found->second;
}

Shape* root_shape(Class& cls) {
    if (!cls.root_shape) cls.root_shape = Heap::current().keep(std::make_unique<Shape>());
    return cls.root_shape;
}

Shape* shape_with(Shape& shape, const Str& name) {
    if (shape.unique) return nullptr;
    for (const Shape::Transition& t : shape.transitions)
        if (t.name == &name) return t.to;
    // LIMIT: names made up at run time must not fill a class's tree with shapes used once.
    if (shape.names.size() >= kMaxSharedAttributes ||
        shape.transitions.size() >= kMaxSharedAttributes)
        return nullptr;
    std::unique_ptr<Shape> wider = extended(shape, name);
    index_names(*wider);
    Shape* to = Heap::current().keep(std::move(wider));
    shape.transitions.push_back({&name, to});
    return to;
}

void put_slot(Instance& instance, const Str& name, Value value) {
    const std::uint32_t at = slot_of(*instance.shape, name);
    if (at != kNoSlot) {
        instance.slots[at] = std::move(value);
        return;
    }
    if (Shape* wider = shape_with(*instance.shape, name)) {
        if (instance.slots.capacity() == 0) instance.slots.reserve(4);
        instance.shape = wider;
        instance.slots.push_back(std::move(value));
        return;
    }
    append_unique(instance, name, std::move(value));
}

bool delete_slot(Instance& instance, const Str& name) {
    const std::uint32_t at = slot_of(*instance.shape, name);
    if (at == kNoSlot) return false;
    Shape& shape = make_unique_shape(instance);
    const Value gone = std::move(instance.slots[at]);  // dropped when all is consistent
    shape.by_name.erase(&name);
    shape.names[at] = Value();
    ++shape.deleted;
    compact(instance);
    return true;
}

void free_shape_of(Instance& instance) {
    if (!instance.shape || !instance.shape->unique) return;
    charge_names(-std::ssize(instance.shape->names));
    delete instance.shape;
    instance.shape = nullptr;
}

}  // namespace lang
