// dataclasses: field, fields, asdict, astuple, replace, is_dataclass.
#include <fmt/format.h>

#include <algorithm>

#include "lang/dict.h"
#include "lang/lib_dataclasses_internal.h"

namespace lang {
namespace {

Value slot_of_field(const Value& object, const DataField& field) {
    return read_slot(*object.as<Instance>(), field.name);
}

Completion dataclasses_field(Vm& vm, Native& self, CallArgs args) {
    const Value missing = dataclasses_state(vm).missing_value;
    Value fallback = missing, factory = missing, metadata = missing;
    Value init = Value::true_(), repr = Value::true_(), compare = Value::true_();
    Value hash = Value::none(), kw_only = missing, doc;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"default", &fallback, kKeywordOnly},
                      {"default_factory", &factory, kKeywordOnly},
                      {"init", &init, kKeywordOnly},
                      {"repr", &repr, kKeywordOnly},
                      {"hash", &hash, kKeywordOnly},
                      {"compare", &compare, kKeywordOnly},
                      {"metadata", &metadata, kKeywordOnly},
                      {"kw_only", &kw_only, kKeywordOnly},
                      {"doc", &doc, kKeywordOnly}}));
    if (!fallback.same_as(missing) && !factory.same_as(missing)) {
        return vm.raise("ValueError", "cannot specify both default and default_factory");
    }
    Value made = make_instance(vm, *dataclasses_state(vm).field);
    Instance& instance = *made.as<Instance>();
    const std::pair<std::string_view, Value> slots[] = {
        {"default", fallback},  {"default_factory", factory},
        {"init", init},         {"repr", repr},
        {"hash", hash},         {"compare", compare},
        {"metadata", metadata}, {"kw_only", kw_only}};
    for (const auto& [name, value] : slots) write_slot(vm, instance, name, value);
    return made;
}

DataFields* fields_of_value(const Value& v) {
    if (v.is(Kind::Class)) return data_fields_of(*v.as<Class>());
    return v.is(Kind::Instance) ? data_fields_of(*v.as<Instance>()->cls) : nullptr;
}

Completion dataclasses_fields(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"class_or_instance", &object}}));
    const DataFields* data = fields_of_value(object);
    if (data == nullptr) {
        return vm.raise("TypeError", "must be called with a dataclass type or instance");
    }
    DataclassesState& state = dataclasses_state(vm);
    std::vector<Value> shown;
    for (const DataField& field : data->fields) {
        if (field.is_init_only) continue;
        Value made = make_instance(vm, *state.field);
        Instance& instance = *made.as<Instance>();
        const auto or_missing = [&](const Value& v) { return v.empty() ? state.missing_value : v; };
        write_slot(vm, instance, "name", vm.heap().intern(field.name));
        write_slot(vm, instance, "type", field.type);
        write_slot(vm, instance, "default", or_missing(field.fallback));
        write_slot(vm, instance, "default_factory", or_missing(field.factory));
        write_slot(vm, instance, "metadata",
                   field.metadata.empty() ? vm.heap().make_dict() : field.metadata);
        write_slot(vm, instance, "init", Value::boolean(field.init));
        write_slot(vm, instance, "repr", Value::boolean(field.repr));
        shown.push_back(std::move(made));
    }
    return vm.heap().make_tuple(shown);
}

Completion copy_value(Vm& vm, const Value& v, int depth, bool as_tuple);

Completion copy_fields(Vm& vm, const Value& object, int depth, bool as_tuple) {
    const DataFields* data = fields_of_value(object);
    Value dict = vm.heap().make_dict();
    std::vector<Value> items;
    for (const DataField& field : data->fields) {
        if (field.is_init_only) continue;
        AW_GUEST(const Value value, vm.get_attribute(object, field.name));
        AW_GUEST(Value copy, copy_value(vm, value, depth, as_tuple));
        if (as_tuple) {
            items.push_back(std::move(copy));
        } else {
            dict_put(vm, *dict.as<Dict>(), field.name, std::move(copy));
        }
    }
    return as_tuple ? vm.heap().make_tuple(items) : dict;
}

