// Unions, Enum and Literal. pydantic-core validators/union.rs (smart mode), enum_.rs, literal.rs.
#include "lang/arguments.h"
#include "lang/int.h"
#include "web/json_known.h"
#include "web/model_plan.h"
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
    AW_GUEST(Value converted, validate_with(v.vm, plain, input, {}, ignored));
    return converted.empty() ? Completion(input) : Completion(std::move(converted));
}

// What an Enum's own _missing_ makes of a value; empty: nothing.
Completion ask_missing(Validation& v, const lang::Class& cls, const Value& input) {
    const Value own = v.vm.find_in_class(cls, "_missing_");
    const auto* method = own.try_as<lang::ClassMethod>();
    if (!method || !method->function.is(Kind::Function)) return Value();
    Value argument = input;
    AW_GUEST(Value found, v.vm.call_method(Value::share(const_cast<lang::Class*>(&cls)),
                                           "_missing_", std::span<Value>(&argument, 1)));
    return v.vm.is_instance_of(found, cls) ? Completion(std::move(found)) : Completion(Value());
}

// The index of a discriminator's value among the tags; an Enum's member stands for its value.
Completion find_tag(Validation& v, const FieldType& type, const Value& tag) {
    for (std::size_t i = 0; i < type.literals.size(); ++i) {
        AW_GUEST(const Value same, is_same_literal(v.vm, type.literals[i], tag));
        if (same.is_true()) return Value::small(static_cast<std::int64_t>(i));
        if (!is_enum(v.vm, tag)) continue;
        AW_GUEST(const Value inner, v.vm.get_attribute(tag, "value"));
        AW_GUEST(const Value equal, is_same_literal(v.vm, type.literals[i], inner));
        if (equal.is_true()) return Value::small(static_cast<std::int64_t>(i));
    }
    return Value::small(-1);
}

struct UnionChoice {
    Value value;
    Exactness exactness = Exactness::Lax;
    int fields_set = -1;
};

// More fields that were set decide; then how well it fitted.
bool is_better(const UnionChoice& a, const UnionChoice& b) {
    if (a.fields_set >= 0 && b.fields_set >= 0 && a.fields_set != b.fields_set)
        return a.fields_set > b.fields_set;
    return a.exactness > b.exactness;
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
    UnionChoice best;
    for (const FieldType* member : members) {
        Validation attempt{v.vm, errors,       v.loc,  v.options, Exactness::Exact,
                           -1,   v.field_name, v.data, {},        v.depth};
        attempt.loc.push_back(type_label(*member));
        AW_GUEST(Value converted, validate_value(attempt, *member, input));
        if (converted.empty()) continue;
        const UnionChoice found{std::move(converted), attempt.exactness, attempt.fields_set};
        if (found.exactness == Exactness::Exact && found.fields_set < 0) return found.value;
        if (type.left_to_right) {
            best = found;
            break;
        }
        if (best.value.empty() || is_better(found, best)) best = found;
    }
    if (best.value.empty()) {
        v.errors.insert(v.errors.end(), errors.begin(), errors.end());
        return Value();
    }
    v.floor(best.exactness);
    if (best.fields_set >= 0) v.add_fields_set(best.fields_set);
    return best.value;
}

// -- discriminated unions ------------------------------------------------------------------------

namespace {

// The tag of an input: empty when it has none, or cannot have one (`readable` false).
Completion tag_of(Validation& v, const FieldType& type, const Value& input, bool& readable) {
    const Value& plain = lang::plain(input);
    if (const auto* dict = plain.try_as<lang::Dict>()) {
        for (const std::string& name : type.discriminator_keys[0])
            if (Value tag = lang::dict_find(*dict, name); !tag.empty()) return tag;
        if (v.options->by_name.value_or(false) || type.discriminator_keys[0].empty())
            return lang::dict_find(*dict, type.discriminator);
        return Value();
    }
    readable = plain.is(Kind::Instance) && v.options->from_attributes;
    readable = readable || state_of(input) != nullptr;
    if (!readable) return Value();
    return v.vm.find_attribute(input, type.discriminator);
}

// What a Discriminator's function says: None is no tag.
Completion tag_by_function(Validation& v, const FieldType& type, const Value& input) {
    Value argument = input;
    AW_GUEST(Value tag, v.vm.call(type.function, std::span<Value>(&argument, 1)));
    return tag.is_none() ? Completion(Value()) : Completion(std::move(tag));
}

}  // namespace

Completion validate_tagged(Validation& v, const FieldType& type, const Value& input) {
    bool readable = true;
    const bool by_function = !type.function.empty();
    AW_GUEST(const Value tag,
             by_function ? tag_by_function(v, type, input) : tag_of(v, type, input, readable));
    if (!readable)
        return v.fail("model_attributes_type",
                      "Input should be a valid dictionary or object to extract fields from", input);
    const std::string quoted = by_function ? type.discriminator : "'" + type.discriminator + "'";
    if (tag.empty())
        return v.fail("union_tag_not_found", "Unable to extract tag using discriminator " + quoted,
                      input, {{"discriminator", v.text(quoted)}});
    AW_GUEST(const Value index, find_tag(v, type, tag));
    AW_GUEST(const Value plain_tag,
             is_enum(v.vm, tag) ? v.vm.get_attribute(tag, "value") : Completion(tag));
    AW_GUEST(const Value shown, v.vm.str(plain_tag));
    const std::string text(lang::text_of(shown));
    if (index.as_small() < 0)
        return v.fail("union_tag_invalid",
                      "Input tag '" + text + "' found using " + quoted +
                          " does not match any of the expected tags: " + type.expected,
                      input,
                      {{"discriminator", v.text(quoted)},
                       {"tag", v.text(text)},
                       {"expected_tags", v.text(type.expected)}});
    const std::size_t member = type.tag_items[static_cast<std::size_t>(index.as_small())];
    const LocStep step(v, loc_of_key(v.vm, plain_tag));
    return validate_value(v, *type.items[member], input);
}

Completion validate_enum(Validation& v, const FieldType& type, const Value& input) {
    const lang::Class& cls = *type.cls.as<lang::Class>();
    if (v.vm.is_instance_of(input, cls))
        return type.values_only ? v.vm.get_attribute(input, "value") : Completion(input);
    if (is_strict(v, type) && !v.options->json)
        return v.fail("is_instance_of", "Input should be an instance of " + cls.name, input,
                      {{"class", v.text(cls.name)}});
    v.floor(Exactness::Lax);
    AW_GUEST(const Value plain, enum_input(v, type, input));
    AW_GUEST(const Value index, find_literal(v, type, plain));
    if (index.as_small() >= 0) {
        const auto at = static_cast<std::size_t>(index.as_small());
        return type.values_only ? type.literals[at] : type.members[at];
    }
    AW_GUEST(const Value missing, ask_missing(v, cls, input));
    if (!missing.empty())
        return type.values_only ? v.vm.get_attribute(missing, "value") : Completion(missing);
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
