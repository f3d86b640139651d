// ==, < and their relatives.
#include <array>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/dict_internal.h"
#include "lang/int.h"
#include "lang/operators.h"

namespace lang {
namespace {

using Compare = Vm::Compare;

struct CompareNames {
    std::string_view symbol;
    Name method;
    Compare reflected;
};
// By Vm::Compare.
constexpr std::array<CompareNames, 6> kCompareNames = {{
    {"==", Name::Eq, Compare::Eq},
    {"!=", Name::Ne, Compare::Ne},
    {"<", Name::Lt, Compare::Gt},
    {"<=", Name::Le, Compare::Ge},
    {">", Name::Gt, Compare::Lt},
    {">=", Name::Ge, Compare::Le},
}};
const CompareNames& compare_names(Compare op) {
    return kCompareNames[static_cast<std::size_t>(op)];
}

// order: -1, 0, 1; 2 when there is none (NaN).
Value decide(Compare op, int order) {
    if (order == 2) return Value::boolean(op == Compare::Ne);
    switch (op) {
        case Compare::Eq: return Value::boolean(order == 0);
        case Compare::Ne: return Value::boolean(order != 0);
        case Compare::Lt: return Value::boolean(order < 0);
        case Compare::Le: return Value::boolean(order <= 0);
        case Compare::Gt: return Value::boolean(order > 0);
        case Compare::Ge: return Value::boolean(order >= 0);
    }
    return Value();
}

bool is_equality(Compare op) { return op == Compare::Eq || op == Compare::Ne; }
Value equality(Compare op, bool equal) { return Value::boolean(equal == (op == Compare::Eq)); }

int compare_numbers(const Value& a, const Value& b) {
    const bool a_is_float = a.is(Kind::Float), b_is_float = b.is(Kind::Float);
    if (a_is_float && b_is_float) {
        const double x = a.as<Float>()->value, y = b.as<Float>()->value;
        if (x != x || y != y) return 2;
        return (x > y) - (x < y);
    }
    if (b_is_float) return compare_int_float(a, b.as<Float>()->value);
    if (a_is_float) {
        const int order = compare_int_float(b, a.as<Float>()->value);
        return order == 2 ? 2 : -order;
    }
    return compare_ints(a, b);
}

// Element by element; guest code may shorten a list meanwhile.
Completion compare_sequences(Vm& vm, Compare op, const Value& a, const Value& b) {
    if (is_equality(op) && sequence_items(a).size() != sequence_items(b).size())
        return equality(op, false);
    StructureDepth depth(vm);
    if (!depth.ok())
        return vm.raise("RecursionError", "maximum recursion depth exceeded in comparison");
    for (std::size_t i = 0; i < sequence_items(a).size() && i < sequence_items(b).size(); ++i) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const Value x = sequence_items(a)[i], y = sequence_items(b)[i];
        AW_GUEST(Value equal, vm.equals(x, y));
        if (equal.is_true()) continue;
        return is_equality(op) ? equality(op, false) : vm.compare(op, x, y);
    }
    const std::size_t m = sequence_items(a).size(), n = sequence_items(b).size();
    return decide(op, (m > n) - (m < n));
}

Completion dicts_equal(Vm& vm, const Value& a, const Value& b) {
    auto &x = *a.as<Dict>(), &y = *b.as<Dict>();
    if (x.used != y.used) return Value::false_();
    StructureDepth depth(vm);
    if (!depth.ok())
        return vm.raise("RecursionError", "maximum recursion depth exceeded in comparison");
    for (std::size_t at = next_entry(x, 0); at < x.entries.size(); at = next_entry(x, at + 1)) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const DictEntry entry = x.entries[at];
        AW_GUEST(Value other, dict_get(vm, y, entry.key));
        if (other.empty()) return Value::false_();
        AW_GUEST(Value equal, vm.equals(entry.value, other));
        if (equal.is_false()) return equal;
    }
    return Value::true_();
}

