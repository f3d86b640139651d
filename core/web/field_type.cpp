// Annotations to field types: names, classes and text. pydantic _generate_schema.py, FastAPI
// _compat and utils.
#include <algorithm>

#include "lang/native.h"
#include "web/field_object.h"
#include "web/field_type_internal.h"
#include "web/json_known.h"
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

constexpr int kMaxTypeDepth = 50;

struct KnownType {
    std::string_view module_name;
    std::string_view name;
    TypeKind kind;
};
constexpr KnownType kKnownTypes[] = {
    {"datetime", "date", TypeKind::Date},      {"datetime", "datetime", TypeKind::DateTime},
    {"datetime", "time", TypeKind::Time},      {"datetime", "timedelta", TypeKind::TimeDelta},
    {"decimal", "Decimal", TypeKind::Decimal}, {"uuid", "UUID", TypeKind::Uuid},
    {"typing", "Any", TypeKind::Any},
};
// Names of typing and collections.abc that stand for a container of anything.
constexpr KnownType kContainerTypes[] = {
    {"", "Sequence", TypeKind::List},     {"", "MutableSequence", TypeKind::List},
    {"", "Iterable", TypeKind::List},     {"", "Collection", TypeKind::List},
    {"", "Mapping", TypeKind::Dict},      {"", "MutableMapping", TypeKind::Dict},
    {"", "AbstractSet", TypeKind::Set},   {"", "MutableSet", TypeKind::Set},
    {"", "Callable", TypeKind::Callable}, {"", "Hashable", TypeKind::Any},
};

bool has_enum_base(const Class& cls) {
    return std::any_of(cls.mro.begin(), cls.mro.end(), [](const Class* base) {
        return base->name == "Enum" && base->module_name == "enum";
    });
}

bool is_container(TypeKind kind) {
    return kind == TypeKind::List || kind == TypeKind::Set || kind == TypeKind::FrozenSet ||
           kind == TypeKind::VariadicTuple || kind == TypeKind::Tuple || kind == TypeKind::Dict;
}

bool has_bounds(TypeKind kind) {
    return kind == TypeKind::Int || kind == TypeKind::Float || kind == TypeKind::Decimal ||
           kind == TypeKind::Date || kind == TypeKind::DateTime || kind == TypeKind::Time ||
           kind == TypeKind::TimeDelta;
}

}  // namespace

Completion expected_text(Vm& vm, const std::vector<Value>& literals, std::string& out) {
    for (std::size_t i = 0; i < literals.size(); ++i) {
        AW_GUEST(const Value shown, vm.repr(literals[i]));
        if (i > 0) out += i + 1 == literals.size() ? " or " : ", ";
        out += lang::text_of(shown);
    }
    return Completion::none();
}

Completion evaluate_annotation(Vm& vm, std::string_view text, const Value& owner) {
    const auto* cls = owner.try_as<Class>();
    const bool names_it = cls && cls->name.find('[') == std::string::npos &&
                          text.find(cls->name) != std::string_view::npos;
    if (!names_it) return vm.evaluate(text, vm.main_module());
    const std::string source = "lambda " + cls->name + ": (" + std::string(text) + ")";
    AW_GUEST(const Value function, vm.evaluate(source, vm.main_module()));
    Value argument = owner;
    return vm.call(function, std::span<Value>(&argument, 1));
}

Completion TypeCompiler::compile(const Value& annotation, const Constraints& constraints,
                                 FieldTypePtr& out) {
    if (++depth_ > kMaxTypeDepth)
        return vm_.raise("RecursionError", "maximum recursion depth exceeded");
    Completion done = compile_inner(annotation, constraints, out);
    --depth_;
    if (done.ok() && !out && context_.unknown.empty()) context_.unknown = annotation;
    return done;
}

Completion TypeCompiler::compile_inner(const Value& annotation, const Constraints& constraints,
                                       FieldTypePtr& out) {
    if (annotation.is_none() || annotation.empty())
        return finish(annotation.empty() ? TypeKind::Any : TypeKind::None, constraints, out);
    if (lang::is_text(annotation)) return compile_text(annotation, constraints, out);
    if (annotation.is(Kind::GenericAlias)) return compile_alias(annotation, constraints, out);
    if (const auto* united = annotation.try_as<lang::UnionType>())
        return compile_union(*united, constraints, out);
    if (annotation.is(Kind::TypeVar)) {
        for (const auto& [variable, type] : context_.substitutions)
            if (variable.same_as(annotation)) return compile(type, constraints, out);
        return finish(TypeKind::Any, constraints, out);
    }
    if (const auto* cls = annotation.try_as<Class>())
        return compile_class(*cls, annotation, constraints, out);
    if (const auto* mark = lang::payload_of<TypeMark>(annotation))
        return compile_mark(mark->kind, annotation, constraints, out);
    if (const auto* native = annotation.try_as<lang::Native>(); native && native->name == "NewType")
        return compile(native->bound, constraints, out);
    return Completion::none();
}

