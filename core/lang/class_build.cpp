// A guest's `class` statement.
#include <algorithm>

#include "lang/class.h"
#include "lang/lib_abc.h"
#include "lang/native.h"
#include "lang/shape.h"

namespace lang {
namespace {

// list[int] and Generic[T] stand for their origin among the bases.
const Value& base_behind(const Value& v) {
    const auto* alias = v.try_as<GenericAlias>();
    return alias ? alias->origin : v;
}

Completion check_base(Vm& vm, const Value& base) {
    if (!base.is(Kind::Class)) return vm.raise("TypeError", "bases must be types");
    const Class& cls = *base.as<Class>();
    if (cls.is_final)
        return vm.raise("TypeError", "type '" + cls.name + "' is not an acceptable base type");
    if (cls.instance_kind == Kind::Class && cls.is_native && &cls != vm.classes.type &&
        cls.name != "ABCMeta" && cls.name != "EnumType")
        return vm.stop(StopKind::Refused, "refused: a metaclass of your own is not offered here");
    return Completion::none();
}

Completion read_bases(Vm& vm, std::span<const Value> given, Class& cls) {
    for (const Value& v : given) {
        const Value& base = base_behind(v);
        AW_GUEST_DO(check_base(vm, base));
        auto* base_class = base.as<Class>();
        if (std::find(cls.bases.begin(), cls.bases.end(), base_class) != cls.bases.end())
            return vm.raise("TypeError", "duplicate base class " + base_class->name);
        cls.bases.push_back(base_class);
        ++base_class->refs;
    }
    if (cls.bases.empty()) {
        cls.bases.push_back(vm.classes.object);
        ++vm.classes.object->refs;
    }
    return Completion::none();
}

// What instances are made of comes from the nearest class with a layout of its own.
Completion inherit_layout(Vm& vm, Class& cls) {
    for (Class* base : cls.bases) {
        if (base->instance_kind != Kind::Instance) {
            if (cls.instance_kind != Kind::Instance && cls.instance_kind != base->instance_kind)
                return vm.raise("TypeError", "multiple bases have instance lay-out conflict");
            cls.instance_kind = base->instance_kind;
        }
        cls.is_exception = cls.is_exception || base->is_exception;
        if (vm.is_subclass(*base->cls, *cls.cls)) cls.cls = base->cls;
    }
    if (cls.is_exception && cls.instance_kind != Kind::Instance)
        return vm.raise("TypeError", "multiple bases have instance lay-out conflict");
    for (Class* ancestor : cls.mro) {
        if (!cls.construct) cls.construct = ancestor->construct;
        if (!cls.on_subclass) cls.on_subclass = ancestor->on_subclass;
    }
    return Completion::none();
}

Completion use_metaclass(Vm& vm, Class& cls, const Value& metaclass) {
    if (!metaclass.is(Kind::Class) || !metaclass.as<Class>()->is_native ||
        !vm.is_subclass(*metaclass.as<Class>(), *vm.classes.type))
        return vm.stop(StopKind::Refused, "refused: a metaclass of your own is not offered here");
    if (vm.is_subclass(*metaclass.as<Class>(), *cls.cls)) cls.cls = metaclass.as<Class>();
    if (cls.construct == nullptr && cls.cls == &abc_metaclass(vm)) enforce_abstract(vm, cls);
    return Completion::none();
}

void add_attributes(Vm& vm, Class& cls, std::vector<ClassAttribute> attributes) {
    ObjectModel& model = vm.model();
    for (ClassAttribute& attribute : attributes) {
        Value& value = attribute.value;
        const bool is_function = value.is(Kind::Function);
        if (is_function && attribute.name.same_as(model.name_value(Name::New))) {
            auto* made = vm.heap().make<StaticMethod>(vm.classes.static_method);
            made->function = std::move(value);
            value = Value::adopt(made);
        } else if (is_function && (attribute.name.same_as(model.name_value(Name::InitSubclass)) ||
                                   attribute.name.same_as(model.name_value(Name::ClassGetItem)))) {
            auto* made = vm.heap().make<ClassMethod>(vm.classes.class_method);
            made->function = std::move(value);
            value = Value::adopt(made);
        }
        if (attribute.name.same_as(model.name_value(Name::Doc))) cls.doc = value;
        put_class_attribute(cls, attribute.name, std::move(value));
    }
    // Python: a class with __eq__ and without __hash__ is not hashable.
    if (own_class_attribute(cls, model.name(Name::Eq)) &&
        !own_class_attribute(cls, model.name(Name::Hash)))
        put_class_attribute(cls, model.name_value(Name::Hash), Value::none());
}

bool has_slots(Vm& vm, const Class& cls) {
    const auto is_slotted = [&](const Class* c) {
        return c == vm.classes.object || own_class_attribute(*c, vm.model().name(Name::Slots));
    };
    return std::all_of(cls.mro.begin(), cls.mro.end(), is_slotted);
}

Completion call_set_name(Vm& vm, const Value& cls) {
    // A copy: __set_name__ may change the class.
    const std::vector<ClassAttribute> attributes = cls.as<Class>()->attributes;
    for (const ClassAttribute& attribute : attributes) {
        if (!attribute.value.is(Kind::Instance)) continue;
        const Value method =
            find_name(vm, vm.class_of(attribute.value), vm.model().name(Name::SetName));
        if (method.empty()) continue;
        Value args[] = {cls, attribute.name};
        AW_GUEST_DO(call_with_self(vm, method, attribute.value, args));
    }
    return Completion::none();
}

Completion call_init_subclass(Vm& vm, const Value& cls, std::span<Keyword> keywords) {
    Class& made = *cls.as<Class>();
    if (made.on_subclass) return made.on_subclass(vm, made, {{}, keywords});
    for (std::size_t i = 1; i < made.mro.size(); ++i) {
        const Value* hook = own_class_attribute(*made.mro[i], vm.model().name(Name::InitSubclass));
        if (!hook) continue;
        if (hook->same_as(vm.model().object_init_subclass)) break;
        AW_GUEST(Value bound, bind_found(vm, *hook, cls, made));
        return vm.call(bound, {}, keywords);
    }
    if (keywords.empty()) return Completion::none();
    return vm.raise("TypeError", made.name + ".__init_subclass__() takes no keyword arguments");
}

}  // namespace

void note_slots(Vm& vm, Class& cls) { cls.has_slots = has_slots(vm, cls); }

Completion build_class(Vm& vm, ClassPlan plan) {
    auto* cls = vm.heap().make<Class>(vm.classes.type);
    const Value made = Value::adopt(cls);
    cls->name = plan.name;
    cls->qualname = plan.qualname;
    cls->module_name = plan.module_name;
    cls->doc = Value::none();
    cls->annotate = std::move(plan.annotate);
    cls->version = vm.heap().next_class_version();
    AW_GUEST_DO(read_bases(vm, plan.bases, *cls));
    std::vector<Keyword> keywords;
    for (Keyword& keyword : plan.keywords) {
        if (keyword.name == "metaclass") {
            AW_GUEST_DO(use_metaclass(vm, *cls, keyword.value));
        } else {
            keywords.push_back(keyword);
        }
    }
    AW_GUEST_DO(set_mro(vm, *cls));
    AW_GUEST_DO(inherit_layout(vm, *cls));
    if (plan.metaclass != nullptr) {
        if (!cls->construct && vm.is_subclass(*plan.metaclass, abc_metaclass(vm)))
            enforce_abstract(vm, *cls);
        cls->cls = plan.metaclass;
    }
    for (Class* base : cls->bases) base->subclasses.push_back(cls);
    add_attributes(vm, *cls, std::move(plan.attributes));
    note_slots(vm, *cls);
    if (plan.class_cell) plan.class_cell->value = made;
    AW_GUEST_DO(call_set_name(vm, made));
    AW_GUEST_DO(call_init_subclass(vm, made, keywords));
    return made;
}

// -- instances -------------------------------------------------------------------------------

namespace {

// A subclass of int, str, list ... is an instance around the built-in value. Mutable values start
// empty, because their __init__ gets the arguments; the others are made here.
Completion new_wrapping_instance(Vm& vm, Class& cls, CallArgs args) {
    const auto is_builtin = [&](const Class* c) {
        return c->is_native && c->instance_kind == cls.instance_kind;
    };
    Class* builtin = *std::find_if(cls.mro.begin(), cls.mro.end(), is_builtin);
    const bool is_mutable = cls.instance_kind == Kind::List || cls.instance_kind == Kind::Dict ||
                            cls.instance_kind == Kind::Set;
    if (!builtin->construct)
        return vm.raise("TypeError", "cannot create '" + cls.name + "' instances");
    AW_GUEST(Value value, builtin->construct(vm, *builtin, is_mutable ? CallArgs{} : args));
    Value made = make_instance(vm, cls);
    made.as<Instance>()->wrapped = std::move(value);
    return made;
}

// object.__new__ takes arguments only when something else will use them.
Completion check_no_arguments(Vm& vm, const Class& cls, CallArgs args) {
    if (args.positional.empty() && args.keywords.empty()) return Completion::none();
    const Value* init = find_name_ptr(vm, cls, vm.model().name(Name::Init));
    if (init && !init->same_as(vm.model().object_init)) return Completion::none();
    return vm.raise("TypeError", cls.name + "() takes no arguments");
}

}  // namespace

// object.__new__ and everything that no guest's __new__ stands before.
Completion allocate_instance(Vm& vm, Class& cls, CallArgs args) {
    if (cls.instance_kind == Kind::Class) return cls.construct(vm, cls, args);
    if (cls.instance_kind != Kind::Instance && !cls.is_native)
        return new_wrapping_instance(vm, cls, args);
    if (cls.construct) return cls.construct(vm, cls, args);
    AW_GUEST_DO(check_no_arguments(vm, cls, args));
    return make_instance(vm, cls);
}

Completion new_instance(Vm& vm, Class& cls, CallArgs args) {
    if (!cls.is_native) {
        const Value found = find_name(vm, cls, vm.model().name(Name::New));
        if (!found.empty() && !found.same_as(vm.model().object_new)) {
            const auto* method = found.try_as<StaticMethod>();
            const Value function = method ? method->function : found;
            std::vector<Value> positional = {class_value(cls)};
            positional.insert(positional.end(), args.positional.begin(), args.positional.end());
            return vm.call(function, positional, args.keywords);
        }
    }
    return allocate_instance(vm, cls, args);
}

Value find_init(Vm& vm, const Class& cls) {
    const Value* init = find_name_ptr(vm, cls, vm.model().name(Name::Init));
    if (!init || init->same_as(vm.model().object_init)) return Value();
    return *init;
}

Completion instantiate(Vm& vm, Class& cls, CallArgs args) {
    const Value keep = class_value(cls);
    AW_GUEST(Value made, new_instance(vm, cls, args));
    if (!vm.is_instance_of(made, cls)) return made;
    if (!made.is(Kind::Instance)) return made;
    const Value init = find_init(vm, vm.class_of(made));
    if (init.empty()) return made;
    std::vector<Value> positional = {made};
    positional.insert(positional.end(), args.positional.begin(), args.positional.end());
    Value bound = init;
    if (!init.is(Kind::Function) && !init.is(Kind::Native)) {
        AW_GUEST(bound, bind_found(vm, init, made, vm.class_of(made)));
        positional.erase(positional.begin());
    }
    AW_GUEST(Value result, vm.call(bound, positional, args.keywords));
    if (!result.is_none())
        return vm.raise("TypeError",
                        "__init__() should return None, not '" + vm.class_of(result).name + "'");
    return made;
}

}  // namespace lang