Completion compare_sets(Vm& vm, Compare op, Set& a, Set& b) {
    switch (op) {
        case Compare::Eq:
        case Compare::Ne: {
            if (a.used != b.used) return equality(op, false);
            AW_GUEST(Value equal, is_subset(vm, a, b));
            return equality(op, equal.is_true());
        }
        case Compare::Lt: return a.used < b.used ? is_subset(vm, a, b) : Value::false_();
        case Compare::Le: return is_subset(vm, a, b);
        case Compare::Gt: return b.used < a.used ? is_subset(vm, b, a) : Value::false_();
        case Compare::Ge: return is_subset(vm, b, a);
    }
    return Value();
}

bool is_set_like(const Value& v) {
    if (v.is(Kind::View)) return v.as<View>()->what != View::What::Values;
    return v.is(Kind::Set) || v.is(Kind::FrozenSet);
}

Completion set_from_view(Vm& vm, const Value& v) {
    if (!v.is(Kind::View)) return v;
    Value made = vm.heap().make_set();
    AW_GUEST_DO(set_update(vm, *made.as<Set>(), v));
    return made;
}

Completion ranges_equal(Vm& vm, const Range& a, const Range& b) {
    if (compare_ints(a.length, b.length) != 0) return Value::false_();
    if (sign_of_int(a.length) == 0) return Value::true_();
    if (compare_ints(a.start, b.start) != 0) return Value::false_();
    (void)vm;
    const bool one = a.length.is_small() && a.length.as_small() == 1;
    return Value::boolean(one || compare_ints(a.step, b.step) == 0);
}

Completion unions_equal(Vm& vm, const UnionType& a, const UnionType& b) {
    if (a.args.as<Tuple>()->size != b.args.as<Tuple>()->size) return Value::false_();
    constexpr std::uint64_t kPerMember = 16;
    if (!vm.charge(kPerMember * a.args.as<Tuple>()->size)) return vm.out_of_steps();
    for (const Value& x : a.args.as<Tuple>()->span()) {
        AW_GUEST(Value there, vm.contains(b.args, x));
        if (there.is_false()) return there;
    }
    return Value::true_();
}

// Kinds that know equality only; NotImplemented for the others.
Completion kinds_equal(Vm& vm, const Value& a, const Value& b) {
    switch (a.object()->kind()) {
        case Kind::Dict: return dicts_equal(vm, a, b);
        case Kind::Range: return ranges_equal(vm, *a.as<Range>(), *b.as<Range>());
        case Kind::UnionType: return unions_equal(vm, *a.as<UnionType>(), *b.as<UnionType>());
        case Kind::Slice: {
            const auto &x = *a.as<Slice>(), &y = *b.as<Slice>();
            const Value first[] = {x.start, x.stop, x.step}, second[] = {y.start, y.stop, y.step};
            return vm.equals(vm.heap().make_tuple(first), vm.heap().make_tuple(second));
        }
        case Kind::BoundMethod: {
            const auto &x = *a.as<BoundMethod>(), &y = *b.as<BoundMethod>();
            return Value::boolean(x.self.same_as(y.self) && x.function.same_as(y.function));
        }
        case Kind::GenericAlias: {
            const auto &x = *a.as<GenericAlias>(), &y = *b.as<GenericAlias>();
            if (!x.origin.same_as(y.origin)) return Value::false_();
            return vm.equals(x.args, y.args);
        }
        default: return Value::not_implemented();
    }
}

// One side's opinion. Ne falls back to what __eq__ says, the other way round.
Completion ask(Vm& vm, Compare op, const Value& a, const Value& b) {
    Value other = b;
    const Value method = special_method(vm, a, compare_names(op).method);
    if (!method.empty()) return call_with_self(vm, method, a, {&other, 1});
    if (op == Compare::Ne) {
        const Value equal = special_method(vm, a, Name::Eq);
        if (!equal.empty()) {
            AW_GUEST(Value answer, call_with_self(vm, equal, a, {&other, 1}));
            if (answer.is_not_implemented()) return answer;
            AW_GUEST(Value truth, vm.truth(answer));
            return Value::boolean(truth.is_false());
        }
    }
    const Value x = plain(a), y = plain(b);
    if (x.is(Kind::Instance) || y.is(Kind::Instance)) return Value::not_implemented();
    return builtin_compare(vm, op, x, y);
}

