// Annotations with arguments: list[X], X | Y, Annotated[...], Literal[...]. pydantic
// _generate_schema.py, _known_annotated_metadata.py, _discriminated_union.py.
#include "lang/native.h"
#include "web/field_object.h"
#include "web/field_type_internal.h"
#include "web/model_dump.h"
#include "web/model_plan.h"
#include "web/pattern.h"
#include "web/validate_internal.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

std::span<const Value> args_of(const Value& args) {
    return static_cast<const lang::Tuple*>(args.as<lang::Tuple>())->span();
}

std::shared_ptr<FieldType> copied_type(const FieldTypePtr& type) {
    return std::make_shared<FieldType>(*type);
}

}  // namespace

FieldTypePtr wrap_validator(Vm& vm, FieldTypePtr inner, const Value& function, ValidatorMode mode) {
    auto type = std::make_shared<FieldType>();
    type->kind = TypeKind::Validator;
    type->items.push_back(std::move(inner));
    type->function = function;
    type->mode = mode;
    type->takes_info = takes_info(vm, function, mode == ValidatorMode::Wrap ? 2 : 1);
    return type;
}

FieldTypePtr wrap_checked(FieldTypePtr inner, const Constraints& constraints) {
    auto type = std::make_shared<FieldType>();
    type->kind = TypeKind::Checked;
    type->items.push_back(std::move(inner));
    type->constraints = constraints;
    return type;
}

Completion TypeCompiler::compile_alias(const Value& annotation, const Constraints& constraints,
                                       FieldTypePtr& out) {
    const auto& alias = *annotation.as<lang::GenericAlias>();
    const std::span<const Value> args = args_of(alias.args);
    const auto* origin = alias.origin.try_as<Class>();
    if (!origin) return Completion::none();
    if (origin == vm_.classes.type) {
        FieldType type;
        type.kind = TypeKind::Subclass;
        if (args[0].is(Kind::Class)) type.cls = args[0];
        return finish(std::move(type), constraints, out);
    }
    const std::pair<const Class*, TypeKind> containers[] = {
        {vm_.classes.list, TypeKind::List},
        {vm_.classes.set, TypeKind::Set},
        {vm_.classes.frozenset, TypeKind::FrozenSet},
        {vm_.classes.dict, TypeKind::Dict}};
    for (const auto& [cls, kind] : containers)
        if (origin == cls) return compile_items(kind, args, constraints, out);
    if (origin == vm_.classes.tuple) {
        if (args.size() == 2 && args[1].is_ellipsis())
            return compile_items(TypeKind::VariadicTuple, args.first(1), constraints, out);
        return compile_items(TypeKind::Tuple, args, constraints, out);
    }
    if (origin->module_name == "typing" || origin->module_name == "collections.abc")
        return compile_form(origin->name, args, constraints, out);
    for (const auto& [marked, kind] : web_state(vm_).marked_types)
        if (origin == marked && kind == TypeKind::Json)
            return compile_items(kind, args, constraints, out);
    return Completion::none();
}

Completion TypeCompiler::compile_form(std::string_view form, std::span<const Value> args,
                                      const Constraints& constraints, FieldTypePtr& out) {
    if (form == "Annotated") return compile_annotated(args, constraints, out);
    if (form == "Literal") return compile_literal(args, constraints, out);
    for (const std::string_view around :
         {"ClassVar", "Final", "Required", "NotRequired", "ReadOnly"})
        if (form == around) return compile(args[0], constraints, out);
    for (const std::string_view list : {"Sequence", "MutableSequence", "Iterable", "Collection"})
        if (form == list) return compile_items(TypeKind::List, args, constraints, out);
    if (form == "Mapping" || form == "MutableMapping")
        return compile_items(TypeKind::Dict, args, constraints, out);
    if (form == "AbstractSet" || form == "MutableSet" || form == "Set")
        return compile_items(TypeKind::Set, args, constraints, out);
    if (form == "Callable") return finish(TypeKind::Callable, constraints, out);
    return Completion::none();
}

Completion TypeCompiler::compile_literal(std::span<const Value> args,
                                         const Constraints& constraints, FieldTypePtr& out) {
    FieldType type;
    type.kind = TypeKind::Literal;
    for (const Value& arg : args) {
        // Literal["a", Literal["b"]]
        const auto* inner = arg.try_as<lang::GenericAlias>();
        if (inner) {
            const std::span<const Value> more = args_of(inner->args);
            type.literals.insert(type.literals.end(), more.begin(), more.end());
        } else {
            type.literals.push_back(arg);
        }
    }
    AW_GUEST_DO(expected_text(vm_, type.literals, type.expected));
    return finish(std::move(type), constraints, out);
}

