// Annotations to field types. pydantic _generate_schema.py, FastAPI _compat and utils.
#include <algorithm>

#include "lang/native.h"
#include "web/json_known.h"
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

bool is_typing(const Value& origin, std::string_view name) {
    const auto* cls = origin.try_as<Class>();
    return cls != nullptr && cls->name == name && cls->module_name == "typing";
}

bool has_enum_base(const Class& cls) {
    return std::any_of(cls.mro.begin(), cls.mro.end(), [](const Class* base) {
        return base->name == "Enum" && base->module_name == "enum";
    });
}

std::span<const Value> args_of(const lang::GenericAlias& alias) {
    return static_cast<const lang::Tuple*>(alias.args.as<lang::Tuple>())->span();
}

// "'a', 'b' or 3".
Completion expected_text(Vm& vm, const std::vector<Value>& literals, std::string& out) {
    for (std::size_t i = 0; i < literals.size(); ++i) {
        AW_GUEST(const Value shown, vm.repr(literals[i]));
        if (i > 0) out += i + 1 == literals.size() ? " or " : ", ";
        out += lang::text_of(shown);
    }
    return Completion::none();
}

class TypeCompiler {
  public:
    explicit TypeCompiler(Vm& vm) : vm_(vm) {}

    // `out` stays null: there is no schema for it.
    Completion compile(const Value& annotation, const Constraints& constraints, FieldTypePtr& out) {
        if (++depth_ > kMaxTypeDepth)
            return vm_.raise("RecursionError", "maximum recursion depth exceeded");
        Completion done = compile_inner(annotation, constraints, out);
        --depth_;
        return done;
    }

  private:
    Completion compile_inner(const Value& annotation, const Constraints& constraints,
                             FieldTypePtr& out) {
        if (annotation.is_none() || annotation.empty())
            return finish(annotation.empty() ? TypeKind::Any : TypeKind::None, constraints, out);
        if (const auto* alias = annotation.try_as<lang::GenericAlias>())
            return compile_alias(*alias, constraints, out);
        if (const auto* united = annotation.try_as<lang::UnionType>())
            return compile_union(*united, constraints, out);
        if (annotation.is(Kind::TypeVar)) return finish(TypeKind::Any, constraints, out);
        if (const auto* cls = annotation.try_as<Class>())
            return compile_class(*cls, annotation, constraints, out);
        return Completion::none();
    }

    Completion finish(TypeKind kind, const Constraints& constraints, FieldTypePtr& out) {
        FieldType type;
        type.kind = kind;
        return finish(std::move(type), constraints, out);
    }

    Completion finish(FieldType type, const Constraints& constraints, FieldTypePtr& out) {
        type.constraints = constraints;
        AW_GUEST_DO(check_constraints(type));
        if (constraints.pattern) {
            auto pattern = compile_pattern(*constraints.pattern);
            if (!pattern)
                return vm_.raise("ValueError",
                                 "Invalid schema: regex parse error: " + pattern.error().message);
            type.pattern = std::make_shared<const Pattern>(std::move(*pattern));
        }
        out = std::make_shared<const FieldType>(std::move(type));
        return Completion::none();
    }

    Completion check_constraints(const FieldType& type) {
        const Constraints& c = type.constraints;
        const bool is_text = type.kind == TypeKind::Str;
        const bool has_length = is_text || type.kind == TypeKind::Bytes || is_container(type.kind);
        const bool any = type.kind == TypeKind::Any;
        const auto refuse = [&](const char* name) {
            return vm_.raise("TypeError", std::string("Unable to apply constraint '") + name +
                                              "' to schema of type '" + type_label(type) + "'");
        };
        if (c.pattern && !is_text && !any) return refuse("pattern");
        if (c.min_length && !has_length && !any) return refuse("min_length");
        if (c.max_length && !has_length && !any) return refuse("max_length");
        return Completion::none();
    }

    static bool is_container(TypeKind kind) {
        return kind == TypeKind::List || kind == TypeKind::Set || kind == TypeKind::FrozenSet ||
               kind == TypeKind::VariadicTuple || kind == TypeKind::Tuple || kind == TypeKind::Dict;
    }

