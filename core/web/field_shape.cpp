// What a field type is like: where FastAPI looks for it, and what pydantic calls it.
#include <algorithm>

#include "lang/native.h"
#include "web/model_plan.h"
#include "web/validate_internal.h"

namespace web {
namespace {

std::string list_of(std::string_view name, const FieldType& type) {
    std::string label(name);
    label += "[";
    for (std::size_t i = 0; i < type.items.size(); ++i)
        label += (i > 0 ? "," : "") + type_label(*type.items[i]);
    return label + "]";
}

std::string constrained_shape(const FieldType& type, std::string_view name) {
    Constraints others = type.constraints;
    others.strict.reset();
    return others.any() ? "constrained-" + std::string(name) : std::string(name);
}

std::string union_label(const FieldType& type) {
    std::string label = "union[";
    bool nullable = false;
    int members = 0;
    for (const FieldTypePtr& member : type.items) {
        if (member->kind == TypeKind::None) {
            nullable = true;
            continue;
        }
        label += (members++ > 0 ? "," : "") + type_label(*member);
    }
    label += "]";
    if (members == 1) label = label.substr(6, label.size() - 7);
    return nullable ? "nullable[" + label + "]" : label;
}

std::string tagged_label(const FieldType& type) {
    std::string label = "tagged-union[";
    for (std::size_t i = 0; i < type.items.size(); ++i)
        label += (i > 0 ? "," : "") + type_label(*type.items[i]);
    return label + "]";
}

std::string function_label(const FieldType& type) {
    std::string name = "function";
    if (const auto* method = type.function.try_as<lang::BoundMethod>();
        method && method->function.is(lang::Kind::Function))
        name = std::string(lang::text_of(method->function.as<lang::Function>()->name));
    else if (const auto* function = type.function.try_as<lang::Function>())
        name = std::string(lang::text_of(function->name));
    else if (const auto* native = type.function.try_as<lang::Native>())
        name = std::string(native->name);
    const std::string inner = ", " + type_label(*type.items[0]) + "]";
    switch (type.mode) {
        case ValidatorMode::Before: return "function-before[" + name + "()" + inner;
        case ValidatorMode::After: return "function-after[" + name + "()" + inner;
        case ValidatorMode::Wrap: return "function-wrap[" + name + "()]";
        case ValidatorMode::Plain: return "function-plain[" + name + "()]";
    }
    return "";
}

bool is_around(const FieldType& type) {
    return type.kind == TypeKind::Validator || type.kind == TypeKind::Checked;
}

}  // namespace

std::string type_label(const FieldType& type) {
    switch (type.kind) {
        case TypeKind::Any: return "any";
        case TypeKind::None: return "none";
        case TypeKind::Bool: return "bool";
        case TypeKind::Int: return constrained_shape(type, "int");
        case TypeKind::Float: return constrained_shape(type, "float");
        case TypeKind::Str: return constrained_shape(type, "str");
        case TypeKind::Bytes: return constrained_shape(type, "bytes");
        case TypeKind::Decimal: return "decimal";
        case TypeKind::Date: return "date";
        case TypeKind::DateTime: return "datetime";
        case TypeKind::Time: return "time";
        case TypeKind::TimeDelta: return "timedelta";
        case TypeKind::Uuid: return "uuid";
        case TypeKind::Enum: return "enum";
        case TypeKind::Literal: {
            std::string words = type.expected;
            if (const std::size_t last = words.rfind(" or "); last != std::string::npos)
                words.replace(last, 4, ",");
            for (std::size_t at = words.find(", "); at != std::string::npos;
                 at = words.find(", ", at))
                words.replace(at, 2, ",");
            return "literal[" + words + "]";
        }
        case TypeKind::List: return list_of("list", type);
        case TypeKind::Set: return list_of("set", type);
        case TypeKind::FrozenSet: return list_of("frozenset", type);
        case TypeKind::Tuple: return list_of("tuple", type);
        case TypeKind::VariadicTuple: return "tuple[" + type_label(*type.items[0]) + ",...]";
        case TypeKind::Dict: return list_of("dict", type);
        case TypeKind::Union: return union_label(type);
        case TypeKind::TaggedUnion: return tagged_label(type);
        case TypeKind::Instance: return "is-instance[" + type.cls.as<lang::Class>()->name + "]";
        case TypeKind::Model:
        case TypeKind::ModelItself: return type.cls.as<lang::Class>()->name;
        case TypeKind::Record: return type.plan->name;
        case TypeKind::Validator: return function_label(type);
        case TypeKind::Checked:
            return "function-after[check(), " + type_label(*type.items[0]) + "]";
        case TypeKind::Secret:
            return "function-before[secret(), " + type_label(*type.items[0]) + "]";
        case TypeKind::Email: return "function-after[_validate(), str]";
        case TypeKind::Url: return "url";
        case TypeKind::Callable: return "callable";
        case TypeKind::Subclass: return "is-subclass";
        case TypeKind::Json: return "json[" + type_label(*type.items[0]) + "]";
    }
    return "";
}

bool is_scalar(const FieldType& type) {
    switch (type.kind) {
        case TypeKind::List:
        case TypeKind::Set:
        case TypeKind::FrozenSet:
        case TypeKind::Tuple:
        case TypeKind::VariadicTuple:
        case TypeKind::Dict:
        case TypeKind::Model:
        case TypeKind::ModelItself:
        case TypeKind::Record: return false;
        case TypeKind::Instance: return type.cls.as<lang::Class>()->name != "UploadFile";
        case TypeKind::Validator:
        case TypeKind::Checked: return is_scalar(*type.items[0]);
        case TypeKind::TaggedUnion:
        case TypeKind::Union:
            return std::all_of(type.items.begin(), type.items.end(),
                               [](const FieldTypePtr& member) { return is_scalar(*member); });
        case TypeKind::Any:
        case TypeKind::None:
        case TypeKind::Bool:
        case TypeKind::Int:
        case TypeKind::Float:
        case TypeKind::Str:
        case TypeKind::Bytes:
        case TypeKind::Decimal:
        case TypeKind::Date:
        case TypeKind::DateTime:
        case TypeKind::Time:
        case TypeKind::TimeDelta:
        case TypeKind::Uuid:
        case TypeKind::Enum:
        case TypeKind::Literal:
        case TypeKind::Secret:
        case TypeKind::Email:
        case TypeKind::Url:
        case TypeKind::Callable:
        case TypeKind::Subclass:
        case TypeKind::Json: return true;
    }
    return false;
}

bool is_scalar_sequence(const FieldType& type) {
    if (is_around(type)) return is_scalar_sequence(*type.items[0]);
    if (type.kind == TypeKind::Union) {
        bool found = false;
        for (const FieldTypePtr& member : type.items) {
            if (is_scalar_sequence(*member))
                found = true;
            else if (!is_scalar(*member))
                return false;
        }
        return found;
    }
    if (is_scalar(type) || type.kind == TypeKind::Dict || type.kind == TypeKind::Instance ||
        type.kind == TypeKind::Model || type.kind == TypeKind::Record)
        return false;
    return std::all_of(type.items.begin(), type.items.end(),
                       [](const FieldTypePtr& item) { return is_scalar(*item); });
}

bool is_sequence(const FieldType& type) {
    switch (type.kind) {
        case TypeKind::List:
        case TypeKind::Set:
        case TypeKind::FrozenSet:
        case TypeKind::Tuple:
        case TypeKind::VariadicTuple: return true;
        case TypeKind::Union:
        case TypeKind::Validator:
        case TypeKind::Checked:
            return std::any_of(type.items.begin(), type.items.end(),
                               [](const FieldTypePtr& member) { return is_sequence(*member); });
        default: return false;
    }
}

bool accepts_none(const FieldType& type) {
    if (is_around(type)) return accepts_none(*type.items[0]);
    if (type.kind == TypeKind::None || type.kind == TypeKind::Any) return true;
    return type.kind == TypeKind::Union &&
           std::any_of(type.items.begin(), type.items.end(),
                       [](const FieldTypePtr& member) { return accepts_none(*member); });
}

}  // namespace web
