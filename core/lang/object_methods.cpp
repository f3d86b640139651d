// What every object has: object.__init__, __new__, __eq__, __hash__, __setattr__ ...
#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/lib_enum.h"
#include "lang/native.h"
#include "lang/repr.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

Completion needs_argument(Vm& vm, const Native& self) {
    return vm.raise("TypeError", "descriptor '" + std::string(self.name) +
                                     "' of 'object' object needs an argument");
}

Completion object_init(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty()) return needs_argument(vm, self);
    const Class& cls = vm.class_of(args.positional[0]);
    if (args.positional.size() == 1 && args.keywords.empty()) return Completion::none();
    if (args.positional[0].is(Kind::Class)) return Completion::none();  // type.__init__
    // CPython: too many arguments are an error unless __new__ took them.
    const Value* own_new = find_name_ptr(vm, cls, vm.model().name(Name::New));
    const bool took = cls.construct || (own_new && !own_new->same_as(vm.model().object_new));
    const Value* init = find_name_ptr(vm, cls, vm.model().name(Name::Init));
    const bool overridden = init && !init->same_as(vm.model().object_init);
    if (took && !overridden) return Completion::none();
    if (overridden)
        return vm.raise("TypeError",
                        "object.__init__() takes exactly one argument (the instance "
                        "to initialize)");
    return vm.raise("TypeError", cls.name +
                                     ".__init__() takes exactly one argument (the instance "
                                     "to initialize)");
}

Completion object_new(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Class))
        return vm.raise("TypeError", "object.__new__(X): X is not a type object");
    (void)self;
    auto& cls = *args.positional[0].as<Class>();
    const CallArgs rest = without_self(args);
    if (cls.payload && is_enum_class(vm, cls)) return new_enum_member(vm, cls, rest);
    // A guest's own __new__ has seen the arguments already and passed on what it liked.
    const bool wants_none = cls.instance_kind == Kind::Instance && !cls.construct;
    const Value* own_new = find_name_ptr(vm, cls, vm.model().name(Name::New));
    const bool overridden = own_new && !own_new->same_as(vm.model().object_new);
    if (wants_none && overridden && !(rest.positional.empty() && rest.keywords.empty()))
        return vm.raise("TypeError",
                        "object.__new__() takes exactly one argument (the type to "
                        "instantiate)");
    return allocate_instance(vm, cls, rest);
}

Completion object_eq(Vm& vm, Native& self, CallArgs args) {
    Value other;
    if (args.positional.empty()) return needs_argument(vm, self);
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"value", &other}}));
    return args.positional[0].same_as(other) ? Value::true_() : Value::not_implemented();
}

Completion object_ne(Vm& vm, Native& self, CallArgs args) {
    Value other;
    if (args.positional.empty()) return needs_argument(vm, self);
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"value", &other}}));
    AW_GUEST(Value equal, call_special(vm, args.positional[0], Name::Eq, {&other, 1}));
    if (equal.is_not_implemented()) return equal;
    AW_GUEST(Value truth, vm.truth(equal));
    return Value::boolean(truth.is_false());
}

Completion object_hash(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty()) return needs_argument(vm, self);
    const Value& v = args.positional[0];
    if (!v.is(Kind::Instance)) return vm.hash(v);
    return make_int(static_cast<std::int64_t>(vm.heap().identity_of(*v.object()) >> 4));
}

// Reads the attribute's name from args.positional[1].
Completion attribute_name(Vm& vm, const Native& self, CallArgs args, std::size_t count,
                          Value* name) {
    if (args.positional.size() != count || !args.keywords.empty())
        return vm.raise("TypeError", std::string(self.name) + "() takes exactly " +
                                         std::to_string(count - 1) + " arguments");
    if (!is_text(args.positional[1]))
        return vm.raise("TypeError", "attribute name must be string, not '" +
                                         vm.class_of(args.positional[1]).name + "'");
    *name = vm.heap().intern(text_of(args.positional[1]));
    return Completion::none();
}

Completion object_getattribute(Vm& vm, Native& self, CallArgs args) {
    Value name;
    AW_GUEST_DO(attribute_name(vm, self, args, 2, &name));
    return plain_get_attribute(vm, args.positional[0], *name.as<Str>());
}

