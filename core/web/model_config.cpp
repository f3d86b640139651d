// model_config, ConfigDict, class Config and class keywords. pydantic config.py,
// _internal/_config.py.
#include <algorithm>
#include <array>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "web/model_plan.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

struct Flag {
    std::string_view name;
    bool ModelConfig::*to;
};
constexpr Flag kFlags[] = {
    {"validate_by_name", &ModelConfig::validate_by_name},
    {"validate_by_alias", &ModelConfig::validate_by_alias},
    {"populate_by_name", &ModelConfig::validate_by_name},
    {"allow_population_by_field_name", &ModelConfig::validate_by_name},
    {"from_attributes", &ModelConfig::from_attributes},
    {"orm_mode", &ModelConfig::from_attributes},
    {"frozen", &ModelConfig::frozen},
    {"validate_assignment", &ModelConfig::validate_assignment},
    {"use_enum_values", &ModelConfig::use_enum_values},
    {"arbitrary_types_allowed", &ModelConfig::arbitrary_types},
    {"validate_default", &ModelConfig::validate_default},
    {"strict", &ModelConfig::strict},
    {"serialize_by_alias", &ModelConfig::serialize_by_alias},
    {"hide_input_in_errors", &ModelConfig::hide_input},
    {"coerce_numbers_to_str", &ModelConfig::numbers_to_text},
    {"str_strip_whitespace", &ModelConfig::strip_whitespace},
    {"anystr_strip_whitespace", &ModelConfig::strip_whitespace},
    {"str_to_lower", &ModelConfig::to_lower},
    {"str_to_upper", &ModelConfig::to_upper},
    {"loc_by_alias", &ModelConfig::loc_by_alias},
    {"use_attribute_docstrings", &ModelConfig::use_docstrings},
};

// They say nothing about what a request is answered.
constexpr std::string_view kWithoutEffect[] = {"json_schema_extra",
                                               "schema_extra",
                                               "json_schema_serialization_defaults_required",
                                               "protected_namespaces",
                                               "json_schema_mode_override",
                                               "defer_build",
                                               "plugin_settings",
                                               "schema_generator",
                                               "field_title_generator",
                                               "model_title_generator",
                                               "regex_engine",
                                               "validation_error_cause",
                                               "use_type_checker",
                                               "cache_strings",
                                               "ignored_types",
                                               "env_file",
                                               "env_prefix",
                                               "env_file_encoding",
                                               "case_sensitive",
                                               "env_nested_delimiter",
                                               "secrets_dir",
                                               "env_ignore_empty",
                                               "env_nested_max_split",
                                               "env_parse_none_str",
                                               "env_parse_enums",
                                               "cli_parse_args",
                                               "json_schema_example",
                                               "val_json_bytes",
                                               "allow_inf_nan",
                                               "ser_json_inf_nan",
                                               "ser_json_timedelta",
                                               "ser_json_temporal",
                                               "ser_json_bytes",
                                               "val_temporal_unit",
                                               "url_preserve_empty_path",
                                               "polymorphic_serialization",
                                               "extra_json_schema",
                                               "cli_prog_name",
                                               "nested_model_default_partial_update",
                                               "case_insensitive"};
// Those above that would change an answer when they are not at their default.
struct Fixed {
    std::string_view name;
    std::string_view value;
};
constexpr Fixed kOnlyDefaults[] = {
    {"ser_json_inf_nan", "null"},     {"ser_json_timedelta", "iso8601"},
    {"ser_json_temporal", "iso8601"}, {"ser_json_bytes", "utf8"},
    {"val_json_bytes", "utf8"},       {"val_temporal_unit", "infer"},
    {"regex_engine", "rust-regex"}};

Completion refuse_config(Vm& vm, std::string_view name, const std::string& why) {
    return vm.stop(lang::StopKind::Refused,
                   "refused: model_config " + std::string(name) + " is not offered here" + why);
}

Completion check_fixed(Vm& vm, std::string_view name, const Value& value) {
    for (const Fixed& fixed : kOnlyDefaults)
        if (name == fixed.name && lang::is_text(value) && lang::text_of(value) != fixed.value)
            return refuse_config(vm, name, " except as " + std::string(fixed.value));
    return Completion::none();
}

Completion read_extra_setting(Vm& vm, const Value& value, Extra& out) {
    Value plain = value;
    if (value.is(lang::Kind::Instance) && !lang::is_text(value)) {  // the old Extra.forbid
        AW_GUEST(plain, vm.get_attribute(value, "value"));
    }
    const std::string_view text = lang::is_text(plain) ? lang::text_of(plain) : "";
    if (text == "allow")
        out = Extra::Allow;
    else if (text == "forbid")
        out = Extra::Forbid;
    else if (text == "ignore" || plain.is_none())
        out = Extra::Ignore;
    else
        return vm.raise("ValueError", "Invalid extra_behavior: `" + std::string(text) + "`");
    return Completion::none();
}

