// The built-in classes, made when a Vm is.
#include "lang/class.h"
#include "lang/native.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

enum class Final : std::uint8_t { No, Yes };
enum class Offered : std::uint8_t { No, Yes };  // is its name among the builtins?

struct BuiltinClass {
    Class* BuiltinClasses::*field;
    std::string_view name;
    Kind kind;
    Final final_;
    Offered offered;
    std::string_view module_name = "builtins";
};

// `object` and `type` come first, by hand.
constexpr BuiltinClass kBuiltinClasses[] = {
    {&BuiltinClasses::none_type, "NoneType", Kind::Instance, Final::Yes, Offered::No},
    {&BuiltinClasses::int_, "int", Kind::Int, Final::No, Offered::Yes},
    {&BuiltinClasses::float_, "float", Kind::Float, Final::No, Offered::Yes},
    {&BuiltinClasses::str, "str", Kind::Str, Final::No, Offered::Yes},
    {&BuiltinClasses::bytes, "bytes", Kind::Bytes, Final::No, Offered::Yes},
    {&BuiltinClasses::tuple, "tuple", Kind::Tuple, Final::No, Offered::Yes},
    {&BuiltinClasses::list, "list", Kind::List, Final::No, Offered::Yes},
    {&BuiltinClasses::dict, "dict", Kind::Dict, Final::No, Offered::Yes},
    {&BuiltinClasses::set, "set", Kind::Set, Final::No, Offered::Yes},
    {&BuiltinClasses::frozenset, "frozenset", Kind::FrozenSet, Final::No, Offered::Yes},
    {&BuiltinClasses::range, "range", Kind::Range, Final::Yes, Offered::Yes},
    {&BuiltinClasses::slice, "slice", Kind::Slice, Final::Yes, Offered::Yes},
    {&BuiltinClasses::function, "function", Kind::Function, Final::Yes, Offered::No},
    {&BuiltinClasses::native, "builtin_function_or_method", Kind::Native, Final::Yes, Offered::No},
    {&BuiltinClasses::method, "method", Kind::BoundMethod, Final::Yes, Offered::No},
    {&BuiltinClasses::module, "module", Kind::Module, Final::Yes, Offered::No},
    {&BuiltinClasses::generator, "generator", Kind::Generator, Final::Yes, Offered::No},
    {&BuiltinClasses::coroutine, "coroutine", Kind::Generator, Final::Yes, Offered::No},
    {&BuiltinClasses::async_generator, "async_generator", Kind::Generator, Final::Yes, Offered::No},
    {&BuiltinClasses::iterator, "iterator", Kind::Iterator, Final::Yes, Offered::No},
    {&BuiltinClasses::property, "property", Kind::Property, Final::Yes, Offered::Yes},
    {&BuiltinClasses::static_method, "staticmethod", Kind::StaticMethod, Final::Yes, Offered::Yes},
    {&BuiltinClasses::class_method, "classmethod", Kind::ClassMethod, Final::Yes, Offered::Yes},
    {&BuiltinClasses::super_, "super", Kind::Super, Final::Yes, Offered::Yes},
    {&BuiltinClasses::generic_alias, "GenericAlias", Kind::GenericAlias, Final::Yes, Offered::No,
     "types"},
    {&BuiltinClasses::union_type, "Union", Kind::UnionType, Final::Yes, Offered::No, "typing"},
    {&BuiltinClasses::type_var, "TypeVar", Kind::TypeVar, Final::Yes, Offered::No, "typing"},
    {&BuiltinClasses::view, "dict_keys", Kind::View, Final::Yes, Offered::No},
    {&BuiltinClasses::cell, "cell", Kind::Cell, Final::Yes, Offered::No},
    {&BuiltinClasses::ellipsis_type, "ellipsis", Kind::Instance, Final::Yes, Offered::No},
    {&BuiltinClasses::not_implemented_type, "NotImplementedType", Kind::Instance, Final::Yes,
     Offered::No},
};

