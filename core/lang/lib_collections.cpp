// collections: defaultdict, Counter, OrderedDict. namedtuple and deque have files of their own.
#include "lang/lib_collections.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/dict.h"
#include "lang/int.h"
#include "lang/lib_namedtuple.h"
#include "lang/repr.h"
#include "lang/snapshot.h"
#include "lang/sort.h"

namespace lang {
namespace {

// Instances are dicts that carry more: around an empty dict, which __init__ fills.
Completion dict_like_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)args;
    Value made = make_instance(vm, cls);
    made.as<Instance>()->wrapped = vm.heap().make_dict();
    return made;
}

Class& add_dict_class(Vm& vm, Module& module, std::string_view name) {
    Class& cls = add_class(vm, module, name, {vm.classes.dict});
    cls.construct = dict_like_construct;
    cls.instance_kind = Kind::Instance;
    return cls;
}

Value make_like(Vm& vm, const Value& self, Value dict) {
    Value made = make_instance(vm, vm.class_of(self));
    made.as<Instance>()->wrapped = std::move(dict);
    return made;
}

Completion fill(Vm& vm, Dict& dict, CallArgs args) {
    if (!args.positional.empty()) AW_GUEST_DO(dict_update(vm, dict, args.positional[0]));
    for (const Keyword& keyword : args.keywords) {
        AW_GUEST_DO(dict_set(vm, dict, vm.heap().intern(keyword.name), keyword.value));
    }
    return Completion::none();
}

Completion named_repr(Vm& vm, std::string_view name, std::string_view before, const Value& dict) {
    TextBuilder out(vm);
    out.add(name);
    out.add("(");
    out.add(before);
    AW_GUEST_DO(repr_into(vm, dict, out));
    out.add(")");
    return out.finish();
}

// -- defaultdict -----------------------------------------------------------------------------

Completion default_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "defaultdict");
    Value factory = Value::none();
    CallArgs rest = without_self(args);
    if (!rest.positional.empty()) {
        factory = rest.positional[0];
        rest.positional = rest.positional.subspan(1);
    }
    if (!factory.is_none() && !vm.is_callable(factory)) {
        return vm.raise("TypeError", "first argument must be callable or None");
    }
    write_slot(vm, *args.positional[0].as<Instance>(), "default_factory", factory);
    return fill(vm, *dict, rest);
}

Completion default_missing(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "defaultdict");
    Value key;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &key}}));
    const Value factory = read_slot(*args.positional[0].as<Instance>(), "default_factory");
    if (factory.empty() || factory.is_none()) return raise_key_error(vm, key);
    AW_GUEST(Value made, vm.call(factory));
    AW_GUEST_DO(dict_set(vm, *dict, key, made));
    return made;
}

Completion default_repr_method(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "defaultdict");
    const Value factory = read_slot(*args.positional[0].as<Instance>(), "default_factory");
    AW_GUEST(const Value shown, vm.repr(factory.empty() ? Value::none() : factory));
    return named_repr(vm, vm.class_of(args.positional[0]).name, std::string(text_of(shown)) + ", ",
                      Value::share(dict));
}

Completion default_copy(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "defaultdict");
    Value made = make_like(vm, args.positional[0], dict_copy(vm, *dict));
    write_slot(vm, *made.as<Instance>(), "default_factory",
               read_slot(*args.positional[0].as<Instance>(), "default_factory"));
    return made;
}

// -- OrderedDict -----------------------------------------------------------------------------

Completion ordered_repr(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "OrderedDict");
    const std::string_view name = vm.class_of(args.positional[0]).name;
    if (dict->used == 0) return vm.heap().make_str(std::string(name) + "()");
    return named_repr(vm, name, "", Value::share(dict));
}

Value end_key(const Dict& dict, bool last) {
    Value found;
    for (const DictEntry& entry : dict.entries) {
        if (entry.key.empty()) continue;
        found = entry.key;
        if (!last) break;
    }
    return found;
}

Completion ordered_popitem(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "OrderedDict");
    Value last = Value::true_();
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"last", &last, kOptional}}));
    const Value key = end_key(*dict, !last.is_false());
    if (key.empty()) return vm.raise("KeyError", "dictionary is empty");
    AW_GUEST(const Value value, dict_remove(vm, *dict, key));
    const Value pair[] = {key, value};
    return vm.heap().make_tuple(pair);
}