Completion apply_setting(Vm& vm, std::string_view name, const Value& value, ModelConfig& out) {
    for (const Flag& flag : kFlags)
        if (name == flag.name) {
            AW_GUEST(const Value on, vm.truth(value));
            out.*flag.to = on.is_true();
            return Completion::none();
        }
    const auto length = [&]() -> std::optional<std::int64_t> {
        return value.is_small() ? std::optional(value.as_small()) : std::nullopt;
    };
    if (name == "extra") return read_extra_setting(vm, value, out.extra);
    if (name == "allow_inf_nan") {
        out.finite = value.is_false();
        return Completion::none();
    }
    if (name == "str_min_length" || name == "str_max_length") {
        (name == "str_min_length" ? out.min_length : out.max_length) = length();
    } else if (name == "alias_generator") {
        out.alias_generator = value.is_none() ? Value() : value;
    } else if (name == "json_schema_extra" || name == "schema_extra") {
        out.schema_extra = value.is_none() ? Value() : value;
    } else if (name == "title") {
        out.title = value.is_none() ? Value() : value;
    } else if (name == "revalidate_instances") {
        out.revalidate = lang::is_text(value) && lang::text_of(value) != "never";
    } else if (name == "url_preserve_empty_path") {
        if (value.is_true()) return refuse_config(vm, name, " except as False");
    } else if (name == "json_encoders") {
        AW_GUEST(const Value any, vm.truth(value));
        if (any.is_true()) return refuse_config(vm, name, "; use @field_serializer");
    } else {
        return check_fixed(vm, name, value);
    }
    return Completion::none();
}

Completion apply_dict(Vm& vm, const Value& dict, ModelPlan& plan) {
    const Value copy = lang::dict_copy(vm, *lang::plain(dict).as<lang::Dict>());
    for (const lang::DictEntry& entry : copy.as<lang::Dict>()->entries) {
        if (entry.key.empty() || !lang::is_text(entry.key)) continue;
        AW_GUEST_DO(apply_setting(vm, lang::text_of(entry.key), entry.value, plan.config));
        lang::dict_put(vm, *plan.config_dict.as<lang::Dict>(), lang::text_of(entry.key),
                       entry.value);
    }
    return Completion::none();
}

bool is_setting(std::string_view name) {
    for (const Flag& flag : kFlags)
        if (name == flag.name) return true;
    for (const std::string_view known : kWithoutEffect)
        if (name == known) return true;
    static constexpr std::array<std::string_view, 7> kOthers{
        "extra", "str_min_length",       "str_max_length", "alias_generator",
        "title", "revalidate_instances", "json_encoders"};
    return std::find(kOthers.begin(), kOthers.end(), name) != kOthers.end();
}

}  // namespace

Completion apply_config(Vm& vm, const Value& dict, ModelConfig& out) {
    const auto* given = lang::plain(dict).try_as<lang::Dict>();
    if (!given) return Completion::none();
    for (const lang::DictEntry& entry : given->entries)
        if (!entry.key.empty() && lang::is_text(entry.key))
            AW_GUEST_DO(apply_setting(vm, lang::text_of(entry.key), entry.value, out));
    return Completion::none();
}

Completion read_config(Vm& vm, Class& cls, lang::CallArgs keywords, ModelPlan& plan) {
    plan.config_dict = vm.heap().make_dict();
    for (std::size_t i = cls.mro.size(); i-- > 1;)
        if (const auto* base = dynamic_cast<const ModelPlan*>(cls.mro[i]->payload.get()))
            AW_GUEST_DO(apply_dict(vm, base->config_dict, plan));
    const Value own = vm.heap().intern("model_config");
    const Value old = vm.heap().intern("Config");
    if (const Value* dict = lang::own_class_attribute(cls, *own.as<lang::Str>())) {
        if (!lang::plain(*dict).is(lang::Kind::Dict))
            return raise_user_error(
                vm,
                "`model_config` cannot be used as a model field name. Use `model_config` for "
                "model configuration.",
                "model-config-invalid-field-name");
        const Value held = *dict;
        AW_GUEST_DO(apply_dict(vm, held, plan));
    } else if (const Value* inner = lang::own_class_attribute(cls, *old.as<lang::Str>());
               inner && inner->is(lang::Kind::Class)) {
        const Value held = *inner;
        for (const lang::ClassAttribute& attribute : held.as<Class>()->attributes) {
            const std::string_view name = lang::text_of(attribute.name);
            if (name.starts_with("__")) continue;
            AW_GUEST_DO(apply_setting(vm, name, attribute.value, plan.config));
            lang::dict_put(vm, *plan.config_dict.as<lang::Dict>(), name, attribute.value);
        }
    }
    for (const lang::Keyword& keyword : keywords.keywords) {
        if (!is_setting(keyword.name)) continue;
        AW_GUEST_DO(apply_setting(vm, keyword.name, keyword.value, plan.config));
        lang::dict_put(vm, *plan.config_dict.as<lang::Dict>(), keyword.name, keyword.value);
    }
    lang::put_class_attribute(cls, own, plan.config_dict);
    return Completion::none();
}

}  // namespace web
