#include "web/model_dump.h"

#include <algorithm>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/lib_dataclasses.h"
#include "lang/native.h"
#include "web/dump_filter.h"
#include "web/dump_scalar.h"
#include "web/json_known.h"
#include "web/jsonable.h"
#include "web/model_plan.h"
#include "web/validate_internal.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Kind;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::size_t kMaxDumpDepth = 200;

class Dumper {
  public:
    Dumper(Vm& vm, const DumpOptions& options) : vm_(vm), options_(options) {}

    Completion dump(const FieldType* type, const Value& value, const Filter& filter) {
        if (!vm_.charge(1)) return vm_.out_of_steps();
        if (vm_.heap().over_limit()) return vm_.out_of_memory();
        if (!type) return infer(value, filter);
        if (type->serializer && applies(*type->serializer, value))
            return call_serializer(*type->serializer, {}, "", type, value, filter);
        return dump_typed(*type, value, filter);
    }

    Completion dump_typed(const FieldType& type, const Value& value, const Filter& filter);
    Completion dump_model(ModelPlan& plan, const Value& value, const Filter& filter,
                          bool with_serializer);

  private:
    // Everything that holds other values: cycles end here.
    template <class Work>
    Completion inside(const Value& value, Work work) {
        const lang::Object* object = value.object();
        if (open_.size() >= kMaxDumpDepth ||
            std::find(open_.begin(), open_.end(), object) != open_.end())
            return vm_.raise("ValueError", open_.size() >= kMaxDumpDepth
                                               ? "Circular reference detected (depth exceeded)"
                                               : "Circular reference detected (id repeated)");
        open_.push_back(object);
        Completion done = work();
        open_.pop_back();
        return done;
    }

    Completion infer(const Value& value, const Filter& filter);
    Completion infer_instance(const Value& value, const Filter& filter);
    Completion dump_sequence(const FieldType* type, const Value& value, const Filter& filter);
    Completion finish_sequence(const Value& value, std::vector<Value>& items);
    Completion dump_dict(const FieldType* type, const Value& value, const Filter& filter);
    Completion dump_union(const FieldType& type, const Value& value, const Filter& filter);
    Completion dump_root(const ModelPlan& plan, const Value& model, const Filter& filter);
    Completion dump_record(const ModelPlan& plan, const Value& value, const Filter& filter);
    Completion dump_dataclass(const Value& value, const Filter& filter);
    Completion dump_field(const ModelPlan& plan, const ModelField& field, std::size_t index,
                          const Value& model, const Filter& filter, Dict& out);
    Completion dump_extras(const Value& model, const Filter& filter, Dict& out);
    Completion dump_computed(const ModelPlan& plan, const Value& model, const Filter& filter,
                             Dict& out);
    Completion is_default(const ModelField& field, const Value& value);
    bool applies(const Serializer& serializer, const Value& value) const;
    Completion call_serializer(const Serializer& serializer, const Value& model,
                               std::string_view field, const FieldType* type, const Value& value,
                               const Filter& filter);
    bool uses_alias(const ModelPlan& plan) const {
        return options_.by_alias.value_or(plan.config.serialize_by_alias);
    }

    Vm& vm_;
    const DumpOptions& options_;
    std::vector<const lang::Object*> open_;

    friend Completion call_handler(Vm& vm, Native& self, CallArgs args);
};

// -- functions of the program --------------------------------------------------------------------

// What a wrap serializer calls to go on. Good only while it runs.
struct DumpHandler final : lang::Payload {
    Dumper* dumper = nullptr;  // null: the serializer has returned
    const FieldType* type = nullptr;
    ModelPlan* plan = nullptr;  // of a model serializer
    Filter filter;
    std::size_t depth = 0;
};

Completion call_handler(Vm& vm, Native& self, CallArgs args) {
    auto* handler = lang::payload_of<DumpHandler>(self.bound);
    if (!handler || !handler->dumper)
        return vm.raise("RuntimeError", "the handler of a wrap serializer was called too late");
    if (args.positional.empty())
        return vm.raise("TypeError", "handler() missing 1 required positional argument: 'value'");
    const Value value = args.positional[0];
    if (handler->plan) {
        // The model itself is open already: it is written once more, without its serializer.
        std::vector<const lang::Object*> open;
        std::swap(open, handler->dumper->open_);
        Completion done =
            plan_of(value) == handler->plan
                ? handler->dumper->dump_model(*handler->plan, value, handler->filter, false)
                : handler->dumper->dump(nullptr, value, handler->filter);
        std::swap(open, handler->dumper->open_);
        return done;
    }
    if (!handler->type) return handler->dumper->dump(nullptr, value, handler->filter);
    return handler->dumper->dump_typed(*handler->type, value, handler->filter);
}