Completion ordered_move_to_end(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "OrderedDict");
    Value key, last = Value::true_();
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &key}, {"last", &last, kOptional}}));
    AW_GUEST(const Value value, dict_remove(vm, *dict, key));
    if (value.empty()) return raise_key_error(vm, key);
    if (!last.is_false()) {
        AW_GUEST_DO(dict_set(vm, *dict, key, value));
        return Completion::none();
    }
    const Value rest = dict_copy(vm, *dict);
    dict_clear(vm, *dict);
    AW_GUEST_DO(dict_set(vm, *dict, key, value));
    AW_GUEST_DO(dict_update(vm, *dict, rest));
    return Completion::none();
}

Completion ordered_copy(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "OrderedDict");
    return make_like(vm, args.positional[0], dict_copy(vm, *dict));
}

// -- Counter ---------------------------------------------------------------------------------

Completion add_count(Vm& vm, Dict& dict, const Value& key, const Value& count,
                     Vm::Binary op = Vm::Binary::Add) {
    AW_GUEST(Value now, dict_get(vm, dict, key));
    if (now.empty()) now = Value::small(0);
    AW_GUEST(const Value sum, vm.binary(op, now, count));
    return dict_set(vm, dict, key, sum);
}

// Counts what an iterable gives, or adds a mapping's counts.
Completion count_all(Vm& vm, Dict& dict, CallArgs args, Vm::Binary op) {
    if (!args.positional.empty() && !args.positional[0].is_none()) {
        const Value source = args.positional[0];
        if (const Dict* counts = plain_as<Dict>(source)) {
            const Value copy = dict_copy(vm, *counts);
            for (const DictEntry& entry : copy.as<Dict>()->entries) {
                if (!entry.key.empty())
                    AW_GUEST_DO(add_count(vm, dict, entry.key, entry.value, op));
            }
        } else {
            AW_GUEST(const Value iterator, vm.iterate(source));
            for (;;) {
                if (!vm.charge(1)) return vm.out_of_steps();
                if (vm.heap().over_limit()) return vm.out_of_memory();
                AW_GUEST(const Value item, vm.next(iterator));
                if (item.empty()) break;
                AW_GUEST_DO(add_count(vm, dict, item, Value::small(1), op));
            }
        }
    }
    for (const Keyword& keyword : args.keywords) {
        AW_GUEST_DO(add_count(vm, dict, vm.heap().intern(keyword.name), keyword.value, op));
    }
    return Completion::none();
}

template <Vm::Binary op>
Completion counter_update(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "Counter");
    return count_all(vm, *dict, without_self(args), op);
}

Completion counter_missing(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "Counter");
    (void)dict;
    return Value::small(0);
}

// (key, count) pairs, the largest count first; the order of insertion decides among equals.
Completion pairs_by_count(Vm& vm, const Dict& dict, ValueVector* pairs) {
    std::vector<DictEntry> entries;
    for (const DictEntry& entry : dict.entries) {
        if (!entry.key.empty()) entries.push_back(entry);
    }
    ValueVector keyed;
    for (const DictEntry& entry : entries) {
        const Value both[] = {entry.value,
                              vm.heap().make_tuple(std::vector<Value>{entry.key, entry.value})};
        keyed.push_back(vm.heap().make_tuple(both));
    }
    AW_GUEST(const Value by_count, vm.import_module("operator"));
    Value first[] = {Value::small(0)};
    AW_GUEST(const Value key, vm.call_method(by_count, "itemgetter", first));
    AW_GUEST_DO(sort_values(vm, keyed, key, true));
    for (const Value& pair : keyed) pairs->push_back(Value(pair.as<Tuple>()->items[1]));
    return Completion::none();
}

Completion counter_most_common(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "Counter");
    Value count_value = Value::none();
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"n", &count_value, kOptional}}));
    ValueVector pairs;
    AW_GUEST_DO(pairs_by_count(vm, *dict, &pairs));
    if (!count_value.is_none()) {
        std::int64_t count = 0;
        AW_GUEST_DO(read_index(vm, count_value, &count));
        const auto most = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
        if (most < pairs.size()) pairs.resize(most);
    }
    return vm.heap().make_list(pairs);
}

Completion counter_elements(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "Counter");
    const Value list = vm.heap().make_list();
    for (const DictEntry& entry : dict->entries) {
        if (entry.key.empty() || !entry.value.is_small()) continue;
        for (std::int64_t i = 0; i < entry.value.as_small(); ++i) {
            if (!grow_list(vm, *list.as<List>(), entry.key)) return list_failure(vm);
        }
    }
    return vm.iterate(list);
}

Completion counter_total(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "Counter");
    Value total = Value::small(0);
    for (const DictEntry& entry : dict->entries) {
        if (entry.key.empty()) continue;
        AW_GUEST(total, vm.binary(Vm::Binary::Add, total, Value(entry.value)));
    }
    return total;
}

