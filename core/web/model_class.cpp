// A class statement below BaseModel becomes a plan. pydantic _internal/_model_construction.py,
// _generics.py.
#include "web/model_class.h"

#include <algorithm>
#include <array>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "lang/repr.h"
#include "web/field_type_internal.h"
#include "web/model_dump.h"
#include "web/signature.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Kind;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::string_view kGenericKeyword = "__pydantic_generic_metadata__";
constexpr std::size_t kBytesPerField = 600;
constexpr std::size_t kBytesPerPlan = 1500;

// The after and wrap validators of a model, around the model itself: each goes around those that
// were defined before it.
void plan_around(Vm& vm, ModelPlan& plan) {
    auto itself = std::make_shared<FieldType>();
    itself->kind = TypeKind::ModelItself;
    itself->cls = lang::class_value(*plan.cls);
    plan.around = std::move(itself);
    for (const Hook& hook : plan.hooks) {
        if (hook.kind != HookKind::ModelValidator || hook.mode == ValidatorMode::Before) continue;
        plan.around = wrap_validator(vm, plan.around, hook.function, hook.mode);
    }
}

Completion plan_serializer(Vm& vm, ModelPlan& plan) {
    for (const Hook& hook : plan.hooks) {
        if (hook.kind != HookKind::ModelSerializer) continue;
        auto made = std::make_shared<Serializer>();
        made->function = hook.function;
        made->wraps = hook.mode == ValidatorMode::Wrap;
        made->takes_info = hook.takes_info;
        made->when_used = hook.when_used;
        TypeContext context{&plan.config, lang::class_value(*plan.cls), plan.substitutions, {}};
        if (!hook.return_type.empty())
            AW_GUEST_DO(compile_type(vm, hook.return_type, {}, context, made->returns));
        plan.serializer = std::move(made);
    }
    return Completion::none();
}

Completion plan_computed(Vm& vm, ModelPlan& plan) {
    plan.computed.clear();
    for (const Hook& hook : plan.hooks) {
        if (hook.kind != HookKind::Computed) continue;
        ComputedField field;
        field.name = hook.name;
        field.key = vm.heap().intern(hook.name);
        field.output_key = hook.alias ? vm.heap().make_str(*hook.alias) : field.key;
        field.shown = hook.shown;
        Value returns = hook.return_type;
        const Value found = vm.find_in_class(*plan.cls, hook.name);
        const auto* property = found.try_as<lang::Property>();
        if (returns.empty() && property) {
            Signature signature;
            AW_GUEST_DO(read_signature(vm, property->getter, signature));
            returns = signature.returns;
        }
        if (property && lang::is_text(property->doc)) field.doc = lang::text_of(property->doc);
        if (returns.empty() && property)
            return raise_user_error(
                vm,
                "Computed field is missing return type annotation or specifying "
                "`return_type` to the `@computed_field` decorator (e.g. "
                "`@computed_field(return_type=int | str)`)",
                "model-field-missing-annotation");
        if (!hook.alias && !plan.config.alias_generator.empty() &&
            vm.class_of(plan.config.alias_generator).name != "AliasGenerator") {
            Value name = vm.heap().make_str(hook.name);
            AW_GUEST(field.output_key,
                     vm.call(plan.config.alias_generator, std::span<Value>(&name, 1)));
        }
        TypeContext context{&plan.config, lang::class_value(*plan.cls), plan.substitutions, {}};
        if (!returns.empty()) AW_GUEST_DO(compile_type(vm, returns, {}, context, field.type));
        plan.computed.push_back(std::move(field));
    }
    return Completion::none();
}

Completion check_hook_fields(Vm& vm, const ModelPlan& plan) {
    for (const Hook& hook : plan.hooks) {
        if (!hook.check_fields) continue;
        for (const std::string& field : hook.fields)
            if (field != "*" && !plan.find(field))
                return raise_user_error(
                    vm,
                    "Decorators defined with incorrect fields: " + plan.cls->module_name + "." +
                        plan.cls->qualname + "." + hook.name +
                        " (use check_fields=False if you're inheriting from the model and intended "
                        "this)",
                    "decorator-missing-field");
    }
    return Completion::none();
}

