// The built-in functions on objects and classes: isinstance, getattr, type, super, property ...
// and those that the sandbox does not offer.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/class.h"
#include "lang/codecs.h"
#include "lang/metaclass.h"
#include "lang/shape.h"

namespace lang {
namespace {

// -- str and object --------------------------------------------------------------------------

Completion str_construct(Vm& vm, Class& cls, CallArgs args) {
    if (args.positional.size() == 1 && args.keywords.empty()) {
        AW_GUEST(Value text, vm.str(args.positional[0]));
        return wrap_for(vm, cls, *vm.classes.str, std::move(text));
    }
    const Native named(nullptr, nullptr, "str");
    Value v, encoding, errors;
    AW_GUEST_DO(bind(vm, named, args,
                     {{"object", &v, kOptional},
                      {"encoding", &encoding, kOptional},
                      {"errors", &errors, kOptional}}));
    if (v.empty()) return wrap_for(vm, cls, *vm.classes.str, vm.heap().intern(""));
    if (encoding.empty() && errors.empty()) {
        AW_GUEST(Value text, vm.str(v));
        return wrap_for(vm, cls, *vm.classes.str, std::move(text));
    }
    for (const Value& option : {encoding, errors}) {
        if (option.empty() || is_text(option)) continue;
        return wrong_type(
            vm, option.same_as(encoding) ? "str() argument 'encoding'" : "str() argument 'errors'",
            "str", option);
    }
    if (is_text(v)) return vm.raise("TypeError", "decoding str is not supported");
    if (!plain(v).is(Kind::Bytes)) {
        return vm.raise("TypeError",
                        fmt::format("decoding to str: need a bytes-like object, {} found",
                                    type_name_of(vm, v)));
    }
    AW_GUEST(Value text, decode_bytes(vm, v, is_text(encoding) ? text_of(encoding) : "utf-8",
                                      is_text(errors) ? text_of(errors) : "strict"));
    return wrap_for(vm, cls, *vm.classes.str, std::move(text));
}

// -- attributes ------------------------------------------------------------------------------

Completion checked_attribute_name(Vm& vm, const Value& name) {
    if (is_text(name)) return Completion::none();
    return vm.raise("TypeError",
                    fmt::format("attribute name must be string, not '{}'", type_name_of(vm, name)));
}

Completion builtin_getattr(Vm& vm, Native& self, CallArgs args) {
    Value object, name, otherwise;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"object", &object}, {"name", &name}, {"default", &otherwise, kOptional}}));
    AW_GUEST_DO(checked_attribute_name(vm, name));
    if (otherwise.empty()) return vm.get_attribute(object, text_of(name));
    AW_GUEST(Value found, vm.find_attribute(object, text_of(name)));
    return found.empty() ? otherwise : found;
}

Completion builtin_hasattr(Vm& vm, Native& self, CallArgs args) {
    Value object, name;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}, {"name", &name}}));
    AW_GUEST_DO(checked_attribute_name(vm, name));
    AW_GUEST(const Value found, vm.find_attribute(object, text_of(name)));
    return Value::boolean(!found.empty());
}

Completion builtin_setattr(Vm& vm, Native& self, CallArgs args) {
    Value object, name, value;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}, {"name", &name}, {"value", &value}}));
    AW_GUEST_DO(checked_attribute_name(vm, name));
    AW_GUEST_DO(vm.set_attribute(object, text_of(name), value));
    return Completion::none();
}

Completion builtin_delattr(Vm& vm, Native& self, CallArgs args) {
    Value object, name;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}, {"name", &name}}));
    AW_GUEST_DO(checked_attribute_name(vm, name));
    AW_GUEST_DO(vm.delete_attribute(object, text_of(name)));
    return Completion::none();
}

Completion builtin_vars(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"object", &object, kOptional}}));
    if (object.empty()) {
        return vm.stop(StopKind::Refused,
                       "refused: vars() without an argument is not offered here");
    }
    AW_GUEST(Value attributes, vm.find_attribute(object, "__dict__"));
    if (!attributes.empty()) return attributes;
    return vm.raise("TypeError", "vars() argument must have __dict__ attribute");
}

void add_class_names(const Class& cls, std::set<std::string>& names) {
    for (const Class* ancestor : cls.mro) {
        for (const ClassAttribute& attribute : ancestor->attributes) {
            names.emplace(text_of(attribute.name));
        }
    }
}

