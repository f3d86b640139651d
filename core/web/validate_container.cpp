// list, set, frozenset, tuple and dict. pydantic-core validators/list.rs, set.rs, tuple.rs,
// dict.rs, input/return_enums.rs.
#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "web/validate_internal.h"

namespace web {

using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

struct Words {
    std::string_view error;  // list_type
    std::string_view wanted;
    std::string_view field_type;
    Kind kind;
};

Words words_of(TypeKind kind) {
    if (kind == TypeKind::Set) return {"set_type", "set", "Set", Kind::Set};
    if (kind == TypeKind::FrozenSet)
        return {"frozen_set_type", "frozenset", "Frozenset", Kind::FrozenSet};
    if (kind == TypeKind::List) return {"list_type", "list", "List", Kind::List};
    return {"tuple_type", "tuple", "Tuple", Kind::Tuple};
}

Completion wrong_type(Validation& v, const Words& words, const Value& input) {
    return v.fail(std::string(words.error), "Input should be a valid " + std::string(words.wanted),
                  input);
}

// A new list of what the input iterates over; empty when it is not taken for a sequence.
Completion sequence_items(Validation& v, const Words& words, const Value& input, bool strict) {
    const Value& plain = lang::plain(input);
    if (!plain.is(words.kind)) {
        if (strict && !v.options->json) return wrong_type(v, words, input);
        v.floor(Exactness::Lax);
    }
    switch (plain.is_object() ? plain.object()->kind() : Kind::Float) {
        case Kind::List:
        case Kind::Tuple:
        case Kind::Set:
        case Kind::FrozenSet:
        case Kind::View:
        case Kind::Range:
        case Kind::Generator:
        case Kind::Iterator: break;
        default: return wrong_type(v, words, input);
    }
    Completion items = v.vm.to_list(plain);
    return items.raised() ? wrong_type(v, words, input) : std::move(items);
}

// Adds to the result; empty when the item cannot be in a set.
Completion add_item(Validation& v, const Value& result, const Value& item, const Value& input) {
    if (result.is(Kind::List)) {
        result.as<lang::List>()->items.push_back(item);
        return Value::true_();
    }
    Completion added = lang::set_add(v.vm, *result.as<lang::Set>(), item);
    if (added.stopped()) return added;
    if (added.raised())
        return v.fail("set_item_not_hashable", "Set items should be hashable", input);
    return Value::true_();
}

std::int64_t size_of(const Value& result) {
    return result.is(Kind::List) ? static_cast<std::int64_t>(result.as<lang::List>()->items.size())
                                 : static_cast<std::int64_t>(result.as<lang::Set>()->used);
}

}  // namespace

// `actual` < 0: more than could be counted.
Completion too_many_items(Validation& v, std::string_view field_type, std::int64_t limit,
                          std::int64_t actual, const Value& input) {
    std::string msg(field_type);
    msg += " should have at most " + std::to_string(limit) + (limit == 1 ? " item" : " items") +
           " after validation, not " + (actual < 0 ? "more" : std::to_string(actual));
    return v.fail("too_long", msg, input,
                  {{"field_type", v.text(field_type)},
                   {"max_length", Value::small(limit)},
                   {"actual_length", actual < 0 ? Value::none() : Value::small(actual)}});
}

Completion too_few_items(Validation& v, std::string_view field_type, std::int64_t limit,
                         std::int64_t actual, const Value& input) {
    std::string msg(field_type);
    msg += " should have at least " + std::to_string(limit) + (limit == 1 ? " item" : " items") +
           " after validation, not " + std::to_string(actual);
    return v.fail("too_short", msg, input,
                  {{"field_type", v.text(field_type)},
                   {"min_length", Value::small(limit)},
                   {"actual_length", Value::small(actual)}});
}

LocItem loc_of_key(Vm& vm, const Value& key) {
    const Value& plain = lang::plain(key);
    if (plain.is_small()) return plain.as_small();
    if (lang::is_text(key)) return std::string(lang::text_of(key));
    Completion shown = vm.repr(key);
    return shown.ok() ? std::string(lang::text_of(shown.value())) : std::string("?");
}

