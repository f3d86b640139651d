// Writing and deleting attributes.
#include <algorithm>

#include "lang/arguments.h"
#include "lang/attributes_internal.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "lang/shape.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

Completion cannot_set(Vm& vm, const Value& object, const Str& name, const Value& value) {
    const Class& cls = vm.class_of(object);
    const std::string quoted = "'" + std::string(name.view()) + "'";
    if (find_name_ptr(vm, cls, name))
        return vm.raise("AttributeError",
                        "'" + cls.name + "' object attribute " + quoted + " is read-only");
    return vm.raise("AttributeError",
                    "'" + cls.name + "' object has no attribute " + quoted +
                        (value.empty() ? "" : " and no __dict__ for setting new attributes"));
}

bool slots_allow(Vm& vm, const Class& cls, const Str& name) {
    const auto names_it = [&](const Value& v) {
        const Value& text = plain(v);
        return text.is(Kind::Str) && text.as<Str>()->view() == name.view();
    };
    for (const Class* at : cls.mro) {
        const Value* slots = own_class_attribute(*at, vm.model().name(Name::Slots));
        if (!slots) continue;
        std::span<const Value> names(slots, 1);
        if (const auto* tuple = slots->try_as<Tuple>()) names = tuple->span();
        if (const auto* list = slots->try_as<List>()) names = list->items;
        pay(vm, names.size() / 4);
        if (std::any_of(names.begin(), names.end(), names_it)) return true;
    }
    return false;
}

Completion set_in_instance(Vm& vm, const Value& object, const Str& name, Value value) {
    auto& instance = *object.as<Instance>();
    const Value found = find_name(vm, *instance.cls, name);
    if (const auto* property = found.try_as<Property>()) {
        const bool deletes = value.empty();
        const Value setter = deletes ? property->deleter : property->setter;
        if (setter.empty() || setter.is_none())
            return property_misses(vm, name, object, deletes ? "deleter" : "setter");
        Value args[] = {object, value};
        return vm.call(setter, std::span(args).first(deletes ? 1 : 2));
    }
    if (!found.empty() && is_data_descriptor(vm, found)) {
        if (value.empty()) {
            Value args[] = {object};
            return call_special(vm, found, Name::Delete, args);
        }
        Value args[] = {object, value};
        return call_special(vm, found, Name::Set, args);
    }
    SpecialSet special = SpecialSet::NotSpecial;
    AW_GUEST_DO(set_special_attribute(vm, object, name, value, &special));
    if (special == SpecialSet::Done) return Completion::none();
    if (value.empty()) {
        if (!delete_slot(instance, name)) return no_attribute(vm, object, name);
        note_attribute(vm, instance, shared_name(name), value);
        return Completion::none();
    }
    if (instance.cls->has_slots && !slots_allow(vm, *instance.cls, name))
        return cannot_set(vm, object, name, value);
    note_attribute(vm, instance, shared_name(name), value);
    put_slot(instance, name, std::move(value));
    return Completion::none();
}

Completion set_in_class(Vm& vm, const Value& object, const Str& name, Value value) {
    auto& cls = *object.as<Class>();
    if (cls.is_native)
        return vm.raise("TypeError", "cannot set '" + std::string(name.view()) +
                                         "' attribute of immutable type '" + cls.name + "'");
    SpecialSet special = SpecialSet::NotSpecial;
    AW_GUEST_DO(set_special_attribute(vm, object, name, value, &special));
    if (special == SpecialSet::Done) return Completion::none();
    // Every change looks through the attributes and tells the classes below.
    const std::size_t changed = class_changed(cls);
    if (!vm.charge(changed + cls.attributes.size() / 8)) return vm.out_of_steps();
    if (!value.empty()) {
        put_class_attribute(cls, shared_name(name), std::move(value));
        return Completion::none();
    }
    const auto is_it = [&](const ClassAttribute& a) { return a.name.object() == &name; };
    const auto at = std::find_if(cls.attributes.begin(), cls.attributes.end(), is_it);
    if (at == cls.attributes.end()) return no_attribute(vm, object, name);
    const ClassAttribute gone = std::move(*at);
    cls.attributes.erase(at);
    class_changed(cls);
    return Completion::none();
}