    Completion compile_class(const Class& cls, const Value& value, const Constraints& constraints,
                             FieldTypePtr& out) {
        const lang::BuiltinClasses& known = vm_.classes;
        const std::pair<const Class*, TypeKind> scalars[] = {
            {known.str, TypeKind::Str},      {known.int_, TypeKind::Int},
            {known.float_, TypeKind::Float}, {known.bool_, TypeKind::Bool},
            {known.bytes, TypeKind::Bytes},  {known.none_type, TypeKind::None},
            {known.object, TypeKind::Any}};
        for (const auto& [builtin, kind] : scalars)
            if (&cls == builtin) return finish(kind, constraints, out);
        const std::pair<const Class*, TypeKind> containers[] = {
            {known.list, TypeKind::List},
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
        if (&cls == web_state(vm_).upload_file) {
            FieldType file;
            file.kind = TypeKind::Instance;
            file.cls = value;
            return finish(std::move(file), constraints, out);
        }
        return has_enum_base(cls) ? compile_enum(value, constraints, out) : Completion::none();
    }

    Completion compile_enum(const Value& cls, const Constraints& constraints, FieldTypePtr& out) {
        FieldType type;
        type.kind = TypeKind::Enum;
        type.cls = cls;
        AW_GUEST(const Value members, vm_.to_list(cls));
        for (const Value& member : members.as<lang::List>()->items) {
            AW_GUEST(Value value, vm_.get_attribute(member, "value"));
            type.members.push_back(member);
            type.literals.push_back(std::move(value));
        }
        AW_GUEST_DO(expected_text(vm_, type.literals, type.expected));
        return finish(std::move(type), constraints, out);
    }

    Completion compile_alias(const lang::GenericAlias& alias, const Constraints& constraints,
                             FieldTypePtr& out) {
        const std::span<const Value> args = args_of(alias);
        if (is_typing(alias.origin, "Annotated")) return compile_annotated(args, constraints, out);
        if (is_typing(alias.origin, "Literal")) {
            FieldType type;
            type.kind = TypeKind::Literal;
            type.literals.assign(args.begin(), args.end());
            AW_GUEST_DO(expected_text(vm_, type.literals, type.expected));
            return finish(std::move(type), constraints, out);
        }
        const auto* origin = alias.origin.try_as<Class>();
        if (origin == vm_.classes.list)
            return compile_items(TypeKind::List, args, constraints, out);
        if (origin == vm_.classes.set) return compile_items(TypeKind::Set, args, constraints, out);
        if (origin == vm_.classes.frozenset)
            return compile_items(TypeKind::FrozenSet, args, constraints, out);
        if (origin == vm_.classes.dict)
            return compile_items(TypeKind::Dict, args, constraints, out);
        if (origin != vm_.classes.tuple) return Completion::none();
        if (args.size() == 2 && args[1].is_ellipsis())
            return compile_items(TypeKind::VariadicTuple, args.first(1), constraints, out);
        return compile_items(TypeKind::Tuple, args, constraints, out);
    }

    // Annotated[int, Field(gt=0)]: what is written outside goes before what is inside.
    Completion compile_annotated(std::span<const Value> args, const Constraints& outer,
                                 FieldTypePtr& out) {
        Constraints joined = outer;
        for (std::size_t i = args.size(); i-- > 1;)
            if (const auto* mark = lang::payload_of<ConstraintsPayload>(args[i]))
                join(joined, mark->constraints);
        return compile(args[0], joined, out);
    }

    static void join(Constraints& into, const Constraints& more) {
        const auto keep = [](Value& mine, const Value& theirs) {
            if (mine.empty()) mine = theirs;
        };
        keep(into.ge, more.ge);
        keep(into.gt, more.gt);
        keep(into.le, more.le);
        keep(into.lt, more.lt);
        keep(into.multiple_of, more.multiple_of);
        if (!into.min_length) into.min_length = more.min_length;
        if (!into.max_length) into.max_length = more.max_length;
        if (!into.pattern) into.pattern = more.pattern;
        if (!into.strict) into.strict = more.strict;
    }

    // Items without an annotation may be anything.
    Completion compile_items(TypeKind kind, std::span<const Value> args,
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

    // Bounds belong to the members, as pydantic gives them to what a None-union holds.
    Completion compile_union(const lang::UnionType& united, const Constraints& constraints,
                             FieldTypePtr& out) {
        FieldType type;
        type.kind = TypeKind::Union;
        const auto* args = united.args.as<lang::Tuple>();
        for (const Value& arg : args->span()) {
            const bool is_none =
                arg.is_none() || arg.same_as(lang::class_value(*vm_.classes.none_type));
            FieldTypePtr member;
            AW_GUEST_DO(compile(arg, is_none ? Constraints{} : constraints, member));
            if (!member) return Completion::none();
            type.items.push_back(std::move(member));
        }
        return finish(std::move(type), {}, out);
    }

    Vm& vm_;
    int depth_ = 0;
};

}  // namespace

Completion compile_type(Vm& vm, const Value& annotation, const Constraints& constraints,
                        FieldTypePtr& out) {
    out = nullptr;
    return TypeCompiler(vm).compile(annotation, constraints, out);
}

}  // namespace web