void plan_shape(ModelPlan& plan) {
    plan.shape = lang::root_shape(*plan.cls);
    for (const ModelField& field : plan.fields)
        if (plan.shape) plan.shape = lang::shape_with(*plan.shape, *field.key.as<lang::Str>());
}

bool is_guest_method(Vm& vm, const Class& cls, std::string_view name) {
    return vm.find_in_class(cls, name).is(Kind::Function);
}

// frozen=True makes instances hashable by their fields.
void plan_hash(Vm& vm, ModelPlan& plan) {
    if (!plan.config.frozen) return;
    const Value name = vm.heap().intern("__hash__");
    const Value* own = lang::own_class_attribute(*plan.cls, *name.as<lang::Str>());
    if (own && !own->is_none()) return;
    const Value method = lang::make_native(vm, "__hash__", model_hash);
    method.as<Native>()->is_method = true;
    lang::put_class_attribute(*plan.cls, name, method);
}

// model_fields and model_computed_fields, as the class shows them.
void give_field_infos(Vm& vm, ModelPlan& plan) {
    const Value fields = vm.heap().make_dict();
    for (const ModelField& field : plan.fields)
        lang::dict_put(vm, *fields.as<lang::Dict>(), field.name, field.info);
    const Value computed = vm.heap().make_dict();
    for (const ComputedField& field : plan.computed)
        lang::dict_put(vm, *computed.as<lang::Dict>(), field.name,
                       vm.find_in_class(*plan.cls, field.name));
    const std::pair<std::string_view, const Value*> shown[] = {
        {"model_fields", &fields}, {"__fields__", &fields}, {"model_computed_fields", &computed}};
    for (const auto& [name, dict] : shown)
        lang::put_class_attribute(*plan.cls, vm.heap().intern(name), *dict);
}

Completion build_plan(Vm& vm, ModelPlan& plan) {
    AW_GUEST_DO(collect_fields(vm, plan));
    AW_GUEST_DO(check_hook_fields(vm, plan));
    if (plan.kind == RecordKind::RootModel && (plan.fields.size() != 1 || !plan.find("root")))
        return raise_user_error(vm, "Unexpected field in a RootModel: it holds `root` alone", "");
    AW_GUEST_DO(plan_computed(vm, plan));
    AW_GUEST_DO(plan_serializer(vm, plan));
    plan_around(vm, plan);
    plan_shape(plan);
    give_field_infos(vm, plan);
    plan.custom_init = is_guest_method(vm, *plan.cls, "__init__");
    plan.has_post_init = is_guest_method(vm, *plan.cls, "model_post_init");
    plan_hash(vm, plan);
    plan.charge.set(kBytesPerPlan + kBytesPerField * plan.fields.size());
    plan.complete = true;
    return Completion::none();
}

bool is_name_error(Vm& vm, const Completion& outcome) {
    return outcome.raised() && vm.is_instance_of(outcome.error(), *vm.exception_class("NameError"));
}

// A base, or a model in a union, that waits for a name itself.
bool is_unfinished(Vm& vm, const Completion& outcome) {
    if (!outcome.raised() || !outcome.error().is(Kind::Instance)) return false;
    if (!vm.is_instance_of(outcome.error(), *web_state(vm).user_error)) return false;
    const Value code = lang::read_slot(*outcome.error().as<lang::Instance>(), "code");
    return lang::is_text(code) && lang::text_of(code) == "class-not-fully-defined";
}

Completion read_generic_keyword(const Value& pairs, ModelPlan& plan) {
    for (const Value& pair : pairs.as<lang::Tuple>()->span()) {
        const auto& both = *pair.as<lang::Tuple>();
        if (both.size == 2)
            plan.substitutions.emplace_back(both.items[0], both.items[1]);
        else
            plan.origin = both.items[0];
    }
    return Completion::none();
}

