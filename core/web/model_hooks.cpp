#include "web/model_hooks.h"

#include <algorithm>
#include <array>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/code.h"
#include "web/field_object.h"
#include "web/model_dump.h"
#include "web/options.h"
#include "web/signature.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Function;
using lang::Kind;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

std::string_view first_parameter(const Value& function) {
    const auto* guest = function.try_as<Function>();
    if (!guest || guest->code->parameter_count() == 0) return "";
    return guest->code->variables[0].as<lang::Str>()->view();
}

Value class_method(Vm& vm, const Value& function) {
    auto* made = vm.heap().make<lang::ClassMethod>(vm.classes.class_method);
    made->function = function;
    return Value::adopt(made);
}

Value property_of(Vm& vm, const Value& function) {
    auto* made = vm.heap().make<lang::Property>(vm.classes.property);
    made->getter = function;
    made->setter = made->deleter = made->doc = Value::none();
    return Value::adopt(made);
}

// -- the decorators ------------------------------------------------------------------------------

// The second call: with the function that the decorator stands before.
Completion decorate_hook(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty())
        return vm.raise("TypeError", "a decorator needs the function it stands before");
    const auto& told = *lang::payload_of<HookMark>(self.bound);
    auto mark = std::make_unique<HookMark>();
    mark->hook = told.hook;
    mark->wrapped = args.positional[0];
    Value& wrapped = mark->wrapped;
    switch (mark->hook.kind) {
        case HookKind::FieldValidator:
            if (first_parameter(wrapped) == "self")
                return raise_user_error(vm,
                                        "`@field_validator` cannot be applied to instance methods",
                                        "validator-instance-method");
            if (first_parameter(wrapped) == "cls") wrapped = class_method(vm, wrapped);
            break;
        case HookKind::ModelValidator:
            if (mark->hook.mode != ValidatorMode::After && first_parameter(wrapped) == "cls")
                wrapped = class_method(vm, wrapped);
            break;
        case HookKind::Computed:
            if (wrapped.is(Kind::Function)) wrapped = property_of(vm, wrapped);
            break;
        case HookKind::FieldSerializer:
        case HookKind::ModelSerializer: break;
    }
    Value proxy = lang::make_instance(vm, *web_state(vm).hook_proxy);
    proxy.as<lang::Instance>()->payload = std::move(mark);
    return proxy;
}

Value decorator_for(Vm& vm, Hook hook) {
    auto mark = std::make_unique<HookMark>();
    mark->hook = std::move(hook);
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<lang::Instance>()->payload = std::move(mark);
    return lang::make_native(vm, "decorator", decorate_hook, std::move(carried));
}

Completion read_mode(Vm& vm, const Options& options, std::string_view otherwise,
                     ValidatorMode& out) {
    const std::string mode = options.text("mode").value_or(std::string(otherwise));
    if (mode == "before")
        out = ValidatorMode::Before;
    else if (mode == "after")
        out = ValidatorMode::After;
    else if (mode == "wrap")
        out = ValidatorMode::Wrap;
    else if (mode == "plain")
        out = ValidatorMode::Plain;
    else
        return vm.raise("ValueError", "mode must be 'before', 'after', 'wrap' or 'plain'");
    return Completion::none();
}

Completion read_field_names(Vm& vm, const Native& self, CallArgs args, Hook& hook) {
    for (const Value& name : args.positional) {
        if (!lang::is_text(name))
            return raise_user_error(vm,
                                    "`@" + std::string(self.name) +
                                        "` fields should be passed as separate string args. E.g. "
                                        "usage should be `@" +
                                        std::string(self.name) +
                                        "('<field_name_1>', '<field_name_2>', ...)`",
                                    "validator-invalid-fields");
        hook.fields.emplace_back(lang::text_of(name));
    }
    return Completion::none();
}

