// Unions, Enum and Literal. pydantic-core validators/union.rs (smart mode), enum_.rs, literal.rs.
#include "lang/arguments.h"
#include "lang/int.h"
#include "web/validate_internal.h"

namespace web {

using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

// The same value of the same built-in type: True is not 1 here.
Completion is_same_literal(Vm& vm, const Value& literal, const Value& input) {
    const Value& mine = literal.is(Kind::Instance) ? literal : lang::plain(input);
    if (lang::is_text(literal) && !literal.is(Kind::Instance))
        return Value::boolean(lang::is_text(input) &&
                              lang::text_of(input) == lang::text_of(literal));
    if (literal.is_bool()) return Value::boolean(input.same_as(literal));
    if (lang::is_int(literal))
        return Value::boolean(lang::is_int(mine) && !mine.is_bool() &&
                              lang::compare_ints(mine, literal) == 0);
    return vm.equals(literal, input);
}

// Index of the literal that the input is; -1 as a Value when there is none.
Completion find_literal(Validation& v, const FieldType& type, const Value& input) {
    for (std::size_t i = 0; i < type.literals.size(); ++i) {
        if (!v.vm.charge(1)) return v.vm.out_of_steps();
        AW_GUEST(const Value same, is_same_literal(v.vm, type.literals[i], input));
        if (same.is_true()) return Value::small(static_cast<std::int64_t>(i));
    }
    return Value::small(-1);
}

// What the values of an Enum have in common decides how text is taken for one of them.
Completion enum_input(Validation& v, const FieldType& type, const Value& input) {
    const lang::Class& cls = *type.cls.as<lang::Class>();
    FieldType plain;
    if (v.vm.is_subclass(cls, *v.vm.classes.int_))
        plain.kind = TypeKind::Int;
    else if (v.vm.is_subclass(cls, *v.vm.classes.float_))
        plain.kind = TypeKind::Float;
    else if (v.vm.is_subclass(cls, *v.vm.classes.str))
        plain.kind = TypeKind::Str;
    else
        return input;
    std::vector<FieldError> ignored;
    AW_GUEST(Value converted, validate(v.vm, plain, input, {}, ignored));
    return converted.empty() ? Completion(input) : Completion(std::move(converted));
}

}  // namespace

Completion validate_union(Validation& v, const FieldType& type, const Value& input) {
    std::vector<const FieldType*> members;
    for (const FieldTypePtr& member : type.items) {
        if (member->kind != TypeKind::None)
            members.push_back(member.get());
        else if (input.is_none())
            return input;
    }
    if (members.size() == 1) return validate_value(v, *members[0], input);
    std::vector<FieldError> errors;
    Value best;
    Exactness best_exactness = Exactness::Lax;
    for (const FieldType* member : members) {
        Validation attempt{v.vm, errors, v.loc};
        attempt.loc.push_back(type_label(*member));
        AW_GUEST(Value converted, validate_value(attempt, *member, input));
        if (converted.empty()) continue;
        if (attempt.exactness == Exactness::Exact) return converted;
        if (best.empty() || attempt.exactness > best_exactness) {
            best = std::move(converted);
            best_exactness = attempt.exactness;
        }
    }
    v.floor(best_exactness);
    if (best.empty()) v.errors.insert(v.errors.end(), errors.begin(), errors.end());
    return best;
}

Completion validate_enum(Validation& v, const FieldType& type, const Value& input) {
    if (v.vm.is_instance_of(input, *type.cls.as<lang::Class>())) return input;
    v.floor(Exactness::Lax);
    AW_GUEST(const Value plain, enum_input(v, type, input));
    AW_GUEST(const Value index, find_literal(v, type, plain));
    if (index.as_small() >= 0) return type.members[static_cast<std::size_t>(index.as_small())];
    return v.fail("enum", "Input should be " + type.expected, input,
                  {{"expected", v.text(type.expected)}});
}

Completion validate_literal(Validation& v, const FieldType& type, const Value& input) {
    AW_GUEST(const Value index, find_literal(v, type, input));
    if (index.as_small() >= 0) return type.literals[static_cast<std::size_t>(index.as_small())];
    return v.fail("literal_error", "Input should be " + type.expected, input,
                  {{"expected", v.text(type.expected)}});
}

}  // namespace web
