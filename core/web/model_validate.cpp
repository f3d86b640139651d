// Inputs held against models, dataclasses and TypedDicts. pydantic-core validators/model.rs,
// model_fields.rs, typed_dict.rs, dataclass.rs, lookup_key.rs.
#include <algorithm>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/shape.h"
#include "web/model_object.h"
#include "web/model_plan.h"
#include "web/validate_function.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

constexpr int kMaxModelDepth = 200;

// What fields are taken from.
struct FieldSource {
    const Value& input;
    const Dict* dict = nullptr;  // null: attributes of an object are read
};

// -- looking a field up --------------------------------------------------------------------------

Completion step_into(Vm& vm, const Value& holder, const LocItem& key) {
    const Value& plain = lang::plain(holder);
    if (const auto* name = std::get_if<std::string>(&key)) {
        const auto* dict = plain.try_as<Dict>();
        return dict ? lang::dict_find(*dict, *name) : Value();
    }
    if (!plain.is(Kind::List) && !plain.is(Kind::Tuple)) return Value();
    Completion item = vm.get_item(plain, Value::small(std::get<std::int64_t>(key)));
    return item.raised() ? Completion(Value()) : std::move(item);
}

Completion follow_path(Vm& vm, const FieldSource& source, const KeyPath& path) {
    Value at = source.input;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (i == 0 && !source.dict) {
            const auto* name = std::get_if<std::string>(&path[0]);
            if (!name) return Value();
            AW_GUEST(at, vm.find_attribute(source.input, *name));
        } else {
            AW_GUEST(at, step_into(vm, at, path[i]));
        }
        if (at.empty()) return at;
    }
    return at;
}

struct Found {
    Value value;                    // empty: absent
    const KeyPath* path = nullptr;  // null: by its name
};

Completion find_field(Validation& v, const ModelPlan& plan, const ModelField& field,
                      const FieldSource& source, Found& out) {
    const bool by_alias = v.options->by_alias.value_or(plan.config.validate_by_alias);
    const bool by_name = v.options->by_name.value_or(plan.config.validate_by_name);
    if (by_alias)
        for (const KeyPath& path : field.aliases) {
            AW_GUEST(out.value, follow_path(v.vm, source, path));
            out.path = &path;
            if (!out.value.empty()) return Completion::none();
        }
    out.path = nullptr;
    if (!field.aliases.empty() && !by_name) return Completion::none();
    if (source.dict) {
        out.value = lang::dict_find(*source.dict, field.name);
        return Completion::none();
    }
    AW_GUEST(out.value, v.vm.find_attribute(source.input, field.name));
    return Completion::none();
}

// The loc of a field as the input names it.
void push_loc(Loc& loc, const ModelPlan& plan, const ModelField& field, const KeyPath* path) {
    if (!plan.config.loc_by_alias || !path)
        loc.emplace_back(field.name);
    else
        loc.insert(loc.end(), path->begin(), path->end());
}

// -- defaults ------------------------------------------------------------------------------------

Completion default_value(Validation& v, const ModelField& field, const Value& data) {
    Vm& vm = v.vm;
    if (field.default_factory.empty())
        return field.copies_default ? deep_copy(vm, field.default_value)
                                    : Completion(field.default_value);
    if (!field.factory_takes_data) return vm.call(field.default_factory);
    Value argument = data.empty() ? vm.heap().make_dict() : data;
    return vm.call(field.default_factory, std::span<Value>(&argument, 1));
}

// -- the fields ----------------------------------------------------------------------------------

struct Values {
    std::vector<Value> by_field;
    std::vector<bool> set;
    Value extra;
    int set_count = 0;
};

class FieldsReader {
  public:
    FieldsReader(Validation& v, const ModelPlan& plan, FieldSource source)
        : v_(v), plan_(plan), source_(source) {}

    // False: errors were noted.
    Completion read(Values& out) {
        const std::size_t errors_before = v_.errors.size();
        const std::string_view outer_name = v_.field_name;
        const Value outer_data = v_.data;
        v_.data = plan_.wants_data ? v_.vm.heap().make_dict() : Value();
        out.by_field.resize(plan_.fields.size());
        out.set.resize(plan_.fields.size());
        Completion done = read_all(out);
        v_.field_name = outer_name;
        v_.data = outer_data;
        AW_GUEST_DO(std::move(done));
        return Value::boolean(v_.errors.size() == errors_before);
    }

