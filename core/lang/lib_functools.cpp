// functools: wraps, partial, lru_cache, cache, cached_property, reduce, total_ordering, cmp_to_key.
#include "lang/lib_functools.h"

#include <fmt/format.h>

#include "lang/class.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/shape.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

// -- wraps -----------------------------------------------------------------------------------

Completion wraps_apply(Vm& vm, Native& self, CallArgs args) {
    Value wrapper;
    AW_GUEST_DO(bind(vm, self, args, {{"wrapper", &wrapper}}));
    AW_GUEST_DO(copy_function_facts(vm, self.bound, wrapper));
    return wrapper;
}

Completion functools_wraps(Vm& vm, Native& self, CallArgs args) {
    Value wrapped, assigned, updated;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"wrapped", &wrapped},
                      {"assigned", &assigned, kOptional},
                      {"updated", &updated, kOptional}}));
    return make_native(vm, "wraps", wraps_apply, wrapped);
}

Completion functools_update_wrapper(Vm& vm, Native& self, CallArgs args) {
    Value wrapper, wrapped;
    AW_GUEST_DO(bind(vm, self, args, {{"wrapper", &wrapper}, {"wrapped", &wrapped}}));
    AW_GUEST_DO(copy_function_facts(vm, wrapped, wrapper));
    return wrapper;
}

// -- partial ---------------------------------------------------------------------------------

Completion partial_construct(Vm& vm, Class& cls, CallArgs args) {
    if (args.positional.empty()) {
        return vm.raise("TypeError", "type 'partial' takes at least one argument");
    }
    if (!vm.is_callable(args.positional[0])) {
        return vm.raise("TypeError", "the first argument must be callable");
    }
    auto partial = std::make_unique<Partial>();
    partial->function = args.positional[0];
    std::vector<Value> positional;
    partial->keywords = vm.heap().make_dict();
    if (const Partial* inner = payload_of<Partial>(args.positional[0])) {
        partial->function = inner->function;
        const auto before = inner->args.as<const Tuple>()->span();
        positional.assign(before.begin(), before.end());
        partial->keywords = dict_copy(vm, *inner->keywords.as<Dict>());
    }
    positional.insert(positional.end(), args.positional.begin() + 1, args.positional.end());
    partial->args = vm.heap().make_tuple(positional);
    for (const Keyword& keyword : args.keywords) {
        dict_put(vm, *partial->keywords.as<Dict>(), keyword.name, keyword.value);
    }
    return wrap_payload(vm, cls, std::move(partial));
}

Completion partial_call(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Partial, partial, "partial");
    const std::span<const Value> first = partial->args.as<const Tuple>()->span();
    std::vector<Value> positional(first.begin(), first.end());
    positional.insert(positional.end(), args.positional.begin() + 1, args.positional.end());
    std::vector<Keyword> keywords;
    const Value kept = dict_copy(vm, *partial->keywords.as<Dict>());
    for (const DictEntry& entry : kept.as<Dict>()->entries) {
        if (!entry.key.empty()) keywords.push_back({text_of(entry.key), entry.value});
    }
    for (const Keyword& given : args.keywords) {
        bool replaced = false;
        for (Keyword& keyword : keywords) {
            if (keyword.name != given.name) continue;
            keyword.value = given.value;
            replaced = true;
        }
        if (!replaced) keywords.push_back(given);
    }
    const Value function = partial->function;
    return vm.call(function, positional, keywords);
}

template <Value Partial::*field>
Completion partial_field(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Partial, partial, "partial");
    return partial->*field;
}

Completion partial_repr(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Partial, partial, "partial");
    AW_GUEST(const Value function, vm.repr(partial->function));
    std::string out = fmt::format("functools.partial({}", text_of(function));
    for (const Value& item : partial->args.as<const Tuple>()->span()) {
        AW_GUEST(const Value shown, vm.repr(item));
        out += fmt::format(", {}", text_of(shown));
    }
    const Value keywords = dict_copy(vm, *partial->keywords.as<Dict>());
    for (const DictEntry& entry : keywords.as<Dict>()->entries) {
        if (entry.key.empty()) continue;
        AW_GUEST(const Value shown, vm.repr(entry.value));
        out += fmt::format(", {}={}", text_of(entry.key), text_of(shown));
    }
    return vm.heap().make_str(out + ")");
}

