// dataclasses: dataclass, field, fields, asdict, astuple, replace, is_dataclass.
// The methods are natives that read the class's field list; a frozen class refuses assignment.
#include <fmt/format.h>

#include <algorithm>

#include "lang/class.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/lib_dataclasses_internal.h"
#include "lang/repr.h"

namespace lang {
namespace {

DataFields* fields_of_self(CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Instance)) return nullptr;
    return data_fields_of(*args.positional[0].as<Instance>()->cls);
}

#define AW_DATA_SELF(variable)                   \
    DataFields* variable = fields_of_self(args); \
    if (variable == nullptr) return wrong_receiver(vm, self, args, "dataclass")

// -- __init__ --------------------------------------------------------------------------------

Completion missing_arguments(Vm& vm, const Class& cls, const std::vector<std::string>& names) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) list += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
        list += "'" + names[i] + "'";
    }
    return vm.raise("TypeError",
                    fmt::format("{}.__init__() missing {} required positional argument{}: {}",
                                cls.name, names.size(), names.size() == 1 ? "" : "s", list));
}

Completion too_many_arguments(Vm& vm, const Class& cls, const DataFields& data, std::size_t given) {
    std::size_t most = 1, least = 1;
    for (const DataField& field : data.fields) {
        if (!field.init || field.keyword_only) continue;
        ++most;
        if (field.fallback.empty() && field.factory.empty()) ++least;
    }
    const std::string range =
        least == most ? std::to_string(most) : fmt::format("from {} to {}", least, most);
    return vm.raise("TypeError",
                    fmt::format("{}.__init__() takes {} positional argument{} but {} were given",
                                cls.name, range, most == 1 ? "" : "s", given + 1));
}

// The value of each field as the arguments have it; empty where they say nothing.
Completion bind_fields(Vm& vm, const Class& cls, const DataFields& data, CallArgs args,
                       std::vector<Value>* values) {
    values->resize(data.fields.size());
    const std::span<Value> given = args.positional.subspan(1);
    std::size_t used = 0;
    for (std::size_t i = 0; i < data.fields.size() && used < given.size(); ++i) {
        if (data.fields[i].init && !data.fields[i].keyword_only) (*values)[i] = given[used++];
    }
    if (used < given.size()) return too_many_arguments(vm, cls, data, given.size());
    for (const Keyword& keyword : args.keywords) {
        const auto found =
            std::find_if(data.fields.begin(), data.fields.end(),
                         [&](const DataField& f) { return f.init && f.name == keyword.name; });
        if (found == data.fields.end()) {
            return vm.raise("TypeError",
                            fmt::format("{}.__init__() got an unexpected keyword argument '{}'",
                                        cls.name, keyword.name));
        }
        Value& value = (*values)[static_cast<std::size_t>(found - data.fields.begin())];
        if (!value.empty()) {
            return vm.raise("TypeError",
                            fmt::format("{}.__init__() got multiple values for argument '{}'",
                                        cls.name, keyword.name));
        }
        value = keyword.value;
    }
    return Completion::none();
}

Completion data_init(Vm& vm, Native& self, CallArgs args) {
    AW_DATA_SELF(data);
    const Value object = args.positional[0];
    const Class& cls = vm.class_of(object);
    std::vector<Value> values;
    AW_GUEST_DO(bind_fields(vm, cls, *data, args, &values));
    std::vector<std::string> missing;
    std::vector<Value> init_only;
    for (std::size_t i = 0; i < data->fields.size(); ++i) {
        const DataField& field = data->fields[i];
        Value value = values[i];
        if (value.empty() && !field.factory.empty()) {
            const Value factory = field.factory;
            AW_GUEST(value, vm.call(factory));
        }
        if (value.empty()) value = field.fallback;
        if (value.empty()) {
            if (field.init) missing.push_back(field.name);
            continue;
        }
        if (field.is_init_only) {
            init_only.push_back(value);
        } else if (missing.empty()) {
            write_slot(vm, *object.as<Instance>(), field.name, value);
        }
    }
    if (!missing.empty()) return missing_arguments(vm, cls, missing);
    if (vm.find_in_class(cls, "__post_init__").empty()) return Completion::none();
    AW_GUEST_DO(vm.call_method(object, "__post_init__", init_only));
    return Completion::none();
}

