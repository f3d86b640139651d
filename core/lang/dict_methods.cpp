// dict: constructor, methods and its views' methods. Look-ups are in dict.cpp.
#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/dict.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

Completion fill_dict(Vm& vm, Dict& dict, const Native& named, CallArgs args) {
    if (args.positional.size() > 1) {
        return vm.raise("TypeError", fmt::format("{} expected at most 1 argument, got {}",
                                                 named.name, args.positional.size()));
    }
    if (!args.positional.empty()) AW_GUEST_DO(dict_update(vm, dict, args.positional[0]));
    for (const Keyword& keyword : args.keywords) {
        AW_GUEST_DO(dict_set(vm, dict, vm.heap().intern(keyword.name), keyword.value));
    }
    return Completion::none();
}

Completion dict_construct(Vm& vm, Class& cls, CallArgs args) {
    Value dict = vm.heap().make_dict();
    if (&cls == vm.classes.dict) {  // otherwise __init__ fills it
        const Native named(nullptr, nullptr, "dict");
        AW_GUEST_DO(fill_dict(vm, *dict.as<Dict>(), named, args));
    }
    return wrap_for(vm, cls, *vm.classes.dict, std::move(dict));
}

Completion dict_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    return fill_dict(vm, *dict, self, without_self(args));
}

Completion dict_get_method(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    Value key, otherwise = Value::none();
    if (args.keywords.empty() && args.positional.size() == 2) {
        key = args.positional[1];
    } else {
        AW_GUEST_DO(bind(vm, self, without_self(args),
                         {{"key", &key}, {"default", &otherwise, kOptional}}));
    }
    AW_GUEST(Value found, lang::dict_get(vm, *dict, key));
    if (found.empty()) return otherwise;
    return found;
}

Completion dict_setdefault(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    Value key, otherwise = Value::none();
    AW_GUEST_DO(
        bind(vm, self, without_self(args), {{"key", &key}, {"default", &otherwise, kOptional}}));
    AW_GUEST(Value found, lang::dict_get(vm, *dict, key));
    if (!found.empty()) return found;
    AW_GUEST_DO(dict_set(vm, *dict, key, otherwise));
    return otherwise;
}

Completion dict_pop(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    Value key, otherwise;
    AW_GUEST_DO(
        bind(vm, self, without_self(args), {{"key", &key}, {"default", &otherwise, kOptional}}));
    AW_GUEST(Value removed, dict_remove(vm, *dict, key));
    if (!removed.empty()) return removed;
    if (!otherwise.empty()) return otherwise;
    return raise_key_error(vm, key);
}

Completion dict_popitem(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    for (std::size_t i = dict->entries.size(); i-- > 0;) {
        if (dict->entries[i].key.empty()) continue;
        const Value pair[] = {dict->entries[i].key, dict->entries[i].value};
        Value result = vm.heap().make_tuple(pair);
        AW_GUEST_DO(dict_remove(vm, *dict, pair[0]));
        return result;
    }
    return vm.raise("KeyError", "popitem(): dictionary is empty");
}

Completion dict_update_method(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    return fill_dict(vm, *dict, self, without_self(args));
}

Completion dict_clear_method(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    dict_clear(vm, *dict);
    return Completion::none();
}

Completion dict_copy_method(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    if (!vm.has_room(dict->entries.size() * (sizeof(DictEntry) + 8))) return vm.out_of_memory();
    return dict_copy(vm, *dict);
}

Completion dict_fromkeys(Vm& vm, Native& self, CallArgs args) {
    Value keys, value = Value::none();
    AW_GUEST_DO(
        bind(vm, self, without_self(args), {{"iterable", &keys}, {"value", &value, kOptional}}));
    Value result = vm.heap().make_dict();
    AW_GUEST(const Value iterator, vm.iterate(keys));
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        if (vm.heap().over_limit()) return vm.out_of_memory();
        AW_GUEST(const Value key, vm.next(iterator));
        if (key.empty()) return result;
        AW_GUEST_DO(dict_set(vm, *result.as<Dict>(), key, value));
    }
}

template <View::What what>
Completion dict_view(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    if (args.positional.size() != 1 || !args.keywords.empty()) {
        return vm.raise("TypeError", fmt::format("dict.{}() takes no arguments ({} given)",
                                                 self.name, args.positional.size() - 1));
    }
    return Value::adopt(vm.heap().make<View>(vm.classes.view, what, Value::share(dict)));
}

Completion view_mapping(Vm& vm, Native& self, CallArgs args) {
    (void)self;
    (void)vm;
    return args.positional[0].as<View>()->dict;
}

Completion view_isdisjoint(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(View, view, "dict_keys");
    (void)view;
    Value other;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"other", &other}}));
    AW_GUEST(const Value list, vm.to_list(args.positional[0]));
    for (const Value& item : list.as<List>()->items) {
        AW_GUEST(const Value inside, vm.contains(other, item));
        if (inside.is_true()) return Value::false_();
    }
    return Value::true_();
}

}  // namespace

void install_dict(Vm& vm) {
    Class& cls = *vm.classes.dict;
    cls.construct = dict_construct;
    def_all(vm, cls,
            {{"__init__", dict_init},
             {"get", dict_get_method},
             {"setdefault", dict_setdefault},
             {"pop", dict_pop},
             {"popitem", dict_popitem},
             {"update", dict_update_method},
             {"clear", dict_clear_method},
             {"copy", dict_copy_method},
             {"keys", dict_view<View::What::Keys>},
             {"values", dict_view<View::What::Values>},
             {"items", dict_view<View::What::Items>}});
    set_class_method(vm, cls, "fromkeys", dict_fromkeys);
    def(vm, *vm.classes.view, "isdisjoint", view_isdisjoint);
    def_property(vm, *vm.classes.view, "mapping", view_mapping);
}

}  // namespace lang
