#include "web/dump_scalar.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "lang/native.h"
#include "lang/repr.h"
#include "web/json_known.h"
#include "web/special_types.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

bool is_known(const Class& cls, std::string_view module, std::string_view name) {
    return std::any_of(cls.mro.begin(), cls.mro.end(), [&](const Class* base) {
        return base->name == name && base->module_name == module;
    });
}

// "PT1H30M", "-P1DT5.000007S", "P1Y35D": the speedate crate's Duration.
Completion dumped_duration(Vm& vm, const Value& delta) {
    AW_GUEST(const Value days_value, vm.get_attribute(delta, "days"));
    AW_GUEST(const Value seconds_value, vm.get_attribute(delta, "seconds"));
    AW_GUEST(const Value micros_value, vm.get_attribute(delta, "microseconds"));
    constexpr std::int64_t kDay = 86400;
    constexpr std::int64_t kMicro = 1000000;
    std::int64_t days = days_value.as_small();
    std::int64_t seconds = seconds_value.as_small();
    std::int64_t micros = micros_value.as_small();
    const bool negative = days < 0;
    if (negative) {  // days + seconds + microseconds, all of the same sign
        const std::int64_t rest = kDay * kMicro - (seconds * kMicro + micros);
        days = -days - 1 + rest / (kDay * kMicro);
        seconds = rest % (kDay * kMicro) / kMicro;
        micros = rest % kMicro;
    }
    std::string out = negative ? "-P" : "P";
    if (days / 365 > 0) out += std::to_string(days / 365) + "Y";
    if (days % 365 > 0) out += std::to_string(days % 365) + "D";
    if (seconds > 0 || micros > 0) {
        out += "T";
        if (seconds / 3600 > 0) out += std::to_string(seconds / 3600) + "H";
        if (seconds % 3600 / 60 > 0) out += std::to_string(seconds % 3600 / 60) + "M";
        if (seconds % 60 > 0 || micros > 0) {
            out += std::to_string(seconds % 60);
            if (micros > 0) {
                std::string digits = std::to_string(kMicro + micros).substr(1);
                digits.erase(digits.find_last_not_of('0') + 1);
                out += "." + digits;
            }
            out += "S";
        }
    }
    if (out == "P") out = "PT0S";
    return vm.heap().make_str(out);
}

Completion iso_format(Vm& vm, const Value& value) {
    AW_GUEST(const Value shown, vm.call_method(value, "isoformat"));
    constexpr std::string_view kUtc = "+00:00";
    const std::string_view text = lang::text_of(shown);
    if (!text.ends_with(kUtc)) return shown;
    return vm.heap().make_str(std::string(text.substr(0, text.size() - kUtc.size())) + "Z");
}

bool same_class(Vm& vm, const Value& value, const Class& cls, Fit wanted) {
    if (wanted == Fit::Exact) return &vm.class_of(value) == &cls;
    return vm.is_instance_of(value, cls);
}

bool fits_literal(Vm& vm, const FieldType& type, const Value& value) {
    return std::any_of(type.literals.begin(), type.literals.end(), [&](const Value& literal) {
        if (lang::is_text(literal) && lang::is_text(value) && !literal.is(Kind::Instance))
            return lang::text_of(literal) == lang::text_of(value);
        Completion same = vm.equals(literal, value);
        return same.ok() && same.value().is_true();
    });
}

}  // namespace

Completion raise_serialization_error(Vm& vm, const std::string& message) {
    std::array<Value, 1> args{vm.heap().make_str(message)};
    return vm.raise(*web_state(vm).serialization_error, args);
}

Completion dataclass_values(Vm& vm, const Value& value) {
    AW_GUEST(const Value module, vm.import_module("dataclasses"));
    Value argument = value;
    AW_GUEST(const Value fields, vm.call_method(module, "fields", std::span<Value>(&argument, 1)));
    Value values = vm.heap().make_dict();
    for (const Value& field : static_cast<const lang::Tuple*>(fields.as<lang::Tuple>())->span()) {
        const Value name = lang::read_slot(*field.as<lang::Instance>(), "name");
        AW_GUEST(Value item, vm.get_attribute(value, lang::text_of(name)));
        lang::dict_put(vm, *values.as<lang::Dict>(), lang::text_of(name), std::move(item));
    }
    return values;
}

Completion json_bytes(Vm& vm, const Value& value) {
    const std::string_view bytes = lang::plain(value).as<lang::Bytes>()->view();
    if (base::is_utf8(bytes)) return vm.heap().make_str(bytes);
    return raise_serialization_error(vm, "Error serializing to JSON: invalid utf-8 sequence");
}