// -- the other methods -----------------------------------------------------------------------

Completion data_repr(Vm& vm, Native& self, CallArgs args) {
    AW_DATA_SELF(data);
    const Value object = args.positional[0];
    const ReprGuard guard(object.object());
    if (guard.repeated()) return vm.heap().make_ascii("...");
    if (guard.too_deep()) return vm.raise("RecursionError", "maximum recursion depth exceeded");
    TextBuilder out(vm);
    out.add(vm.class_of(object).qualname);
    out.add("(");
    bool first = true;
    for (const DataField& field : data->fields) {
        if (!field.repr || field.is_init_only) continue;
        if (!first) out.add(", ");
        first = false;
        out.add(field.name);
        out.add("=");
        AW_GUEST(const Value value, vm.get_attribute(object, field.name));
        AW_GUEST_DO(repr_into(vm, value, out));
    }
    out.add(")");
    return out.finish();
}

// The fields that count for == and <, as a tuple.
Completion compared_fields(Vm& vm, const DataFields& data, const Value& object) {
    std::vector<Value> values;
    for (const DataField& field : data.fields) {
        if (!field.compare || field.is_init_only) continue;
        AW_GUEST(Value value, vm.get_attribute(object, field.name));
        values.push_back(std::move(value));
    }
    return vm.heap().make_tuple(values);
}

template <Vm::Compare op>
Completion data_compare(Vm& vm, Native& self, CallArgs args) {
    AW_DATA_SELF(data);
    if (args.positional.size() != 2 ||
        &vm.class_of(args.positional[0]) != &vm.class_of(args.positional[1])) {
        return Value::not_implemented();
    }
    AW_GUEST(const Value own, compared_fields(vm, *data, args.positional[0]));
    AW_GUEST(const Value other, compared_fields(vm, *data, args.positional[1]));
    return vm.compare(op, own, other);
}

Completion data_hash(Vm& vm, Native& self, CallArgs args) {
    AW_DATA_SELF(data);
    std::vector<Value> values;
    for (const DataField& field : data->fields) {
        const bool counts = field.hash.is_none() ? field.compare : field.hash.is_true();
        if (!counts) continue;
        AW_GUEST(Value value, vm.get_attribute(args.positional[0], field.name));
        values.push_back(std::move(value));
    }
    return vm.hash(vm.heap().make_tuple(values));
}

Completion frozen_set(Vm& vm, Native& self, CallArgs args) {
    AW_DATA_SELF(data);
    (void)data;
    const bool deleting = self.name == "__delattr__";
    const std::string_view name = args.positional.size() > 1 && is_text(args.positional[1])
                                      ? text_of(args.positional[1])
                                      : "?";
    Value message[] = {vm.heap().make_str(
        fmt::format("cannot {} field '{}'", deleting ? "delete" : "assign to", name))};
    return vm.raise(*dataclasses_state(vm).frozen_error, message);
}

// -- @dataclass ------------------------------------------------------------------------------

struct Options {
    bool init = true, repr = true, eq = true, order = false, unsafe_hash = false, frozen = false;
    bool keyword_only = false, match_args = true, slots = false;
};

bool is_class_variable(const Value& type) {
    const GenericAlias* alias = type.try_as<GenericAlias>();
    const Value origin = alias != nullptr ? alias->origin : type;
    if (is_text(type)) {
        return text_of(type).starts_with("ClassVar") ||
               text_of(type).starts_with("typing.ClassVar");
    }
    return origin.is(Kind::Class) && origin.as<Class>()->name == "ClassVar";
}

Completion check_mutable_default(Vm& vm, const DataField& field) {
    const Value& p = plain(field.fallback);
    if (!p.is(Kind::List) && !p.is(Kind::Dict) && !p.is(Kind::Set)) return Completion::none();
    AW_GUEST(const Value shown, vm.repr(class_value(vm.class_of(field.fallback))));
    return vm.raise("ValueError", fmt::format("mutable default {} for field {} is not allowed: use "
                                              "default_factory",
                                              text_of(shown), field.name));
}

