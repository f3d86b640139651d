#include "web/model_object.h"

#include <algorithm>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "lang/repr.h"
#include "lang/snapshot.h"
#include "web/model_class.h"
#include "web/validate_internal.h"
#include "web/validation_error.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Kind;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

Value field_value(const Instance& instance, const Value& key) {
    const std::uint32_t slot = lang::slot_of(*instance.shape, *key.as<lang::Str>());
    return slot == lang::kNoSlot ? Value() : instance.slots[slot];
}

// -- making --------------------------------------------------------------------------------------

Completion data_of_keywords(Vm& vm, CallArgs args, const ModelPlan& plan, Value& data) {
    const bool is_root = plan.kind == RecordKind::RootModel;
    const std::size_t allowed = is_root ? 2 : 1;
    if (args.positional.size() > allowed)
        return vm.raise(
            "TypeError",
            std::string(is_root ? "RootModel" : "BaseModel") + ".__init__() takes " +
                (is_root ? "from 1 to 2 positional arguments" : "1 positional argument") + " but " +
                std::to_string(args.positional.size()) + " were given");
    if (is_root && args.positional.size() == 2) {
        data = args.positional[1];
        return Completion::none();
    }
    if (is_root && args.keywords.size() == 1 && args.keywords[0].name == "root") {
        data = args.keywords[0].value;
        return Completion::none();
    }
    if (is_root && args.keywords.empty()) {
        // Its default, or an error about nothing given.
        data = plan.fields[0].required() ? web_state(vm).undefined : Value();
        return Completion::none();
    }
    data = vm.heap().make_dict();
    for (const lang::Keyword& keyword : args.keywords)
        lang::dict_put(vm, *data.as<Dict>(), keyword.name, keyword.value);
    return Completion::none();
}

std::string error_title(const ModelPlan& plan) {
    return lang::is_text(plan.config.title.empty() ? Value::none() : plan.config.title)
               ? std::string(lang::text_of(plan.config.title))
               : plan.name;
}

Completion model_init(Vm& vm, Native&, CallArgs args) {
    const Value self = args.positional[0];
    ModelPlan* plan = plan_of(self);
    if (!plan) return Completion::none();
    AW_GUEST_DO(complete_model(vm, *plan));
    Value data;
    AW_GUEST_DO(data_of_keywords(vm, args, *plan, data));
    static const ValidateOptions standard;
    std::vector<FieldError> errors;
    Validation validation{vm, errors, {}, &standard};
    validation.self = self;
    AW_GUEST(const Value made, validate_value(validation, *plan->around, data));
    if (!made.empty()) return Completion::none();
    return raise_model_errors(vm, error_title(*plan), std::move(errors), plan->config.hide_input);
}

// -- reading and writing -------------------------------------------------------------------------

Completion raise_no_attribute(Vm& vm, const Value& self, std::string_view name) {
    return vm.raise("AttributeError", "'" + vm.class_of(self).name + "' object has no attribute '" +
                                          std::string(name) + "'");
}

// What is no attribute in the ordinary way: an extra.
Completion model_getattr(Vm& vm, Native&, CallArgs args) {
    if (args.positional.size() != 2 || !lang::is_text(args.positional[1]))
        return vm.raise("TypeError", "__getattr__ needs a name");
    const std::string_view name = lang::text_of(args.positional[1]);
    const ModelState* state = state_of(args.positional[0]);
    if (state && !state->extra.empty())
        if (Value extra = lang::dict_find(*state->extra.as<Dict>(), name); !extra.empty())
            return extra;
    return raise_no_attribute(vm, args.positional[0], name);
}

Completion raise_assignment_error(Vm& vm, const ModelPlan& plan, const std::string& name,
                                  std::string_view type, std::string_view words,
                                  const Value& value) {
    FieldError error{std::string(type), {name}, std::string(words), value, {}};
    return raise_model_errors(vm, plan.name, {std::move(error)});
}

// validate_assignment=True: the field alone, then the model's after validators.
Completion validated(Vm& vm, const ModelPlan& plan, const ModelField& field, const Value& self,
                     const Value& value, Value& out) {
    static const ValidateOptions standard;
    std::vector<FieldError> errors;
    Validation validation{vm, errors, {}, &standard};
    validation.field_name = field.name;
    if (plan.wants_data) {
        AW_GUEST(validation.data, fields_as_dict(vm, self));
    }
    validation.loc.emplace_back(field.name);
    AW_GUEST(out, validate_value(validation, *field.type, value));
    if (out.empty()) return raise_model_errors(vm, error_title(plan), std::move(errors));
    return Completion::none();
}

