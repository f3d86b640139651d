// itertools that need all items first: product, permutations, combinations; groupby and tee.
#include <algorithm>
#include <numeric>

#include "lang/int.h"
#include "lang/lib_itertools.h"

namespace lang {
namespace {

// Where a combination stands: indexes into the pools.
struct Indexes final : Payload {
    std::vector<std::vector<Value>> pools;
    std::vector<std::size_t> at;
    bool started = false, done = false;
    void visit(void (*each)(Value&, void*), void* context) override {
        for (auto& pool : pools) {
            for (Value& value : pool) each(value, context);
        }
    }
};

// The next set of indexes; false when there is none.
using Advance = bool (*)(Indexes& state);

template <Advance advance>
Completion combine_next(Vm& vm, Iterator& self) {
    if (!vm.charge(1)) return vm.out_of_steps();
    Indexes& state = *payload_of<Indexes>(self.source);
    if (state.done) return Value();
    if (state.started && !advance(state)) state.done = true;
    state.started = true;
    if (state.done) return Value();
    std::vector<Value> items;
    for (std::size_t i = 0; i < state.at.size(); ++i) {
        items.push_back(state.pools[state.pools.size() == 1 ? 0 : i][state.at[i]]);
    }
    return vm.heap().make_tuple(items);
}

bool advance_product(Indexes& state) {
    for (std::size_t i = state.at.size(); i-- > 0;) {
        const auto& pool = state.pools[state.pools.size() == 1 ? 0 : i];
        if (++state.at[i] < pool.size()) return true;
        state.at[i] = 0;
    }
    return false;
}

bool advance_combination(Indexes& state) {
    const std::size_t n = state.pools[0].size(), r = state.at.size();
    for (std::size_t i = r; i-- > 0;) {
        if (state.at[i] == i + n - r) continue;
        ++state.at[i];
        for (std::size_t j = i + 1; j < r; ++j) state.at[j] = state.at[j - 1] + 1;
        return true;
    }
    return false;
}

bool advance_with_replacement(Indexes& state) {
    const std::size_t n = state.pools[0].size();
    for (std::size_t i = state.at.size(); i-- > 0;) {
        if (state.at[i] + 1 == n) continue;
        std::fill(state.at.begin() + static_cast<std::ptrdiff_t>(i), state.at.end(),
                  state.at[i] + 1);
        return true;
    }
    return false;
}

// In order of position: the next selection without repeats, counted like an odometer.
bool advance_permutation(Indexes& state) {
    const std::size_t n = state.pools[0].size();
    for (std::size_t i = state.at.size(); i-- > 0;) {
        std::vector<bool> used(n);
        for (std::size_t j = 0; j < i; ++j) used[state.at[j]] = true;
        std::size_t next = state.at[i] + 1;
        while (next < n && used[next]) ++next;
        if (next == n) continue;
        state.at[i] = next;
        used[next] = true;
        for (std::size_t j = i + 1; j < state.at.size(); ++j) {
            state.at[j] =
                static_cast<std::size_t>(std::find(used.begin(), used.end(), false) - used.begin());
            used[state.at[j]] = true;
        }
        return true;
    }
    return false;
}

Completion read_pool(Vm& vm, const Value& iterable, std::vector<Value>* out) {
    AW_GUEST(const Value list, vm.to_list(iterable));
    out->assign(list.as<List>()->items.begin(), list.as<List>()->items.end());
    return Completion::none();
}

template <Advance advance>
Value start(Vm& vm, std::string_view name, std::unique_ptr<Indexes> state) {
    Value holder = wrap_payload(vm, *vm.classes.object, std::move(state));
    return make_iterator(vm, name, combine_next<advance>, std::move(holder));
}

Completion itertools_product(Vm& vm, Native& self, CallArgs args) {
    Value repeat = Value::small(1);
    AW_GUEST_DO(bind(vm, self, {{}, args.keywords}, {{"repeat", &repeat, kKeywordOnly}}));
    std::int64_t times = 1;
    AW_GUEST_DO(read_index(vm, repeat, &times));
    if (times < 0) return vm.raise("ValueError", "repeat argument cannot be negative");
    constexpr std::int64_t kMost = 100'000;
    if (times > kMost) return vm.out_of_memory();
    auto state = std::make_unique<Indexes>();
    for (std::int64_t i = 0; i < times; ++i) {
        for (const Value& iterable : args.positional) {
            state->pools.emplace_back();
            if (i == 0) {
                AW_GUEST_DO(read_pool(vm, iterable, &state->pools.back()));
            } else {
                const std::size_t first = state->pools.size() - 1 - args.positional.size();
                state->pools.back() = state->pools[first];
            }
            if (!vm.charge(state->pools.back().size())) return vm.out_of_steps();
            if (!vm.has_room(state->pools.size() * state->pools.back().size() * 8)) {
                return vm.out_of_memory();
            }
            state->done = state->done || state->pools.back().empty();
        }
    }
    state->at.assign(state->pools.size(), 0);
    return start<advance_product>(vm, "itertools.product", std::move(state));
}

Completion read_selection(Vm& vm, const Native& self, CallArgs args, bool length_needed,
                          std::unique_ptr<Indexes>* out) {
    Value iterable, length = Value::none();
    AW_GUEST_DO(bind(vm, self, args,
                     {{"iterable", &iterable},
                      {"r", &length, length_needed ? Parameter::How::Required : kOptional}}));
    auto state = std::make_unique<Indexes>();
    state->pools.emplace_back();
    AW_GUEST_DO(read_pool(vm, iterable, &state->pools[0]));
    auto count = static_cast<std::int64_t>(state->pools[0].size());
    if (!length.is_none()) AW_GUEST_DO(read_index(vm, length, &count));
    if (count < 0) return vm.raise("ValueError", "r must be non-negative");
    if (!vm.has_room(static_cast<std::size_t>(count) * 16)) return vm.out_of_memory();
    state->at.resize(static_cast<std::size_t>(count));
    *out = std::move(state);
    return Completion::none();
}

Completion itertools_permutations(Vm& vm, Native& self, CallArgs args) {
    std::unique_ptr<Indexes> state;
    AW_GUEST_DO(read_selection(vm, self, args, false, &state));
    std::iota(state->at.begin(), state->at.end(), std::size_t{0});
    state->done = state->at.size() > state->pools[0].size();
    return start<advance_permutation>(vm, "itertools.permutations", std::move(state));
}

Completion itertools_combinations(Vm& vm, Native& self, CallArgs args) {
    std::unique_ptr<Indexes> state;
    AW_GUEST_DO(read_selection(vm, self, args, true, &state));
    std::iota(state->at.begin(), state->at.end(), std::size_t{0});
    state->done = state->at.size() > state->pools[0].size();
    return start<advance_combination>(vm, "itertools.combinations", std::move(state));
}

Completion itertools_with_replacement(Vm& vm, Native& self, CallArgs args) {
    std::unique_ptr<Indexes> state;
    AW_GUEST_DO(read_selection(vm, self, args, true, &state));
    state->done = state->pools[0].empty() && !state->at.empty();
    return start<advance_with_replacement>(vm, "itertools.combinations_with_replacement",
                                           std::move(state));
}

// -- groupby ---------------------------------------------------------------------------------

// Shared by groupby and the group that is being read: the source, the key function, the item read
// ahead and its key, and the number of the current group.
struct Grouping final : Payload {
    Value source, function, item, key;
    std::int64_t group = 0;
    void visit(void (*each)(Value&, void*), void* context) override {
        for (Value* v : {&source, &function, &item, &key}) {
            if (!v->empty()) each(*v, context);
        }
    }
};

Completion read_ahead(Vm& vm, Grouping& state) {
    AW_GUEST(state.item, vm.next(state.source));
    if (state.item.empty()) return Completion::none();
    if (state.function.is_none()) {
        state.key = state.item;
        return Completion::none();
    }
    Value argument[] = {state.item};
    AW_GUEST(state.key, vm.call(state.function, argument));
    return Completion::none();
}

Completion group_next(Vm& vm, Iterator& self) {
    Grouping& state = *payload_of<Grouping>(self.source);
    if (state.group != self.position || state.item.empty()) return Value();
    AW_GUEST(const Value same, vm.equals(state.key, self.extra));
    if (!same.is_true()) return Value();
    Value item = state.item;
    AW_GUEST_DO(read_ahead(vm, state));
    return item;
}

Completion groupby_next(Vm& vm, Iterator& self) {
    Grouping& state = *payload_of<Grouping>(self.source);
    if (state.group == 0) AW_GUEST_DO(read_ahead(vm, state));
    // What the last group left over is skipped.
    while (!self.extra.empty() && !state.item.empty()) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(const Value same, vm.equals(state.key, self.extra));
        if (!same.is_true()) break;
        AW_GUEST_DO(read_ahead(vm, state));
    }
    if (state.item.empty()) return Value();
    ++state.group;
    self.extra = state.key;
    const Value group = make_iterator(vm, "itertools._grouper", group_next, self.source, state.key);
    group.as<Iterator>()->position = state.group;
    const Value pair[] = {state.key, group};
    return vm.heap().make_tuple(pair);
}

Completion itertools_groupby(Vm& vm, Native& self, CallArgs args) {
    Value iterable, function = Value::none();
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}, {"key", &function, kOptional}}));
    auto state = std::make_unique<Grouping>();
    AW_GUEST(state->source, vm.iterate(iterable));
    state->function = function;
    Value holder = wrap_payload(vm, *vm.classes.object, std::move(state));
    return make_iterator(vm, "itertools.groupby", groupby_next, std::move(holder));
}

