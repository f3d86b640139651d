// Attributes that are computed: __class__, __dict__, __name__, an exception's args ...
// What is not listed here does not exist: no attribute leads out of the sandbox.
#include <algorithm>
#include <span>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/dict_internal.h"
#include "lang/exceptions.h"
#include "lang/instance_dict.h"
#include "lang/native.h"
#include "lang/shape.h"

namespace lang {
namespace {

// Annotated[T, x, ...]: what it is about is T.
bool is_annotated(const GenericAlias& alias) {
    const Class* origin = alias.origin.try_as<Class>();
    return origin != nullptr && origin->module_name == "typing" && origin->name == "Annotated";
}

Value or_none(const Value& v) { return v.empty() ? Value::none() : v; }

Value module_name_of(const Value& module) {
    const auto* m = module.try_as<Module>();
    return m ? Heap::current().make_str(m->name) : Value::none();
}

Value tuple_of(Vm& vm, std::span<Class* const> classes) {
    std::vector<Value> values;
    for (Class* cls : classes) values.push_back(class_value(*cls));
    return vm.heap().make_tuple(values);
}

Value dict_of_class(Vm& vm, const Class& cls) {
    Value made = vm.heap().make_dict();
    pay(vm, cls.attributes.size());
    for (const ClassAttribute& a : cls.attributes)
        dict_put(vm, *made.as<Dict>(), text_of(a.name), a.value);
    return made;
}

Completion of_instance(Vm& vm, const Value& object, std::string_view name) {
    const auto& instance = *object.as<Instance>();
    if (name == "__dict__" && !instance.cls->has_slots) return make_instance_dict(vm, object);
    if (name == "__module__") return vm.heap().make_str(instance.cls->module_name);
    if (instance.exception) return exception_attribute(vm, object, name);
    return Value();
}

Completion of_class(Vm& vm, const Value& object, std::string_view name) {
    const auto& cls = *object.as<Class>();
    Heap& heap = vm.heap();
    if (name == "__name__") return heap.make_str(cls.name);
    if (name == "__qualname__") return heap.make_str(cls.qualname);
    if (name == "__module__") return heap.make_str(cls.module_name);
    if (name == "__doc__") return cls.doc;
    if (name == "__mro__") return tuple_of(vm, cls.mro);
    if (name == "__bases__") return tuple_of(vm, cls.bases);
    if (name == "__base__")
        return cls.bases.empty() ? Value::none() : class_value(*cls.bases.front());
    if (name == "__dict__") return dict_of_class(vm, cls);
    if (name == "__annotations__" && !cls.is_native) return vm.annotations(object);
    return Value();
}

// function.__get__(instance, owner=None): the method, or the function itself.
Completion function_get(Vm& vm, Native& self, CallArgs args) {
    Value instance;
    Value owner = Value::none();
    AW_GUEST_DO(bind(vm, self, args, {{"instance", &instance}, {"owner", &owner, kOptional}}));
    if (instance.is_none()) return self.bound;
    auto* method = vm.heap().make<BoundMethod>(vm.classes.method);
    method->self = instance;
    method->function = self.bound;
    return Value::adopt(method);
}

Completion of_function(Vm& vm, const Value& object, std::string_view name) {
    const auto& function = *object.as<Function>();
    if (name == "__name__") return function.name;
    if (name == "__qualname__") return function.qualname;
    if (name == "__doc__") return or_none(function.doc);
    if (name == "__module__") return module_name_of(function.module);
    if (name == "__defaults__") return or_none(function.defaults);
    if (name == "__kwdefaults__") return or_none(function.kw_defaults);
    if (name == "__wrapped__") return function.wrapped;
    if (name == "__get__") return make_native(vm, "__get__", function_get, object);
    if (name == "__annotations__") return vm.annotations(object);
    if (name == "__dict__") {
        if (!function.attributes.is(Kind::Dict)) return vm.heap().make_dict();
        return dict_copy(vm, *function.attributes.as<Dict>());
    }
    return Value();
}

Completion of_property(const Property& property, std::string_view name) {
    if (name == "fget") return or_none(property.getter);
    if (name == "fset") return or_none(property.setter);
    if (name == "fdel") return or_none(property.deleter);
    if (name == "__doc__") return or_none(property.doc);
    return Value();
}

// staticmethod and classmethod objects, bound methods: what they wrap.
Completion of_wrapper(Vm& vm, const Value& function, std::string_view name) {
    if (name == "__func__" || name == "__wrapped__") return function;
    for (std::string_view passed_on : {"__name__", "__qualname__", "__doc__", "__module__"})
        if (name == passed_on) return vm.find_attribute(function, name);
    return Value();
}

Completion of_method(Vm& vm, const BoundMethod& method, std::string_view name) {
    if (name == "__self__") return method.self;
    if (name == "__func__") return method.function;
    for (std::string_view passed_on : {"__name__", "__qualname__", "__doc__", "__module__"})
        if (name == passed_on) return vm.find_attribute(method.function, name);
    return Value();
}

// None stands for its class there.
Value union_members(Vm& vm, const UnionType& type) {
    std::vector<Value> members;
    for (const Value& v : type.args.as<Tuple>()->span())
        members.push_back(v.is_none() ? class_value(*vm.classes.none_type) : v);
    return vm.heap().make_tuple(members);
}

Completion of_small_kinds(Vm& vm, const Value& object, std::string_view name) {
    Heap& heap = vm.heap();
    switch (object.object()->kind()) {
        case Kind::Native:
            if (name == "__name__" || name == "__qualname__")
                return heap.make_str(object.as<Native>()->name);
            break;
        case Kind::Module:
            if (name == "__name__") return heap.make_str(object.as<Module>()->name);
            if (name == "__doc__") return Value::none();
            break;
        case Kind::Generator:
            if (name == "__name__") return object.as<Generator>()->name;
            if (name == "__qualname__") return object.as<Generator>()->qualname;
            break;
        case Kind::GenericAlias:
            if (const auto& alias = *object.as<GenericAlias>(); is_annotated(alias)) {
                const std::span<const Value> parts = alias.args.as<Tuple>()->span();
                if (name == "__origin__") return parts[0];
                if (name == "__args__") return heap.make_tuple(parts.first(1));
                if (name == "__metadata__") return heap.make_tuple(parts.subspan(1));
            }
            if (name == "__origin__") return object.as<GenericAlias>()->origin;
            if (name == "__args__") return object.as<GenericAlias>()->args;
            if (name == "__name__")
                return vm.find_attribute(object.as<GenericAlias>()->origin, name);
            break;
        case Kind::UnionType:
            if (name == "__args__") return union_members(vm, *object.as<UnionType>());
            break;
        case Kind::TypeVar:
            if (name == "__name__") return heap.make_str(object.as<TypeVar>()->name);
            break;
        case Kind::Super:
            if (name == "__thisclass__") return object.as<Super>()->after;
            if (name == "__self__") return object.as<Super>()->self;
            break;
        case Kind::Range:
            if (name == "start") return object.as<Range>()->start;
            if (name == "stop") return object.as<Range>()->stop;
            if (name == "step") return object.as<Range>()->step;
            break;
        case Kind::Slice:
            if (name == "start") return object.as<Slice>()->start;
            if (name == "stop") return object.as<Slice>()->stop;
            if (name == "step") return object.as<Slice>()->step;
            break;
        default: break;
    }
    return Value();
}

Completion of_object(Vm& vm, const Value& object, std::string_view name) {
    switch (object.object()->kind()) {
        case Kind::Instance: return of_instance(vm, object, name);
        case Kind::Class: return of_class(vm, object, name);
        case Kind::Function: return of_function(vm, object, name);
        case Kind::BoundMethod: return of_method(vm, *object.as<BoundMethod>(), name);
        case Kind::Property: return of_property(*object.as<Property>(), name);
        case Kind::StaticMethod: return of_wrapper(vm, object.as<StaticMethod>()->function, name);
        case Kind::ClassMethod: return of_wrapper(vm, object.as<ClassMethod>()->function, name);
        default: return of_small_kinds(vm, object, name);
    }
}

// -- assignment ------------------------------------------------------------------------------

Completion must_be(Vm& vm, std::string_view name, std::string_view type) {
    return vm.raise("TypeError",
                    std::string(name) + " must be set to a " + std::string(type) + " object");
}

Completion set_of_function(Vm& vm, Function& function, std::string_view name, const Value& value,
                           SpecialSet* result) {
    const Value given = or_none(value);
    *result = SpecialSet::Done;
    if (name == "__name__" || name == "__qualname__") {
        if (!given.is(Kind::Str)) return must_be(vm, name, "string");
        (name == "__name__" ? function.name : function.qualname) = given;
    } else if (name == "__doc__") {
        function.doc = given;
    } else if (name == "__defaults__") {
        if (!given.is_none() && !given.is(Kind::Tuple)) return must_be(vm, name, "tuple");
        function.defaults = given;
    } else if (name == "__kwdefaults__") {
        if (!given.is_none() && !given.is(Kind::Dict)) return must_be(vm, name, "dict");
        function.kw_defaults = given;
    } else if (name == "__wrapped__") {
        function.wrapped = value;
    } else if (name == "__annotations__") {
        if (!given.is_none() && !given.is(Kind::Dict)) return must_be(vm, name, "dict");
        function.annotations = given.is_none() ? vm.heap().make_dict() : given;
    } else {
        // With the function's own attributes; __module__ too: the module itself decides the
        // globals.
        *result = SpecialSet::NotSpecial;
    }
    return Completion::none();
}

Completion set_of_class(Vm& vm, Class& cls, std::string_view name, const Value& value,
                        SpecialSet* result) {
    if (name == "__name__" || name == "__qualname__" || name == "__module__") {
        if (!value.is(Kind::Str))
            return vm.raise("TypeError", "can only assign string to " + cls.name + "." +
                                             std::string(name) + ", not '" +
                                             (value.empty() ? "" : vm.class_of(value).name) + "'");
        std::string& field = name == "__name__"       ? cls.name
                             : name == "__qualname__" ? cls.qualname
                                                      : cls.module_name;
        field = value.as<Str>()->view();
        *result = SpecialSet::Done;
    } else if (name == "__doc__") {
        cls.doc = or_none(value);
        *result = SpecialSet::Done;
    } else if (name == "__annotations__") {
        cls.annotations = value.is(Kind::Dict) ? value : vm.heap().make_dict();
        *result = SpecialSet::Done;
    } else if (name == "__mro__" || name == "__bases__" || name == "__base__") {
        return vm.raise("AttributeError", "readonly attribute");
    }
    return Completion::none();
}

}  // namespace

Completion no_attribute(Vm& vm, const Value& object, const Str& name) {
    const std::string quoted = "'" + std::string(name.view()) + "'";
    std::string text;
    if (const auto* cls = object.try_as<Class>()) {
        text = "type object '" + cls->name + "' has no attribute " + quoted;
    } else if (const auto* module = object.try_as<Module>()) {
        text = "module '" + module->name + "' has no attribute " + quoted;
    } else {
        text = "'" + vm.class_of(object).name + "' object has no attribute " + quoted;
    }
    Completion raised = vm.raise("AttributeError", text);
    if (raised.raised()) note_missing_attribute(raised.error(), name, object);
    return raised;
}

Completion special_attribute(Vm& vm, const Value& object, const Str& name) {
    const std::string_view text = name.view();
    if (text == "__class__") return class_value(vm.class_of(object));
    if (object.is_object()) {
        AW_GUEST(Value found, of_object(vm, object, text));
        if (!found.empty()) return found;
    }
    if (text == "__doc__") return vm.class_of(object).doc;
    return Value();
}

Completion set_special_attribute(Vm& vm, const Value& object, const Str& name, const Value& value,
                                 SpecialSet* result) {
    const std::string_view text = name.view();
    if (text == "__class__")
        return vm.raise("TypeError", "__class__ assignment is not offered here");
    if (text == "__dict__" && object.is(Kind::Instance) && !value.empty() &&
        !object.as<Instance>()->cls->is_native && !object.as<Instance>()->cls->has_slots) {
        *result = SpecialSet::Done;
        return replace_instance_dict(vm, object, value);
    }
    if (text == "__dict__" && object.is_object())
        return vm.raise("AttributeError", "'__dict__' cannot be replaced here");
    if (auto* function = object.try_as<Function>()) {
        if (text == "__code__" || text == "__globals__" || text == "__closure__")
            return no_attribute(vm, object, name);
        return set_of_function(vm, *function, text, value, result);
    }
    if (object.is(Kind::Class)) return set_of_class(vm, *object.as<Class>(), text, value, result);
    if (object.is(Kind::Instance) && object.as<Instance>()->exception)
        return set_exception_attribute(vm, object, text, value, result);
    if (auto* property = object.try_as<Property>(); property && text == "__doc__") {
        property->doc = or_none(value);
        *result = SpecialSet::Done;
    }
    return Completion::none();
}

}  // namespace lang