// -- lru_cache -------------------------------------------------------------------------------

struct FunctoolsState final : Payload {
    Class* cached = nullptr;
    Class* key = nullptr;
};

FunctoolsState& functools_state(Vm& vm) { return library_state<FunctoolsState>(vm, "<functools>"); }

Completion make_cached(Vm& vm, const Value& function, std::int64_t max_size) {
    auto payload = std::make_unique<CachedFunction>();
    payload->function = function;
    payload->cache = vm.heap().make_dict();
    payload->max_size = max_size;
    const Value wrapper = wrap_payload(vm, *functools_state(vm).cached, std::move(payload));
    AW_GUEST_DO(copy_function_facts(vm, function, wrapper));
    return wrapper;
}

Completion lru_cache_apply(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(bind(vm, self, args, {{"user_function", &function}}));
    return make_cached(vm, function, self.bound.as_small());
}

Completion functools_lru_cache(Vm& vm, Native& self, CallArgs args) {
    Value max_size, typed;
    AW_GUEST_DO(
        bind(vm, self, args, {{"maxsize", &max_size, kOptional}, {"typed", &typed, kOptional}}));
    std::int64_t limit = 128;
    if (max_size.is_none()) {
        limit = -1;
    } else if (is_integer(max_size)) {
        AW_GUEST_DO(read_index(vm, max_size, &limit));
        limit = std::max<std::int64_t>(limit, 0);
    } else if (!max_size.empty()) {
        if (!vm.is_callable(max_size)) {
            return vm.raise("TypeError",
                            "Expected first argument to be an integer, a callable, or None");
        }
        return make_cached(vm, max_size, limit);
    }
    return make_native(vm, "lru_cache", lru_cache_apply, Value::small(limit));
}

Completion functools_cache(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(bind(vm, self, args, {{"user_function", &function}}));
    return make_cached(vm, function, -1);
}

// The arguments as one hashable value; keywords behind a marker, in the order given.
Value cache_key(Vm& vm, CallArgs args) {
    std::vector<Value> parts(args.positional.begin() + 1, args.positional.end());
    if (!args.keywords.empty()) parts.push_back(Value::ellipsis());
    for (const Keyword& keyword : args.keywords) {
        parts.push_back(vm.heap().intern(keyword.name));
        parts.push_back(keyword.value);
    }
    return vm.heap().make_tuple(parts);
}

Completion cached_call(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(CachedFunction, cached, "functools._lru_cache_wrapper");
    const Value cache = cached->cache, function = cached->function;
    const Value key = cache_key(vm, args);
    AW_GUEST(Value known, dict_get(vm, *cache.as<Dict>(), key));
    if (!known.empty()) {
        ++cached->hits;
        if (cached->max_size > 0) {  // now the most recently used
            AW_GUEST_DO(dict_remove(vm, *cache.as<Dict>(), key));
            AW_GUEST_DO(dict_set(vm, *cache.as<Dict>(), key, known));
        }
        return known;
    }
    ++cached->misses;
    AW_GUEST(Value result, vm.call(function, args.positional.subspan(1), args.keywords));
    if (cached->max_size == 0) return result;
    AW_GUEST_DO(dict_set(vm, *cache.as<Dict>(), key, result));
    if (cached->max_size > 0 && cache.as<Dict>()->used > cached->max_size) {
        for (const DictEntry& entry : cache.as<Dict>()->entries) {
            if (entry.key.empty()) continue;
            const Value oldest = entry.key;
            AW_GUEST_DO(dict_remove(vm, *cache.as<Dict>(), oldest));
            break;
        }
    }
    return result;
}

Completion cached_clear(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(CachedFunction, cached, "functools._lru_cache_wrapper");
    dict_clear(vm, *cached->cache.as<Dict>());
    cached->hits = cached->misses = 0;
    return Completion::none();
}

Completion cached_info(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(CachedFunction, cached, "functools._lru_cache_wrapper");
    AW_GUEST(const Value collections, vm.import_module("collections"));
    Value named_args[] = {vm.heap().make_ascii("CacheInfo"),
                          vm.heap().make_ascii("hits misses maxsize currsize")};
    AW_GUEST(const Value cls, vm.call_method(collections, "namedtuple", named_args));
    Value facts[] = {make_int(cached->hits), make_int(cached->misses),
                     cached->max_size < 0 ? Value::none() : make_int(cached->max_size),
                     make_int(cached->cache.as<Dict>()->used)};
    return vm.call(cls, facts);
}