bool truth_of_slot(const Instance& instance, std::string_view name, bool otherwise) {
    const Value v = read_slot(instance, name);
    return v.is_bool() ? v.is_true() : otherwise;
}

// One annotated name of the class body.
Completion read_data_field(Vm& vm, Class& cls, const Value& name, const Value& type,
                           bool keyword_only, DataField* field) {
    DataclassesState& state = dataclasses_state(vm);
    field->name = text_of(name);
    field->type = type;
    field->hash = Value::none();
    field->keyword_only = keyword_only;
    const Class* type_class = type.try_as<Class>();
    const GenericAlias* alias = type.try_as<GenericAlias>();
    field->is_init_only = type_class == state.init_only ||
                          (alias != nullptr && alias->origin.object() == state.init_only);
    const Value* given = own_class_attribute(cls, *name.as<Str>());
    if (given == nullptr) return Completion::none();
    const bool is_field = given->is(Kind::Instance) && &vm.class_of(*given) == state.field;
    if (!is_field) {
        field->fallback = *given;
        return check_mutable_default(vm, *field);
    }
    const Value description = *given;
    const Instance& spec = *description.as<Instance>();
    const auto optional = [&](std::string_view slot_name) {
        Value v = read_slot(spec, slot_name);
        return v.same_as(state.missing_value) ? Value() : v;
    };
    field->fallback = optional("default");
    field->factory = optional("default_factory");
    field->metadata = optional("metadata");
    field->init = truth_of_slot(spec, "init", true);
    field->repr = truth_of_slot(spec, "repr", true);
    field->compare = truth_of_slot(spec, "compare", true);
    field->keyword_only = truth_of_slot(spec, "kw_only", keyword_only);
    field->hash = read_slot(spec, "hash");
    if (!field->fallback.empty()) {
        put_class_attribute(cls, name, field->fallback);
        return check_mutable_default(vm, *field);
    }
    return vm.delete_attribute(class_value(cls), field->name);
}

Completion collect_fields(Vm& vm, Class& cls, const Options& options, DataFields* data) {
    for (auto base = cls.mro.rbegin(); base != cls.mro.rend(); ++base) {
        const auto* inherited = dynamic_cast<const DataFields*>((*base)->payload.get());
        if (*base == &cls || inherited == nullptr) continue;
        for (const DataField& field : inherited->fields) {
            const auto known =
                std::find_if(data->fields.begin(), data->fields.end(),
                             [&](const DataField& f) { return f.name == field.name; });
            if (known == data->fields.end())
                data->fields.push_back(field);
            else
                *known = field;
        }
    }
    AW_GUEST(const Value annotations, vm.annotations(class_value(cls)));
    const Value copy = dict_copy(vm, *annotations.as<Dict>());
    bool keyword_only = options.keyword_only;
    for (const DictEntry& entry : copy.as<Dict>()->entries) {
        if (entry.key.empty() || is_class_variable(entry.value)) continue;
        if (entry.value.is(Kind::Class) &&
            entry.value.as<Class>() == dataclasses_state(vm).keyword_marker) {
            keyword_only = true;
            continue;
        }
        DataField field;
        const Value name = vm.heap().intern(text_of(entry.key));
        AW_GUEST_DO(read_data_field(vm, cls, name, entry.value, keyword_only, &field));
        const auto known = std::find_if(data->fields.begin(), data->fields.end(),
                                        [&](const DataField& f) { return f.name == field.name; });
        if (known == data->fields.end())
            data->fields.push_back(std::move(field));
        else
            *known = std::move(field);
    }
    return Completion::none();
}

// A field without a default must not follow one that has one.
Completion check_order(Vm& vm, DataFields& data) {
    std::string with_default;
    for (const DataField& field : data.fields) {
        if (!field.init || field.keyword_only) continue;
        const bool has_default = !field.fallback.empty() || !field.factory.empty();
        if (has_default) {
            with_default = field.name;
        } else if (!with_default.empty()) {
            return vm.raise("TypeError", fmt::format("non-default argument '{}' follows default "
                                                     "argument '{}'",
                                                     field.name, with_default));
        }
    }
    return Completion::none();
}