Completion json_scalar(Vm& vm, const Value& value) {
    const Class& cls = vm.class_of(value);
    for (const std::string_view name : {"date", "datetime", "time"})
        if (is_known(cls, "datetime", name)) return iso_format(vm, value);
    if (is_known(cls, "datetime", "timedelta")) return dumped_duration(vm, value);
    if (lang::payload_of<SecretPayload>(value)) {
        return vm.str(value);
    }
    if (is_known(cls, "decimal", "Decimal") || is_known(cls, "uuid", "UUID") ||
        lang::payload_of<UrlPayload>(value) || is_known(cls, "pathlib", "PurePath") ||
        cls.module_name == "ipaddress")
        return vm.str(value);
    if (is_known(cls, "re", "Pattern")) return vm.get_attribute(value, "pattern");
    AW_GUEST(const Value shown, vm.repr(lang::class_value(const_cast<Class&>(cls))));
    return raise_serialization_error(
        vm, "Unable to serialize unknown type: " + std::string(lang::text_of(shown)));
}

Completion json_key(Vm& vm, const Value& key) {
    if (key.is(Kind::Str)) return key;
    if (key.is_none()) return vm.heap().make_str("None");
    if (key.is_bool()) return vm.heap().make_str(key.is_true() ? "true" : "false");
    if (is_enum(vm, key)) {
        AW_GUEST(const Value inner, vm.get_attribute(key, "value"));
        return json_key(vm, inner);
    }
    const Value& plain = lang::plain(key);
    if (plain.is_small() || plain.is(Kind::Int) || plain.is(Kind::Float)) return vm.str(plain);
    if (plain.is(Kind::Str)) return plain;
    if (plain.is(Kind::Bytes)) return json_bytes(vm, plain);
    if (const auto* tuple = plain.try_as<lang::Tuple>()) {
        std::string joined;
        for (const Value& item : tuple->span()) {
            AW_GUEST(const Value text, json_key(vm, item));
            joined += (joined.empty() ? "" : ",") + std::string(lang::text_of(text));
        }
        return vm.heap().make_str(joined);
    }
    return json_scalar(vm, key);
}

bool is_set(const Value& model, const ModelPlan& plan, std::size_t index) {
    const ModelState* state = state_of(model);
    if (!state) return true;
    const ModelPlan* own = plan_of(model);
    if (own == &plan) return index < state->set.size() && state->set[index];
    for (std::size_t i = 0; i < own->fields.size(); ++i)
        if (own->fields[i].name == plan.fields[index].name)
            return i < state->set.size() && state->set[i];
    return false;
}

bool fits(Vm& vm, const FieldType& type, const Value& value, Fit wanted) {
    const bool lax = wanted == Fit::Lax;
    switch (type.kind) {
        case TypeKind::Any: return true;
        case TypeKind::None: return value.is_none();
        case TypeKind::Bool: return value.is_bool();
        case TypeKind::Int:
            return !value.is_bool() && lang::is_integer(value) &&
                   (lax || !value.is(Kind::Instance));
        case TypeKind::Float: return value.is(Kind::Float);
        case TypeKind::Str: return lax ? lang::is_text(value) : value.is(Kind::Str);
        case TypeKind::Email: return lang::is_text(value);
        case TypeKind::Bytes: return value.is(Kind::Bytes);
        case TypeKind::Decimal:
        case TypeKind::Date:
        case TypeKind::DateTime:
        case TypeKind::Time:
        case TypeKind::TimeDelta:
        case TypeKind::Uuid:
        case TypeKind::Model:
        case TypeKind::ModelItself:
        case TypeKind::Instance: return same_class(vm, value, *type.cls.as<Class>(), wanted);
        case TypeKind::Enum:
            return same_class(vm, value, *type.cls.as<Class>(), wanted) ||
                   (type.values_only && fits_literal(vm, type, value));
        case TypeKind::Literal: return fits_literal(vm, type, value);
        case TypeKind::List: return value.is(Kind::List);
        case TypeKind::Set: return value.is(Kind::Set);
        case TypeKind::FrozenSet: return value.is(Kind::FrozenSet);
        case TypeKind::Tuple:
            return value.is(Kind::Tuple) && value.as<lang::Tuple>()->size == type.items.size();
        case TypeKind::VariadicTuple: return value.is(Kind::Tuple);
        case TypeKind::Dict: return value.is(Kind::Dict);
        case TypeKind::Union:
        case TypeKind::TaggedUnion:
            return std::any_of(type.items.begin(), type.items.end(),
                               [&](const FieldTypePtr& m) { return fits(vm, *m, value, wanted); });
        case TypeKind::Record:
            return type.plan->kind == RecordKind::TypedDict
                       ? value.is(Kind::Dict)
                       : same_class(vm, value, *type.plan->cls, wanted);
        case TypeKind::Validator:
        case TypeKind::Checked:
        case TypeKind::Json: return fits(vm, *type.items[0], value, wanted);
        case TypeKind::Secret: return lang::payload_of<SecretPayload>(value) != nullptr;
        case TypeKind::Url: return lang::payload_of<UrlPayload>(value) != nullptr;
        case TypeKind::Callable: return vm.is_callable(value);
        case TypeKind::Subclass: return value.is(Kind::Class);
    }
    return false;
}

}  // namespace web