  private:
    Completion read_all(Values& out) {
        for (std::size_t i = 0; i < plan_.fields.size(); ++i) {
            if (v_.vm.heap().over_limit()) return v_.vm.out_of_memory();
            AW_GUEST_DO(read_field(plan_.fields[i], i, out));
        }
        if (plan_.config.extra == Extra::Allow) out.extra = v_.vm.heap().make_dict();
        if (plan_.config.extra == Extra::Ignore || !source_.dict) return Completion::none();
        return read_extra(out);
    }

    Completion read_field(const ModelField& field, std::size_t index, Values& out) {
        v_.field_name = field.name;
        Found found;
        if (field.in_init) AW_GUEST_DO(find_field(v_, plan_, field, source_, found));
        Value& value = out.by_field[index];
        if (!found.value.empty()) {
            if (plan_.config.extra != Extra::Ignore) note_used(field, found.path);
            AW_GUEST(value, validate_at(field, found.path, found.value));
            if (value.empty()) return Completion::none();
            out.set[index] = true;
            ++out.set_count;
        } else if (field.required()) {
            if (field.optional_key) return Completion::none();
            const std::size_t depth = v_.loc.size();
            push_loc(v_.loc, plan_, field, field.aliases.empty() ? nullptr : &field.aliases[0]);
            v_.errors.push_back(missing_error(v_.loc, source_.input));
            v_.loc.resize(depth);
            return Completion::none();
        } else {
            AW_GUEST(value, default_value(v_, field, v_.data));
            if (field.validate_default) {
                AW_GUEST(value, validate_at(field, nullptr, value));
                if (value.empty()) return Completion::none();
            }
        }
        if (!v_.data.empty()) lang::dict_put(v_.vm, *v_.data.as<Dict>(), field.name, value);
        return Completion::none();
    }

    Completion validate_at(const ModelField& field, const KeyPath* path, const Value& input) {
        const std::size_t depth = v_.loc.size();
        push_loc(v_.loc, plan_, field, path);
        Completion done = validate_value(v_, *field.type, input);
        v_.loc.resize(depth);
        return done;
    }

    void note_used(const ModelField& field, const KeyPath* path) {
        used_.push_back(path ? std::get<std::string>((*path)[0]) : field.name);
    }

    bool is_used(std::string_view key) const {
        return std::find(used_.begin(), used_.end(), key) != used_.end();
    }

    Completion read_extra(Values& out) {
        for (std::size_t i = 0; i < source_.dict->entries.size(); ++i) {
            const Value key = source_.dict->entries[i].key;
            const Value value = source_.dict->entries[i].value;
            if (key.empty()) continue;
            if (!v_.vm.charge(1 + used_.size() / 8)) return v_.vm.out_of_steps();
            if (!lang::is_text(key)) {
                const LocStep step(v_, loc_of_key(v_.vm, key));
                AW_GUEST_DO(v_.fail("invalid_key", "Keys should be strings", key));
                continue;
            }
            if (is_used(lang::text_of(key))) continue;
            const LocStep step(v_, std::string(lang::text_of(key)));
            if (plan_.config.extra == Extra::Forbid) {
                AW_GUEST_DO(
                    v_.fail(plan_.kind == RecordKind::DataClass ? "unexpected_keyword_argument"
                                                                : "extra_forbidden",
                            plan_.kind == RecordKind::DataClass ? "Unexpected keyword argument"
                                                                : "Extra inputs are not permitted",
                            value));
                continue;
            }
            Value kept = value;
            if (plan_.extra_type) {
                AW_GUEST(kept, validate_value(v_, *plan_.extra_type, value));
            }
            if (!kept.empty())
                lang::dict_put(v_.vm, *out.extra.as<Dict>(), lang::text_of(key), kept);
        }
        return Completion::none();
    }

    Validation& v_;
    const ModelPlan& plan_;
    FieldSource source_;
    std::vector<std::string> used_;
};