// A forward reference: evaluated where the program's names are.
Completion TypeCompiler::compile_text(const Value& annotation, const Constraints& constraints,
                                      FieldTypePtr& out) {
    AW_GUEST(const Value meant,
             evaluate_annotation(vm_, lang::text_of(annotation), context_.owner));
    return compile(meant, constraints, out);
}

Completion TypeCompiler::finish(TypeKind kind, const Constraints& constraints, FieldTypePtr& out) {
    FieldType type;
    type.kind = kind;
    return finish(std::move(type), constraints, out);
}

// What model_config says about every text and number of a model.
Constraints TypeCompiler::with_config(TypeKind kind, const Constraints& constraints) const {
    Constraints all = constraints;
    const ModelConfig* config = context_.config;
    if (!config) return all;
    if (config->strict && !all.strict) all.strict = true;
    if (kind == TypeKind::Float && config->finite && !all.finite) all.finite = true;
    if (kind != TypeKind::Str) return all;
    const auto apply = [](bool on, std::optional<bool>& to) {
        if (on && !to) to = true;
    };
    apply(config->strip_whitespace, all.strip_whitespace);
    apply(config->to_lower, all.to_lower);
    apply(config->to_upper, all.to_upper);
    apply(config->numbers_to_text, all.numbers_to_text);
    if (!all.min_length) all.min_length = config->min_length;
    if (!all.max_length) all.max_length = config->max_length;
    return all;
}

Completion TypeCompiler::finish(FieldType type, const Constraints& constraints, FieldTypePtr& out) {
    type.constraints = with_config(type.kind, constraints);
    const Constraints& c = type.constraints;
    const bool bounded =
        !c.ge.empty() || !c.gt.empty() || !c.le.empty() || !c.lt.empty() || !c.multiple_of.empty();
    const bool measured = c.min_length || c.max_length;
    const bool has_length = type.kind == TypeKind::Str || type.kind == TypeKind::Bytes ||
                            type.kind == TypeKind::Secret || type.kind == TypeKind::Url ||
                            type.kind == TypeKind::Validator || is_container(type.kind);
    if ((bounded && !has_bounds(type.kind)) || (measured && !has_length)) {
        Constraints inside = type.constraints;
        inside.ge = inside.gt = inside.le = inside.lt = inside.multiple_of = Value();
        if (!has_length) inside.min_length = inside.max_length = std::nullopt;
        type.constraints = inside;
        Constraints around = constraints;
        if (has_length) around.min_length = around.max_length = std::nullopt;
        around.strict.reset();
        around.pattern.reset();
        out = wrap_checked(std::make_shared<const FieldType>(std::move(type)), around);
        return Completion::none();
    }
    AW_GUEST_DO(check_constraints(type));
    if (type.constraints.pattern) {
        auto pattern = compile_pattern(*type.constraints.pattern);
        if (!pattern)
            return vm_.raise("ValueError",
                             "Invalid schema: regex parse error: " + pattern.error().message);
        type.pattern = std::make_shared<const Pattern>(std::move(*pattern));
    }
    out = std::make_shared<const FieldType>(std::move(type));
    return Completion::none();
}

Completion TypeCompiler::check_constraints(const FieldType& type) {
    if (!type.constraints.pattern || type.kind == TypeKind::Str || type.kind == TypeKind::Any)
        return Completion::none();
    return vm_.raise("TypeError", "Unable to apply constraint 'pattern' to schema of type '" +
                                      type_label(type) + "'");
}

Completion TypeCompiler::instance_of(const Value& cls, const Constraints& constraints,
                                     FieldTypePtr& out) {
    FieldType type;
    type.kind = TypeKind::Instance;
    type.cls = cls;
    return finish(std::move(type), constraints, out);
}

