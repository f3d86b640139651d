// lang/class.h -- classes and what looking at them means: the mro, attributes with descriptors,
// making instances. Names are interned Strs (Heap::intern; the constants of Code are).
// Errors: the guest's TypeError and AttributeError with CPython 3.14's words.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lang/object_model.h"
#include "lang/vm.h"

namespace lang {

// -- looking up ------------------------------------------------------------------------------
// Along the mro, cached; empty when absent. No binding.
Value find_name(Vm& vm, const Class& cls, const Str& name);
// The same, borrowed: null when absent; good until a class changes.
const Value* find_name_ptr(Vm& vm, const Class& cls, const Str& name);
// The same as Vm::get_attribute and so on, for names that are interned already.
Completion get_attribute(Vm& vm, const Value& object, const Str& name);
Completion find_attribute(Vm& vm, const Value& object, const Str& name);  // empty when absent
Completion set_attribute(Vm& vm, const Value& object, const Str& name, Value value);
Completion delete_attribute(Vm& vm, const Value& object, const Str& name);
// object.__getattribute__ and __setattr__ (an empty value deletes): without the class's own hooks.
Completion plain_get_attribute(Vm& vm, const Value& object, const Str& name);
Completion plain_set_attribute(Vm& vm, const Value& object, const Str& name, Value value);
// The method of object's class, called with the object in front.
Completion call_special(Vm& vm, const Value& object, Name name, std::span<Value> rest = {});
// `method` as found in the class of `self`, called with it in front (descriptors are bound first).
Completion call_with_self(Vm& vm, const Value& method, const Value& self,
                          std::span<Value> rest = {});
// What reading `found` (from the class of `object`) through the object gives: bound methods,
// property values, guest __get__.
Completion bind_found(Vm& vm, const Value& found, const Value& object, Class& cls);

// What an instruction may keep about an attribute look-up, for the next time that
// class_of(object)->version and, for instances, the shape are these.
struct AttributePlan {
    enum class Kind : std::uint8_t {
        None,     // nothing to keep: use get_attribute
        Slot,     // instance.slots[slot]
        Method,   // `found` takes the object as its first argument (Function or method Native)
        Class,    // `found` itself: a value in the class that does not bind
        Getter,   // a property: call `found` with the object
        OfClass,  // the object is a class, `version` its own, and `found` what it gives
    };
    Kind kind = Kind::None;
    std::uint32_t version = 0;
    std::uint32_t slot = 0;
    Shape* shape = nullptr;  // null: the object is not an Instance, compare the version only
    Value found;
};
AttributePlan plan_load(Vm& vm, const Value& object, const Str& name);
inline bool plan_applies(const AttributePlan& plan, const Value& object) {
    if (plan.kind == AttributePlan::Kind::None || !object.is_object()) return false;
    if (plan.kind == AttributePlan::Kind::OfClass)
        return object.is(Kind::Class) && object.as<Class>()->version == plan.version;
    return object.object()->cls->version == plan.version &&
           (!plan.shape || object.as<Instance>()->shape == plan.shape);
}
struct StorePlan {
    bool usable = false;
    std::uint32_t version = 0;
    Shape* shape = nullptr;
    Shape* next_shape = nullptr;  // not null: append to slots and take this shape
    std::uint32_t slot = 0;
};
StorePlan plan_store(Vm& vm, const Value& object, const Str& name);

// -- classes ---------------------------------------------------------------------------------
// A `class` statement after its body has run.
struct ClassPlan {
    std::string_view name;
    std::string_view qualname;
    std::string_view module_name;
    std::span<const Value> bases;
    std::vector<ClassAttribute> attributes;  // in the order of the body; __doc__ and so on too
    std::span<Keyword> keywords;             // metaclass= and what __init_subclass__ takes
    Value annotate = Value::none();          // as in Function
    Cell* class_cell = nullptr;              // __class__ of the methods, or null
    Class* metaclass = nullptr;              // the program's own, when that makes it
};
Completion build_class(Vm& vm, ClassPlan plan);
void note_slots(Vm& vm, Class& cls);  // after __slots__ was put into a class that is made
// Adds or replaces; caches notice. `name` must be interned.
void put_class_attribute(Class& cls, const Value& name, Value value);
const Value* own_class_attribute(const Class& cls, const Str& name);  // null: not in cls itself
// A new version for it and everything below it; how many classes that were.
std::size_t class_changed(Class& cls);
void forget_class(Class& cls);  // heap.cpp, when the class goes

// -- instances -------------------------------------------------------------------------------
// type.__call__ without __init__: __new__ or the native construct. The result may be of any class.
Completion allocate_instance(Vm& vm, Class& cls, CallArgs args);  // object.__new__
Completion new_instance(Vm& vm, Class& cls, CallArgs args);
// What has to be called on a fresh instance of `cls`: empty when there is nothing to do. With
// construct or __new__ and no __init__ of its own the arguments are already used.
Value find_init(Vm& vm, const Class& cls);
// Both steps, for natives.
Completion instantiate(Vm& vm, Class& cls, CallArgs args);

std::string shown_name(const Class& cls);  // "list", "__main__.User" as repr of a class has it
Class& new_class(Vm& vm, std::string_view name, std::span<Class* const> bases,
                 std::string_view module_name);  // native; CHECK: the bases have an mro
Completion set_mro(Vm& vm, Class& cls);          // C3 over cls.bases; TypeError when there is none

// Attributes that are computed, not stored: __class__, __dict__, __name__, args ... Empty: none.
Completion special_attribute(Vm& vm, const Value& object, const Str& name);
enum class SpecialSet : std::uint8_t { NotSpecial, Done };
// The same for assignment (an empty value deletes). `result` says whether it was special.
Completion set_special_attribute(Vm& vm, const Value& object, const Str& name, const Value& value,
                                 SpecialSet* result);
Completion no_attribute(Vm& vm, const Value& object, const Str& name);  // the AttributeError

}  // namespace lang