Completion run_after(Vm& vm, const ModelPlan& plan, const Value& self) {
    if (!plan.has_hook(HookKind::ModelValidator, ValidatorMode::After)) return Completion::none();
    static const ValidateOptions standard;
    std::vector<FieldError> errors;
    Validation validation{vm, errors, {}, &standard};
    AW_GUEST(const Value made, validate_value(validation, *plan.around, self));
    if (made.empty()) return raise_model_errors(vm, error_title(plan), std::move(errors));
    return Completion::none();
}

void mark_set(const Value& self, const ModelPlan& plan, const ModelField& field) {
    ModelState* state = state_of(self);
    const auto index = static_cast<std::size_t>(&field - plan.fields.data());
    if (state && index < state->set.size()) state->set[index] = true;
}

Completion set_field(Vm& vm, const ModelPlan& plan, const ModelField& field, const Value& self,
                     const Value& value) {
    Value kept = value;
    if (plan.config.validate_assignment) AW_GUEST_DO(validated(vm, plan, field, self, value, kept));
    const Value before = field_value(*self.as<Instance>(), field.key);
    AW_GUEST_DO(lang::plain_set_attribute(vm, self, *field.key.as<lang::Str>(), kept));
    mark_set(self, plan, field);
    if (!plan.config.validate_assignment) return Completion::none();
    Completion checked = run_after(vm, plan, self);
    if (checked.raised() && !before.empty())
        AW_GUEST_DO(lang::plain_set_attribute(vm, self, *field.key.as<lang::Str>(), before));
    return checked;
}

// -- comparing and showing -----------------------------------------------------------------------

Completion same_values(Vm& vm, const ModelPlan& plan, const Instance& a, const Instance& b) {
    const auto same = [&](const Value& key) -> Completion {
        const Value x = field_value(a, key);
        const Value y = field_value(b, key);
        if (x.empty() || y.empty()) return Value::boolean(x.empty() == y.empty());
        return vm.equals(x, y);
    };
    for (const ModelField& field : plan.fields) {
        AW_GUEST(const Value equal, same(field.key));
        if (!equal.is_true()) return equal;
    }
    for (const PrivateField& field : plan.privates) {
        AW_GUEST(const Value equal, same(field.key));
        if (!equal.is_true()) return equal;
    }
    return Value::true_();
}

Completion model_eq(Vm& vm, Native&, CallArgs args) {
    if (args.positional.size() != 2 || !plan_of(args.positional[1]))
        return Value::not_implemented();
    const Value a = args.positional[0];
    const Value b = args.positional[1];
    if (a.same_as(b)) return Value::true_();
    const ModelPlan* plan = plan_of(a);
    if (!plan || &vm.class_of(a) != &vm.class_of(b)) return Value::false_();
    AW_GUEST(const Value equal, same_values(vm, *plan, *a.as<Instance>(), *b.as<Instance>()));
    if (!equal.is_true()) return equal;
    const Value x = state_of(a) ? Value(state_of(a)->extra) : Value();
    const Value y = state_of(b) ? Value(state_of(b)->extra) : Value();
    if (x.empty() || y.empty()) return Value::boolean(x.empty() == y.empty());
    return vm.equals(x, y);
}

Completion add_shown(Vm& vm, std::string_view name, const Value& value, std::string_view separator,
                     lang::TextBuilder& out, bool& first) {
    if (!first) out.add(separator);
    first = false;
    if (!name.empty()) {
        out.add(name);
        out.add("=");
    }
    return lang::repr_into(vm, value, out);
}

// "name='x', age=1" or, for str(), with blanks between.
Completion show_fields(Vm& vm, const Value& self, std::string_view separator,
                       lang::TextBuilder& out) {
    const ModelPlan* plan = plan_of(self);
    if (!plan) return Completion::none();
    bool first = true;
    for (const ModelField& field : plan->fields) {
        if (!field.shown) continue;
        const Value value = field_value(*self.as<Instance>(), field.key);
        if (value.empty()) continue;
        AW_GUEST_DO(add_shown(vm, field.name, value, separator, out, first));
    }
    if (const ModelState* state = state_of(self); state && !state->extra.empty()) {
        const Value extra = lang::dict_copy(vm, *state->extra.as<Dict>());
        for (const lang::DictEntry& entry : extra.as<Dict>()->entries)
            if (!entry.key.empty())
                AW_GUEST_DO(
                    add_shown(vm, lang::text_of(entry.key), entry.value, separator, out, first));
    }
    for (const ComputedField& field : plan->computed) {
        if (!field.shown) continue;
        AW_GUEST(const Value value, vm.get_attribute(self, field.name));
        AW_GUEST_DO(add_shown(vm, field.name, value, separator, out, first));
    }
    return Completion::none();
}

