// pydantic and its kin as programs import them: which names of ours stand in which module.
#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "lang/class.h"
#include "web/app.h"
#include "web/field_functions.h"
#include "web/field_object.h"
#include "web/jsonable.h"
#include "web/model_class.h"
#include "web/model_dump.h"
#include "web/model_functions.h"
#include "web/model_hooks.h"
#include "web/model_object.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::string_view kPydanticVersion = "2.14.1";

void put_class(Vm& vm, Module& module, Class* cls) {
    lang::set(vm, module, cls->name, lang::class_value(*cls));
}

// -- classes without a file of their own ---------------------------------------------------------

// ConfigDict(...) is a dict.
Completion config_dict(Vm& vm, Class&, CallArgs args) {
    return vm.call(lang::class_value(*vm.classes.dict), args.positional, args.keywords);
}

void install_root_model(Vm& vm, WebState& state) {
    Class& root = lang::make_class(vm, "RootModel", {state.base_model}, "pydantic.root_model");
    state.root_model = &root;
    auto plan = std::make_unique<ModelPlan>();
    plan->kind = RecordKind::RootModel;
    plan->cls = &root;
    plan->name = root.name;
    plan->config_dict = vm.heap().make_dict();
    plan->taken_defaults = vm.heap().make_dict();
    auto* variable = vm.heap().make<lang::TypeVar>(vm.classes.type_var);
    variable->name = "~RootModelRootType";
    ModelField field;
    field.name = "root";
    field.key = field.output_key = vm.heap().intern("root");
    field.annotation = Value::adopt(variable);
    field.info = make_field_info(vm, std::make_unique<FieldMark>(), field.annotation);
    if (!compile_type(vm, field.annotation, {}, field.type).ok()) return;
    plan->fields.push_back(std::move(field));
    plan->complete = true;
    root.on_subclass = model_subclass;
    root.payload = std::move(plan);
}

// -- functions -----------------------------------------------------------------------------------

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// pydantic alias_generators.py: str.title(), then without the "_" between words.
std::string pascal(std::string_view name) {
    std::string title;
    bool inside = false;
    for (const char c : name) {
        const bool letter = is_upper(c) || is_lower(c);
        const auto shifted = [&](int by) { return static_cast<char>(c + by); };
        title.push_back(!letter                  ? c
                        : inside && is_upper(c)  ? shifted(32)
                        : !inside && is_lower(c) ? shifted(-32)
                                                 : c);
        inside = letter;
    }
    std::string out;
    for (std::size_t i = 0; i < title.size(); ++i) {
        const bool joins = title[i] == '_' && i > 0 && title[i - 1] != '_' &&
                           i + 1 < title.size() &&
                           (base::is_digit(title[i + 1]) || is_upper(title[i + 1]));
        if (!joins) out.push_back(title[i]);
    }
    return out;
}

bool is_camel(std::string_view name) {
    if (name.empty() || !is_lower(name[0])) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!is_upper(name[i]) && !is_lower(name[i]) && !base::is_digit(name[i])) return false;
        if (i > 0 && base::is_digit(name[i - 1]) && is_lower(name[i])) return false;
    }
    return true;
}

Completion read_text_argument(Vm& vm, const Native& self, CallArgs args, std::string& out) {
    if (args.positional.size() != 1 || !lang::is_text(args.positional[0]))
        return vm.raise("TypeError", std::string(self.name) + "() needs a str");
    out = std::string(lang::text_of(args.positional[0]));
    return Completion::none();
}

Completion to_pascal(Vm& vm, Native& self, CallArgs args) {
    std::string text;
    AW_GUEST_DO(read_text_argument(vm, self, args, text));
    return vm.heap().make_str(pascal(text));
}

Completion to_camel(Vm& vm, Native& self, CallArgs args) {
    std::string text;
    AW_GUEST_DO(read_text_argument(vm, self, args, text));
    if (is_camel(text)) return vm.heap().make_str(text);
    std::string out = pascal(text);
    const std::size_t first = out.find_first_not_of('_');
    if (first != std::string::npos && is_upper(out[first]))
        out[first] = static_cast<char>(out[first] + 32);
    return vm.heap().make_str(out);
}

