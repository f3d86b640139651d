#include "web/json_known.h"

#include <array>

#include "lang/arguments.h"
#include "lang/lib_dataclasses.h"
#include "lang/native.h"
#include "lang/shape.h"
#include "web/special_types.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

enum class Rule : std::uint8_t { IsoFormat, TotalSeconds, Decimal, Text, Pattern, Items };
struct KnownClass {
    std::string_view module_name;
    std::string_view name;
    Rule rule;
};
constexpr KnownClass kKnown[] = {
    {"datetime", "date", Rule::IsoFormat},       {"datetime", "datetime", Rule::IsoFormat},
    {"datetime", "time", Rule::IsoFormat},       {"datetime", "timedelta", Rule::TotalSeconds},
    {"decimal", "Decimal", Rule::Decimal},       {"uuid", "UUID", Rule::Text},
    {"pydantic.types", "SecretStr", Rule::Text}, {"pydantic.types", "SecretBytes", Rule::Text},
    {"pathlib", "PurePath", Rule::Text},         {"re", "Pattern", Rule::Pattern},
    {"ipaddress", "IPv4Address", Rule::Text},    {"ipaddress", "IPv6Address", Rule::Text},
    {"ipaddress", "IPv4Network", Rule::Text},    {"ipaddress", "IPv6Network", Rule::Text},
    {"ipaddress", "IPv4Interface", Rule::Text},  {"ipaddress", "IPv6Interface", Rule::Text},
    {"collections", "deque", Rule::Items},
};

const KnownClass* known_class(const Class& cls) {
    for (const Class* base : cls.mro)
        for (const KnownClass& known : kKnown)
            if (base->name == known.name && base->module_name == known.module_name) return &known;
    return nullptr;
}

// A Decimal without digits behind its point is an int, any other a float.
Completion plain_decimal(Vm& vm, const Value& value) {
    AW_GUEST(const Value shown, vm.str(value));
    const std::string_view text = lang::text_of(shown);
    const std::size_t exponent_at = text.find_first_of("eE");
    const std::size_t point = text.find('.');
    long digits_behind = 0;
    if (point != std::string_view::npos)
        digits_behind = static_cast<long>(std::min(exponent_at, text.size()) - point - 1);
    long exponent = 0;
    if (exponent_at != std::string_view::npos)
        exponent = std::strtol(std::string(text.substr(exponent_at + 1)).c_str(), nullptr, 10);
    const bool is_number = text.find_first_of("0123456789") != std::string_view::npos;
    const bool is_int = is_number && exponent - digits_behind >= 0;
    std::array arguments{value};
    return vm.call(lang::class_value(is_int ? *vm.classes.int_ : *vm.classes.float_),
                   std::span<Value>(arguments));
}

// True when dict(value) can do anything but raise.
bool may_be_mapping(Vm& vm, const Value& value) {
    const Class& cls = vm.class_of(value);
    for (const std::string_view name : {"keys", "__iter__", "__getitem__"})
        if (!vm.find_in_class(cls, name).empty()) return true;
    return false;
}

// vars(): the attributes of plain instances and functions. Empty where Python raises TypeError.
Value attributes_of(Vm& vm, const Value& value) {
    Value data = vm.heap().make_dict();
    lang::Dict& dict = *data.as<lang::Dict>();
    if (value.is(Kind::Function)) {
        const Value& attributes = value.as<lang::Function>()->attributes;
        return attributes.is(Kind::Dict) ? attributes : data;
    }
    if (!value.is(Kind::Instance) || value.as<Instance>()->payload) return Value();
    const Instance& instance = *value.as<Instance>();
    if (instance.cls == vm.classes.object) return Value();
    for (std::size_t i = 0; i < instance.shape->names.size() && i < instance.slots.size(); ++i) {
        const Value& name = instance.shape->names[i];
        if (!name.empty() && !instance.slots[i].empty())
            lang::dict_put(vm, dict, lang::text_of(name), instance.slots[i]);
    }
    return data;
}

}  // namespace

bool is_enum(Vm& vm, const Value& value) {
    if (!value.is(Kind::Instance)) return false;
    for (const Class* base : vm.class_of(value).mro)
        if (base->name == "Enum" && base->module_name == "enum") return true;
    return false;
}

Completion known_to_plain(Vm& vm, const Value& value) {
    if (is_enum(vm, value)) return vm.get_attribute(value, "value");
    if (lang::plain(value).is(Kind::Bytes)) return vm.call_method(value, "decode");
    if (lang::payload_of<UrlPayload>(value) != nullptr) return vm.str(value);
    const KnownClass* known = known_class(vm.class_of(value));
    if (known == nullptr) return Value();
    switch (known->rule) {
        case Rule::IsoFormat: return vm.call_method(value, "isoformat");
        case Rule::TotalSeconds: return vm.call_method(value, "total_seconds");
        case Rule::Decimal: return plain_decimal(vm, value);
        case Rule::Text: return vm.str(value);
        case Rule::Items: return vm.to_list(value);
        case Rule::Pattern: return vm.get_attribute(value, "pattern");
    }
    return Value();
}

Completion as_dict(Vm& vm, const Value& value) {
    if (lang::is_dataclass_instance(value)) return lang::dataclass_as_dict(vm, value);
    if (may_be_mapping(vm, value)) {
        std::array arguments{value};
        Completion made = vm.call(lang::class_value(*vm.classes.dict), std::span<Value>(arguments));
        if (made.ok() || made.stopped()) return made;
    }
    Value attributes = attributes_of(vm, value);
    if (!attributes.empty()) return attributes;
    const std::string& name = vm.class_of(value).name;
    return vm.raise("ValueError", "[TypeError(\"'" + name +
                                      "' object is not iterable\"), TypeError('vars() argument "
                                      "must have __dict__ attribute')]");
}

}  // namespace web