// __pydantic_init_subclass__ and __init_subclass__ of the program.
Completion tell_bases(Vm& vm, Class& cls, std::span<lang::Keyword> keywords) {
    for (const std::string_view hook : {"__init_subclass__", "__pydantic_init_subclass__"}) {
        const Value name = vm.heap().intern(hook);
        for (std::size_t i = 1; i < cls.mro.size(); ++i) {
            const Value* found = lang::own_class_attribute(*cls.mro[i], *name.as<lang::Str>());
            if (!found) continue;
            if (!found->is(Kind::ClassMethod) || cls.mro[i]->is_native) break;
            const Value held = *found;
            AW_GUEST(const Value bound, lang::bind_found(vm, held, lang::class_value(cls), cls));
            AW_GUEST_DO(vm.call(bound, {}, keywords));
            break;
        }
    }
    return Completion::none();
}

}  // namespace

const ModelField* ModelPlan::find(std::string_view field) const {
    for (const ModelField& known : fields)
        if (known.name == field) return &known;
    return nullptr;
}

bool ModelPlan::has_hook(HookKind wanted, ValidatorMode mode) const {
    return std::any_of(hooks.begin(), hooks.end(),
                       [&](const Hook& hook) { return hook.kind == wanted && hook.mode == mode; });
}

// Types and defaults are shared with other plans: the collector treats them as held from outside.
void ModelPlan::visit(void (*each)(Value& value, void* context), void* context) {
    if (!config_dict.empty()) each(config_dict, context);
    if (!taken_defaults.empty()) each(taken_defaults, context);
}

ModelPlan* plan_of(const Class& cls) { return dynamic_cast<ModelPlan*>(cls.payload.get()); }

ModelPlan* plan_of(const Value& instance) {
    if (!instance.is(Kind::Instance)) return nullptr;
    return plan_of(*instance.as<lang::Instance>()->cls);
}

ModelState* state_of(const Value& instance) { return lang::payload_of<ModelState>(instance); }

Completion complete_model(Vm& vm, ModelPlan& plan) {
    if (plan.complete) return Completion::none();
    if (plan.building) return vm.raise("RecursionError", "maximum recursion depth exceeded");
    plan.building = true;
    Completion built = build_plan(vm, plan);
    plan.building = false;
    if (!is_name_error(vm, built)) return built;
    AW_GUEST(const Value name, vm.find_attribute(built.error(), "name"));
    const std::string missing = lang::is_text(name) ? std::string(lang::text_of(name)) : "?";
    return raise_user_error(vm,
                            "`" + plan.name + "` is not fully defined; you should define `" +
                                missing + "`, then call `" + plan.name + ".model_rebuild()`.",
                            "class-not-fully-defined");
}

Completion model_subclass(Vm& vm, Class& cls, CallArgs args) {
    auto made = std::make_unique<ModelPlan>();
    if (!vm.has_room(kBytesPerPlan)) return vm.out_of_memory();
    ModelPlan& plan = *made;
    plan.cls = &cls;
    plan.name = cls.name;
    if (vm.is_subclass(cls, *web_state(vm).root_model)) plan.kind = RecordKind::RootModel;
    plan.taken_defaults = Value();
    for (const lang::Keyword& keyword : args.keywords)
        if (keyword.name == kGenericKeyword) AW_GUEST_DO(read_generic_keyword(keyword.value, plan));
    for (std::size_t i = 1; i < cls.mro.size() && plan.substitutions.empty(); ++i)
        if (const auto* base = dynamic_cast<const ModelPlan*>(cls.mro[i]->payload.get()))
            plan.substitutions = base->substitutions;
    AW_GUEST_DO(read_config(vm, cls, args, plan));
    cls.payload = std::move(made);
    AW_GUEST_DO(collect_hooks(vm, cls, plan));
    plan.building = true;
    Completion built = build_plan(vm, plan);
    plan.building = false;
    const bool later = is_name_error(vm, built) || is_unfinished(vm, built);
    if (!built.ok() && !later) return built;
    std::vector<lang::Keyword> others;
    if (!args.keywords.empty() && args.keywords[0].name != kGenericKeyword)
        others.assign(args.keywords.begin(), args.keywords.end());
    return tell_bases(vm, cls, others);
}

// -- Model[int] ----------------------------------------------------------------------------------