Completion to_snake(Vm& vm, Native& self, CallArgs args) {
    std::string text;
    AW_GUEST_DO(read_text_argument(vm, self, args, text));
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i > 0) {
            const char before = text[i - 1];
            const char after = i + 1 < text.size() ? text[i + 1] : '\0';
            const bool word = is_upper(c) && (is_lower(before) || base::is_digit(before) ||
                                              (is_upper(before) && is_lower(after)));
            if (word || (base::is_digit(c) && is_lower(before))) out.push_back('_');
        }
        out.push_back(c == '-' ? '_' : is_upper(c) ? static_cast<char>(c + 32) : c);
    }
    return vm.heap().make_str(out);
}

// pydantic_core.to_jsonable_python(value)
Completion to_jsonable(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty())
        return vm.raise("TypeError",
                        "to_jsonable_python() missing 1 required positional argument: "
                        "'value'");
    DumpOptions options;
    int indent = -1;
    AW_GUEST_DO(read_dump_options(vm, self, {{}, args.keywords}, true, options, indent));
    return dump_value(vm, nullptr, args.positional[0], options);
}

Completion core_to_json(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty())
        return vm.raise("TypeError", "to_json() missing 1 required positional argument: 'value'");
    DumpOptions options;
    int indent = -1;
    AW_GUEST_DO(read_dump_options(vm, self, {{}, args.keywords}, true, options, indent));
    std::string out;
    AW_GUEST_DO(dump_to_json(vm, nullptr, args.positional[0], options, out));
    return vm.heap().make_bytes(indent < 0 ? out : indented_json(out, indent));
}

Completion from_json(Vm& vm, Native&, CallArgs args) {
    if (args.positional.empty() || !lang::is_text(args.positional[0]))
        return vm.raise("TypeError", "from_json() needs a str");
    std::optional<JsonFault> fault;
    AW_GUEST(Value value, json_value(vm, lang::text_of(args.positional[0]), fault));
    if (fault) return vm.raise("ValueError", fault->message);
    return value;
}

// -- modules -------------------------------------------------------------------------------------

// UUID4, PastDate, AwareDatetime ...
void add_ruled_types(Vm& vm, Module& module) {
    Completion library = vm.import_module("_pydantic_types");
    if (!library.ok()) return;
    std::vector<Value> arguments{lang::class_value(*web_state(vm).custom_error)};
    for (const std::string_view name : {"AfterValidator", "PlainValidator", "PlainSerializer",
                                        "WithJsonSchema", "_call_checks"}) {
        Completion part = vm.get_attribute(Value::share(&module), name);
        if (!part.ok()) return;
        arguments.push_back(part.take());
    }
    Completion found = vm.call_method(library.value(), "types", arguments);
    const auto* types = found.ok() ? found.value().try_as<lang::Dict>() : nullptr;
    if (types == nullptr) return;
    for (const lang::DictEntry& entry : types->entries)
        if (!entry.key.empty()) lang::set(vm, module, lang::text_of(entry.key), entry.value);
}

// Known to pydantic and not built here: refused in words when it is used.
Completion not_built(Vm& vm, Native& self, CallArgs) {
    return vm.stop(lang::StopKind::Refused,
                   "refused: pydantic." + std::string(self.name) + " is not offered here");
}

void load_pydantic(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls :
         {state.base_model, state.root_model, state.type_adapter, state.validation_error,
          state.validation_info, state.alias_path, state.alias_choices, state.alias_generator,
          state.user_error, state.schema_error})
        put_class(vm, module, cls);
    Class& config = lang::make_class(vm, "ConfigDict", {}, "pydantic.config");
    config.construct = config_dict;
    put_class(vm, module, &config);
    put_class(vm, module, state.field_info);
    lang::set(vm, module, "ValidatorFunctionWrapHandler", lang::class_value(*vm.classes.object));
    lang::set(vm, module, "ModelWrapValidatorHandler", lang::class_value(*vm.classes.object));
    lang::set(vm, module, "SerializerFunctionWrapHandler", lang::class_value(*vm.classes.object));
    put_class(vm, module, state.serialization_info);
    lang::set(vm, module, "FieldSerializationInfo", lang::class_value(*state.serialization_info));
    add_field_functions(vm, module);
    add_annotation_functions(vm, module);
    add_hook_functions(vm, module);
    add_constrained_types(vm, module);
    add_special_types(vm, module);
    add_model_functions(vm, module);
    add_call_functions(vm, module);
    add_ruled_types(vm, module);
    for (const std::string_view name :
         {"ImportString", "with_config", "FilePath", "DirectoryPath", "NewPath"})
        lang::def(vm, module, name, not_built);
    for (const std::string_view name : {"__version__", "VERSION"})
        lang::set(vm, module, name, vm.heap().make_str(kPydanticVersion));
}