Completion cached_repr(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(CachedFunction, cached, "functools._lru_cache_wrapper");
    AW_GUEST(const Value shown, vm.repr(cached->function));
    return vm.heap().make_str(
        fmt::format("<functools._lru_cache_wrapper around {}>", text_of(shown)));
}

// -- cached_property -------------------------------------------------------------------------

Completion cached_property_init(Vm& vm, Native& self, CallArgs args) {
    Value function;
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "cached_property");
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"func", &function}}));
    Instance& instance = *args.positional[0].as<Instance>();
    write_slot(vm, instance, "func", function);
    write_slot(vm, instance, "attrname", Value::none());
    AW_GUEST(Value doc, vm.find_attribute(function, "__doc__"));
    write_slot(vm, instance, "__doc__", doc.empty() ? Value::none() : doc);
    return Completion::none();
}

Completion cached_property_set_name(Vm& vm, Native& self, CallArgs args) {
    Value owner, name;
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "cached_property");
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"owner", &owner}, {"name", &name}}));
    write_slot(vm, *args.positional[0].as<Instance>(), "attrname", name);
    return Completion::none();
}

Completion cached_property_get(Vm& vm, Native& self, CallArgs args) {
    Value instance, owner;
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "cached_property");
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"instance", &instance}, {"owner", &owner, kOptional}}));
    if (instance.is_none()) return args.positional[0];
    const Instance& property = *args.positional[0].as<Instance>();
    const Value name = read_slot(property, "attrname");
    if (!is_text(name)) {
        return vm.raise("TypeError",
                        "Cannot use cached_property instance without calling __set_name__ on it.");
    }
    Value argument[] = {instance};
    const Value function = read_slot(property, "func");
    AW_GUEST(Value result, vm.call(function, argument));
    // Past __setattr__, which frozen classes and models have: as the real one into __dict__.
    auto* object = instance.try_as<Instance>();
    if (object == nullptr || object->cls->has_slots) {
        return vm.raise("TypeError",
                        fmt::format("No '__dict__' attribute on '{}' instance to cache "
                                    "'{}' property.",
                                    type_name_of(vm, instance), text_of(name)));
    }
    const Value key = vm.heap().intern(text_of(name));
    note_attribute(vm, *object, key, result);
    put_slot(*object, *key.as<Str>(), result);
    return result;
}

// -- reduce, total_ordering, cmp_to_key ------------------------------------------------------

Completion functools_reduce(Vm& vm, Native& self, CallArgs args) {
    Value function, iterable, result;
    AW_GUEST_DO(
        bind(vm, self, args,
             {{"function", &function}, {"iterable", &iterable}, {"initial", &result, kOptional}}));
    AW_GUEST(const Value iterator, vm.iterate(iterable));
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value item, vm.next(iterator));
        if (item.empty()) break;
        if (result.empty()) {
            result = item;
            continue;
        }
        Value both[] = {result, item};
        AW_GUEST(result, vm.call(function, both));
    }
    if (!result.empty()) return result;
    return vm.raise("TypeError", "reduce() of empty iterable with no initial value");
}

using Compare = Vm::Compare;
struct OrderName {
    std::string_view name;
    Compare op;
};
constexpr OrderName kOrders[] = {{"__lt__", Compare::Lt},
                                 {"__le__", Compare::Le},
                                 {"__gt__", Compare::Gt},
                                 {"__ge__", Compare::Ge}};

// One comparison told by another: self.bound is (the root's index, the wanted index).
Completion derived_order(Vm& vm, Native& self, CallArgs args) {
    Value other;
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "object");
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"other", &other}}));
    const std::int64_t root = self.bound.as_small() / 4, wanted = self.bound.as_small() % 4;
    Value operand[] = {other};
    AW_GUEST(const Value told, vm.call_method(args.positional[0], kOrders[root].name, operand));
    if (told.is_not_implemented()) return told;
    AW_GUEST(const Value truth, vm.truth(told));
    AW_GUEST(const Value same, vm.compare(Compare::Eq, args.positional[0], other));
    AW_GUEST(const Value equal, vm.truth(same));
    // From the root's answer and equality: below, equal or above.
    const bool root_is_less = root < 2;
    const bool below =
        root_is_less ? truth.is_true() && !equal.is_true() : !truth.is_true() && !equal.is_true();
    const int order = equal.is_true() ? 0 : below ? -1 : 1;
    switch (kOrders[wanted].op) {
        case Compare::Lt: return Value::boolean(order < 0);
        case Compare::Le: return Value::boolean(order <= 0);
        case Compare::Gt: return Value::boolean(order > 0);
        case Compare::Ge: return Value::boolean(order >= 0);
        case Compare::Eq:
        case Compare::Ne: break;
    }
    return Value::not_implemented();
}

