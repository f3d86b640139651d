#include <algorithm>
#include <array>

#include "lang/parser_check_scope.h"

namespace lang {

using namespace ast;

// An annotation, a bound, the value of a type alias: no yield, await or := in it.
bool Checker::check_restricted(Expr* expr, std::string_view what) {
    if (!expr) return true;
    Enter scope(*this, ScopeKind::Restricted, what);
    if (expr->kind == ExprKind::Starred) return check_expr(as<Starred>(*expr).value);
    return scope.leave(check_expr(expr));
}

bool Checker::check_defaults(const Arguments& args) {
    return check_exprs(args.defaults) && check_exprs(args.kw_defaults);
}

bool Checker::check_annotations(const Arguments& args) {
    for (const auto list : {args.posonlyargs, args.args, args.kwonlyargs}) {
        for (const Arg& arg : list) {
            if (!check_restricted(arg.annotation, "an annotation")) return false;
        }
    }
    return (!args.vararg || check_restricted(args.vararg->annotation, "an annotation")) &&
           (!args.kwarg || check_restricted(args.kwarg->annotation, "an annotation"));
}

bool Checker::declare_arguments(const Arguments& args) {
    std::vector<const Arg*> all;
    for (const auto list : {args.posonlyargs, args.args, args.kwonlyargs}) {
        for (const Arg& arg : list) all.push_back(&arg);
    }
    if (args.vararg) all.push_back(args.vararg);
    if (args.kwarg) all.push_back(args.kwarg);
    for (const Arg* arg : all) {
        if (!bind(*arg, arg->name, Parameter)) return false;
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Arg* a, const Arg* b) { return a->name < b->name; });
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i]->name != all[i - 1]->name) continue;
        return fail(*all[i], "duplicate argument '" + std::string(all[i]->name) +
                                 "' in function definition");
    }
    return true;
}

bool Checker::check_function(const FunctionDef& function) {
    if (!check_exprs(function.decorator_list) || !bind(function, function.name)) return false;
    if (!check_defaults(function.args)) return false;
    if (function.type_params.empty()) return check_function_body(function);
    Enter generic(*this, ScopeKind::Restricted, "the definition of a generic");
    return generic.leave(check_type_params(function.type_params) && check_function_body(function));
}

bool Checker::check_function_body(const FunctionDef& function) {
    if (!check_annotations(function.args)) return false;
    if (!check_restricted(function.returns, "an annotation")) return false;
    Enter scope(*this, ScopeKind::Function);
    scope->is_async = function.is_async;
    scope->blocks = function.is_async ? 1 : 0;  // CPython guards a coroutine's body
    const bool fine = declare_arguments(function.args) && check_block(function.body);
    if (fine && scope->is_async && scope->is_generator && scope->returns_value) {
        return fail(*scope->returns_value, "'return' with value in async generator");
    }
    return scope.leave(fine);
}

bool Checker::check_class(const ClassDef& cls) {
    if (!check_exprs(cls.decorator_list) || !bind(cls, cls.name)) return false;
    if (cls.type_params.empty()) return check_class_parts(cls);
    Enter generic(*this, ScopeKind::Restricted, "the definition of a generic");
    return generic.leave(check_type_params(cls.type_params) && check_class_parts(cls));
}

bool Checker::check_class_parts(const ClassDef& cls) {
    if (!check_call(cls.bases, cls.keywords)) return false;
    Enter scope(*this, ScopeKind::Class);
    return scope.leave(check_block(cls.body));
}

bool Checker::check_type_params(std::span<TypeParam> params) {
    bool seen_default = false;
    for (const TypeParam& param : params) {
        const std::string quoted = "'" + std::string(param.name) + "'";
        if (param.name == "__classdict__" || param.name == "__classdictcell__") {
            return fail(param, "reserved name " + quoted + " cannot be used for type parameter");
        }
        for (const TypeParam* earlier = params.data(); earlier != &param; ++earlier) {
            if (earlier->name == param.name) {
                return fail(param, "duplicate type parameter " + quoted);
            }
        }
        if (seen_default && !param.default_value) {
            return fail(param,
                        "non-default type parameter " + quoted + " follows default type parameter");
        }
        seen_default = seen_default || param.default_value;
        if (!bind(param, param.name, TypeParameter)) return false;
        const bool is_tuple = param.bound && param.bound->kind == ExprKind::Tuple;
        const std::string_view bound = is_tuple ? "a TypeVar constraint" : "a TypeVar bound";
        constexpr std::array<std::string_view, 3> kDefaults = {
            "a TypeVar default", "a TypeVarTuple default", "a ParamSpec default"};
        if (!check_restricted(param.bound, bound) ||
            !check_restricted(param.default_value,
                              kDefaults[static_cast<std::size_t>(param.kind)])) {
            return false;
        }
    }
    return true;
}

bool Checker::check_type_alias(const TypeAlias& alias) {
    if (!check_target(*alias.name, true)) return false;
    Enter generic(*this, ScopeKind::Restricted, "a type alias");
    return generic.leave(check_type_params(alias.type_params) &&
                         check_restricted(alias.value, "a type alias"));
}

bool Checker::check_imports(const Stmt& statement) {
    const auto* from = try_as<ImportFrom>(&statement);
    const std::span<Alias> names = from ? from->names : as<Import>(statement).names;
    for (const Alias& alias : names) {
        if (alias.name == "*") {
            if (scope_->kind == ScopeKind::Module) continue;
            return fail(alias, "import * only allowed at module level");
        }
        const std::string_view bound =
            !alias.asname.empty() ? alias.asname : alias.name.substr(0, alias.name.find('.'));
        if (!bind(alias, bound)) return false;
    }
    if (from && from->module == "__future__" && from->level == 0 && from != last_future_) {
        const bool is_at_start = last_future_ && from->line < last_future_->line;
        if (!is_at_start) {
            return fail(*from, "from __future__ imports must occur at the beginning of the file");
        }
    }
    return true;
}

// from __future__ import ...: only at the start of a module, and only what there is.
bool Checker::check_future(Stmts body) {
    constexpr std::array<std::string_view, 9> kFeatures = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "generator_stop", "annotations"};
    bool may_be_docstring = true;
    for (const Stmt* statement : body) {
        const auto* text = try_as<ExprStmt>(statement);
        const auto* constant = text ? try_as<Constant>(text->value) : nullptr;
        if (constant && constant->type == ConstantKind::Str && may_be_docstring) {
            may_be_docstring = false;
            continue;
        }
        const auto* from = try_as<ImportFrom>(statement);
        if (!from || from->module != "__future__" || from->level != 0) return true;
        may_be_docstring = false;
        for (const Alias& alias : from->names) {
            if (alias.name == "braces") return fail(alias, "not a chance");
            if (std::find(kFeatures.begin(), kFeatures.end(), alias.name) == kFeatures.end()) {
                return fail(alias, "future feature " + std::string(alias.name) + " is not defined");
            }
        }
        last_future_ = from;
    }
    return true;
}

}  // namespace lang