// pydantic-core from_attributes_applicable.
bool has_attributes(Vm& vm, const Value& input) {
    if (!input.is(Kind::Instance)) return false;
    const std::string& module = vm.class_of(input).module_name;
    return module != "builtins" && module != "datetime" && module != "collections";
}

Completion wrong_model_type(Validation& v, const ModelPlan& plan, const Value& input) {
    if (plan.kind == RecordKind::TypedDict)
        return v.fail("dict_type", "Input should be a valid dictionary", input);
    if (plan.kind == RecordKind::DataClass)
        return v.fail("dataclass_type",
                      "Input should be a dictionary or an instance of " + plan.name, input,
                      {{"class_name", v.text(plan.name)}});
    if (v.options->from_attributes || plan.config.from_attributes)
        return v.fail("model_attributes_type",
                      "Input should be a valid dictionary or object to extract fields from", input);
    return v.fail("model_type", "Input should be a valid dictionary or instance of " + plan.name,
                  input, {{"class_name", v.text(plan.name)}});
}

// Into `out`; false: errors were noted.
Completion read_values(Validation& v, const ModelPlan& plan, const Value& input, Values& out) {
    const Value& plain = lang::plain(input);
    FieldSource source{input};
    source.dict = plain.try_as<Dict>();
    const bool attributes = plan.kind != RecordKind::TypedDict &&
                            plan.kind != RecordKind::DataClass &&
                            (v.options->from_attributes || plan.config.from_attributes);
    if (!source.dict && !(attributes && has_attributes(v.vm, input))) {
        AW_GUEST_DO(wrong_model_type(v, plan, input));
        return Value::false_();
    }
    const Value held = plain;  // what runs meanwhile must not free it
    return FieldsReader(v, plan, source).read(out);
}

// The hooks that see the input before the fields do: the last one defined goes first.
Completion run_before(Validation& v, const ModelPlan& plan, Value& input) {
    for (auto hook = plan.hooks.rbegin(); hook != plan.hooks.rend(); ++hook) {
        if (hook->kind != HookKind::ModelValidator || hook->mode != ValidatorMode::Before) continue;
        const Value shown = input;
        AW_GUEST(input, call_validator(v, hook->function, hook->takes_info, shown, shown));
        if (input.empty()) return Value::false_();
    }
    return Value::true_();
}

Completion read_root(Validation& v, const ModelPlan& plan, const Value& input, Values& out) {
    const ModelField& root = plan.fields[0];
    out.by_field.resize(1);
    out.set.resize(1);
    const std::string_view outer_name = v.field_name;
    v.field_name = root.name;
    if (input.empty()) {
        AW_GUEST(out.by_field[0], default_value(v, root, {}));
    } else {
        AW_GUEST(out.by_field[0], validate_value(v, *root.type, input));
        out.set[0] = true;
        out.set_count = 1;
    }
    v.field_name = outer_name;
    return Value::boolean(!out.by_field[0].empty());
}

// A model with an __init__ of its own is made by calling it.
Completion call_own_init(Validation& v, const FieldType& type, const ModelPlan& plan,
                         const Value& input) {
    const auto* dict = lang::plain(input).try_as<Dict>();
    if (!dict) return wrong_model_type(v, plan, input);
    const Value held = lang::plain(input);
    std::vector<lang::Keyword> keywords;
    for (const lang::DictEntry& entry : dict->entries)
        if (!entry.key.empty() && lang::is_text(entry.key))
            keywords.push_back({lang::text_of(entry.key), entry.value});
    return note_raised(v, v.vm.call(type.cls, {}, keywords), input);
}