Completion object_setattr(Vm& vm, Native& self, CallArgs args) {
    Value name;
    AW_GUEST_DO(attribute_name(vm, self, args, 3, &name));
    return plain_set_attribute(vm, args.positional[0], *name.as<Str>(), args.positional[2]);
}

Completion object_delattr(Vm& vm, Native& self, CallArgs args) {
    Value name;
    AW_GUEST_DO(attribute_name(vm, self, args, 2, &name));
    return plain_set_attribute(vm, args.positional[0], *name.as<Str>(), Value());
}

Completion object_repr(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty()) return needs_argument(vm, self);
    return vm.heap().make_str(default_repr(vm, args.positional[0]));
}

Completion object_str(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty()) return needs_argument(vm, self);
    return vm.repr(args.positional[0]);
}

Completion object_format(Vm& vm, Native& self, CallArgs args) {
    Value spec;
    if (args.positional.empty()) return needs_argument(vm, self);
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"format_spec", &spec}}));
    if (is_text(spec) && text_of(spec).empty()) return vm.str(args.positional[0]);
    return vm.raise("TypeError", "unsupported format string passed to " +
                                     vm.class_of(args.positional[0]).name + ".__format__");
}

Completion object_init_subclass(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() <= 1 && args.keywords.empty()) return Completion::none();
    const std::string name = !args.positional.empty() && args.positional[0].is(Kind::Class)
                                 ? args.positional[0].as<Class>()->name
                                 : "object";
    (void)self;
    return vm.raise("TypeError", name + ".__init_subclass__() takes no keyword arguments");
}

Value def_method(Vm& vm, Class& cls, std::string_view name, NativeFn fn) {
    def(vm, cls, name, fn);
    return vm.find_in_class(cls, name);
}

// __init__ of list, dict and set: only instances of a guest's subclasses get here, empty.
Completion container_init(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Instance) ||
        args.positional[0].as<Instance>()->wrapped.empty())
        return needs_argument(vm, self);
    const Value hold = args.positional[0];
    const Value& wrapped = hold.as<Instance>()->wrapped;
    Class& builtin = *wrapped.object()->cls;
    AW_GUEST(Value filled, builtin.construct(vm, builtin, without_self(args)));
    if (wrapped.is(Kind::List)) {
        wrapped.as<List>()->items.swap(filled.as<List>()->items);
    } else if (wrapped.is(Kind::Dict)) {
        AW_GUEST_DO(dict_update(vm, *wrapped.as<Dict>(), filled));
    } else if (wrapped.is(Kind::Set)) {
        set_clear(vm, *wrapped.as<Set>());
        AW_GUEST_DO(set_update(vm, *wrapped.as<Set>(), filled));
    }
    return Completion::none();
}

}  // namespace

void install_object_methods(Vm& vm) {
    ObjectModel& model = vm.model();
    Class& object = *vm.classes.object;
    model.object_init = def_method(vm, object, "__init__", object_init);
    model.object_eq = def_method(vm, object, "__eq__", object_eq);
    model.object_ne = def_method(vm, object, "__ne__", object_ne);
    model.object_hash = def_method(vm, object, "__hash__", object_hash);
    model.object_get_attribute = def_method(vm, object, "__getattribute__", object_getattribute);
    model.object_set_attr = def_method(vm, object, "__setattr__", object_setattr);
    model.object_del_attr = def_method(vm, object, "__delattr__", object_delattr);
    model.object_repr = def_method(vm, object, "__repr__", object_repr);
    model.object_str = def_method(vm, object, "__str__", object_str);
    model.object_format = def_method(vm, object, "__format__", object_format);
    set(vm, object, "__new__", make_native(vm, "__new__", object_new));
    model.object_new = vm.find_in_class(object, "__new__");
    const Value init_subclass = make_native(vm, "__init_subclass__", object_init_subclass);
    auto* bound = vm.heap().make<ClassMethod>(vm.classes.class_method);
    bound->function = init_subclass;
    model.object_init_subclass = Value::adopt(bound);
    set(vm, object, "__init_subclass__", model.object_init_subclass);
    for (Class* cls : {vm.classes.list, vm.classes.dict, vm.classes.set})
        def(vm, *cls, "__init__", container_init);
}

}  // namespace lang
