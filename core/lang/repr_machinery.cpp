// repr of functions, classes, modules, iterators and type expressions.
#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/repr.h"
#include "lang/repr_internal.h"

namespace lang {
namespace {

std::string text_or(const Value& v, std::string_view otherwise) {
    return std::string(is_text(v) ? text_of(v) : otherwise);
}

std::string class_path(const Class& cls) {
    return cls.module_name == "builtins" ? cls.qualname : cls.module_name + "." + cls.qualname;
}

std::string generator_repr(Vm& vm, const Value& v) {
    const Generator& generator = *v.as<Generator>();
    std::string_view what = "generator";
    switch (generator.generator_kind) {
        case GeneratorKind::Generator: break;
        case GeneratorKind::Coroutine: what = "coroutine"; break;
        case GeneratorKind::AsyncGenerator: what = "async_generator"; break;
    }
    return fmt::format("<{} object {} at {}>", what, text_or(generator.qualname, "?"),
                       address_text(vm, v));
}

std::string native_text(Vm& vm, const Native& native) {
    (void)vm;
    return native.is_method ? fmt::format("<method '{}'>", native.name)
                            : fmt::format("<built-in function {}>", native.name);
}

Completion bound_repr(Vm& vm, const BoundMethod& method, TextBuilder& out) {
    if (const Native* native = method.function.try_as<Native>()) {
        out.add(fmt::format("<built-in method {} of {} object at {}>", native->name,
                            type_name_of(vm, method.self), address_text(vm, method.self)));
        return Completion::none();
    }
    const Function* function = method.function.try_as<Function>();
    out.add(fmt::format("<bound method {} of ",
                        function != nullptr ? text_or(function->qualname, "?") : "?"));
    AW_GUEST_DO(repr_into(vm, method.self, out));
    out.add(">");
    return Completion::none();
}

Completion wrapper_text(Vm& vm, std::string_view name, const Value& function, TextBuilder& out) {
    out.add(fmt::format("<{}(", name));
    AW_GUEST_DO(repr_into(vm, function, out));
    out.add(")>");
    return Completion::none();
}

std::string object_at(Vm& vm, std::string_view what, const Value& v) {
    return fmt::format("<{} object at {}>", what, address_text(vm, v));
}

std::string super_text(Vm& vm, const Super& super) {
    const Class* after = super.after.try_as<Class>();
    return fmt::format("<super: <class '{}'>, <{} object>>", after != nullptr ? after->name : "?",
                       type_name_of(vm, super.self));
}

Completion alias_into(Vm& vm, const GenericAlias& alias, TextBuilder& out) {
    AW_GUEST(const Value origin, type_text(vm, alias.origin));
    out.add(text_of(origin));
    out.add("[");
    const Tuple& args = *alias.args.as<Tuple>();
    const bool annotated = text_of(origin) == "typing.Annotated";
    const bool literal = text_of(origin) == "typing.Literal";
    if (args.size == 0) out.add("()");
    for (std::uint32_t i = 0; i < args.size; ++i) {
        if (i > 0) out.add(", ");
        if (literal || (annotated && i > 0)) {
            AW_GUEST_DO(repr_into(vm, args.items[i], out));
            continue;
        }
        AW_GUEST(const Value arg, type_text(vm, args.items[i]));
        out.add(text_of(arg));
    }
    out.add("]");
    return Completion::none();
}

}  // namespace

Completion type_text(Vm& vm, const Value& v) {
    if (v.is_ellipsis()) return vm.heap().intern("...");
    if (const Class* cls = v.try_as<Class>()) {
        if (cls == vm.classes.none_type) return vm.heap().intern("None");
        return vm.heap().make_str(class_path(*cls));
    }
    if (v.is(Kind::List)) {  // the parameters of Callable[[int], str]
        TextBuilder out(vm);
        out.add("[");
        for (std::size_t i = 0; i < v.as<List>()->items.size(); ++i) {
            if (i > 0) out.add(", ");
            AW_GUEST(const Value item, type_text(vm, Value(v.as<List>()->items[i])));
            out.add(text_of(item));
        }
        out.add("]");
        return out.finish();
    }
    return vm.repr(v);
}

Completion type_expression_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const ReprGuard guard(v.object());
    if (guard.too_deep()) {
        return vm.raise("RecursionError",
                        "maximum recursion depth exceeded while getting the repr of an object");
    }
    if (const TypeVar* variable = v.try_as<TypeVar>()) {
        out.add(variable->name);
        return Completion::none();
    }
    if (const GenericAlias* alias = v.try_as<GenericAlias>()) return alias_into(vm, *alias, out);
    const Tuple& args = *v.as<UnionType>()->args.as<Tuple>();
    for (std::uint32_t i = 0; i < args.size; ++i) {
        if (i > 0) out.add(" | ");
        AW_GUEST(const Value arg, type_text(vm, args.items[i]));
        out.add(text_of(arg));
    }
    return Completion::none();
}

Completion machinery_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const ReprGuard guard(v.object());
    if (guard.too_deep()) {
        return vm.raise("RecursionError",
                        "maximum recursion depth exceeded while getting the repr of an object");
    }
    if (const Function* function = v.try_as<Function>()) {
        out.add(fmt::format("<function {} at {}>", text_or(function->qualname, "?"),
                            address_text(vm, v)));
    } else if (const Native* native = v.try_as<Native>()) {
        out.add(native_text(vm, *native));
    } else if (const BoundMethod* method = v.try_as<BoundMethod>()) {
        return bound_repr(vm, *method, out);
    } else if (const Class* cls = v.try_as<Class>()) {
        out.add(fmt::format("<class '{}'>", class_path(*cls)));
    } else if (const Module* module = v.try_as<Module>()) {
        out.add(fmt::format("<module '{}'>", module->name));
    } else if (v.is(Kind::Generator)) {
        out.add(generator_repr(vm, v));
    } else if (const Iterator* iterator = v.try_as<Iterator>()) {
        out.add(object_at(vm, iterator->name, v));
    } else if (const StaticMethod* static_method = v.try_as<StaticMethod>()) {
        return wrapper_text(vm, "staticmethod", static_method->function, out);
    } else if (const ClassMethod* class_method = v.try_as<ClassMethod>()) {
        return wrapper_text(vm, "classmethod", class_method->function, out);
    } else if (const Super* super = v.try_as<Super>()) {
        out.add(super_text(vm, *super));
    } else {
        out.add(object_at(vm, v.is(Kind::Property) ? "property" : "cell", v));
    }
    return Completion::none();
}

}  // namespace lang
