// Instructions that take values apart: unpacking and iteration.
#include <fmt/format.h>

#include <utility>

#include "lang/class.h"
#include "lang/vm_impl.h"

namespace lang {

// -- unpacking -------------------------------------------------------------------------------

namespace {

Completion not_unpackable(Vm& vm, const Value& source) {
    return vm.raise("TypeError",
                    fmt::format("cannot unpack non-iterable {} object", vm.class_of(source).name));
}

Completion wrong_count(Vm& vm, std::size_t got, int wanted, std::string_view at_least) {
    if (static_cast<int>(got) < wanted) {
        return vm.raise("ValueError",
                        fmt::format("not enough values to unpack (expected {}{}, got {})", at_least,
                                    wanted, got));
    }
    return vm.raise("ValueError",
                    fmt::format("too many values to unpack (expected {}, got {})", wanted, got));
}

}  // namespace

Completion Vm::Impl::unpack(const Value& source, Value* targets, int count) {
    const auto wanted = static_cast<std::size_t>(count);
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): targets may hold it
    const Value keep = source;
    std::span<const Value> items;
    if (keep.is(Kind::Tuple)) {
        items = std::as_const(*keep.as<Tuple>()).span();
    } else if (keep.is(Kind::List)) {
        items = keep.as<List>()->items;
    } else {
        return unpack_iterable(keep, targets, count);
    }
    if (items.size() != wanted) return wrong_count(vm, items.size(), count, "");
    for (std::size_t i = 0; i < wanted; ++i) targets[i] = items[i];
    return Completion::none();
}

// One more than wanted is asked for, not more: the iterable may be endless.
Completion Vm::Impl::unpack_iterable(const Value& source, Value* targets, int count) {
    Completion iterator = vm.iterate(source);
    if (!iterator.ok()) {
        const bool iterable = !vm.find_in_class(vm.class_of(source), "__iter__").empty();
        return iterable || iterator.stopped() ? std::move(iterator) : not_unpackable(vm, source);
    }
    for (int i = 0; i <= count; ++i) {
        AW_GUEST(Value item, vm.next(iterator.value()));
        if (item.empty() == (i == count)) {
            if (i < count) targets[i] = std::move(item);
            continue;
        }
        if (i < count) return wrong_count(vm, static_cast<std::size_t>(i), count, "");
        return vm.raise("ValueError",
                        fmt::format("too many values to unpack (expected {})", count));
    }
    return Completion::none();
}

Completion Vm::Impl::unpack_star(const Value& source, Value* targets, int before, int after) {
    Completion list = vm.to_list(source);
    if (!list.ok()) {
        const bool iterable = !vm.find_in_class(vm.class_of(source), "__iter__").empty();
        return iterable || list.stopped() ? std::move(list) : not_unpackable(vm, source);
    }
    const std::span<const Value> items = list.value().as<List>()->items;
    const std::size_t wanted = static_cast<std::size_t>(before) + static_cast<std::size_t>(after);
    if (items.size() < wanted) return wrong_count(vm, items.size(), before + after, "at least ");
    const std::size_t middle = items.size() - wanted;
    const auto first = static_cast<std::size_t>(before);
    for (std::size_t i = 0; i < first; ++i) targets[i] = items[i];
    targets[before] = vm.heap_.make_list(items.subspan(first, middle));
    for (int i = 0; i < after; ++i)
        targets[before + 1 + i] = items[first + middle + static_cast<std::size_t>(i)];
    return Completion::none();
}

// -- iteration -------------------------------------------------------------------------------

// How long a range is, when its bounds and all its numbers are short.
static bool short_range(const Range& range, std::int64_t* count) {
    if (!range.start.is_small() || !range.step.is_small() || !range.length.is_small() ||
        !range.stop.is_small()) {
        return false;
    }
    *count = range.length.as_small();
    std::int64_t last;
    return !__builtin_mul_overflow(*count + 1, range.step.as_small(), &last) &&
           !__builtin_add_overflow(last, range.start.as_small(), &last) && Value::fits_small(last);
}

Completion Vm::Impl::get_iter(const Value& given, Value* state) {
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): state may hold it
    const Value source = given;
    state[1] = Value::small(0);
    if (source.is(Kind::List) || source.is(Kind::Tuple)) {
        state[0] = source;
        return Completion::none();
    }
    std::int64_t count = 0;
    if (source.is(Kind::Range) && short_range(*source.as<Range>(), &count)) {
        const auto& range = *source.as<Range>();
        state[0] = Value::small(count);
        state[1] = range.start;
        state[2] = range.step;
        return Completion::none();
    }
    const bool generator = source.is(Kind::Generator) &&
                           source.as<Generator>()->generator_kind == GeneratorKind::Generator;
    if (generator) {
        state[0] = source;
        return Completion::none();
    }
    AW_GUEST(Value iterator, vm.iterate(source));
    state[0] = std::move(iterator);
    return Completion::none();
}

Completion Vm::Impl::op_PlainIter(Frame& frame, const Instruction* pc) {
    AW_GUEST(Value iterator, vm.iterate(frame.registers[pc->b]));
    frame.registers[pc->a] = std::move(iterator);
    return Completion::none();
}

}  // namespace lang
