// Constraints around a type that has none of its own: behind a validator, of a union, of Any.
// pydantic _internal/_validators.py.
#include "lang/arguments.h"
#include "lang/native.h"
#include "web/validate_internal.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

struct SizeBound {
    const Value* limit;
    Vm::Compare holds;
    std::string_view type;
    std::string_view words;
    std::string_view key;
};

Completion raise_unfit(Validation& v, std::string_view key, const Value& value) {
    AW_GUEST(const Value shown, v.vm.str(value));
    return v.vm.raise("TypeError", "Unable to apply constraint '" + std::string(key) +
                                       "' to supplied value " + std::string(lang::text_of(shown)));
}

Completion check_bound(Validation& v, const SizeBound& bound, const Value& value,
                       const Value& input) {
    if (bound.limit->empty()) return value;
    Completion holds = v.vm.compare(bound.holds, value, *bound.limit);
    if (holds.stopped()) return holds;
    if (holds.raised()) return raise_unfit(v, bound.key, value);
    if (holds.value().is_true()) return value;
    AW_GUEST(const Value shown, v.vm.str(*bound.limit));
    return v.fail(std::string(bound.type),
                  "Input should be " + std::string(bound.words) + std::string(lang::text_of(shown)),
                  input, {{std::string(bound.key), *bound.limit}});
}

Completion check_multiple(Validation& v, const Constraints& c, const Value& value,
                          const Value& input) {
    if (c.multiple_of.empty()) return value;
    AW_GUEST(const Value rest, v.vm.binary(Vm::Binary::Mod, value, c.multiple_of));
    AW_GUEST(const Value left_over, v.vm.truth(rest));
    if (!left_over.is_true()) return value;
    AW_GUEST(const Value shown, v.vm.str(c.multiple_of));
    return v.fail("multiple_of",
                  "Input should be a multiple of " + std::string(lang::text_of(shown)), input,
                  {{"multiple_of", c.multiple_of}});
}

Completion check_size(Validation& v, const Constraints& c, const Value& value, const Value& input) {
    if (!c.min_length && !c.max_length) return value;
    Completion measured = v.vm.length(value);
    if (measured.stopped()) return measured;
    if (measured.raised()) return raise_unfit(v, c.min_length ? "min_length" : "max_length", value);
    const std::int64_t size = measured.value().as_small();
    if (c.min_length && size < *c.min_length)
        return too_few_items(v, "Value", *c.min_length, size, input);
    if (c.max_length && size > *c.max_length)
        return too_many_items(v, "Value", *c.max_length, size, input);
    return value;
}

}  // namespace

Completion validate_checked(Validation& v, const FieldType& type, const Value& input) {
    AW_GUEST(Value value, validate_value(v, *type.items[0], input));
    if (value.empty()) return value;
    const Constraints& c = type.constraints;
    const SizeBound bounds[] = {
        {&c.gt, Vm::Compare::Gt, "greater_than", "greater than ", "gt"},
        {&c.ge, Vm::Compare::Ge, "greater_than_equal", "greater than or equal to ", "ge"},
        {&c.lt, Vm::Compare::Lt, "less_than", "less than ", "lt"},
        {&c.le, Vm::Compare::Le, "less_than_equal", "less than or equal to ", "le"}};
    for (const SizeBound& bound : bounds) {
        AW_GUEST(const Value held, check_bound(v, bound, value, input));
        if (held.empty()) return held;
    }
    AW_GUEST(const Value multiple, check_multiple(v, c, value, input));
    if (multiple.empty()) return multiple;
    return check_size(v, c, value, input);
}

}  // namespace web
