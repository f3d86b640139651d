// itertools: lazy natives. Those that need all items first (product, permutations ...) are in
// lib_itertools_combine.cpp.
#include "lang/lib_itertools.h"

#include <algorithm>

#include "lang/int.h"

namespace lang {
namespace {

// chain: `source` iterates over the iterables, `extra` over the current one.
Completion chain_next(Vm& vm, Iterator& self) {
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        if (!self.extra.empty()) {
            AW_GUEST(Value item, vm.next(self.extra));
            if (!item.empty()) return item;
        }
        AW_GUEST(const Value iterable, vm.next(self.source));
        if (iterable.empty()) return Value();
        AW_GUEST(self.extra, vm.iterate(iterable));
    }
}

Completion chain_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    AW_GUEST(Value source, vm.iterate(vm.heap().make_tuple(args.positional)));
    return make_iterator(vm, "itertools.chain", chain_next, std::move(source));
}

Completion chain_from_iterable(Vm& vm, Native& self, CallArgs args) {
    Value iterables;
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterables}}));
    AW_GUEST(Value source, vm.iterate(iterables));
    return make_iterator(vm, "itertools.chain", chain_next, std::move(source));
}

Completion count_next(Vm& vm, Iterator& self) {
    Value now = self.source;
    AW_GUEST(self.source, vm.binary(Vm::Binary::Add, now, self.extra));
    return now;
}

Completion itertools_count(Vm& vm, Native& self, CallArgs args) {
    Value start = Value::small(0), step = Value::small(1);
    AW_GUEST_DO(bind(vm, self, args, {{"start", &start, kOptional}, {"step", &step, kOptional}}));
    return make_iterator(vm, "itertools.count", count_next, start, step);
}

// cycle: first the iterator, remembering; then the list again and again.
Completion cycle_next(Vm& vm, Iterator& self) {
    if (!vm.charge(1)) return vm.out_of_steps();
    List& seen = *self.extra.as<List>();
    if (!self.source.empty()) {
        AW_GUEST(Value item, vm.next(self.source));
        if (!item.empty()) {
            if (!grow_list(vm, seen, item)) return list_failure(vm);
            return item;
        }
        self.source = Value();
    }
    if (seen.items.empty()) return Value();
    const auto at = static_cast<std::size_t>(self.position++) % seen.items.size();
    return seen.items[at];
}

Completion itertools_cycle(Vm& vm, Native& self, CallArgs args) {
    Value iterable;
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}}));
    AW_GUEST(Value source, vm.iterate(iterable));
    return make_iterator(vm, "itertools.cycle", cycle_next, std::move(source),
                         vm.heap().make_list());
}

// repeat: position counts down; -1 never ends.
Completion repeat_next(Vm& vm, Iterator& self) {
    if (!vm.charge(1)) return vm.out_of_steps();
    if (self.position == 0) return Value();
    if (self.position > 0) --self.position;
    return self.source;
}

Completion itertools_repeat(Vm& vm, Native& self, CallArgs args) {
    Value object, times;
    AW_GUEST_DO(bind(vm, self, args, {{"object", &object}, {"times", &times, kOptional}}));
    std::int64_t count = -1;
    if (!times.empty()) {
        AW_GUEST_DO(read_index(vm, times, &count));
        count = std::max<std::int64_t>(count, 0);
    }
    const Value made = make_iterator(vm, "itertools.repeat", repeat_next, object);
    made.as<Iterator>()->position = count;
    return made;
}

// islice: extra is a list of how many to skip next, how many indexes are left, and the step.
Completion islice_next(Vm& vm, Iterator& self) {
    ValueVector& state = self.extra.as<List>()->items;
    std::int64_t skip = state[0].as_small(), left = state[1].as_small();
    const std::int64_t step = state[2].as_small();
    for (; skip > 0 && left != 0; --skip) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value item, vm.next(self.source));
        if (item.empty()) return Value();
        if (left > 0) --left;
    }
    if (left == 0) return Value();
    AW_GUEST(Value item, vm.next(self.source));
    state[0] = Value::small(step - 1);
    state[1] = Value::small(left > 0 ? left - 1 : left);
    return item;
}

Completion islice_bound(Vm& vm, const Value& v, std::int64_t otherwise, std::int64_t least,
                        std::int64_t* out) {
    *out = otherwise;
    if (v.is_none()) return Completion::none();
    AW_GUEST_DO(read_index(vm, v, out));
    if (*out >= least) return Completion::none();
    return vm.raise("ValueError", least == 1
                                      ? "Step for islice() must be a positive integer or None."
                                      : "Indices for islice() must be None or an integer: 0 <= x "
                                        "<= sys.maxsize.");
}

