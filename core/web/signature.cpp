#include "web/signature.h"

#include <algorithm>

#include "lang/arguments.h"
#include "lang/code.h"
#include "lang/native.h"

namespace web {

using lang::BoundMethod;
using lang::Class;
using lang::Code;
using lang::Completion;
using lang::Dict;
using lang::Function;
using lang::Kind;
using lang::Module;
using lang::Value;
using lang::Vm;

namespace {

// LIMIT: wrappers around wrappers, partials of partials ...; Python has no such bound.
constexpr int kMaxUnwrapping = 100;

CallStyle style_of(const Code& code) {
    if (!code.is_generator) return CallStyle::Plain;
    switch (code.generator_kind) {
        case lang::GeneratorKind::Generator: return CallStyle::Generator;
        case lang::GeneratorKind::Coroutine: return CallStyle::Coroutine;
        case lang::GeneratorKind::AsyncGenerator: return CallStyle::AsyncGenerator;
    }
    return CallStyle::Plain;
}

std::string_view parameter_name(const Code& code, int index) {
    return code.variables[static_cast<std::size_t>(index)].as<lang::Str>()->view();
}

// An annotation as written: text ("from __future__ import annotations") is evaluated.
Completion evaluated_in(Vm& vm, const Value& annotation, const Value& module) {
    if (annotation.empty() || !lang::is_text(annotation)) return annotation;
    return vm.evaluate(lang::text_of(annotation), module);
}

Value default_of_argument(const Function& function, int positional_count, int index) {
    const auto* defaults = function.defaults.try_as<lang::Tuple>();
    if (!defaults) return {};
    const int first = positional_count - static_cast<int>(defaults->size);
    return index >= first ? defaults->items[index - first] : Value();
}

// All parameters of a function, in the order of its code's registers.
Completion read_function(Vm& vm, const Function& function, const Value& value, Signature& out) {
    const Code& code = *function.code;
    AW_GUEST(const Value annotations, vm.annotations(value));
    const auto* notes = annotations.try_as<Dict>();
    const auto annotation_of = [&](std::string_view name) {
        return notes ? lang::dict_find(*notes, name) : Value();
    };
    for (int i = 0; i < code.parameter_count(); ++i) {
        SignatureParameter parameter;
        parameter.name = parameter_name(code, i);
        if (i < code.positional) {
            parameter.default_value = default_of_argument(function, code.positional, i);
        } else if (i < code.positional + code.keyword_only) {
            parameter.kind = ParameterKind::KeywordOnly;
            if (const auto* defaults = function.kw_defaults.try_as<Dict>())
                parameter.default_value = lang::dict_find(*defaults, parameter.name);
        } else {
            const bool star = code.has_varargs && i == code.positional + code.keyword_only;
            parameter.kind = star ? ParameterKind::VarPositional : ParameterKind::VarKeyword;
        }
        AW_GUEST(parameter.annotation,
                 evaluated_in(vm, annotation_of(parameter.name), function.module));
        out.parameters.push_back(std::move(parameter));
    }
    AW_GUEST(out.returns, evaluated_in(vm, annotation_of("return"), function.module));
    if (out.style == CallStyle::Plain) out.style = style_of(code);
    return Completion::none();
}

Completion not_callable(Vm& vm, const Value& value) {
    AW_GUEST(const Value shown, vm.repr(value));
    return vm.raise("TypeError", std::string(lang::text_of(shown)) + " is not a callable object");
}

bool is_partial(Vm& vm, const Value& value) {
    const Class& cls = vm.class_of(value);
    return cls.name == "partial" && cls.module_name == "functools";
}

Completion read_callable(Vm& vm, const Value& callable, Signature& out, int depth);

void drop_first(Signature& out) {
    if (!out.parameters.empty() && out.parameters.front().kind == ParameterKind::Positional)
        out.parameters.erase(out.parameters.begin());
}

// What a partial has given already: positional arguments are gone, keywords become defaults.
Completion read_partial(Vm& vm, const Value& partial, Signature& out, int depth) {
    AW_GUEST(const Value function, vm.get_attribute(partial, "func"));
    AW_GUEST(const Value args, vm.get_attribute(partial, "args"));
    AW_GUEST(const Value keywords, vm.get_attribute(partial, "keywords"));
    AW_GUEST_DO(read_callable(vm, function, out, depth));
    out.by_position = false;
    std::size_t given = args.is(Kind::Tuple) ? args.as<lang::Tuple>()->size : 0;
    while (given-- > 0) drop_first(out);
    if (const auto* named = keywords.try_as<Dict>())
        for (SignatureParameter& parameter : out.parameters)
            if (const Value value = lang::dict_find(*named, parameter.name); !value.empty())
                parameter.default_value = value;
    return Completion::none();
}

Completion read_class(Vm& vm, const Class& cls, Signature& out, int depth) {
    const Value init = vm.find_in_class(cls, "__init__");
    // A native __init__ (object's own, a dataclass's) may tell its parameters by __signature__.
    if (!init.is(Kind::Function)) return Completion::none();
    AW_GUEST_DO(read_callable(vm, init, out, depth));
    drop_first(out);
    out.style = CallStyle::Plain;
    out.returns = Value();
    return Completion::none();
}

Completion read_instance(Vm& vm, const Value& instance, Signature& out, int depth) {
    const Value call = vm.find_in_class(vm.class_of(instance), "__call__");
    if (call.empty()) return not_callable(vm, instance);
    AW_GUEST_DO(read_callable(vm, call, out, depth));
    drop_first(out);
    return Completion::none();
}

// inspect.Parameter.empty
bool is_left_out(const Value& value) {
    const auto* cls = value.try_as<Class>();
    return cls && cls->name == "_empty" && cls->module_name == "inspect";
}

ParameterKind kind_of_number(const Value& kind) {
    switch (lang::plain(kind).is_small() ? lang::plain(kind).as_small() : 1) {
        case 2: return ParameterKind::VarPositional;
        case 3: return ParameterKind::KeywordOnly;
        case 4: return ParameterKind::VarKeyword;
        default: return ParameterKind::Positional;
    }
}

// What a decorator has said with wrapper.__signature__ = inspect.Signature(...).
Completion read_told(Vm& vm, const Value& told, const Value& module, Signature& out) {
    AW_GUEST(const Value parameters, vm.get_attribute(told, "parameters"));
    AW_GUEST(const Value values, vm.call_method(parameters, "values"));
    AW_GUEST(const Value iterator, vm.iterate(values));
    while (true) {
        AW_GUEST(const Value one, vm.next(iterator));
        if (one.empty()) break;
        SignatureParameter parameter;
        AW_GUEST(const Value name, vm.get_attribute(one, "name"));
        AW_GUEST(const Value kind, vm.get_attribute(one, "kind"));
        AW_GUEST(const Value standard, vm.get_attribute(one, "default"));
        AW_GUEST(const Value annotation, vm.get_attribute(one, "annotation"));
        parameter.name = lang::text_of(name);
        parameter.kind = kind_of_number(kind);
        if (!is_left_out(standard)) parameter.default_value = standard;
        if (!is_left_out(annotation)) {
            AW_GUEST(parameter.annotation, evaluated_in(vm, annotation, module));
        }
        out.parameters.push_back(std::move(parameter));
    }
    AW_GUEST(const Value returns, vm.get_attribute(told, "return_annotation"));
    if (!is_left_out(returns)) {
        AW_GUEST(out.returns, evaluated_in(vm, returns, module));
    }
    out.by_position = false;
    return Completion::none();
}

Value told_signature(const Function& function) {
    const auto* attributes = function.attributes.try_as<Dict>();
    return attributes ? lang::dict_find(*attributes, "__signature__") : Value();
}

Completion read_callable(Vm& vm, const Value& callable, Signature& out, int depth) {
    if (depth > kMaxUnwrapping)
        return vm.raise("ValueError", "wrapper loop when unwrapping a callable");
    if (const auto* function = callable.try_as<Function>()) {
        if (out.style == CallStyle::Plain) out.style = style_of(*function->code);
        const Value told = told_signature(*function);
        if (!told.empty() && !told.is_none()) return read_told(vm, told, function->module, out);
        if (function->wrapped.empty()) return read_function(vm, *function, callable, out);
        out.by_position = false;
        return read_callable(vm, function->wrapped, out, depth + 1);
    }
    if (const auto* method = callable.try_as<BoundMethod>()) {
        AW_GUEST_DO(read_callable(vm, method->function, out, depth + 1));
        drop_first(out);
        return Completion::none();
    }
    if (const auto* cls = callable.try_as<Class>()) return read_class(vm, *cls, out, depth + 1);
    if (is_partial(vm, callable)) return read_partial(vm, callable, out, depth + 1);
    // functools.lru_cache and the like: what they wrap says what they take.
    AW_GUEST(const Value wrapped, vm.find_attribute(callable, "__wrapped__"));
    if (!wrapped.empty()) {
        out.by_position = false;
        return read_callable(vm, wrapped, out, depth + 1);
    }
    if (callable.is(Kind::Native)) {
        AW_GUEST(const Value shown, vm.repr(callable));
        return vm.raise("ValueError",
                        "no signature found for builtin " + std::string(lang::text_of(shown)));
    }
    if (!vm.is_callable(callable)) return not_callable(vm, callable);
    return read_instance(vm, callable, out, depth + 1);
}

// The name of the module's variable that holds exactly this object; "" when there is none.
std::string variable_of(Vm& vm, const Value& value) {
    const auto* module = vm.main_module().try_as<Module>();
    if (!module) return "";
    for (std::size_t i = 0; i < module->slots.size() && i < module->names.size(); ++i)
        if (module->slots[i].same_as(value)) return module->names[i];
    return "";
}

}  // namespace

Completion read_signature(Vm& vm, const Value& callable, Signature& out) {
    out = {};
    return read_callable(vm, callable, out, 0);
}

std::string display_name(Vm& vm, const Value& callable) {
    if (const auto* function = callable.try_as<Function>())
        return std::string(lang::text_of(function->name));
    if (const auto* native = callable.try_as<lang::Native>()) return std::string(native->name);
    if (const auto* cls = callable.try_as<Class>()) return cls->name;
    if (const auto* method = callable.try_as<BoundMethod>())
        return display_name(vm, method->function);
    const std::string variable = variable_of(vm, callable);
    return variable.empty() ? vm.class_of(callable).name : variable;
}

}  // namespace web