void add_method(Vm& vm, Class& cls, std::string_view name, NativeFn fn) {
    const Value key = vm.heap().intern(name);
    if (own_class_attribute(cls, *key.as<Str>()) != nullptr) return;
    const Value method = make_native(vm, name, fn);
    method.as<Native>()->is_method = true;
    put_class_attribute(cls, key, method);
}

Completion add_methods(Vm& vm, Class& cls, const Options& options, const DataFields& data) {
    using Compare = Vm::Compare;
    if (options.init) add_method(vm, cls, "__init__", data_init);
    if (options.repr) add_method(vm, cls, "__repr__", data_repr);
    const Value hash_name = vm.heap().intern("__hash__");
    const Value* own_hash = own_class_attribute(cls, *hash_name.as<Str>());
    // A class that defines __eq__ gets __hash__ = None by itself: that does not count as its own.
    const bool has_hash = own_hash != nullptr && !own_hash->is_none();
    if (options.eq) add_method(vm, cls, "__eq__", data_compare<Compare::Eq>);
    if (options.order) {
        if (!options.eq) return vm.raise("ValueError", "eq must be true if order is true");
        add_method(vm, cls, "__lt__", data_compare<Compare::Lt>);
        add_method(vm, cls, "__le__", data_compare<Compare::Le>);
        add_method(vm, cls, "__gt__", data_compare<Compare::Gt>);
        add_method(vm, cls, "__ge__", data_compare<Compare::Ge>);
    }
    if (options.frozen) {
        add_method(vm, cls, "__setattr__", frozen_set);
        add_method(vm, cls, "__delattr__", frozen_set);
    }
    if (!has_hash && (options.unsafe_hash || (options.eq && options.frozen))) {
        const Value method = make_native(vm, "__hash__", data_hash);
        method.as<Native>()->is_method = true;
        put_class_attribute(cls, hash_name, method);
    } else if (!has_hash && options.eq) {
        put_class_attribute(cls, hash_name, Value::none());
    }
    std::vector<Value> names;
    for (const DataField& field : data.fields) {
        if (field.init && !field.keyword_only) names.push_back(vm.heap().intern(field.name));
    }
    if (options.match_args) {
        put_class_attribute(cls, vm.heap().intern("__match_args__"), vm.heap().make_tuple(names));
    }
    return Completion::none();
}

// dataclass(slots=True): CPython makes the class anew; here the same class is closed.
Completion close_by_slots(Vm& vm, Class& cls, const DataFields& data) {
    const Value slots = vm.heap().intern("__slots__");
    if (own_class_attribute(cls, *slots.as<Str>()) != nullptr)
        return vm.raise("TypeError", fmt::format("{} already specifies __slots__", cls.name));
    AW_GUEST(const Value annotations, vm.annotations(class_value(cls)));
    std::vector<Value> names;
    for (const DataField& field : data.fields) {
        const bool own = !dict_find(*annotations.as<Dict>(), field.name).empty();
        if (own && !field.is_init_only) names.push_back(vm.heap().intern(field.name));
    }
    put_class_attribute(cls, slots, vm.heap().make_tuple(names));
    note_slots(vm, cls);
    return Completion::none();
}

Completion apply_dataclass(Vm& vm, const Value& cls_value, const Options& options) {
    if (!cls_value.is(Kind::Class)) {
        return wrong_type(vm, "dataclass() argument", "a class", cls_value);
    }
    Class& cls = *cls_value.as<Class>();
    auto data = std::make_unique<DataFields>();
    data->frozen = options.frozen;
    AW_GUEST_DO(collect_fields(vm, cls, options, data.get()));
    if (options.init) AW_GUEST_DO(check_order(vm, *data));
    std::stable_partition(data->fields.begin(), data->fields.end(),
                          [](const DataField& f) { return !f.keyword_only; });
    AW_GUEST_DO(add_methods(vm, cls, options, *data));
    if (options.slots) AW_GUEST_DO(close_by_slots(vm, cls, *data));
    cls.payload = std::move(data);
    return cls_value;
}

