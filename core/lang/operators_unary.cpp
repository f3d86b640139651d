// -a, not a, len(a), bool(a); and what a type is.
#include <algorithm>

#include "lang/arguments.h"
#include "lang/dict_internal.h"
#include "lang/int.h"
#include "lang/native.h"
#include "lang/operators.h"

namespace lang {
namespace {

Completion bad_operand(Vm& vm, std::string_view symbol, const Value& v) {
    return vm.raise("TypeError", "bad operand type for unary " + std::string(symbol) + ": '" +
                                     vm.class_of(v).name + "'");
}

Completion truth_of_length(Vm& vm, const Value& v, const Value& method) {
    AW_GUEST(Value length, call_with_self(vm, method, v));
    if (!is_int(plain(length)))
        return vm.raise("TypeError", "'" + vm.class_of(length).name +
                                         "' object cannot be interpreted as an integer");
    const int sign = sign_of_int(plain(length));
    if (sign < 0) return vm.raise("ValueError", "__len__() should return >= 0");
    return Value::boolean(sign > 0);
}

// Instances without a built-in value in them.
Completion truth_of_instance(Vm& vm, const Value& v) {
    const Value method = special_method(vm, v, Name::Bool);
    if (!method.empty()) {
        AW_GUEST(Value answer, call_with_self(vm, method, v));
        if (answer.is_bool()) return answer;
        return vm.raise("TypeError",
                        "__bool__ should return bool, returned " + vm.class_of(answer).name);
    }
    const Value length = special_method(vm, v, Name::Len);
    if (!length.empty()) return truth_of_length(vm, v, length);
    if (v.is(Kind::Instance) && !v.as<Instance>()->wrapped.empty())
        return vm.truth(v.as<Instance>()->wrapped);
    return Value::true_();
}

Completion length_of_builtin(Vm& vm, const Value& v) {
    switch (v.object()->kind()) {
        case Kind::Str: return Value::small(v.as<Str>()->length);
        case Kind::Bytes: return Value::small(v.as<Bytes>()->size);
        case Kind::Tuple: return Value::small(v.as<Tuple>()->size);
        case Kind::List: return Value::small(std::ssize(v.as<List>()->items));
        case Kind::Dict: return Value::small(v.as<Dict>()->used);
        case Kind::Set:
        case Kind::FrozenSet: return Value::small(v.as<Set>()->used);
        case Kind::View: return Value::small(v.as<View>()->dict.as<Dict>()->used);
        case Kind::Range:
            if (to_int64(v.as<Range>()->length)) return v.as<Range>()->length;
            return vm.raise("OverflowError", "Python int too large to convert to C ssize_t");
        default: return Value();
    }
}

Completion length_by_method(Vm& vm, const Value& v, const Value& method) {
    AW_GUEST(Value length, call_with_self(vm, method, v));
    const Value& number = plain(length);
    if (!is_int(number))
        return vm.raise("TypeError", "'" + vm.class_of(length).name +
                                         "' object cannot be interpreted as an integer");
    if (sign_of_int(number) < 0) return vm.raise("ValueError", "__len__() should return >= 0");
    if (!to_int64(number))
        return vm.raise("OverflowError", "cannot fit 'int' into an index-sized integer");
    return Value::small(*to_int64(number));
}

bool is_type_argument(const Value& v) { return v.is_none() || is_type_expression(v); }

Completion add_member(Vm& vm, ValueVector& members, const Value& type) {
    for (const Value& there : members) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value same, vm.equals(there, type));
        if (same.is_true()) return Completion::none();
    }
    members.push_back(type);
    return Completion::none();
}

}  // namespace

bool is_type_expression(const Value& v) {
    return v.is_none() || v.is(Kind::Class) || v.is(Kind::GenericAlias) || v.is(Kind::UnionType) ||
           v.is(Kind::TypeVar);
}

Completion make_union(Vm& vm, const Value& a, const Value& b) {
    if (a.is_none() && b.is_none()) return Value::not_implemented();
    ValueVector members;
    for (const Value* side : {&a, &b}) {
        if (!is_type_argument(*side)) return Value::not_implemented();
        if (const auto* inner = side->try_as<UnionType>()) {
            for (const Value& type : inner->args.as<Tuple>()->span())
                AW_GUEST_DO(add_member(vm, members, type));
        } else {
            AW_GUEST_DO(add_member(vm, members, *side));
        }
    }
    if (members.size() == 1) return members.front();
    auto* made = vm.heap().make<UnionType>(vm.classes.union_type);
    Value result = Value::adopt(made);
    made->args = vm.heap().make_tuple(members);
    return result;
}