Value serialization_info(Vm& vm, const DumpOptions& options, std::string_view field) {
    Value info = lang::make_instance(vm, *web_state(vm).serialization_info);
    auto& instance = *info.as<Instance>();
    const auto flag = [&](std::string_view name, bool on) {
        lang::write_slot(vm, instance, name, Value::boolean(on));
    };
    lang::write_slot(vm, instance, "mode", vm.heap().make_str(options.json ? "json" : "python"));
    lang::write_slot(vm, instance, "context",
                     options.context.empty() ? Value::none() : options.context);
    lang::write_slot(vm, instance, "include",
                     options.include.empty() ? Value::none() : options.include);
    lang::write_slot(vm, instance, "exclude",
                     options.exclude.empty() ? Value::none() : options.exclude);
    flag("by_alias", options.by_alias.value_or(false));
    flag("exclude_unset", options.exclude_unset);
    flag("exclude_defaults", options.exclude_defaults);
    flag("exclude_none", options.exclude_none);
    flag("round_trip", options.round_trip);
    if (!field.empty()) lang::write_slot(vm, instance, "field_name", vm.heap().make_str(field));
    return info;
}

bool Dumper::applies(const Serializer& serializer, const Value& value) const {
    if (serializer.when_used.starts_with("json") && !options_.json) return false;
    return !(serializer.when_used.ends_with("unless-none") && value.is_none());
}

// `model` not empty: a method of it, for `field`; or, with `field` empty, its model serializer.
Completion Dumper::call_serializer(const Serializer& serializer, const Value& model,
                                   std::string_view field, const FieldType* type,
                                   const Value& value, const Filter& filter) {
    std::vector<Value> arguments;
    if (!model.empty()) arguments.push_back(model);
    if (model.empty() || !field.empty()) arguments.push_back(value);
    DumpHandler* handler = nullptr;
    Value holder;
    if (serializer.wraps) {
        auto payload = std::make_unique<DumpHandler>();
        handler = payload.get();
        handler->dumper = this;
        handler->type = type;
        if (!model.empty() && field.empty()) handler->plan = plan_of(model);
        handler->filter = filter;
        holder = lang::make_instance(vm_, *vm_.classes.object);
        holder.as<Instance>()->payload = std::move(payload);
        arguments.push_back(lang::make_native(vm_, "handler", call_handler, holder));
    }
    if (serializer.takes_info) arguments.push_back(serialization_info(vm_, options_, field));
    Completion outcome = vm_.call(serializer.function, arguments);
    if (handler) handler->dumper = nullptr;
    AW_GUEST(const Value result, std::move(outcome));
    if (serializer.returns) return dump_typed(*serializer.returns, result, {});
    return infer(result, {});
}

// -- by type -------------------------------------------------------------------------------------

Completion Dumper::dump_typed(const FieldType& type, const Value& value, const Filter& filter) {
    switch (type.kind) {
        case TypeKind::Model:
        case TypeKind::ModelItself: {
            const Class& cls = *type.cls.as<Class>();
            if (!value.is(Kind::Instance) || !vm_.is_instance_of(value, cls) || options_.as_any)
                return infer(value, filter);
            return dump_model(*plan_of(cls), value, filter, true);
        }
        case TypeKind::Record: return dump_record(*type.plan, value, filter);
        case TypeKind::List:
            return value.is(Kind::List) ? dump_sequence(&type, value, filter)
                                        : infer(value, filter);
        case TypeKind::Set:
        case TypeKind::FrozenSet:
            return value.is(Kind::Set) || value.is(Kind::FrozenSet)
                       ? dump_sequence(&type, value, filter)
                       : infer(value, filter);
        case TypeKind::Tuple:
        case TypeKind::VariadicTuple:
            return value.is(Kind::Tuple) ? dump_sequence(&type, value, filter)
                                         : infer(value, filter);
        case TypeKind::Dict:
            return value.is(Kind::Dict) ? dump_dict(&type, value, filter) : infer(value, filter);
        case TypeKind::Union:
        case TypeKind::TaggedUnion: return dump_union(type, value, filter);
        case TypeKind::Validator:
            if (type.mode == ValidatorMode::Plain) return infer(value, filter);
            return dump(type.items[0].get(), value, filter);
        case TypeKind::Checked:
        case TypeKind::Json: return dump(type.items[0].get(), value, filter);
        default: return infer(value, filter);
    }
}