constexpr std::int64_t kInit = 1, kRepr = 2, kEq = 4, kOrder = 8, kUnsafeHash = 16, kFrozen = 32,
                       kKeywordOnlyBit = 64, kNoMatchArgs = 128, kSlots = 256;

Completion dataclass_apply(Vm& vm, Native& self, CallArgs args) {
    Value cls;
    AW_GUEST_DO(bind(vm, self, args, {{"cls", &cls}}));
    const std::int64_t bits = self.bound.as_small();
    Options options;
    options.init = (bits & kInit) != 0;
    options.repr = (bits & kRepr) != 0;
    options.eq = (bits & kEq) != 0;
    options.order = (bits & kOrder) != 0;
    options.unsafe_hash = (bits & kUnsafeHash) != 0;
    options.frozen = (bits & kFrozen) != 0;
    options.keyword_only = (bits & kKeywordOnlyBit) != 0;
    options.match_args = (bits & kNoMatchArgs) == 0;
    options.slots = (bits & kSlots) != 0;
    return apply_dataclass(vm, cls, options);
}

Completion dataclasses_dataclass(Vm& vm, Native& self, CallArgs args) {
    Value cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"cls", &cls, kOptional},
                      {"init", &init, kKeywordOnly},
                      {"repr", &repr, kKeywordOnly},
                      {"eq", &eq, kKeywordOnly},
                      {"order", &order, kKeywordOnly},
                      {"unsafe_hash", &unsafe_hash, kKeywordOnly},
                      {"frozen", &frozen, kKeywordOnly},
                      {"match_args", &match_args, kKeywordOnly},
                      {"kw_only", &kw_only, kKeywordOnly},
                      {"slots", &slots, kKeywordOnly},
                      {"weakref_slot", &weakref, kKeywordOnly}}));
    const auto bit = [](const Value& v, bool otherwise, std::int64_t value) {
        return (v.empty() ? otherwise : v.is_true()) ? value : 0;
    };
    const std::int64_t bits = bit(init, true, kInit) | bit(repr, true, kRepr) | bit(eq, true, kEq) |
                              bit(order, false, kOrder) | bit(unsafe_hash, false, kUnsafeHash) |
                              bit(frozen, false, kFrozen) | bit(kw_only, false, kKeywordOnlyBit) |
                              bit(slots, false, kSlots) |
                              (match_args.is_false() ? kNoMatchArgs : 0);
    Value apply = make_native(vm, "dataclass", dataclass_apply, Value::small(bits));
    if (cls.empty() || cls.is_none()) return apply;
    Value argument[] = {cls};
    return vm.call(apply, argument);
}

}  // namespace

DataclassesState& dataclasses_state(Vm& vm) {
    return library_state<DataclassesState>(vm, "<dataclasses>");
}

DataFields* data_fields_of(const Class& cls) {
    for (const Class* ancestor : cls.mro) {
        if (auto* fields = dynamic_cast<DataFields*>(ancestor->payload.get())) return fields;
    }
    return nullptr;
}

namespace {

Completion init_only_of(Vm& vm, Native& self, CallArgs args) {  // InitVar[int]
    Value cls, type;
    AW_GUEST_DO(bind(vm, self, args, {{"cls", &cls}, {"type", &type}}));
    return make_alias(vm, cls, {&type, 1});
}

}  // namespace

void load_dataclasses(Vm& vm, Module& module) {
    DataclassesState& state = dataclasses_state(vm);
    state.field = &add_class(vm, module, "Field");
    state.missing = &add_class(vm, module, "_MISSING_TYPE");
    state.missing_value = make_instance(vm, *state.missing);
    state.init_only = &add_class(vm, module, "InitVar");
    set_class_method(vm, *state.init_only, "__class_getitem__", init_only_of);
    state.keyword_marker = &add_class(vm, module, "KW_ONLY");
    state.frozen_error =
        &add_class(vm, module, "FrozenInstanceError", {vm.exception_class("AttributeError")});
    set(vm, module, "MISSING", state.missing_value);
    def(vm, module, "dataclass", dataclasses_dataclass);
    install_dataclass_functions(vm, module);
}

}  // namespace lang