Completion set_in_module(Vm& vm, const Value& object, const Str& name, Value value) {
    auto& module = *object.as<Module>();
    for (std::size_t i = 0; i < module.names.size(); ++i) {
        if (module.names[i] != name.view()) continue;
        if (value.empty() && module.slots[i].empty()) break;
        module.slots[i] = std::move(value);
        return Completion::none();
    }
    if (value.empty()) return no_attribute(vm, object, name);
    module.names.emplace_back(name.view());
    module.slots.resize(module.names.size() - 1);
    module.slots.push_back(std::move(value));
    return Completion::none();
}

Completion set_plain(Vm& vm, const Value& object, const Str& name, Value value) {
    SpecialSet special = SpecialSet::NotSpecial;
    AW_GUEST_DO(set_special_attribute(vm, object, name, value, &special));
    if (special == SpecialSet::Done) return Completion::none();
    if (!object.is(Kind::Function)) return cannot_set(vm, object, name, value);
    auto& function = *object.as<Function>();
    if (!function.attributes.is(Kind::Dict)) function.attributes = vm.heap().make_dict();
    auto& dict = *function.attributes.as<Dict>();
    if (!value.empty()) {
        dict_put(vm, dict, name.view(), std::move(value));
        return Completion::none();
    }
    AW_GUEST(Value gone, dict_remove(vm, dict, shared_name(name)));
    return gone.empty() ? no_attribute(vm, object, name) : Completion::none();
}

Completion set_anywhere(Vm& vm, const Value& object, const Str& name, Value value) {
    if (object.is(Kind::Instance)) return set_in_instance(vm, object, name, std::move(value));
    if (object.is(Kind::Class)) return set_in_class(vm, object, name, std::move(value));
    if (object.is(Kind::Module)) return set_in_module(vm, object, name, std::move(value));
    return set_plain(vm, object, name, std::move(value));
}

// The hook of the class when it is a guest's (or a native class's) own; of a class its metaclass's.
Value custom_hook(Vm& vm, const Value& object, Name hook, const Value& standard) {
    const bool is_class = object.is(Kind::Class) && !object.as<Class>()->is_native;
    if (!object.is(Kind::Instance) && !is_class) return Value();
    const Value* found = find_name_ptr(vm, *object.object()->cls, vm.model().name(hook));
    return found && !found->same_as(standard) ? *found : Value();
}

}  // namespace

Completion set_attribute(Vm& vm, const Value& object, const Str& name, Value value) {
    const Value hook = custom_hook(vm, object, Name::SetAttr, vm.model().object_set_attr);
    if (hook.empty()) return set_anywhere(vm, object, name, std::move(value));
    Value args[] = {shared_name(name), std::move(value)};
    return call_with_self(vm, hook, object, args);
}

Completion delete_attribute(Vm& vm, const Value& object, const Str& name) {
    const Value hook = custom_hook(vm, object, Name::DelAttr, vm.model().object_del_attr);
    if (hook.empty()) return set_anywhere(vm, object, name, Value());
    Value args[] = {shared_name(name)};
    return call_with_self(vm, hook, object, args);
}

Completion plain_set_attribute(Vm& vm, const Value& object, const Str& name, Value value) {
    return set_anywhere(vm, object, name, std::move(value));
}

Completion Vm::set_attribute(const Value& object, std::string_view name, Value value) {
    const Value interned = intern_name(*this, name);
    return lang::set_attribute(*this, object, *interned.as<Str>(), std::move(value));
}
Completion Vm::delete_attribute(const Value& object, std::string_view name) {
    const Value interned = intern_name(*this, name);
    return lang::delete_attribute(*this, object, *interned.as<Str>());
}

}  // namespace lang