Completion copy_items(Vm& vm, std::span<const Value> given, int depth, bool as_tuple,
                      std::vector<Value>* out) {
    for (const Value& item : given) {
        AW_GUEST(Value copy, copy_value(vm, item, depth, as_tuple));
        out->push_back(std::move(copy));
    }
    return Completion::none();
}

Completion copy_value(Vm& vm, const Value& v, int depth, bool as_tuple) {
    constexpr int kMaxDepth = 200;
    if (depth > kMaxDepth) {
        return vm.raise("RecursionError", "maximum recursion depth exceeded");
    }
    if (!vm.charge(1)) return vm.out_of_steps();
    if (is_dataclass_instance(v)) return copy_fields(vm, v, depth + 1, as_tuple);
    std::vector<Value> items;
    if (const List* list = v.try_as<List>()) {
        const std::vector<Value> given(list->items.begin(), list->items.end());
        AW_GUEST_DO(copy_items(vm, given, depth + 1, as_tuple, &items));
        return vm.heap().make_list(items);
    }
    if (const Tuple* tuple = v.try_as<Tuple>()) {
        AW_GUEST_DO(copy_items(vm, tuple->span(), depth + 1, as_tuple, &items));
        return vm.heap().make_tuple(items);
    }
    if (!v.is(Kind::Dict)) return v;
    const Value given = dict_copy(vm, *v.as<Dict>());
    Value made = vm.heap().make_dict();
    for (const DictEntry& entry : given.as<Dict>()->entries) {
        if (entry.key.empty()) continue;
        AW_GUEST(const Value copy, copy_value(vm, entry.value, depth + 1, as_tuple));
        AW_GUEST_DO(dict_set(vm, *made.as<Dict>(), entry.key, copy));
    }
    return made;
}

template <bool as_tuple>
Completion dataclasses_copy(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}}));
    if (!is_dataclass_instance(object)) {
        return vm.raise("TypeError",
                        fmt::format("{}() should be called on dataclass instances", self.name));
    }
    return copy_value(vm, object, 0, as_tuple);
}

Completion dataclasses_replace(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, {args.positional, {}}, {{"obj", &object}}));
    const DataFields* data = is_dataclass_instance(object) ? fields_of_value(object) : nullptr;
    if (data == nullptr) {
        return vm.raise("TypeError", "replace() should be called on dataclass instances");
    }
    std::vector<Keyword> keywords(args.keywords.begin(), args.keywords.end());
    for (const DataField& field : data->fields) {
        const bool given = std::any_of(args.keywords.begin(), args.keywords.end(),
                                       [&](const Keyword& k) { return k.name == field.name; });
        if (!field.init && given) {
            return vm.raise("TypeError", fmt::format("field {} is declared with init=False, it "
                                                     "cannot be specified with replace()",
                                                     field.name));
        }
        if (!field.init || given) continue;
        const Value value = slot_of_field(object, field);
        if (!value.empty()) keywords.push_back({field.name, value});
    }
    return vm.call(class_value(vm.class_of(object)), {}, keywords);
}

Completion dataclasses_is_dataclass(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}}));
    return Value::boolean(fields_of_value(object) != nullptr);
}

}  // namespace

bool is_dataclass(const Class& cls) { return data_fields_of(cls) != nullptr; }

bool is_dataclass_instance(const Value& v) {
    return v.is(Kind::Instance) && data_fields_of(*v.as<Instance>()->cls) != nullptr;
}

Completion dataclass_as_dict(Vm& vm, const Value& v) { return copy_value(vm, v, 0, false); }

void install_dataclass_functions(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"field", dataclasses_field},
             {"fields", dataclasses_fields},
             {"asdict", dataclasses_copy<false>},
             {"astuple", dataclasses_copy<true>},
             {"replace", dataclasses_replace},
             {"is_dataclass", dataclasses_is_dataclass}});
}

}  // namespace lang
