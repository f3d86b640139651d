#include "web/validate.h"

#include "base/text.h"
#include "web/validate_internal.h"
#include "web/web_state.h"

namespace web {

using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

bool Constraints::any() const {
    return !ge.empty() || !gt.empty() || !le.empty() || !lt.empty() || !multiple_of.empty() ||
           min_length || max_length || pattern || strict || strip_whitespace || to_lower ||
           to_upper || numbers_to_text || finite || max_digits || decimal_places;
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

namespace {

Completion validate_instance(Validation& v, const FieldType& type, const Value& input) {
    const lang::Class& cls = *type.cls.as<lang::Class>();
    if (v.vm.is_instance_of(input, cls)) return input;
    if (&cls == web_state(v.vm).upload_file) {
        AW_GUEST(const Value shown, v.vm.repr(lang::class_value(v.vm.class_of(input))));
        return v.fail(
            "value_error",
            "Value error, Expected UploadFile, received: " + std::string(lang::text_of(shown)),
            input, {{"error", v.vm.heap().make_dict()}});
    }
    return v.fail("is_instance_of", "Input should be an instance of " + cls.name, input,
                  {{"class", v.text(cls.name)}});
}

// type[X]
Completion validate_subclass(Validation& v, const FieldType& type, const Value& input) {
    const auto* cls = input.try_as<lang::Class>();
    if (type.cls.empty()) {
        if (cls) return input;
        return v.fail("is_type", "Input should be a type", input);
    }
    const lang::Class& base = *type.cls.as<lang::Class>();
    if (cls && v.vm.is_subclass(*cls, base)) return input;
    return v.fail("is_subclass_of", "Input should be a subclass of " + base.name, input,
                  {{"class", v.text(base.name)}});
}

}  // namespace

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
        case TypeKind::TaggedUnion: return validate_tagged(v, type, input);
        case TypeKind::Instance: return validate_instance(v, type, input);
        case TypeKind::Model: return validate_model(v, type, input);
        case TypeKind::ModelItself: return validate_model_itself(v, type, input);
        case TypeKind::Record: return validate_record(v, type, input);
        case TypeKind::Validator: return validate_function(v, type, input);
        case TypeKind::Checked: return validate_checked(v, type, input);
        case TypeKind::Secret: return validate_secret(v, type, input);
        case TypeKind::Email: return validate_email(v, type, input);
        case TypeKind::Url: return validate_url(v, type, input);
        case TypeKind::Json: return validate_json(v, type, input);
        case TypeKind::Callable:
            if (v.vm.is_callable(input)) return input;
            return v.fail("callable_type", "Input should be callable", input);
        case TypeKind::Subclass: return validate_subclass(v, type, input);
    }
    return Value();
}

Completion validate(Vm& vm, const FieldType& type, const Value& input, const Loc& loc,
                    std::vector<FieldError>& errors) {
    static const ValidateOptions as_fastapi{.from_attributes = true};
    Validation validation{vm, errors, loc, &as_fastapi};
    return validate_value(validation, type, input);
}

Completion validate_with(Vm& vm, const FieldType& type, const Value& input,
                         const ValidateOptions& options, std::vector<FieldError>& errors) {
    Validation validation{vm, errors, {}, &options};
    return validate_value(validation, type, input);
}

}  // namespace web