// `type` is an instance of itself and a subclass of `object`, which is an instance of `type`.
void make_roots(Vm& vm) {
    auto* type = vm.heap().make<Class>(nullptr);
    type->cls = type;
    vm.classes.type = type;
    vm.heap().set_class_for(Kind::Class, type);
    vm.classes.object = &new_class(vm, "object", {}, "builtins");
    type->name = type->qualname = "type";
    type->module_name = "builtins";
    type->doc = type->annotate = Value::none();
    type->is_native = true;
    type->bases = {vm.classes.object};
    ++vm.classes.object->refs;
    vm.classes.object->subclasses.push_back(type);
    type->mro = {type, vm.classes.object};
    type->instance_kind = Kind::Class;
    type->version = vm.heap().next_class_version();
    vm.classes.object->has_slots = true;
}

Class& add_class(Vm& vm, std::string_view name, Class& base, std::string_view module_name) {
    Class* const bases[] = {&base};
    return new_class(vm, name, bases, module_name);
}

void make_classes(Vm& vm) {
    for (const BuiltinClass& entry : kBuiltinClasses) {
        Class& cls = add_class(vm, entry.name, *vm.classes.object, entry.module_name);
        cls.instance_kind = entry.kind;
        cls.is_final = entry.final_ == Final::Yes;
        vm.classes.*entry.field = &cls;
        if (entry.kind != Kind::Instance && !vm.heap().class_for(entry.kind))
            vm.heap().set_class_for(entry.kind, &cls);
    }
    vm.classes.bool_ = &add_class(vm, "bool", *vm.classes.int_, "builtins");
    vm.classes.bool_->is_final = true;
    ObjectModel& model = vm.model();
    model.values_class = &add_class(vm, "dict_values", *vm.classes.view, "builtins");
    model.items_class = &add_class(vm, "dict_items", *vm.classes.view, "builtins");
    model.traceback_class = &add_class(vm, "traceback", *vm.classes.object, "builtins");
    for (Class* cls : {model.values_class, model.items_class, model.traceback_class})
        cls->is_final = true;
}

void intern_names(Vm& vm) {
    ObjectModel& model = vm.model();
    std::size_t at = 0;
#define AW_NAME(id, text) model.names[at++] = vm.heap().intern(text);
    AW_NAMES(AW_NAME)
#undef AW_NAME
}

void offer_classes(Vm& vm) {
    Dict& builtins = *vm.builtins.as<Dict>();
    for (const BuiltinClass& entry : kBuiltinClasses)
        if (entry.offered == Offered::Yes)
            dict_put(vm, builtins, entry.name, class_value(*(vm.classes.*entry.field)));
    dict_put(vm, builtins, "object", class_value(*vm.classes.object));
    dict_put(vm, builtins, "type", class_value(*vm.classes.type));
    dict_put(vm, builtins, "bool", class_value(*vm.classes.bool_));
    dict_put(vm, builtins, "Ellipsis", Value::ellipsis());
    dict_put(vm, builtins, "NotImplemented", Value::not_implemented());
}

}  // namespace

void install_object_model(Vm& vm) {
    vm.model_ = std::make_shared<ObjectModel>();
    make_roots(vm);
    make_classes(vm);
    intern_names(vm);
    vm.builtins = vm.heap().make_dict();
    install_object_methods(vm);
    install_exceptions(vm);
    install_exception_groups(vm);
    offer_classes(vm);
}

// Every sort of iterator has a class of its own name, made when it is first asked for.
static Class& iterator_class(Vm& vm, std::string_view name) {
    Class*& cls = vm.model().iterator_classes[name];
    if (!cls) {
        cls = &add_class(vm, name, *vm.classes.iterator, "builtins");
        cls->is_final = true;
    }
    return *cls;
}

Class& Vm::class_of(const Value& v) const {
    if (v.is_object()) {
        const Kind kind = v.object()->kind();
        if (kind == Kind::Iterator)
            return iterator_class(const_cast<Vm&>(*this), v.as<Iterator>()->name);
        if (kind != Kind::View) return *v.object()->cls;
        switch (v.as<View>()->what) {
            case View::What::Keys: return *classes.view;
            case View::What::Values: return *model_->values_class;
            case View::What::Items: return *model_->items_class;
        }
    }
    if (v.is_small()) return *classes.int_;
    if (v.is_bool()) return *classes.bool_;
    if (v.is_ellipsis()) return *classes.ellipsis_type;
    if (v.is_not_implemented()) return *classes.not_implemented_type;
    return *classes.none_type;
}

}  // namespace lang
