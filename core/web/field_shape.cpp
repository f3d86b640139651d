// What a field type is like: where FastAPI looks for it, and what pydantic calls it.
#include <algorithm>

#include "lang/native.h"
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

std::string constrained(const FieldType& type, std::string_view name) {
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

}  // namespace

std::string type_label(const FieldType& type) {
    switch (type.kind) {
        case TypeKind::Any: return "any";
        case TypeKind::None: return "none";
        case TypeKind::Bool: return "bool";
        case TypeKind::Int: return constrained(type, "int");
        case TypeKind::Float: return constrained(type, "float");
        case TypeKind::Str: return constrained(type, "str");
        case TypeKind::Bytes: return constrained(type, "bytes");
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
        case TypeKind::Instance: return "is-instance[" + type.cls.as<lang::Class>()->name + "]";
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
        case TypeKind::Instance: return false;
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
        case TypeKind::Literal: return true;
    }
    return false;
}

bool is_scalar_sequence(const FieldType& type) {
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
    if (is_scalar(type) || type.kind == TypeKind::Dict || type.kind == TypeKind::Instance)
        return false;
    return std::all_of(type.items.begin(), type.items.end(),
                       [](const FieldTypePtr& item) { return is_scalar(*item); });
}

bool accepts_none(const FieldType& type) {
    if (type.kind == TypeKind::None || type.kind == TypeKind::Any) return true;
    return type.kind == TypeKind::Union &&
           std::any_of(type.items.begin(), type.items.end(),
                       [](const FieldTypePtr& member) { return accepts_none(*member); });
}

}  // namespace web
