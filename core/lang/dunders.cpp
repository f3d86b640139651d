// __len__, __getitem__, __repr__ ... of the built-in types, for programs that call them by name:
// super().__setitem__(key, value) in a subclass of dict.
#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/format.h"
#include "lang/object_model.h"
#include "lang/repr.h"
#include "lang/repr_internal.h"

namespace lang {
namespace {

// The receiver as the built-in value it is; every method below starts with it.
#define AW_PLAIN_SELF(variable)                                                   \
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "object"); \
    const Value variable = plain(args.positional[0]);                             \
    if (variable.is(Kind::Instance)) return wrong_receiver(vm, self, args, "object")

Completion any_len(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    return vm.length(v);
}

Completion any_iter(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    return vm.iterate(v);
}

Completion any_contains(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &item}}));
    return vm.contains(v, item);
}

Completion any_getitem(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    Value key;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &key}}));
    return vm.get_item(v, key);
}

Completion any_setitem(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    Value key, value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &key}, {"value", &value}}));
    AW_GUEST_DO(vm.set_item(v, key, value));
    return Completion::none();
}

Completion any_delitem(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    Value key;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &key}}));
    AW_GUEST_DO(vm.delete_item(v, key));
    return Completion::none();
}

Completion any_repr(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    return vm.repr(v);
}

Completion any_str(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    return vm.str(v);
}

Completion any_hash(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    return vm.hash(v);
}

Completion any_bool(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    return vm.truth(v);
}

Completion any_format(Vm& vm, Native& self, CallArgs args) {
    AW_PLAIN_SELF(v);
    Value spec;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"format_spec", &spec}}));
    if (!is_text(spec)) return wrong_type(vm, "__format__() argument", "str", spec);
    return vm.format(v, text_of(spec));
}

Completion exception_str(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Instance)) {
        return wrong_receiver(vm, self, args, "BaseException");
    }
    return exception_text(vm, args.positional[0]);
}

Completion exception_repr_method(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Instance)) {
        return wrong_receiver(vm, self, args, "BaseException");
    }
    return exception_repr(vm, args.positional[0]);
}

}  // namespace

bool is_default_dunder(Vm& vm, const Value& method) {
    const Native* native = method.try_as<Native>();
    if (native == nullptr) return false;
    for (const NativeFn own :
         {any_repr, any_str, any_format, exception_str, exception_repr_method}) {
        if (native->fn == own) return true;
    }
    const ObjectModel& model = vm.model();
    return method.same_as(model.object_repr) || method.same_as(model.object_str) ||
           method.same_as(model.object_format);
}

void install_dunders(Vm& vm) {
    const BuiltinClasses& c = vm.classes;
    for (Class* cls : {c.str, c.bytes, c.tuple, c.list, c.dict, c.set, c.frozenset, c.range}) {
        def_all(vm, *cls,
                {{"__len__", any_len},
                 {"__iter__", any_iter},
                 {"__contains__", any_contains},
                 {"__repr__", any_repr}});
    }
    for (Class* cls : {c.str, c.bytes, c.tuple, c.list, c.dict, c.range}) {
        def(vm, *cls, "__getitem__", any_getitem);
    }
    for (Class* cls : {c.list, c.dict}) {
        def_all(vm, *cls, {{"__setitem__", any_setitem}, {"__delitem__", any_delitem}});
    }
    for (Class* cls : {c.int_, c.float_, c.str, c.bytes, c.tuple, c.frozenset}) {
        def(vm, *cls, "__hash__", any_hash);
    }
    for (Class* cls : {c.int_, c.float_}) {
        def_all(vm, *cls, {{"__repr__", any_repr}, {"__bool__", any_bool}});
    }
    for (Class* cls : {c.int_, c.float_, c.str}) def(vm, *cls, "__format__", any_format);
    def(vm, *c.str, "__str__", any_str);
    def_all(vm, *c.base_exception,
            {{"__str__", exception_str}, {"__repr__", exception_repr_method}});
}

}  // namespace lang
