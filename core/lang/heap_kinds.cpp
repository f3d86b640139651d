#include <algorithm>

#include "lang/class.h"
#include "lang/heap_internal.h"
#include "lang/int.h"
#include "lang/shape.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

void destroy_tuple(Tuple& tuple) {
    for (std::uint32_t i = 1; i < tuple.size; ++i) tuple.items[i].~Value();
    tuple.~Tuple();
}

void destroy_instance(Instance& instance) {
    free_shape_of(instance);
    const Value cls = Value::adopt(instance.cls);  // goes last: the payload may look at it
    instance.~Instance();
}

void destroy_class(Class& cls) {
    forget_class(cls);
    std::vector<Value> bases;
    for (Class* base : cls.bases) bases.push_back(Value::adopt(base));
    cls.~Class();
}

void destroy_generator(Generator& generator) {
    if (generator.frame) free_generator_frame(generator);
    generator.~Generator();
}

// Hands the object behind a Value to the visitor.
struct Visitor {
    VisitFn visit;
    void* context;

    void operator()(const Value& v) const {
        if (v.is_object() && is_container(*v.object())) visit(*v.object(), context);
    }
    void operator()(std::span<const Value> values) const {
        for (const Value& v : values) (*this)(v);
    }
    void operator()(Payload* payload) const {
        if (payload) payload->visit(&Visitor::visit_one, const_cast<Visitor*>(this));
    }
    static void visit_one(Value& v, void* self) { (*static_cast<Visitor*>(self))(v); }
};

void visit_exception(const ExceptionState& state, const Visitor& each) {
    each(state.args);
    each(state.cause);
    each(state.context);
}

void visit_instance(Instance& instance, const Visitor& each) {
    each.visit(*instance.cls, each.context);
    each(instance.slots);
    each(instance.wrapped);
    each(instance.payload.get());
    if (instance.exception) visit_exception(*instance.exception, each);
}

void visit_function(Function& function, const Visitor& each) {
    for (const Value* v : {&function.module, &function.name, &function.qualname, &function.doc,
                           &function.defaults, &function.kw_defaults, &function.annotate,
                           &function.annotations, &function.attributes, &function.wrapped})
        each(*v);
    each(function.closure);
}

void visit_class(Class& cls, const Visitor& each) {
    for (Class* base : cls.bases) each.visit(*base, each.context);
    for (const ClassAttribute& attribute : cls.attributes) each(attribute.value);
    each(cls.annotate);
    each(cls.annotations);
    each(cls.doc);
    each(cls.payload.get());
}

void visit_dict(const Dict& dict, const Visitor& each) {
    for (const DictEntry& entry : dict.entries) {
        each(entry.key);
        each(entry.value);
    }
}

void visit_slice(const Slice& slice, const Visitor& each) {
    for (const Value* v : {&slice.start, &slice.stop, &slice.step}) each(*v);
}

void visit_property(const Property& property, const Visitor& each) {
    for (const Value* v : {&property.getter, &property.setter, &property.deleter, &property.doc})
        each(*v);
}

void visit_generator(Generator& generator, Visitor each) {
    each(generator.name);
    each(generator.qualname);
    for (Value* v : {&generator.result, &generator.source, &generator.sent, &generator.thrown})
        each(*v);
    if (generator.frame) visit_generator_frame(generator, &Visitor::visit_one, &each);
}

void clear_function(Function& function) {
    ValueVector closure = std::move(function.closure);
    for (Value* v : {&function.defaults, &function.kw_defaults, &function.annotate,
                     &function.attributes, &function.wrapped})
        *v = Value::none();
    function.annotations = Value();
}

void clear_instance(Instance& instance) {
    // The slots keep their number, which the shape promises.
    for (Value& slot : instance.slots) slot = Value::none();
    instance.wrapped = Value();
    const std::unique_ptr<Payload> payload = std::move(instance.payload);
    if (instance.exception) {
        instance.exception->cause = Value::none();
        instance.exception->context = Value::none();
        instance.exception->args = Heap::current().make_tuple({});
    }
}

void clear_class(Class& cls) {
    std::vector<ClassAttribute> attributes = std::move(cls.attributes);
    cls.attributes.clear();
    class_changed(cls);
    cls.annotate = Value::none();
    cls.annotations = Value();
    const std::unique_ptr<Payload> payload = std::move(cls.payload);
}

}  // namespace

void* ExceptionState::operator new(std::size_t bytes) {
    return Heap::current().allocate_storage(bytes);
}
void ExceptionState::operator delete(void* memory, std::size_t bytes) {
    Heap::current().release_storage(memory, bytes);
}

std::size_t object_size(const Object& object) {
    switch (object.kind()) {
        case Kind::Str: return sizeof(Str) + static_cast<const Str&>(object).size;
        case Kind::Bytes: return sizeof(Bytes) + static_cast<const Bytes&>(object).size;
        case Kind::Tuple: {
            const std::size_t items = static_cast<const Tuple&>(object).size;
            return sizeof(Tuple) + (items == 0 ? 0 : items - 1) * sizeof(Value);
        }
        default: return 0;
    }
}

namespace {
template <class T>
std::size_t end(Object& object) {
    static_cast<T&>(object).~T();
    return sizeof(T);
}
}  // namespace