Completion functools_total_ordering(Vm& vm, Native& self, CallArgs args) {
    Value cls;
    AW_GUEST_DO(bind(vm, self, args, {{"cls", &cls}}));
    if (!cls.is(Kind::Class)) return wrong_type(vm, "total_ordering() argument", "a class", cls);
    std::int64_t root = -1;
    for (const std::int64_t i : {0, 1, 2, 3}) {
        const Value found = vm.find_in_class(*cls.as<Class>(), kOrders[i].name);
        if (found.is(Kind::Function) && root < 0) root = i;
    }
    if (root < 0) {
        return vm.raise("ValueError", "must define at least one ordering operation: < > <= >=");
    }
    for (const std::int64_t i : {0, 1, 2, 3}) {
        if (vm.find_in_class(*cls.as<Class>(), kOrders[i].name).is(Kind::Function)) continue;
        const Value method =
            make_native(vm, kOrders[i].name, derived_order, Value::small(root * 4 + i));
        method.as<Native>()->is_method = true;
        put_class_attribute(*cls.as<Class>(), vm.heap().intern(kOrders[i].name), method);
    }
    return cls;
}

Completion key_less(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() != 2) return wrong_receiver(vm, self, args, "functools.KeyWrapper");
    const Instance& own = *args.positional[0].as<Instance>();
    const Instance& other = *args.positional[1].as<Instance>();
    Value both[] = {read_slot(own, "obj"), read_slot(other, "obj")};
    const Value compare = read_slot(own, "cmp");
    AW_GUEST(const Value order, vm.call(compare, both));
    return vm.compare(Compare::Lt, order, Value::small(0));
}

Completion make_key(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}}));
    Value key = make_instance(vm, *functools_state(vm).key);
    write_slot(vm, *key.as<Instance>(), "cmp", self.bound);
    write_slot(vm, *key.as<Instance>(), "obj", object);
    return key;
}

Completion functools_cmp_to_key(Vm& vm, Native& self, CallArgs args) {
    Value compare;
    AW_GUEST_DO(bind(vm, self, args, {{"mycmp", &compare}}));
    return make_native(vm, "cmp_to_key", make_key, compare);
}

}  // namespace

void load_functools(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"wraps", functools_wraps},
             {"update_wrapper", functools_update_wrapper},
             {"lru_cache", functools_lru_cache},
             {"cache", functools_cache},
             {"reduce", functools_reduce},
             {"total_ordering", functools_total_ordering},
             {"cmp_to_key", functools_cmp_to_key}});
    Class& partial = add_class(vm, module, "partial");
    partial.construct = partial_construct;
    def_all(vm, partial, {{"__call__", partial_call}, {"__repr__", partial_repr}});
    def_property(vm, partial, "func", partial_field<&Partial::function>);
    def_property(vm, partial, "args", partial_field<&Partial::args>);
    def_property(vm, partial, "keywords", partial_field<&Partial::keywords>);
    FunctoolsState& state = functools_state(vm);
    state.cached = &add_class(vm, module, "_lru_cache_wrapper");
    def_all(vm, *state.cached,
            {{"__call__", cached_call},
             {"cache_clear", cached_clear},
             {"cache_info", cached_info},
             {"__repr__", cached_repr}});
    make_bindable(vm, *state.cached);
    Class& cached_property = add_class(vm, module, "cached_property");
    def_all(vm, cached_property,
            {{"__init__", cached_property_init},
             {"__set_name__", cached_property_set_name},
             {"__get__", cached_property_get}});
    state.key = &add_class(vm, module, "_KeyWrapper");
    def(vm, *state.key, "__lt__", key_less);
}

}  // namespace lang
