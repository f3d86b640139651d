// a + b and its relatives: which side is asked, and what the built-in types do.
#include <algorithm>
#include <array>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/operators.h"
#include "lang/snapshot.h"
#include "lang/str.h"

namespace lang {
namespace {

using Binary = Vm::Binary;

struct BinaryNames {
    std::string_view symbol, in_place_symbol;
    Name method, reflected, in_place;
};
// By Vm::Binary.
constexpr std::array<BinaryNames, 13> kBinaryNames = {{
    {"+", "+=", Name::Add, Name::RAdd, Name::IAdd},
    {"-", "-=", Name::Sub, Name::RSub, Name::ISub},
    {"*", "*=", Name::Mul, Name::RMul, Name::IMul},
    {"/", "/=", Name::TrueDiv, Name::RTrueDiv, Name::ITrueDiv},
    {"//", "//=", Name::FloorDiv, Name::RFloorDiv, Name::IFloorDiv},
    {"%", "%=", Name::Mod, Name::RMod, Name::IMod},
    {"** or pow()", "**=", Name::Pow, Name::RPow, Name::IPow},
    {"@", "@=", Name::MatMul, Name::RMatMul, Name::IMatMul},
    {"&", "&=", Name::And, Name::RAnd, Name::IAnd},
    {"|", "|=", Name::Or, Name::ROr, Name::IOr},
    {"^", "^=", Name::Xor, Name::RXor, Name::IXor},
    {"<<", "<<=", Name::LShift, Name::RLShift, Name::ILShift},
    {">>", ">>=", Name::RShift, Name::RRShift, Name::IRShift},
}};
const BinaryNames& binary_names(Binary op) { return kBinaryNames[static_cast<std::size_t>(op)]; }

bool is_number(const Value& v) { return is_int(v) || v.is(Kind::Float); }

Completion to_double(Vm& vm, const Value& v, double* out) {
    if (v.is(Kind::Float)) {
        *out = v.as<Float>()->value;
        return Completion::none();
    }
    AW_GUEST(Value converted, int_to_float(vm, v));
    *out = converted.as<Float>()->value;
    return Completion::none();
}

Completion number_binary(Vm& vm, Binary op, const Value& a, const Value& b) {
    if (is_int(a) && is_int(b)) return int_binary(vm, op, a, b);
    double x = 0, y = 0;
    AW_GUEST_DO(to_double(vm, a, &x));
    AW_GUEST_DO(to_double(vm, b, &y));
    return float_binary(vm, op, x, y);
}

bool is_sequence(const Value& v) {
    return v.is(Kind::Str) || v.is(Kind::Bytes) || v.is(Kind::List) || v.is(Kind::Tuple);
}
bool is_set(const Value& v) { return v.is(Kind::Set) || v.is(Kind::FrozenSet); }
bool is_set_view(const Value& v) {
    return v.is(Kind::View) && v.as<View>()->what != View::What::Values;
}

Completion as_new_set(Vm& vm, const Value& v) {
    Value made = vm.heap().make_set();
    AW_GUEST_DO(set_update(vm, *made.as<Set>(), v));
    return made;
}

// d.keys() & something: views give sets, and take any iterable on the right.
Completion view_binary(Vm& vm, Binary op, const Value& a, const Value& b) {
    AW_GUEST(Value left, as_new_set(vm, a));
    AW_GUEST(Value right, as_new_set(vm, b));
    return set_binary(vm, op, *left.as<Set>(), *right.as<Set>());
}

Completion dict_union(Vm& vm, const Value& a, const Value& b) {
    Value made = dict_copy(vm, *a.as<Dict>());
    AW_GUEST_DO(dict_update(vm, *made.as<Dict>(), b));
    return made;
}

bool is_set_operator(Binary op) {
    return op == Binary::And || op == Binary::Or || op == Binary::Xor || op == Binary::Sub;
}

Completion concat_texts(Vm& vm, const Str& a, const Str& b) {
    const std::size_t size = std::size_t{a.size} + b.size;
    if (size > INT32_MAX || !vm.has_room(size)) return vm.out_of_memory();
    if (!vm.charge(size / 32)) return vm.out_of_steps();
    return vm.heap().make_concat(a, b);
}

// The four operators of two numbers, one of them a float and none a big int.
bool quick_float(Heap& heap, Binary op, const Value& a, const Value& b, Value* out) {
    if (!a.is(Kind::Float) && !a.is_small()) return false;
    if (!b.is(Kind::Float) && !b.is_small()) return false;
    const auto real = [](const Value& v) {
        return v.is_small() ? static_cast<double>(v.as_small()) : v.as<Float>()->value;
    };
    const double x = real(a), y = real(b);
    switch (op) {
        case Binary::Add: *out = heap.make_float(x + y); return true;
        case Binary::Sub: *out = heap.make_float(x - y); return true;
        case Binary::Mul: *out = heap.make_float(x * y); return true;
        case Binary::Div:
            if (y == 0) return false;
            *out = heap.make_float(x / y);
            return true;
        default: return false;
    }
}

// 5 + x: asks the left side's type first; a subclass on the right goes before it.
Completion dispatch_binary(Vm& vm, Binary op, const Value& a, const Value& b) {
    const Value left = special_method(vm, a, binary_names(op).method);
    Value right = special_method(vm, b, binary_names(op).reflected);
    const Class &class_a = vm.class_of(a), &class_b = vm.class_of(b);
    if (&class_a == &class_b && !left.empty()) right = Value();
    Value other = b;
    if (!right.empty() && &class_a != &class_b && vm.is_subclass(class_b, class_a)) {
        other = a;
        AW_GUEST(Value result, call_with_self(vm, right, b, {&other, 1}));
        if (!result.is_not_implemented()) return result;
        right = Value();
        other = b;
    }
    if (!left.empty()) {
        AW_GUEST(Value result, call_with_self(vm, left, a, {&other, 1}));
        if (!result.is_not_implemented()) return result;
    } else if (!plain(a).is(Kind::Instance) && (!plain(b).is(Kind::Instance) || right.empty())) {
        const Value x = plain(a), y = plain(b);
        AW_GUEST(Value result, builtin_binary(vm, op, x, y));
        if (!result.is_not_implemented()) return result;
    }
    if (right.empty()) return Value::not_implemented();
    other = a;
    return call_with_self(vm, right, b, {&other, 1});
}

bool needs_dispatch(const Value& v) { return v.is(Kind::Instance) || v.is(Kind::Class); }

Completion binary_or_not_implemented(Vm& vm, Binary op, const Value& a, const Value& b) {
    // "%s" % x is formatting, whatever x can do as a right operand.
    const bool formats = op == Binary::Mod && a.is(Kind::Str) && !plain(b).is(Kind::Str);
    if (formats) return str_percent(vm, a, b);
    if (needs_dispatch(a) || needs_dispatch(b)) return dispatch_binary(vm, op, a, b);
    return builtin_binary(vm, op, a, b);
}

Completion extend_list(Vm& vm, const Value& list_value, const Value& iterable) {
    auto& list = *list_value.as<List>();
    AW_GUEST(Value more, vm.to_list(iterable));
    const ValueVector& items = more.as<List>()->items;
    if (!vm.has_room(items.size() * sizeof(Value) * 2)) return vm.out_of_memory();
    if (!vm.charge(items.size() / 8)) return vm.out_of_steps();
    const auto at = std::ssize(list.items);
    list.items.insert(list.items.end(), items.begin(), items.end());
    note_splice(vm, list, at, 0, std::ssize(items));
    return list_value;
}

Completion replace_list(Vm& vm, const Value& list_value, Completion made) {
    AW_GUEST(Value result, std::move(made));
    list_value.as<List>()->items.swap(result.as<List>()->items);
    note_replaced(vm, *list_value.object());
    return list_value;
}

Completion update_set_in_place(Vm& vm, Binary op, const Value& set_value, const Value& other) {
    auto& set = *set_value.as<Set>();
    if (op != Binary::And) {
        if (op == Binary::Or) AW_GUEST_DO(set_update(vm, set, other));
        if (op == Binary::Sub) AW_GUEST_DO(set_difference_update(vm, set, other));
        if (op == Binary::Xor) AW_GUEST_DO(set_symmetric_update(vm, set, *other.as<Set>()));
        return set_value;
    }
    AW_GUEST(Value result, set_binary(vm, op, set, *other.as<Set>()));
    auto& made = *result.as<Set>();
    set.table.swap(made.table);
    set.used = made.used;
    set.fill = made.fill;
    ++set.version;
    note_replaced(vm, set);
    return set_value;
}

// What list, set and dict change in themselves; NotImplemented for everything else.
Completion builtin_in_place(Vm& vm, Binary op, const Value& a, const Value& b) {
    const Value x = plain(a), y = plain(b);
    Completion done = Value::not_implemented();
    if (x.is(Kind::List) && op == Binary::Add) {
        done = extend_list(vm, x, b);
    } else if (x.is(Kind::List) && op == Binary::Mul && is_int(y)) {
        done = replace_list(vm, x, sequence_repeat(vm, x, y));
    } else if (x.is(Kind::Set) && is_set(y) && is_set_operator(op)) {
        done = update_set_in_place(vm, op, x, y);
    } else if (x.is(Kind::Dict) && op == Binary::Or) {
        done = dict_update(vm, *x.as<Dict>(), b);
        if (done.ok()) done = x;
    }
    AW_GUEST(Value result, std::move(done));
    return result.is_not_implemented() ? result : a;
}

Completion wrong_concat(Vm& vm, const Value& a, const Value& b) {
    const std::string &left = vm.class_of(a).name, &right = vm.class_of(b).name;
    if (plain(a).is(Kind::Bytes))
        return vm.raise("TypeError", "can't concat " + right + " to bytes");
    return vm.raise("TypeError",
                    "can only concatenate " + left + " (not \"" + right + "\") to " + left);
}

// Sequences have words of their own for what they do not take.
Completion refuse_operands(Vm& vm, Binary op, std::string_view symbol, const Value& a,
                           const Value& b) {
    if (op == Binary::Add && is_sequence(plain(a))) return wrong_concat(vm, a, b);
    const bool left = is_sequence(plain(a)), right = is_sequence(plain(b));
    if (op == Binary::Mul && (left || right))
        return vm.raise("TypeError", "can't multiply sequence by non-int of type '" +
                                         vm.class_of(left ? b : a).name + "'");
    return unsupported_operands(vm, symbol, a, b);
}

}  // namespace

Value special_method(Vm& vm, const Value& object, Name name) {
    if (!needs_dispatch(object)) return Value();
    const Value* found = find_name_ptr(vm, *object.object()->cls, vm.model().name(name));
    if (!found) return Value();
    const ObjectModel& model = vm.model();
    if (found->same_as(model.object_eq) || found->same_as(model.object_ne)) return Value();
    const bool wraps = object.is(Kind::Instance) && !object.as<Instance>()->wrapped.empty();
    if (!wraps || !found->is(Kind::Native)) return *found;
    // What the wrapped built-in has itself is no override; a native subclass may have its own.
    const Class& built_in = vm.class_of(object.as<Instance>()->wrapped);
    const Value* inherited = find_name_ptr(vm, built_in, vm.model().name(name));
    return inherited && inherited->same_as(*found) ? Value() : *found;
}

Completion unsupported_operands(Vm& vm, std::string_view symbol, const Value& a, const Value& b) {
    return vm.raise("TypeError", "unsupported operand type(s) for " + std::string(symbol) + ": '" +
                                     vm.class_of(a).name + "' and '" + vm.class_of(b).name + "'");
}

Completion builtin_binary(Vm& vm, Binary op, const Value& a, const Value& b) {
    if (is_number(a) && is_number(b)) return number_binary(vm, op, a, b);
    switch (op) {
        case Binary::Add:
            if (is_sequence(a)) return sequence_concat(vm, a, b);
            break;
        case Binary::Mul:
            if (is_sequence(a) && is_int(b)) return sequence_repeat(vm, a, b);
            if (is_sequence(b) && is_int(a)) return sequence_repeat(vm, b, a);
            break;
        case Binary::Mod:
            if (a.is(Kind::Str)) return str_percent(vm, a, b);
            if (a.is(Kind::Bytes)) return bytes_percent(vm, a, b);
            break;
        case Binary::Or:
            if (a.is(Kind::Dict) && b.is(Kind::Dict)) return dict_union(vm, a, b);
            if (is_type_expression(a) && is_type_expression(b)) return make_union(vm, a, b);
            break;
        default: break;
    }
    if (!is_set_operator(op)) return Value::not_implemented();
    if (is_set(a) && is_set(b)) return set_binary(vm, op, *a.as<Set>(), *b.as<Set>());
    if (is_set_view(a) || (is_set(a) && is_set_view(b))) return view_binary(vm, op, a, b);
    return Value::not_implemented();
}

Completion sequence_concat(Vm& vm, const Value& a, const Value& b) {
    if (a.is(Kind::Str) && b.is(Kind::Str)) return concat_texts(vm, *a.as<Str>(), *b.as<Str>());
    if (a.is(Kind::Bytes) && b.is(Kind::Bytes)) {
        const std::string_view x = a.as<Bytes>()->view(), y = b.as<Bytes>()->view();
        if (!vm.has_room(x.size() + y.size())) return vm.out_of_memory();
        if (!vm.charge((x.size() + y.size()) / 64)) return vm.out_of_steps();
        return vm.heap().make_bytes(std::string(x) + std::string(y));
    }
    if (a.object()->kind() != Kind::List && a.object()->kind() != Kind::Tuple)
        return Value::not_implemented();
    if (!b.is(a.object()->kind())) return Value::not_implemented();
    const bool lists = a.is(Kind::List);
    const auto items = [&](const Value& v) {
        return lists ? std::span<const Value>(v.as<List>()->items)
                     : std::span<const Value>(v.as<Tuple>()->span());
    };
    const std::size_t count = items(a).size() + items(b).size();
    if (!vm.has_room(2 * count * sizeof(Value))) return vm.out_of_memory();
    if (!vm.charge(count / 8)) return vm.out_of_steps();
    ValueVector joined;
    joined.reserve(count);
    for (const Value* side : {&a, &b})
        joined.insert(joined.end(), items(*side).begin(), items(*side).end());
    if (!lists) return vm.heap().make_tuple(joined);
    Value made = vm.heap().make_list();
    made.as<List>()->items = std::move(joined);
    return made;
}

Completion sequence_repeat(Vm& vm, const Value& sequence, const Value& times_value) {
    std::int64_t times = 0;
    if (sign_of_int(times_value) > 0) {
        const auto fits = to_int64(times_value);
        if (!fits) return vm.out_of_memory();
        times = *fits;
    }
    if (sequence.is(Kind::Str)) return str_repeat(vm, *sequence.as<Str>(), times);
    if (sequence.is(Kind::Bytes)) return bytes_repeat(vm, *sequence.as<Bytes>(), times);
    const bool is_list = sequence.is(Kind::List);
    const std::span<const Value> items =
        is_list ? std::span<const Value>(sequence.as<List>()->items) : sequence.as<Tuple>()->span();
    std::size_t total = 0;
    if (__builtin_mul_overflow(items.size(), static_cast<std::size_t>(times), &total) ||
        total > SIZE_MAX / 32 || !vm.has_room(total * sizeof(Value) * (is_list ? 1 : 2)))
        return vm.out_of_memory();
    if (!vm.charge(total / 8)) return vm.out_of_steps();
    ValueVector repeated;
    repeated.reserve(total);
    for (std::int64_t i = 0; i < times && !items.empty(); ++i)
        repeated.insert(repeated.end(), items.begin(), items.end());
    if (!is_list) return vm.heap().make_tuple(repeated);
    Value made = vm.heap().make_list();
    made.as<List>()->items = std::move(repeated);
    return made;
}

Completion Vm::binary(Binary op, const Value& a, const Value& b) {
    if (op == Binary::Add && a.is(Kind::Str) && b.is(Kind::Str))
        return concat_texts(*this, *a.as<Str>(), *b.as<Str>());
    Value quick;
    if ((a.is(Kind::Float) || b.is(Kind::Float)) && quick_float(heap_, op, a, b, &quick))
        return quick;
    Completion done = is_short_int(a) && is_short_int(b)
                          ? int_binary(*this, op, a, b)
                          : binary_or_not_implemented(*this, op, a, b);
    if (!done.ok() || !done.value().is_not_implemented()) return done;
    return refuse_operands(*this, op, binary_names(op).symbol, a, b);
}

Completion Vm::binary_in_place(Binary op, const Value& a, const Value& b) {
    const Value method = special_method(*this, a, binary_names(op).in_place);
    if (!method.empty()) {
        Value other = b;
        AW_GUEST(Value result, call_with_self(*this, method, a, {&other, 1}));
        if (!result.is_not_implemented()) return result;
    } else if (a.is_object() && !a.is(Kind::Float) && !a.is(Kind::Str)) {
        AW_GUEST(Value result, builtin_in_place(*this, op, a, b));
        if (!result.is_not_implemented()) return result;
    }
    AW_GUEST(Value result, binary_or_not_implemented(*this, op, a, b));
    if (!result.is_not_implemented()) return result;
    return refuse_operands(*this, op, binary_names(op).in_place_symbol, a, b);
}

}  // namespace lang
