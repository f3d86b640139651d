// Reading attributes: descriptors, instance slots, __getattr__ and friends.
#include <algorithm>

#include "lang/arguments.h"
#include "lang/attributes_internal.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/metaclass.h"
#include "lang/native.h"
#include "lang/shape.h"
#include "lang/snapshot.h"

namespace lang {
bool is_data_descriptor(Vm& vm, const Value& found) {
    if (found.is(Kind::Property)) return true;
    if (!found.is(Kind::Instance)) return false;
    const Class& cls = vm.class_of(found);
    return find_name_ptr(vm, cls, vm.model().name(Name::Set)) ||
           find_name_ptr(vm, cls, vm.model().name(Name::Delete));
}

Completion property_misses(Vm& vm, const Str& name, const Value& object, std::string_view what) {
    return vm.raise("AttributeError", "property '" + std::string(name.view()) + "' of '" +
                                          vm.class_of(object).name + "' object has no " +
                                          std::string(what));
}

namespace {

Completion read_property(Vm& vm, const Property& property, const Value& object, const Str& name) {
    if (property.getter.empty() || property.getter.is_none())
        return property_misses(vm, name, object, "getter");
    const Value getter = property.getter;
    Value args[] = {object};
    return vm.call(getter, args);
}

Completion bind_named(Vm& vm, const Value& found, const Value& object, Class& cls,
                      const Str& name) {
    if (const auto* property = found.try_as<Property>())
        return read_property(vm, *property, object, name);
    return bind_found(vm, found, object, cls);
}

// What the class offers when it is the class itself that is asked.
Completion bind_from_class(Vm& vm, const Value& found, const Value& cls) {
    if (const auto* method = found.try_as<StaticMethod>()) return method->function;
    if (found.is(Kind::ClassMethod)) return bind_found(vm, found, cls, *cls.as<Class>());
    if (!found.is(Kind::Instance)) return found;
    const Value get = find_name(vm, vm.class_of(found), vm.model().name(Name::Get));
    if (get.empty()) return found;
    Value args[] = {Value::none(), cls};
    return call_with_self(vm, get, found, args);
}

// In all look_up_* functions an empty Value means: not there.
Completion look_up_in_instance(Vm& vm, const Value& object, const Str& name) {
    auto& instance = *object.as<Instance>();
    const Value found = find_name(vm, *instance.cls, name);
    const bool first = !found.empty() && is_data_descriptor(vm, found);
    if (first) return bind_named(vm, found, object, *instance.cls, name);
    const std::uint32_t slot = slot_of(*instance.shape, name);
    if (slot != kNoSlot) return instance.slots[slot];
    if (is_special(name) || instance.exception) {
        AW_GUEST(Value special, special_attribute(vm, object, name));
        if (!special.empty()) return special;
    }
    if (found.empty()) return Value();
    return bind_found(vm, found, object, *instance.cls);
}

Completion look_up_in_class(Vm& vm, const Value& object, const Str& name) {
    auto& cls = *object.as<Class>();
    const Value of_metaclass = find_name(vm, *cls.cls, name);
    if (of_metaclass.is(Kind::Property))
        return bind_named(vm, of_metaclass, object, *cls.cls, name);
    if (is_special(name)) {
        AW_GUEST(Value special, special_attribute(vm, object, name));
        if (!special.empty()) return special;
    }
    const Value found = find_name(vm, cls, name);
    if (!found.empty()) return bind_from_class(vm, found, object);
    if (of_metaclass.empty()) return Value();
    return bind_found(vm, of_metaclass, object, *cls.cls);
}

Completion look_up_in_super(Vm& vm, const Value& object, const Str& name) {
    const auto& super = *object.as<Super>();
    const bool on_class = super.self.is(Kind::Class) &&
                          vm.is_subclass(*super.self.as<Class>(), *super.after.as<Class>());
    Class& start = on_class ? *super.self.as<Class>() : vm.class_of(super.self);
    const std::vector<Class*>& mro = start.mro;
    std::size_t at = 0;
    while (at < mro.size() && mro[at] != super.after.object()) ++at;
    for (++at; at < mro.size(); ++at) {
        const Value* found = own_class_attribute(*mro[at], name);
        if (!found) continue;
        const Value held = *found;
        if (on_class) return bind_from_class(vm, held, super.self);
        return bind_named(vm, held, super.self, start, name);
    }
    return special_attribute(vm, object, name);
}

Completion look_up_in_module(Vm& vm, const Value& object, const Str& name) {
    const auto& module = *object.as<Module>();
    for (std::size_t i = 0; i < module.names.size(); ++i)
        if (module.names[i] == name.view() && !module.slots[i].empty()) return module.slots[i];
    return special_attribute(vm, object, name);
}

Completion look_up_plain(Vm& vm, const Value& object, const Str& name) {
    if (object.is(Kind::Function)) {
        const auto& function = *object.as<Function>();
        if (function.attributes.is(Kind::Dict)) {
            Value found = dict_find(*function.attributes.as<Dict>(), name.view());
            if (!found.empty()) return found;
        }
    }
    AW_GUEST(Value special, special_attribute(vm, object, name));
    if (!special.empty()) return special;
    Class& cls = vm.class_of(object);
    const Value found = find_name(vm, cls, name);
    if (found.empty()) return Value();
    return bind_named(vm, found, object, cls, name);
}

// list[int].append, Annotated[...].x: what the alias does not have, its origin has.
Completion look_up_in_alias(Vm& vm, const Value& object, const Str& name) {
    AW_GUEST(Value found, look_up_plain(vm, object, name));
    if (!found.empty() || is_special(name)) return found;
    const Value origin = object.as<GenericAlias>()->origin;
    return find_attribute(vm, origin, name);
}

Completion look_up_in_method(Vm& vm, const Value& object, const Str& name) {
    AW_GUEST(Value found, look_up_plain(vm, object, name));
    if (!found.empty()) return found;
    const Value function = object.as<BoundMethod>()->function;
    return find_attribute(vm, function, name);
}

Completion look_up(Vm& vm, const Value& object, const Str& name) {
    if (!object.is_object()) return look_up_plain(vm, object, name);
    switch (object.object()->kind()) {
        case Kind::Instance: return look_up_in_instance(vm, object, name);
        case Kind::Class: return look_up_in_class(vm, object, name);
        case Kind::Super: return look_up_in_super(vm, object, name);
        case Kind::Module: return look_up_in_module(vm, object, name);
        case Kind::GenericAlias: return look_up_in_alias(vm, object, name);
        case Kind::BoundMethod: return look_up_in_method(vm, object, name);
        default: return look_up_plain(vm, object, name);
    }
}

bool is_attribute_error(Vm& vm, const Completion& c) {
    return c.raised() && vm.is_instance_of(c.error(), *vm.exception_class("AttributeError"));
}

// PEP 562: a module's own __getattr__ function.
Completion look_up_in_module_hook(Vm& vm, const Value& object, const Str& name,
                                  const Completion& missing) {
    if (name.view().starts_with("__")) return missing;
    const Str& hook_name = vm.model().name(Name::GetAttr);
    AW_GUEST(const Value hook, look_up_in_module(vm, object, hook_name));
    if (hook.empty()) return missing;
    Value args[] = {shared_name(name)};
    return vm.call(hook, args);
}

// A guest's __getattribute__ stands before everything; __getattr__ comes when all else failed.
// `found` may be empty.
Completion look_up_with_hooks(Vm& vm, const Value& object, const Str& name) {
    const bool hooked = object.is(Kind::Instance) || object.is(Kind::Module) ||
                        (object.is(Kind::Class) && is_guest_metaclass(*object.object()->cls));
    if (!hooked) return look_up(vm, object, name);
    ObjectModel& model = vm.model();
    const Class& cls = *object.object()->cls;
    const Value custom = find_name(vm, cls, model.name(Name::GetAttribute));
    const bool is_custom = !custom.empty() && !custom.same_as(model.object_get_attribute);
    Value args[] = {shared_name(name)};
    Completion found =
        is_custom ? call_with_self(vm, custom, object, args) : look_up(vm, object, name);
    const bool missing = (found.ok() && found.value().empty()) || is_attribute_error(vm, found);
    if (!missing) return found;
    if (object.is(Kind::Module)) return look_up_in_module_hook(vm, object, name, found);
    const Value fallback = find_name(vm, cls, model.name(Name::GetAttr));
    if (fallback.empty()) return found;
    return call_with_self(vm, fallback, object, args);
}

}  // namespace

Completion bind_found(Vm& vm, const Value& found, const Value& object, Class& cls) {
    if (!found.is_object()) return found;
    switch (found.object()->kind()) {
        case Kind::Native:
            if (!found.as<Native>()->is_method) return found;
            [[fallthrough]];
        case Kind::Function: {
            auto* method = vm.heap().make<BoundMethod>(vm.classes.method);
            method->function = found;
            method->self = object;
            return Value::adopt(method);
        }
        case Kind::ClassMethod: {
            const Value& function = found.as<ClassMethod>()->function;
            if (!function.is(Kind::Function) && !function.is(Kind::Native)) return function;
            auto* method = vm.heap().make<BoundMethod>(vm.classes.method);
            method->function = function;
            method->self = class_value(object.is(Kind::Class) ? *object.as<Class>() : cls);
            return Value::adopt(method);
        }
        case Kind::StaticMethod: return found.as<StaticMethod>()->function;
        case Kind::Property: {
            const Value getter = found.as<Property>()->getter;
            Value args[] = {object};
            return vm.call(getter, args);
        }
        case Kind::Instance: {
            const Value get = find_name(vm, vm.class_of(found), vm.model().name(Name::Get));
            if (get.empty()) return found;
            Value args[] = {object, class_value(cls)};
            return call_with_self(vm, get, found, args);
        }
        default: return found;
    }
}

Completion call_with_self(Vm& vm, const Value& method, const Value& self, std::span<Value> rest) {
    const bool takes_self =
        method.is(Kind::Function) || (method.is(Kind::Native) && method.as<Native>()->is_method);
    if (!takes_self) {
        AW_GUEST(Value bound, bind_found(vm, method, self, vm.class_of(self)));
        return vm.call(bound, rest);
    }
    constexpr std::size_t kUsual = 4;
    if (rest.size() < kUsual) {
        Value args[kUsual] = {self};
        std::copy(rest.begin(), rest.end(), args + 1);
        return vm.call(method, std::span(args).first(rest.size() + 1));
    }
    std::vector<Value> args = {self};
    args.insert(args.end(), rest.begin(), rest.end());
    return vm.call(method, args);
}

Completion call_special(Vm& vm, const Value& object, Name name, std::span<Value> rest) {
    const Value method = find_name(vm, vm.class_of(object), vm.model().name(name));
    if (method.empty()) return no_attribute(vm, object, vm.model().name(name));
    return call_with_self(vm, method, object, rest);
}

Completion find_attribute(Vm& vm, const Value& object, const Str& name) {
    Completion found = look_up_with_hooks(vm, object, name);
    if (is_attribute_error(vm, found)) return Value();
    return found;
}

Completion get_attribute(Vm& vm, const Value& object, const Str& name) {
    Completion found = look_up_with_hooks(vm, object, name);
    if (found.ok() && found.value().empty()) return no_attribute(vm, object, name);
    return found;
}

// object.__getattribute__: the same without the hooks.
Completion plain_get_attribute(Vm& vm, const Value& object, const Str& name) {
    AW_GUEST(Value found, look_up(vm, object, name));
    return found.empty() ? no_attribute(vm, object, name) : Completion(std::move(found));
}

// getattr(x, name) may be given a text of any length.
Value intern_name(Vm& vm, std::string_view name) {
    pay(vm, name.size() / 16);
    return vm.heap().intern(name);
}

Completion Vm::get_attribute(const Value& object, std::string_view name) {
    const Value interned = intern_name(*this, name);
    return lang::get_attribute(*this, object, *interned.as<Str>());
}
Completion Vm::find_attribute(const Value& object, std::string_view name) {
    const Value interned = intern_name(*this, name);
    return lang::find_attribute(*this, object, *interned.as<Str>());
}

}  // namespace lang
