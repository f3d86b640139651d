// The fields of a model out of its class's annotations. pydantic _internal/_fields.py, fields.py.
#include <algorithm>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "web/field_object.h"
#include "web/field_type_internal.h"
#include "web/model_dump.h"
#include "web/param_objects.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

bool is_class_variable(const Value& annotation) {
    const auto* alias = annotation.try_as<lang::GenericAlias>();
    const Value& origin = alias ? alias->origin : annotation;
    if (lang::is_text(annotation)) {
        const std::string_view text = lang::text_of(annotation);
        return text.starts_with("ClassVar") || text.starts_with("typing.ClassVar");
    }
    if (alias && origin.is(Kind::Class) && origin.as<Class>()->name == "Annotated")
        return is_class_variable(alias->args.as<lang::Tuple>()->items[0]);
    return origin.is(Kind::Class) && origin.as<Class>()->name == "ClassVar";
}

bool is_unhashable(Vm& vm, const Value& value) {
    const Value& plain = lang::plain(value);
    if (plain.is(Kind::List) || plain.is(Kind::Dict) || plain.is(Kind::Set)) return true;
    if (!value.is(Kind::Instance)) return false;
    return vm.find_in_class(vm.class_of(value), "__hash__").is_none();
}

// An annotation that is text, evaluated; as it is otherwise.
Completion evaluated_annotation(Vm& vm, const Value& annotation, Class& owner) {
    if (!lang::is_text(annotation)) return annotation;
    return evaluate_annotation(vm, lang::text_of(annotation), lang::class_value(owner));
}

// Field(...) inside Annotated[], in order.
void merge_annotated(const Value& annotation, FieldMark& mark) {
    const auto* alias = annotation.try_as<lang::GenericAlias>();
    const auto* origin = alias ? alias->origin.try_as<Class>() : nullptr;
    if (!origin || origin->name != "Annotated" || origin->module_name != "typing") return;
    for (const Value& item : alias->args.as<lang::Tuple>()->span().subspan(1))
        if (const auto* field = lang::payload_of<FieldMark>(item)) {
            merge_marks(mark, *field);
        } else if (const auto* param = lang::payload_of<ParamMark>(item)) {
            if (param->alias) mark.alias = param->alias;
            if (!param->default_value.empty()) mark.default_value = param->default_value;
        }
    mark.constraints = Constraints();  // the annotation has them already
    mark.discriminator.reset();
    mark.discriminator_function = Value();
    mark.left_to_right.reset();
}

// What stands behind the "=": a Field(), a Query() ..., or the default itself.
void merge_default(const Value& given, FieldMark& mark) {
    if (const auto* field = lang::payload_of<FieldMark>(given)) {
        merge_marks(mark, *field);
    } else if (const auto* param = lang::payload_of<ParamMark>(given)) {
        if (param->alias) mark.alias = param->alias;
        if (!param->default_value.empty()) mark.default_value = param->default_value;
        if (!param->default_factory.empty()) mark.default_factory = param->default_factory;
        join_constraints(mark.constraints, param->constraints);
    } else {
        mark.default_value = given;
        mark.default_factory = Value();
    }
    if (mark.default_value.is_ellipsis()) mark.default_value = Value();
}

// alias_generator=to_camel, or an AliasGenerator.
Completion generate_aliases(Vm& vm, const ModelConfig& config, const std::string& name,
                            FieldMark& mark) {
    if (config.alias_generator.empty() || mark.alias) return Completion::none();
    const auto ask = [&](const Value& function, Value& out) -> Completion {
        Value argument = vm.heap().make_str(name);
        AW_GUEST(out, vm.call(function, std::span<Value>(&argument, 1)));
        if (lang::is_text(out) || lang::payload_of<AliasPathMark>(out) ||
            lang::payload_of<AliasChoicesMark>(out))
            return Completion::none();
        return vm.raise("TypeError", "alias_generator must produce str, AliasPath or AliasChoices");
    };
    if (vm.class_of(config.alias_generator).name != "AliasGenerator") {
        Value alias;
        AW_GUEST_DO(ask(config.alias_generator, alias));
        if (lang::is_text(alias)) mark.alias = std::string(lang::text_of(alias));
        return Completion::none();
    }
    const auto& generator = *config.alias_generator.as<lang::Instance>();
    const auto part = [&](std::string_view slot, Value& out) -> Completion {
        const Value function = lang::read_slot(generator, slot);
        if (function.empty() || function.is_none()) return Completion::none();
        return ask(function, out);
    };
    Value alias;
    Value validation;
    Value serialization;
    AW_GUEST_DO(part("alias", alias));
    AW_GUEST_DO(part("validation_alias", validation));
    AW_GUEST_DO(part("serialization_alias", serialization));
    if (!alias.empty() && lang::is_text(alias)) mark.alias = std::string(lang::text_of(alias));
    if (mark.validation_alias.empty() && !validation.empty()) mark.validation_alias = validation;
    if (!mark.serialization_alias && !serialization.empty() && lang::is_text(serialization))
        mark.serialization_alias = std::string(lang::text_of(serialization));
    return Completion::none();
}