Completion model_repr(Vm& vm, Native&, CallArgs args) {
    const Value self = args.positional[0];
    const lang::ReprGuard guard(self.object());
    if (guard.repeated()) return vm.heap().make_ascii("...");
    if (guard.too_deep()) return vm.raise("RecursionError", "maximum recursion depth exceeded");
    lang::TextBuilder out(vm);
    out.add(vm.class_of(self).name);
    out.add("(");
    AW_GUEST_DO(show_fields(vm, self, ", ", out));
    out.add(")");
    return out.finish();
}

Completion model_str(Vm& vm, Native&, CallArgs args) {
    const lang::ReprGuard guard(args.positional[0].object());
    if (guard.repeated()) return vm.heap().make_ascii("...");
    if (guard.too_deep()) return vm.raise("RecursionError", "maximum recursion depth exceeded");
    lang::TextBuilder out(vm);
    AW_GUEST_DO(show_fields(vm, args.positional[0], " ", out));
    return out.finish();
}

Completion model_iter(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value dict, fields_as_dict(vm, args.positional[0]));
    AW_GUEST(const Value items, vm.call_method(dict, "items"));
    return vm.iterate(items);
}

Completion copy_model(Vm& vm, const Value& self, bool deep) {
    const ModelPlan* plan = plan_of(self);
    if (!plan) return self;
    const auto& from = *self.as<Instance>();
    const Value copy = lang::make_instance(vm, *from.cls);
    auto& to = *copy.as<Instance>();
    for (std::size_t i = 0; i < from.shape->names.size(); ++i) {
        if (from.shape->names[i].empty()) continue;
        Value value = from.slots[i];
        if (deep) {
            AW_GUEST(value, deep_copy(vm, value));
        }
        lang::put_slot(to, *from.shape->names[i].as<lang::Str>(), value);
    }
    auto state = std::make_unique<ModelState>();
    if (const ModelState* known = state_of(self)) {
        state->set = known->set;
        if (!known->extra.empty()) state->extra = lang::dict_copy(vm, *known->extra.as<Dict>());
        if (deep && !state->extra.empty()) {
            AW_GUEST(state->extra, deep_copy(vm, state->extra));
        }
    }
    to.payload = std::move(state);
    return copy;
}

Completion model_copy_shallow(Vm& vm, Native&, CallArgs args) {
    return copy_model(vm, args.positional[0], false);
}
Completion model_copy_deep(Vm& vm, Native&, CallArgs args) {
    return copy_model(vm, args.positional[0], true);
}

}  // namespace

Completion model_setattr(Vm& vm, Native&, CallArgs args) {
    if (args.positional.size() != 3 || !lang::is_text(args.positional[1]))
        return vm.raise("TypeError", "__setattr__ needs a name and a value");
    const Value self = args.positional[0];
    const std::string name(lang::text_of(args.positional[1]));
    const Value value = args.positional[2];
    const Value key = vm.heap().intern(name);
    ModelPlan* plan = plan_of(self);
    if (!plan) return lang::plain_set_attribute(vm, self, *key.as<lang::Str>(), value);
    if (std::find(plan->class_variables.begin(), plan->class_variables.end(), name) !=
        plan->class_variables.end())
        return vm.raise("AttributeError", "'" + name + "' is a ClassVar of `" + plan->name +
                                              "` and cannot be set on an instance. If you want to "
                                              "set a value on the class, use `" +
                                              plan->name + "." + name + " = value`.");
    const Value found = vm.find_in_class(*plan->cls, name);
    if (name.starts_with("_") || found.is(Kind::Property))
        return lang::plain_set_attribute(vm, self, *key.as<lang::Str>(), value);
    const ModelField* field = plan->find(name);
    if (plan->config.frozen)
        return raise_assignment_error(vm, *plan, name, "frozen_instance", "Instance is frozen",
                                      value);
    if (field && field->frozen)
        return raise_assignment_error(vm, *plan, name, "frozen_field", "Field is frozen", value);
    if (field) return set_field(vm, *plan, *field, self, value);
    ModelState* state = state_of(self);
    if (plan->config.extra == Extra::Allow && state && !state->extra.empty()) {
        lang::dict_put(vm, *state->extra.as<Dict>(), name, value);
        return Completion::none();
    }
    return vm.raise("ValueError", "\"" + plan->name + "\" object has no field \"" + name + "\"");
}