Completion builtin_dir(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"object", &object, kOptional}}));
    if (object.empty()) {
        return vm.stop(StopKind::Refused, "refused: dir() without an argument is not offered here");
    }
    std::set<std::string> names;
    if (const Instance* instance = object.try_as<Instance>()) {
        for (const Value& name : instance->shape->names) {
            if (!name.empty()) names.emplace(text_of(name));
        }
    }
    if (const Module* module = object.try_as<Module>()) {
        names.insert(module->names.begin(), module->names.end());
    } else {
        const Class* cls = object.try_as<Class>();
        add_class_names(cls != nullptr ? *cls : vm.class_of(object), names);
    }
    Value list = vm.heap().make_list();
    for (const std::string& name : names) {
        list.as<List>()->items.push_back(vm.heap().make_str(name));
    }
    return list;
}

// -- classes ---------------------------------------------------------------------------------

Completion builtin_isinstance(Vm& vm, Native& self, CallArgs args) {
    Value object, classes;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}, {"class_or_tuple", &classes}}));
    return vm.is_instance(object, classes);
}

Completion is_subclass_of(Vm& vm, const Value& cls, const Value& target) {
    if (const Class* base = target.try_as<Class>()) {
        const Value check = vm.find_in_class(vm.class_of(target), "__subclasscheck__");
        if (!check.empty()) {
            Value both[] = {target, cls};
            AW_GUEST(const Value verdict, vm.call(check, both));
            return vm.truth(verdict);
        }
        return Value::boolean(vm.is_subclass(*cls.as<Class>(), *base));
    }
    const Value group = target.is(Kind::UnionType) ? target.as<UnionType>()->args : target;
    if (!group.is(Kind::Tuple)) {
        return vm.raise("TypeError",
                        "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    }
    for (const Value& one : group.as<const Tuple>()->span()) {
        AW_GUEST(const Value inside, is_subclass_of(vm, cls, one));
        if (inside.is_true()) return Value::true_();
    }
    return Value::false_();
}

Completion builtin_issubclass(Vm& vm, Native& self, CallArgs args) {
    Value cls, target;
    AW_GUEST_DO(bind(vm, self, args, {{"cls", &cls}, {"class_or_tuple", &target}}));
    if (!cls.is(Kind::Class)) return vm.raise("TypeError", "issubclass() arg 1 must be a class");
    return is_subclass_of(vm, cls, target);
}

Completion builtin_callable(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}}));
    return Value::boolean(vm.is_callable(object));
}

Completion type_construct(Vm& vm, Class& cls, CallArgs args) {
    if (&cls != vm.classes.type) return new_class_of(vm, cls, args);
    if (args.positional.size() == 1 && args.keywords.empty()) {
        return class_value(vm.class_of(args.positional[0]));
    }
    if (args.positional.size() == 3) return new_class_of(vm, cls, args);
    return vm.raise("TypeError", "type() takes 1 or 3 arguments");
}

// super(C, self): the form without arguments comes from the compiler.
Completion super_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    if (args.positional.empty()) return vm.raise("RuntimeError", "super(): no arguments");
    if (args.positional.size() != 2 || !args.keywords.empty()) {
        return vm.stop(StopKind::Refused, "refused: super() takes no argument or two here");
    }
    const Value& after = args.positional[0];
    const Value& self = args.positional[1];
    if (!after.is(Kind::Class)) return wrong_type(vm, "super() argument 1", "a type", after);
    const bool of_class =
        self.is(Kind::Class) && vm.is_subclass(*self.as<Class>(), *after.as<Class>());
    if (!of_class && !vm.is_instance_of(self, *after.as<Class>())) {
        return vm.raise("TypeError",
                        "super(type, obj): obj must be an instance or subtype of type");
    }
    auto* made = vm.heap().make<Super>(vm.classes.super_);
    made->after = after;
    made->self = self;
    return Value::adopt(made);
}

// -- property, staticmethod, classmethod -----------------------------------------------------

Completion property_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    const Native named(nullptr, nullptr, "property");
    auto* property = vm.heap().make<Property>(vm.classes.property);
    const Value made = Value::adopt(property);
    property->getter = property->setter = property->deleter = property->doc = Value::none();
    AW_GUEST_DO(bind(vm, named, args,
                     {{"fget", &property->getter, kOptional},
                      {"fset", &property->setter, kOptional},
                      {"fdel", &property->deleter, kOptional},
                      {"doc", &property->doc, kOptional}}));
    if (property->doc.is_none() && property->getter.is(Kind::Function)) {
        property->doc = property->getter.as<Function>()->doc;
    }
    return made;
}