Completion Vm::negate(const Value& v) {
    const Value method = special_method(*this, v, Name::Neg);
    if (!method.empty()) return call_with_self(*this, method, v);
    const Value& number = plain(v);
    if (is_int(number)) return int_negate(*this, number);
    if (number.is(Kind::Float)) return heap_.make_float(-number.as<Float>()->value);
    return bad_operand(*this, "-", v);
}

Completion Vm::positive(const Value& v) {
    const Value method = special_method(*this, v, Name::Pos);
    if (!method.empty()) return call_with_self(*this, method, v);
    const Value& number = plain(v);
    if (number.is_bool()) return Value::small(number.is_true());
    if (is_int(number) || number.is(Kind::Float)) return number;
    return bad_operand(*this, "+", v);
}

Completion Vm::invert(const Value& v) {
    const Value method = special_method(*this, v, Name::InvertName);
    if (!method.empty()) return call_with_self(*this, method, v);
    const Value& number = plain(v);
    if (is_int(number)) return int_invert(number);
    return bad_operand(*this, "~", v);
}

Completion Vm::truth(const Value& v) {
    if (v.is_bool()) return v;
    if (v.is_small()) return Value::boolean(v.as_small() != 0);
    if (!v.is_object()) return Value::boolean(!v.is_none());
    switch (v.object()->kind()) {
        case Kind::Int: return Value::true_();  // 0 is never a big one
        case Kind::Float: return Value::boolean(v.as<Float>()->value != 0);
        case Kind::Instance:
        case Kind::Class: return truth_of_instance(*this, v);
        case Kind::Range: return Value::boolean(sign_of_int(v.as<Range>()->length) != 0);
        default: break;
    }
    AW_GUEST(Value length, length_of_builtin(*this, v));
    return Value::boolean(length.empty() || length.as_small() != 0);
}

Completion Vm::length(const Value& v) {
    const Value method = special_method(*this, v, Name::Len);
    if (!method.empty()) return length_by_method(*this, v, method);
    const Value& inside = plain(v);
    if (inside.is_object()) {
        AW_GUEST(Value length, length_of_builtin(*this, inside));
        if (!length.empty()) return length;
    }
    return raise("TypeError", "object of type '" + class_of(v).name + "' has no len()");
}

bool Vm::is_callable(const Value& v) const {
    if (!v.is_object()) return false;
    switch (v.object()->kind()) {
        case Kind::Function:
        case Kind::Native:
        case Kind::BoundMethod:
        case Kind::Class:
        case Kind::GenericAlias: return true;
        case Kind::StaticMethod: return is_callable(v.as<StaticMethod>()->function);
        case Kind::Instance: return !find_in_class(*v.object()->cls, "__call__").empty();
        default: return false;
    }
}

Completion Vm::is_instance(const Value& object, const Value& type) {
    if (const auto* cls = type.try_as<Class>()) {
        const Value check = special_method(*this, type, Name::InstanceCheck);
        if (check.empty()) return Value::boolean(is_instance_of(object, *cls));
        Value subject = object;
        AW_GUEST(Value answer, call_with_self(*this, check, type, {&subject, 1}));
        return truth(answer);
    }
    if (type.is_none()) return Value::boolean(object.is_none());
    const Tuple* types = type.try_as<Tuple>();
    if (const auto* members = type.try_as<UnionType>()) types = members->args.as<Tuple>();
    if (type.is(Kind::GenericAlias))
        return raise("TypeError", "isinstance() argument 2 cannot be a parameterized generic");
    if (!types)
        return raise("TypeError",
                     "isinstance() arg 2 must be a type, a tuple of types, or a union");
    StructureDepth depth(*this);
    if (!depth.ok()) return depth.failure();
    for (const Value& one : types->span()) {
        if (!charge(1)) return out_of_steps();
        AW_GUEST(Value answer, is_instance(object, one));
        if (answer.is_true()) return answer;
    }
    return Value::false_();
}

}  // namespace lang