Completion counter_repr(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "Counter");
    if (dict->used == 0) return vm.heap().make_ascii("Counter()");
    ValueVector pairs;
    AW_GUEST_DO(pairs_by_count(vm, *dict, &pairs));
    const Value sorted = vm.heap().make_dict();
    for (const Value& pair : pairs) {
        const Tuple& both = *pair.as<Tuple>();
        AW_GUEST_DO(dict_set(vm, *sorted.as<Dict>(), both.items[0], both.items[1]));
    }
    return named_repr(vm, "Counter", "", sorted);
}

enum class CounterOp : std::uint8_t { Add, Subtract, Intersect, Unite };

Completion combined_count(Vm& vm, CounterOp op, const Value& a, const Value& b) {
    if (op == CounterOp::Add) return vm.binary(Vm::Binary::Add, a, b);
    if (op == CounterOp::Subtract) return vm.binary(Vm::Binary::Sub, a, b);
    AW_GUEST(const Value less, vm.compare(Vm::Compare::Lt, a, b));
    AW_GUEST(const Value truth, vm.truth(less));
    return truth.is_true() == (op == CounterOp::Intersect) ? a : b;
}

// Only counts above zero stay.
template <CounterOp op>
Completion counter_binary(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, own, "Counter");
    const Value& other_value = args.positional.size() == 2 ? args.positional[1] : Value();
    Dict* other = &vm.class_of(other_value) == &vm.class_of(args.positional[0])
                      ? plain_as<Dict>(other_value)
                      : nullptr;
    if (other == nullptr) return Value::not_implemented();
    Value result = vm.heap().make_dict();
    const Value keys = dict_copy(vm, *own);
    AW_GUEST_DO(dict_update(vm, *keys.as<Dict>(), Value::share(other)));
    for (const DictEntry& entry : keys.as<Dict>()->entries) {
        if (entry.key.empty()) continue;
        AW_GUEST(Value a, dict_get(vm, *own, entry.key));
        AW_GUEST(Value b, dict_get(vm, *other, entry.key));
        AW_GUEST(const Value count, combined_count(vm, op, a.empty() ? Value::small(0) : a,
                                                   b.empty() ? Value::small(0) : b));
        AW_GUEST(const Value above, vm.compare(Vm::Compare::Gt, count, Value::small(0)));
        if (above.is_true()) AW_GUEST_DO(dict_set(vm, *result.as<Dict>(), entry.key, count));
    }
    return make_like(vm, args.positional[0], std::move(result));
}

Completion dict_like_getitem(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Dict, dict, "dict");
    Value key;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &key}}));
    AW_GUEST(Value found, dict_get(vm, *dict, key));
    if (!found.empty()) return found;
    Value argument[] = {key};
    return vm.call_method(args.positional[0], "__missing__", argument);
}

void install_counter(Vm& vm, Class& cls) {
    def_all(vm, cls,
            {{"__init__", counter_update<Vm::Binary::Add>},
             {"update", counter_update<Vm::Binary::Add>},
             {"subtract", counter_update<Vm::Binary::Sub>},
             {"__missing__", counter_missing},
             {"__getitem__", dict_like_getitem},
             {"most_common", counter_most_common},
             {"elements", counter_elements},
             {"total", counter_total},
             {"copy", ordered_copy},
             {"__repr__", counter_repr},
             {"__add__", counter_binary<CounterOp::Add>},
             {"__sub__", counter_binary<CounterOp::Subtract>},
             {"__and__", counter_binary<CounterOp::Intersect>},
             {"__or__", counter_binary<CounterOp::Unite>}});
}

}  // namespace

void load_collections(Vm& vm, Module& module) {
    Class& with_default = add_dict_class(vm, module, "defaultdict");
    def_all(vm, with_default,
            {{"__init__", default_init},
             {"__missing__", default_missing},
             {"__getitem__", dict_like_getitem},
             {"__repr__", default_repr_method},
             {"copy", default_copy}});
    Class& ordered = add_dict_class(vm, module, "OrderedDict");
    def_all(vm, ordered,
            {{"__repr__", ordered_repr},
             {"popitem", ordered_popitem},
             {"move_to_end", ordered_move_to_end},
             {"copy", ordered_copy}});
    install_counter(vm, add_dict_class(vm, module, "Counter"));
    install_deque(vm, module);
    def(vm, module, "namedtuple", collections_namedtuple);
    Completion abstract = vm.import_module("collections.abc");
    if (abstract.ok()) set(vm, module, "abc", abstract.take());
}

}  // namespace lang