Completion model_hash(Vm& vm, Native&, CallArgs args) {
    const ModelPlan* plan = plan_of(args.positional[0]);
    std::vector<Value> values;
    for (const ModelField& field : plan->fields) {
        Value value = field_value(*args.positional[0].as<Instance>(), field.key);
        values.push_back(value.empty() ? Value::none() : std::move(value));
    }
    return vm.hash(values.size() == 1 ? values[0] : vm.heap().make_tuple(values));
}

void set_fields(Vm& vm, Instance& instance, const ModelPlan& plan, std::vector<Value>& values,
                std::vector<bool> set, const Value& extra) {
    const bool all = std::none_of(values.begin(), values.end(),
                                  [](const Value& value) { return value.empty(); });
    if (all && plan.shape && instance.slots.empty() && !lang::in_trace(instance) &&
        instance.cls == plan.cls) {
        instance.slots.assign(values.begin(), values.end());
        instance.shape = plan.shape;
    } else {
        for (std::size_t i = 0; i < plan.fields.size(); ++i)
            if (!values[i].empty()) lang::write_slot(vm, instance, plan.fields[i].name, values[i]);
    }
    auto state = std::make_unique<ModelState>();
    state->set = std::move(set);
    state->extra = extra;
    instance.payload = std::move(state);
}

Completion set_privates(Vm& vm, Instance& instance, const ModelPlan& plan) {
    for (const PrivateField& field : plan.privates) {
        Value value;
        if (!field.default_factory.empty()) {
            AW_GUEST(value, vm.call(field.default_factory));
        } else if (!field.default_value.empty()) {
            AW_GUEST(value, deep_copy(vm, field.default_value));
        } else {
            continue;
        }
        lang::write_slot(vm, instance, lang::text_of(field.key), value);
    }
    return Completion::none();
}

Completion fields_as_dict(Vm& vm, const Value& instance) {
    Value dict = vm.heap().make_dict();
    const ModelPlan* plan = plan_of(instance);
    if (!plan) return dict;
    for (const ModelField& field : plan->fields)
        if (Value value = field_value(*instance.as<Instance>(), field.key); !value.empty())
            lang::dict_put(vm, *dict.as<Dict>(), field.name, std::move(value));
    const ModelState* state = state_of(instance);
    if (!state || state->extra.empty()) return dict;
    for (const lang::DictEntry& entry : state->extra.as<Dict>()->entries)
        if (!entry.key.empty())
            lang::dict_put(vm, *dict.as<Dict>(), lang::text_of(entry.key), entry.value);
    return dict;
}

Completion deep_copy(Vm& vm, const Value& value) {
    if (!value.is_object() || value.is(Kind::Str) || value.is(Kind::Float)) return value;
    if (const auto* list = value.try_as<lang::List>(); list && list->items.empty())
        return vm.heap().make_list();
    if (const auto* dict = value.try_as<Dict>(); dict && dict->used == 0)
        return vm.heap().make_dict();
    if (plan_of(value)) return copy_model(vm, value, true);
    AW_GUEST(const Value module, vm.import_module("copy"));
    Value argument = value;
    return vm.call_method(module, "deepcopy", std::span<Value>(&argument, 1));
}

void install_model_dunders(Vm& vm, lang::Class& base) {
    lang::def_all(vm, base,
                  {{"__init__", model_init},
                   {"__getattr__", model_getattr},
                   {"__setattr__", model_setattr},
                   {"__eq__", model_eq},
                   {"__repr__", model_repr},
                   {"__str__", model_str},
                   {"__iter__", model_iter},
                   {"__copy__", model_copy_shallow},
                   {"__deepcopy__", model_copy_deep}});
    lang::set(vm, base, "__hash__", Value::none());
    lang::set_class_method(vm, base, "__class_getitem__", model_class_getitem);
}

}  // namespace web
