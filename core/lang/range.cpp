// range and slice: constructors, attributes and methods.
#include <fmt/format.h>

#include <algorithm>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/int.h"

namespace lang {
namespace {

using Binary = Vm::Binary;

Completion range_bound(Vm& vm, const Value& v, Value* out) {
    const Value& p = plain(v);
    if (is_int(p)) {
        *out = p.is_bool() ? Value::small(p.is_true()) : p;
        return Completion::none();
    }
    if (v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), "__index__").empty()) {
        AW_GUEST(const Value number, vm.call_method(v, "__index__"));
        return range_bound(vm, number, out);
    }
    return vm.raise("TypeError", fmt::format("'{}' object cannot be interpreted as an integer",
                                             type_name_of(vm, v)));
}

// ceil((stop - start) / step), at least 0.
Completion range_length(Vm& vm, const Range& range) {
    if (range.start.is_small() && range.stop.is_small() && range.step.is_small()) {
        const std::int64_t start = range.start.as_small(), stop = range.stop.as_small();
        const std::int64_t step = range.step.as_small();  // 63 bits each: nothing overflows
        const std::int64_t span = step > 0 ? stop - start : start - stop;
        if (span <= 0) return Value::small(0);
        return make_int((span - 1) / (step > 0 ? step : -step) + 1);
    }
    AW_GUEST(const Value span, vm.binary(Binary::Sub, range.stop, range.start));
    AW_GUEST(const Value floor, vm.binary(Binary::FloorDiv, span, range.step));
    AW_GUEST(const Value rest, vm.binary(Binary::Mod, span, range.step));
    AW_GUEST(Value length,
             vm.binary(Binary::Add, floor, Value::small(sign_of_int(rest) != 0 ? 1 : 0)));
    return sign_of_int(length) > 0 ? length : Value::small(0);
}

Completion range_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    if (!args.keywords.empty()) {
        return vm.raise("TypeError", "range() takes no keyword arguments");
    }
    const std::size_t count = args.positional.size();
    if (count == 0) return vm.raise("TypeError", "range expected at least 1 argument, got 0");
    if (count > 3) {
        return vm.raise("TypeError",
                        fmt::format("range expected at most 3 arguments, got {}", count));
    }
    auto* range = vm.heap().make<Range>(vm.classes.range);
    const Value result = Value::adopt(range);
    range->start = Value::small(0);
    range->step = Value::small(1);
    if (count == 1) {
        AW_GUEST_DO(range_bound(vm, args.positional[0], &range->stop));
    } else {
        AW_GUEST_DO(range_bound(vm, args.positional[0], &range->start));
        AW_GUEST_DO(range_bound(vm, args.positional[1], &range->stop));
    }
    if (count == 3) AW_GUEST_DO(range_bound(vm, args.positional[2], &range->step));
    if (sign_of_int(range->step) == 0) {
        return vm.raise("ValueError", "range() arg 3 must not be zero");
    }
    AW_GUEST(range->length, range_length(vm, *range));
    return result;
}

Completion range_index(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Range, range, "range");
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"value", &item}}));
    AW_GUEST(const Value inside, vm.contains(args.positional[0], item));
    if (!inside.is_true()) {
        AW_GUEST(const Value shown, vm.repr(item));
        return vm.raise("ValueError", std::string(text_of(shown)) + " is not in range");
    }
    AW_GUEST(const Value distance, vm.binary(Binary::Sub, item, range->start));
    return vm.binary(Binary::FloorDiv, distance, range->step);
}

Completion range_count(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Range, range, "range");
    (void)range;
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"value", &item}}));
    AW_GUEST(const Value inside, vm.contains(args.positional[0], item));
    return Value::small(inside.is_true() ? 1 : 0);
}

Completion slice_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    const std::size_t count = args.positional.size();
    if (count == 0 || count > 3 || !args.keywords.empty()) {
        return vm.raise("TypeError", fmt::format("slice expected at {} argument{}, got {}",
                                                 count == 0 ? "least 1" : "most 3",
                                                 count == 0 ? "" : "s", count));
    }
    auto* slice = vm.heap().make<Slice>(vm.classes.slice);
    slice->start = slice->step = Value::none();
    slice->stop = args.positional[count == 1 ? 0 : 1];
    if (count > 1) slice->start = args.positional[0];
    if (count > 2) slice->step = args.positional[2];
    return Value::adopt(slice);
}

// slice.indices(length): the bounds that a sequence of that length would use.
Completion slice_indices(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Slice, slice, "slice");
    Value length_value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"length", &length_value}}));
    std::int64_t length = 0, step = 1;
    AW_GUEST_DO(read_index(vm, length_value, &length));
    if (length < 0) return vm.raise("ValueError", "length should not be negative");
    AW_GUEST_DO(read_bound(vm, slice->step, &step));
    if (step == 0) return vm.raise("ValueError", "slice step cannot be zero");
    const std::int64_t lowest = step < 0 ? -1 : 0;
    const std::int64_t highest = step < 0 ? length - 1 : length;
    const auto clamp = [&](std::int64_t at) {
        if (at < 0) return at < -length ? lowest : std::max(at + length, lowest);
        return std::min(at, highest);
    };
    std::int64_t start = step < 0 ? highest : lowest;
    std::int64_t stop = step < 0 ? lowest : highest;
    if (!slice->start.is_none()) {
        AW_GUEST_DO(read_bound(vm, slice->start, &start));
        start = clamp(start);
    }
    if (!slice->stop.is_none()) {
        AW_GUEST_DO(read_bound(vm, slice->stop, &stop));
        stop = clamp(stop);
    }
    const Value bounds[] = {make_int(start), make_int(stop), make_int(step)};
    return vm.heap().make_tuple(bounds);
}

}  // namespace

void install_range(Vm& vm) {
    Class& range = *vm.classes.range;
    range.construct = range_construct;
    def_all(vm, range, {{"index", range_index}, {"count", range_count}});
    Class& slice = *vm.classes.slice;
    slice.construct = slice_construct;
    def(vm, slice, "indices", slice_indices);
}

}  // namespace lang