Completion build_model(Validation& v, const ModelPlan& plan, const Value& self, Value input) {
    const Value given = input;
    if (!input.empty()) {
        AW_GUEST(const Value going_on, run_before(v, plan, input));
        if (!going_on.is_true()) return Value();
        // A before-validator may hand over a finished model.
        if (plan.kind == RecordKind::Model && self.empty() && input.is(Kind::Instance) &&
            v.vm.is_instance_of(input, *plan.cls))
            return input;
    }
    Values values;
    AW_GUEST(const Value valid, plan.kind == RecordKind::RootModel
                                    ? read_root(v, plan, input, values)
                                    : read_values(v, plan, input, values));
    if (!valid.is_true()) return Value();
    v.add_fields_set(values.set_count);
    const Value made = self.empty() ? lang::make_instance(v.vm, *plan.cls) : self;
    set_fields(v.vm, *made.as<Instance>(), plan, values.by_field, std::move(values.set),
               values.extra);
    AW_GUEST_DO(set_privates(v.vm, *made.as<Instance>(), plan));
    if (!plan.has_post_init) return made;
    Value context = v.options->context.empty() ? Value::none() : v.options->context;
    AW_GUEST(
        const Value done,
        note_raised(v, v.vm.call_method(made, "model_post_init", std::span(&context, 1)), given));
    return done.empty() ? Completion(Value()) : Completion(made);
}

// -- dataclasses and TypedDicts ------------------------------------------------------------------

Completion build_dataclass(Validation& v, const ModelPlan& plan, Values& values) {
    const Value made = lang::make_instance(v.vm, *plan.cls);
    std::vector<Value> init_only;
    for (std::size_t i = 0; i < plan.fields.size(); ++i) {
        if (values.by_field[i].empty()) continue;
        if (plan.fields[i].init_only)
            init_only.push_back(values.by_field[i]);
        else
            lang::write_slot(v.vm, *made.as<Instance>(), plan.fields[i].name, values.by_field[i]);
    }
    if (!plan.has_post_init) return made;
    AW_GUEST(const Value done,
             note_raised(v, v.vm.call_method(made, "__post_init__", init_only), made));
    return done.empty() ? Completion(Value()) : Completion(made);
}

Completion build_dict(Validation& v, const ModelPlan& plan, Values& values) {
    Value dict = v.vm.heap().make_dict();
    for (std::size_t i = 0; i < plan.fields.size(); ++i)
        if (!values.by_field[i].empty())
            lang::dict_put(v.vm, *dict.as<Dict>(), plan.fields[i].name, values.by_field[i]);
    return dict;
}

}  // namespace

Completion validate_model(Validation& v, const FieldType& type, const Value& input) {
    ModelPlan* plan = plan_of(*type.cls.as<Class>());
    AW_GUEST_DO(complete_model(v.vm, *plan));
    return validate_value(v, *plan->around, input);
}

Completion validate_model_itself(Validation& v, const FieldType& type, const Value& input) {
    Vm& vm = v.vm;
    const Value self = std::exchange(v.self, Value());
    const ModelPlan& plan = *plan_of(*type.cls.as<Class>());
    if (self.empty()) {
        if (input.is(Kind::Instance) && vm.is_instance_of(input, *plan.cls)) {
            if (!plan.config.revalidate) return input;
            AW_GUEST(const Value fields, fields_as_dict(vm, input));
            return build_model(v, plan, {}, fields);
        }
        if (is_strict(v, type) && !v.options->json) return wrong_model_type(v, plan, input);
        v.floor(Exactness::Lax);
        if (plan.custom_init) return call_own_init(v, type, plan, input);
    }
    if (v.depth >= kMaxModelDepth)
        return v.fail("recursion_loop", "Recursion error - cyclic reference detected", input);
    ++v.depth;
    Completion made = build_model(v, plan, self, input);
    --v.depth;
    return made;
}

Completion validate_record(Validation& v, const FieldType& type, const Value& input) {
    const ModelPlan& plan = *type.plan;
    const bool is_class = plan.kind == RecordKind::DataClass;
    if (is_class && input.is(Kind::Instance) && v.vm.is_instance_of(input, *plan.cls)) return input;
    if (is_class && is_strict(v, type) && !v.options->json) return wrong_model_type(v, plan, input);
    if (is_class) v.floor(Exactness::Lax);
    if (v.depth >= kMaxModelDepth)
        return v.fail("recursion_loop", "Recursion error - cyclic reference detected", input);
    ++v.depth;
    Values values;
    Completion valid = read_values(v, plan, input, values);
    --v.depth;
    AW_GUEST(const Value is_valid, std::move(valid));
    if (!is_valid.is_true()) return Value();
    v.add_fields_set(values.set_count);
    return is_class ? build_dataclass(v, plan, values) : build_dict(v, plan, values);
}

}  // namespace web