Completion itertools_islice(Vm& vm, Native& self, CallArgs args) {
    Value iterable, a, b, c = Value::none();
    AW_GUEST_DO(bind(vm, self, args,
                     {{"iterable", &iterable},
                      {"start", &a},
                      {"stop", &b, kOptional},
                      {"step", &c, kOptional}}));
    const bool only_stop = b.empty();
    std::int64_t start = 0, stop = -1, step = 1;
    AW_GUEST_DO(islice_bound(vm, only_stop ? Value::none() : a, 0, 0, &start));
    AW_GUEST_DO(islice_bound(vm, only_stop ? a : b, -1, 0, &stop));
    AW_GUEST_DO(islice_bound(vm, c, 1, 1, &step));
    AW_GUEST(Value source, vm.iterate(iterable));
    const Value state[] = {Value::small(start), Value::small(stop), Value::small(step)};
    return make_iterator(vm, "itertools.islice", islice_next, std::move(source),
                         vm.heap().make_list(state));
}

// takewhile, dropwhile, filterfalse: extra is the test; position 1 when it is decided.
Completion test_item(Vm& vm, const Value& test, const Value& item, bool* out) {
    Value verdict = item;
    if (!test.is_none()) {
        Value argument[] = {item};
        AW_GUEST(verdict, vm.call(test, argument));
    }
    AW_GUEST(const Value truth, vm.truth(verdict));
    *out = truth.is_true();
    return Completion::none();
}

Completion takewhile_next(Vm& vm, Iterator& self) {
    if (self.position == 1) return Value();
    AW_GUEST(Value item, vm.next(self.source));
    if (item.empty()) return Value();
    bool fits = false;
    AW_GUEST_DO(test_item(vm, self.extra, item, &fits));
    if (fits) return item;
    self.position = 1;
    return Value();
}

Completion dropwhile_next(Vm& vm, Iterator& self) {
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value item, vm.next(self.source));
        if (item.empty() || self.position == 1) return item;
        bool fits = false;
        AW_GUEST_DO(test_item(vm, self.extra, item, &fits));
        if (fits) continue;
        self.position = 1;
        return item;
    }
}

Completion filterfalse_next(Vm& vm, Iterator& self) {
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value item, vm.next(self.source));
        if (item.empty()) return item;
        bool fits = false;
        AW_GUEST_DO(test_item(vm, self.extra, item, &fits));
        if (!fits) return item;
    }
}

template <Completion (*next)(Vm&, Iterator&)>
Completion tested(Vm& vm, Native& self, CallArgs args) {
    Value test, iterable;
    AW_GUEST_DO(bind(vm, self, args, {{"predicate", &test}, {"iterable", &iterable}}));
    AW_GUEST(Value source, vm.iterate(iterable));
    return make_iterator(vm, self.name, next, std::move(source), std::move(test));
}

Completion starmap_next(Vm& vm, Iterator& self) {
    AW_GUEST(const Value item, vm.next(self.source));
    if (item.empty()) return Value();
    AW_GUEST(const Value list, vm.to_list(item));
    return vm.call(self.extra, list.as<List>()->items);
}

Completion pairwise_next(Vm& vm, Iterator& self) {
    if (self.extra.empty()) {
        AW_GUEST(self.extra, vm.next(self.source));
        if (self.extra.empty()) return Value();
    }
    AW_GUEST(Value item, vm.next(self.source));
    if (item.empty()) return Value();
    const Value pair[] = {self.extra, item};
    self.extra = std::move(item);
    return vm.heap().make_tuple(pair);
}

Completion itertools_pairwise(Vm& vm, Native& self, CallArgs args) {
    Value iterable;
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}}));
    AW_GUEST(Value source, vm.iterate(iterable));
    return make_iterator(vm, "itertools.pairwise", pairwise_next, std::move(source));
}

Completion batched_next(Vm& vm, Iterator& self) {
    std::vector<Value> batch;
    while (static_cast<std::int64_t>(batch.size()) < self.position) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value item, vm.next(self.source));
        if (item.empty()) break;
        batch.push_back(std::move(item));
    }
    return batch.empty() ? Value() : vm.heap().make_tuple(batch);
}

Completion itertools_batched(Vm& vm, Native& self, CallArgs args) {
    Value iterable, count;
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}, {"n", &count}}));
    std::int64_t size = 0;
    AW_GUEST_DO(read_index(vm, count, &size));
    if (size < 1) return vm.raise("ValueError", "n must be at least one");
    AW_GUEST(Value source, vm.iterate(iterable));
    const Value made = make_iterator(vm, "itertools.batched", batched_next, std::move(source));
    made.as<Iterator>()->position = size;
    return made;
}

