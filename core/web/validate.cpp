#include "web/validate.h"

#include "base/text.h"
#include "web/validate_internal.h"

namespace web {

using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

bool Constraints::any() const {
    return !ge.empty() || !gt.empty() || !le.empty() || !lt.empty() || !multiple_of.empty() ||
           min_length || max_length || pattern || strict;
}

void ConstraintsPayload::visit(void (*each)(Value& value, void* context), void* context) {
    for (Value* bound : {&constraints.ge, &constraints.gt, &constraints.le, &constraints.lt,
                         &constraints.multiple_of})
        each(*bound, context);
}

std::optional<std::string_view> text_input(const Value& input) {
    if (lang::is_text(input)) return lang::text_of(input);
    if (!input.is(Kind::Bytes)) return std::nullopt;
    const std::string_view bytes = input.as<lang::Bytes>()->view();
    return base::is_utf8(bytes) ? std::optional(bytes) : std::nullopt;
}

Completion validate_value(Validation& v, const FieldType& type, const Value& input) {
    if (!v.vm.charge(1)) return v.vm.out_of_steps();
    switch (type.kind) {
        case TypeKind::Any: v.floor(Exactness::Lax); return input;
        case TypeKind::None:
            if (input.is_none()) return input;
            return v.fail("none_required", "Input should be None", input);
        case TypeKind::Bool: return validate_bool(v, type, input);
        case TypeKind::Int: return validate_int(v, type, input);
        case TypeKind::Float: return validate_float(v, type, input);
        case TypeKind::Str: return validate_str(v, type, input);
        case TypeKind::Bytes: return validate_bytes(v, type, input);
        case TypeKind::Decimal: return validate_decimal(v, type, input);
        case TypeKind::Date:
        case TypeKind::DateTime:
        case TypeKind::Time:
        case TypeKind::TimeDelta: return validate_time(v, type, input);
        case TypeKind::Uuid: return validate_uuid(v, type, input);
        case TypeKind::Enum: return validate_enum(v, type, input);
        case TypeKind::Literal: return validate_literal(v, type, input);
        case TypeKind::List:
        case TypeKind::Set:
        case TypeKind::FrozenSet:
        case TypeKind::VariadicTuple: return validate_items(v, type, input);
        case TypeKind::Tuple: return validate_tuple(v, type, input);
        case TypeKind::Dict: return validate_dict(v, type, input);
        case TypeKind::Union: return validate_union(v, type, input);
        case TypeKind::Instance: {
            const lang::Class& cls = *type.cls.as<lang::Class>();
            if (v.vm.is_instance_of(input, cls)) return input;
            return v.fail("is_instance_of", "Input should be an instance of " + cls.name, input,
                          {{"class", v.text(cls.name)}});
        }
    }
    return Value();
}

Completion validate(Vm& vm, const FieldType& type, const Value& input, const Loc& loc,
                    std::vector<FieldError>& errors) {
    Validation validation{vm, errors, loc};
    return validate_value(validation, type, input);
}

}  // namespace web