Completion Dumper::dump_union(const FieldType& type, const Value& value, const Filter& filter) {
    const auto is_none = [](const FieldTypePtr& member) { return member->kind == TypeKind::None; };
    if (value.is_none() && std::any_of(type.items.begin(), type.items.end(), is_none)) return value;
    for (const Fit wanted : {Fit::Exact, Fit::Lax})
        for (const FieldTypePtr& member : type.items)
            if (fits(vm_, *member, value, wanted)) return dump(member.get(), value, filter);
    return infer(value, filter);
}

// -- containers ----------------------------------------------------------------------------------

// The type of an item: each its own in a tuple.
const FieldType* item_type(const FieldType* type, std::size_t index) {
    if (!type || type->items.empty()) return nullptr;
    if (type->kind != TypeKind::Tuple) return type->items[0].get();
    return index < type->items.size() ? type->items[index].get() : nullptr;
}

Completion Dumper::dump_sequence(const FieldType* type, const Value& value, const Filter& filter) {
    return inside(value, [&]() -> Completion {
        AW_GUEST(const Value list, vm_.to_list(value));
        const auto& given = list.as<lang::List>()->items;
        std::vector<Value> items;
        for (std::size_t i = 0; i < given.size(); ++i) {
            Filter next;
            const auto index = static_cast<std::int64_t>(i);
            const auto size = static_cast<std::int64_t>(given.size());
            AW_GUEST(const Value kept, filter.item(vm_, index, size, next));
            if (!kept.is_true()) continue;
            AW_GUEST(Value item, dump(item_type(type, i), given[i], next));
            items.push_back(std::move(item));
        }
        return finish_sequence(value, items);
    });
}

// JSON has lists only; in Python a container stays what it is.
Completion Dumper::finish_sequence(const Value& value, std::vector<Value>& items) {
    if (!options_.json && value.is(Kind::Tuple)) return vm_.heap().make_tuple(items);
    if (!options_.json && (value.is(Kind::Set) || value.is(Kind::FrozenSet))) {
        Value made = value.is(Kind::Set) ? vm_.heap().make_set() : vm_.heap().make_frozenset();
        for (const Value& item : items)
            AW_GUEST_DO(lang::set_add(vm_, *made.as<lang::Set>(), item));
        return made;
    }
    return vm_.heap().make_list(items);
}

Completion Dumper::dump_dict(const FieldType* type, const Value& value, const Filter& filter) {
    return inside(value, [&]() -> Completion {
        Value made = vm_.heap().make_dict();
        const Dict& dict = *value.as<Dict>();
        for (std::size_t i = 0; i < dict.entries.size(); ++i) {
            if (dict.entries[i].key.empty()) continue;
            const Value key = dict.entries[i].key;
            const Value item = dict.entries[i].value;
            Filter next;
            AW_GUEST(const Value kept, filter.key(vm_, key, next));
            if (!kept.is_true()) continue;
            Value new_key = key;
            if (options_.json) {
                AW_GUEST(new_key, json_key(vm_, key));
            }
            const FieldType* value_type =
                type && type->items.size() > 1 ? type->items[1].get() : nullptr;
            AW_GUEST(Value new_item, dump(value_type, item, next));
            AW_GUEST_DO(lang::dict_set(vm_, *made.as<Dict>(), new_key, std::move(new_item)));
        }
        return made;
    });
}

// -- models --------------------------------------------------------------------------------------