Completion set_aliases(Vm& vm, const FieldMark& mark, ModelField& field) {
    field.aliases.clear();
    if (!mark.validation_alias.empty()) {
        AW_GUEST_DO(read_alias(vm, mark.validation_alias, field.aliases));
    } else if (mark.alias) {
        field.aliases.push_back({*mark.alias});
    }
    const std::optional<std::string>& output =
        mark.serialization_alias ? mark.serialization_alias : mark.alias;
    field.output_key = output ? vm.heap().make_str(*output) : field.key;
    return Completion::none();
}

bool covers(const Hook& hook, const std::string& field) {
    return std::any_of(hook.fields.begin(), hook.fields.end(),
                       [&](const std::string& name) { return name == field || name == "*"; });
}

Completion add_serializer(Vm& vm, const Hook& hook, TypeContext& context, FieldTypePtr& type) {
    auto made = std::make_shared<Serializer>();
    made->function = hook.function;
    made->is_method = true;
    made->wraps = hook.mode == ValidatorMode::Wrap;
    made->takes_info = hook.takes_info;
    made->when_used = hook.when_used;
    if (!hook.return_type.empty())
        AW_GUEST_DO(compile_type(vm, hook.return_type, {}, context, made->returns));
    auto copy = std::make_shared<FieldType>(*type);
    copy->serializer = std::move(made);
    type = std::move(copy);
    return Completion::none();
}

// The type with everything around it. `field.info` holds the FieldMark.
Completion compile_field(Vm& vm, ModelPlan& plan, ModelField& field) {
    TypeContext context{&plan.config, lang::class_value(*plan.cls), plan.substitutions, {}};
    const auto& mark = *lang::payload_of<FieldMark>(field.info);
    AW_GUEST_DO(compile_type(vm, field.annotation, mark.constraints, context, field.type));
    if (!field.type)
        return raise_no_schema(vm, context.unknown.empty() ? field.annotation : context.unknown);
    if (mark.discriminator) AW_GUEST_DO(apply_discriminator(vm, *mark.discriminator, field.type));
    if (!mark.discriminator_function.empty())
        AW_GUEST_DO(apply_tags(vm, mark.discriminator_function, field.type));
    if (mark.left_to_right.value_or(false)) try_in_order(field.type);
    for (const Hook& hook : plan.hooks)
        if (hook.kind == HookKind::FieldValidator && covers(hook, field.name)) {
            field.type = wrap_validator(vm, field.type, hook.function, hook.mode);
        }
    for (const Hook& hook : plan.hooks)
        if (hook.kind == HookKind::FieldSerializer && covers(hook, field.name))
            AW_GUEST_DO(add_serializer(vm, hook, context, field.type));
    return Completion::none();
}

Completion settle_field(Vm& vm, ModelPlan& plan, ModelField& field) {
    auto& mark = *lang::payload_of<FieldMark>(field.info);
    AW_GUEST_DO(generate_aliases(vm, plan.config, field.name, mark));
    AW_GUEST_DO(set_aliases(vm, mark, field));
    if (mark.alias)
        lang::write_slot(vm, *field.info.as<lang::Instance>(), "alias",
                         vm.heap().make_str(*mark.alias));
    field.default_value = mark.default_value;
    field.default_factory = mark.default_factory;
    field.copies_default = !field.default_value.empty() && is_unhashable(vm, field.default_value);
    field.factory_takes_data =
        !field.default_factory.empty() && takes_info(vm, field.default_factory, 0);
    field.validate_default = mark.validate_default.value_or(plan.config.validate_default);
    field.frozen = mark.frozen.value_or(false);
    field.exclude = mark.exclude.value_or(false);
    field.shown = mark.repr.value_or(true);
    return compile_field(vm, plan, field);
}