// p.getter(f), p.setter(f), p.deleter(f): a copy of p with one function replaced.
template <Value Property::*field>
Completion property_with(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Property, property, "property");
    Value function;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"function", &function}}));
    auto* copy = vm.heap().make<Property>(vm.classes.property);
    copy->getter = property->getter;
    copy->setter = property->setter;
    copy->deleter = property->deleter;
    copy->doc = property->doc;
    copy->*field = function;
    return Value::adopt(copy);
}

template <class Wrapper>
Completion wrapper_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, cls.name);
    Value function;
    AW_GUEST_DO(bind(vm, named, args, {{"function", &function}}));
    auto* wrapper = vm.heap().make<Wrapper>(&cls);
    wrapper->function = function;
    return Value::adopt(wrapper);
}

// types.MethodType(function, instance)
Completion method_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, cls.name);
    Value function, self;
    AW_GUEST_DO(bind(vm, named, args, {{"function", &function}, {"instance", &self}}));
    if (!vm.is_callable(function)) return vm.raise("TypeError", "first argument must be callable");
    if (self.is_none()) return vm.raise("TypeError", "instance must not be None");
    if (function.is(Kind::BoundMethod))
        return vm.raise("TypeError", "a method of a method is not offered here");
    auto* method = vm.heap().make<BoundMethod>(vm.classes.method);
    method->function = function;
    method->self = self;
    return Value::adopt(method);
}

// -- what the sandbox does not offer ---------------------------------------------------------

Completion refused_function(Vm& vm, Native& self, CallArgs args) {
    (void)args;
    return vm.stop(StopKind::Refused,
                   fmt::format("refused: {}() is not offered here: a sample may only use what the "
                               "lesson gives it",
                               self.name));
}

Completion builtin_import(Vm& vm, Native& self, CallArgs args) {
    (void)self;
    (void)args;
    return vm.raise("ImportError", "__import__() is not offered here; write an import statement");
}

Completion refused_class(Vm& vm, Class& cls, CallArgs args) {
    (void)args;
    return vm.stop(StopKind::Refused, fmt::format("refused: {} is not offered here", cls.name));
}

void add_refused(Vm& vm, Dict& builtins) {
    for (const std::string_view name :
         {"open", "eval", "exec", "compile", "input", "breakpoint", "globals", "locals"}) {
        dict_put(vm, builtins, name, make_native(vm, name, refused_function));
    }
    dict_put(vm, builtins, "__import__", make_native(vm, "__import__", builtin_import));
    for (const std::string_view name : {"bytearray", "memoryview", "complex"}) {
        Class& cls = make_class(vm, name, {vm.classes.object}, "builtins");
        cls.construct = refused_class;
        cls.is_final = true;
        dict_put(vm, builtins, name, class_value(cls));
    }
}

void add_object_classes(Vm& vm, Dict& builtins) {
    const BuiltinClasses& c = vm.classes;
    for (Class* cls : {c.object, c.type, c.bool_, c.int_, c.float_, c.str, c.bytes, c.tuple, c.list,
                       c.dict, c.set, c.frozenset, c.range, c.slice, c.property, c.static_method,
                       c.class_method, c.super_}) {
        dict_put(vm, builtins, cls->name, class_value(*cls));
    }
    dict_put(vm, builtins, "NotImplemented", Value::not_implemented());
    dict_put(vm, builtins, "Ellipsis", Value::ellipsis());
}

}  // namespace

void install_objects(Vm& vm) {
    install_type_call(vm);
    Dict& builtins = *vm.builtins.as<Dict>();
    add_object_classes(vm, builtins);
    add_refused(vm, builtins);
    const MethodEntry functions[] = {{"getattr", builtin_getattr},
                                     {"hasattr", builtin_hasattr},
                                     {"setattr", builtin_setattr},
                                     {"delattr", builtin_delattr},
                                     {"vars", builtin_vars},
                                     {"dir", builtin_dir},
                                     {"isinstance", builtin_isinstance},
                                     {"issubclass", builtin_issubclass},
                                     {"callable", builtin_callable}};
    for (const MethodEntry& function : functions) {
        dict_put(vm, builtins, function.name, make_native(vm, function.name, function.fn));
    }
    vm.classes.str->construct = str_construct;
    vm.classes.type->construct = type_construct;
    vm.classes.super_->construct = super_construct;
    vm.classes.method->construct = method_construct;
    vm.classes.property->construct = property_construct;
    vm.classes.static_method->construct = wrapper_construct<StaticMethod>;
    vm.classes.class_method->construct = wrapper_construct<ClassMethod>;
    def_all(vm, *vm.classes.property,
            {{"getter", property_with<&Property::getter>},
             {"setter", property_with<&Property::setter>},
             {"deleter", property_with<&Property::deleter>}});
}

}  // namespace lang
