// Dataclasses and TypedDicts as models: their fields, planned where an annotation names them.
// pydantic _internal/_dataclasses.py, _generate_schema.py.
#include <algorithm>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/lib_dataclasses.h"
#include "lang/native.h"
#include "web/field_object.h"
#include "web/model_plan.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

bool is_typed_dict(const Class& cls) {
    return std::any_of(cls.mro.begin(), cls.mro.end(), [](const Class* base) {
        return base->name == "TypedDict" && base->module_name == "typing";
    });
}

const Class* form_of(const Value& annotation) {
    const auto* alias = annotation.try_as<lang::GenericAlias>();
    const auto* origin = alias ? alias->origin.try_as<Class>() : nullptr;
    return origin && origin->module_name == "typing" ? origin : nullptr;
}

Completion evaluated(Vm& vm, const Value& annotation) {
    if (!lang::is_text(annotation)) return annotation;
    return vm.evaluate(lang::text_of(annotation), vm.main_module());
}

struct RecordBuilder {
    Vm& vm;
    ModelPlan& plan;
    TypeContext& context;

    // Annotated[int, Field(alias=...)]
    Completion add(const std::string& name, const Value& given, FieldMark& mark_of_default,
                   ModelField field) {
        AW_GUEST(const Value annotation, evaluated(vm, given));
        field.name = name;
        field.key = vm.heap().intern(name);
        field.output_key = field.key;
        field.annotation = annotation;
        AW_GUEST_DO(read_marks(annotation, mark_of_default, field));
        AW_GUEST_DO(compile_type(vm, annotation, mark_of_default.constraints, context, field.type));
        if (!field.type)
            return raise_no_schema(vm, context.unknown.empty() ? annotation : context.unknown);
        plan.fields.push_back(std::move(field));
        return Completion::none();
    }

    Completion read_marks(const Value& annotation, FieldMark& mark, ModelField& field) {
        if (const Class* form = form_of(annotation); form && form->name == "Annotated")
            for (const Value& item :
                 annotation.as<lang::GenericAlias>()->args.as<lang::Tuple>()->span().subspan(1))
                if (const auto* inner = lang::payload_of<FieldMark>(item)) {
                    if (inner->alias && !mark.alias) mark.alias = inner->alias;
                    if (!inner->default_value.empty() && field.required())
                        field.default_value = inner->default_value;
                }
        if (!mark.validation_alias.empty()) {
            AW_GUEST_DO(read_alias(vm, mark.validation_alias, field.aliases));
        } else if (mark.alias) {
            field.aliases.push_back({*mark.alias});
        }
        const auto& output = mark.serialization_alias ? mark.serialization_alias : mark.alias;
        if (output) field.output_key = vm.heap().make_str(*output);
        return Completion::none();
    }
};

// -- dataclasses ---------------------------------------------------------------------------------

Completion add_data_field(RecordBuilder& builder, const Value& described) {
    Vm& vm = builder.vm;
    const auto part = [&](std::string_view name) { return vm.get_attribute(described, name); };
    AW_GUEST(const Value name, part("name"));
    AW_GUEST(const Value type, part("type"));
    AW_GUEST(const Value standard, part("default"));
    AW_GUEST(const Value factory, part("default_factory"));
    AW_GUEST(const Value init, part("init"));
    ModelField field;
    FieldMark mark;
    const auto is_missing = [&](const Value& value) {
        return value.is(Kind::Instance) && vm.class_of(value).name == "_MISSING_TYPE";
    };
    if (const auto* inner = lang::payload_of<FieldMark>(standard)) {
        merge_marks(mark, *inner);
        field.default_value = mark.default_value;
        field.default_factory = mark.default_factory;
    } else if (!is_missing(standard)) {
        field.default_value = standard;
    }
    if (!is_missing(factory)) field.default_factory = factory;
    field.in_init = !init.is_false();
    const Value& plain = lang::plain(field.default_value);
    field.copies_default = plain.is(Kind::List) || plain.is(Kind::Dict) || plain.is(Kind::Set);
    return builder.add(std::string(lang::text_of(name)), type, mark, std::move(field));
}

Completion plan_dataclass(Vm& vm, const Value& cls, RecordBuilder& builder) {
    AW_GUEST(const Value module, vm.import_module("dataclasses"));
    Value argument = cls;
    AW_GUEST(const Value fields, vm.call_method(module, "fields", std::span<Value>(&argument, 1)));
    AW_GUEST(const Value list, vm.to_list(fields));
    for (const Value& field : list.as<lang::List>()->items)
        AW_GUEST_DO(add_data_field(builder, field));
    builder.plan.has_post_init =
        vm.find_in_class(*cls.as<Class>(), "__post_init__").is(Kind::Function);
    return Completion::none();
}

// -- TypedDict -----------------------------------------------------------------------------------

Completion plan_typed_dict(Vm& vm, Class& cls, RecordBuilder& builder) {
    for (auto base = cls.mro.rbegin(); base != cls.mro.rend(); ++base) {
        if ((*base)->is_native) continue;
        AW_GUEST(const Value annotations, vm.annotations(lang::class_value(**base)));
        const Value total = vm.find_in_class(**base, "__total__");
        const Value copy = lang::dict_copy(vm, *annotations.as<Dict>());
        for (const lang::DictEntry& entry : copy.as<Dict>()->entries) {
            if (entry.key.empty()) continue;
            AW_GUEST(const Value type, evaluated(vm, entry.value));
            const Class* form = form_of(type);
            bool required = !total.is_false();
            if (form && form->name == "NotRequired") required = false;
            if (form && form->name == "Required") required = true;
            ModelField field;
            // Absent and not required: it stays absent.
            field.optional_key = !required;
            FieldMark mark;
            AW_GUEST_DO(
                builder.add(std::string(lang::text_of(entry.key)), type, mark, std::move(field)));
        }
    }
    return Completion::none();
}

Completion add_config(Vm& vm, const Class& cls, std::string_view name, ModelPlan& plan) {
    const Value config = vm.find_in_class(cls, name);
    return config.empty() ? Completion::none() : apply_config(vm, config, plan.config);
}

}  // namespace

Completion plan_record(Vm& vm, const Value& value, TypeContext& context,
                       std::shared_ptr<ModelPlan>& out) {
    Class& cls = *value.as<Class>();
    const bool is_dict = is_typed_dict(cls) && !cls.is_native;
    const bool is_data = lang::is_dataclass(cls);
    out = nullptr;
    if (!is_dict && !is_data) return Completion::none();
    for (const auto& [known, plan] : web_state(vm).records)
        if (known.same_as(value)) {
            out = plan;
            return Completion::none();
        }
    auto plan = std::make_shared<ModelPlan>();
    plan->kind = is_dict ? RecordKind::TypedDict : RecordKind::DataClass;
    plan->cls = &cls;
    plan->keep = value;
    plan->name = cls.name;
    plan->config_dict = Value();
    web_state(vm).records.emplace_back(value, plan);
    AW_GUEST_DO(add_config(vm, cls, "__pydantic_config__", *plan));
    TypeContext inner{&plan->config, value, context.substitutions, {}};
    RecordBuilder builder{vm, *plan, inner};
    Completion done =
        is_dict ? plan_typed_dict(vm, cls, builder) : plan_dataclass(vm, value, builder);
    if (!done.ok()) {
        web_state(vm).records.pop_back();
        return done;
    }
    for (const ModelField& field : plan->fields)
        if (field.type && field.type->takes_info) plan->wants_data = true;
    plan->complete = true;
    out = std::move(plan);
    return Completion::none();
}

}  // namespace web