std::size_t destroy_object(Object& object) {
    switch (object.kind()) {
        case Kind::Int: {
            const auto charged = static_cast<BigInt&>(object).charged;
            Heap::current().charge(-static_cast<std::ptrdiff_t>(charged));
            return end<BigInt>(object);
        }
        case Kind::Float: return sizeof(Float);
        case Kind::Str:
        case Kind::Bytes: return object_size(object);
        case Kind::Tuple: {
            const std::size_t bytes = object_size(object);
            destroy_tuple(static_cast<Tuple&>(object));
            return bytes;
        }
        case Kind::List: return end<List>(object);
        case Kind::Dict: return end<Dict>(object);
        case Kind::Set:
        case Kind::FrozenSet: return end<Set>(object);
        case Kind::Range: return end<Range>(object);
        case Kind::Slice: return end<Slice>(object);
        case Kind::Cell: return end<Cell>(object);
        case Kind::Function: return end<Function>(object);
        case Kind::Native: return end<Native>(object);
        case Kind::BoundMethod: return end<BoundMethod>(object);
        case Kind::Class: destroy_class(static_cast<Class&>(object)); return sizeof(Class);
        case Kind::Instance:
            destroy_instance(static_cast<Instance&>(object));
            return sizeof(Instance);
        case Kind::Module: return end<Module>(object);
        case Kind::Generator:
            destroy_generator(static_cast<Generator&>(object));
            return sizeof(Generator);
        case Kind::Iterator: return end<Iterator>(object);
        case Kind::Property: return end<Property>(object);
        case Kind::StaticMethod: return end<StaticMethod>(object);
        case Kind::ClassMethod: return end<ClassMethod>(object);
        case Kind::Super: return end<Super>(object);
        case Kind::GenericAlias: return end<GenericAlias>(object);
        case Kind::UnionType: return end<UnionType>(object);
        case Kind::TypeVar: return end<TypeVar>(object);
        case Kind::View: return end<View>(object);
    }
    return 0;
}

bool is_container(const Object& object) {
    switch (object.kind()) {
        case Kind::Int:
        case Kind::Float:
        case Kind::Str:
        case Kind::Bytes:
        case Kind::TypeVar: return false;
        default: return true;
    }
}

void visit_children_with(Object& object, VisitFn visit, void* context) {
    const Visitor each{visit, context};
    switch (object.kind()) {
        case Kind::Int:
        case Kind::Float:
        case Kind::Str:
        case Kind::Bytes:
        case Kind::TypeVar: break;
        case Kind::Tuple: each(static_cast<Tuple&>(object).span()); break;
        case Kind::List: each(static_cast<List&>(object).items); break;
        case Kind::Dict: visit_dict(static_cast<Dict&>(object), each); break;
        case Kind::Set:
        case Kind::FrozenSet:
            for (const SetEntry& entry : static_cast<Set&>(object).table) each(entry.key);
            break;
        case Kind::Range: break;  // ints only
        case Kind::Slice: visit_slice(static_cast<Slice&>(object), each); break;
        case Kind::Cell: each(static_cast<Cell&>(object).value); break;
        case Kind::Function: visit_function(static_cast<Function&>(object), each); break;
        case Kind::Native: each(static_cast<Native&>(object).bound); break;
        case Kind::BoundMethod:
            each(static_cast<BoundMethod&>(object).function);
            each(static_cast<BoundMethod&>(object).self);
            break;
        case Kind::Class: visit_class(static_cast<Class&>(object), each); break;
        case Kind::Instance: visit_instance(static_cast<Instance&>(object), each); break;
        case Kind::Module: each(static_cast<Module&>(object).slots); break;
        case Kind::Generator: visit_generator(static_cast<Generator&>(object), each); break;
        case Kind::Iterator:
            each(static_cast<Iterator&>(object).source);
            each(static_cast<Iterator&>(object).extra);
            break;
        case Kind::Property: visit_property(static_cast<Property&>(object), each); break;
        case Kind::StaticMethod: each(static_cast<StaticMethod&>(object).function); break;
        case Kind::ClassMethod: each(static_cast<ClassMethod&>(object).function); break;
        case Kind::Super:
            each(static_cast<Super&>(object).after);
            each(static_cast<Super&>(object).self);
            break;
        case Kind::GenericAlias:
            each(static_cast<GenericAlias&>(object).origin);
            each(static_cast<GenericAlias&>(object).args);
            break;
        case Kind::UnionType: each(static_cast<UnionType&>(object).args); break;
        case Kind::View: each(static_cast<View&>(object).dict); break;
    }
}

// A cycle needs one of these at least; the others hold only what they were made with.
void clear_children(Object& object) {
    switch (object.kind()) {
        case Kind::List: {
            const ValueVector items = std::move(static_cast<List&>(object).items);
            static_cast<List&>(object).items.clear();
            break;
        }
        case Kind::Dict: {
            auto& dict = static_cast<Dict&>(object);
            const auto entries = std::move(dict.entries);
            dict.entries.clear();
            dict.index.clear();
            dict.used = 0;
            ++dict.version;
            break;
        }
        case Kind::Set:
        case Kind::FrozenSet: {
            auto& set = static_cast<Set&>(object);
            const auto table = std::move(set.table);
            set.table.clear();
            set.used = set.fill = 0;
            ++set.version;
            break;
        }
        case Kind::Cell: static_cast<Cell&>(object).value = Value(); break;
        case Kind::Function: clear_function(static_cast<Function&>(object)); break;
        case Kind::Class: clear_class(static_cast<Class&>(object)); break;
        case Kind::Instance: clear_instance(static_cast<Instance&>(object)); break;
        case Kind::Module:
            for (Value& slot : static_cast<Module&>(object).slots) slot = Value();
            break;
        case Kind::Generator: {
            auto& generator = static_cast<Generator&>(object);
            if (generator.frame) free_generator_frame(generator);
            generator.state = Generator::State::Done;
            break;
        }
        case Kind::Iterator: {
            auto& iterator = static_cast<Iterator&>(object);
            iterator.source = Value::none();
            iterator.extra = Value::none();
            break;
        }
        default: break;
    }
}

}  // namespace lang