Completion field_validator(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 3> kKeywords{"mode", "check_fields",
                                                               "json_schema_input_type"};
    if (args.positional.empty() || args.positional[0].is(Kind::Function))
        return raise_user_error(vm,
                                "`@field_validator` should be used with fields and keyword "
                                "arguments, not bare. E.g. usage should be "
                                "`@validator('<field_name>', ...)`",
                                "validator-no-fields");
    Hook hook;
    AW_GUEST_DO(read_field_names(vm, self, args, hook));
    Options options;
    AW_GUEST_DO(
        Options::read(vm, self, {{}, args.keywords}, {}, kKeywords, Unknown::Refuse, options));
    AW_GUEST_DO(read_mode(vm, options, "after", hook.mode));
    hook.check_fields = options.flag("check_fields", true);
    return decorator_for(vm, std::move(hook));
}

// The old @validator("x", pre=True).
Completion old_validator(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 5> kKeywords{"pre", "always", "check_fields",
                                                               "allow_reuse", "each_item"};
    Hook hook;
    AW_GUEST_DO(read_field_names(vm, self, args, hook));
    Options options;
    AW_GUEST_DO(
        Options::read(vm, self, {{}, args.keywords}, {}, kKeywords, Unknown::Refuse, options));
    if (options.flag("each_item", false) || options.flag("always", false))
        return vm.stop(lang::StopKind::Refused,
                       "refused: validator(each_item=..., always=...) is not offered here; use "
                       "@field_validator");
    hook.mode = options.flag("pre", false) ? ValidatorMode::Before : ValidatorMode::After;
    hook.check_fields = options.flag("check_fields", true);
    return decorator_for(vm, std::move(hook));
}

Completion model_validator(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kKeywords{"mode"};
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, {}, kKeywords, Unknown::Refuse, options));
    if (options.given("mode").empty())
        return vm.raise("TypeError",
                        "model_validator() missing 1 required keyword-only argument: 'mode'");
    Hook hook;
    hook.kind = HookKind::ModelValidator;
    AW_GUEST_DO(read_mode(vm, options, "after", hook.mode));
    return decorator_for(vm, std::move(hook));
}

Completion field_serializer(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 4> kKeywords{"mode", "return_type", "when_used",
                                                               "check_fields"};
    Hook hook;
    hook.kind = HookKind::FieldSerializer;
    AW_GUEST_DO(read_field_names(vm, self, args, hook));
    Options options;
    AW_GUEST_DO(
        Options::read(vm, self, {{}, args.keywords}, {}, kKeywords, Unknown::Refuse, options));
    AW_GUEST_DO(read_mode(vm, options, "plain", hook.mode));
    hook.return_type = options.get("return_type");
    hook.when_used = options.text("when_used").value_or("always");
    hook.check_fields = options.flag("check_fields", true);
    return decorator_for(vm, std::move(hook));
}

Completion model_serializer(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 3> kKeywords{"mode", "when_used", "return_type"};
    Hook hook;
    hook.kind = HookKind::ModelSerializer;
    hook.mode = ValidatorMode::Plain;
    if (args.positional.size() == 1) {  // @model_serializer without parentheses
        Value function = args.positional[0];
        return vm.call(decorator_for(vm, std::move(hook)), std::span<Value>(&function, 1));
    }
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, {}, kKeywords, Unknown::Refuse, options));
    AW_GUEST_DO(read_mode(vm, options, "plain", hook.mode));
    hook.return_type = options.get("return_type");
    hook.when_used = options.text("when_used").value_or("always");
    return decorator_for(vm, std::move(hook));
}

Completion computed_field(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 9> kKeywords{
        "alias",       "alias_priority", "title",    "field_title_generator",
        "description", "deprecated",     "examples", "repr",
        "return_type"};
    Hook hook;
    hook.kind = HookKind::Computed;
    if (args.positional.size() == 1) {
        Value property = args.positional[0];
        return vm.call(decorator_for(vm, std::move(hook)), std::span<Value>(&property, 1));
    }
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, {}, kKeywords, Unknown::Ignore, options));
    hook.alias = options.text("alias");
    hook.shown = options.flag("repr", true);
    hook.return_type = options.get("return_type");
    return decorator_for(vm, std::move(hook));
}