ModelField* field_named(std::vector<ModelField>& fields, std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const ModelField& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

Completion add_own_field(Vm& vm, Class& cls, ModelPlan& plan, const Value& key,
                         const Value& annotation) {
    const std::string name(lang::text_of(key));
    auto mark = std::make_unique<FieldMark>();
    merge_annotated(annotation, *mark);
    const Value interned = vm.heap().intern(name);
    if (const Value* given = lang::own_class_attribute(cls, *interned.as<lang::Str>())) {
        merge_default(*given, *mark);
        AW_GUEST_DO(vm.delete_attribute(lang::class_value(cls), name));
    } else if (const Value kept = lang::dict_find(*plan.taken_defaults.as<lang::Dict>(), name);
               !kept.empty()) {
        merge_default(kept, *mark);
    }
    if (mark->default_value.is_ellipsis()) mark->default_value = Value();
    ModelField field;
    field.name = name;
    field.key = interned;
    field.annotation = annotation;
    field.info = make_field_info(vm, std::move(mark), annotation);
    if (ModelField* known = field_named(plan.fields, name))
        *known = std::move(field);
    else
        plan.fields.push_back(std::move(field));
    return Completion::none();
}

Completion add_private(Vm& vm, Class& cls, ModelPlan& plan, const Value& key) {
    PrivateField field;
    field.key = vm.heap().intern(lang::text_of(key));
    if (const Value* given = lang::own_class_attribute(cls, *field.key.as<lang::Str>())) {
        const Value value = *given;
        if (const auto* mark = lang::payload_of<PrivateMark>(value)) {
            field.default_value = mark->default_value;
            field.default_factory = mark->default_factory;
        } else {
            field.default_value = value;
        }
        AW_GUEST_DO(vm.delete_attribute(lang::class_value(cls), lang::text_of(key)));
    }
    const auto known =
        std::find_if(plan.privates.begin(), plan.privates.end(),
                     [&](const PrivateField& p) { return p.key.same_as(field.key); });
    if (known == plan.privates.end()) plan.privates.push_back(std::move(field));
    return Completion::none();
}

// What a class body may hold beside fields.
bool is_no_field(Vm& vm, const Value& value) {
    if (!value.is_object()) return false;
    switch (value.object()->kind()) {
        case Kind::Function:
        case Kind::Native:
        case Kind::BoundMethod:
        case Kind::Property:
        case Kind::StaticMethod:
        case Kind::ClassMethod:
        case Kind::Class: return true;
        case Kind::Instance: return vm.class_of(value).module_name == "functools";
        default: return false;
    }
}

Completion raise_unannotated(Vm& vm, const ModelPlan& plan, const std::string& name,
                             const Value& value) {
    if (plan.find(name))
        return raise_user_error(vm,
                                "Field '" + name +
                                    "' defined on a base class was overridden by a "
                                    "non-annotated attribute. All field definitions, including "
                                    "overrides, require a type annotation.",
                                "model-field-overridden");
    AW_GUEST(const Value shown, vm.repr(value));
    return raise_user_error(
        vm,
        "A non-annotated attribute was detected: `" + name + " = " +
            std::string(lang::text_of(shown)) +
            "`. All model fields require a type annotation; if `" + name +
            "` is not meant to be a field, you may be able to resolve this error by annotating it "
            "as a `ClassVar` or updating `model_config['ignored_types']`.",
        "model-field-missing-annotation");
}

Completion inherit_fields(Vm& vm, Class& cls, ModelPlan& plan) {
    for (auto base = cls.mro.rbegin(); base != cls.mro.rend(); ++base) {
        ModelPlan* inherited =
            *base == &cls ? nullptr : dynamic_cast<ModelPlan*>((*base)->payload.get());
        if (!inherited) continue;
        AW_GUEST_DO(complete_model(vm, *inherited));
        for (const ModelField& field : inherited->fields) {
            ModelField* known = field_named(plan.fields, field.name);
            ModelField copy = field;
            auto mark = std::make_unique<FieldMark>();
            merge_marks(*mark, *lang::payload_of<FieldMark>(field.info));
            copy.info = make_field_info(vm, std::move(mark), field.annotation);
            if (known)
                *known = std::move(copy);
            else
                plan.fields.push_back(std::move(copy));
        }
        for (const PrivateField& field : inherited->privates) {
            const auto known =
                std::find_if(plan.privates.begin(), plan.privates.end(),
                             [&](const PrivateField& p) { return p.key.same_as(field.key); });
            if (known == plan.privates.end()) plan.privates.push_back(field);
        }
        plan.class_variables.insert(plan.class_variables.end(), inherited->class_variables.begin(),
                                    inherited->class_variables.end());
        if (inherited->extra_type) plan.extra_type = inherited->extra_type;
    }
    return Completion::none();
}

Completion read_annotation(Vm& vm, Class& cls, ModelPlan& plan, const lang::DictEntry& entry) {
    const std::string_view name = lang::text_of(entry.key);
    if (name == "model_config") return Completion::none();
    if (is_class_variable(entry.value)) {
        plan.class_variables.emplace_back(name);
        return Completion::none();
    }
    if (name == "__pydantic_extra__") {
        AW_GUEST(const Value type, evaluated_annotation(vm, entry.value, cls));
        const auto* alias = type.try_as<lang::GenericAlias>();
        if (!alias || alias->args.as<lang::Tuple>()->size != 2) return Completion::none();
        TypeContext context{&plan.config, lang::class_value(cls), plan.substitutions, {}};
        return compile_type(vm, alias->args.as<lang::Tuple>()->items[1], {}, context,
                            plan.extra_type);
    }
    if (name.starts_with("__")) return Completion::none();
    if (name.starts_with("_")) return add_private(vm, cls, plan, entry.key);
    AW_GUEST(const Value annotation, evaluated_annotation(vm, entry.value, cls));
    return add_own_field(vm, cls, plan, entry.key, annotation);
}

Completion read_unannotated(Vm& vm, Class& cls, ModelPlan& plan, const lang::Dict& annotations) {
    const std::vector<lang::ClassAttribute> attributes = cls.attributes;
    for (const lang::ClassAttribute& attribute : attributes) {
        const std::string name(lang::text_of(attribute.name));
        const bool known = !lang::dict_find(annotations, name).empty() ||
                           std::find(plan.class_variables.begin(), plan.class_variables.end(),
                                     name) != plan.class_variables.end();
        if (name.starts_with("__") || name == "model_config" || known) continue;
        if (is_no_field(vm, attribute.value)) continue;
        if (name.starts_with("_")) {
            AW_GUEST_DO(add_private(vm, cls, plan, attribute.name));
            continue;
        }
        return raise_unannotated(vm, plan, name, attribute.value);
    }
    return Completion::none();
}

// Defaults leave the class when its fields are made; a second attempt finds them here.
void remember_defaults(Vm& vm, Class& cls, ModelPlan& plan) {
    if (!plan.taken_defaults.empty()) return;
    plan.taken_defaults = vm.heap().make_dict();
    for (const lang::ClassAttribute& attribute : cls.attributes)
        if (!is_no_field(vm, attribute.value))
            lang::dict_put(vm, *plan.taken_defaults.as<lang::Dict>(), lang::text_of(attribute.name),
                           attribute.value);
}

bool wants_data(const FieldType& type) {
    if (type.kind == TypeKind::Validator && type.takes_info) return true;
    return std::any_of(type.items.begin(), type.items.end(),
                       [](const FieldTypePtr& item) { return item && wants_data(*item); });
}

}  // namespace

Completion collect_fields(Vm& vm, ModelPlan& plan) {
    Class& cls = *plan.cls;
    plan.fields.clear();
    plan.privates.clear();
    plan.class_variables.clear();
    remember_defaults(vm, cls, plan);
    AW_GUEST_DO(inherit_fields(vm, cls, plan));
    AW_GUEST(const Value annotations, vm.annotations(lang::class_value(cls)));
    const Value copy = lang::dict_copy(vm, *annotations.as<lang::Dict>());
    AW_GUEST_DO(read_unannotated(vm, cls, plan, *copy.as<lang::Dict>()));
    for (const lang::DictEntry& entry : copy.as<lang::Dict>()->entries)
        if (!entry.key.empty()) AW_GUEST_DO(read_annotation(vm, cls, plan, entry));
    for (ModelField& field : plan.fields) {
        if (!vm.charge(100)) return vm.out_of_steps();
        AW_GUEST_DO(settle_field(vm, plan, field));
        if (field.factory_takes_data || wants_data(*field.type)) plan.wants_data = true;
    }
    return Completion::none();
}

}  // namespace web