Completion Dumper::dump_model(ModelPlan& plan, const Value& value, const Filter& filter,
                              bool with_serializer) {
    AW_GUEST_DO(complete_model(vm_, plan));
    return inside(value, [&]() -> Completion {
        if (with_serializer && plan.serializer && applies(*plan.serializer, value))
            return call_serializer(*plan.serializer, value, "", nullptr, value, filter);
        if (plan.kind == RecordKind::RootModel) return dump_root(plan, value, filter);
        Value made = vm_.heap().make_dict();
        Dict& out = *made.as<Dict>();
        for (std::size_t i = 0; i < plan.fields.size(); ++i)
            AW_GUEST_DO(dump_field(plan, plan.fields[i], i, value, filter, out));
        AW_GUEST_DO(dump_extras(value, filter, out));
        if (!options_.round_trip && !options_.exclude_computed)
            AW_GUEST_DO(dump_computed(plan, value, filter, out));
        return made;
    });
}

Completion Dumper::dump_root(const ModelPlan& plan, const Value& model, const Filter& filter) {
    const Value root = lang::read_slot(*model.as<Instance>(), "root");
    const FieldType& type = *plan.fields[0].type;
    const Serializer* serializer = type.serializer.get();
    if (!serializer || !serializer->is_method) return dump(&type, root, filter);
    if (!applies(*serializer, root)) return dump_typed(type, root, filter);
    return call_serializer(*serializer, model, "root", &type, root, filter);
}

Completion Dumper::is_default(const ModelField& field, const Value& value) {
    if (field.required() || field.factory_takes_data) return Value::false_();
    Value standard = field.default_value;
    if (!field.default_factory.empty()) {
        AW_GUEST(standard, vm_.call(field.default_factory));
    }
    return vm_.equals(value, standard);
}

// Of a subclass's instance too: the plan's own fields alone are written.
Completion Dumper::dump_field(const ModelPlan& plan, const ModelField& field, std::size_t index,
                              const Value& model, const Filter& filter, Dict& out) {
    const auto& instance = *model.as<Instance>();
    const std::uint32_t slot = lang::slot_of(*instance.shape, *field.key.as<lang::Str>());
    if (slot == lang::kNoSlot || field.exclude) return Completion::none();
    const Value value = instance.slots[slot];
    if (value.empty() || (options_.exclude_none && value.is_none())) return Completion::none();
    if (options_.exclude_unset && !is_set(model, plan, index)) return Completion::none();
    Filter next;
    AW_GUEST(const Value kept, filter.key(vm_, field.key, next));
    if (!kept.is_true()) return Completion::none();
    if (options_.exclude_defaults) {
        AW_GUEST(const Value same, is_default(field, value));
        if (same.is_true()) return Completion::none();
    }
    const Serializer* serializer = field.type->serializer.get();
    Value written;
    if (serializer && serializer->is_method && applies(*serializer, value)) {
        AW_GUEST(written,
                 call_serializer(*serializer, model, field.name, field.type.get(), value, next));
    } else if (serializer && serializer->is_method) {
        AW_GUEST(written, dump_typed(*field.type, value, next));
    } else {
        AW_GUEST(written, dump(field.type.get(), value, next));
    }
    const Value& key = uses_alias(plan) ? field.output_key : field.key;
    lang::dict_put(vm_, out, lang::text_of(key), std::move(written));
    return Completion::none();
}

Completion Dumper::dump_extras(const Value& model, const Filter& filter, Dict& out) {
    const ModelState* state = state_of(model);
    if (!state || state->extra.empty()) return Completion::none();
    const Value copy = lang::dict_copy(vm_, *state->extra.as<Dict>());
    for (const lang::DictEntry& entry : copy.as<Dict>()->entries) {
        if (entry.key.empty() || (options_.exclude_none && entry.value.is_none())) continue;
        Filter next;
        AW_GUEST(const Value kept, filter.key(vm_, entry.key, next));
        if (!kept.is_true()) continue;
        AW_GUEST(Value written, infer(entry.value, next));
        lang::dict_put(vm_, out, lang::text_of(entry.key), std::move(written));
    }
    return Completion::none();
}

Completion Dumper::dump_computed(const ModelPlan& plan, const Value& model, const Filter& filter,
                                 Dict& out) {
    for (const ComputedField& field : plan.computed) {
        Filter next;
        AW_GUEST(const Value kept, filter.key(vm_, field.key, next));
        if (!kept.is_true()) continue;
        AW_GUEST(const Value value, vm_.get_attribute(model, field.name));
        if (options_.exclude_none && value.is_none()) continue;
        AW_GUEST(Value written, dump(field.type.get(), value, next));
        const Value& key = uses_alias(plan) ? field.output_key : field.key;
        lang::dict_put(vm_, out, lang::text_of(key), std::move(written));
    }
    return Completion::none();
}

