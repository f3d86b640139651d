// collections.abc: the names that annotations and isinstance use. They cannot be instantiated.
#include <fmt/format.h>

#include "lang/class.h"
#include "lang/lib_abc.h"

namespace lang {
namespace {

bool is_any(Vm& vm, const Class& cls, std::initializer_list<Class*> bases) {
    for (const Class* base : bases) {
        if (vm.is_subclass(cls, *base)) return true;
    }
    return false;
}

bool is_hashable(Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    if (is_any(vm, cls, {c.list, c.dict, c.set})) return false;
    return !vm.find_in_class(cls, "__hash__").is_none();
}
bool is_callable_class(Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    return is_any(vm, cls, {c.function, c.native, c.method, c.type}) ||
           has_method(vm, cls, "__call__");
}
bool is_iterator_class(Vm& vm, const Class& cls) {
    return is_any(vm, cls, {vm.classes.iterator, vm.classes.generator}) ||
           has_method(vm, cls, "__next__");
}
bool is_iterable(Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    return is_iterator_class(vm, cls) || has_method(vm, cls, "__iter__") ||
           is_any(vm, cls,
                  {c.str, c.bytes, c.tuple, c.list, c.dict, c.set, c.frozenset, c.range, c.view});
}
bool is_sized(Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    return has_method(vm, cls, "__len__") ||
           is_any(vm, cls,
                  {c.str, c.bytes, c.tuple, c.list, c.dict, c.set, c.frozenset, c.range, c.view});
}
bool is_container(Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    return has_method(vm, cls, "__contains__") ||
           is_any(vm, cls,
                  {c.str, c.bytes, c.tuple, c.list, c.dict, c.set, c.frozenset, c.range, c.view});
}
bool is_collection(Vm& vm, const Class& cls) {
    return is_sized(vm, cls) && is_iterable(vm, cls) && is_container(vm, cls);
}
bool is_sequence_class(Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    return is_any(vm, cls, {c.str, c.bytes, c.tuple, c.list, c.range});
}
bool is_mutable_sequence(Vm& vm, const Class& cls) { return is_any(vm, cls, {vm.classes.list}); }
bool is_mapping_class(Vm& vm, const Class& cls) { return is_any(vm, cls, {vm.classes.dict}); }
bool is_set_class(Vm& vm, const Class& cls) {
    return is_any(vm, cls, {vm.classes.set, vm.classes.frozenset});
}
bool is_mutable_set(Vm& vm, const Class& cls) { return is_any(vm, cls, {vm.classes.set}); }
bool is_generator_class(Vm& vm, const Class& cls) {
    return is_any(vm, cls, {vm.classes.generator});
}
bool is_coroutine_class(Vm& vm, const Class& cls) {
    return is_any(vm, cls, {vm.classes.coroutine});
}
bool is_awaitable(Vm& vm, const Class& cls) {
    return is_coroutine_class(vm, cls) || has_method(vm, cls, "__await__");
}
bool is_async_iterator(Vm& vm, const Class& cls) {
    return is_any(vm, cls, {vm.classes.async_generator}) || has_method(vm, cls, "__anext__");
}
bool is_async_iterable(Vm& vm, const Class& cls) {
    return is_async_iterator(vm, cls) || has_method(vm, cls, "__aiter__");
}
bool is_async_generator(Vm& vm, const Class& cls) {
    return is_any(vm, cls, {vm.classes.async_generator});
}
bool is_reversible(Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    return is_any(vm, cls, {c.str, c.bytes, c.tuple, c.list, c.dict, c.range}) ||
           has_method(vm, cls, "__reversed__");
}
bool is_never(Vm&, const Class&) { return false; }

// `base` stands earlier in the list.
struct AbcEntry {
    std::string_view name;
    AbcTest test;
    std::string_view base{};
};
constexpr AbcEntry kAbcClasses[] = {{"Hashable", is_hashable},
                                    {"Callable", is_callable_class},
                                    {"Iterable", is_iterable},
                                    {"Iterator", is_iterator_class, "Iterable"},
                                    {"Reversible", is_reversible, "Iterable"},
                                    {"Generator", is_generator_class, "Iterator"},
                                    {"Sized", is_sized},
                                    {"Container", is_container},
                                    {"Collection", is_collection},
                                    {"Sequence", is_sequence_class, "Collection"},
                                    {"MutableSequence", is_mutable_sequence, "Sequence"},
                                    {"Mapping", is_mapping_class, "Collection"},
                                    {"MutableMapping", is_mapping_class, "Mapping"},
                                    {"Set", is_set_class, "Collection"},
                                    {"MutableSet", is_mutable_set, "Set"},
                                    {"KeysView", is_never},
                                    {"ValuesView", is_never},
                                    {"ItemsView", is_never},
                                    {"Awaitable", is_awaitable},
                                    {"Coroutine", is_coroutine_class, "Awaitable"},
                                    {"AsyncIterable", is_async_iterable},
                                    {"AsyncIterator", is_async_iterator, "AsyncIterable"},
                                    {"AsyncGenerator", is_async_generator, "AsyncIterator"},
                                    {"Buffer", is_never}};

Completion abc_class_getitem(Vm& vm, Native& self, CallArgs args) {
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"item", &item}}));
    return make_alias(vm, args.positional[0], subscript_items(item));
}

Completion construct_nothing(Vm& vm, Class& cls, CallArgs args) {
    (void)args;
    if (!cls.is_native) return make_instance(vm, cls);
    return vm.raise("TypeError", fmt::format("Can't instantiate abstract class {}", cls.name));
}

// The methods that _abc_mixins has for the class.
void take_over(Vm& vm, const Value& mixins, Class& cls) {
    Completion found = vm.find_attribute(mixins, cls.name);
    const auto* mixin = found.ok() ? found.value().try_as<Class>() : nullptr;
    if (mixin == nullptr) return;
    for (const ClassAttribute& attribute : mixin->attributes) {
        const std::string_view name = text_of(attribute.name);
        const bool own = name == "__module__" || name == "__qualname__" || name == "__dict__";
        if (!own) set(vm, cls, name, attribute.value);
    }
    enforce_abstract(vm, cls);
}

}  // namespace

void load_collections_abc(Vm& vm, Module& module) {
    Completion mixins = vm.import_module("_abc_mixins");
    for (const AbcEntry& entry : kAbcClasses) {
        Completion base = entry.base.empty() ? Completion(class_value(*vm.classes.object))
                                             : vm.get_attribute(Value::share(&module), entry.base);
        Class* parent = base.ok() ? base.value().as<Class>() : vm.classes.object;
        Class& cls = add_class(vm, module, entry.name, {parent});
        cls.cls = &abc_metaclass(vm);
        cls.construct = construct_nothing;
        if (mixins.ok()) take_over(vm, mixins.value(), cls);
        auto payload = std::make_unique<AbcPayload>();
        payload->test = entry.test;
        cls.payload = std::move(payload);
        set_class_method(vm, cls, "__class_getitem__", abc_class_getitem);
    }
}

}  // namespace lang
