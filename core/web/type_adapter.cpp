// TypeAdapter, create_model and pydantic.dataclasses.dataclass. pydantic type_adapter.py, main.py,
// dataclasses.py.
#include <algorithm>
#include <array>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "lang/repr.h"
#include "web/field_object.h"
#include "web/model_dump.h"
#include "web/model_functions.h"
#include "web/model_methods.h"
#include "web/model_schema.h"
#include "web/options.h"
#include "web/validate_internal.h"
#include "web/validation_error.h"
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

struct AdapterPayload final : lang::Payload {
    FieldTypePtr type;
    Value annotation;
    std::string title;
    ModelConfig config;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(annotation, context);
    }
};

#define AW_ADAPTER(variable)                                                                      \
    const auto* variable =                                                                        \
        args.positional.empty() ? nullptr : lang::payload_of<AdapterPayload>(args.positional[0]); \
    if (!variable) return lang::wrong_receiver(vm, self, args, "TypeAdapter")

Completion adapter_construct(Vm& vm, Class& cls, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kType{"type"};
    static constexpr std::array<std::string_view, 2> kKeywords{"config", "module"};
    const Value native = lang::make_native(vm, "TypeAdapter", nullptr);
    Options options;
    AW_GUEST_DO(
        Options::read(vm, *native.as<Native>(), args, kType, kKeywords, Unknown::Refuse, options));
    auto payload = std::make_unique<AdapterPayload>();
    payload->annotation = options.get("type");
    if (payload->annotation.empty())
        return vm.raise("TypeError",
                        "TypeAdapter.__init__() missing 1 required positional argument: 'type'");
    if (!options.given("config").empty())
        AW_GUEST_DO(apply_config(vm, options.given("config"), payload->config));
    TypeContext context{&payload->config, {}, {}, {}};
    AW_GUEST_DO(compile_type(vm, payload->annotation, {}, context, payload->type));
    if (!payload->type)
        return raise_no_schema(vm, context.unknown.empty() ? payload->annotation : context.unknown);
    payload->title = type_label(*payload->type);
    Value made = lang::make_instance(vm, cls);
    made.as<Instance>()->payload = std::move(payload);
    return made;
}

Completion validate_python(Vm& vm, Native& self, CallArgs args) {
    AW_ADAPTER(adapter);
    Value input;
    ValidateOptions options;
    AW_GUEST_DO(
        read_validate_options(vm, self, lang::without_self(args), "object", input, options));
    return validated_or_raise(vm, *adapter->type, input, options, adapter->title);
}

Completion validate_json_text(Vm& vm, Native& self, CallArgs args) {
    AW_ADAPTER(adapter);
    Value input;
    ValidateOptions options;
    AW_GUEST_DO(read_validate_options(vm, self, lang::without_self(args), "data", input, options));
    return validated_json(vm, *adapter->type, input, options, adapter->title);
}

// dump_python(value, mode=...), dump_json(value, indent=...)
Completion dump(Vm& vm, Native& self, CallArgs args, bool json) {
    AW_ADAPTER(adapter);
    if (args.positional.size() != 2)
        return vm.raise("TypeError", std::string(self.name) +
                                         "() missing 1 required positional argument: 'instance'");
    DumpOptions options;
    int indent = -1;
    AW_GUEST_DO(read_dump_options(vm, self, {{}, args.keywords}, json, options, indent));
    if (!json) return dump_value(vm, adapter->type.get(), args.positional[1], options);
    std::string out;
    AW_GUEST_DO(dump_to_json(vm, adapter->type.get(), args.positional[1], options, out));
    return vm.heap().make_bytes(indent < 0 ? out : indented_json(out, indent));
}

Completion dump_python(Vm& vm, Native& self, CallArgs args) { return dump(vm, self, args, false); }
Completion dump_json(Vm& vm, Native& self, CallArgs args) { return dump(vm, self, args, true); }

// -- create_model --------------------------------------------------------------------------------

struct NewModel {
    Value bases;  // Tuple
    Value config, validators, module;
    std::vector<lang::ClassAttribute> attributes;
    Value annotations;  // Dict
};