// -- out of the class ----------------------------------------------------------------------------

std::size_t arguments_of(const Hook& hook) {
    switch (hook.kind) {
        case HookKind::FieldValidator:
        case HookKind::ModelSerializer:
        case HookKind::ModelValidator: return hook.mode == ValidatorMode::Wrap ? 2 : 1;
        case HookKind::FieldSerializer: return hook.mode == ValidatorMode::Wrap ? 3 : 2;
        case HookKind::Computed: return 1;
    }
    return 1;
}

// The function as `cls` has it: a subclass may have its own of that name.
Completion bind_hook(Vm& vm, Class& cls, Hook& hook) {
    if (hook.kind == HookKind::Computed) return Completion::none();
    const bool unbound =
        hook.kind == HookKind::FieldSerializer || hook.kind == HookKind::ModelSerializer ||
        (hook.kind == HookKind::ModelValidator && hook.mode == ValidatorMode::After);
    if (unbound) {
        hook.function = vm.find_in_class(cls, hook.name);
    } else {
        AW_GUEST(hook.function, vm.get_attribute(lang::class_value(cls), hook.name));
    }
    if (const auto* fixed = hook.function.try_as<lang::StaticMethod>())
        hook.function = Value(fixed->function);
    hook.takes_info = takes_info(vm, hook.function, arguments_of(hook));
    if (!hook.return_type.empty() || hook.kind < HookKind::FieldSerializer)
        return Completion::none();
    Signature signature;
    Completion read = read_signature(vm, hook.function, signature);
    if (read.stopped()) return read;
    if (read.ok()) hook.return_type = signature.returns;
    return Completion::none();
}

void add_or_replace(std::vector<Hook>& hooks, const Hook& hook) {
    const auto same = [&](const Hook& known) {
        return known.name == hook.name && known.kind == hook.kind;
    };
    const auto found = std::find_if(hooks.begin(), hooks.end(), same);
    if (found == hooks.end())
        hooks.push_back(hook);
    else
        *found = hook;
}

Completion check_property(Vm& vm, const Value& wrapped, const std::string& name) {
    if (wrapped.is(Kind::Property) || wrapped.is(Kind::Instance)) return Completion::none();
    return vm.raise("TypeError", "computed_field '" + name + "' needs a property");
}

}  // namespace

Completion collect_hooks(Vm& vm, Class& cls, ModelPlan& plan) {
    for (std::size_t i = cls.mro.size(); i-- > 1;)
        if (const auto* base = dynamic_cast<const ModelPlan*>(cls.mro[i]->payload.get()))
            for (const Hook& hook : base->hooks) add_or_replace(plan.hooks, hook);
    const std::vector<lang::ClassAttribute> attributes = cls.attributes;
    for (const lang::ClassAttribute& attribute : attributes) {
        const auto* mark = lang::payload_of<HookMark>(attribute.value);
        if (!mark) continue;
        Hook hook = mark->hook;
        hook.name = std::string(lang::text_of(attribute.name));
        if (hook.kind == HookKind::Computed)
            AW_GUEST_DO(check_property(vm, mark->wrapped, hook.name));
        lang::put_class_attribute(cls, attribute.name, mark->wrapped);
        add_or_replace(plan.hooks, hook);
    }
    for (Hook& hook : plan.hooks) AW_GUEST_DO(bind_hook(vm, cls, hook));
    return Completion::none();
}

void add_hook_functions(Vm& vm, Module& module) {
    lang::def_all(vm, module,
                  {{"field_validator", field_validator},
                   {"model_validator", model_validator},
                   {"validator", old_validator},
                   {"field_serializer", field_serializer},
                   {"model_serializer", model_serializer},
                   {"computed_field", computed_field}});
}

}  // namespace web