// -- dataclasses and TypedDicts ------------------------------------------------------------------

Completion Dumper::dump_record(const ModelPlan& plan, const Value& value, const Filter& filter) {
    const bool is_dict = plan.kind == RecordKind::TypedDict;
    if (is_dict ? !value.is(Kind::Dict)
                : !value.is(Kind::Instance) || !vm_.is_instance_of(value, *plan.cls))
        return infer(value, filter);
    return inside(value, [&]() -> Completion {
        Value made = vm_.heap().make_dict();
        for (const ModelField& field : plan.fields) {
            const Value item = is_dict ? lang::dict_find(*value.as<Dict>(), field.name)
                                       : lang::read_slot(*value.as<Instance>(), field.name);
            if (item.empty() || field.exclude || (options_.exclude_none && item.is_none()))
                continue;
            Filter next;
            AW_GUEST(const Value kept, filter.key(vm_, field.key, next));
            if (!kept.is_true()) continue;
            if (options_.exclude_defaults) {
                AW_GUEST(const Value same, is_default(field, item));
                if (same.is_true()) continue;
            }
            AW_GUEST(Value written, dump(field.type.get(), item, next));
            const Value& key = uses_alias(plan) ? field.output_key : field.key;
            lang::dict_put(vm_, *made.as<Dict>(), lang::text_of(key), std::move(written));
        }
        return made;
    });
}

// A dataclass without a declared type: its fields by their values.
Completion Dumper::dump_dataclass(const Value& value, const Filter& filter) {
    return inside(value, [&]() -> Completion {
        AW_GUEST(const Value data, dataclass_values(vm_, value));
        Value made = vm_.heap().make_dict();
        for (const lang::DictEntry& entry : data.as<Dict>()->entries) {
            if (entry.key.empty()) continue;
            Filter next;
            AW_GUEST(const Value kept, filter.key(vm_, entry.key, next));
            if (!kept.is_true()) continue;
            AW_GUEST(Value written, dump(nullptr, entry.value, next));
            AW_GUEST_DO(lang::dict_set(vm_, *made.as<Dict>(), entry.key, std::move(written)));
        }
        return made;
    });
}

// -- by the value alone --------------------------------------------------------------------------

Completion Dumper::infer(const Value& value, const Filter& filter) {
    if (!value.is_object()) return value;
    switch (value.object()->kind()) {
        case Kind::Int:
        case Kind::Float:
        case Kind::Str: return value;
        case Kind::Bytes: return options_.json ? json_bytes(vm_, value) : Completion(value);
        case Kind::Dict: return dump_dict(nullptr, value, filter);
        case Kind::List:
        case Kind::Tuple:
        case Kind::Set:
        case Kind::FrozenSet:
        case Kind::Generator: return dump_sequence(nullptr, value, filter);
        case Kind::Instance: return infer_instance(value, filter);
        default: return options_.json ? json_scalar(vm_, value) : Completion(value);
    }
}

Completion Dumper::infer_instance(const Value& value, const Filter& filter) {
    if (ModelPlan* plan = plan_of(value)) return dump_model(*plan, value, filter, true);
    if (lang::is_dataclass_instance(value)) return dump_dataclass(value, filter);
    if (is_enum(vm_, value)) {
        if (!options_.json) return value;
        AW_GUEST(const Value inner, vm_.get_attribute(value, "value"));
        return infer(inner, filter);
    }
    const Value& plain = lang::plain(value);
    if (plain.is(Kind::Dict) || plain.is(Kind::List) || plain.is(Kind::Tuple) ||
        plain.is(Kind::Set))
        return infer(plain, filter);
    if (!options_.json) return value;
    if (!plain.is(Kind::Instance)) return infer(plain, filter);
    return json_scalar(vm_, value);
}

}  // namespace

Completion dump_value(Vm& vm, const FieldType* type, const Value& value,
                      const DumpOptions& options) {
    const Filter filter{options.include, options.exclude};
    return Dumper(vm, options).dump(type, value, filter);
}

Completion dump_to_json(Vm& vm, const FieldType* type, const Value& value, DumpOptions options,
                        std::string& out) {
    options.json = true;
    AW_GUEST(const Value plain, dump_value(vm, type, value, options));
    return to_typed_json(vm, plain, out);
}

}  // namespace web