Completion TypeCompiler::compile_class(const Class& cls, const Value& value,
                                       const Constraints& constraints, FieldTypePtr& out) {
    const lang::BuiltinClasses& known = vm_.classes;
    const std::pair<const Class*, TypeKind> scalars[] = {
        {known.str, TypeKind::Str},      {known.int_, TypeKind::Int},
        {known.float_, TypeKind::Float}, {known.bool_, TypeKind::Bool},
        {known.bytes, TypeKind::Bytes},  {known.none_type, TypeKind::None},
        {known.object, TypeKind::Any}};
    for (const auto& [builtin, kind] : scalars)
        if (&cls == builtin) return finish(kind, constraints, out);
    const std::pair<const Class*, TypeKind> containers[] = {{known.list, TypeKind::List},
                                                            {known.set, TypeKind::Set},
                                                            {known.frozenset, TypeKind::FrozenSet},
                                                            {known.tuple, TypeKind::VariadicTuple},
                                                            {known.dict, TypeKind::Dict}};
    for (const auto& [builtin, kind] : containers)
        if (&cls == builtin) return compile_items(kind, {}, constraints, out);
    for (const KnownType& type : kKnownTypes)
        if (cls.name == type.name && cls.module_name == type.module_name) {
            FieldType made;
            made.kind = type.kind;
            made.cls = value;
            return finish(std::move(made), constraints, out);
        }
    return compile_other_class(cls, value, constraints, out);
}

// Models, enums, dataclasses, what pydantic itself offers; last, any class where that is allowed.
Completion TypeCompiler::compile_other_class(const Class& cls, const Value& value,
                                             const Constraints& constraints, FieldTypePtr& out) {
    const WebState& state = web_state(vm_);
    if (plan_of(cls)) {
        FieldType model;
        model.kind = TypeKind::Model;
        model.cls = value;
        return finish(std::move(model), constraints, out);
    }
    if (&cls == state.upload_file) return instance_of(value, constraints, out);
    if (has_enum_base(cls)) return compile_enum(value, constraints, out);
    for (const auto& [marked, kind] : state.marked_types)
        if (&cls == marked) return compile_mark(kind, value, constraints, out);
    if (cls.module_name == "typing" || cls.module_name == "collections.abc")
        for (const KnownType& type : kContainerTypes)
            if (cls.name == type.name)
                return is_container(type.kind) ? compile_items(type.kind, {}, constraints, out)
                                               : finish(type.kind, constraints, out);
    if (&cls == vm_.classes.type) return finish(TypeKind::Subclass, constraints, out);
    std::shared_ptr<ModelPlan> record;
    AW_GUEST_DO(plan_record(vm_, value, context_, record));
    if (record) {
        FieldType type;
        type.kind = TypeKind::Record;
        type.cls = value;
        type.plan = std::move(record);
        return finish(std::move(type), constraints, out);
    }
    if (context_.config && context_.config->arbitrary_types)
        return instance_of(value, constraints, out);
    return Completion::none();
}

Completion TypeCompiler::compile_enum(const Value& cls, const Constraints& constraints,
                                      FieldTypePtr& out) {
    FieldType type;
    type.kind = TypeKind::Enum;
    type.cls = cls;
    type.values_only = context_.config && context_.config->use_enum_values;
    AW_GUEST(const Value members, vm_.to_list(cls));
    for (const Value& member : members.as<lang::List>()->items) {
        AW_GUEST(Value value, vm_.get_attribute(member, "value"));
        type.members.push_back(member);
        type.literals.push_back(std::move(value));
    }
    AW_GUEST_DO(expected_text(vm_, type.literals, type.expected));
    return finish(std::move(type), constraints, out);
}

// EmailStr, SecretStr, HttpUrl ...
Completion TypeCompiler::compile_mark(TypeKind kind, const Value& cls,
                                      const Constraints& constraints, FieldTypePtr& out) {
    FieldType type;
    type.kind = kind;
    type.cls = cls;
    if (kind == TypeKind::Secret) {
        const bool bytes = cls.is(Kind::Class) && cls.as<Class>()->name == "SecretBytes";
        // A length is that of the secret made, not of the text in it.
        Constraints of_text = constraints;
        of_text.min_length = of_text.max_length = std::nullopt;
        FieldTypePtr inner;
        AW_GUEST_DO(finish(bytes ? TypeKind::Bytes : TypeKind::Str, of_text, inner));
        type.items.push_back(std::move(inner));
        out = std::make_shared<const FieldType>(std::move(type));
        Constraints around;
        around.min_length = constraints.min_length;
        around.max_length = constraints.max_length;
        if (around.min_length || around.max_length) out = wrap_checked(std::move(out), around);
        return Completion::none();
    }
    if (kind == TypeKind::Json) return compile_items(kind, {}, constraints, out);
    return finish(std::move(type), constraints, out);
}

Completion compile_type(Vm& vm, const Value& annotation, const Constraints& constraints,
                        TypeContext& context, FieldTypePtr& out) {
    out = nullptr;
    return TypeCompiler(vm, context).compile(annotation, constraints, out);
}

Completion compile_type(Vm& vm, const Value& annotation, const Constraints& constraints,
                        FieldTypePtr& out) {
    TypeContext context;
    return compile_type(vm, annotation, constraints, context, out);
}

}  // namespace web