void load_alias_generators(Vm& vm, Module& module) {
    lang::def_all(vm, module,
                  {{"to_camel", to_camel}, {"to_pascal", to_pascal}, {"to_snake", to_snake}});
}

void load_core(Vm& vm, Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls : {state.validation_error, state.custom_error, state.serialization_error})
        put_class(vm, module, cls);
    lang::set(vm, module, "PydanticUndefined", state.undefined);
    lang::def_all(
        vm, module,
        {{"to_jsonable_python", to_jsonable}, {"to_json", core_to_json}, {"from_json", from_json}});
}

// BaseSettings(...): what is given, and what the program has put into os.environ.
Completion settings_init(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty()) return lang::wrong_receiver(vm, self, args, "BaseSettings");
    const Value init = vm.find_in_class(*web_state(vm).base_model, "__init__");
    if (vm.loaded_module("os").empty()) return vm.call(init, args.positional, args.keywords);
    Value given = vm.heap().make_dict();
    for (const lang::Keyword& keyword : args.keywords) {
        lang::dict_put(vm, *given.as<lang::Dict>(), keyword.name, keyword.value);
    }
    AW_GUEST(const Value module, vm.import_module("_settings"));
    Value read_arguments[] = {lang::class_value(vm.class_of(args.positional[0])), given};
    AW_GUEST(const Value values, vm.call_method(module, "read", read_arguments));
    std::vector<lang::Keyword> keywords;
    for (const lang::DictEntry& entry : values.as<lang::Dict>()->entries) {
        if (!entry.key.empty()) keywords.push_back({lang::text_of(entry.key), entry.value});
    }
    return vm.call(init, args.positional, keywords);
}

void load_settings(Vm& vm, Module& module) {
    put_class(vm, module, web_state(vm).base_settings);
    Class& config = lang::make_class(vm, "SettingsConfigDict", {}, "pydantic_settings");
    config.construct = config_dict;
    put_class(vm, module, &config);
}

void load_errors(Vm& vm, Module& module) {
    put_class(vm, module, web_state(vm).user_error);
    put_class(vm, module, web_state(vm).schema_error);
}

constexpr lang::NativeModule kModelModules[] = {
    {"pydantic", load_pydantic},
    {"pydantic.alias_generators", load_alias_generators},
    {"pydantic.aliases", load_pydantic},
    {"pydantic.config", load_pydantic},
    {"pydantic.dataclasses", load_pydantic_dataclasses},
    {"pydantic.errors", load_errors},
    {"pydantic.fields", load_pydantic},
    {"pydantic.functional_serializers", load_pydantic},
    {"pydantic.functional_validators", load_pydantic},
    {"pydantic.main", load_pydantic},
    {"pydantic.networks", load_pydantic},
    {"pydantic.root_model", load_pydantic},
    {"pydantic.type_adapter", load_pydantic},
    {"pydantic.types", load_pydantic},
    {"pydantic_core", load_core},
    {"pydantic_core.core_schema", load_pydantic},
    {"annotated_types", load_annotated_types},
    {"pydantic_settings", load_settings},
};

}  // namespace

void install_models(Vm& vm, WebState& state) {
    install_model_errors(vm, state);
    install_fields(vm, state);
    install_special_types(vm, state);
    state.hook_proxy =
        &lang::make_class(vm, "PydanticDescriptorProxy", {}, "pydantic._internal._decorators");
    state.constraints_object = &lang::make_class(vm, "FieldInfo", {}, "pydantic.fields");
    state.validation_info =
        &lang::make_class(vm, "ValidationInfo", {}, "pydantic_core.core_schema");
    state.serialization_info =
        &lang::make_class(vm, "SerializationInfo", {}, "pydantic_core.core_schema");
    Class& base = lang::make_class(vm, "BaseModel", {}, "pydantic.main");
    base.on_subclass = model_subclass;
    install_model_dunders(vm, base);
    install_model_methods(vm, base);
    state.base_model = &base;
    install_root_model(vm, state);
    install_type_adapter(vm, state);
    // The environment is what the program itself sets.
    state.base_settings = &lang::make_class(vm, "BaseSettings", {&base}, "pydantic_settings.main");
    state.base_settings->on_subclass = model_subclass;
    lang::def(vm, *state.base_settings, "__init__", settings_init);
}

void add_model_modules(Vm& vm) {
    for (const lang::NativeModule& module : kModelModules) vm.add_module(module);
}

}  // namespace web
