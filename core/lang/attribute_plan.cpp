// What instructions may keep about attribute look-ups: see AttributePlan in class.h.
#include "lang/attributes_internal.h"
#include "lang/class.h"
#include "lang/shape.h"

namespace lang {
namespace {

bool takes_self(const Value& found) {
    return found.is(Kind::Function) || (found.is(Kind::Native) && found.as<Native>()->is_method);
}

// Values in a class that an instance gives as they are.
bool is_plain_value(const Value& found) {
    if (!found.is_object()) return true;
    switch (found.object()->kind()) {
        case Kind::Function:
        case Kind::Property:
        case Kind::StaticMethod:
        case Kind::ClassMethod:
        case Kind::Instance: return false;  // may be a descriptor
        case Kind::Native: return !found.as<Native>()->is_method;
        default: return true;
    }
}

bool has_own_hook(Vm& vm, const Class& cls, Name hook, const Value& standard) {
    const Value* found = find_name_ptr(vm, cls, vm.model().name(hook));
    return found && !found->same_as(standard);
}

// What the class offers, when the instance has nothing of that name.
void plan_from_class(const Value& found, AttributePlan& plan) {
    if (takes_self(found)) {
        plan.kind = AttributePlan::Kind::Method;
        plan.found = found;
    } else if (found.is(Kind::StaticMethod)) {
        plan.kind = AttributePlan::Kind::Class;
        plan.found = found.as<StaticMethod>()->function;
    } else if (is_plain_value(found)) {
        plan.kind = AttributePlan::Kind::Class;
        plan.found = found;
    }
}

bool plan_property(const Value& found, AttributePlan& plan) {
    const auto* property = found.try_as<Property>();
    if (!property || !property->getter.is(Kind::Function)) return false;
    plan.kind = AttributePlan::Kind::Getter;
    plan.found = property->getter;
    return true;
}

// Classes without a metaclass of their own give functions and plain values as they are.
AttributePlan plan_of_class(Vm& vm, const Class& cls, const Str& name) {
    AttributePlan plan;
    const Value* found = cls.cls == vm.classes.type ? find_name_ptr(vm, cls, name) : nullptr;
    if (!found || find_name_ptr(vm, *vm.classes.type, name)) return plan;
    if (!takes_self(*found) && !is_plain_value(*found)) return plan;
    plan.kind = AttributePlan::Kind::OfClass;
    plan.version = cls.version;
    plan.found = *found;
    return plan;
}

}  // namespace

AttributePlan plan_load(Vm& vm, const Value& object, const Str& name) {
    AttributePlan plan;
    if (!object.is_object() || is_special(name)) return plan;
    if (object.is(Kind::Class)) return plan_of_class(vm, *object.as<Class>(), name);
    const Class& cls = vm.class_of(object);
    plan.version = cls.version;
    const Value* found = find_name_ptr(vm, cls, name);
    if (!object.is(Kind::Instance)) {
        // Classes, modules, functions ... have attributes of their own in front.
        const Kind kind = object.object()->kind();
        const bool plain_kind = kind <= Kind::Range || kind == Kind::View ||
                                kind == Kind::Generator || kind == Kind::Iterator;
        if (plain_kind && found && kind != Kind::Range) plan_from_class(*found, plan);
        return plan;
    }
    auto& instance = *object.as<Instance>();
    if (instance.shape->unique ||
        has_own_hook(vm, cls, Name::GetAttribute, vm.model().object_get_attribute))
        return plan;
    plan.shape = instance.shape;
    if (found && plan_property(*found, plan)) return plan;
    if (found && (found->is(Kind::Property) || found->is(Kind::Instance))) return plan;
    plan.slot = slot_of(*instance.shape, name);
    if (plan.slot != kNoSlot) {
        plan.kind = AttributePlan::Kind::Slot;
    } else if (found) {
        plan_from_class(*found, plan);
    }
    return plan;
}

StorePlan plan_store(Vm& vm, const Value& object, const Str& name) {
    StorePlan plan;
    if (!object.is(Kind::Instance) || is_special(name)) return plan;
    auto& instance = *object.as<Instance>();
    const Class& cls = *instance.cls;
    if (instance.shape->unique || instance.exception ||
        has_own_hook(vm, cls, Name::SetAttr, vm.model().object_set_attr))
        return plan;
    const Value* found = find_name_ptr(vm, cls, name);
    if (found && (found->is(Kind::Property) || found->is(Kind::Instance))) return plan;
    plan.version = cls.version;
    plan.shape = instance.shape;
    plan.slot = slot_of(*instance.shape, name);
    plan.usable = true;
    if (plan.slot != kNoSlot) return plan;
    plan.next_shape = cls.has_slots ? nullptr : shape_with(*instance.shape, name);
    plan.slot = static_cast<std::uint32_t>(instance.slots.size());
    plan.usable = plan.next_shape != nullptr;
    return plan;
}

}  // namespace lang