Completion add_definition(Vm& vm, const lang::Keyword& keyword, NewModel& model) {
    const Value name = vm.heap().intern(keyword.name);
    const auto* pair = keyword.value.try_as<lang::Tuple>();
    if (pair && pair->size == 2) {
        lang::dict_put(vm, *model.annotations.as<Dict>(), keyword.name, pair->items[0]);
        if (!pair->items[1].is_ellipsis()) model.attributes.push_back({name, pair->items[1]});
    } else if (pair) {
        return raise_user_error(vm,
                                "Field definition for '" + std::string(keyword.name) +
                                    "' should be a single element representing the type or a "
                                    "two-tuple, the first element being the type and the second "
                                    "element the assigned value (either a default or the `Field()` "
                                    "function).",
                                "create-model-field-definitions");
    } else {
        lang::dict_put(vm, *model.annotations.as<Dict>(), keyword.name, keyword.value);
    }
    return Completion::none();
}

Completion read_definition(Vm& vm, const lang::Keyword& keyword, NewModel& model) {
    if (keyword.name == "__base__") {
        const Value& given = keyword.value;
        model.bases = given.is(Kind::Tuple) || given.is_none()
                          ? given
                          : vm.heap().make_tuple(std::span<const Value>(&given, 1));
        return Completion::none();
    }
    if (keyword.name == "__config__") {
        if (!keyword.value.is_none())
            model.attributes.push_back({vm.heap().intern("model_config"), keyword.value});
        return Completion::none();
    }
    if (keyword.name == "__validators__") {
        if (const auto* dict = keyword.value.try_as<Dict>())
            for (const lang::DictEntry& entry : dict->entries)
                if (!entry.key.empty())
                    model.attributes.push_back(
                        {vm.heap().intern(lang::text_of(entry.key)), entry.value});
        return Completion::none();
    }
    if (keyword.name.starts_with("__")) return Completion::none();  // __module__, __doc__ ...
    return add_definition(vm, keyword, model);
}

Completion json_schema(Vm& vm, Native& self, CallArgs args) {
    AW_ADAPTER(adapter);
    return json_schema_of(vm, self, lang::without_self(args), *adapter->type);
}

// The annotations are known already: what a class statement would have left to be evaluated.
Completion give_annotations(Vm&, Native& self, CallArgs) { return self.bound; }

Completion create_model(Vm& vm, Native&, CallArgs args) {
    if (args.positional.empty() || !lang::is_text(args.positional[0]))
        return vm.raise("TypeError",
                        "create_model() missing 1 required positional argument: 'model_name'");
    const Value name = args.positional[0];
    const Value base = lang::class_value(*web_state(vm).base_model);
    NewModel model;
    model.bases = vm.heap().make_tuple(std::span<const Value>(&base, 1));
    model.annotations = vm.heap().make_dict();
    for (const lang::Keyword& keyword : args.keywords)
        AW_GUEST_DO(read_definition(vm, keyword, model));
    if (model.bases.is_none()) model.bases = vm.heap().make_tuple(std::span<const Value>(&base, 1));
    lang::ClassPlan plan{
        .name = lang::text_of(name),
        .qualname = lang::text_of(name),
        .module_name = "__main__",
        .bases = model.bases.as<lang::Tuple>()->span(),
        .attributes = std::move(model.attributes),
        .keywords = {},
        .annotate = lang::make_native(vm, "__annotate__", give_annotations, model.annotations)};
    return lang::build_class(vm, std::move(plan));
}

// -- pydantic.dataclasses ------------------------------------------------------------------------

// An argument given by position is told by its number.
void name_position(FieldError& error, const std::vector<std::string>& by_position) {
    const auto* name = error.loc.empty() ? nullptr : std::get_if<std::string>(&error.loc[0]);
    if (!name) return;
    const auto found = std::find(by_position.begin(), by_position.end(), *name);
    if (found != by_position.end())
        error.loc[0] = static_cast<std::int64_t>(found - by_position.begin());
}