// Annotated[int, Field(gt=0)]: what is written outside goes before what is inside. Functions among
// the metadata are put around what stands before them.
Completion TypeCompiler::compile_annotated(std::span<const Value> args, const Constraints& outer,
                                           FieldTypePtr& out) {
    Constraints joined;
    bool wrapped = false;
    const auto flush = [&]() -> Completion {
        if (!wrapped) {
            AW_GUEST_DO(compile(args[0], joined, out));
        } else if (out && joined.any()) {
            out = wrap_checked(out, joined);
        }
        joined = Constraints();
        wrapped = true;
        return Completion::none();
    };
    for (const Value& item : args.subspan(1)) {
        if (const auto* mark = lang::payload_of<ConstraintsPayload>(item)) {
            Constraints later = mark->constraints;
            join_constraints(later, joined);
            joined = later;
            const auto* field = lang::payload_of<FieldMark>(item);
            const bool only_constrains =
                !field || (!field->discriminator && !field->left_to_right &&
                           field->discriminator_function.empty());
            if (only_constrains) continue;
        }
        if (!wrapped || joined.any()) AW_GUEST_DO(flush());
        if (!out) return Completion::none();
        AW_GUEST_DO(apply_metadata(item, out));
    }
    Constraints last = outer;
    join_constraints(last, joined);
    joined = last;
    if (!wrapped || joined.any()) return flush();
    return Completion::none();
}

Completion TypeCompiler::apply_metadata(const Value& mark, FieldTypePtr& type) {
    if (const auto* validator = lang::payload_of<ValidatorMark>(mark)) {
        type = wrap_validator(vm_, type, validator->function, validator->mode);
    } else if (const auto* serializer = lang::payload_of<SerializerMark>(mark)) {
        auto made = std::make_shared<Serializer>();
        made->function = serializer->function;
        made->wraps = serializer->wraps;
        made->takes_info = takes_info(vm_, serializer->function, serializer->wraps ? 2 : 1);
        made->when_used = serializer->when_used;
        if (!serializer->return_type.empty())
            AW_GUEST_DO(compile(serializer->return_type, {}, made->returns));
        auto copy = copied_type(type);
        copy->serializer = std::move(made);
        type = std::move(copy);
    } else if (const auto* field = lang::payload_of<FieldMark>(mark)) {
        if (field->left_to_right.value_or(false)) try_in_order(type);
        if (field->discriminator) return apply_discriminator(vm_, *field->discriminator, type);
        if (!field->discriminator_function.empty())
            return apply_tags(vm_, field->discriminator_function, type);
    } else if (const auto* discriminator = lang::payload_of<DiscriminatorMark>(mark)) {
        if (discriminator->field) return apply_discriminator(vm_, *discriminator->field, type);
        return apply_tags(vm_, discriminator->function, type);
    } else if (const auto* described = lang::payload_of<SchemaMark>(mark)) {
        auto copy = copied_type(type);
        copy->schema = described->schema;
        type = std::move(copy);
    } else if (const auto* tag = lang::payload_of<TagMark>(mark)) {
        auto copy = copied_type(type);
        copy->tag = tag->tag;
        type = std::move(copy);
    }
    return Completion::none();
}

// Items without an annotation may be anything.
Completion TypeCompiler::compile_items(TypeKind kind, std::span<const Value> args,
                                       const Constraints& constraints, FieldTypePtr& out) {
    FieldType type;
    type.kind = kind;
    const std::size_t wanted = kind == TypeKind::Dict    ? 2
                               : kind == TypeKind::Tuple ? args.size()
                                                         : 1;
    for (std::size_t i = 0; i < wanted; ++i) {
        FieldTypePtr item;
        AW_GUEST_DO(compile(i < args.size() ? args[i] : Value(), {}, item));
        if (!item) return Completion::none();
        type.items.push_back(std::move(item));
    }
    return finish(std::move(type), constraints, out);
}

// Bounds belong to what a None-union holds; of other unions they are checked behind it.
Completion TypeCompiler::compile_union(const lang::UnionType& united,
                                       const Constraints& constraints, FieldTypePtr& out) {
    FieldType type;
    type.kind = TypeKind::Union;
    const std::span<const Value> args = args_of(united.args);
    const auto is_none = [&](const Value& arg) {
        return arg.is_none() || arg.same_as(lang::class_value(*vm_.classes.none_type));
    };
    std::size_t others = 0;
    for (const Value& arg : args) others += is_none(arg) ? 0 : 1;
    Constraints inner = constraints;
    if (others > 1) inner = Constraints();
    for (const Value& arg : args) {
        FieldTypePtr member;
        AW_GUEST_DO(compile(arg, is_none(arg) ? Constraints{} : inner, member));
        if (!member) return Completion::none();
        type.items.push_back(std::move(member));
    }
    return finish(std::move(type), others > 1 ? constraints : Constraints{}, out);
}

// -- discriminated unions ------------------------------------------------------------------------