// accumulate: extra is a list of the function (or None) and the total so far (or nothing yet).
Completion accumulate_next(Vm& vm, Iterator& self) {
    ValueVector& state = self.extra.as<List>()->items;
    if (self.position == 0) {
        self.position = 1;
        if (state.size() == 2) return state[1];  // the initial value comes first
    }
    AW_GUEST(Value item, vm.next(self.source));
    if (item.empty()) return Value();
    if (state.size() == 1) {
        state.push_back(item);
        return item;
    }
    Value both[] = {state[1], item};
    const Value function = state[0];
    AW_GUEST(Value total, function.is_none() ? vm.binary(Vm::Binary::Add, both[0], both[1])
                                             : vm.call(function, both));
    state[1] = total;
    return total;
}

Completion itertools_accumulate(Vm& vm, Native& self, CallArgs args) {
    Value iterable, function = Value::none(), initial = Value::none();
    AW_GUEST_DO(bind(vm, self, args,
                     {{"iterable", &iterable},
                      {"func", &function, kOptional},
                      {"initial", &initial, kKeywordOnly}}));
    AW_GUEST(Value source, vm.iterate(iterable));
    Value state = vm.heap().make_list();
    state.as<List>()->items.push_back(function);
    if (!initial.is_none()) state.as<List>()->items.push_back(initial);
    return make_iterator(vm, "itertools.accumulate", accumulate_next, std::move(source),
                         std::move(state));
}

// zip_longest: source is a list of iterators (None once exhausted), extra the fill value.
Completion zip_longest_next(Vm& vm, Iterator& self) {
    ValueVector& sources = self.source.as<List>()->items;
    std::vector<Value> items;
    bool any = false;
    for (Value& source : sources) {
        Value item;
        if (!source.is_none()) {
            const Value iterator = source;
            AW_GUEST(item, vm.next(iterator));
            if (item.empty()) source = Value::none();
        }
        any = any || !item.empty();
        items.push_back(item.empty() ? self.extra : item);
    }
    return any ? vm.heap().make_tuple(items) : Value();
}

Completion itertools_zip_longest(Vm& vm, Native& self, CallArgs args) {
    Value fill = Value::none();
    AW_GUEST_DO(bind(vm, self, {{}, args.keywords}, {{"fillvalue", &fill, kKeywordOnly}}));
    const Value sources = vm.heap().make_list();
    for (const Value& iterable : args.positional) {
        AW_GUEST(Value source, vm.iterate(iterable));
        sources.as<List>()->items.push_back(std::move(source));
    }
    return make_iterator(vm, "itertools.zip_longest", zip_longest_next, sources, fill);
}

Completion compress_next(Vm& vm, Iterator& self) {
    for (;;) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value item, vm.next(self.source));
        if (item.empty()) return Value();
        AW_GUEST(const Value selector, vm.next(self.extra));
        if (selector.empty()) return Value();
        AW_GUEST(const Value truth, vm.truth(selector));
        if (truth.is_true()) return item;
    }
}

Completion itertools_compress(Vm& vm, Native& self, CallArgs args) {
    Value data, selectors;
    AW_GUEST_DO(bind(vm, self, args, {{"data", &data}, {"selectors", &selectors}}));
    AW_GUEST(Value source, vm.iterate(data));
    AW_GUEST(Value chosen, vm.iterate(selectors));
    return make_iterator(vm, "itertools.compress", compress_next, std::move(source),
                         std::move(chosen));
}

Completion itertools_starmap(Vm& vm, Native& self, CallArgs args) {
    Value function, iterable;
    AW_GUEST_DO(bind(vm, self, args, {{"function", &function}, {"iterable", &iterable}}));
    AW_GUEST(Value source, vm.iterate(iterable));
    return make_iterator(vm, "itertools.starmap", starmap_next, std::move(source), function);
}

}  // namespace

void load_itertools(Vm& vm, Module& module) {
    Class& chain = add_class(vm, module, "chain");
    chain.construct = chain_construct;
    set_static(vm, chain, "from_iterable", chain_from_iterable);
    def_all(vm, module,
            {{"count", itertools_count},
             {"cycle", itertools_cycle},
             {"repeat", itertools_repeat},
             {"islice", itertools_islice},
             {"takewhile", tested<takewhile_next>},
             {"dropwhile", tested<dropwhile_next>},
             {"filterfalse", tested<filterfalse_next>},
             {"starmap", itertools_starmap},
             {"pairwise", itertools_pairwise},
             {"batched", itertools_batched},
             {"accumulate", itertools_accumulate},
             {"zip_longest", itertools_zip_longest},
             {"compress", itertools_compress}});
    install_combinations(vm, module);
}

}  // namespace lang