// tee: each copy walks the shared list of what was read; the one that is ahead reads on.
Completion tee_next(Vm& vm, Iterator& self) {
    List& seen = *self.extra.as<List>();
    const auto at = static_cast<std::size_t>(self.position);
    if (at >= seen.items.size()) {
        AW_GUEST(Value item, vm.next(self.source));
        if (item.empty()) return Value();
        if (!grow_list(vm, seen, std::move(item))) return list_failure(vm);
    }
    ++self.position;
    return seen.items[at];
}

Completion itertools_tee(Vm& vm, Native& self, CallArgs args) {
    Value iterable, count_value = Value::small(2);
    AW_GUEST_DO(bind(vm, self, args, {{"iterable", &iterable}, {"n", &count_value, kOptional}}));
    std::int64_t count = 0;
    AW_GUEST_DO(read_index(vm, count_value, &count));
    if (count < 0) return vm.raise("ValueError", "n must be >= 0");
    AW_GUEST(const Value source, vm.iterate(iterable));
    const Value seen = vm.heap().make_list();
    std::vector<Value> copies;
    for (std::int64_t i = 0; i < count; ++i) {
        if (!vm.charge(1)) return vm.out_of_steps();
        if (vm.heap().over_limit()) return vm.out_of_memory();
        copies.push_back(make_iterator(vm, "itertools._tee", tee_next, source, seen));
    }
    return vm.heap().make_tuple(copies);
}

}  // namespace

void install_combinations(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"product", itertools_product},
             {"permutations", itertools_permutations},
             {"combinations", itertools_combinations},
             {"combinations_with_replacement", itertools_with_replacement},
             {"groupby", itertools_groupby},
             {"tee", itertools_tee}});
}

}  // namespace lang