// __init__ of a pydantic dataclass: the arguments are validated first. The native carries the
// class's own __init__.
Completion data_init(Vm& vm, Native& self, CallArgs args) {
    const Value instance = args.positional[0];
    const Value cls = lang::class_value(vm.class_of(instance));
    TypeContext context;
    std::shared_ptr<ModelPlan> plan;
    AW_GUEST_DO(plan_record(vm, cls, context, plan));
    const Value data = vm.heap().make_dict();
    std::size_t index = 1;
    std::vector<std::string> by_position;
    for (const ModelField& field : plan->fields)
        if (field.in_init && index < args.positional.size()) {
            by_position.push_back(field.name);
            lang::dict_put(vm, *data.as<Dict>(), field.name, args.positional[index++]);
        }
    if (index < args.positional.size())
        return vm.call(self.bound, args.positional, args.keywords);  // its TypeError
    for (const lang::Keyword& keyword : args.keywords)
        lang::dict_put(vm, *data.as<Dict>(), keyword.name, keyword.value);
    FieldType type;
    type.kind = TypeKind::Record;
    type.cls = cls;
    type.plan = plan;
    std::vector<FieldError> errors;
    AW_GUEST(const Value made, validate_with(vm, type, data, {}, errors));
    if (made.empty()) {
        for (FieldError& error : errors) name_position(error, by_position);
        return raise_model_errors(vm, plan->name, std::move(errors));
    }
    const auto& from = *made.as<Instance>();
    for (std::size_t i = 0; i < from.shape->names.size(); ++i)
        if (!from.shape->names[i].empty())
            lang::write_slot(vm, *instance.as<Instance>(), lang::text_of(from.shape->names[i]),
                             from.slots[i]);
    return Completion::none();
}

Completion wrap_dataclass(Vm& vm, const Value& cls, const Value& config) {
    Class& type = *cls.as<Class>();
    const Value init = vm.find_in_class(type, "__init__");
    const Value method = lang::make_native(vm, "__init__", data_init, init);
    method.as<Native>()->is_method = true;
    lang::put_class_attribute(type, vm.heap().intern("__init__"), method);
    if (!config.empty() && !config.is_none())
        lang::put_class_attribute(type, vm.heap().intern("__pydantic_config__"), config);
    // Planned now, so that what is wrong with it is told where it stands.
    TypeContext context;
    std::shared_ptr<ModelPlan> plan;
    Completion planned = plan_record(vm, cls, context, plan);
    const bool later =
        planned.raised() && vm.is_instance_of(planned.error(), *vm.exception_class("NameError"));
    return planned.ok() || later ? Completion(cls) : std::move(planned);
}

// The second call of @dataclass(...): the native carries (keywords, config).
Completion apply_dataclass(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() != 1 || !args.positional[0].is(Kind::Class))
        return vm.raise("TypeError", "dataclass() should be used on a class");
    const auto& both = *self.bound.as<lang::Tuple>();
    std::vector<lang::Keyword> keywords;
    for (const lang::DictEntry& entry : both.items[0].as<Dict>()->entries)
        if (!entry.key.empty()) keywords.push_back({lang::text_of(entry.key), entry.value});
    AW_GUEST(const Value module, vm.import_module("dataclasses"));
    AW_GUEST(const Value standard, vm.get_attribute(module, "dataclass"));
    Value cls = args.positional[0];
    AW_GUEST(const Value made, vm.call(standard, std::span<Value>(&cls, 1), keywords));
    return wrap_dataclass(vm, made, both.items[1]);
}

Completion dataclass(Vm& vm, Native&, CallArgs args) {
    const Value keywords = vm.heap().make_dict();
    Value config = Value::none();
    for (const lang::Keyword& keyword : args.keywords) {
        if (keyword.name == "config")
            config = keyword.value;
        else
            lang::dict_put(vm, *keywords.as<Dict>(), keyword.name, keyword.value);
    }
    const std::array<Value, 2> both{keywords, config};
    const Value apply =
        lang::make_native(vm, "dataclass", apply_dataclass, vm.heap().make_tuple(both));
    if (args.positional.empty()) return apply;
    return vm.call(apply, args.positional.first(1));
}

}  // namespace

void install_type_adapter(Vm& vm, WebState& state) {
    state.type_adapter = &lang::make_class(vm, "TypeAdapter", {}, "pydantic.type_adapter");
    state.type_adapter->construct = adapter_construct;
    lang::def_all(vm, *state.type_adapter,
                  {{"validate_python", validate_python},
                   {"validate_json", validate_json_text},
                   {"dump_python", dump_python},
                   {"dump_json", dump_json},
                   {"json_schema", json_schema}});
}

void add_model_functions(Vm& vm, lang::Module& module) {
    lang::def(vm, module, "create_model", create_model);
}

void load_pydantic_dataclasses(Vm& vm, lang::Module& module) {
    lang::def(vm, module, "dataclass", dataclass);
}

}  // namespace web