Completion dispatch_compare(Vm& vm, Compare op, const Value& a, const Value& b) {
    const Class &class_a = vm.class_of(a), &class_b = vm.class_of(b);
    const Compare reflected = compare_names(op).reflected;
    const bool right_first = &class_a != &class_b && vm.is_subclass(class_b, class_a);
    if (right_first) {
        AW_GUEST(Value result, ask(vm, reflected, b, a));
        if (!result.is_not_implemented()) return result;
    }
    AW_GUEST(Value result, ask(vm, op, a, b));
    if (!result.is_not_implemented() || right_first) return result;
    return ask(vm, reflected, b, a);
}

}  // namespace

Completion builtin_compare(Vm& vm, Compare op, const Value& a, const Value& b) {
    const auto is_number = [](const Value& v) { return is_int(v) || v.is(Kind::Float); };
    if (is_number(a) && is_number(b)) {
        if (a.is(Kind::Int) && b.is(Kind::Int)) pay(vm, bit_length(a) / 1024);
        return decide(op, compare_numbers(a, b));
    }
    if (!a.is_object() || !b.is_object()) return Value::not_implemented();
    if (is_set_like(a) && is_set_like(b)) {
        AW_GUEST(Value x, set_from_view(vm, a));
        AW_GUEST(Value y, set_from_view(vm, b));
        return compare_sets(vm, op, *x.as<Set>(), *y.as<Set>());
    }
    if (a.object()->kind() != b.object()->kind()) return Value::not_implemented();
    switch (a.object()->kind()) {
        case Kind::Str: {
            if (!vm.charge(std::min(a.as<Str>()->size, b.as<Str>()->size) / 64))
                return vm.out_of_steps();
            const int order = a.as<Str>()->view().compare(b.as<Str>()->view());
            return decide(op, (order > 0) - (order < 0));
        }
        case Kind::Bytes: {
            if (!vm.charge(std::min(a.as<Bytes>()->size, b.as<Bytes>()->size) / 64))
                return vm.out_of_steps();
            const int order = a.as<Bytes>()->view().compare(b.as<Bytes>()->view());
            return decide(op, (order > 0) - (order < 0));
        }
        case Kind::List:
        case Kind::Tuple: return compare_sequences(vm, op, a, b);
        default: break;
    }
    if (!is_equality(op)) return Value::not_implemented();
    AW_GUEST(Value equal, kinds_equal(vm, a, b));
    return equal.is_not_implemented() ? equal : equality(op, equal.is_true());
}

Completion Vm::compare(Compare op, const Value& a, const Value& b) {
    if (a.is(Kind::Float) && (b.is(Kind::Float) || is_short_int(b)))
        return decide(op, compare_numbers(a, b));
    const bool special =
        a.is(Kind::Instance) || b.is(Kind::Instance) || a.is(Kind::Class) || b.is(Kind::Class);
    Completion answer =
        special ? dispatch_compare(*this, op, a, b) : builtin_compare(*this, op, a, b);
    if (!answer.ok() || !answer.value().is_not_implemented()) return answer;
    if (is_equality(op)) return equality(op, a.same_as(b));
    return raise("TypeError", "'" + std::string(compare_names(op).symbol) +
                                  "' not supported between instances of '" + class_of(a).name +
                                  "' and '" + class_of(b).name + "'");
}

Completion Vm::equals(const Value& a, const Value& b) {
    if (a.same_as(b)) return Value::true_();
    if (a.is_small() && b.is_small()) return Value::false_();
    if (a.is(Kind::Str) && b.is(Kind::Str)) {
        const std::string_view x = a.as<Str>()->view(), y = b.as<Str>()->view();
        if (x.size() == y.size()) pay(*this, x.size() / 64);
        return Value::boolean(x == y);
    }
    AW_GUEST(Value answer, compare(Compare::Eq, a, b));
    if (answer.is_bool()) return answer;
    return truth(answer);
}

}  // namespace lang