namespace {

void collect_variables(const Value& annotation, std::vector<Value>& out) {
    if (annotation.is(Kind::TypeVar)) {
        const auto same = [&](const Value& known) { return known.same_as(annotation); };
        if (std::none_of(out.begin(), out.end(), same)) out.push_back(annotation);
    } else if (const auto* alias = annotation.try_as<lang::GenericAlias>()) {
        for (const Value& arg : alias->args.as<lang::Tuple>()->span()) collect_variables(arg, out);
    } else if (const auto* united = annotation.try_as<lang::UnionType>()) {
        for (const Value& arg : united->args.as<lang::Tuple>()->span()) collect_variables(arg, out);
    } else if (const auto* cls = annotation.try_as<Class>()) {
        if (const ModelPlan* plan = plan_of(*cls))
            for (const auto& [variable, type] : plan->substitutions) collect_variables(type, out);
    }
}

// `class Page[T]` names its variables; Generic[T] leaves those of the fields, in their order.
std::vector<Value> variables_of(Vm& vm, const ModelPlan& plan) {
    std::vector<Value> variables;
    const Value named = vm.find_in_class(*plan.cls, "__type_params__");
    if (const auto* tuple = named.try_as<lang::Tuple>())
        for (const Value& variable : tuple->span()) variables.push_back(variable);
    if (variables.empty())
        for (const ModelField& field : plan.fields) collect_variables(field.annotation, variables);
    return variables;
}

}  // namespace

Completion specialise(Vm& vm, const Value& origin, std::span<const Value> args) {
    Class& cls = *origin.as<Class>();
    ModelPlan* plan = plan_of(cls);
    if (!plan)
        return vm.raise("TypeError",
                        "Type parameters should be placed on typing.Generic, "
                        "not BaseModel");
    AW_GUEST_DO(complete_model(vm, *plan));
    const std::vector<Value> variables = variables_of(vm, *plan);
    if (variables.empty())
        return vm.raise("TypeError", "<class '" + lang::shown_name(cls) +
                                         "'> cannot be parametrized because it does not inherit "
                                         "from typing.Generic");
    if (args.size() != variables.size())
        return vm.raise("TypeError", std::string("Too ") +
                                         (args.size() > variables.size() ? "many" : "few") +
                                         " arguments for <class '" + lang::shown_name(cls) +
                                         "'>; "
                                         "actual " +
                                         std::to_string(args.size()) + ", expected " +
                                         std::to_string(variables.size()));
    const Value key = vm.heap().make_tuple(args);
    for (const auto& [known, made] : plan->specialised) {
        AW_GUEST(const Value same, vm.equals(known, key));
        if (same.is_true()) return made;
    }
    std::string name = cls.name + "[";
    std::vector<Value> pairs;
    for (std::size_t i = 0; i < args.size(); ++i) {
        AW_GUEST(const Value shown, lang::type_text(vm, args[i]));
        std::string text(lang::text_of(shown));
        if (const auto* type = args[i].try_as<Class>()) text = type->name;
        name += (i > 0 ? ", " : "") + text;
        const std::array<Value, 2> pair{variables[i], args[i]};
        pairs.push_back(vm.heap().make_tuple(pair));
    }
    pairs.push_back(vm.heap().make_tuple(std::span<const Value>(&origin, 1)));
    name += "]";
    lang::Keyword keyword{kGenericKeyword, vm.heap().make_tuple(pairs)};
    lang::ClassPlan made{.name = name,
                         .qualname = name,
                         .module_name = cls.module_name,
                         .bases = std::span<const Value>(&origin, 1),
                         .attributes = {},
                         .keywords = std::span(&keyword, 1)};
    AW_GUEST(Value type, lang::build_class(vm, std::move(made)));
    plan->specialised.emplace_back(key, type);
    return type;
}

Completion model_class_getitem(Vm& vm, Native&, CallArgs args) {
    if (args.positional.size() != 2 || !args.positional[0].is(Kind::Class))
        return vm.raise("TypeError", "Model[...] needs type arguments");
    const Value origin = args.positional[0];
    const Value item = args.positional[1];
    if (const auto* several = item.try_as<lang::Tuple>())
        return specialise(vm, origin, several->span());
    return specialise(vm, origin, std::span<const Value>(&item, 1));
}

}  // namespace web
