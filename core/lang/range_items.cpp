// What a range holds. Bounds may be of any size.
#include "lang/arguments.h"
#include "lang/int.h"
#include "lang/native.h"
#include "lang/operators.h"

namespace lang {
namespace {

using Binary = Vm::Binary;

Completion as_int(Vm& vm, const Value& v, std::string_view otherwise, Value* out) {
    *out = plain(v);
    if (is_int(*out)) return Completion::none();
    const Value method = special_method(vm, v, Name::Index);
    if (method.empty()) return vm.raise("TypeError", otherwise);
    AW_GUEST(*out, call_with_self(vm, method, v));
    if (is_int(*out)) return Completion::none();
    return vm.raise("TypeError",
                    "__index__ returned non-int (type " + vm.class_of(*out).name + ")");
}

// start + place * step
Completion value_at(Vm& vm, const Range& range, const Value& place) {
    AW_GUEST(Value offset, vm.binary(Binary::Mul, place, range.step));
    return vm.binary(Binary::Add, range.start, offset);
}

Value less(const Value& a, const Value& b) { return compare_ints(a, b) < 0 ? a : b; }
Value greater(const Value& a, const Value& b) { return compare_ints(a, b) > 0 ? a : b; }

// A slice bound inside [low, high], counted from the end when negative.
Completion clip_bound(Vm& vm, const Value& bound, const Value& otherwise, const Value& length,
                      const Value& low, const Value& high, Value* out) {
    *out = otherwise;
    if (bound.is_none()) return Completion::none();
    AW_GUEST_DO(as_int(vm, bound,
                       "slice indices must be integers or None or have an __index__ "
                       "method",
                       out));
    if (sign_of_int(*out) < 0) {
        AW_GUEST(*out, vm.binary(Binary::Add, *out, length));
    }
    *out = greater(low, less(high, *out));
    return Completion::none();
}

// CPython compares a float with one number after the other. The answer is known at once, but the
// steps are charged all the same: such a search does not end for a learner's program there.
Completion range_contains_float(Vm& vm, const Range& range, const Float& real) {
    Value there = Value::false_();
    Value passed = range.length;
    if (real.value - real.value == 0) {
        AW_GUEST(Value whole, float_to_int(vm, real.value));
        if (compare_int_float(whole, real.value) == 0) {
            AW_GUEST(there, range_contains(vm, range, whole));
            AW_GUEST(Value distance, vm.binary(Binary::Sub, whole, range.start));
            if (there.is_true()) {
                AW_GUEST(passed, vm.binary(Binary::FloorDiv, distance, range.step));
            }
        }
    }
    const auto steps = to_int64(passed);
    if (!steps || !vm.charge(static_cast<std::uint64_t>(*steps))) return vm.out_of_steps();
    return there;
}

}  // namespace

Completion make_range(Vm& vm, Value start, Value stop, Value step) {
    Value args[] = {std::move(start), std::move(stop), std::move(step)};
    return vm.classes.range->construct(vm, *vm.classes.range, {args, {}});
}

Completion range_item(Vm& vm, const Range& range, const Value& index) {
    Value place;
    AW_GUEST_DO(as_int(vm, index,
                       "range indices must be integers or slices, not " + vm.class_of(index).name,
                       &place));
    if (sign_of_int(place) < 0) {
        AW_GUEST(place, vm.binary(Binary::Add, place, range.length));
    }
    if (sign_of_int(place) < 0 || compare_ints(place, range.length) >= 0)
        return vm.raise("IndexError", "range object index out of range");
    return value_at(vm, range, place);
}

Completion range_slice(Vm& vm, const Range& range, const Slice& slice) {
    Value step = Value::small(1);
    if (!slice.step.is_none())
        AW_GUEST_DO(as_int(vm, slice.step,
                           "slice indices must be integers or None or have an "
                           "__index__ method",
                           &step));
    if (sign_of_int(step) == 0) return vm.raise("ValueError", "slice step cannot be zero");
    const bool forward = sign_of_int(step) > 0;
    AW_GUEST(Value last, vm.binary(Binary::Sub, range.length, Value::small(1)));
    const Value low = Value::small(forward ? 0 : -1);
    const Value high = forward ? range.length : last;
    Value from, to;
    AW_GUEST_DO(clip_bound(vm, slice.start, forward ? low : high, range.length, low, high, &from));
    AW_GUEST_DO(clip_bound(vm, slice.stop, forward ? high : low, range.length, low, high, &to));
    AW_GUEST(Value start, value_at(vm, range, from));
    AW_GUEST(Value stop, value_at(vm, range, to));
    AW_GUEST(Value wider, vm.binary(Binary::Mul, range.step, step));
    return make_range(vm, std::move(start), std::move(stop), std::move(wider));
}

Completion range_contains(Vm& vm, const Range& range, const Value& item) {
    Value number = plain(item);
    if (const auto* real = number.try_as<Float>()) return range_contains_float(vm, range, *real);
    if (!is_int(number)) {
        if (!item.is(Kind::Instance)) return Value::false_();
        AW_GUEST(Value items, vm.to_list(Value::share(const_cast<Range*>(&range))));
        return vm.contains(items, item);
    }
    const bool forward = sign_of_int(range.step) > 0;
    const int from_start = compare_ints(number, range.start);
    const int from_stop = compare_ints(number, range.stop);
    if (forward ? from_start < 0 || from_stop >= 0 : from_start > 0 || from_stop <= 0)
        return Value::false_();
    AW_GUEST(Value distance, vm.binary(Binary::Sub, number, range.start));
    AW_GUEST(Value rest, vm.binary(Binary::Mod, distance, range.step));
    return Value::boolean(sign_of_int(rest) == 0);
}

}  // namespace lang