namespace {

const FieldType& inside_annotated(const FieldType& type) {
    const FieldType* at = &type;
    while ((at->kind == TypeKind::Validator || at->kind == TypeKind::Checked) && at->items[0])
        at = at->items[0].get();
    return *at;
}

Completion add_tags(Vm& vm, const std::string& field, const FieldType& member, std::size_t index,
                    FieldType& out) {
    const FieldType& type = inside_annotated(member);
    if (type.kind == TypeKind::TaggedUnion || type.kind == TypeKind::Union) {
        for (const FieldTypePtr& inner : type.items)
            AW_GUEST_DO(add_tags(vm, field, *inner, index, out));
        return Completion::none();
    }
    ModelPlan* plan = type.kind == TypeKind::Model ? plan_of(*type.cls.as<Class>()) : nullptr;
    if (plan) AW_GUEST_DO(complete_model(vm, *plan));
    const ModelPlan* found = plan ? plan : type.plan.get();
    if (!found)
        return vm.raise("TypeError", "'" + type_label(type) +
                                         "' is not a valid discriminated union variant; "
                                         "should be a `BaseModel` or `dataclass`");
    const ModelField* tag = found->find(field);
    if (!tag)
        return raise_user_error(
            vm, "Model '" + found->name + "' needs a discriminator field for key '" + field + "'",
            "discriminator-no-field");
    const FieldType& tag_type = inside_annotated(*tag->type);
    if (tag_type.kind != TypeKind::Literal && tag_type.kind != TypeKind::Enum)
        return raise_user_error(
            vm, "Model '" + found->name + "' needs field '" + field + "' to be of type `Literal`",
            "discriminator-needs-literal");
    for (const Value& literal : tag_type.literals) {
        out.literals.push_back(literal);
        out.tag_items.push_back(index);
    }
    if (out.discriminator_keys.empty()) {
        std::vector<std::string> names;
        for (const KeyPath& path : tag->aliases)
            if (path.size() == 1 && std::holds_alternative<std::string>(path[0]))
                names.push_back(std::get<std::string>(path[0]));
        if (names.empty()) names.push_back(field);
        out.discriminator_keys.push_back(names);
    }
    return Completion::none();
}

// `tagged` with the members of the union `type`, and their tags as `add` finds them, in its place.
template <class Add>
Completion make_tagged(Vm& vm, std::shared_ptr<FieldType> tagged, Add add, FieldTypePtr& type) {
    if (type->kind != TypeKind::Union) {
        return vm.raise("TypeError",
                        "`discriminator` can only be used with `Union` type with more than one "
                        "variant");
    }
    tagged->kind = TypeKind::TaggedUnion;
    FieldTypePtr none;
    for (const FieldTypePtr& member : type->items) {
        if (member->kind == TypeKind::None && member->tag.empty()) {
            none = member;
            continue;
        }
        const std::size_t index = tagged->items.size();
        tagged->items.push_back(member);
        AW_GUEST_DO(add(*member, index, *tagged));
    }
    for (std::size_t i = 0; i < tagged->literals.size(); ++i) {
        AW_GUEST(const Value shown, vm.repr(tagged->literals[i]));
        tagged->expected += (i > 0 ? ", " : "") + std::string(lang::text_of(shown));
    }
    if (!none) {
        type = std::move(tagged);
        return Completion::none();
    }
    auto nullable = std::make_shared<FieldType>();
    nullable->kind = TypeKind::Union;
    nullable->items = {std::move(tagged), none};
    type = std::move(nullable);
    return Completion::none();
}

}  // namespace

Completion apply_discriminator(Vm& vm, const std::string& field, FieldTypePtr& type) {
    auto tagged = std::make_shared<FieldType>();
    tagged->discriminator = field;
    return make_tagged(
        vm, std::move(tagged),
        [&](const FieldType& member, std::size_t index, FieldType& out) {
            return add_tags(vm, field, member, index, out);
        },
        type);
}

Completion apply_tags(Vm& vm, const Value& function, FieldTypePtr& type) {
    auto tagged = std::make_shared<FieldType>();
    tagged->function = function;
    AW_GUEST(const Value name, vm.find_attribute(function, "__name__"));
    const bool named = lang::is_text(name);
    tagged->discriminator = (named ? std::string(lang::text_of(name)) : type_label(*type)) + "()";
    return make_tagged(
        vm, std::move(tagged),
        [&](const FieldType& member, std::size_t index, FieldType& out) {
            if (member.tag.empty())
                return raise_user_error(vm,
                                        "`Tag` not provided for choice " + type_label(member) +
                                            " used with `Discriminator`",
                                        "callable-discriminator-no-tag");
            out.literals.push_back(vm.heap().make_str(member.tag));
            out.tag_items.push_back(index);
            return Completion::none();
        },
        type);
}

void try_in_order(FieldTypePtr& type) {
    if (type->kind != TypeKind::Union) return;
    auto copy = copied_type(type);
    copy->left_to_right = true;
    type = std::move(copy);
}

}  // namespace web