Completion validate_items(Validation& v, const FieldType& type, const Value& input) {
    const Words words = words_of(type.kind);
    const std::optional<std::int64_t> max = type.constraints.max_length;
    AW_GUEST(const Value items, sequence_items(v, words, input, is_strict(v, type)));
    if (items.empty()) return Value();
    Value result = type.kind == TypeKind::Set         ? v.vm.heap().make_set()
                   : type.kind == TypeKind::FrozenSet ? v.vm.heap().make_frozenset()
                                                      : v.vm.heap().make_list();
    const std::size_t errors_before = v.errors.size();
    const auto& list = *items.as<lang::List>();
    // Of a set the items that it got are counted, of others also those that do not fit.
    const bool counted = !result.is(Kind::Set) && !result.is(Kind::FrozenSet);
    bool too_many = false;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (v.vm.heap().over_limit()) return v.vm.out_of_memory();
        const LocStep step(v, static_cast<std::int64_t>(i));
        const Value item = list.items[i];
        AW_GUEST(const Value converted, validate_value(v, *type.items[0], item));
        if (!converted.empty()) AW_GUEST_DO(add_item(v, result, converted, item));
        const std::int64_t count = counted ? static_cast<std::int64_t>(i) + 1 : size_of(result);
        too_many = max && count > *max;
        if (too_many) break;
    }
    if (too_many) {
        v.errors.erase(v.errors.begin() + static_cast<std::ptrdiff_t>(errors_before),
                       v.errors.end());
        return too_many_items(v, words.field_type, *max,
                              counted ? static_cast<std::int64_t>(list.items.size()) : -1, input);
    }
    if (v.errors.size() > errors_before) return Value();
    if (type.constraints.min_length && size_of(result) < *type.constraints.min_length)
        return too_few_items(v, words.field_type, *type.constraints.min_length, size_of(result),
                             input);
    if (type.kind == TypeKind::VariadicTuple)
        return v.vm.heap().make_tuple(result.as<lang::List>()->items);
    return result;
}

Completion validate_tuple(Validation& v, const FieldType& type, const Value& input) {
    const Words words = words_of(type.kind);
    AW_GUEST(const Value items, sequence_items(v, words, input, is_strict(v, type)));
    if (items.empty()) return Value();
    const auto& given = items.as<lang::List>()->items;
    if (given.size() > type.items.size())
        return too_many_items(v, words.field_type, static_cast<std::int64_t>(type.items.size()),
                              static_cast<std::int64_t>(given.size()), input);
    const std::size_t errors_before = v.errors.size();
    std::vector<Value> converted;
    for (std::size_t i = 0; i < type.items.size(); ++i) {
        const LocStep step(v, static_cast<std::int64_t>(i));
        if (i >= given.size()) {
            v.errors.push_back(missing_error(v.loc, input));
            continue;
        }
        AW_GUEST(Value item, validate_value(v, *type.items[i], given[i]));
        converted.push_back(std::move(item));
    }
    if (v.errors.size() > errors_before) return Value();
    return v.vm.heap().make_tuple(converted);
}

Completion validate_dict(Validation& v, const FieldType& type, const Value& input) {
    const Value& plain = lang::plain(input);
    if (!plain.is(Kind::Dict))
        return v.fail("dict_type", "Input should be a valid dictionary", input);
    Value result = v.vm.heap().make_dict();
    const std::size_t errors_before = v.errors.size();
    const auto& entries = plain.as<lang::Dict>()->entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].key.empty()) continue;
        if (v.vm.heap().over_limit()) return v.vm.out_of_memory();
        const Value key = entries[i].key;
        const Value value = entries[i].value;
        const LocStep step(v, loc_of_key(v.vm, key));
        Value new_key;
        {
            const LocStep key_step(v, std::string("[key]"));
            AW_GUEST(new_key, validate_value(v, *type.items[0], key));
        }
        AW_GUEST(Value new_value, validate_value(v, *type.items[1], value));
        if (!new_key.empty() && !new_value.empty())
            AW_GUEST_DO(lang::dict_set(v.vm, *result.as<lang::Dict>(), new_key, new_value));
    }
    if (v.errors.size() > errors_before) return Value();
    const auto size = static_cast<std::int64_t>(result.as<lang::Dict>()->used);
    const Constraints& c = type.constraints;
    if (c.min_length && size < *c.min_length)
        return too_few_items(v, "Dictionary", *c.min_length, size, input);
    if (c.max_length && size > *c.max_length)
        return too_many_items(v, "Dictionary", *c.max_length, size, input);
    return result;
}

}  // namespace web
